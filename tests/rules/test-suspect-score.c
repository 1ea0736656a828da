/* test-suspect-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-suspect-score.h"

static SuySuspectRules *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuySuspectRules *rules = suy_suspect_rules_new_builtin (&error);

  g_assert_no_error (error);

  return rules;
}

/* ---- the examples of the text file ---- */

typedef struct
{
  char *name;
  GStrv asked;
  SuySuspectQuestion question;
  SuySuspectFacts facts;
  char *level, *operation;
  char *words[SUY_N_CRITERIA];
  SuySuspectPart parts[SUY_N_CRITERIA], all;
} Example;

static void
example_clear (Example *example)
{
  g_free (example->name);
  g_strfreev (example->asked);
  g_free (example->level);
  g_free (example->operation);
  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    g_free (example->words[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Example, example_clear)

static int
read_count (const char *text)
{
  return strcmp (text, "unknown") == 0 ? SUY_FACT_UNKNOWN : atoi (text);
}

static void
read_fact (Example *example, const char *name, const char *text)
{
  SuySuspectFacts *facts = &example->facts;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (strcmp (name, "pollutants") == 0)
    for (guint i = 0; words[i] != NULL; i++)
      {
        facts->common |= (guint32) (strcmp (words[i], "yes") == 0) << i;
        facts->absent |= (guint32) (strcmp (words[i], "no") == 0) << i;
      }
  else if (strcmp (name, "time") == 0)
    facts->travel_h = strcmp (text, "unknown") == 0 ? NAN : g_ascii_strtod (text, NULL);
  else if (strcmp (name, "distance") == 0)
    facts->river_m = g_ascii_strtod (text, NULL);
  else if (strcmp (name, "level") == 0)
    facts->level = example->level = strcmp (text, "unknown") == 0 ? NULL : g_strdup (text);
  else if (strcmp (name, "operation") == 0)
    facts->operation = example->operation = strcmp (text, "unknown") == 0 ? NULL : g_strdup (text);
  else if (strcmp (name, "cases") == 0)
    facts->n_cases = read_count (text);
  else if (strcmp (name, "violations") == 0)
    facts->n_violations = read_count (text);
  else
    g_error ("There is no criterion “%s”", name);
}

/* "5.00", or "5.00 (0.00 to 10.00)" */
static SuySuspectPart
read_part (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ()", -1);
  int value[3] = { 0 };
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_isdigit (words[i][0]) && n < 3)
      value[n++] = (int) lround (100 * g_ascii_strtod (words[i], NULL));
  g_assert_cmpuint (n, !=, 0);
  if (n == 1)
    value[1] = value[2] = value[0];

  return (SuySuspectPart){ value[0], value[1], value[2] };
}

static void
read_line (const SuySuspectRules *rules, Example *example, char **cells)
{
  if (strcmp (cells[0], "asked") == 0)
    {
      example->asked = g_strsplit (cells[1], ", ", -1);
      example->question.n_pollutants = g_strv_length (example->asked);
      example->question.labels = (const char *const *) example->asked;
    }
  else if (strcmp (cells[0], "window") == 0)
    example->question.window_h = g_ascii_strtod (cells[1], NULL);
  else if (strcmp (cells[0], "all") == 0)
    example->all = read_part (cells[2]);
  else
    for (guint i = 0; i < SUY_N_CRITERIA; i++)
      if (strcmp (cells[0], rules->criteria[i].name) == 0)
        {
          read_fact (example, cells[0], cells[1]);
          example->parts[i] = read_part (cells[2]);
          example->words[i] = g_strdup (cells[3]);
        }
}

static void
assert_part (const char *name, const char *what, SuySuspectPart is, SuySuspectPart expected)
{
  if (is.points != expected.points || is.least != expected.least || is.most != expected.most)
    g_error ("%s, %s: %d (%d to %d) where %d (%d to %d) is right", name, what, is.points, is.least,
             is.most, expected.points, expected.least, expected.most);
}

static void
check_example (const SuySuspectRules *rules, const Example *example)
{
  SuySuspectScore score = suy_suspect_score (rules, &example->question, &example->facts);

  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    {
      g_autofree char *words =
          suy_suspect_explain (rules, &example->question, &example->facts, (SuyCriterion) i);

      assert_part (example->name, rules->criteria[i].name, score.parts[i], example->parts[i]);
      g_assert_cmpstr (words, ==, example->words[i]);
    }
  assert_part (example->name, "all", score.all, example->all);
}

static void
test_examples (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "rules", "suspects.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (Example) example = { .question = { .language = "en" } };

      if (!g_str_has_prefix (lines[i], "example "))
        continue;
      example.name = g_strdup (lines[i]);
      for (i++; lines[i] != NULL && *lines[i] != '\0'; i++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

          for (guint k = 0; cells[k] != NULL; k++)
            g_strstrip (cells[k]);
          g_assert_cmpuint (g_strv_length (cells), ==, 5);
          read_line (rules, &example, cells);
        }
      check_example (rules, &example);
      n++;
    }
  g_assert_cmpuint (n, ==, 5);
}

