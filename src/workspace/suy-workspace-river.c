/* suy-workspace-river.c: the rivers of the workspace, and what lies along them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-places.h"
#include "suy-workspace-private.h"

static const SuyRegister *
reaches (SuyWorkspace *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self), "river_reach");
}

/* ---- places ---- */

gboolean
suy_workspace_snap (SuyWorkspace *self,
                    const SuyShape *shape,
                    double snap_m,
                    SuyPlace *place,
                    GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), error);
  g_autoptr (GArray) hits = NULL;
  const SuyHit *hit;
  SuyShape line;
  double fraction;

  if (set == NULL)
    return FALSE;
  hits = suy_feature_set_nearest (set, shape, 1, INFINITY);
  if (hits->len == 0)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                           _ ("This workspace has no rivers. Import them into river_reach."));
      return FALSE;
    }

  hit = &g_array_index (hits, SuyHit, 0);
  if (hit->distance_m > snap_m)
    {
      g_autofree char *key =
          suy_workspace_get_key (self, reaches (self), suy_feature_set_get_id (set, hit->item));

      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   _ ("No river within %.0f m: the nearest reach, %s, is %.0f m away. Move the "
                      "place, or allow more with --snap-m."),
                   snap_m, key, hit->distance_m);
      return FALSE;
    }

  line = suy_workspace_get_line (set, hit->item);
  suy_shape_locate (&line, shape->points[0], &fraction, NULL);
  *place = (SuyPlace){ hit->item, 1.0 - fraction };

  return TRUE;
}

/* The reach of that key.  FALSE without error if @fraction says that "@" belongs to the key. */
static gboolean
parse_reach (SuyWorkspace *self, const char *key, SuyPlace *place, GError **error)
{
  const char *at = strrchr (key, '@');
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), error);
  g_autofree char *head = NULL;
  double fraction = 0.0;
  gint64 id = 0;

  if (set == NULL)
    return FALSE;
  if (at != NULL)
    {
      char *end;

      fraction = g_ascii_strtod (at + 1, &end);
      if (end == at + 1 || *end != '\0' || !(fraction >= 0.0 && fraction <= 1.0) ||
          suy_store_find (self->store, reaches (self), key, NULL) != 0)
        {
          fraction = 0.0;
          at = NULL;
        }
    }

  head = at == NULL ? g_strdup (key) : g_strndup (key, (gsize) (at - key));
  id = suy_store_find (self->store, reaches (self), head, error);
  if (id == 0)
    return FALSE;

  *place = (SuyPlace){ 0, fraction };

  return suy_feature_set_find (set, id, &place->reach);
}

gboolean
suy_workspace_parse_place (SuyWorkspace *self,
                           const char *text,
                           double snap_m,
                           SuyPlace *place,
                           GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *layer = colon == NULL ? NULL : g_strndup (text, (gsize) (colon - text));
  const SuyRegister *reg;
  g_autoptr (SuyRecord) record = NULL;
  gint64 id;

  if (layer != NULL && suy_catalog_find (suy_workspace_get_catalog (self), layer) == reaches (self))
    return parse_reach (self, colon + 1, place, error);
  if (!suy_workspace_resolve (self, text, &reg, &id, error))
    return FALSE;

  record = suy_store_get (self->store, reg, id, error);
  if (record == NULL)
    return FALSE;
  if (suy_record_get_geometry (record) == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s has no place on the map."), text);
      return FALSE;
    }

  return suy_workspace_snap (self, suy_geometry_get_shape (suy_record_get_geometry (record)),
                             snap_m, place, error);
}

/* ---- features along the rivers ---- */

static int
compare_found (const void *a, const void *b)
{
  const SuyFound *l = a, *r = b;

  if (l->distance_m != r->distance_m)
    return l->distance_m < r->distance_m ? -1 : 1;
  if (l->reg != r->reg)
    return strcmp (l->reg->name, r->reg->name);

  return l->id < r->id ? -1 : l->id > r->id;
}

static gboolean
add_features (SuyWorkspace *self,
              SuyTrace *trace,
              const SuyRegister *reg,
              double snap_m,
              GError **error)
{
  g_autoptr (SuyPlaces) places = NULL;
  g_autoptr (GArray) hits = NULL;
  SuyFeatureSet *set;

  if (reg == reaches (self))
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           _ ("Reaches are always in the answer; name another layer to list."));
      return FALSE;
    }
  places = suy_workspace_ref_places (self, reg, snap_m, error);
  if (places == NULL)
    return FALSE;

  set = suy_workspace_get_features (self, reg, error);
  hits = suy_places_on_trace (places, trace->start, &trace->rule, trace->pieces);
  for (guint i = 0; i < hits->len; i++)
    {
      const SuyPlaceHit *hit = &g_array_index (hits, SuyPlaceHit, i);
      const SuyFound found = { reg, suy_feature_set_get_id (set, hit->item), hit->river_m,
                               hit->travel_h, trace->hour_sources[hit->piece] };

      g_array_append_val (trace->features, found);
    }

  return TRUE;
}

