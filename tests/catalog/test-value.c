/* test-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-value.h"

static void
test_string_reals (void)
{
  static const struct
  {
    double real;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 1000, "1000" },
    { 0.1, "0.1" },
    { 1.0 / 3, "0.3333333333333333" },
    { 123456, "123456" },
    { 0.0001, "0.0001" },
    { 1e14, "100000000000000" },
    { 1e15, "1e+15" },
    { 1e-5, "1e-05" },
    { -2.5, "-2.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = suy_value_to_string (&SUY_REAL (cases[i].real));

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_string_reads_back (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      double real = g_test_rand_double_range (-1, 1) * (i % 2 == 0 ? 1e6 : 1e-6);
      g_autofree char *text = suy_value_to_string (&SUY_REAL (real));

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, real);
    }
}

static void
test_equal_kinds (void)
{
  const SuyValue values[] = { SUY_VALUE_INIT_NULL, SUY_INTEGER (1), SUY_INTEGER (2),
                              SUY_REAL (1),        SUY_TEXT ("1"),  SUY_TEXT ("") };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; j < G_N_ELEMENTS (values); j++)
      {
        SuyValue copy = suy_value_dup (&values[j]);

        g_assert_cmpint (suy_value_equal (&values[i], &copy), ==, i == j);
        suy_value_clear (&copy);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/value/string/reals", test_string_reals);
  g_test_add_func ("/catalog/value/string/reads-back", test_string_reads_back);
  g_test_add_func ("/catalog/value/equal/kinds", test_equal_kinds);

  return g_test_run ();
}