/* ---- each criterion on its own ---- */

static const char *const one_label[] = { "tp" };
static const SuySuspectQuestion one = { 1, one_label, 24, "en" };
static const SuySuspectFacts neutral = { 0, 1, 6, 5000, "yellow", "limited", 1, 0 };

static int
points (const SuySuspectRules *rules, const SuySuspectFacts *facts)
{
  return suy_suspect_score (rules, &one, facts).all.points;
}

/* More of what speaks for it never gives fewer points, and at some place gives more. */
static void
test_monotone (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  SuySuspectFacts a = neutral, b = neutral;

  for (int n = 0; n < 6; n++)
    {
      a.n_cases = b.n_violations = n;
      g_assert_cmpint (points (rules, &a), <=, (a.n_cases++, points (rules, &a)));
      g_assert_cmpint (points (rules, &b), <=, (b.n_violations++, points (rules, &b)));
    }
  a = b = neutral;
  for (int i = 0; i < 400; i++)
    {
      a.travel_h = i / 10.0;
      b.river_m = 100.0 * i;
      g_assert_cmpint (points (rules, &a), >=, (a.travel_h += 0.1, points (rules, &a)));
      g_assert_cmpint (points (rules, &b), >=, (b.river_m += 100, points (rules, &b)));
    }
  a = b = neutral;
  b.common = 1;
  g_assert_cmpint (points (rules, &a), <, points (rules, &b));
  b = neutral;
  b.travel_h = 25;
  g_assert_cmpint (points (rules, &b), <, points (rules, &a));
  b.travel_h = 24;
  g_assert_cmpint (points (rules, &b), ==, points (rules, &a));
}

/* Without a tolerance the window itself still counts whole. */
static void
test_no_tolerance (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  SuySuspectFacts facts = neutral;
  int within;

  rules->tolerance_percent = 0;
  facts.travel_h = 24;
  within = points (rules, &facts);
  facts.travel_h = 24.001;
  g_assert_cmpint (within - points (rules, &facts), ==, 2000);
}

/* What is unknown lies between the worst and the best that it could be, whatever is asked. */
static void
test_unknown_between (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  SuySuspectFacts unknown = { 0, 0, NAN, 3000, NULL, NULL, -1, -1 };
  SuySuspectFacts best = { 1, 0, 1, 3000, "red", "running", 9, 9 };
  SuySuspectFacts worst = { 0, 1, 99, 3000, "none", "closed", 0, 0 };
  SuySuspectScore score = suy_suspect_score (rules, &one, &unknown);

  g_assert_cmpint (score.all.most, ==, points (rules, &best));
  worst.level = "blue";
  g_assert_cmpint (score.all.least, <, points (rules, &worst));
  g_assert_cmpint (score.all.least, ==, score.parts[SUY_CRITERION_DISTANCE].points);
  g_assert_cmpint (2 * score.all.points, ==, score.all.least + score.all.most);
}

/* An estimate counts as it says, but is not known. */
static void
test_estimated (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  SuySuspectFacts facts = neutral, unknown = neutral;
  SuySuspectPart known, estimated, none;
  g_autofree char *text = NULL;

  unknown.travel_h = NAN;
  none = suy_suspect_score (rules, &one, &unknown).parts[SUY_CRITERION_TIME];
  known = suy_suspect_score (rules, &one, &facts).parts[SUY_CRITERION_TIME];
  facts.time_estimated = TRUE;
  estimated = suy_suspect_score (rules, &one, &facts).parts[SUY_CRITERION_TIME];
  g_assert_cmpint (estimated.points, ==, known.points);
  g_assert_cmpint (estimated.least, ==, none.least);
  g_assert_cmpint (estimated.most, ==, none.most);
  text = suy_suspect_explain (rules, &one, &facts, SUY_CRITERION_TIME);
  g_assert_cmpstr (text, ==, "its water takes ≈ 6.0 h (estimated), within the window of 24 h");
}

