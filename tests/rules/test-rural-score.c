/* test-rural-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-rural-score.h"

#define FILE_NAME "rural-score.txt"

static SuyRuralRules *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyRuralRules *rules = suy_rural_rules_new_builtin (&error);

  g_assert_no_error (error);

  return rules;
}

static guint
find_item (const SuyRuralRules *rules, const char *name)
{
  guint i = 0;

  while (!g_str_equal (suy_rural_rules_get_name (rules, i), name))
    i++;

  return i;
}

static SuyRuralFacts
read_facts (GStrv cells)
{
  return (SuyRuralFacts){ g_str_equal (cells[1], "yes"),
                          atoi (cells[2]),
                          g_str_equal (cells[3], "yes"),
                          atoi (cells[4]),
                          atoi (cells[5]),
                          atoi (cells[6]),
                          atoi (cells[7]),
                          atoi (cells[8]) };
}

static void
check_item (GStrv cells, gpointer data)
{
  static const char *const reasons[] = { "no_project", "preliminary", "not_started", "behind",
                                         "on_schedule" };
  const SuyRuralRules *rules = data;
  SuyRuralFacts facts = read_facts (cells);
  g_autoptr (GError) error = NULL;
  SuyRuralPoints points;

  suy_rural_score_item (rules, find_item (rules, cells[0]), &facts, &points, &error);
  g_assert_no_error (error);
  g_assert_cmpint (points.points, ==, atoi (cells[9]));
  g_assert_cmpstr (reasons[points.reason], ==, cells[10]);
  g_assert_cmpint (points.base - points.late - points.notices, ==, points.points);
}

static void
test_item_table (void)
{
  g_autoptr (SuyRuralRules) rules = builtin ();

  rows_check (FILE_NAME, "items", 11, check_item, rules);
}

typedef struct
{
  const SuyRuralRules *rules;
  SuyRuralFacts facts[SUY_RURAL_N_ITEMS];
  guint n;
} Quarter;

static void
collect_first_five (GStrv cells, gpointer data)
{
  Quarter *quarter = data;

  if (quarter->n < SUY_RURAL_N_ITEMS)
    quarter->facts[find_item (quarter->rules, cells[0])] = read_facts (cells);
  quarter->n++;
}

/* The example of the third quarter, and a township without any project. */
static void
test_quarter_example (void)
{
  g_autoptr (SuyRuralRules) rules = builtin ();
  Quarter quarter = { .rules = rules };
  SuyRuralFacts none[SUY_RURAL_N_ITEMS] = { 0 };
  SuyRuralPoints points[SUY_RURAL_N_ITEMS];
  int total;

  rows_check (FILE_NAME, "items", 11, collect_first_five, &quarter);
  g_assert_true (suy_rural_score_quarter (rules, quarter.facts, points, &total, NULL));
  g_assert_cmpint (total, ==, 63500);
  g_assert_cmpint (points[0].points, ==, 13000);
  g_assert_true (suy_rural_score_quarter (rules, none, NULL, &total, NULL));
  g_assert_cmpint (total, ==, 100000);
}

static SuyRuralYear
read_year (GStrv cells)
{
  g_auto (GStrv) ranks = g_strsplit (cells[4], " ", 3);
  gboolean fraud = !g_str_equal (cells[5], "-");

  return (SuyRuralYear){ atoi (cells[0]),
                         atoi (cells[1]),
                         atoi (cells[2]),
                         atoi (cells[3]),
                         { atoi (ranks[0]), atoi (ranks[1]), atoi (ranks[2]) },
                         fraud,
                         fraud ? atoi (cells[5]) : 0 };
}

static void
check_year (GStrv cells, gpointer data)
{
  SuyRuralYear year = read_year (cells);
  g_autoptr (GError) error = NULL;
  int points, bonus;

  suy_rural_score_year (data, &year, &points, &bonus, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bonus, ==, atoi (cells[6]));
  g_assert_cmpint (points, ==, atoi (cells[7]));
}

static void
check_year_refusal (GStrv cells, gpointer data)
{
  SuyRuralYear year = read_year (cells);
  g_autoptr (GError) error = NULL;
  int points, bonus;

  g_assert_false (suy_rural_score_year (data, &year, &points, &bonus, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, cells[6]));
}

static void
test_year_table (void)
{
  g_autoptr (SuyRuralRules) rules = builtin ();

  rows_check (FILE_NAME, "years", 8, check_year, rules);
  rows_check (FILE_NAME, "year-refusals", 7, check_year_refusal, rules);
}

static void
test_item_refusals (void)
{
  g_autoptr (SuyRuralRules) rules = builtin ();
  static const SuyRuralFacts facts[] = {
    { TRUE, 10001, TRUE, 0, 0, 0, 0, 0 },  { TRUE, 10000, TRUE, 10001, 0, 0, 0, 0 },
    { TRUE, 10000, TRUE, 0, -1, 0, 0, 0 }, { TRUE, 10000, TRUE, 0, 0, -1, 0, 0 },
    { TRUE, 10000, TRUE, 0, 0, 0, -1, 0 }, { TRUE, 10000, TRUE, 0, 0, 0, 0, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autoptr (GError) error = NULL;
      SuyRuralPoints points;

      g_assert_false (suy_rural_score_item (rules, 0, &facts[i], &points, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/rural-score/item/table", test_item_table);
  g_test_add_func ("/rules/rural-score/item/refusals", test_item_refusals);
  g_test_add_func ("/rules/rural-score/quarter/example", test_quarter_example);
  g_test_add_func ("/rules/rural-score/year/table", test_year_table);

  return g_test_run ();
}
