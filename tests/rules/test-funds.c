/* test-funds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-error.h"
#include "suy-funds.h"

#define FILE_NAME "formulas.txt"
#define MAX_SHARES 10

static gint64
number (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

static SuyCaps *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyCaps *caps = suy_caps_new_builtin (&error);

  g_assert_no_error (error);

  return caps;
}

static void
check_cap (GStrv cells, gpointer data)
{
  const SuyCap *cap = suy_caps_find (data, cells[0]);
  g_autoptr (GError) error = NULL;
  gboolean allowed =
      suy_cap_check (cap, number (cells[1]), number (cells[2]), number (cells[3]), "en", &error);

  g_assert_cmpstr (allowed ? "yes" : "no", ==, cells[4]);
  if (!allowed)
    g_assert_nonnull (strstr (error->message, cells[2]));
}

static void
check_total (GStrv cells, gpointer data)
{
  g_assert_cmpint (number (cells[0]) * suy_caps_find (data, cells[1])->most_yuan, ==,
                   number (cells[2]));
}

static void
test_caps_table (void)
{
  g_autoptr (SuyCaps) caps = builtin ();
  g_autoptr (GError) error = NULL;

  rows_check (FILE_NAME, "caps", 5, check_cap, caps);
  rows_check (FILE_NAME, "cap-totals", 3, check_total, caps);
  g_assert_null (suy_caps_find (caps, "green_credit"));
  suy_cap_check (suy_caps_find (caps, "retrofit"), 0, 200001, 0, "en", &error);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "limit of 200000 yuan (000 §5.1)"));
}

static guint
read_numbers (const char *text, gint64 *numbers)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (; words[n] != NULL; n++)
    numbers[n] = number (words[n]);

  return n;
}

static void
check_split (GStrv cells, gpointer data)
{
  gint64 bp[MAX_SHARES], expected[MAX_SHARES], shares[MAX_SHARES];
  int parts[MAX_SHARES];
  guint n = read_numbers (cells[1], bp);

  g_assert_cmpuint (read_numbers (cells[2], expected), ==, n);
  for (guint i = 0; i < n; i++)
    parts[i] = (int) bp[i];
  suy_funds_split (number (cells[0]), parts, n, shares);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (shares[i], ==, expected[i]);
  g_assert_true (suy_funds_check_shares (number (cells[0]), shares, n, NULL));
}

/* The shares are the whole, and none is a yuan away from its part. */
static void
test_split_random (void)
{
  const char *cases = g_getenv ("SUY_CASES");

  for (int i = 0; i < (cases == NULL ? 5000 : atoi (cases)); i++)
    {
      int bp[MAX_SHARES], left = 10000;
      gint64 shares[MAX_SHARES], total = g_test_rand_int_range (0, G_MAXINT32) * (gint64) 97;
      guint n = (guint) g_test_rand_int_range (1, MAX_SHARES + 1);

      for (guint k = 0; k < n; left -= bp[k++])
        bp[k] = k + 1 == n ? left : g_test_rand_int_range (0, left + 1);
      suy_funds_split (total, bp, n, shares);
      g_assert_true (suy_funds_check_shares (total, shares, n, NULL));
      for (guint k = 0; k < n; k++)
        g_assert_cmpint (ABS (shares[k] * 10000 - total * bp[k]), <, 10000);
    }
}

static void
test_shares_edges (void)
{
  const gint64 right[] = { 1536000000, 1024000000 }, wrong[] = { 1536000000, 1023999999 };
  g_autoptr (GError) error = NULL, used = NULL;

  rows_check (FILE_NAME, "splits", 3, check_split, NULL);
  g_assert_true (suy_funds_check_shares (2560000000, right, 2, NULL));
  g_assert_false (suy_funds_check_shares (2560000000, wrong, 2, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "2559999999"));
  g_assert_true (suy_funds_check_use (100, 100, NULL));
  g_assert_false (suy_funds_check_use (100, 101, &used));
  g_assert_error (used, SUY_ERROR, SUY_ERROR_REFUSED);
}

static void
test_caps_faults (void)
{
  static const char *const texts[] = {
    "{\"source\":\"s\",\"caps\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"per\":\"year\","
    "\"most_bp\":5,\"source\":\"s\"}]}",
    "{\"source\":\"s\",\"caps\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"per\":\"interest\","
    "\"most_yuan\":5,\"source\":\"s\"}]}",
    "{\"source\":\"s\",\"caps\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"per\":\"month\","
    "\"most_yuan\":5,\"source\":\"s\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_caps_new_from_text ("x.json", texts[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/funds/caps/table", test_caps_table);
  g_test_add_func ("/rules/funds/caps/faults", test_caps_faults);
  g_test_add_func ("/rules/funds/shares/edges", test_shares_edges);
  g_test_add_func ("/rules/funds/split/random", test_split_random);

  return g_test_run ();
}
