/* test-tile-shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle knows the place of a point on the map by the other form of Mercator's formula, and a
 * geometry by the points along it; rings are looked at side by side. */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "ring-check.h"
#include "suy-mercator.h"
#include "suy-tile-layer.h"
#include "suy-tile-reader.h"

#define LOW (-64.0)
#define HIGH 4160.0
#define ROUNDING 0.75 /* half a unit to the grid, a quarter to spare */

/* A corner is rounded, a line between corners lies half a unit off the simplified one besides, and
 * where the margin cuts it the place is rounded once more. */
#define LINE_BOUND (0.5 + ROUNDING * G_SQRT2 + ROUNDING)

/* Mending moves a side by half a unit in x and in y. */
#define RING_BOUND (LINE_BOUND + 0.5 * G_SQRT2)

typedef struct
{
  guint zoom;
  guint32 x, y;
} Address;

typedef struct
{
  double x, y;
} Spot;

/* Where @point lies in the tile, in tile units. */
static Spot
spot_of (SuyPoint point, Address tile)
{
  double size = 4096 * pow (2, tile.zoom);
  double lat = point.y / 1e7 * G_PI / 180;

  return (Spot){ (point.x / 1e7 + 180) / 360 * size - 4096.0 * tile.x,
                 (1 - log (tan (lat) + 1 / cos (lat)) / G_PI) / 2 * size - 4096.0 * tile.y };
}

static Spot
spot_between (Spot a, Spot b, double t)
{
  return (Spot){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
}

/* How far inside the tile's margin; negative: outside. */
static double
depth (Spot spot)
{
  return MIN (MIN (spot.x - LOW, HIGH - spot.x), MIN (spot.y - LOW, HIGH - spot.y));
}

static double
distance_to_segment (Spot p, Spot a, Spot b)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
  Spot foot = spot_between (a, b, CLAMP (t, 0, 1));

  return hypot (foot.x - p.x, foot.y - p.y);
}

static double
distance_to_runs (Spot p, const Spot *spots, const guint32 *ends, guint n_runs)
{
  double least = G_MAXDOUBLE;
  guint32 at = 0;

  for (guint run = 0; run < n_runs; at = ends[run++])
    for (guint32 i = at + 1; i < ends[run]; i++)
      least = MIN (least, distance_to_segment (p, spots[i - 1], spots[i]));

  return least;
}

static gboolean
is_in_rings (Spot p, const Spot *spots, const guint32 *ends, guint n_runs)
{
  gboolean inside = FALSE;
  guint32 at = 0;

  for (guint run = 0; run < n_runs; at = ends[run++])
    for (guint32 i = at + 1; i < ends[run]; i++)
      {
        Spot a = spots[i - 1];
        Spot b = spots[i];

        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
          inside = !inside;
      }

  return inside;
}

static Spot *
spots_of_shape (const SuyShape *shape, Address tile)
{
  guint32 n = shape->ends[shape->n_runs - 1];
  Spot *spots = g_new (Spot, n);

  for (guint32 i = 0; i < n; i++)
    spots[i] = spot_of (shape->points[i], tile);

  return spots;
}

static Spot *
spots_of_feature (const SuyTileFeature *feature)
{
  guint32 n = feature->n_runs > 0 ? feature->ends[feature->n_runs - 1] : 0;
  Spot *spots = g_new (Spot, n + 1);

  for (guint32 i = 0; i < n; i++)
    spots[i] = (Spot){ feature->points[i].x, feature->points[i].y };

  return spots;
}

/* The tile with @shape alone; NULL when nothing is left. */
static SuyTileReader *
tile_of (const SuyShape *shape, Address tile, guint64 id)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (SuyTileLayer) layer = NULL;
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTileReader) reader = NULL;
  guint32 n;

  suy_feature_set_builder_add (builder, (gint64) id, shape);
  set = suy_feature_set_builder_end (builder);
  layer = suy_tile_layer_new ("layer", set, NULL);
  n = suy_tile_layer_write (layer, tile.zoom, tile.x, tile.y, NULL, array);
  bytes = g_byte_array_free_to_bytes (array);
  reader = suy_tile_reader_new (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (suy_tile_reader_get_n_layers (reader), ==, n);
  if (n > 0)
    g_assert_true (suy_tile_layer_touches (layer, tile.zoom, tile.x, tile.y));
  if (n == 0)
    return NULL;

  g_assert_cmpuint (suy_tile_reader_get_n_features (reader, 0), ==, 1);
  g_assert_cmpuint (suy_tile_reader_get_feature (reader, 0, 0).id, ==, id);

  return g_steal_pointer (&reader);
}

