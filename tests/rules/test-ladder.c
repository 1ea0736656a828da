/* test-ladder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-yellow-card.h"

#define FILE_NAME "ladder.txt"
#define DUE "2024-06-30"
#define MAX_RECORDS 10

static SuyLadderRules *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyLadderRules *rules = suy_ladder_rules_new_builtin (&error);

  g_assert_no_error (error);

  return rules;
}

static SuyRung
rung_named (const char *name)
{
  SuyRung rung = SUY_RUNG_NONE;

  while (!g_str_equal (suy_rung_get_name (rung), name))
    rung++;

  return rung;
}

/* Start, today (not read), lag, last progress, flags, records. */
static SuyLadderFacts
read_facts (GStrv cells)
{
  g_auto (GStrv) records = g_strsplit (cells[5], " ", -1);
  SuyLadderFacts facts = { suy_date_get_day (cells[0]), suy_date_get_day (DUE), atoi (cells[2]),
                           suy_date_get_day (cells[3]) };

  facts.accepted = g_str_equal (cells[4], "accepted");
  facts.closed = g_str_equal (cells[4], "closed");
  facts.grave = g_str_equal (cells[4], "grave");
  for (guint i = 0; records[i] != NULL; i++)
    facts.records[i + 1] = (guint) atoi (records[i]);

  return facts;
}

static void
check_rung (GStrv cells, gpointer data)
{
  SuyLadderFacts facts = read_facts (cells);
  SuyLadder ladder;

  suy_ladder_read (data, &facts, suy_date_get_day (cells[1]), &ladder);
  g_assert_cmpint (ladder.days_left, ==, atoi (cells[6]));
  g_assert_cmpstr (suy_rung_get_name (ladder.due), ==, cells[7]);
  g_assert_cmpstr (suy_rung_get_name (ladder.next), ==, cells[8]);
  g_assert_cmpuint (ladder.reminders_due, ==, (guint) atoi (cells[9]));
}

static void
test_read_table (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();

  rows_check (FILE_NAME, "rungs", 10, check_rung, rules);
  g_assert_cmpint (rules->bands, ==, SUY_LAG_BANDS_FOUR_LEVELS);
}

static void
check_step (GStrv cells, gpointer data)
{
  SuyLadderFacts facts = read_facts (cells);
  g_autoptr (GError) error = NULL;
  gboolean may = suy_ladder_check_step (data, &facts, suy_date_get_day (cells[1]),
                                        rung_named (cells[6]), "en", &error);

  if (g_str_equal (cells[7], "ok"))
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_false (may);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, cells[7]));
}

static void
test_step_table (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();

  rows_check (FILE_NAME, "steps", 8, check_step, rules);
}

/* Day by day to 120 days behind the deadline, doing what is asked: reminders 30, 15 and 7 days
 * before, listed on the day behind, referred on the 91st. */
static void
test_walk_example (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();
  gint64 due = suy_date_get_day (DUE);
  SuyLadderFacts facts = { .start = due - 181, .due = due, .grave = TRUE };
  g_autoptr (GString) seen = g_string_new (NULL);

  for (gint64 today = facts.start; today <= due + 120; today++)
    {
      SuyLadder ladder;

      facts.progress_day = today;
      for (suy_ladder_read (rules, &facts, today, &ladder); ladder.next != SUY_RUNG_NONE;
           suy_ladder_read (rules, &facts, today, &ladder))
        {
          g_assert_true (suy_ladder_check_step (rules, &facts, today, ladder.next, "en", NULL));
          facts.records[ladder.next]++;
          g_string_append_printf (seen, "%d %s; ", ladder.days_left,
                                  suy_rung_get_name (ladder.next));
        }
    }
  g_assert_cmpstr (seen->str, ==,
                   "30 reminded; 15 reminded; 7 reminded; -1 listed; -91 accountability; ");
}

/* Whatever happens, doing what is asked brings an item to the rung that is due, never down, and
 * never past a step whose condition holds. */
static void
test_walk_random (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();
  const char *cases = g_getenv ("SUY_CASES");

  for (int i = 0; i < (cases == NULL ? 300 : atoi (cases) / 100); i++)
    {
      gint64 due = 20000, today = due - g_test_rand_int_range (1, 200);
      SuyLadderFacts facts = { .start = today, .due = due, .progress_day = today };
      SuyRung last = SUY_RUNG_NONE;

      facts.grave = g_test_rand_int_range (0, 2) == 0;
      for (; today < due + 130; today += g_test_rand_int_range (1, 12))
        {
          SuyLadder ladder;

          facts.lag_bp = CLAMP (facts.lag_bp + g_test_rand_int_range (-900, 1000), 0, 10000);
          if (g_test_rand_int_range (0, 4) == 0)
            facts.progress_day = today;
          for (suy_ladder_read (rules, &facts, today, &ladder); ladder.next != SUY_RUNG_NONE;
               suy_ladder_read (rules, &facts, today, &ladder))
            {
              if (ladder.next == SUY_RUNG_SUPERVISED && g_test_rand_int_range (0, 2) == 0)
                ladder.next = SUY_RUNG_INTERVIEWED;
              g_assert_true (suy_ladder_check_step (rules, &facts, today, ladder.next, "en", NULL));
              facts.records[ladder.next]++;
            }
          g_assert_cmpint (ladder.rung, ==, ladder.due);
          g_assert_cmpint (ladder.rung, >=, last);
          if (today > due)
            g_assert_cmpint (ladder.rung, >=, SUY_RUNG_LISTED);
          if (ladder.rung >= SUY_RUNG_LISTED && today > due)
            g_assert_cmpuint (facts.records[SUY_RUNG_REMINDED] +
                                  facts.records[SUY_RUNG_SUPERVISED] +
                                  facts.records[SUY_RUNG_INTERVIEWED],
                              >, 0);
          if (facts.lag_bp >= 1000)
            g_assert_cmpint (ladder.rung, >=, SUY_RUNG_SUPERVISED);
          g_assert_cmpint (ladder.rung == SUY_RUNG_ACCOUNTABILITY, ==,
                           last == SUY_RUNG_ACCOUNTABILITY || (facts.grave && today > due + 90));
          last = ladder.rung;
        }
    }
}

