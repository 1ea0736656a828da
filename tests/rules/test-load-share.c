/* test-load-share.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "suy-load-share.h"

static const char table[] =
    "{\"source\": \"s\", \"unknown_percent\": 50, \"window_h\": 24, \"class\": \"III\","
    " \"criteria\": ["
    "{\"name\": \"pollutants\", \"en\": \"p\", \"zh\": \"p\", \"weight\": 100, \"source\": \"s\"},"
    "{\"name\": \"time\", \"en\": \"t\", \"zh\": \"t\", \"weight\": 0, \"tolerance_percent\": 0,"
    " \"source\": \"s\"},"
    "{\"name\": \"distance\", \"en\": \"d\", \"zh\": \"d\", \"weight\": 0, \"half_km\": 1,"
    " \"source\": \"s\"},"
    "{\"name\": \"level\", \"en\": \"l\", \"zh\": \"l\", \"weight\": 0, \"grades\": [],"
    " \"source\": \"s\"},"
    "{\"name\": \"cases\", \"en\": \"c\", \"zh\": \"c\", \"weight\": 0, \"percent_each\": 1,"
    " \"source\": \"s\"},"
    "{\"name\": \"violations\", \"en\": \"v\", \"zh\": \"v\", \"weight\": 0, \"percent_each\": 1,"
    " \"years\": 1, \"source\": \"s\"},"
    "{\"name\": \"operation\", \"en\": \"o\", \"zh\": \"o\", \"weight\": 0, \"grades\": [],"
    " \"source\": \"s\"}],"
    " \"decay\": [{\"factor\": \"tp\", \"lost_bp_per_km\": 1000, \"source\": \"s\"},"
    " {\"factor\": \"cod\", \"lost_bp_per_km\": 1000, \"lost_bp_per_h\": 5000, \"source\": \"s\"}],"
    " \"sources\": []}";

/* The sum of the plan: 28 farms and 15 firms give 68 % of the load, all others 32 %. */
static void
test_plan (void)
{
  double kg[143];
  int bp[143], listed = 0, others = 0;
  SuyLoadSum sum;

  for (guint i = 0; i < 143; i++)
    kg[i] = i < 43 ? 68.0 / 43 : 0.32;
  sum = suy_load_share (kg, 143, bp);
  for (guint i = 0; i < 143; i++)
    *(i < 43 ? &listed : &others) += bp[i];
  g_assert_cmpuint (sum.n_known, ==, 143);
  g_assert_cmpfloat_with_epsilon (sum.sum_kg_d, 100, 1e-9);
  g_assert_cmpint (listed, ==, 6800);
  g_assert_cmpint (others, ==, 3200);
}

/* A third each: the point that is left goes to the first. */
static void
test_remainder (void)
{
  const double thirds[] = { 1, 1, 1 }, mixed[] = { 1, NAN, 2, 0 };
  int bp[4];

  suy_load_share (thirds, 3, bp);
  g_assert_cmpint (bp[0], ==, 3334);
  g_assert_cmpint (bp[1], ==, 3333);
  g_assert_cmpint (bp[2], ==, 3333);
  g_assert_cmpuint (suy_load_share (mixed, 4, bp).n_known, ==, 3);
  g_assert_cmpint (bp[0], ==, 3333);
  g_assert_cmpint (bp[1], ==, -1);
  g_assert_cmpint (bp[2], ==, 6667);
  g_assert_cmpint (bp[3], ==, 0);
}

static void
test_nothing (void)
{
  const double zero[] = { 0, 0 }, unknown[] = { NAN };
  int bp[2];

  g_assert_cmpuint (suy_load_share (NULL, 0, bp).n_known, ==, 0);
  g_assert_cmpuint (suy_load_share (zero, 2, bp).n_known, ==, 2);
  g_assert_cmpint (bp[0] + bp[1], ==, 0);
  g_assert_cmpuint (suy_load_share (unknown, 1, bp).n_known, ==, 0);
  g_assert_cmpint (bp[0], ==, -1);
}

/* Any loads: 10,000 together, each within a point of its part, more load never a smaller share by
 * more than what rounding gives. */
static void
test_random (void)
{
  guint n_cases = g_getenv ("SUY_CASES") != NULL ? 20000 : 500;

  for (guint c = 0; c < n_cases; c++)
    {
      guint n = (guint) g_test_rand_int_range (1, 60);
      double top = pow (10, g_test_rand_double_range (-6, 9));
      g_autofree double *kg = g_new (double, n);
      g_autofree int *bp = g_new (int, n);
      double sum = 0;
      int all = 0;

      for (guint i = 0; i < n; i++)
        {
          kg[i] = g_test_rand_int_range (0, 4) == 0 ? NAN : g_test_rand_double_range (0, top);
          kg[i] = round (kg[i] * 1e6) / 1e6;
          sum += isnan (kg[i]) ? 0 : kg[i];
        }
      suy_load_share (kg, n, bp);
      for (guint i = 0; i < n; i++)
        {
          if (isnan (kg[i]))
            g_assert_cmpint (bp[i], ==, -1);
          else if (sum > 0)
            g_assert_cmpfloat (fabs (bp[i] - 10000 * kg[i] / sum), <, 1 + 1e-3);
          all += MAX (bp[i], 0);
        }
      g_assert_cmpint (all, ==, sum > 0 ? 10000 : 0);
    }
}

static void
test_arrive (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuySuspectRules) rules = suy_suspect_rules_new_from_text ("t.json", table, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (suy_load_arrive (rules, "nh3n", 7, 9000, NAN), ==, 7);
  g_assert_cmpfloat (suy_load_arrive (rules, "tp", 100, 0, NAN), ==, 100);
  g_assert_cmpfloat_with_epsilon (suy_load_arrive (rules, "tp", 100, 2000, NAN), 81, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_load_arrive (rules, "cod", 100, 1000, 2), 22.5, 1e-9);
  g_assert_true (isnan (suy_load_arrive (rules, "cod", 100, 1000, NAN)));
  g_assert_true (isnan (suy_load_arrive (rules, "tp", NAN, 1000, 1)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/load-share/plan", test_plan);
  g_test_add_func ("/rules/load-share/remainder", test_remainder);
  g_test_add_func ("/rules/load-share/nothing", test_nothing);
  g_test_add_func ("/rules/load-share/random", test_random);
  g_test_add_func ("/rules/load-share/arrive", test_arrive);

  return g_test_run ();
}
