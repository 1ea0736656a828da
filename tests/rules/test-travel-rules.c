/* test-travel-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-travel-rules.h"

static void
test_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  SuyTravelRules rules;

  g_assert_true (suy_travel_rules_read_builtin (&rules, &source, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (source, "Manning"));
  g_assert_cmpfloat (rules.default_m_s, ==, 0.5);
  g_assert_cmpfloat (rules.roughness, ==, 0.04);
  for (guint i = 1; i < SUY_TRAVEL_ORDERS; i++)
    g_assert_cmpfloat (rules.radius_m[i], >, rules.radius_m[i - 1]);
}

static void
assert_refused (const char *radii, int least, int most, const char *message)
{
  g_autofree char *text =
      g_strdup_printf ("{\"source\": \"x\", \"default_mm_s\": 1, \"roughness_by_1000\": 1,"
                       "\"radius_mm\": %s, \"least_slope_by_million\": 1, \"least_mm_s\": %d,"
                       "\"most_mm_s\": %d}",
                       radii, least, most);
  g_autoptr (GError) error = NULL;
  SuyTravelRules rules;

  g_assert_false (suy_travel_rules_read_text (&rules, NULL, "t.json", text, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_refuses (void)
{
  const char *good = "[1,1,1,1,1,1,1,1,1,1]";

  assert_refused ("[1]", 1, 2, "10 orders");
  assert_refused ("[1,1,1,1,0,1,1,1,1,1]", 1, 2, "above 0");
  assert_refused (good, 0, 2, "above 0");
  assert_refused (good, 3, 2, "less than the least");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rules/travel-rules/builtin", test_builtin);
  g_test_add_func ("/rules/travel-rules/refuses", test_refuses);

  return g_test_run ();
}
