/* suy-facts-extension.c: the application for a later deadline that waits for an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: G-5, 6.3, 6.11; 001-2, 001-4 二(一). */

#include "config.h"

#include "suy-facts-private.h"
#include "suy-tiers.h"

SuyRecord *
suy_facts_choose_request (const GPtrArray *requests)
{
  const SuyRecord *newest = NULL;

  for (guint i = 0; i < requests->len; i++)
    {
      const SuyRecord *row = requests->pdata[i];

      if (suy_look_text (row, "verdict") == NULL && suy_look_text (row, "approved_on") == NULL &&
          (newest == NULL || suy_record_get_id (row) > suy_record_get_id (newest)))
        newest = row;
    }

  return newest == NULL ? NULL : suy_record_copy (newest);
}

/* Extensions since the last stage was met: a stage is extended once at most. */
static void
add_earlier (const SuyLook *look)
{
  guint n = 0;

  for (guint i = look->journal->len; i > 0; i--)
    {
      const SuyRecord *row = look->journal->pdata[i - 1];

      if (suy_look_is (row, "move", "meet_stage"))
        break;
      n += suy_look_is (row, "move", "extend");
    }
  suy_look_set_count (look, "extensions_of_stage", n);
}

/* The approver stands at least a tier above the applicant. */
static gboolean
is_above (const SuyLook *look, const SuyRecord *request)
{
  g_autoptr (SuyRecord) applicant = suy_look_follow (look, request, "applied_by");
  int low = suy_tiers_get (suy_facts_get_tiers (), suy_look_text (applicant, "role"));

  return low != SUY_TIER_UNKNOWN &&
         suy_tiers_get (suy_facts_get_tiers (), look->ask->actor->role) > low;
}

/* As high as the problem asks (6.11). */
static gboolean
may_extend (const SuyLook *look)
{
  const char *severity = suy_look_text (look->ask->partner, "severity_tier");
  int needed = suy_tiers_get_needed (suy_facts_get_tiers (), "extend", severity);

  return needed != SUY_TIER_UNKNOWN &&
         suy_tiers_get (suy_facts_get_tiers (), look->ask->actor->role) >= needed;
}

gboolean
suy_facts_add_extension (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "extension_request", "item", look->id, error);
  g_autoptr (SuyRecord) request = rows == NULL ? NULL : suy_facts_choose_request (rows);
  gint64 deadline = suy_look_deadline (look->ask->after);
  gint64 later = suy_look_day (request, "new_deadline");
  gint64 applied = suy_look_day (request, "applied_on");
  gint64 stop = suy_look_day (look->ask->after, "hard_stop");

  if (rows == NULL)
    return FALSE;
  add_earlier (look);
  suy_look_set_flag (look, "within_hard_stop", stop == SUY_DAY_UNKNOWN || later <= stop);
  suy_look_set_flag (look, "tier_may_extend", may_extend (look));
  suy_look_set_flag (look, "extension_requested",
                     request != NULL && suy_look_text (request, "reason") != NULL &&
                         later != SUY_DAY_UNKNOWN && later > deadline);
  suy_look_set_flag (look, "before_deadline",
                     applied != SUY_DAY_UNKNOWN && applied <= look->today && applied <= deadline);
  suy_look_set_flag (look, "approver_above", request != NULL && is_above (look, request));

  return TRUE;
}
