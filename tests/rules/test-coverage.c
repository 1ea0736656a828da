/* test-coverage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "rows.h"
#include "suy-coverage.h"

static void
check_estimate (GStrv cells, gpointer data)
{
  double minutes = suy_coverage_estimate_min (g_ascii_strtod (cells[0], NULL));
  SuyCoverage coverage = suy_coverage_count (&minutes, 1, SUY_COVERAGE_LIMIT_MIN);

  g_assert_cmpstr (coverage.covered.num == 1 ? "yes" : "no", ==, cells[1]);
}

static void
test_count_edges (void)
{
  const double minutes[] = { 60.0, nextafter (60.0, 61.0), 0.0, NAN, 59.9 };
  SuyCoverage coverage = suy_coverage_count (minutes, 5, SUY_COVERAGE_LIMIT_MIN),
              none = suy_coverage_count (minutes, 0, SUY_COVERAGE_LIMIT_MIN);

  g_assert_cmpint (coverage.covered.num, ==, 3);
  g_assert_cmpint (coverage.covered.den, ==, 5);
  g_assert_cmpuint (coverage.n_unknown, ==, 1);
  g_assert_cmpint (none.covered.den, ==, 0);
  rows_check ("formulas.txt", "coverage", 2, check_estimate, NULL);
  g_assert_cmpfloat_with_epsilon (suy_coverage_estimate_min (40000.0 / 1.4), 60.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/coverage/count/edges", test_count_edges);

  return g_test_run ();
}