static void
check_duties (GStrv cells, gpointer data)
{
  static const char letters[] = { 'd', 'l', 'u', 'm' };
  g_auto (GStrv) notes = g_strsplit (cells[4], " ", -1);
  SuyLadderFacts facts = { .listed_day = suy_date_get_day (cells[0]) };
  SuyDutyRecord records[MAX_RECORDS];
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  guint n = 0;

  facts.records[SUY_RUNG_LISTED] = 1;
  facts.accepted = g_str_equal (cells[1], "accepted");
  facts.closed = g_str_equal (cells[1], "closed");
  for (; notes[n] != NULL; n++)
    records[n].of = records[n].on = suy_date_get_day (notes[n]);
  lines = suy_ladder_list_duties (
      &facts, g_str_equal (cells[3], "week") ? SUY_PERIOD_WEEK : SUY_PERIOD_MONTH,
      suy_date_get_day (cells[2]), records, n);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_c (states, letters[g_array_index (lines, SuyDutyLine, i).state]);
  g_assert_cmpstr (states->str, ==, cells[5]);
}

static void
test_duties_table (void)
{
  SuyLadderFacts facts = { 0 };
  g_autoptr (GArray) none = suy_ladder_list_duties (&facts, SUY_PERIOD_WEEK, 20000, NULL, 0);

  rows_check (FILE_NAME, "duties", 6, check_duties, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
check_card (GStrv cells, gpointer data)
{
  SuyCardFacts facts = { .lag_bp = atoi (cells[0]), .cards = (guint) atoi (cells[2]) };
  g_autoptr (GError) error = NULL;
  gboolean cleared;

  facts.closed = strstr (cells[1], "closed") != NULL;
  facts.open_card = strstr (cells[1], "open") != NULL;
  facts.interviewed = strstr (cells[1], "interviewed") != NULL;
  g_assert_cmpstr (suy_yellow_card_is_due (data, &facts) ? "yes" : "no", ==, cells[3]);
  g_assert_cmpstr (suy_yellow_card_proposes_red (&facts) ? "yes" : "no", ==, cells[4]);
  cleared = suy_yellow_card_check_clear (data, &facts, &error);
  g_assert_cmpint (cleared, ==, g_str_equal (cells[5], "ok"));
  if (!cleared)
    g_assert_nonnull (strstr (error->message, cells[5]));
}

static void
test_cards_table (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();

  rows_check (FILE_NAME, "cards", 6, check_card, rules);
}

static void
check_working (GStrv cells, gpointer data)
{
  SuyLadderFacts facts = read_facts (cells);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  SuyLadder ladder;

  suy_ladder_read (data, &facts, suy_date_get_day (cells[1]), &ladder);
  lines = suy_ladder_explain (data, &facts, &ladder, "en");
  text = g_strjoinv (" / ", lines);
  g_assert_cmpstr (text, ==, cells[6]);
}

static void
test_explain_table (void)
{
  g_autoptr (SuyLadderRules) rules = builtin ();

  rows_check (FILE_NAME, "workings", 7, check_working, rules);
}

/* The table as it ships, with one thing changed. */
static void
test_rules_faults (void)
{
  static const struct
  {
    const char *right, *wrong;
  } cases[] = {
    { "\"four_levels\"", "\"three_levels\"" },
    { "[30, 15, 7]", "[7, 15, 30]" },
    { "[30, 15, 7]", "[]" },
    { "\"reminded\"", "\"warned\"" },
    { "\"supervise_lag_bp\": 1000", "\"supervise_lag_bp\": 0" },
  };
  g_autofree char *path = g_build_filename (g_getenv ("SUYUAN_RULES_DIR"), "ladder.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (SuyLadderRules) rules = NULL;
  g_autoptr (GString) other = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (changed, cases[i].right, cases[i].wrong, 1), ==, 1);
      g_assert_null (suy_ladder_rules_new_from_text ("x.json", changed->str, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
  other = g_string_new (text);
  g_string_replace (other, "four_levels", "literal", 1);
  rules = suy_ladder_rules_new_from_text ("x.json", other->str, NULL);
  g_assert_cmpint (rules->bands, ==, SUY_LAG_BANDS_LITERAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/ladder/read/table", test_read_table);
  g_test_add_func ("/rules/ladder/step/table", test_step_table);
  g_test_add_func ("/rules/ladder/walk/example", test_walk_example);
  g_test_add_func ("/rules/ladder/walk/random", test_walk_random);
  g_test_add_func ("/rules/ladder/duties/table", test_duties_table);
  g_test_add_func ("/rules/ladder/explain/table", test_explain_table);
  g_test_add_func ("/rules/ladder/rules/faults", test_rules_faults);
  g_test_add_func ("/rules/yellow-card/cards/table", test_cards_table);

  return g_test_run ();
}