static Address
random_tile (SuyPoint *near)
{
  Address tile = { .zoom = (guint) g_test_rand_int_range (2, 19) };

  *near = (SuyPoint){ g_test_rand_int_range (-1700000000, 1700000001),
                      g_test_rand_int_range (-800000000, 800000001) };
  suy_mercator_tile_at (*near, tile.zoom, &tile.x, &tile.y);

  return tile;
}

/* About @size tile units from @near. */
static SuyPoint
random_step (SuyPoint near, guint zoom, double size)
{
  double unit = 3.6e9 / 4096 / pow (2, zoom);
  double dx = g_test_rand_double_range (-size, size) * unit;
  double dy = g_test_rand_double_range (-size, size) * unit * cos (near.y / 1e7 * G_PI / 180);

  return (SuyPoint){ (gint32) CLAMP (near.x + dx, -1.8e9, 1.8e9),
                     (gint32) CLAMP (near.y + dy, -8.5e8, 8.5e8) };
}

/* Calls @check with the tile and its eight neighbours. */
static void
around (Address tile, const SuyShape *shape, void (*check) (const SuyShape *, Address))
{
  gint64 side = (gint64) 1 << tile.zoom;

  for (gint64 x = (gint64) tile.x - 1; x <= (gint64) tile.x + 1; x++)
    for (gint64 y = (gint64) tile.y - 1; y <= (gint64) tile.y + 1; y++)
      if (x >= 0 && y >= 0 && x < side && y < side)
        check (shape, (Address){ tile.zoom, (guint32) x, (guint32) y });
}

static void
check_point (const SuyShape *shape, Address tile)
{
  Spot spot = spot_of (shape->points[0], tile);
  g_autoptr (SuyTileReader) reader = tile_of (shape, tile, 7);
  SuyTileFeature feature;

  if (depth (spot) < -0.01)
    g_assert_null (reader);
  if (depth (spot) <= 0.01)
    return;

  g_assert_nonnull (reader);
  feature = suy_tile_reader_get_feature (reader, 0, 0);
  g_assert_cmpint (feature.geometry, ==, SUY_TILE_POINT);
  g_assert_cmpuint (feature.n_runs, ==, 1);
  g_assert_cmpuint (feature.ends[0], ==, 1);
  g_assert_cmpfloat (fabs (feature.points[0].x - spot.x), <=, ROUNDING);
  g_assert_cmpfloat (fabs (feature.points[0].y - spot.y), <=, ROUNDING);
}

static void
test_random_points (void)
{
  const guint32 ends[] = { 1 };

  for (guint i = 0; i < check_n_cases (2000); i++)
    {
      SuyPoint point;
      Address tile = random_tile (&point);

      around (tile, &(SuyShape){ SUY_SHAPE_POINT, 1, ends, &point }, check_point);
    }
}

/* At the last zoom a unit of degrees is 19 of the tile: the box is too wide, the tile is not. */
static void
test_point_edges (void)
{
  const guint32 ends[] = { 1 };

  for (guint i = 0; i < 500; i++)
    {
      SuyPoint near;
      Address tile = random_tile (&near);
      SuyBox box;

      tile.zoom = SUY_TILE_MAX_ZOOM;
      suy_mercator_tile_at (near, tile.zoom, &tile.x, &tile.y);
      box = suy_mercator_tile_box (tile.zoom, tile.x, tile.y, 64 / 4096.0);
      check_point (&(SuyShape){ SUY_SHAPE_POINT, 1, ends, &(SuyPoint){ box.min_x, near.y } }, tile);
      check_point (&(SuyShape){ SUY_SHAPE_POINT, 1, ends, &(SuyPoint){ box.max_x, near.y } }, tile);
      check_point (&(SuyShape){ SUY_SHAPE_POINT, 1, ends, &(SuyPoint){ near.x, box.min_y } }, tile);
      check_point (&(SuyShape){ SUY_SHAPE_POINT, 1, ends, &(SuyPoint){ near.x, box.max_y } }, tile);
    }
}

