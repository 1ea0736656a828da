/* suy-facts-complaint.c: facts of SM-5
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.5; 000 §5.4, 000 §6.2. */

#include "config.h"

#include "suy-facts-private.h"

#define REPEAT_M 100.0 /* the same matter within 100 m and 12 months is a repeat */
#define REPEAT_MONTHS 12

/* Photographs and records of the check show that it was made; a call is said. */
static void
add_check (const SuyLook *look)
{
  static const char *const kinds[] = { "evidence:photo", "evidence:record" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_hash_table_contains (look->facts, kinds[i]))
      suy_look_set (look, "site_or_phone_check", "yes");
}

/* The owner has acted who has verified, handled or replied since the complaint came to them, or has
 * handed a file in. */
static void
add_acted (const SuyLook *look)
{
  static const char *const beginnings[] = { "assign_first", "change_owner", NULL };
  static const char *const acts[] = { "verify", "handle", "reply", NULL };
  int begun = suy_look_find_last (look, beginnings), acted = suy_look_find_last (look, acts);
  const char *files = g_hash_table_lookup (look->facts, "new_evidence");

  suy_look_set_flag (look, "acted", acted > begun || g_strcmp0 (files, "0") != 0);
}

static gboolean
is_same_matter (const SuyRecord *other, const SuyRecord *complaint)
{
  gint64 a = suy_look_time (other, "received_at"), b = suy_look_time (complaint, "received_at");
  g_autoptr (GDateTime) day =
      b == SUY_DAY_UNKNOWN ? NULL : g_date_time_new_from_unix_utc (b / G_USEC_PER_SEC);
  g_autoptr (GDateTime) first = day == NULL ? NULL : g_date_time_add_months (day, -REPEAT_MONTHS);

  return a != SUY_DAY_UNKNOWN && first != NULL && a < b &&
         a >= g_date_time_to_unix (first) * G_USEC_PER_SEC &&
         suy_look_is (other, "complaint_type", suy_look_text (complaint, "complaint_type"));
}

gint64
suy_facts_find_repeated (SuyWorkspace *workspace, const SuyRecord *complaint, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (complaint);
  SuyGeometry *place = suy_record_get_geometry (complaint);
  SuyFeatureSet *set;
  g_autoptr (GArray) hits = NULL;
  gint64 newest = 0, at = SUY_DAY_UNKNOWN;

  if (place == NULL)
    return 0;
  set = suy_workspace_get_features (workspace, reg, error);
  if (set == NULL)
    return -1;

  hits = suy_feature_set_within (set, suy_geometry_get_shape (place), REPEAT_M);
  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = suy_feature_set_get_id (set, g_array_index (hits, SuyHit, i).item);
      g_autoptr (SuyRecord) other = id == suy_record_get_id (complaint)
                                        ? NULL
                                        : suy_store_get (workspace->store, reg, id, NULL);

      if (other != NULL && is_same_matter (other, complaint) &&
          suy_look_time (other, "received_at") > at)
        {
          newest = id;
          at = suy_look_time (other, "received_at");
        }
    }

  return newest;
}

/* A lead is rewarded once: neither this complaint nor the one that it repeats may have had it. */
static void
add_reward (const SuyLook *look)
{
  static const char *const moves[] = { "reward", NULL };
  g_autoptr (SuyRecord) first = suy_look_follow (look, look->ask->after, "repeat_of");

  suy_look_set_flag (look, "rewarded",
                     suy_look_find_last (look, moves) >= 0 ||
                         suy_look_integer (look->ask->before, "reward_yuan") > 0 ||
                         suy_look_integer (first, "reward_yuan") > 0);
}

gboolean
suy_facts_add_complaint (const SuyLook *look, GError **error)
{
  if (suy_look_text (look->ask->after, "final_date") != NULL)
    suy_look_set (look, "final_date", "given");
  add_check (look);
  add_acted (look);
  add_reward (look);

  return TRUE;
}
