/* suy-workspace-river.c: the rivers of the workspace, and what lies along them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How reaches meet: by from_node and to_node where any reach gives them, then never by touch; else
 * by down_key; else by equal end points, digitised downstream. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-places.h"
#include "suy-reach-columns.h"
#include "suy-workspace-private.h"

static const SuyRegister *
reaches (SuyWorkspace *self)
{
  return suy_catalog_find (suy_workspace_get_catalog (self), "river_reach");
}

/* ---- the network ---- */

void
suy_reach_columns_clear (SuyReachColumns *columns)
{
  g_free (columns->from_node);
  g_free (columns->to_node);
  g_free (columns->level_path);
  g_free (columns->length_m);
  g_free (columns->travel_h);
}

static gboolean
has_any (const GPtrArray *records, const char *field)
{
  for (guint i = 0; i < records->len; i++)
    {
      const char *text = suy_record_get_text (records->pdata[i], field);

      if (text != NULL && *text != '\0')
        return TRUE;
    }

  return FALSE;
}

/* Equal texts get equal numbers; an end without one gets a number that nobody shares. */
static gint64
node_number (GHashTable *numbers, const char *text, gint64 *next)
{
  gint64 *known;

  if (text == NULL || *text == '\0')
    return ++*next;
  known = g_hash_table_lookup (numbers, text);
  if (known == NULL)
    {
      known = g_new (gint64, 1);
      *known = ++*next;
      g_hash_table_insert (numbers, (gpointer) text, known);
    }

  return *known;
}

static void
nodes_from_fields (const GPtrArray *records, SuyReachColumns *columns)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 next = 0;

  for (guint i = 0; i < records->len; i++)
    {
      columns->from_node[i] =
          node_number (numbers, suy_record_get_text (records->pdata[i], "from_node"), &next);
      columns->to_node[i] =
          node_number (numbers, suy_record_get_text (records->pdata[i], "to_node"), &next);
    }
}

/* Reaches of one main river get one number; 0 where it is unknown. */
static void
paths_from_fields (const GPtrArray *records, SuyReachColumns *columns)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  gint64 next = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const char *text = suy_record_get_text (records->pdata[i], "level_path");

      columns->level_path[i] = text == NULL || *text == '\0' || strcmp (text, "0") == 0
                                   ? 0
                                   : node_number (numbers, text, &next);
    }
}

static void
nodes_from_down_key (const GPtrArray *records, SuyReachColumns *columns)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint32 *down = g_new (guint32, records->len);

  for (guint i = 0; i < records->len; i++)
    {
      const char *code = suy_record_get_text (records->pdata[i], "code");

      if (code != NULL)
        g_hash_table_insert (by_code, (gpointer) code, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < records->len; i++)
    {
      const char *key = suy_record_get_text (records->pdata[i], "down_key");
      gpointer found = key == NULL ? NULL : g_hash_table_lookup (by_code, key);

      down[i] = found == NULL ? G_MAXUINT32 : GPOINTER_TO_UINT (found) - 1;
    }
  suy_network_nodes_from_down (down, records->len, columns->from_node, columns->to_node);
}

static void
nodes_from_ends (SuyFeatureSet *set, SuyReachColumns *columns)
{
  g_autofree SuyPoint *first = g_new (SuyPoint, columns->n);
  g_autofree SuyPoint *last = g_new (SuyPoint, columns->n);

  for (guint32 i = 0; i < columns->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);
      guint32 n = suy_shape_get_n_points (&shape);

      /* A reach without a line meets nothing: its ends are places of its own, off the map. */
      first[i] = n > 0 ? shape.points[0] : (SuyPoint){ G_MININT32, (gint32) i };
      last[i] = n > 0 ? shape.points[n - 1] : (SuyPoint){ G_MAXINT32, (gint32) i };
    }
  suy_network_nodes_from_ends (first, last, columns->n, columns->from_node, columns->to_node);
}

static void
fill_columns (const GPtrArray *records, SuyFeatureSet *set, SuyReachColumns *columns)
{
  columns->n = records->len;
  columns->from_node = g_new (gint64, records->len);
  columns->to_node = g_new (gint64, records->len);
  columns->level_path = g_new (gint64, records->len);
  columns->length_m = g_new (double, records->len);
  columns->travel_h = g_new (double, records->len);

  for (guint i = 0; i < records->len; i++)
    {
      const SuyRecord *record = records->pdata[i];
      double length = suy_record_get_real (record, "length_m");
      SuyShape shape = suy_feature_set_get_shape (set, i);

      columns->length_m[i] = isfinite (length) && length >= 0 ? length : suy_shape_length (&shape);
      columns->travel_h[i] = suy_record_get_real (record, "travel_h");
    }
  paths_from_fields (records, columns);

  if (has_any (records, "from_node") || has_any (records, "to_node"))
    {
      columns->meet = SUY_MEET_IDS;
      nodes_from_fields (records, columns);
    }
  else if (has_any (records, "down_key"))
    {
      columns->meet = SUY_MEET_DOWN;
      nodes_from_down_key (records, columns);
    }
  else
    {
      columns->meet = SUY_MEET_ENDS;
      nodes_from_ends (set, columns);
    }
}

GPtrArray *
suy_workspace_read_reaches (SuyWorkspace *self, SuyReachColumns *columns, GError **error)
{
  SuyFeatureSet *set = suy_workspace_get_features (self, reaches (self), error);
  g_autofree gint64 *ids = NULL;
  GPtrArray *records;

  if (set == NULL)
    return NULL;
  ids = g_new (gint64, suy_feature_set_get_n (set));
  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    ids[i] = suy_feature_set_get_id (set, i);
  records =
      suy_store_get_many (self->store, reaches (self), ids, suy_feature_set_get_n (set), error);
  if (records != NULL)
    fill_columns (records, set, columns);

  return records;
}

SuyNetwork *
suy_workspace_get_network (SuyWorkspace *self, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_auto (SuyReachColumns) columns = { 0 };
  SuyNetworkInput input;

  if (self->network != NULL)
    return self->network;

  records = suy_workspace_read_reaches (self, &columns, error);
  if (records == NULL)
    return NULL;
  input = (SuyNetworkInput){ .n = columns.n,
                             .from_node = columns.from_node,
                             .to_node = columns.to_node,
                             .length_m = columns.length_m,
                             .travel_h = columns.travel_h,
                             .level_path = columns.level_path };
  self->network = suy_network_new (&input, error);

  return self->network;
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
                               hit->travel_h };

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