static void
check_line (const SuyShape *shape, Address tile)
{
  g_autofree Spot *truth = spots_of_shape (shape, tile);
  g_autoptr (SuyTileReader) reader = tile_of (shape, tile, 7);
  SuyTileFeature feature = { 0 };
  g_autofree Spot *written = NULL;
  guint32 n = shape->ends[shape->n_runs - 1];
  double inside = 0;

  if (reader != NULL)
    feature = suy_tile_reader_get_feature (reader, 0, 0);
  written = spots_of_feature (&feature);

  /* What is written is true. */
  for (guint32 i = 0; reader != NULL && i < feature.ends[feature.n_runs - 1]; i++)
    {
      g_assert_cmpfloat (depth (written[i]), >=, 0);
      g_assert_cmpfloat (distance_to_runs (written[i], truth, shape->ends, shape->n_runs), <=,
                         LINE_BOUND);
    }

  /* What is true is written: all of it that is inside. */
  for (guint32 i = 1; i < n; i++)
    for (double t = 0; t <= 1; t += 1 / 64.0)
      {
        Spot spot = spot_between (truth[i - 1], truth[i], t);

        if (depth (spot) < 0.01)
          continue;
        inside += hypot (truth[i].x - truth[i - 1].x, truth[i].y - truth[i - 1].y) / 65;
        if (reader != NULL && depth (spot) > 3)
          g_assert_cmpfloat (distance_to_runs (spot, written, feature.ends, feature.n_runs), <=,
                             LINE_BOUND);
      }
  if (inside > 0 && reader == NULL)
    g_assert_cmpfloat (inside, <, 500);
  if (reader != NULL)
    {
      g_assert_cmpint (feature.geometry, ==, SUY_TILE_LINE);
      for (guint run = 0; run < feature.n_runs; run++)
        g_assert_cmpuint (feature.ends[run] - (run > 0 ? feature.ends[run - 1] : 0), >=, 2);
    }
}

static void
test_random_lines (void)
{
  for (guint i = 0; i < check_n_cases (300); i++)
    {
      SuyPoint points[8];
      guint32 n = (guint32) g_test_rand_int_range (2, 9);
      double size = pow (10, g_test_rand_double_range (0, 4.5));
      Address tile = random_tile (&points[0]);

      for (guint32 k = 1; k < n; k++)
        points[k] = random_step (points[k - 1], tile.zoom, size);
      around (tile, &(SuyShape){ SUY_SHAPE_LINE, 1, &n, points }, check_line);
    }
}

/* A star with @n corners around @centre, so it doesn't cross itself; @turn 1 for counter-clockwise.
 */
static void
make_star (SuyPoint *points, guint n, SuyPoint centre, double low, double high, int turn)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      double way = turn * (2 * G_PI * i) / (n - 1);
      double radius = g_test_rand_double_range (low, high);
      double flat = cos (centre.y / 1e7 * G_PI / 180);

      points[i].x = (gint32) CLAMP (centre.x + radius * cos (way), -1.8e9, 1.8e9);
      points[i].y = (gint32) CLAMP (centre.y + radius * flat * sin (way), -8.5e8, 8.5e8);
    }
  points[n - 1] = points[0];
}

/* The rings without their repeated ends. */
static void
check_feature_rings (const SuyTileFeature *feature)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 start = 0;

  for (guint run = 0; run < feature->n_runs; start = feature->ends[run++])
    {
      g_array_append_vals (points, feature->points + start, feature->ends[run] - start - 1);
      g_array_append_val (ends, points->len);
    }
  check_rings ((const SuyPoint *) (gpointer) points->data, (const guint32 *) (gpointer) ends->data,
               ends->len);
}

static void
check_polygon (const SuyShape *shape, Address tile)
{
  g_autofree Spot *truth = spots_of_shape (shape, tile);
  g_autoptr (SuyTileReader) reader = tile_of (shape, tile, 7);
  SuyTileFeature feature = { 0 };
  g_autofree Spot *written = NULL;

  if (reader != NULL)
    {
      feature = suy_tile_reader_get_feature (reader, 0, 0);
      g_assert_cmpint (feature.geometry, ==, SUY_TILE_POLYGON);
      check_feature_rings (&feature);
    }
  written = spots_of_feature (&feature);

  /* Inside and outside are where they belong, but for some units along the edge. */
  for (guint i = 0; i < 150; i++)
    {
      Spot spot = i % 2 == 0 ? truth[i % shape->ends[0]] : (Spot){ 2048, 2048 };

      spot.x += g_test_rand_double_range (-9, 9) * pow (2, i % 11);
      spot.y += g_test_rand_double_range (-9, 9) * pow (2, i % 11);
      if (depth (spot) > RING_BOUND &&
          distance_to_runs (spot, truth, shape->ends, shape->n_runs) > RING_BOUND)
        g_assert_cmpint (is_in_rings (spot, written, feature.ends, feature.n_runs), ==,
                         is_in_rings (spot, truth, shape->ends, shape->n_runs));
    }
  for (guint32 i = 0; reader != NULL && i < feature.ends[feature.n_runs - 1]; i++)
    {
      g_assert_cmpfloat (depth (written[i]), >=, 0);
      if (depth (written[i]) > 0)
        g_assert_cmpfloat (distance_to_runs (written[i], truth, shape->ends, shape->n_runs), <=,
                           RING_BOUND);
    }
}

