/* test-tile-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-mercator.h"
#include "suy-tile-curve.h"

static void
assert_curve (guint zoom, guint32 row, gint32 min_y, gint32 max_y)
{
  double scale = 4096 * pow (2, zoom);
  double spare = 1e-9 * scale / pow (2, 20); /* doubles hold no more at zooms above 20 */
  SuyTileCurve curve;

  suy_tile_curve_init (&curve, scale, 4096.0 * row, min_y, max_y);
  for (guint i = 0; i < 50; i++)
    {
      gint32 y = i == 0 ? min_y : i == 1 ? max_y : g_test_rand_int_range (min_y, max_y + 1);
      double place, x;

      /* A tenth to spare, and now and then beyond the range. */
      y = (gint32) CLAMP (i < 40 ? y : y + ((double) max_y - min_y), -9e8, 9e8);
      suy_mercator_project ((SuyPoint){ 0, y }, &x, &place);
      g_assert_cmpfloat_with_epsilon (suy_tile_curve_get (&curve, y), place * scale - 4096.0 * row,
                                      SUY_TILE_CURVE_TOLERANCE * 1.5 + spare);
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      SuyPoint point = { 0, g_test_rand_int_range (-900000000, 900000001) };
      guint zoom = (guint) g_test_rand_int_range (0, 25);
      guint32 x, y;
      SuyBox box;

      suy_mercator_tile_at (point, zoom, &x, &y);
      box = suy_mercator_tile_box (zoom, x, y, 64 / 4096.0);
      assert_curve (zoom, y, box.min_y, box.max_y);
    }
}

/* From zoom 5 on the polynomial is what answers, at the latitudes where people live. */
static void
test_is_used (void)
{
  for (guint zoom = 5; zoom <= 18; zoom++)
    {
      SuyTileCurve curve;
      guint32 x, y;
      SuyBox box;

      suy_mercator_tile_at ((SuyPoint){ 1040000000, 300000000 }, zoom, &x, &y);
      box = suy_mercator_tile_box (zoom, x, y, 64 / 4096.0);
      suy_tile_curve_init (&curve, 4096 * pow (2, zoom), 4096.0 * y, box.min_y, box.max_y);
      g_assert_cmpuint (curve.degree, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tile-curve/random", test_random);
  g_test_add_func ("/core/tile-curve/is-used", test_is_used);

  return g_test_run ();
}
