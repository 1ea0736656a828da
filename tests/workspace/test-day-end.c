/* test-day-end.c: what the end of a day settles, and what only the calendar changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-bureau.h"
#include "suy-date.h"
#include "suy-lamp-refresh.h"
#include "suy-workspace-private.h"
#include "suy-workspace-warnings.h"

#define FIRST 20515 /* 2026-03-03 */

static void
open_at (Bureau *bureau, int hour)
{
  bureau_open_at (bureau, suy_date_moment_of_day (FIRST) + hour * SUY_DATE_US_PER_HOUR);
}

/* At @hour of the day; 24 is its last moment. */
static void
evaluate_at (Bureau *bureau, gint64 day, int hour)
{
  g_autoptr (GError) error = NULL;

  bureau_set_clock (bureau,
                    suy_date_moment_of_day (day) + hour * SUY_DATE_US_PER_HOUR - (hour == 24));
  suy_workspace_evaluate (bureau->workspace, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
make_complaint (Bureau *bureau)
{
  return bureau_make (bureau, "complaint", "text=Smell", "channel=hotline_24h",
                      "complaint_type=odour", "received_at=today-4T", "township=T1",
                      "first_receiver=TOWN", NULL);
}

static gint64
only_of (Bureau *bureau, const char *reg)
{
  g_autoptr (GArray) ids = suy_store_select (suy_workspace_get_store (bureau->workspace),
                                             bureau_register (bureau, reg), NULL, NULL);

  g_assert_cmpuint (ids->len, ==, 1);

  return g_array_index (ids, gint64, 0);
}

/* The row of the evaluation that is about the complaint. */
static gint64
find_row (Bureau *bureau)
{
  return bureau_find (bureau, "evaluation", "warning", only_of (bureau, "warning"));
}

/* An answer given on the second day: a first day that was over stays as it was told. */
static void
test_settled (void)
{
  Bureau bureau;
  gint64 complaint;

  open_at (&bureau, 8);
  complaint = make_complaint (&bureau);
  evaluate_at (&bureau, FIRST, 24);
  evaluate_at (&bureau, FIRST + 1, 24);
  bureau_assert (&bureau, "evaluation", find_row (&bureau), "seen", "2");
  bureau_set_clock (&bureau, suy_date_moment_of_day (FIRST + 2) + 8 * SUY_DATE_US_PER_HOUR);
  bureau_set (&bureau, "complaint", complaint, "replied_at=todayT", NULL);
  evaluate_at (&bureau, FIRST + 2, 24);
  bureau_assert (&bureau, "evaluation", find_row (&bureau), "seen", "20");
  bureau_assert (&bureau, "evaluation", find_row (&bureau), "back", "0");
  bureau_close (&bureau);
}

/* One that was not over is told again, with what is known now. */
static void
test_unsettled (void)
{
  Bureau bureau;
  gint64 complaint;

  open_at (&bureau, 8);
  complaint = make_complaint (&bureau);
  evaluate_at (&bureau, FIRST, 24);
  evaluate_at (&bureau, FIRST + 1, 12);
  bureau_set_clock (&bureau, suy_date_moment_of_day (FIRST + 2) + 8 * SUY_DATE_US_PER_HOUR);
  bureau_set (&bureau, "complaint", complaint, "replied_at=todayT", NULL);
  evaluate_at (&bureau, FIRST + 2, 12);
  bureau_assert (&bureau, "evaluation", find_row (&bureau), "seen", "00");
  bureau_assert (&bureau, "evaluation", find_row (&bureau), "back", "1");
  bureau_close (&bureau);
}

/* ---- lamps ---- */

static gint64
make_item (Bureau *bureau)
{
  return bureau_make (bureau, "rectification_item", "title=Dust", "category=air", "township=T1",
                      "responsible_unit=TOWN", "goal=None", "measures=Cover", "rect_class=phased",
                      "start=today", "deadline=today+10", "actual_bp=5000", NULL);
}

static void
assert_lamp (Bureau *bureau, gint64 id, const char *planned, const char *lamp, const char *overdue)
{
  bureau_assert (bureau, "rectification_item", id, "scheduled_bp", planned);
  bureau_assert (bureau, "rectification_item", id, "lamp", lamp);
  bureau_assert (bureau, "rectification_item", id, "overdue", overdue);
}

/* Nobody edits anything: 59.99, 60, 70 and 80 % of the plan, and the day behind the deadline. */
static void
test_lamps (void)
{
  Bureau bureau;
  gint64 id, milestone;

  open_at (&bureau, 8);
  id = make_item (&bureau);
  bureau_make (&bureau, "project", "code=P1", "name=Works", "category=environment", "package=none",
               "content=x", "investment_yuan=1", "responsible_unit=TOWN", "due=today+10", NULL);
  milestone = bureau_make (&bureau, "milestone", "name=Pipe", "project=P1", "responsible_unit=TOWN",
                           "start=today", "due=today+10", NULL);
  assert_lamp (&bureau, id, "0", "green", "0");
  evaluate_at (&bureau, FIRST + 5, 8);
  assert_lamp (&bureau, id, "5000", "green", "0");
  evaluate_at (&bureau, FIRST + 6, 8);
  assert_lamp (&bureau, id, "6000", "yellow", "0");
  bureau_assert (&bureau, "milestone", milestone, "lag_bp", "6000");
  bureau_assert (&bureau, "milestone", milestone, "lamp", "red");
  evaluate_at (&bureau, FIRST + 7, 8);
  assert_lamp (&bureau, id, "7000", "yellow2", "0");
  bureau_set (&bureau, "rectification_item", id, "actual_bp=9900", NULL);
  evaluate_at (&bureau, FIRST + 10, 8);
  assert_lamp (&bureau, id, "10000", "green", "0");
  evaluate_at (&bureau, FIRST + 11, 8);
  assert_lamp (&bureau, id, "10000", "yellow", "1");
  bureau_close (&bureau);
}

/* What follows the calendar leaves no trace in the log. */
static void
test_lamps_unlogged (void)
{
  Bureau bureau;
  SuyStore *store;
  gint64 end;

  open_at (&bureau, 8);
  store = suy_workspace_get_store (bureau.workspace);
  make_item (&bureau);
  evaluate_at (&bureau, FIRST + 1, 8);
  end = suy_store_get_log_end (store, NULL);
  bureau_set_clock (&bureau, suy_date_moment_of_day (FIRST + 3));
  suy_store_begin (store, &(SuyCommandInfo){ .kind = "test" }, NULL);
  g_assert_true (suy_lamp_refresh (bureau.workspace, NULL));
  g_assert_true (suy_store_commit (store, NULL, NULL));
  g_assert_cmpint (suy_store_get_log_end (store, NULL), ==, end);
  bureau_assert (&bureau, "rectification_item", only_of (&bureau, "rectification_item"),
                 "scheduled_bp", "3000");
  bureau_close (&bureau);
}

/* ---- who answers ---- */

/* No object names a unit for the district; the indicator does. */
static void
test_indicator_unit (void)
{
  Bureau bureau;
  gint64 warning;
  g_autofree char *recipients = NULL;

  open_at (&bureau, 8);
  bureau_act_as (&bureau, "hq_clerk");
  bureau_make (&bureau, "warning_indicator", "code=I-11", "name=x", "metric=x",
               "comparator=greater", "threshold=76", "responsible_unit=OFFICE", NULL);
  bureau_make (&bureau, "survey", "name=A", "on_date=today", "measure=满意度", "value=75.9", NULL);
  evaluate_at (&bureau, FIRST, 24);
  warning = only_of (&bureau, "warning");
  recipients = bureau_get (&bureau, "warning", warning, "recipients");
  g_assert_cmpstr (recipients, ==, "[\"OFFICE\"]");
  bureau_make (&bureau, "person", "code=answers", "name=A", "role=responsible_unit", "unit=OFFICE",
               NULL);
  bureau_attach (&bureau, "warning", warning, "plan");
  bureau_move (&bureau, "answers", "warning", warning, "acknowledge", NULL);
  bureau_move (&bureau, "answers", "warning", warning, "act", NULL);
  bureau_close (&bureau);
}

/* Deadlines are days in China, and so is today: two zones, of which one has another day at any
 * hour. */
static void
test_zone (void)
{
  static const char *const zones[] = { "UTC+12", "UTC-14" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      gint64 before = suy_date_day_of_moment (g_get_real_time ()), after;
      g_autofree char *today = NULL;

      g_setenv ("TZ", zones[i], TRUE);
      today = suy_workspace_real_today ();
      g_unsetenv ("TZ");
      after = suy_date_day_of_moment (g_get_real_time ());
      g_assert_cmpint (suy_date_get_day (today), >=, before);
      g_assert_cmpint (suy_date_get_day (today), <=, after);
    }
}

/* A clock that is set stands until it is set again. */
static void
test_clock_stands (void)
{
  Bureau bureau;
  g_autofree char *today = NULL;

  open_at (&bureau, 8);
  today = suy_date_from_day (FIRST);
  g_assert_false (suy_workspace_turn_day (bureau.workspace));
  g_assert_cmpstr (suy_workspace_get_today (bureau.workspace), ==, today);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/day-end/evaluate/settled", test_settled);
  g_test_add_func ("/workspace/day-end/evaluate/unsettled", test_unsettled);
  g_test_add_func ("/workspace/day-end/lamps/calendar", test_lamps);
  g_test_add_func ("/workspace/day-end/lamps/unlogged", test_lamps_unlogged);
  g_test_add_func ("/workspace/day-end/unit/indicator", test_indicator_unit);
  g_test_add_func ("/workspace/day-end/today/stands", test_clock_stands);
  g_test_add_func ("/workspace/day-end/today/zone", test_zone);

  return g_test_run ();
}
