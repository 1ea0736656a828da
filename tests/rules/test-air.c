/* test-air.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "rows.h"
#include "suy-air.h"

#define FILE_NAME "formulas.txt"

static void
check_index (GStrv cells, gpointer data)
{
  g_auto (GStrv) words = g_strsplit (cells[0], " ", -1);
  gint64 ng_m3[SUY_AIR_N_PARAMETERS];
  g_autofree char *shown = NULL, *exact = NULL;
  SuyRatio index;

  g_assert_cmpuint (g_strv_length (words), ==, SUY_AIR_N_PARAMETERS);
  for (guint i = 0; i < SUY_AIR_N_PARAMETERS; i++)
    ng_m3[i] = g_str_equal (words[i], "-") ? SUY_AIR_NOT_MEASURED
                                           : g_ascii_strtoll (words[i], NULL, 10) * 1000;
  index = suy_air_index (ng_m3);
  shown = suy_ratio_format (index, 1, 2);
  exact = suy_ratio_format (index, 1, 6);
  g_assert_cmpstr (shown, ==, cells[1]);
  g_assert_cmpstr (exact, ==, cells[2]);
}

static void
test_index_table (void)
{
  rows_check (FILE_NAME, "air-index", 3, check_index, NULL);

  /* The common denominator divides by every limit. */
  for (guint i = 0; i < SUY_AIR_N_PARAMETERS; i++)
    {
      gint64 ng_m3[SUY_AIR_N_PARAMETERS] = { 0 };
      SuyRatio index;

      ng_m3[i] = 7 * suy_air_get_limit ((SuyAirParameter) i);
      index = suy_air_index (ng_m3);
      g_assert_cmpint (suy_ratio_compare (index, (SuyRatio){ 7, 1 }), ==, 0);
    }
}

static void
check_bad_days (GStrv cells, gpointer data)
{
  g_assert_cmpint (suy_air_bad_days_left (atoi (cells[1]), atoi (cells[0]), atoi (cells[2])), ==,
                   atoi (cells[3]));
}

static void
test_days_edges (void)
{
  static const int aqi[] = { 100, 101, SUY_AIR_NOT_MEASURED, 35, 0 };
  SuyRatio good = suy_air_good_days (aqi, G_N_ELEMENTS (aqi)),
           none = suy_air_good_days (aqi + 2, 1);

  g_assert_cmpint (good.num, ==, 3);
  g_assert_cmpint (good.den, ==, 4);
  g_assert_cmpint (none.den, ==, 0);
  rows_check (FILE_NAME, "bad-days", 4, check_bad_days, NULL);
}

static void
test_reference_place (void)
{
  const SuyRatio cities[] = { { 345, 100 }, { 61, 10 }, { 402, 100 }, { 402, 100 }, { 5, 1 } };

  g_assert_cmpint (suy_ratio_round (suy_air_reference (cities, 5, 1), 100), ==, 610);
  g_assert_cmpint (suy_ratio_round (suy_air_reference (cities, 5, 2), 100), ==, 500);
  g_assert_cmpint (suy_ratio_round (suy_air_reference (cities, 5, 4), 100), ==, 402);
  g_assert_cmpint (suy_ratio_round (suy_air_reference (cities, 5, 5), 100), ==, 345);
  g_assert_cmpint (suy_air_reference (cities, 5, 6).den, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/air/index/table", test_index_table);
  g_test_add_func ("/rules/air/reference/place", test_reference_place);
  g_test_add_func ("/rules/air/days/edges", test_days_edges);

  return g_test_run ();
}
