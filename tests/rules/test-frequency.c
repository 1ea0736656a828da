/* test-frequency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-frequency.h"

#define FILE_NAME "frequency.txt"

static SuyFrequencies *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyFrequencies *rules = suy_frequencies_new_builtin (&error);

  g_assert_no_error (error);

  return rules;
}

/* "3xtopic@2024-03-01#C1"; objects of a share are told apart by a number. */
static void
add_checks (GArray *checks, GPtrArray *texts, const char *word, gboolean share)
{
  const char *at = strchr (word, '@'), *of = strchr (word, '#');
  int n = g_ascii_isdigit (*word) ? atoi (word) : 1;
  const char *topic = g_ascii_isdigit (*word) ? strchr (word, 'x') + 1 : word;
  g_autofree char *day = g_strndup (at + 1, 10);
  SuyCheck check = { suy_date_get_day (day), g_strndup (topic, (gsize) (at - topic)), NULL };

  g_ptr_array_add (texts, (gpointer) check.topic);
  for (int i = 0; i < n; i++)
    {
      if (of != NULL)
        {
          check.of = share && n > 1 ? g_strdup_printf ("%s%d", of + 1, i) : g_strdup (of + 1);
          g_ptr_array_add (texts, (gpointer) check.of);
        }
      g_array_append_val (checks, check);
    }
}

static void
check_rule (GStrv cells, gpointer data)
{
  const SuyFrequencyRule *rule = suy_frequencies_find (data, cells[0]);
  g_autoptr (GArray) checks = g_array_new (FALSE, FALSE, sizeof (SuyCheck));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (cells[4], " ", -1), window = g_strsplit (cells[5], " ", 2);
  SuyFrequencyAsk ask = { suy_date_get_day (cells[1]), suy_date_get_day (cells[2]), atoi (cells[3]),
                          cells[3] };
  SuyFrequency found;

  for (guint i = 0; words[i] != NULL; i++)
    add_checks (checks, texts, words[i], rule->count == SUY_COUNT_SHARE);
  g_assert_true (suy_frequency_judge (rule, &ask, (const SuyCheck *) (void *) checks->data,
                                      checks->len, &found));
  g_assert_cmpint (found.first, ==, suy_date_get_day (window[0]));
  g_assert_cmpint (found.last, ==, suy_date_get_day (window[1]));
  g_assert_cmpint (found.least, ==, atoi (cells[6]));
  g_assert_cmpint (found.expected, ==, atoi (cells[7]));
  g_assert_cmpint (found.done, ==, atoi (cells[8]));
  g_assert_cmpint (found.deficit, ==, MAX (0, found.least - found.done));
  g_assert_cmpstr (found.level == SUY_LEVEL_NONE ? "none" : suy_lamp_get_level_name (found.level),
                   ==, cells[9]);
}

static void
check_outside (GStrv cells, gpointer data)
{
  gint64 first, last;

  g_assert_false (suy_frequency_get_window (suy_frequencies_find (data, cells[0]),
                                            suy_date_get_day (cells[1]), &first, &last));
}

static void
test_judge_table (void)
{
  g_autoptr (SuyFrequencies) rules = builtin ();

  rows_check (FILE_NAME, "rules", 10, check_rule, rules);
  rows_check (FILE_NAME, "outside", 2, check_outside, rules);
  g_assert_cmpuint (suy_frequencies_get_all (rules)->len, ==, 10);
}

/* ---- random checks against a count day by day ---- */

/* Is @day a day of the rule, by its month and day alone? */
static gboolean
is_in (const SuyFrequencyRule *rule, gint64 day)
{
  SuyDay date = suy_date_split (day);
  int at = date.month * 100 + date.day, from = rule->from_month * 100 + rule->from_day,
      to = rule->to_month * 100 + rule->to_day;

  if (rule->window == SUY_WINDOW_SEASON)
    return from <= to ? at >= from && at <= to : at >= from || at <= to;
  if (rule->window == SUY_WINDOW_ANY)
    return FALSE;

  return rule->only == 0 || (rule->only & (1u << date.month)) != 0;
}

/* Does a window of the rule end with @day? */
static gboolean
is_last (const SuyFrequencyRule *rule, gint64 day)
{
  SuyDay next = suy_date_split (day + 1);

  if (rule->window == SUY_WINDOW_MONTH)
    return next.day == 1;
  if (rule->window == SUY_WINDOW_YEAR)
    return next.day == 1 && next.month == 1;

  return !is_in (rule, day + 1);
}

