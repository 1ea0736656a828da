/* test-warnings.c: warnings from day to day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "made-observed.h"
#include "suy-date.h"
#include "suy-workspace-private.h"

/* ---- days ---- */

/* The bureau's clock goes by its own day from now on. */
static void
set_day (Bureau *bureau, gint64 day)
{
  bureau->workspace->demo = TRUE;
  g_free (bureau->workspace->today);
  bureau->workspace->today = suy_date_from_day (day);
  bureau->workspace->wall = suy_date_moment_of_day (day) + 23 * SUY_DATE_US_PER_HOUR;
}

static gint64
get_day (Bureau *bureau)
{
  return suy_date_get_day (suy_workspace_get_today (bureau->workspace));
}

static guint
evaluate (Bureau *bureau)
{
  g_autoptr (GError) error = NULL;
  guint n;

  suy_workspace_evaluate (bureau->workspace, NULL, &n, &error);
  g_assert_no_error (error);

  return n;
}

static gint64
log_end (Bureau *bureau)
{
  return suy_store_get_log_end (suy_workspace_get_store (bureau->workspace), NULL);
}

/* ---- what is there ---- */

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
append_rows (Bureau *bureau, GString *text, const char *name, const char *const *fields)
{
  const SuyRegister *reg = bureau_register (bureau, name);
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  g_autoptr (GArray) ids = suy_store_select (store, reg, NULL, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    {
      GString *line = g_string_new (name);

      for (guint k = 0; fields[k] != NULL; k++)
        {
          g_autofree char *value =
              bureau_get (bureau, name, g_array_index (ids, gint64, i), fields[k]);

          g_string_append_printf (line, " %s", *value == '\0' ? "-" : value);
        }
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
}

/* Everything that an evaluation leaves behind, but for ids and values, which are those of the hour.
 */
static char *
describe (Bureau *bureau)
{
  static const char *const warnings[] = { "title",     "state",      "level", "code",
                                          "threshold", "action_due", NULL };
  static const char *const rows[] = { "indicator",    "day",   "before", "last",   "floor", "seen",
                                      "floor_before", "noted", "back",   "opened", "since", NULL };
  GString *text = g_string_new (NULL);

  append_rows (bureau, text, "warning", warnings);
  append_rows (bureau, text, "evaluation", rows);

  return g_string_free (text, FALSE);
}

static gint64
find_open (Bureau *bureau, const char *title)
{
  const SuyRegister *reg = bureau_register (bureau, "warning");
  SuyStore *store = suy_workspace_get_store (bureau->workspace);
  g_autoptr (GArray) ids = suy_store_select (store, reg, NULL, NULL);
  gint64 found = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *state = bureau_get (bureau, "warning", id, "state");
      g_autofree char *text = bureau_get (bureau, "warning", id, "title");

      if (g_str_equal (state, "closed") || g_str_equal (state, "escalated") ||
          g_str_equal (state, "de_escalated") || strstr (text, title) == NULL)
        continue;
      g_assert_cmpint (found, ==, 0);
      found = id;
    }

  return found;
}

/* So many moves in the journal, all of the program itself. */
static void
assert_by_system (Bureau *bureau, gint64 warning, guint n)
{
  g_autoptr (GPtrArray) rows = suy_workspace_get_journal (
      bureau->workspace, bureau_register (bureau, "warning"), warning, NULL);

  g_assert_cmpuint (rows->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (suy_record_get_text (rows->pdata[i], "role"), ==, "system");
}

/* ---- observations ---- */

/* "15.01", "-": not known, "none": not observed */
static void
assert_seen (Bureau *bureau, const char *name, gint64 object, const char *value, const char *second)
{
  gint64 day = get_day (bureau);
  SuyObservation seen;
  guint n = made_observe (bureau, name, object, day, &seen);

  g_test_message ("%s: %s %s", name, value, second);
  g_assert_cmpuint (n, ==, !g_str_equal (value, "none"));
  if (n == 0)
    return;
  g_assert_cmpint (seen.has_value, ==, *value != '?');
  g_assert_cmpint (seen.has_second, ==, *second != '?');
  if (seen.has_value)
    g_assert_cmpint (seen.value, ==, atoi (value));
  if (seen.has_second)
    g_assert_cmpint (seen.second, ==, atoi (second));
}

static void
test_observe_lag (void)
{
  Bureau bureau;
  gint64 project, milestone;

  bureau_open (&bureau);
  project = bureau_make (&bureau, "project", "code=P1", "name=Works", "category=environment",
                         "package=none", "content=x", "investment_yuan=1", "responsible_unit=TOWN",
                         "start=today-50", "due=today+50", "actual_bp=3500", NULL);
  assert_seen (&bureau, "I-02", project, "1500", "?");
  bureau_set (&bureau, "project", project, "actual_bp=3499", NULL);
  assert_seen (&bureau, "I-02", project, "1501", "?");
  bureau_set (&bureau, "project", project, "accepted_on=today", NULL);
  assert_seen (&bureau, "I-02", project, "0", "?");

  milestone = bureau_make (&bureau, "milestone", "code=M1", "name=Pipe", "project=P1",
                           "responsible_unit=TOWN", "start=today-50", "due=today+50",
                           "checkpoints=today+50 100%", NULL);
  assert_seen (&bureau, "I-03", milestone, "none", "?"); /* no key node */
  bureau_set (&bureau, "milestone", milestone, "is_key=1", NULL);
  assert_seen (&bureau, "I-03", milestone, "5000", "?");
  bureau_close (&bureau);
}

static void
test_observe_complaints (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  id = bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h",
                    "complaint_type=odour", "received_at=today-2T", "township=T1", NULL);
  /* 10:00 in China two days ago, to the last microsecond of today: 62 h */
  assert_seen (&bureau, "I-09", id, "3720", "?");
  bureau_set (&bureau, "complaint", id, "replied_at=todayT", NULL);
  assert_seen (&bureau, "I-09", id, "0", "?");
  bureau_close (&bureau);
}

static void
test_observe_district (void)
{
  Bureau bureau;
  SuyDay day;
  gint64 passed;
  g_autofree char *arrived = NULL, *value = NULL;

  bureau_open (&bureau);
  day = suy_date_split (get_day (&bureau));
  assert_seen (&bureau, "I-11", 0, "none", "?");
  bureau_make (&bureau, "survey", "name=A", "on_date=today-9", "measure=满意度", "value=76", NULL);
  assert_seen (&bureau, "I-11", 0, "760", "?");
  bureau_make (&bureau, "survey", "name=B", "on_date=today-2", "measure=满意度", "value=75.9",
               NULL);
  bureau_make (&bureau, "survey", "name=C", "on_date=today-1", "measure=其他", "value=10", NULL);
  bureau_make (&bureau, "survey", "name=D", "on_date=today+1", "measure=满意度", "value=10", NULL);
  assert_seen (&bureau, "I-11", 0, "759", "760");

  passed = 10000 * (get_day (&bureau) - suy_date_join ((SuyDay){ day.year, 1, 1 }) + 1) /
           (g_date_is_leap_year ((GDateYear) day.year) ? 366 : 365);
  bureau_make (&bureau, "project", "code=P1", "name=Works", "category=environment", "package=none",
               "content=x", "investment_yuan=1", "responsible_unit=TOWN", "due=today", NULL);
  bureau_make (&bureau, "fund_entry", "project=P1", "source=district", "purpose=x", "on_date=today",
               "planned_yuan=1000", "arrived_yuan=500", "used_yuan=100", NULL);
  arrived = g_strdup_printf ("%" G_GINT64_FORMAT, passed - 5000);
  value = g_strdup_printf ("%" G_GINT64_FORMAT, passed - 2000);
  assert_seen (&bureau, "I-12", 0, arrived, value);
  bureau_close (&bureau);
}

/* ---- one warning ---- */

static void
test_evaluate_life (void)
{
  Bureau bureau;
  gint64 complaint, warning, day, end;

  bureau_open (&bureau);
  day = get_day (&bureau);
  set_day (&bureau, day);
  complaint = bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h",
                           "complaint_type=odour", "received_at=today-3T", "township=T1",
                           "first_receiver=TOWN", NULL);
  g_assert_cmpuint (evaluate (&bureau), ==, 1);
  warning = find_open (&bureau, "48");
  g_assert_cmpint (warning, !=, 0);
  bureau_assert (&bureau, "warning", warning, "level", "yellow");
  bureau_assert (&bureau, "warning", warning, "state", "notified");
  bureau_assert (&bureau, "warning", warning, "threshold", "48");
  bureau_assert (&bureau, "warning", warning, "indicator_version", "1");
  assert_by_system (&bureau, warning, 2);

  /* The same day again: nothing is written. */
  end = log_end (&bureau);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  g_assert_cmpint (log_end (&bureau), ==, end);

  bureau_move (&bureau, "responsible_unit", "warning", warning, "acknowledge", NULL);
  bureau_attach (&bureau, "warning", warning, "plan");
  bureau_move (&bureau, "responsible_unit", "warning", warning, "act", NULL);
  bureau_set (&bureau, "complaint", complaint, "replied_at=todayT", NULL);

  set_day (&bureau, day + 1); /* the first without a level: not back yet */
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_attach (&bureau, "warning", warning, "report");
  bureau_refuse (&bureau, "responsible_unit", "warning", warning, "claim", "the metric back",
                 "report=done", NULL);
  set_day (&bureau, day + 2);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_assert (&bureau, "warning", warning, "value", "0");
  bureau_move (&bureau, "responsible_unit", "warning", warning, "claim", "report=done", NULL);
  bureau_move (&bureau, "hq_clerk", "warning", warning, "verify", NULL);
  bureau_move (&bureau, "hq_clerk", "warning", warning, "close", "closed_at=todayT", NULL);
  set_day (&bureau, day + 3);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  g_assert_cmpint (find_open (&bureau, "48"), ==, 0);
  bureau_close (&bureau);
}

