/* suy-facts-problem.c: facts of SM-2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.2; 004 #20, 000 §5.2. */

#include "config.h"

#include "suy-facts-private.h"

#define DUPLICATE_M 50.0 /* 2.1: within 50 m and 7 days */
#define DUPLICATE_DAYS 7

static gboolean
within_days (const SuyRecord *a, const SuyRecord *b)
{
  gint64 l = suy_look_time (a, "found_at"), r = suy_look_time (b, "found_at");

  return l != SUY_DAY_UNKNOWN && r != SUY_DAY_UNKNOWN &&
         ABS (l - r) <= DUPLICATE_DAYS * G_TIME_SPAN_DAY;
}

gint64
suy_facts_find_duplicate (SuyWorkspace *workspace, const SuyRecord *problem, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (problem);
  SuyGeometry *place = suy_record_get_geometry (problem);
  SuyFeatureSet *set;
  g_autoptr (GArray) hits = NULL;

  if (place == NULL)
    return 0;
  set = suy_workspace_get_features (workspace, reg, error);
  if (set == NULL)
    return -1;

  hits = suy_feature_set_within (set, suy_geometry_get_shape (place), DUPLICATE_M);
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = suy_feature_set_get_id (set, g_array_index (hits, SuyHit, i).item);
      g_autoptr (SuyRecord) other = id == suy_record_get_id (problem)
                                        ? NULL
                                        : suy_store_get (workspace->store, reg, id, NULL);

      if (other != NULL && suy_look_is (other, "medium", suy_look_text (problem, "medium")) &&
          within_days (other, problem))
        return id;
    }

  return 0;
}

/* The reporter knows when the record says so, or when a complaint about it was answered. */
static gboolean
add_told (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) complaints =
      suy_look_linked (look, "complaint", "problem", look->id, error);
  gboolean told = suy_look_integer (look->ask->after, "reporter_told") != 0;

  if (complaints == NULL)
    return FALSE;
  for (guint i = 0; i < complaints->len; i++)
    told |= suy_look_text (complaints->pdata[i], "replied_at") != NULL;
  if (told)
    suy_look_set (look, "reporter_told", "yes");

  return TRUE;
}

/* Counted from the journal, so that the field may be filled in with the move itself. */
static void
add_returns (const SuyLook *look)
{
  guint n = 0;

  for (guint i = 0; i < look->journal->len; i++)
    n += suy_look_is (look->journal->pdata[i], "move", "return");
  suy_look_set_count (look, "returns", n);
}

gboolean
suy_facts_add_problem (const SuyLook *look, GError **error)
{
  gint64 duplicate;

  add_returns (look);
  if (!add_told (look, error))
    return FALSE;
  duplicate = suy_facts_find_duplicate (look->workspace, look->ask->after, error);
  if (duplicate < 0)
    return FALSE;
  if (suy_record_get_geometry (look->ask->after) != NULL)
    suy_look_set_flag (look, "near_duplicate", duplicate != 0);

  return TRUE;
}
