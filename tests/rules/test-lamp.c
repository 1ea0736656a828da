/* test-lamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "rows.h"
#include "suy-date.h"
#include "suy-lamp.h"

#define FILE_NAME "lamp.txt"

static const char *
level_name (SuyLevel level)
{
  return level == SUY_LEVEL_NONE ? "none" : suy_lamp_get_level_name (level);
}

static void
check_band (GStrv cells, gpointer data)
{
  int lag_bp = atoi (cells[0]);

  g_assert_cmpstr (suy_lamp_get_name (suy_lamp_of_lag (lag_bp)), ==, cells[1]);
  g_assert_cmpstr (level_name (suy_lamp_get_level (lag_bp, SUY_LAG_BANDS_FOUR_LEVELS)), ==,
                   cells[2]);
  g_assert_cmpstr (level_name (suy_lamp_get_level (lag_bp, SUY_LAG_BANDS_LITERAL)), ==, cells[3]);
  g_assert_cmpstr (suy_lamp_indicator_fires (lag_bp) ? "yes" : "no", ==, cells[4]);
}

static void
test_bands_table (void)
{
  rows_check (FILE_NAME, "bands", 5, check_band, NULL);
}

static void
check_example (GStrv cells, gpointer data)
{
  SuyPlan plan = { suy_date_get_day (cells[0]), suy_date_get_day (cells[1]), NULL, 0 };
  gint64 today = suy_date_get_day (cells[2]);
  SuyLag lag = suy_lamp_compute (&plan, today, atoi (cells[3]), FALSE, SUY_LAG_BANDS_FOUR_LEVELS);
  SuyLag accepted =
      suy_lamp_compute (&plan, today, atoi (cells[3]), TRUE, SUY_LAG_BANDS_FOUR_LEVELS);

  g_assert_cmpint (lag.planned_bp, ==, atoi (cells[4]));
  g_assert_cmpint (lag.lag_bp, ==, atoi (cells[5]));
  g_assert_cmpstr (lag.overdue ? "yes" : "no", ==, cells[6]);
  g_assert_cmpstr (suy_lamp_get_name (lag.lamp), ==, cells[7]);
  g_assert_cmpstr (level_name (lag.level), ==, cells[8]);
  g_assert_cmpint (accepted.lamp, ==, SUY_LAMP_GREEN);
  g_assert_false (accepted.overdue);
}

static void
test_compute_examples (void)
{
  rows_check (FILE_NAME, "examples", 9, check_example, NULL);
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
  g_test_add_func ("/rules/lamp/bands/table", test_bands_table);
  g_test_add_func ("/rules/lamp/compute/examples", test_compute_examples);
  g_test_add_func ("/rules/lamp/planned/checkpoints", test_planned_checkpoints);

  return g_test_run ();
}