/* Nobody acts for 30 days: yellow, orange from the 16th day on, red from the 8th after that. */
static void
test_evaluate_late (void)
{
  Bureau bureau;
  gint64 day, warning;

  bureau_open_at (&bureau, suy_date_moment_of_day (20515)); /* other indicators have their days */
  day = get_day (&bureau);
  set_day (&bureau, day);
  bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
               "received_at=today-3T", "township=T1", "first_receiver=TOWN", NULL);
  evaluate (&bureau);
  set_day (&bureau, day + 15);
  evaluate (&bureau);
  bureau_assert (&bureau, "warning", find_open (&bureau, "48"), "level", "yellow");
  set_day (&bureau, day + 16);
  g_assert_cmpuint (evaluate (&bureau), ==, 1);
  warning = find_open (&bureau, "48");
  bureau_assert (&bureau, "warning", warning, "level", "orange");
  bureau_assert (&bureau, "warning", warning, "action_kind", "interview");
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  set_day (&bureau, day + 24);
  evaluate (&bureau);
  bureau_assert (&bureau, "warning", find_open (&bureau, "48"), "level", "red");
  bureau_close (&bureau);
}

/* An indicator that somebody emptied, or switched off, does not fire; a new threshold counts. */
static void
test_evaluate_indicator (void)
{
  Bureau bureau;
  gint64 id;

  bureau_open (&bureau);
  bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
               "received_at=today-3T", "township=T1", "first_receiver=TOWN", NULL);
  bureau_act_as (&bureau, "hq_clerk");
  id = bureau_make (&bureau, "warning_indicator", "code=I-09", "name=x", "metric=x", NULL);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_set (&bureau, "warning_indicator", id, "threshold=48", NULL);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_set (&bureau, "warning_indicator", id, "comparator=greater", "threshold=1000", NULL);
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_assert (&bureau, "warning_indicator", id, "version", "3");
  bureau_set (&bureau, "warning_indicator", id, "threshold=48", "active=0", NULL);
  bureau_assert (&bureau, "warning_indicator", id, "version", "4");
  g_assert_cmpuint (evaluate (&bureau), ==, 0);
  bureau_set (&bureau, "warning_indicator", id, "active=1", "version=3", NULL);
  g_assert_cmpuint (evaluate (&bureau), ==, 1);
  bureau_assert (&bureau, "warning", find_open (&bureau, "48"), "indicator_version", "3");
  bureau_close (&bureau);
}

