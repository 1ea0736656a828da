/* test-rate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-rate.h"

#define FILE_NAME "formulas.txt"

static gint64
number (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

static void
check_shown (SuyRatio ratio, const char *shown)
{
  g_autofree char *text = suy_ratio_format (ratio, 100, 2);

  g_assert_cmpstr (text, ==, shown);
}

static void
check_rate (GStrv cells, gpointer data)
{
  gint64 done = number (cells[0]), total = number (cells[1]);
  g_autoptr (GError) error = NULL;
  SuyRatio rate;

  suy_rate_of (done, total, &rate, &error);
  g_assert_no_error (error);
  check_shown (rate, cells[2]);
  g_assert_cmpint (total - done, ==, number (cells[3]));
  g_assert_cmpint (suy_ratio_floor (rate, SUY_RATIO_FULL_BP), ==, number (cells[4]));
}

static void
test_rates_table (void)
{
  g_autoptr (GError) more = NULL, less = NULL;
  SuyRatio rate;

  rows_check (FILE_NAME, "rates", 5, check_rate, NULL);
  g_assert_false (suy_rate_of (6, 5, &rate, &more));
  g_assert_error (more, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (more->message, "6 of 5"));
  g_assert_false (suy_rate_of (-1, 5, &rate, &less));
  g_assert_true (suy_rate_of (0, 0, &rate, NULL));
  check_shown (rate, "");
}

static void
check_growth (GStrv cells, gpointer data)
{
  check_shown (suy_rate_growth (number (cells[0]), number (cells[1])), cells[2]);
}

static void
check_complaints (GStrv cells, gpointer data)
{
  g_assert_cmpstr (suy_rate_complaints_fire (number (cells[0]), number (cells[1])) ? "yes" : "no",
                   ==, cells[2]);
}

static void
test_growth_table (void)
{
  rows_check (FILE_NAME, "growths", 3, check_growth, NULL);
  rows_check (FILE_NAME, "complaints", 3, check_complaints, NULL);
}

static void
check_least (GStrv cells, gpointer data)
{
  g_assert_cmpint (suy_rate_least (number (cells[0]), atoi (cells[1])), ==, number (cells[2]));
}

static void
check_reached (GStrv cells, gpointer data)
{
  g_assert_cmpstr (suy_rate_reaches (number (cells[0]), number (cells[1]), atoi (cells[2])) ? "yes"
                                                                                            : "no",
                   ==, cells[3]);
}

static void
check_outfall (GStrv cells, gpointer data)
{
  g_assert_cmpint (suy_rate_outfall_target_bp (atoi (cells[0])), ==, atoi (cells[1]));
}

static void
test_least_table (void)
{
  rows_check (FILE_NAME, "least", 4, check_least, NULL);
  rows_check (FILE_NAME, "reached", 4, check_reached, NULL);
  rows_check (FILE_NAME, "outfall-targets", 2, check_outfall, NULL);
}

static void
check_needed (GStrv cells, gpointer data)
{
  SuyRatio mean;
  gboolean reached =
      suy_rate_needed_mean (number (cells[0]), number (cells[2]), atoi (cells[1]), &mean);
  g_autofree char *text = NULL;

  mean.den *= 1000;
  text = suy_ratio_format (mean, 1, 4);
  g_assert_cmpstr (text, ==, cells[3]);
  g_assert_cmpstr (reached ? "yes" : "no", ==, cells[4]);
}

static void
test_needed_table (void)
{
  rows_check (FILE_NAME, "needed", 5, check_needed, NULL);
}

static void
read_pair (const char *text, gint64 *part, gint64 *whole)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);

  *part = g_str_equal (words[0], "-") ? SUY_RATE_BLANK : number (words[0]);
  *whole = g_str_equal (words[1], "-") ? SUY_RATE_BLANK : number (words[1]);
}

static void
check_sewage (GStrv cells, gpointer data)
{
  g_auto (GStrv) expected = g_strsplit (cells[4], " ", 4);
  SuySewageMonth month;
  SuySewageRates rates;
  const SuyRatio *const shown[] = { &rates.inflow_stability, &rates.effluent_compliance,
                                    &rates.load, &rates.treatment };

  read_pair (cells[0], &month.days_in_band, &month.days);
  read_pair (cells[1], &month.samples_within, &month.samples);
  read_pair (cells[2], &month.volume_m3, &month.capacity_m3);
  read_pair (cells[3], &month.treated_m3, &month.generated_m3);
  rates = suy_rate_sewage (&month);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    check_shown (*shown[i], g_str_equal (expected[i], "-") ? "" : expected[i]);
}

static void
test_sewage_table (void)
{
  rows_check (FILE_NAME, "sewage", 5, check_sewage, NULL);
}

static void
check_at_most (GStrv cells, gpointer data)
{
  g_assert_cmpint (suy_rate_at_most (number (cells[0]), atoi (cells[1])), ==, number (cells[2]));
}

static void
check_deaths (GStrv cells, gpointer data)
{
  g_assert_cmpstr (suy_rate_deaths_within (number (cells[0]), number (cells[1])) ? "yes" : "no", ==,
                   cells[2]);
}

static void
test_safety_table (void)
{
  rows_check (FILE_NAME, "at-most", 3, check_at_most, NULL);
  rows_check (FILE_NAME, "deaths", 3, check_deaths, NULL);
}

/* Small fractions against long doubles, which hold them all exactly enough; and large ones, whose
 * products pass 64 bits. */
