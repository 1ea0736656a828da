/* suy-facts-outfall.c: facts of SM-6
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.6; 004 #14, 001-5 (三)2. */

#include "config.h"

#include <math.h>

#include "suy-facts-private.h"

static gboolean
add_reach (const SuyLook *look, GError **error)
{
  const SuyRegister *reaches = suy_workspace_register (look->workspace, "river_reach", error);
  SuyGeometry *place = suy_record_get_geometry (look->ask->after);
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GArray) hits = NULL;
  SuyFeatureSet *set;

  if (reaches == NULL)
    return FALSE;
  if (place == NULL)
    return TRUE;
  set = suy_workspace_get_features (look->workspace, reaches, error);
  if (set == NULL)
    return FALSE;

  hits = suy_feature_set_nearest (set, suy_geometry_get_shape (place), 1, INFINITY);
  if (hits->len > 0)
    suy_look_set (look, "reach_distance_m",
                  g_ascii_dtostr (text, sizeof text, g_array_index (hits, SuyHit, 0).distance_m));

  return TRUE;
}

/* Which of TP and NH3-N were measured at one time. */
enum
{
  HAS_TP = 1,
  HAS_NH3N = 2,
};

static guint
bit_of (const SuyRecord *measurement)
{
  gboolean valued = isfinite (suy_record_get_real (measurement, "value")) ||
                    suy_look_text (measurement, "limit_mark") != NULL;

  if (!valued || suy_look_is (measurement, "limit_mark", "missing"))
    return 0;

  return suy_look_is (measurement, "factor", "tp")     ? HAS_TP
         : suy_look_is (measurement, "factor", "nh3n") ? HAS_NH3N
                                                       : 0;
}

/* A sample is one time at which both were measured; after a rebound only those count that were
 * taken once the outfall was being monitored.  Its flow is a field, which the move asks for. */
static gboolean
add_samples (const SuyLook *look, GError **error)
{
  static const char *const moves[] = { "monitor", NULL };
  int last = suy_look_find_last (look, moves);
  gint64 since = last < 0 ? G_MININT64 : suy_look_time (look->journal->pdata[last], "at");
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "measurement", "outfall", look->id, error);
  g_autoptr (GHashTable) times = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      char *at = (char *) suy_look_text (rows->pdata[i], "sampled_at");
      guint bits = at == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (times, at));
      guint more = bits | bit_of (rows->pdata[i]);

      if (at == NULL || suy_look_time (rows->pdata[i], "sampled_at") < since)
        continue;
      n += more == (HAS_TP | HAS_NH3N) && bits != more;
      g_hash_table_insert (times, at, GUINT_TO_POINTER (more));
    }
  suy_look_set_count (look, "samples", n);

  return TRUE;
}

gboolean
suy_facts_add_outfall (const SuyLook *look, GError **error)
{
  return add_reach (look, error) && add_samples (look, error);
}
