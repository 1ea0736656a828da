/* test-geodesic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "oracle.h"
#include "suy-geodesic.h"

#define DEG SUY_DEGREE
#define EARTH_AREA_M2 510065621724088.5 /* Karney 2013, WGS 84 */
#define QUARTER_M 10001965.729          /* a meridian from equator to pole, by the same */

static SuyPoint
at (double lon, double lat)
{
  SuyPoint point;

  g_assert_true (suy_point_from_degrees (lon, lat, &point));

  return point;
}

static SuyPoint
anywhere (void)
{
  double z = g_test_rand_double_range (-1, 1);

  return at (g_test_rand_double_range (-180, 180), asin (z) * 180 / G_PI);
}

/* @metres away from @from in some direction. */
static SuyPoint
away_from (SuyPoint from, double metres)
{
  double lon, lat;

  suy_geodesic_direct (from, g_test_rand_double_range (-180, 180), metres, &lon, &lat);

  return at (lon, lat);
}

static double
random_metres (double least, double most)
{
  return exp (g_test_rand_double_range (log (least), log (most)));
}

static SuyShape
line_of (const SuyPoint *points, const guint32 *end)
{
  return (SuyShape){ SUY_SHAPE_LINE, 1, end, points };
}

static double
between (SuyPoint p, SuyPoint a, SuyPoint b)
{
  const SuyPoint points[] = { a, b };
  const guint32 one = 1, two = 2;
  const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &p };
  const SuyShape line = line_of (points, &two);
  double distance = suy_shape_distance (&point, &line);

  g_assert_cmpfloat (suy_shape_distance (&line, &point), ==, distance);

  return distance;
}

static void
test_direct_inverse (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      SuyPoint from = anywhere ();
      double metres = random_metres (1e-2, 1.9e7), lon, lat;

      suy_geodesic_direct (from, g_test_rand_double_range (-180, 180), metres, &lon, &lat);
      g_assert_cmpfloat_with_epsilon (
          suy_geodesic_distance_degrees (suy_degrees (from.x), suy_degrees (from.y), lon, lat),
          metres, 1e-7);
    }

  g_assert_cmpfloat_with_epsilon (suy_geodesic_distance (at (9, 0), at (9, 90)), QUARTER_M, 1e-3);
}

static void
test_same_place (void)
{
  g_assert_cmpfloat (suy_geodesic_distance (at (180, 20), at (-180, 20)), ==, 0);
  g_assert_cmpfloat (suy_geodesic_distance (at (180, 90), at (3, 90)), ==, 0);
  g_assert_cmpfloat (suy_geodesic_distance (at (-7, -90), at (3, -90)), ==, 0);
  g_assert_cmpfloat (suy_geodesic_distance (at (179.9999999, 20), at (-180, 20)), >, 0.01);
  g_assert_cmpfloat (suy_geodesic_distance (at (0, 90), at (0, -90)), >, 2e7);
}

typedef struct
{
  const char *name;
  double least_edge, most_edge, least_away, most_away;
  guint n, n_looks;
} Range;

static const Range ranges[] = {
  { "street", 0.1, 100, 0.01, 1000, 400, 24 },
  { "river", 10, 2e4, 0.1, 5e4, 400, 24 },
  { "country", 1e4, 3e6, 1, 5e6, 300, 60 },
  { "world", 1e5, 1.9e7, 10, 2e7, 300, 400 },
};

/* The point lies some way from some place of the edge. */
static void
test_edge (gconstpointer data)
{
  const Range *range = data;
  double worst = 0;

  for (guint i = 0; i < range->n; i++)
    {
      SuyPoint a = i % 5 == 0 ? at (g_test_rand_double_range (-180, 180), i % 2 ? 89.999 : -89.99)
                              : anywhere ();
      SuyPoint b = away_from (a, random_metres (range->least_edge, range->most_edge));
      SuyPoint p = i % 3 == 0 ? a : i % 3 == 1 ? b : a;
      double want, got;

      p = away_from (p, random_metres (range->least_away, range->most_away));
      got = between (p, a, b);
      want = oracle_point_edge (p, a, b, range->n_looks);
      g_assert_cmpfloat_with_epsilon (got, want, 1e-6);
      g_assert_cmpfloat (got, ==, between (p, b, a));
      worst = fmax (worst, fabs (got - want));
    }

  g_test_message ("%s: at most %.1e m off", range->name, worst);
}

