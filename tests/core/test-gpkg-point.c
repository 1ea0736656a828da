/* test-gpkg-point.c: the short way of a point's bytes is the long one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-geometry.h"
#include "suy-gpkg-point.h"

static void
assert_same (SuyPoint point)
{
  g_autoptr (SuyGeometry) geometry = suy_geometry_new_point (point);
  g_autoptr (GBytes) bytes = suy_geometry_to_gpkg (geometry, SUY_GEOMETRY_POINT, NULL);
  guint8 written[SUY_GPKG_POINT_SIZE];
  SuyPoint read = { 0, 0 };

  suy_gpkg_point_write (point, written);
  g_assert_cmpmem (written, sizeof written, g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes));
  g_assert_true (suy_gpkg_point_read (written, sizeof written, &read));
  g_assert_cmpint (read.x, ==, point.x);
  g_assert_cmpint (read.y, ==, point.y);
}

static void
test_same (void)
{
  assert_same ((SuyPoint){ 0, 0 });
  assert_same ((SuyPoint){ 180 * SUY_DEGREE, 90 * SUY_DEGREE });
  assert_same ((SuyPoint){ -180 * SUY_DEGREE, -90 * SUY_DEGREE });
  for (guint i = 0; i < 10000; i++)
    assert_same ((SuyPoint){ g_test_rand_int_range (-180 * SUY_DEGREE, 180 * SUY_DEGREE),
                             g_test_rand_int_range (-90 * SUY_DEGREE, 90 * SUY_DEGREE) });
}

/* What it takes at all, it takes as the long way does; one byte of the head in another way, or a
 * length, and it is the long way's. */
static void
test_noise (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      guint8 bytes[SUY_GPKG_POINT_SIZE + 1] = { 0 };
      gsize size = (gsize) g_test_rand_int_range (0, sizeof bytes + 1);
      guint at = (guint) g_test_rand_int_range (0, SUY_GPKG_POINT_SIZE);
      SuyPoint point;
      g_autoptr (SuyGeometry) geometry = NULL;

      suy_gpkg_point_write ((SuyPoint){ 1180000000, 270000000 }, bytes);
      bytes[at] = (guint8) g_test_rand_int_range (0, 256);
      size = g_test_rand_bit () ? SUY_GPKG_POINT_SIZE : size;
      if (!suy_gpkg_point_read (bytes, size, &point))
        continue;
      geometry = suy_geometry_new_from_gpkg (bytes, size, NULL);
      g_assert_nonnull (geometry);
      g_assert_cmpint (suy_geometry_get_shape (geometry)->points[0].x, ==, point.x);
      g_assert_cmpint (suy_geometry_get_shape (geometry)->points[0].y, ==, point.y);
    }
}

/* NaN is how an empty point is written. */
static void
test_empty (void)
{
  guint8 bytes[SUY_GPKG_POINT_SIZE];
  double nothing = 0.0 / 0.0;
  SuyPoint point;

  suy_gpkg_point_write ((SuyPoint){ 0, 0 }, bytes);
  memcpy (bytes + 13, &nothing, sizeof nothing);
  g_assert_false (suy_gpkg_point_read (bytes, sizeof bytes, &point));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/gpkg-point/same", test_same);
  g_test_add_func ("/core/gpkg-point/noise", test_noise);
  g_test_add_func ("/core/gpkg-point/empty", test_empty);

  return g_test_run ();
}
