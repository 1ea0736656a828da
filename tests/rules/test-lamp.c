/* test-lamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-date.h"
#include "suy-lamp.h"

static SuyPlan
plan_of (const char *start, const char *due)
{
  return (SuyPlan){ suy_date_get_day (start), suy_date_get_day (due), NULL, 0 };
}

static void
test_bands_edges (void)
{
  static const struct
  {
    int lag_bp;
    SuyLamp lamp;
    SuyLevel level, literal;
  } cases[] = {
    { 0, SUY_LAMP_GREEN, SUY_LEVEL_NONE, SUY_LEVEL_NONE },
    { 499, SUY_LAMP_GREEN, SUY_LEVEL_NONE, SUY_LEVEL_NONE },
    { 500, SUY_LAMP_GREEN, SUY_LEVEL_BLUE, SUY_LEVEL_BLUE },
    { 999, SUY_LAMP_GREEN, SUY_LEVEL_BLUE, SUY_LEVEL_BLUE },
    { 1000, SUY_LAMP_YELLOW, SUY_LEVEL_YELLOW, SUY_LEVEL_YELLOW },
    { 1500, SUY_LAMP_YELLOW, SUY_LEVEL_YELLOW, SUY_LEVEL_YELLOW },
    { 1999, SUY_LAMP_YELLOW, SUY_LEVEL_YELLOW, SUY_LEVEL_YELLOW },
    { 2000, SUY_LAMP_YELLOW2, SUY_LEVEL_ORANGE, SUY_LEVEL_YELLOW },
    { 2999, SUY_LAMP_YELLOW2, SUY_LEVEL_ORANGE, SUY_LEVEL_YELLOW },
    { 3000, SUY_LAMP_RED, SUY_LEVEL_RED, SUY_LEVEL_RED },
    { 10000, SUY_LAMP_RED, SUY_LEVEL_RED, SUY_LEVEL_RED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (suy_lamp_of_lag (cases[i].lag_bp), ==, cases[i].lamp);
      g_assert_cmpint (suy_lamp_get_level (cases[i].lag_bp, SUY_LAG_BANDS_FOUR_LEVELS), ==,
                       cases[i].level);
      g_assert_cmpint (suy_lamp_get_level (cases[i].lag_bp, SUY_LAG_BANDS_LITERAL), ==,
                       cases[i].literal);
    }
}

/* The bureau's own cases: rural sewage and the levelling of the park's land. */
static void
test_compute_examples (void)
{
  static const struct
  {
    const char *start, *due, *today;
    int actual_bp, planned_bp, lag_bp;
    gboolean overdue;
    const char *lamp, *level;
  } cases[] = {
    { "2024-01-01", "2024-03-31", "2024-03-01", 5166, 6666, 1500, FALSE, "yellow", "yellow" },
    { "2024-01-01", "2024-06-30", "2024-06-01", 6100, 8397, 2297, FALSE, "yellow2", "orange" },
    { "2024-01-01", "2024-06-30", "2024-07-05", 9600, 10000, 400, TRUE, "yellow", NULL },
    { "2024-01-01", "2024-06-30", "2024-07-05", 5000, 10000, 5000, TRUE, "red", "red" },
    { "2024-01-01", "2024-06-30", "2024-06-30", 9001, 10000, 999, FALSE, "green", "blue" },
    { "2024-01-01", "2024-06-30", "2024-07-01", 10000, 10000, 0, TRUE, "yellow", NULL },
    { "2024-01-01", "2024-06-30", "2024-01-01", 0, 0, 0, FALSE, "green", NULL },
    { "2024-01-01", "2024-06-30", "2023-12-01", 500, 0, 0, FALSE, "green", NULL },
    { "2024-01-01", "2024-01-01", "2024-01-01", 10000, 10000, 0, FALSE, "green", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SuyPlan plan = plan_of (cases[i].start, cases[i].due);
      gint64 today = suy_date_get_day (cases[i].today);
      SuyLag lag =
          suy_lamp_compute (&plan, today, cases[i].actual_bp, FALSE, SUY_LAG_BANDS_FOUR_LEVELS);
      SuyLag accepted =
          suy_lamp_compute (&plan, today, cases[i].actual_bp, TRUE, SUY_LAG_BANDS_FOUR_LEVELS);

      g_assert_cmpint (lag.planned_bp, ==, cases[i].planned_bp);
      g_assert_cmpint (lag.lag_bp, ==, cases[i].lag_bp);
      g_assert_cmpint (lag.overdue, ==, cases[i].overdue);
      g_assert_cmpstr (suy_lamp_get_name (lag.lamp), ==, cases[i].lamp);
      g_assert_cmpstr (suy_lamp_get_level_name (lag.level), ==, cases[i].level);
      g_assert_cmpint (accepted.lamp, ==, SUY_LAMP_GREEN);
      g_assert_false (accepted.overdue);
    }
}

static void
test_planned_checkpoints (void)
{
  static const SuyCheckpoint checkpoints[] = { { 120, 2000 }, { 160, 9000 } };
  const SuyPlan plan = { 100, 200, checkpoints, 2 };
  static const struct
  {
    gint64 today;
    int bp;
  } cases[] = { { 99, 0 },     { 100, 0 },    { 110, 1000 },  { 119, 1900 },
                { 120, 2000 }, { 121, 2175 }, { 159, 8825 },  { 160, 9000 },
                { 163, 9075 }, { 199, 9975 }, { 200, 10000 }, { 201, 10000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (suy_lamp_get_planned_bp (&plan, cases[i].today), ==, cases[i].bp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/lamp/bands/edges", test_bands_edges);
  g_test_add_func ("/rules/lamp/compute/examples", test_compute_examples);
  g_test_add_func ("/rules/lamp/planned/checkpoints", test_planned_checkpoints);

  return g_test_run ();
}