static void
test_summary (void)
{
  g_autoptr (SuySuspectRules) rules = builtin ();
  SuySuspectFacts facts = neutral;
  g_autofree char *plain = NULL;
  g_autofree char *partly = NULL;

  plain = suy_suspect_summarize (rules, &one, &facts);
  g_assert_cmpstr (plain, ==,
                   "its water takes 6.0 h, within the window of 24 h; risk level yellow; 1 open "
                   "case; limited production, as its record says");
  facts = (SuySuspectFacts){ 1, 0, 99, 0, "blue", NULL, 0, -1 };
  partly = suy_suspect_summarize (rules, &one, &facts);
  g_assert_cmpstr (partly, ==,
                   "discharges tp; past violations unknown: nobody is recorded as its owner; "
                   "unknown whether it was operating");
}

static void
test_order (void)
{
  SuySuspectScore high = { .all = { 10, 10, 10 } }, low = { .all = { 9, 9, 9 } };

  g_assert_cmpint (suy_suspect_compare (&high, "Z", 9, &low, "A", 1), <, 0);
  g_assert_cmpint (suy_suspect_compare (&low, "A", 1, &high, "Z", 9), >, 0);
  g_assert_cmpint (suy_suspect_compare (&low, "A", 9, &low, "B", 1), <, 0);
  g_assert_cmpint (suy_suspect_compare (&low, "A", 1, &low, NULL, 1), <, 0);
  g_assert_cmpint (suy_suspect_compare (&low, NULL, 1, &low, "A", 1), >, 0);
  g_assert_cmpint (suy_suspect_compare (&low, "A", 1, &low, "A", 2), <, 0);
  g_assert_cmpint (suy_suspect_compare (&low, "A", 2, &low, "A", 2), ==, 0);
}

/* ---- the table ---- */

/* The shipped table with one text replaced by another. */
static void
assert_refused (const char *old, const char *new, const char *words)
{
  g_autofree char *path = g_build_filename (g_getenv ("SUYUAN_RULES_DIR"), "suspects.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) edited = NULL;
  g_autoptr (SuySuspectRules) rules = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, old, new, 1), ==, 1);
  rules = suy_suspect_rules_new_from_text ("suspects.json", edited->str, &error);
  g_assert_null (rules);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_table_refused (void)
{
  assert_refused ("\"weight\": 30", "\"weight\": 31", "101");
  assert_refused ("\"weight\": 30", "\"weight\": -1", "0 to 100");
  assert_refused ("\"name\": \"time\"", "\"name\": \"hour\"", "“time” belongs");
  assert_refused ("\"half_km\": 10", "\"half_km\": 0", "1 to 10000");
  assert_refused ("\"half_km\": 10", "\"half_km\": 10.5", "whole number");
  assert_refused ("\"class\": \"III\"", "\"class\": \"VI\"", "VI");
  assert_refused ("\"load_of\": \"tp\"", "\"flow\": \"x\"", "load_of");
  assert_refused ("\"decay\": []", "\"decay\": [{\"factor\": \"tp\"}]", "source");
  assert_refused ("\"years\": 3, ", "", "years");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/suspect-score/examples", test_examples);
  g_test_add_func ("/rules/suspect-score/monotone", test_monotone);
  g_test_add_func ("/rules/suspect-score/time/no-tolerance", test_no_tolerance);
  g_test_add_func ("/rules/suspect-score/unknown/between", test_unknown_between);
  g_test_add_func ("/rules/suspect-score/time/estimated", test_estimated);
  g_test_add_func ("/rules/suspect-score/summary", test_summary);
  g_test_add_func ("/rules/suspect-score/order", test_order);
  g_test_add_func ("/rules/suspect-rules/table/refused", test_table_refused);

  return g_test_run ();
}