static void
test_random_polygons (void)
{
  for (guint i = 0; i < check_n_cases (300); i++)
    {
      SuyPoint points[40];
      guint32 ends[2] = { (guint32) g_test_rand_int_range (8, 25) };
      SuyPoint centre;
      Address tile = random_tile (&centre);
      double unit = 3.6e9 / 4096 / pow (2, tile.zoom);
      double size = unit * pow (10, g_test_rand_double_range (0, 4.5));

      size = MIN (size, 3e8);
      ends[1] = ends[0] + 15;
      make_star (points, ends[0], centre, size / 2, size, 1);
      make_star (points + ends[0], 15, centre, size / 12, size / 6, -1);
      around (tile, &(SuyShape){ SUY_SHAPE_POLYGON, 1 + i % 2, ends, points }, check_polygon);
    }
}

/* Two squares: the second is 1/8 of the first, in its middle. */
static const SuyPoint nested[] = {
  { 1000000000, 300000000 }, { 1080000000, 300000000 }, { 1080000000, 380000000 },
  { 1000000000, 380000000 }, { 1000000000, 300000000 }, { 1035000000, 335000000 },
  { 1035000000, 345000000 }, { 1045000000, 345000000 }, { 1045000000, 335000000 },
  { 1035000000, 335000000 },
};
static const guint32 nested_ends[] = { 5, 10 };

static void
test_polygon_hole (void)
{
  const SuyShape shape = { SUY_SHAPE_POLYGON, 2, nested_ends, nested };
  const SuyShape full = { SUY_SHAPE_POLYGON, 1, nested_ends, nested };
  Address tile = { .zoom = 12 };
  g_autoptr (SuyTileReader) in_hole = NULL;
  g_autoptr (SuyTileReader) in_full = NULL;
  g_autoptr (SuyTileReader) wide = NULL;
  SuyTileFeature feature;

  suy_mercator_tile_at ((SuyPoint){ 1040000000, 340000000 }, tile.zoom, &tile.x, &tile.y);
  in_hole = tile_of (&shape, tile, 1);
  g_assert_null (in_hole);

  in_full = tile_of (&full, tile, 1);
  g_assert_nonnull (in_full);
  feature = suy_tile_reader_get_feature (in_full, 0, 0);
  g_assert_cmpuint (feature.ends[0], ==, 5);
  g_assert_cmpint (check_area2 (feature.points, 5), ==, 2 * 4224 * 4224);

  tile = (Address){ 0, 0, 0 };
  wide = tile_of (&shape, tile, 1);
  feature = suy_tile_reader_get_feature (wide, 0, 0);
  g_assert_cmpuint (feature.n_runs, ==, 2);
  check_feature_rings (&feature);
}

/* The tile lies in the hole, but an island lies in the tile. */
static void
test_polygon_island (void)
{
  SuyPoint points[14];
  const guint32 ends[] = { 5, 10, 14 };
  const SuyShape shape = { SUY_SHAPE_POLYGON, 3, ends, points };
  Address tile = { .zoom = 12 };
  g_autoptr (SuyTileReader) reader = NULL;

  memcpy (points, nested, sizeof nested);
  points[10] = points[13] = (SuyPoint){ 1040000000, 340000000 };
  points[11] = (SuyPoint){ 1040200000, 340000000 };
  points[12] = (SuyPoint){ 1040200000, 340100000 };
  suy_mercator_tile_at (points[10], tile.zoom, &tile.x, &tile.y);
  reader = tile_of (&shape, tile, 1);
  g_assert_nonnull (reader);
  g_assert_cmpuint (suy_tile_reader_get_feature (reader, 0, 0).n_runs, ==, 1);
  check_polygon (&shape, tile);
}

/* The hole of a polygon that is too small to show must not cut into the one before. */
static void
test_polygon_tiny (void)
{
  SuyPoint points[20];
  const guint32 ends[] = { 5, 10, 15, 20 };
  g_autoptr (SuyTileReader) reader = NULL;

  memcpy (points, nested, sizeof nested);
  for (guint i = 0; i < 10; i++)
    points[10 + i] = (SuyPoint){ nested[i].x / 1000, nested[i].y / 1000 };
  reader = tile_of (&(SuyShape){ SUY_SHAPE_POLYGON, 4, ends, points }, (Address){ 0, 0, 0 }, 1);
  g_assert_cmpuint (suy_tile_reader_get_feature (reader, 0, 0).n_runs, ==, 2);

  reader = (suy_tile_reader_free (reader), NULL);
  reader =
      tile_of (&(SuyShape){ SUY_SHAPE_POLYGON, 2, ends, points + 10 }, (Address){ 0, 0, 0 }, 1);
  g_assert_null (reader);
}

