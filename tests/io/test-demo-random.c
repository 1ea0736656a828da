/* test-demo-random.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-random.h"

/* The first numbers of splitmix64 for the state 1234567, as its authors' test vectors have them. */
static void
test_known (void)
{
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (6457827717110365317),  G_GUINT64_CONSTANT (3203168211198807973),
    G_GUINT64_CONSTANT (9817491932198370423),  G_GUINT64_CONSTANT (4593380528125082431),
    G_GUINT64_CONSTANT (16408922859458223821),
  };
  SuyDemoRandom random = { 1234567 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (suy_demo_random_next (&random), ==, expected[i]);
}

static void
test_bounds (void)
{
  SuyDemoRandom random;
  guint seen[7] = { 0 };

  suy_demo_random_init (&random, (guint64) g_test_rand_int (), "bounds");
  for (guint i = 0; i < 10000; i++)
    {
      gint32 value = suy_demo_random_between (&random, -3, 3);
      double unit = suy_demo_random_unit (&random);

      g_assert_cmpint (value, >=, -3);
      g_assert_cmpint (value, <=, 3);
      g_assert_cmpfloat (unit, >=, 0);
      g_assert_cmpfloat (unit, <, 1);
      seen[value + 3]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 1000);
  g_assert_cmpuint (suy_demo_random_below (&random, 1), ==, 0);
  g_assert_false (suy_demo_random_chance (&random, 0));
  g_assert_true (suy_demo_random_chance (&random, 100));
}

static void
test_order (void)
{
  SuyDemoRandom random;
  guint32 places[100];
  gboolean seen[100] = { FALSE };

  suy_demo_random_init (&random, (guint64) g_test_rand_int (), "order");
  suy_demo_random_order (&random, places, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpuint (places[i], <, 100);
      g_assert_false (seen[places[i]]);
      seen[places[i]] = TRUE;
    }
}

static void
test_streams (void)
{
  SuyDemoRandom a, b, c;

  suy_demo_random_init (&a, 7, "one");
  suy_demo_random_init (&b, 7, "one");
  suy_demo_random_init (&c, 7, "two");
  g_assert_cmpuint (a.state, ==, b.state);
  g_assert_cmpuint (a.state, !=, c.state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/demo-random/next/known", test_known);
  g_test_add_func ("/io/demo-random/between/bounds", test_bounds);
  g_test_add_func ("/io/demo-random/order/permutation", test_order);
  g_test_add_func ("/io/demo-random/init/streams", test_streams);

  return g_test_run ();
}
