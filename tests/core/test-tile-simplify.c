/* test-tile-simplify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "ring-check.h"
#include "suy-tile-simplify.h"

static double
distance (SuySpot p, SuySpot a, SuySpot b)
{
  double dx = (double) b.x - a.x;
  double dy = (double) b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);

  return hypot (a.x + t * dx - p.x, a.y + t * dy - p.y);
}

/* At every zoom what goes is near the line between the two beside it that stay. */
static void
assert_simplified (const SuySpot *spots, guint32 n, gboolean is_ring, const guint8 *zooms)
{
  g_assert_cmpuint (zooms[0], ==, 0);
  if (!is_ring)
    g_assert_cmpuint (zooms[n - 1], ==, 0);

  for (guint zoom = 0; zoom <= SUY_TILE_MAX_ZOOM; zoom++)
    {
      double bound = ldexp (0.5, SUY_TILE_MAX_ZOOM - (int) zoom);
      guint32 last = 0;

      for (guint32 i = 1; i <= n; i++)
        {
          if (i < n ? zooms[i] > zoom : !is_ring)
            continue;
          for (guint32 k = last + 1; k < i; k++)
            g_assert_cmpfloat (distance (spots[k], spots[last], spots[i % n]), <=, bound + 1e-6);
          last = i;
        }
    }
}

static void
test_random (gconstpointer data)
{
  gboolean is_ring = GPOINTER_TO_INT (data);

  for (guint round = 0; round < check_n_cases (400); round++)
    {
      guint32 n = (guint32) g_test_rand_int_range (is_ring ? 3 : 2, 200);
      double step = pow (2, g_test_rand_double_range (0, 26));
      double turn = g_test_rand_double_range (0, 4);
      double way = 0;
      SuySpot spots[200] = { { 1u << 31, 1u << 31 } };
      guint8 zooms[200];

      for (guint32 i = 1; i < n; i++)
        {
          double length = g_test_rand_double_range (0, step);

          way += g_test_rand_double_range (-turn, turn);
          spots[i].x = (guint32) CLAMP (spots[i - 1].x + length * cos (way), 0, 4294967295.0);
          spots[i].y = (guint32) CLAMP (spots[i - 1].y + length * sin (way), 0, 4294967295.0);
        }
      suy_tile_simplify (spots, n, is_ring, zooms);
      assert_simplified (spots, n, is_ring, zooms);
    }
}

/* At zoom 20 half a unit of the world is the bound, at zoom 19 one, at zoom 18 two. */
static void
test_known (void)
{
  const SuySpot bump[] = { { 0, 0 }, { 10, 2 }, { 20, 0 } };
  const SuySpot higher[] = { { 0, 0 }, { 10, 3 }, { 20, 0 } };
  const SuySpot straight[] = { { 0, 0 }, { 10, 0 }, { 20, 0 } };
  const SuySpot huge[] = { { 0, 0 }, { 1u << 31, 4000000000u }, { 4294967295u, 0 } };
  guint8 zooms[3];

  suy_tile_simplify (bump, 3, FALSE, zooms);
  g_assert_cmpuint (zooms[1], ==, 19);
  suy_tile_simplify (higher, 3, FALSE, zooms);
  g_assert_cmpuint (zooms[1], ==, 18);
  suy_tile_simplify (straight, 3, FALSE, zooms);
  g_assert_cmpuint (zooms[1], ==, SUY_SIMPLIFY_NEVER);
  suy_tile_simplify (huge, 3, FALSE, zooms);
  g_assert_cmpuint (zooms[1], ==, 0);
}

/* Turning inwards for ever, and to and fro less and less far: the worst for a method that splits at
 * the farthest corner, were it not for the splits in the middle. */
static void
test_large (void)
{
  const guint32 n = 200000;
  g_autofree SuySpot *spots = g_new (SuySpot, n);
  g_autofree guint8 *zooms = g_new (guint8, n);

  for (guint32 i = 0; i < n; i++)
    spots[i] = (SuySpot){ (guint32) (2147483648.0 + (n - i) * 1e4 * cos (i * 1.0)),
                          (guint32) (2147483648.0 + (n - i) * 1e4 * sin (i * 1.0)) };
  suy_tile_simplify (spots, n, FALSE, zooms);
  assert_simplified (spots, n, FALSE, zooms);
  for (guint32 i = 0; i < n; i++)
    spots[i] = (SuySpot){ i % 2 == 0 ? 2147483648u + 10000 * (n - i) : 2147483648u + 10000 * i, i };
  suy_tile_simplify (spots, n, FALSE, zooms);
  assert_simplified (spots, n, FALSE, zooms);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/core/tile-simplify/random/line", GINT_TO_POINTER (FALSE), test_random);
  g_test_add_data_func ("/core/tile-simplify/random/ring", GINT_TO_POINTER (TRUE), test_random);
  g_test_add_func ("/core/tile-simplify/known", test_known);
  g_test_add_func ("/core/tile-simplify/large", test_large);

  return g_test_run ();
}
