/* test-tile-simplify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-tile-simplify.h"

static double
distance (SuyPlace p, SuyPlace a, SuyPlace b)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);

  return hypot (a.x + t * dx - p.x, a.y + t * dy - p.y);
}

/* What stays is a part of what was, in order, with both ends; what lies between two that stay is
 * near the line between them. */
static void
assert_simplified (const SuyPlace *all, guint n, const SuyPlace *kept, guint n_kept)
{
  guint at = 0;

  g_assert_cmpuint (n_kept, <=, n);
  for (guint i = 0; i < n_kept; i++)
    {
      guint start = at;

      while (at < n && !(all[at].x == kept[i].x && all[at].y == kept[i].y))
        at++;
      g_assert_cmpuint (at, <, n);
      for (guint k = start; i > 0 && k < at; k++)
        g_assert_cmpfloat (distance (all[k], kept[i - 1], kept[i]), <=,
                           SUY_SIMPLIFY_TOLERANCE + 1e-9);
      if (i == 0)
        g_assert_cmpuint (at, ==, 0);
      at++;
    }
  g_assert_cmpuint (at, ==, n);
}

static void
test_simplify_random (gconstpointer data)
{
  double step = GPOINTER_TO_UINT (data) / 100.0;

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 400);
      double turn = g_test_rand_double_range (0, 4);
      g_autofree SuyPlace *all = g_new (SuyPlace, n);
      g_autofree SuyPlace *kept = NULL;
      double way = 0;

      all[0] = (SuyPlace){ 0, 0 };
      for (guint i = 1; i < n; i++)
        {
          double length = g_test_rand_double_range (0, step);

          way += g_test_rand_double_range (-turn, turn);
          all[i] =
              (SuyPlace){ all[i - 1].x + length * cos (way), all[i - 1].y + length * sin (way) };
        }

      kept = g_memdup2 (all, n * sizeof *all);
      assert_simplified (all, n, kept, suy_places_simplify (kept, n));
    }
}

static void
test_simplify_known (void)
{
  SuyPlace straight[] = { { 0, 0 }, { 1, 0.4 }, { 2, -0.4 }, { 3, 0 } };
  SuyPlace bump[] = { { 0, 0 }, { 5, 0.6 }, { 10, 0 } };
  SuyPlace back[] = { { 0, 0 }, { 10, 0 }, { 5, 0 } };
  SuyPlace small[] = { { 0, 0 }, { 0.3, 0 }, { 0, 0.3 }, { 0, 0 } };

  g_assert_cmpuint (suy_places_simplify (straight, 4), ==, 2);
  g_assert_cmpuint (suy_places_simplify (bump, 3), ==, 3);
  g_assert_cmpuint (suy_places_simplify (back, 3), ==, 3);
  g_assert_cmpuint (suy_places_simplify (small, 4), ==, 2);
}

/* A ring that turns inwards for ever: the worst for methods that split at the farthest place. */
static void
test_simplify_large (void)
{
  const guint n = 500000;
  g_autofree SuyPlace *all = g_new (SuyPlace, n);
  guint n_kept;

  for (guint i = 0; i < n; i++)
    all[i] = (SuyPlace){ (n - i) * 0.01 * cos (i * 1.0), (n - i) * 0.01 * sin (i * 1.0) };
  n_kept = suy_places_simplify (all, n);
  g_assert_cmpuint (n_kept, >, n * 9 / 10);
}

/* To and fro, less and less far: seen from each end the rest is no place to end at. */
static void
test_simplify_shrinking (void)
{
  const guint n = 400000;
  g_autofree SuyPlace *all = g_new0 (SuyPlace, n);

  for (guint i = 0; i < n; i++)
    all[i].x = i % 2 == 0 ? 2.0 * n - i : i;
  g_assert_cmpuint (suy_places_simplify (all, n), ==, n);
}

static void
assert_cleaned (const SuyPoint *points, guint n, guint n_left, gint64 area2)
{
  g_autoptr (GArray) grid = g_array_new (FALSE, FALSE, sizeof (SuyPoint));

  for (guint turn = 0; turn < n; turn++)
    {
      g_array_set_size (grid, 0);
      g_array_append_vals (grid, points + turn, n - turn);
      g_array_append_vals (grid, points, turn);
      g_array_append_vals (grid, points + turn, 1);
      suy_grid_clean_ring (grid);
      if (n_left < 3)
        g_assert_cmpuint (grid->len, <, 3);
      else
        g_assert_cmpuint (grid->len, ==, n_left);
      g_assert_cmpint (suy_grid_get_area2 (grid), ==, area2);
      suy_grid_reverse (grid);
      g_assert_cmpint (suy_grid_get_area2 (grid), ==, -area2);
    }
}

static void
test_clean_ring (void)
{
  const SuyPoint square[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } };
  const SuyPoint straight[] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } };
  const SuyPoint spike[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 9, 9 }, { 4, 4 }, { 0, 4 } };
  const SuyPoint tree[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 8, 4 },
                            { 9, 9 }, { 8, 4 }, { 4, 4 }, { 0, 4 } };
  const SuyPoint flat[] = { { 0, 0 }, { 4, 0 }, { 8, 0 }, { 4, 0 } };
  const SuyPoint same[] = { { 3, 3 }, { 3, 3 }, { 3, 3 } };

  assert_cleaned (square, 4, 4, 32);
  assert_cleaned (straight, 6, 4, 32);
  assert_cleaned (spike, 6, 4, 32);
  assert_cleaned (tree, 8, 4, 32);
  assert_cleaned (flat, 4, 0, 0);
  assert_cleaned (same, 3, 0, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/core/tile-simplify/random/dense", GUINT_TO_POINTER (30),
                        test_simplify_random);
  g_test_add_data_func ("/core/tile-simplify/random/middle", GUINT_TO_POINTER (200),
                        test_simplify_random);
  g_test_add_data_func ("/core/tile-simplify/random/coarse", GUINT_TO_POINTER (5000),
                        test_simplify_random);
  g_test_add_func ("/core/tile-simplify/known", test_simplify_known);
  g_test_add_func ("/core/tile-simplify/large", test_simplify_large);
  g_test_add_func ("/core/tile-simplify/shrinking", test_simplify_shrinking);
  g_test_add_func ("/core/tile-simplify/clean-ring", test_clean_ring);

  return g_test_run ();
}