/* ---- days that nobody worked ---- */

/* Works of all ages and complaints, and one project whose lag grows from 15 to 25 % in ten days. */
static void
fill_bureau (Bureau *bureau, GRand *random)
{
  bureau_make (bureau, "project", "code=LAG", "name=Works", "category=environment", "package=none",
               "content=x", "investment_yuan=1", "responsible_unit=TOWN", "start=today-50",
               "due=today+50", "actual_bp=3500", NULL);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *start = g_strdup_printf ("start=today-%d", g_rand_int_range (random, 1, 90));
      g_autofree char *due = g_strdup_printf ("due=today+%d", g_rand_int_range (random, 1, 90));
      g_autofree char *done = g_strdup_printf ("actual_bp=%d", g_rand_int_range (random, 0, 9000));
      g_autofree char *code = g_strdup_printf ("code=P%u", i);
      g_autofree char *at =
          g_strdup_printf ("received_at=today-%dT", g_rand_int_range (random, 0, 5));

      bureau_make (bureau, "project", code, "name=Works", "category=environment", "package=none",
                   "content=x", "investment_yuan=1", "responsible_unit=TOWN", start, due, done,
                   NULL);
      bureau_make (bureau, "complaint", "text=Smell", "channel=hotline_24h", "complaint_type=odour",
                   at, "township=T1", NULL);
    }
}