static void
check_edge (SuyPoint p, SuyPoint a, SuyPoint b)
{
  double want = oracle_point_edge (p, a, b, 2000);

  g_assert_cmpfloat_with_epsilon (between (p, a, b), want, 1e-6);
}

/* Edges on the equator, along a meridian, over a pole, of no length; places nearly antipodal. */
static void
test_edge_special (void)
{
  const SuyPoint edges[][2] = {
    { at (-60, 0), at (60, 0) },     { at (10, -80), at (10, 80) },
    { at (10, 80), at (-170, 70) },  { at (5, 5), at (5, 5) },
    { at (180, 10), at (-180, 30) }, { at (0, 90), at (20, 60) },
    { at (0, -90), at (0, 90) },     { at (-90, 45), at (89, 45) },
    { at (0, 0), at (179, 0.5) },    { at (10, 89.9), at (190 - 360, 89.9) },
    { at (0, 40), at (1e-7, 40) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      const SuyPoint *e = edges[i];

      check_edge (at (0, 90), e[0], e[1]);
      check_edge (at (33, -90), e[0], e[1]);
      check_edge (at (0, 0), e[0], e[1]);
      check_edge (at (-180, 0.3), e[0], e[1]);
      check_edge (at (179.9, -0.2), e[0], e[1]);
      for (guint k = 0; k < 10; k++)
        check_edge (anywhere (), e[0], e[1]);
    }

  g_assert_cmpfloat (between (at (17, 0), at (-60, 0), at (60, 0)), ==, 0);
  g_assert_cmpfloat (between (at (10, 33.3333333), at (10, -80), at (10, 80)), ==, 0);
  g_assert_cmpfloat (between (at (0, 90), at (10, 80), at (-170, 70)), ==, 0);
}

/* Around a quarter of the earth away the distance turns from convex to concave. */
static void
test_edge_quarter (void)
{
  for (guint i = 0; i < 150; i++)
    {
      SuyPoint p = anywhere ();
      SuyPoint a = away_from (p, g_test_rand_double_range (9.98e6, 10.03e6));
      SuyPoint b = away_from (p, g_test_rand_double_range (9.98e6, 10.03e6));
      double want = oracle_point_edge (p, a, b, 2000);

      g_assert_cmpfloat_with_epsilon (between (p, a, b), want, 1e-6);
    }
}

typedef struct
{
  OracleEdge a, b;
} Pair;

/* From the place @along edge a, the least distance to edge b. */
static double
look_across (double along, gconstpointer data)
{
  const Pair *pair = data;
  OracleLook look = { pair->b };

  geod_position (&pair->a.line, along, &look.p[1], &look.p[0], NULL);

  return oracle_least (oracle_look, &look, pair->b.length, 12);
}

static void
test_edges (gconstpointer data)
{
  const Range *range = data;

  for (guint i = 0; i < 25; i++)
    {
      SuyPoint a[2] = { anywhere () }, b[2];
      const guint32 two = 2;
      double size = random_metres (range->least_edge, fmin (range->most_edge, 3e6));
      double want, got;
      Pair pair;
      SuyShape l = line_of (a, &two), r = line_of (b, &two);

      a[1] = away_from (a[0], size);
      b[0] = away_from (a[i % 2], random_metres (size / 10, size));
      b[1] = away_from (b[0], random_metres (size / 3, size * 1.5));
      pair = (Pair){ oracle_edge (a[0], a[1]), oracle_edge (b[0], b[1]) };
      want = oracle_least (look_across, &pair, pair.a.length, 24);
      got = suy_shape_distance (&l, &r);

      g_assert_cmpfloat_with_epsilon (got, want, 1e-5);
    }
}

/* A square of @half degrees each way, with a hole of a third of it. */
static SuyGeometry *
square (double lon, double lat, double half)
{
  const double corner[][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  const guint32 ends[] = { 4, 8 };
  SuyPoint points[8];
  SuyGeometry *geometry;

  for (guint i = 0; i < 8; i++)
    {
      double size = i < 4 ? half : half / 3;

      points[i] = at (lon + corner[i % 4][0] * size, lat + corner[i % 4][1] * size);
    }
  geometry = suy_geometry_new (&(SuyShape){ SUY_SHAPE_POLYGON, 2, ends, points }, NULL);
  g_assert_nonnull (geometry);

  return geometry;
}

static double
squares_apart (double lon1, double half1, double lon2, double half2)
{
  g_autoptr (SuyGeometry) a = square (lon1, 30, half1);
  g_autoptr (SuyGeometry) b = square (lon2, 30, half2);
  const SuyShape *l = suy_geometry_get_shape (a), *r = suy_geometry_get_shape (b);

  g_assert_cmpfloat (suy_shape_distance (l, r), ==, suy_shape_distance (r, l));

  return suy_shape_distance (l, r);
}

/* Their great circles cross in the edges, but on the two sides of the earth. */
static void
test_edges_opposite (void)
{
  const SuyPoint a[] = { at (-10, 0), at (10, 0) }, b[] = { at (180, -10), at (180, 10) };
  const guint32 two = 2;
  const SuyShape l = line_of (a, &two), r = line_of (b, &two);

  g_assert_cmpfloat (suy_shape_distance (&l, &r), >, 1.8e7);
}

static void
test_polygons (void)
{
  const double degree = suy_geodesic_distance (at (0, 30), at (0, 31));

  g_assert_cmpfloat (squares_apart (10, 1, 11, 1), ==, 0);                     /* cross */
  g_assert_cmpfloat (squares_apart (10, 1, 12, 1), ==, 0);                     /* share an edge */
  g_assert_cmpfloat (squares_apart (10, 3, 12, 0.5), ==, 0);                   /* inside */
  g_assert_cmpfloat (squares_apart (10, 3, 10, 0.5), >, 0.49 * degree * 0.85); /* in the hole */
  g_assert_cmpfloat (squares_apart (10, 3, 10, 1.2), ==, 0); /* across the edge of the hole */
  g_assert_cmpfloat (squares_apart (10, 1, 12.0000001, 1), >, 0.009);
  g_assert_cmpfloat (squares_apart (10, 1, 12.0000001, 1), <, 0.01);
  g_assert_cmpfloat (squares_apart (178.5, 1, -179, 1), <, 0.5 * degree);
}

static void
test_none (void)
{
  const SuyPoint point = { 0, 0 };
  const guint32 one = 1;
  const SuyShape none = { SUY_SHAPE_NONE, 0, NULL, NULL };
  const SuyShape some = { SUY_SHAPE_POINT, 1, &one, &point };

  g_assert_true (isinf (suy_shape_distance (&none, &some)));
  g_assert_true (isinf (suy_shape_distance (&some, &none)));
  g_assert_false (suy_shape_contains (&none, point));
  g_assert_false (suy_shape_contains (&some, point));
}

static void
test_contains (void)
{
  g_autoptr (SuyGeometry) geometry = square (100, 30, 3);
  const SuyShape *shape = suy_geometry_get_shape (geometry);
  const struct
  {
    double lon, lat;
    gboolean inside;
  } cases[] = {
    { 98, 30, TRUE },           { 100, 30, FALSE },
    { 97, 27, TRUE },           { 97, 29, TRUE },
    { 96.9999999, 29, FALSE },  { 103, 33, TRUE },
    { 103.0000001, 33, FALSE }, { 99, 30, TRUE },
    { 99.0000001, 30, FALSE },  { 98.9999999, 30, TRUE },
    { 100, 33, TRUE },          { 100, 33.0000001, FALSE },
    { 99, 29, TRUE },           { 99.0000001, 29.0000001, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (suy_shape_contains (shape, at (cases[i].lon, cases[i].lat)), ==,
                     cases[i].inside);
}

/* Sides as long as the map is wide, so that products come near the end of 64 bits. */
static void
test_contains_wide (void)
{
  const SuyPoint points[] = { at (-180, -90), at (180, -90), at (180, 90) };
  const guint32 end = 3;
  g_autoptr (SuyGeometry) geometry =
      suy_geometry_new (&(SuyShape){ SUY_SHAPE_POLYGON, 1, &end, points }, NULL);
  const SuyShape *shape = suy_geometry_get_shape (geometry);

  for (guint i = 0; i < 1000; i++)
    {
      gint32 y = g_test_rand_int_range (-90 * DEG + 2, 90 * DEG - 2);

      g_assert_true (suy_shape_contains (shape, (SuyPoint){ 2 * y, y }));
      g_assert_true (suy_shape_contains (shape, (SuyPoint){ 2 * y + 1, y }));
      g_assert_false (suy_shape_contains (shape, (SuyPoint){ 2 * y - 1, y }));
    }
}

static void
test_contains_ends_of_map (void)
{
  const SuyPoint east[] = { at (170, 10), at (180, 10), at (180, 20), at (170, 20) };
  const SuyPoint north[] = { at (0, 80), at (90, 80), at (90, 90), at (0, 90) };
  const guint32 end = 4;
  g_autoptr (SuyGeometry) e =
      suy_geometry_new (&(SuyShape){ SUY_SHAPE_POLYGON, 1, &end, east }, NULL);
  g_autoptr (SuyGeometry) n =
      suy_geometry_new (&(SuyShape){ SUY_SHAPE_POLYGON, 1, &end, north }, NULL);

  g_assert_true (suy_shape_contains (suy_geometry_get_shape (e), at (-180, 15)));
  g_assert_false (suy_shape_contains (suy_geometry_get_shape (e), at (-179.9999999, 15)));
  g_assert_true (suy_shape_contains (suy_geometry_get_shape (n), at (-120, 90)));
  g_assert_false (suy_shape_contains (suy_geometry_get_shape (n), at (-120, 89)));
  g_assert_false (suy_shape_contains (suy_geometry_get_shape (n), at (-120, -90)));
}

static void
test_length_and_area (void)
{
  const SuyPoint points[] = { at (0, 0), at (90, 0), at (0, 90), at (0, 0) };
  const guint32 end = 4;
  const SuyShape line = line_of (points, &end);
  const SuyShape octant = { SUY_SHAPE_POLYGON, 1, &end, points };
  g_autoptr (SuyGeometry) pierced = square (10, 0, 0.3);
  const SuyShape *shape = suy_geometry_get_shape (pierced);
  const SuyShape outer = { SUY_SHAPE_POLYGON, 1, shape->ends, shape->points };
  const double equator = 2 * G_PI * 6378137;

  g_assert_cmpfloat_with_epsilon (suy_shape_length (&line), equator / 4 + 2 * QUARTER_M, 1e-2);
  g_assert_cmpfloat_with_epsilon (suy_shape_area (&octant), EARTH_AREA_M2 / 8, 1);
  g_assert_cmpfloat (suy_shape_area (&line), ==, 0);
  g_assert_cmpfloat_with_epsilon (suy_shape_area (shape) / suy_shape_area (&outer), 8 / 9.0, 1e-5);
}

static void
test_locate (void)
{
  SuyPoint points[12];
  const guint32 end = G_N_ELEMENTS (points);
  const SuyShape line = line_of (points, &end);

  for (guint i = 0; i < end; i++)
    points[i] = at (118 + 0.01 * i, 27 + 0.005 * g_test_rand_double ());

  for (guint i = 0; i <= 300; i++)
    {
      double fraction = -1, want = i / 300.0;
      SuyPoint place = suy_shape_interpolate (&line, want), nearest;
      double distance = suy_shape_locate (&line, place, &fraction, &nearest);

      g_assert_cmpfloat (distance, <, 0.01);
      g_assert_cmpfloat_with_epsilon (fraction, want, 0.02 / suy_shape_length (&line));
      g_assert_cmpint (ABS (nearest.x - place.x), <=, 1);
      g_assert_cmpint (ABS (nearest.y - place.y), <=, 1);
    }

  for (guint i = 0; i < 100; i++)
    {
      SuyPoint point = away_from (points[i % end], random_metres (1, 1e4)), nearest;
      double fraction;
      double distance = suy_shape_locate (&line, point, &fraction, &nearest);

      g_assert_cmpfloat_with_epsilon (distance, oracle_point_shape (point, &line, 40), 1e-6);
      g_assert_cmpfloat_with_epsilon (distance, suy_geodesic_distance (point, nearest), 0.01);
      g_assert_cmpfloat (fraction, >=, 0);
      g_assert_cmpfloat (fraction, <=, 1);
    }
}

static void
test_cut (void)
{
  const SuyPoint points[] = { at (118, 27), at (118.1, 27), at (118.1, 27.1), at (118.3, 27.1) };
  const guint32 end = 4;
  const SuyShape line = line_of (points, &end);
  double length = suy_shape_length (&line);

  for (guint i = 0; i < 200; i++)
    {
      double from = i == 0 ? 0 : g_test_rand_double_range (0, 0.99);
      double to = i < 2 ? 1 : g_test_rand_double_range (from + 0.001, 1);
      g_autoptr (SuyGeometry) cut = suy_shape_cut (&line, from, to);
      const SuyShape *shape = suy_geometry_get_shape (cut);

      g_assert_cmpint (shape->kind, ==, SUY_SHAPE_LINE);
      g_assert_cmpfloat_with_epsilon (suy_shape_length (shape), (to - from) * length, 0.04);
      for (guint32 k = 0; k < shape->ends[0]; k++)
        {
          double fraction;

          g_assert_cmpfloat (suy_shape_locate (&line, shape->points[k], &fraction, NULL), <, 0.01);
          g_assert_cmpfloat (fraction, >, from - 1e-6);
          g_assert_cmpfloat (fraction, <, to + 1e-6);
        }
    }
}

/* Cut at corners, and so short that the grid has no second place for its end. */
static void
test_cut_limits (void)
{
  const SuyPoint points[] = { at (118, 0), at (118.1, 0), at (118.2, 0) };
  const guint32 end = 3;
  const SuyShape line = line_of (points, &end);
  g_autoptr (SuyGeometry) half = suy_shape_cut (&line, 0.5, 1);
  g_autoptr (SuyGeometry) whole = suy_shape_cut (&line, 0, 1);
  g_autoptr (SuyGeometry) tiny = suy_shape_cut (&line, 0.3, 0.3 + 1e-10);
  const SuyShape *shape = suy_geometry_get_shape (whole);

  g_assert_cmpmem (shape->points, 3 * sizeof (SuyPoint), points, sizeof points);
  shape = suy_geometry_get_shape (half);
  g_assert_cmpmem (shape->points, shape->ends[0] * sizeof (SuyPoint), points + 1,
                   2 * sizeof (SuyPoint));
  g_assert_cmpint (suy_geometry_get_shape (tiny)->kind, ==, SUY_SHAPE_POINT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/geodesic/direct/inverse", test_direct_inverse);
  g_test_add_func ("/core/geodesic/distance/same-place", test_same_place);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *edge = g_strdup_printf ("/core/geodesic/edge/%s", ranges[i].name);
      g_autofree char *edges = g_strdup_printf ("/core/geodesic/edges/%s", ranges[i].name);

      g_test_add_data_func (edge, &ranges[i], test_edge);
      g_test_add_data_func (edges, &ranges[i], test_edges);
    }
  g_test_add_func ("/core/geodesic/edge/special", test_edge_special);
  g_test_add_func ("/core/geodesic/edge/quarter", test_edge_quarter);
  g_test_add_func ("/core/geodesic/edges/opposite", test_edges_opposite);
  g_test_add_func ("/core/geodesic/distance/polygons", test_polygons);
  g_test_add_func ("/core/geodesic/distance/none", test_none);
  g_test_add_func ("/core/geodesic/contains/edges", test_contains);
  g_test_add_func ("/core/geodesic/contains/wide", test_contains_wide);
  g_test_add_func ("/core/geodesic/contains/ends-of-map", test_contains_ends_of_map);
  g_test_add_func ("/core/geodesic/length-area/known", test_length_and_area);
  g_test_add_func ("/core/geodesic/locate/interpolate", test_locate);
  g_test_add_func ("/core/geodesic/cut/random", test_cut);
  g_test_add_func ("/core/geodesic/cut/limits", test_cut_limits);

  return g_test_run ();
}