/* ---- tracing ---- */

static char *
describe_rule (const SuyTraceRule *rule)
{
  g_autoptr (GString) limits = g_string_new (NULL);

  if (isfinite (rule->max_m))
    g_string_append_printf (limits, _ ("%g km of water"), rule->max_m / 1000.0);
  if (isfinite (rule->max_h))
    {
      g_string_append (limits, limits->len > 0 ? _ (" and ") : "");
      g_string_append_printf (limits, _ ("%g hours of travel"), rule->max_h);
    }
  if (limits->len == 0)
    return g_strdup (_ ("All reaches, without a limit."));

  return g_strdup_printf (_ ("A reach belongs when its near end, by the shortest way along the "
                             "water, is closer than %s; it is cut there."),
                          limits->str);
}

void
suy_trace_free (SuyTrace *trace)
{
  g_free (trace->rule_text);
  g_free (trace->hours_text);
  g_free (trace->hour_sources);
  g_clear_pointer (&trace->pieces, g_array_unref);
  g_clear_pointer (&trace->features, g_array_unref);
  g_free (trace);
}

gboolean
suy_trace_is_cut (const SuyTrace *trace, const SuyTracePiece *piece)
{
  gboolean up = trace->rule.direction == SUY_TRACE_UP || trace->rule.direction == SUY_TRACE_UP_MAIN;
  double end = up ? piece->to : piece->from;

  return (up ? end < 1.0 : end > 0.0) &&
         !(piece->reach == trace->start.reach && end == trace->start.fraction);
}

static void
measure (SuyTrace *trace, SuyNetwork *network)
{
  for (guint i = 0; i < trace->pieces->len; i++)
    {
      const SuyTracePiece *piece = &g_array_index (trace->pieces, SuyTracePiece, i);

      trace->length_m += (piece->to - piece->from) * suy_network_get_length (network, piece->reach);
      if (suy_trace_is_cut (trace, piece))
        trace->n_cut++;
    }
}

SuyTrace *
suy_workspace_trace (SuyWorkspace *self,
                     SuyPlace start,
                     const SuyTraceRule *rule,
                     const GPtrArray *layers,
                     double snap_m,
                     GError **error)
{
  SuyNetwork *network = suy_workspace_get_network (self, error);
  g_autoptr (SuyTrace) trace = NULL;

  if (network == NULL)
    return NULL;

  trace = g_new0 (SuyTrace, 1);
  trace->start = start;
  trace->rule = *rule;
  trace->rule_text = describe_rule (rule);
  trace->pieces = suy_network_trace (network, start, rule);
  trace->hours_text = suy_workspace_describe_hours (self, trace->pieces);
  trace->hour_sources = suy_workspace_get_hour_sources (self, start, rule, trace->pieces);
  trace->features = g_array_new (FALSE, FALSE, sizeof (SuyFound));
  measure (trace, network);
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    if (!add_features (self, trace, layers->pdata[i], snap_m, error))
      return NULL;
  if (trace->features->len > 0)
    qsort (trace->features->data, trace->features->len, sizeof (SuyFound), compare_found);

  return g_steal_pointer (&trace);
}

static char *
why_no_way (SuyWorkspace *self, SuyNetwork *network, SuyPlace start, SuyPlace end)
{
  g_autoptr (GArray) back = suy_network_path (network, end, start);
  g_autofree guint32 *parts = NULL;

  if (back != NULL)
    return g_strdup (_ ("The water runs the other way: the end lies upstream of the start."));

  parts = g_new (guint32, suy_network_get_n (network));
  suy_network_get_parts (network, parts);
  if (parts[start.reach] != parts[end.reach])
    return g_strdup (_ ("The two places lie on rivers that do not meet in this network. Check "
                        "whether a reach between them is missing."));

  return g_strdup (_ ("The two places lie on different branches: their waters meet further down."));
}

GArray *
suy_workspace_path (SuyWorkspace *self, SuyPlace start, SuyPlace end, char **why, GError **error)
{
  SuyNetwork *network = suy_workspace_get_network (self, error);
  GArray *pieces;

  if (network == NULL)
    return NULL;
  pieces = suy_network_path (network, start, end);
  if (pieces == NULL)
    *why = why_no_way (self, network, start, end);

  return pieces;
}

SuyGeometry *
suy_workspace_get_piece (SuyWorkspace *self, const SuyTracePiece *piece)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), NULL);
  SuyShape line = suy_workspace_get_line (set, piece->reach);

  if (line.n_runs == 0)
    return NULL;
  if (piece->to <= piece->from)
    return suy_geometry_new_point (suy_shape_interpolate (&line, 1.0 - piece->from));

  return suy_shape_cut (&line, 1.0 - piece->to, 1.0 - piece->from);
}