static void
test_evaluate_missed (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  GRand *one = g_rand_new_with_seed (seed), *two = g_rand_new_with_seed (seed);
  g_autofree char *daily_text = NULL, *missed_text = NULL;
  Bureau daily, missed;
  gint64 day;

  bureau_open (&daily);
  bureau_open (&missed);
  day = get_day (&daily);
  set_day (&daily, day);
  set_day (&missed, day);
  fill_bureau (&daily, one);
  fill_bureau (&missed, two);
  g_assert_cmpuint (evaluate (&daily), ==, evaluate (&missed));
  for (int i = 1; i <= 10; i++)
    {
      set_day (&daily, day + i);
      evaluate (&daily);
    }
  set_day (&missed, day + 10);
  evaluate (&missed);
  daily_text = describe (&daily);
  evaluate (&daily);
  missed_text = describe (&missed);
  g_assert_cmpstr (daily_text, ==, missed_text);
  g_assert_nonnull (strstr (daily_text, "escalated"));
  bureau_close (&daily);
  bureau_close (&missed);
  g_rand_free (one);
  g_rand_free (two);
}

/* ---- past days ---- */

/* As it was told on each of some days, so it is told of them later, moves and all. */
static void
test_as_of_days (void)
{
  Bureau bureau;
  char *kept[6] = { NULL };
  g_autofree char *now = NULL, *again = NULL;
  gint64 day, complaint;

  bureau_open (&bureau);
  day = get_day (&bureau);
  set_day (&bureau, day);
  complaint = bureau_make (&bureau, "complaint", "text=Smell", "channel=hotline_24h",
                           "complaint_type=odour", "received_at=today-1T", "township=T1",
                           "first_receiver=TOWN", NULL);
  for (guint i = 1; i < G_N_ELEMENTS (kept); i++)
    {
      set_day (&bureau, day + i);
      evaluate (&bureau);
      if (i == 3)
        bureau_move (&bureau, "responsible_unit", "warning", find_open (&bureau, "48"),
                     "acknowledge", NULL);
      if (i == 4)
        bureau_set (&bureau, "complaint", complaint, "replied_at=todayT", NULL);
      kept[i] = describe (&bureau);
    }

  now = describe (&bureau);
  for (guint i = 1; i + 1 < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *date = suy_date_from_day (day + i), *folder = NULL, *found = NULL;
      g_autoptr (GError) error = NULL;
      Bureau past = { .workspace = suy_workspace_open_as_of (bureau.workspace, date, &error) };

      g_assert_no_error (error);
      g_assert_cmpstr (suy_workspace_get_today (past.workspace), ==, date);
      folder = g_path_get_dirname (suy_workspace_get_path (past.workspace));
      found = describe (&past);
      g_assert_cmpstr (found, ==, kept[i]);
      g_object_unref (past.workspace);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
    }
  again = describe (&bureau);
  g_assert_cmpstr (again, ==, now);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_free (kept[i]);
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/warnings/observe/lag", test_observe_lag);
  g_test_add_func ("/workspace/warnings/observe/complaints", test_observe_complaints);
  g_test_add_func ("/workspace/warnings/observe/district", test_observe_district);
  g_test_add_func ("/workspace/warnings/evaluate/life", test_evaluate_life);
  g_test_add_func ("/workspace/warnings/evaluate/late", test_evaluate_late);
  g_test_add_func ("/workspace/warnings/evaluate/indicator", test_evaluate_indicator);
  g_test_add_func ("/workspace/warnings/as-of/days", test_as_of_days);
  g_test_add_func ("/workspace/warnings/evaluate/missed", test_evaluate_missed);

  return g_test_run ();
}
