/* test-short-way.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "oracle.h"
#include "suy-short-way.h"

/* Points at all latitudes, poles included, up to the ends of the range. */
static void
test_error (gconstpointer data)
{
  const double most = *(const double *) data;
  double least_off = INFINITY, most_off = -INFINITY;

  for (guint i = 0; i < 200000; i++)
    {
      double lat = i % 4 == 0 ? 89.7 + g_test_rand_double_range (0, 0.3)
                              : g_test_rand_double_range (-90, 90);
      double lon = g_test_rand_double_range (-170, 170), lat2, lon2;
      SuyPoint a, b;
      SuyPlace l, r;
      double chord, off;

      suy_point_from_degrees (lon, lat, &a);
      geod_direct (oracle_earth (), lat, lon, g_test_rand_double_range (0, 360),
                   most * g_test_rand_double_range (0.001, 1), &lat2, &lon2, NULL);
      suy_point_from_degrees (lon2, lat2, &b);
      l = suy_place (a);
      r = suy_place (b);
      chord = suy_place_chord (&l, &r);
      if (chord <= SUY_SHORT_WAY_LEAST_M || chord >= SUY_SHORT_WAY_MOST_M)
        continue;

      off = suy_short_way (&l, &r, chord) - oracle_points (a, b);
      least_off = fmin (least_off, off);
      most_off = fmax (most_off, off);
    }

  g_test_message ("up to %g m: %.2e to %.2e m above the geodesic", most, least_off, most_off);
  g_assert_cmpfloat (least_off, >=, 0);
  g_assert_cmpfloat (most_off, <=, 2 * SUY_SHORT_WAY_ERROR_M);
}

int
main (int argc, char *argv[])
{
  static const double most[] = { 1, 500, 20000, SUY_SHORT_WAY_MOST_M };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (most); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/short-way/error/%g", most[i]);

      g_test_add_data_func (path, &most[i], test_error);
    }

  return g_test_run ();
}