static void
test_ratio_random (void)
{
  const char *cases = g_getenv ("SUY_CASES");

  for (int i = 0; i < (cases == NULL ? 20000 : atoi (cases)); i++)
    {
      gint64 num = g_test_rand_int_range (-5000, 5000), den = g_test_rand_int_range (1, 3000);
      gint64 scale = g_test_rand_int_range (1, 20000);
      SuyRatio ratio = { num, den };
      gint64 twice = 2 * num * scale; /* a half is whole here */

      g_assert_cmpint (suy_ratio_floor (ratio, scale), ==,
                       (gint64) floorl ((long double) (num * scale) / (long double) den));
      g_assert_cmpint (suy_ratio_ceil (ratio, scale), ==,
                       (gint64) ceill ((long double) (num * scale) / (long double) den));
      g_assert_cmpint (suy_ratio_round (ratio, scale), ==,
                       (ABS (twice) + den) / (2 * den) * (num < 0 ? -1 : 1));
      g_assert_cmpint (suy_ratio_compare (ratio, (SuyRatio){ num + 1, den + 0 }), <, 0);
    }
  g_assert_cmpint (suy_ratio_floor ((SuyRatio){ G_MAXINT64, G_MAXINT64 }, 10000), ==, 10000);
  g_assert_cmpint (suy_ratio_floor ((SuyRatio){ G_MAXINT64 - 1, G_MAXINT64 }, 10000), ==, 9999);
  g_assert_cmpint (suy_ratio_compare ((SuyRatio){ G_MAXINT64 - 1, G_MAXINT64 },
                                      (SuyRatio){ G_MAXINT64 - 2, G_MAXINT64 - 1 }),
                   >, 0);
}

static void
test_ratio_shown (void)
{
  static const struct
  {
    SuyRatio ratio;
    gint64 scale;
    int decimals;
    const char *text;
  } cases[] = {
    { { 1, 8 }, 100, 0, "13" },    { { 1, 8 }, 100, 1, "12.5" },    { { -1, 8 }, 100, 0, "-13" },
    { { -1, 800 }, 1, 2, "0.00" }, { { -1, 200 }, 1, 2, "-0.01" },  { { 5, 1 }, 1, 3, "5.000" },
    { { 1, 0 }, 100, 2, "" },      { { 999, 1000 }, 1, 2, "1.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = suy_ratio_format (cases[i].ratio, cases[i].scale, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/ratio/arithmetic/random", test_ratio_random);
  g_test_add_func ("/rules/ratio/format/shown", test_ratio_shown);
  g_test_add_func ("/rules/rate/rates/table", test_rates_table);
  g_test_add_func ("/rules/rate/growth/table", test_growth_table);
  g_test_add_func ("/rules/rate/least/table", test_least_table);
  g_test_add_func ("/rules/rate/needed/table", test_needed_table);
  g_test_add_func ("/rules/rate/sewage/table", test_sewage_table);
  g_test_add_func ("/rules/rate/safety/table", test_safety_table);

  return g_test_run ();
}
