/* test-travel-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-travel-time.h"

#include <glib.h>
#include <math.h>

/* Manning with these: R = 1 m, slope 1:100 and n = 0.05 give 2 m/s. */
static const SuyTravelRules rules = { 0.5,    0.05,  { 1, 8, 0.027, 1, 1, 1, 1, 1, 1, 27 },
                                      0.0001, 0.125, 8 };

static void
assert_time (const SuyTravelInput *input, guint32 i, SuyTravelSource source, double hours)
{
  double got[16];
  guint8 sources[16];

  g_assert_cmpuint (input->n, <=, 16);
  suy_travel_times (input, &rules, got, sources);
  g_assert_cmpuint (sources[i], ==, source);
  g_assert_cmpfloat_with_epsilon (got[i], hours, 1e-12);
}

static void
test_own (void)
{
  const double length[] = { 3600, 3600, 3600, 0 }, speed[] = { 2, 2, NAN, NAN };
  const double hours[] = { 7, NAN, 0, NAN };
  const SuyTravelInput input = { 4, length, hours, speed };

  assert_time (&input, 0, SUY_TRAVEL_OWN, 7);
  assert_time (&input, 1, SUY_TRAVEL_OWN, 0.5);
  assert_time (&input, 2, SUY_TRAVEL_OWN, 0);
  assert_time (&input, 3, SUY_TRAVEL_DEFAULT, 0);
}

/* The level path goes before the name, and a river without any speed counts for nothing. */
static void
test_river (void)
{
  const double length[] = { 1000, 3000, 2000, 2000, 1800, 100, 500 };
  const double hours[] = { 1, 1, NAN, NAN, NAN, 1, 0 };
  const gint64 path[] = { 5, 5, 5, 6, 0, 0, 7 }, name[] = { 0, 0, 9, 9, 8, 9, 8 };
  const SuyTravelInput input = { 7, length, hours, NULL, path, name };

  assert_time (&input, 2, SUY_TRAVEL_RIVER, 1);  /* 4000 m in 2 h */
  assert_time (&input, 3, SUY_TRAVEL_RIVER, 20); /* its path has none, its name 100 m in 1 h */
  assert_time (&input, 4, SUY_TRAVEL_DEFAULT, 1);
}

static void
test_slope (void)
{
  const double length[] = { 7200, 7200, 7200, 7200, 7200, 7200, 7200 };
  const double slope[] = { 0.01, 0.01, 0, 0.01, NAN, 100, 0 };
  const guint8 order[] = { 1, 2, 1, 200, 1, 1, 3 };
  const SuyTravelInput input = { 7, length, NULL, NULL, NULL, NULL, order, slope };

  assert_time (&input, 0, SUY_TRAVEL_SLOPE, 1);
  assert_time (&input, 1, SUY_TRAVEL_SLOPE, 0.25); /* 8^(2/3) = 4: 8 m/s, the most */
  assert_time (&input, 2, SUY_TRAVEL_SLOPE, 10);   /* by the least slope: 0.2 m/s */
  assert_time (&input, 3, SUY_TRAVEL_SLOPE, 0.25);
  assert_time (&input, 4, SUY_TRAVEL_DEFAULT, 4);
  assert_time (&input, 5, SUY_TRAVEL_SLOPE, 0.25);
  assert_time (&input, 6, SUY_TRAVEL_SLOPE, 16); /* 0.018 m/s: less than the least */
}

/* ---- after an edit ---- */

#define MOST 40

typedef struct
{
  guint32 n;
  double length[MOST], hours[MOST], slope[MOST];
  gint64 path[MOST], name[MOST];
  guint8 order[MOST];
} Reaches;

static void
invent (Reaches *reaches, guint32 i)
{
  reaches->length[i] = g_test_rand_int_range (0, 20) * 37.3;
  reaches->hours[i] =
      g_test_rand_int_range (0, 3) > 0 ? (double) NAN : g_test_rand_int_range (0, 20) / 7.0;
  reaches->path[i] = g_test_rand_int_range (0, 5);
  reaches->name[i] = g_test_rand_int_range (0, 4);
  reaches->order[i] = (guint8) g_test_rand_int_range (0, 3);
  reaches->slope[i] = g_test_rand_bit () ? (double) NAN : g_test_rand_double_range (0, 0.1);
}

static SuyTravelInput
input_of (const Reaches *reaches)
{
  return (SuyTravelInput){ reaches->n,    reaches->length, reaches->hours, NULL,
                           reaches->path, reaches->name,   reaches->order, reaches->slope };
}

static void
touch (const Reaches *reaches, guint32 i, GArray *paths, GArray *names)
{
  g_array_append_val (paths, reaches->path[i]);
  g_array_append_val (names, reaches->name[i]);
}

/* Some reaches changed, some new at the end, the last perhaps gone. */
static void
edit (Reaches *reaches, const SuyTravelEdit *edit)
{
  guint n = (guint) g_test_rand_int_range (0, 4);

  if (g_test_rand_bit () && reaches->n > 1)
    touch (reaches, --reaches->n, (GArray *) edit->paths, (GArray *) edit->names);
  for (guint k = 0; k < n; k++)
    {
      gboolean fresh = g_test_rand_bit () && reaches->n < MOST;
      guint32 i = fresh ? reaches->n++ : (guint32) g_test_rand_int_range (0, (gint32) reaches->n);

      if (!fresh)
        touch (reaches, i, (GArray *) edit->paths, (GArray *) edit->names);
      invent (reaches, i);
      touch (reaches, i, (GArray *) edit->paths, (GArray *) edit->names);
      g_array_append_val ((GArray *) edit->reaches, i);
    }
}

static void
test_edit (void)
{
  for (guint k = 0; k < 5000; k++)
    {
      g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (gint64));
      const SuyTravelEdit touched = { changed, paths, names };
      Reaches reaches = { .n = (guint32) g_test_rand_int_range (1, MOST) };
      double hours[MOST], want[MOST];
      guint8 sources[MOST], want_sources[MOST];
      SuyTravelInput input;

      for (guint32 i = 0; i < reaches.n; i++)
        invent (&reaches, i);
      input = input_of (&reaches);
      suy_travel_times (&input, &rules, hours, sources);

      edit (&reaches, &touched);
      input = input_of (&reaches);
      suy_travel_times_edit (&input, &rules, &touched, hours, sources);
      suy_travel_times (&input, &rules, want, want_sources);
      g_assert_cmpmem (hours, reaches.n * sizeof (double), want, reaches.n * sizeof (double));
      g_assert_cmpmem (sources, reaches.n, want_sources, reaches.n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/travel-time/own", test_own);
  g_test_add_func ("/core/travel-time/river", test_river);
  g_test_add_func ("/core/travel-time/slope", test_slope);
  g_test_add_func ("/core/travel-time/edit", test_edit);

  return g_test_run ();
}
