/* test-water-class.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-water-class.h"
#include "suy-water-target.h"

/* GB 3838-2002, table 1, in µg/L: typed in a second time. */
static const gint64 limits[SUY_WATER_N_PARAMETERS][5] = {
  { 20, 100, 200, 300, 400 },
  { 150, 500, 1000, 1500, 2000 },
  { 15000, 15000, 20000, 30000, 40000 },
  { 3000, 3000, 4000, 6000, 10000 },
};

static SuyWaterLimits *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyWaterLimits *table = suy_water_limits_new_builtin (&error);

  g_assert_no_error (error);

  return table;
}

static void
test_one_edges (void)
{
  g_autoptr (SuyWaterLimits) table = builtin ();

  g_assert_nonnull (strstr (suy_water_limits_get_source (table), "GB 3838-2002"));
  for (guint p = 0; p < SUY_WATER_N_PARAMETERS; p++)
    for (int class = 1; class <= 5; class ++)
      {
        gint64 limit = limits[p][class - 1];
        int first = class > 1 && limits[p][class - 2] == limit ? class - 1 : class;

        g_assert_cmpint (suy_water_limits_get (table, (SuyWaterParameter) p, class), ==, limit);
        g_assert_cmpint (suy_water_class_of_one (table, (SuyWaterParameter) p, limit), ==, first);
        g_assert_cmpint (suy_water_class_of_one (table, (SuyWaterParameter) p, limit + 1), >,
                         class);
      }
  g_assert_cmpint (suy_water_class_of_one (table, SUY_WATER_TP, 0), ==, 1);
  g_assert_cmpint (suy_water_class_of_one (table, SUY_WATER_TP, 401), ==, SUY_WATER_INFERIOR_V);
  g_assert_cmpint (suy_water_class_of_one (table, SUY_WATER_TP, 301), ==, 5);
}

static void
test_all_worst (void)
{
  g_autoptr (SuyWaterLimits) table = builtin ();
  const gint64 none[] = { -1, -1, -1, -1 }, tp[] = { 250, -1, -1, -1 },
               mixed[] = { 20, 1600, 15000, 3000 }, tie[] = { 301, 1501, -1, -1 };

  g_assert_cmpint (suy_water_class_of (table, none).class, ==, 0);
  g_assert_null (suy_water_class_get_name (0));
  g_assert_cmpstr (suy_water_class_get_name (suy_water_class_of (table, tp).class), ==, "IV");
  g_assert_cmpint (suy_water_class_of (table, mixed).class, ==, 5);
  g_assert_cmpint (suy_water_class_of (table, mixed).worst, ==, SUY_WATER_NH3N);
  g_assert_cmpint (suy_water_class_of (table, tie).worst, ==, SUY_WATER_TP);
  g_assert_cmpstr (suy_water_class_get_name (6), ==, "VI");
}

/* 0.25 mg/L against 0.2 mg/L is a quarter over. */
static void
test_excess_example (void)
{
  g_autoptr (SuyWaterLimits) table = builtin ();

  g_assert_cmpint (suy_water_get_excess_bp (table, SUY_WATER_TP, 3, 250), ==, 2500);
  g_assert_cmpint (suy_water_get_excess_bp (table, SUY_WATER_TP, 3, 200), ==, 0);
  g_assert_cmpint (suy_water_get_excess_bp (table, SUY_WATER_TP, 3, 201), ==, 50);
}

static void
test_read_faults (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"source\":\"s\",\"unit\":\"mg/L\",\"parameters\":[]}",
    "{\"source\":\"s\",\"unit\":\"µg/L\",\"parameters\":[]}",
    "{\"source\":\"s\",\"unit\":\"µg/"
    "L\",\"parameters\":[{\"name\":\"tp\",\"en\":\"a\",\"zh\":\"a\","
    "\"limits\":[5,4,3,2,1]},{},{},{}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_water_limits_new_from_text ("x.json", texts[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

static void
check_sections (GStrv cells, gpointer data)
{
  g_auto (GStrv) parts = g_strsplit (cells[0], " ", -1);
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (int));
  SuyWaterShares shares;
  g_autofree char *good = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    for (int k = 0; k < atoi (parts[i]); k++)
      {
        int class = atoi (strchr (parts[i], 'x') + 1);

        g_array_append_val (classes, class);
      }
  shares = suy_water_shares ((const int *) (void *) classes->data, classes->len);
  good = suy_ratio_format (shares.good, 100, 2);
  g_assert_cmpstr (good, ==, cells[1]);
  g_assert_cmpint (shares.not_meeting, ==, atoi (cells[2]));
  g_assert_cmpint (shares.inferior, ==, atoi (cells[3]));
}

static void
check_tributary (GStrv cells, gpointer data)
{
  g_auto (GStrv) words = g_strsplit (cells[0], " ", -1);
  gint64 values[12];
  guint n = 0;

  for (; words[n] != NULL; n++)
    values[n] = g_str_equal (words[n], "-") ? -1 : atoi (words[n]);
  g_assert_cmpstr (suy_tp_state_get_name (suy_tp_state (values, n)), ==, cells[1]);
}

static void
test_target_table (void)
{
  rows_check ("formulas.txt", "sections", 4, check_sections, NULL);
  rows_check ("formulas.txt", "tributaries", 2, check_tributary, NULL);
  g_assert_cmpint (suy_tp_state (NULL, 0), ==, SUY_TP_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/water-class/one/edges", test_one_edges);
  g_test_add_func ("/rules/water-class/all/worst", test_all_worst);
  g_test_add_func ("/rules/water-class/excess/example", test_excess_example);
  g_test_add_func ("/rules/water-target/shares/table", test_target_table);
  g_test_add_func ("/rules/water-class/read/faults", test_read_faults);

  return g_test_run ();
}