static gint64
count_plainly (const SuyFrequencyRule *rule,
               const SuyFrequencyAsk *ask,
               const SuyCheck *checks,
               guint n,
               SuyFrequency *window)
{
  gint64 first = ask->at, last = ask->at, done = 0;

  while (!is_last (rule, first - 1) && is_in (rule, first - 1))
    first--;
  while (!is_last (rule, last))
    last++;
  window->first = first;
  window->last = last;
  for (guint i = 0; i < n; i++)
    {
      gboolean counts = checks[i].day >= first && checks[i].day <= last &&
                        checks[i].day <= ask->today &&
                        g_str_equal (checks[i].topic, rule->topics[0]);

      if (rule->count == SUY_COUNT_EACH)
        counts &= g_str_equal (checks[i].of, ask->object);
      if (rule->count == SUY_COUNT_SHARE || rule->count == SUY_COUNT_CAMPAIGNS)
        for (guint k = 0; k < i; k++)
          counts &= !(g_str_equal (checks[k].of, checks[i].of) && checks[k].day >= first &&
                      checks[k].day <= last && checks[k].day <= ask->today &&
                      g_str_equal (checks[k].topic, rule->topics[0]));
      done += counts;
    }

  return done;
}

static void
test_judge_random (void)
{
  static const char *const objects[] = { "A", "B", "C", "D", "E", "F" };
  g_autoptr (SuyFrequencies) table = builtin ();
  const GPtrArray *rules = suy_frequencies_get_all (table);
  const char *cases = g_getenv ("SUY_CASES");

  for (int i = 0; i < (cases == NULL ? 2000 : atoi (cases)); i++)
    {
      const SuyFrequencyRule *rule =
          g_ptr_array_index (rules, g_test_rand_int_range (0, (gint32) rules->len));
      gint64 at = suy_date_get_day ("2023-01-01") + g_test_rand_int_range (0, 900);
      SuyFrequencyAsk ask = { at, at + g_test_rand_int_range (-60, 200),
                              g_test_rand_int_range (0, 40),
                              objects[g_test_rand_int_range (0, 6)] };
      guint n = (guint) g_test_rand_int_range (0, 30);
      SuyCheck checks[30];
      SuyFrequency found, window;

      for (guint k = 0; k < n; k++)
        checks[k] = (SuyCheck){ at + g_test_rand_int_range (-120, 120),
                                g_test_rand_int_range (0, 3) == 0 ? "other" : rule->topics[0],
                                objects[g_test_rand_int_range (0, 6)] };
      if (!is_in (rule, at))
        {
          g_assert_false (suy_frequency_judge (rule, &ask, checks, n, &found));
          continue;
        }
      g_assert_true (suy_frequency_judge (rule, &ask, checks, n, &found));
      g_assert_cmpint (found.done, ==, count_plainly (rule, &ask, checks, n, &window));
      g_assert_cmpint (found.first, ==, window.first);
      g_assert_cmpint (found.last, ==, window.last);
      g_assert_cmpint (found.level == SUY_LEVEL_YELLOW, ==,
                       ask.today > window.last && found.done < found.least);
    }
}

static void
test_table_faults (void)
{
  static const struct
  {
    const char *right, *wrong;
  } cases[] = {
    { "\"from\": \"03-01\"", "\"from\": \"03-32\"" },
    { "\"from\": \"03-01\"", "\"from\": \"3月1日\"" },
    { "\"to\": \"05-31\", ", "" },
    { "\"least\": 3", "\"share_bp\": 3" },
    { "\"share_bp\": 2000", "\"least\": 2" },
    { "\"window\": \"any\"", "\"window\": \"any\", \"least\": 1" },
    { "\"window\": \"year\"", "\"window\": \"year\", \"only\": [3]" },
    { "\"voc\"", "\"factory_dust\"" },
  };
  g_autofree char *path =
      g_build_filename (g_getenv ("SUYUAN_RULES_DIR"), "frequencies.json", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (changed, cases[i].right, cases[i].wrong, 1), ==, 1);
      g_assert_null (suy_frequencies_new_from_text ("x.json", changed->str, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/frequency/judge/table", test_judge_table);
  g_test_add_func ("/rules/frequency/judge/random", test_judge_random);
  g_test_add_func ("/rules/frequency/table/faults", test_table_faults);

  return g_test_run ();
}
