/* test-decimal.c: the short way of reading numbers says what strtod() says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-decimal.h"

static void
assert_reads (const char *text)
{
  double value = 4711, expected = g_ascii_strtod (text, NULL);

  g_assert_true (suy_decimal_parse (text, &value));
  g_assert_cmpint (memcmp (&value, &expected, sizeof value), ==, 0);
}

static void
test_takes (void)
{
  static const char *const texts[] = { "0",         "-0",
                                       "+7",        "12.",
                                       ".5",        "-.25",
                                       "118.0817",  "0.1",
                                       "00012",     "27.30000",
                                       "1.0000001", "999999999999999",
                                       "0.3",       "4503599627.370497" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strlen (texts[i]) <= 15)
      assert_reads (texts[i]);
}

static void
test_leaves (void)
{
  static const char *const texts[] = { "",    "-",   ".",     "+.",  "1e3", "1,000",
                                       " 1",  "1 ",  "1.2.3", "--1", "0x1", "１２",
                                       "NaN", "inf", "1m",    "−1",  "+-1", "1234567890123456",
                                       "1/2" };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (suy_decimal_parse (texts[i], &value));
}

/* Any digits with the point anywhere. */
static void
test_random (void)
{
  const char *cases = g_getenv ("SUY_CASES");
  guint n = cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : 20000;

  for (guint i = 0; i < n; i++)
    {
      char text[32] = "";
      gint digits = g_test_rand_int_range (1, 16), point = g_test_rand_int_range (-1, digits + 1);
      char *at = text;

      if (g_test_rand_bit ())
        *at++ = '-';
      for (gint k = 0; k < digits; k++)
        {
          if (k == point)
            *at++ = '.';
          *at++ = (char) ('0' + g_test_rand_int_range (0, 10));
        }
      assert_reads (text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/decimal/takes", test_takes);
  g_test_add_func ("/core/decimal/leaves", test_leaves);
  g_test_add_func ("/core/decimal/random", test_random);

  return g_test_run ();
}
