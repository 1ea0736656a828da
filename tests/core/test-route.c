/* test-route.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-route.h"

#define MAX_POINTS 60

typedef struct
{
  SuyPoint start, points[MAX_POINTS];
  guint n;
} Town;

static Town
random_town (guint n)
{
  Town town = { .n = n };

  town.start = (SuyPoint){ g_test_rand_int_range (1180000000, 1182000000),
                           g_test_rand_int_range (272000000, 274000000) };
  for (guint i = 0; i < n; i++)
    town.points[i] = (SuyPoint){ g_test_rand_int_range (1180000000, 1182000000),
                                 g_test_rand_int_range (272000000, 274000000) };
  if (n > 2 && g_test_rand_int_range (0, 4) == 0)
    town.points[1] = town.points[0]; /* two at one place */

  return town;
}

static double
length_of (const Town *town, const guint *order, guint n)
{
  SuyPoint at = town->start;
  double metres = 0;

  for (guint i = 0; i < n; i++)
    {
      metres += suy_geodesic_distance (at, town->points[order[i]]);
      at = town->points[order[i]];
    }

  return metres;
}

/* Every order. */
static double
try_all (const Town *town, guint *order, guint n)
{
  double best = n == town->n ? length_of (town, order, n) : INFINITY;

  for (guint k = n; k < town->n; k++)
    {
      guint swap = order[n];

      order[n] = order[k];
      order[k] = swap;
      best = fmin (best, try_all (town, order, n + 1));
      order[k] = order[n];
      order[n] = swap;
    }

  return best;
}

static double
nearest_first (const Town *town)
{
  gboolean seen[MAX_POINTS] = { FALSE };
  guint order[MAX_POINTS];
  SuyPoint at = town->start;

  for (guint i = 0; i < town->n; i++)
    {
      guint nearest = G_MAXUINT;

      for (guint k = 0; k < town->n; k++)
        if (!seen[k] &&
            (nearest == G_MAXUINT || suy_geodesic_distance (at, town->points[k]) <
                                         suy_geodesic_distance (at, town->points[nearest])))
          nearest = k;
      seen[nearest] = TRUE;
      order[i] = nearest;
      at = town->points[nearest];
    }

  return length_of (town, order, town->n);
}

static double
check_plan (const Town *town, guint exact)
{
  guint order[MAX_POINTS], again[MAX_POINTS], seen[MAX_POINTS] = { 0 };
  double metres = suy_route_plan (town->start, town->points, town->n, exact, order);

  g_assert_cmpfloat (suy_route_plan (town->start, town->points, town->n, exact, again), ==, metres);
  for (guint i = 0; i < town->n; i++)
    {
      g_assert_cmpuint (order[i], <, town->n);
      g_assert_cmpuint (order[i], ==, again[i]);
      g_assert_cmpuint (seen[order[i]]++, ==, 0);
    }
  g_assert_cmpfloat_with_epsilon (length_of (town, order, town->n), metres, 1e-3);

  return metres;
}

static guint
cases (guint usual)
{
  const char *wish = g_getenv ("SUY_CASES");

  return wish == NULL ? usual : (guint) strtoul (wish, NULL, 10) / 100 + usual;
}

static void
test_exact (void)
{
  for (guint i = 0; i < cases (60); i++)
    {
      Town town = random_town ((guint) g_test_rand_int_range (0, i % 30 == 0 ? 10 : 8));
      guint order[MAX_POINTS];
      double best, exact, near;

      for (guint k = 0; k < town.n; k++)
        order[k] = k;
      best = try_all (&town, order, 0);
      exact = check_plan (&town, SUY_ROUTE_MAX_EXACT);
      near = check_plan (&town, 0);
      g_assert_cmpfloat_with_epsilon (exact, best, 1e-3);
      g_assert_cmpfloat (near, >=, best - 1e-3);
      g_assert_cmpfloat (near, <=, best * 1.5 + 1e-3);
    }
}

static void
test_nearest (void)
{
  for (guint i = 0; i < cases (40); i++)
    {
      Town town = random_town ((guint) g_test_rand_int_range (1, MAX_POINTS + 1));

      g_assert_cmpfloat (check_plan (&town, 0), <=, nearest_first (&town) + 1e-3);
    }
}

/* Four places in a row that nearest first takes to and fro. */
static void
test_row (void)
{
  static const gint32 x[] = { 10000, -11000, 32000, -53000 };
  Town town = { .start = { 1180000000, 273000000 }, .n = 4 };
  guint order[4];

  for (guint i = 0; i < 4; i++)
    town.points[i] = (SuyPoint){ 1180000000 + x[i], 273000000 };
  for (guint exact = 0; exact <= 12; exact += 12)
    {
      g_assert_cmpfloat_with_epsilon (
          suy_route_plan (town.start, town.points, 4, exact, order),
          117000 * 1e-7 * suy_geodesic_distance_degrees (118, 27.3, 119, 27.3), 0.1);
      g_assert_cmpuint (order[3], ==, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/route/exact/every-order", test_exact);
  g_test_add_func ("/core/route/near/nearest-first", test_nearest);
  g_test_add_func ("/core/route/near/row", test_row);

  return g_test_run ();
}
