/* suy-workspace-network.c: the network of the rivers, and where its hours are from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-reach-columns.h"
#include "suy-travel-rules.h"
#include "suy-workspace-private.h"

/* ---- the network ---- */

/* Returns: (transfer full): the hours of all reaches, and where each is from in @sources */
static double *
estimate_hours (SuyWorkspace *self, const SuyReachColumns *columns, guint8 *sources, GError **error)
{
  g_autofree double *hours = g_new (double, columns->n);
  g_autofree double *slope = g_new (double, columns->n);
  g_autofree guint8 *order = g_new (guint8, columns->n);
  const SuyTravelInput input = { .n = columns->n,
                                 .length_m = columns->length_m,
                                 .travel_h = columns->travel_h,
                                 .level_path = columns->level_path,
                                 .name = columns->name,
                                 .strahler = order,
                                 .slope = slope };
  SuyTravelRules rules;

  if (!suy_travel_rules_read_builtin (&rules, NULL, error))
    return NULL;
  for (guint32 i = 0; i < columns->n; i++)
    {
      slope[i] = (columns->elevation_up[i] - columns->elevation_down[i]) / columns->length_m[i];
      order[i] = (guint8) CLAMP (columns->order[i], 0, G_MAXUINT8);
    }
  suy_travel_times (&input, &rules, hours, sources);
  self->default_m_s = rules.default_m_s;
  self->estimated = FALSE;
  for (guint32 i = 0; i < columns->n; i++)
    self->estimated |= sources[i] != SUY_TRAVEL_OWN;

  return g_steal_pointer (&hours);
}

SuyNetwork *
suy_workspace_get_network (SuyWorkspace *self, GError **error)
{
  g_auto (SuyReachColumns) columns = { 0 };
  g_autofree guint8 *sources = NULL;
  g_autofree double *hours = NULL;
  SuyNetworkInput input;

  if (self->network != NULL)
    return self->network;

  if (!suy_workspace_read_reaches (self, &columns, error))
    return NULL;
  sources = g_new (guint8, columns.n);
  hours = estimate_hours (self, &columns, sources, error);
  if (hours == NULL)
    return NULL;
  input = (SuyNetworkInput){ .n = columns.n,
                             .from_node = columns.from_node,
                             .to_node = columns.to_node,
                             .length_m = columns.length_m,
                             .travel_h = hours,
                             .level_path = columns.level_path };
  self->network = suy_network_new (&input, error);
  if (self->network != NULL)
    self->hour_sources = g_steal_pointer (&sources);

  return self->network;
}

void
suy_workspace_drop_network (SuyWorkspace *self)
{
  g_clear_pointer (&self->network, suy_network_unref);
  g_clear_pointer (&self->hour_sources, g_free);
}

/* ---- where hours are from ---- */

guint8 *
suy_workspace_get_hour_sources (SuyWorkspace *self,
                                SuyPlace start,
                                const SuyTraceRule *rule,
                                const GArray *pieces)
{
  guint8 *sources = g_new0 (guint8, pieces->len);

  if (self->network != NULL && self->estimated)
    suy_network_mark_pieces (self->network, start, rule, pieces, self->hour_sources, sources);

  return sources;
}

static void
add_words (GString *text, char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", words);
  g_free (words);
}

/* Of @n reaches, how many from each source but their own.  (transfer full) */
static char *
describe_counts (SuyWorkspace *self, const guint *n)
{
  GString *text = g_string_new (NULL);

  if (n[SUY_TRAVEL_RIVER] > 0)
    add_words (text,
               g_strdup_printf (_ ("%u by the mean speed of the same river"), n[SUY_TRAVEL_RIVER]));
  if (n[SUY_TRAVEL_SLOPE] > 0)
    add_words (text, g_strdup_printf (_ ("%u by order and slope"), n[SUY_TRAVEL_SLOPE]));
  if (n[SUY_TRAVEL_DEFAULT] > 0)
    add_words (text, g_strdup_printf (_ ("%u by %g m/s, assumed where nothing is known"),
                                      n[SUY_TRAVEL_DEFAULT], self->default_m_s));

  return g_string_free (text, FALSE);
}

char *
suy_workspace_describe_hours (SuyWorkspace *self, const GArray *pieces)
{
  guint n[SUY_TRAVEL_SOURCES] = { 0 };
  g_autofree char *counts = NULL;

  if (self->network == NULL || !self->estimated)
    return NULL;
  for (guint i = 0; i < pieces->len; i++)
    n[self->hour_sources[g_array_index (pieces, SuyTracePiece, i).reach]]++;
  if (n[SUY_TRAVEL_OWN] == pieces->len)
    return NULL;

  counts = describe_counts (self, n);

  return g_strdup_printf (ngettext ("Hours with ≈ are estimated; of %u reach: %s.",
                                    "Hours with ≈ are estimated; of %u reaches: %s.", pieces->len),
                          pieces->len, counts);
}
