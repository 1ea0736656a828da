/* test-mercator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "suy-mercator.h"

static SuyPoint
random_point (gint32 max_lat)
{
  return (SuyPoint){ g_test_rand_int_range (-1800000000, 1800000001),
                     g_test_rand_int_range (-max_lat, max_lat + 1) };
}

/* Places on the map whose numbers can be had without the formula that is tested:
 * y = 0.5 -+ ln (tan (45 + lat / 2)) / 2 pi, and ln (tan 67.5) = ln (1 + sqrt 2). */
static void
test_project_known (void)
{
  double middle = log (1 + sqrt (2)) / (2 * G_PI);
  const struct
  {
    SuyPoint point;
    double x, y;
  } known[] = {
    { { 0, 0 }, 0.5, 0.5 },
    { { -1800000000, 0 }, 0, 0.5 },
    { { 1800000000, 0 }, 1, 0.5 },
    { { 900000000, 450000000 }, 0.75, 0.5 - middle },
    { { -900000000, -450000000 }, 0.25, 0.5 + middle },
    { { 0, 850511288 }, 0.5, 0 },
    { { 0, -850511288 }, 0.5, 1 },
    { { 0, 900000000 }, 0.5, -4 },
    { { 0, -900000000 }, 0.5, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double x, y;

      suy_mercator_project (known[i].point, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, known[i].x, 1e-15);
      g_assert_cmpfloat_with_epsilon (y, known[i].y, 1e-9);
    }
}

static void
test_unproject_inverse (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      SuyPoint point = random_point (890000000);
      double x, y, lon, lat;

      suy_mercator_project (point, &x, &y);
      suy_mercator_unproject (x, y, &lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, suy_degrees (point.x), 1e-10);
      g_assert_cmpfloat_with_epsilon (lat, suy_degrees (point.y), 1e-10);
    }
}

/* The tile of a place holds it, and by more than the tile's edge no other does. */
static void
test_tile_holds_point (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      SuyPoint point = random_point (850000000);
      guint zoom = (guint) g_test_rand_int_range (0, 25);
      guint32 x, y;
      SuyBox box, wide;

      suy_mercator_tile_at (point, zoom, &x, &y);
      g_assert_cmpuint (x >> zoom, ==, 0);
      g_assert_cmpuint (y >> zoom, ==, 0);

      box = suy_mercator_tile_box (zoom, x, y, 0);
      g_assert_cmpint (box.min_x, <=, point.x);
      g_assert_cmpint (box.max_x, >=, point.x);
      g_assert_cmpint (box.min_y, <=, point.y);
      g_assert_cmpint (box.max_y, >=, point.y);

      wide = suy_mercator_tile_box (zoom, x, y, 0.25);
      g_assert_true (wide.min_x < box.min_x || box.min_x == -180 * SUY_DEGREE);
      g_assert_true (wide.max_x > box.max_x || box.max_x == 180 * SUY_DEGREE);
      g_assert_cmpint (wide.min_y, <, box.min_y);
      g_assert_cmpint (wide.max_y, >, box.max_y);
    }
}

static void
test_tile_box_known (void)
{
  SuyBox world = suy_mercator_tile_box (0, 0, 0, 0);
  SuyBox quarter = suy_mercator_tile_box (1, 1, 0, 0);
  SuyBox all = suy_mercator_tile_box (0, 0, 0, 100);

  g_assert_cmpint (world.min_x, ==, -1800000000);
  g_assert_cmpint (world.max_x, ==, 1800000000);
  g_assert_cmpint (world.min_y, ==, -850511288);
  g_assert_cmpint (world.max_y, ==, 850511288);
  g_assert_cmpint (quarter.min_x, ==, 0);
  g_assert_cmpint (quarter.min_y, ==, 0);
  g_assert_cmpint (quarter.max_x, ==, 1800000000);
  g_assert_cmpint (all.min_y, ==, -900000000);
  g_assert_cmpint (all.max_x, ==, 1800000000);
}

static void
test_tile_at_edges (void)
{
  guint32 x, y;

  suy_mercator_tile_at ((SuyPoint){ 1800000000, -900000000 }, 3, &x, &y);
  g_assert_cmpuint (x, ==, 7);
  g_assert_cmpuint (y, ==, 7);
  suy_mercator_tile_at ((SuyPoint){ -1800000000, 900000000 }, 3, &x, &y);
  g_assert_cmpuint (x, ==, 0);
  g_assert_cmpuint (y, ==, 0);
  suy_mercator_tile_at ((SuyPoint){ -1, 1 }, 3, &x, &y);
  g_assert_cmpuint (x, ==, 3);
  g_assert_cmpuint (y, ==, 3);
  suy_mercator_tile_at ((SuyPoint){ 0, 0 }, 3, &x, &y);
  g_assert_cmpuint (x, ==, 4);
  g_assert_cmpuint (y, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/mercator/project/known", test_project_known);
  g_test_add_func ("/core/mercator/unproject/inverse", test_unproject_inverse);
  g_test_add_func ("/core/mercator/tile-at/holds-point", test_tile_holds_point);
  g_test_add_func ("/core/mercator/tile-at/edges", test_tile_at_edges);
  g_test_add_func ("/core/mercator/tile-box/known", test_tile_box_known);

  return g_test_run ();
}