static void
test_multipoint (void)
{
  const SuyPoint points[] = { { 0, 0 }, { 1, 1 }, { 900000000, 0 }, { 0, 0 } };
  const guint32 ends[] = { 4 };
  g_autoptr (SuyTileReader) reader =
      tile_of (&(SuyShape){ SUY_SHAPE_POINT, 1, ends, points }, (Address){ 0, 0, 0 }, 1);
  SuyTileFeature feature = suy_tile_reader_get_feature (reader, 0, 0);

  g_assert_cmpuint (feature.ends[0], ==, 3);
  g_assert_cmpint (feature.points[0].x, ==, 2048);
  g_assert_cmpint (feature.points[1].x, ==, 3072);
  g_assert_cmpint (feature.points[2].y, ==, 2048);
}

/* A hundred thousand points that turn about for ever, as a line and as a ring: anything quadratic
 * would take hours. */
static void
test_large (void)
{
  const guint32 n = 100000;
  const guint32 ends[] = { n };
  g_autofree SuyPoint *points = g_new (SuyPoint, n);

  for (guint32 i = 0; i < n; i++)
    points[i] = (SuyPoint){ (gint32) ((n - i) * 7500.0 * cos (i * 1.0)),
                            (gint32) ((n - i) * 7500.0 * sin (i * 1.0)) };
  points[n - 1] = points[0];

  for (guint zoom = 0; zoom < 8; zoom += 2)
    for (SuyShapeKind kind = SUY_SHAPE_LINE; kind <= SUY_SHAPE_POLYGON; kind++)
      {
        Address tile = { zoom, 1u << zoom >> 1, 1u << zoom >> 1 };
        g_autoptr (SuyTileReader) reader = NULL;

        if (kind == SUY_SHAPE_LINE && zoom < 2)
          continue;
        reader = tile_of (&(SuyShape){ kind, 1, ends, points }, tile, 1);
        g_assert_nonnull (reader);
      }
}

/* A line that starts inside a tile keeps nothing of the polygon written before it. */
static void
test_line_after_polygon (void)
{
  static const SuyPoint ring[] = { { 100000, 100000 },
                                   { 300000, 100000 },
                                   { 300000, 300000 },
                                   { 100000, 300000 },
                                   { 100000, 100000 } };
  static const SuyPoint line[] = { { 150000, 150000 }, { 250000, 250000 } };
  static const guint32 ring_end = G_N_ELEMENTS (ring), line_end = G_N_ELEMENTS (line);
  const SuyShape polygon = { SUY_SHAPE_POLYGON, 1, &ring_end, ring };
  const SuyShape way = { SUY_SHAPE_LINE, 1, &line_end, line };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (SuyTileLayer) layer = NULL;
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyTileReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  suy_feature_set_builder_add (builder, 1, &polygon);
  suy_feature_set_builder_add (builder, 2, &way);
  set = suy_feature_set_builder_end (builder);
  layer = suy_tile_layer_new ("both", set, NULL);
  g_assert_cmpuint (suy_tile_layer_write (layer, 8, 128, 127, NULL, array), ==, 2);
  bytes = g_byte_array_free_to_bytes (array);
  reader = suy_tile_reader_new (bytes, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (suy_tile_reader_get_n_features (reader, 0), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      SuyTileFeature feature = suy_tile_reader_get_feature (reader, 0, i);

      g_assert_cmpuint (feature.n_runs, ==, 1);
      g_assert_cmpuint (feature.ends[0], ==, feature.geometry == SUY_TILE_LINE ? 2 : 5);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tile-shapes/random/points", test_random_points);
  g_test_add_func ("/core/tile-shapes/random/lines", test_random_lines);
  g_test_add_func ("/core/tile-shapes/random/polygons", test_random_polygons);
  g_test_add_func ("/core/tile-shapes/line/after-polygon", test_line_after_polygon);
  g_test_add_func ("/core/tile-shapes/polygon/hole", test_polygon_hole);
  g_test_add_func ("/core/tile-shapes/polygon/island", test_polygon_island);
  g_test_add_func ("/core/tile-shapes/polygon/tiny", test_polygon_tiny);
  g_test_add_func ("/core/tile-shapes/point/edges", test_point_edges);
  g_test_add_func ("/core/tile-shapes/multipoint", test_multipoint);
  g_test_add_func ("/core/tile-shapes/large", test_large);

  return g_test_run ();
}
