/* suy-facts-project.c: facts of SM-4, projects and milestones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.4, W-3, W-4; 000 §5.3, §7.1, §8.3, 002-3. */

#include "config.h"

#include "suy-facts-private.h"
#include "suy-schedule.h"

/* ---- projects ---- */

static gboolean
add_money (const SuyLook *look, GError **error)
{
  const SuyRecord *after = look->ask->after;
  g_autoptr (GPtrArray) entries = suy_look_linked (look, "fund_entry", "project", look->id, error);
  gint64 arrived = 0;

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    arrived += suy_look_integer (entries->pdata[i], "arrived_yuan");
  suy_look_set_count (look, "arrived_yuan", arrived);
  suy_look_set_flag (look, "paid_within_investment",
                     suy_look_integer (after, "paid_yuan") <=
                         suy_look_integer (after, "investment_yuan"));

  return TRUE;
}

static gboolean
add_milestones (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "milestone", "project", look->id, error);
  gint64 named = suy_look_integer (look->ask->after, "milestone");
  gboolean among = FALSE;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    among |= suy_record_get_id (rows->pdata[i]) == named;
  suy_look_set_count (look, "milestones", rows->len + (named != 0 && !among));

  return TRUE;
}

gboolean
suy_facts_add_project (const SuyLook *look, GError **error)
{
  static const char *const moves[] = { "suspend", NULL };
  int last = suy_look_find_last (look, moves);

  if (last >= 0)
    suy_look_set (look, "suspended_from", suy_look_text (look->journal->pdata[last], "from_state"));
  if (suy_look_integer (look->ask->after, "land_ready") != 0)
    suy_look_set (look, "land", "ready");
  if (suy_look_integer (look->ask->after, "screening_passed") != 0)
    suy_look_set (look, "screening", "passed");

  return add_milestones (look, error) && add_money (look, error);
}

/* ---- milestones ---- */

static gboolean
get_lag (const SuyLook *look, SuyLag *lag)
{
  const SuyRecord *after = look->ask->after;
  const SuySchedule schedule = { .start = suy_look_day (after, "start"),
                                 .due = suy_look_day (after, "due"),
                                 .checkpoints = suy_look_text (after, "checkpoints"),
                                 .actual_bp = suy_look_integer (after, "actual_bp"),
                                 .accepted = suy_look_text (after, "accepted_on") != NULL };

  return suy_schedule_get_lag (&schedule, look->today, lag);
}

static void
add_lag (const SuyLook *look)
{
  SuyLag lag = { 0 };
  gboolean known = get_lag (look, &lag);
  const char *level = suy_lamp_get_level_name (lag.level);
  gint64 stored = suy_look_day (look->ask->before, "due");

  if (stored != SUY_DAY_UNKNOWN)
    suy_look_set_flag (look, "before_due", look->today <= stored);
  if (!known)
    return;
  suy_look_set (look, "lag_level", level == NULL ? "green" : level);
  suy_look_set_flag (look, "overdue", lag.overdue);
  suy_look_set_flag (look, "red_or_overdue", lag.overdue || lag.level == SUY_LEVEL_RED);
}

/* An interview on the day of the card or later, the card's own record among them. */
static gboolean
has_interview (const SuyLook *look, const GPtrArray *rows, const SuyRecord *card)
{
  for (guint i = 0; i < rows->len; i++)
    if (suy_look_is (rows->pdata[i], "kind", "interview") &&
        suy_look_day (rows->pdata[i], "issued_on") >= suy_look_day (card, "issued_on"))
      return TRUE;

  return FALSE;
}

/* W-4: a card is open until it is lifted, and may not stay without its interview. */
static gboolean
add_cards (const SuyLook *look, GError **error)
{
  g_autoptr (GPtrArray) rows =
      suy_look_linked (look, "action_record", "milestone", look->id, error);
  guint n_raised = 0, n_open = 0;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (suy_look_integer (rows->pdata[i], "yellow_card") == 0 ||
          suy_look_text (rows->pdata[i], "lifted_on") != NULL)
        continue;
      n_raised++;
      n_open += !has_interview (look, rows, rows->pdata[i]);
    }
  suy_look_set_count (look, "open_cards", n_open);
  suy_look_set (look, "yellow_card", n_raised > 0 ? "raised" : "none");

  return TRUE;
}

/* The unit that supervises the works may not accept them. */
static void
add_supervisor (const SuyLook *look)
{
  g_autoptr (SuyRecord) project = suy_look_follow (look, look->ask->after, "project");
  gint64 supervisor = suy_look_integer (project, "supervisor");

  suy_look_set_flag (look, "supervisor_of_works",
                     supervisor != 0 && supervisor == look->ask->actor->unit);
}

gboolean
suy_facts_add_milestone (const SuyLook *look, GError **error)
{
  add_lag (look);
  add_supervisor (look);

  return add_cards (look, error);
}
