/* test-feature-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "oracle.h"
#include "suy-feature-set.h"
#include "suy-geodesic.h"

#define DEG SUY_DEGREE

/* Where features and queries lie: a middle, and how far they stray, in degrees. */
typedef struct
{
  const char *name;
  double lon, lat, reach_lon, reach_lat;
} Region;

static const Region regions[] = {
  { "district", 118.1, 27.3, 0.4, 0.4 },   { "antimeridian", 180, -17, 0.3, 0.3 },
  { "north-pole", 0, 89.8, 180, 0.2 },     { "south-pole", 0, -89.99, 180, 0.01 },
  { "arctic-edge", 179.9, 75, 3, 3 },      { "world", 0, 0, 180, 90 },
  { "one-spot", 118.1, 27.3, 1e-6, 1e-6 },
};

typedef struct
{
  SuyFeatureSet *set;
  const Region *region;
  guint n;
  double *want; /* the oracle's distance of each item from the query of now */
  guint n_queries;
  double worst;
} Trial;

static SuyPoint
wrapped (double lon, double lat)
{
  SuyPoint point;

  lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
  g_assert_true (suy_point_from_degrees (lon, CLAMP (lat, -90, 90), &point));

  return point;
}

static SuyPoint
random_point (const Region *region)
{
  return wrapped (region->lon + g_test_rand_double_range (-1, 1) * region->reach_lon,
                  region->lat + g_test_rand_double_range (-1, 1) * region->reach_lat);
}

/* A few corners around a random place, kept on its side of the antimeridian. */
static SuyGeometry *
random_geometry (const Region *region, SuyShapeKind kind)
{
  SuyPoint points[8], middle = random_point (region);
  guint32 end = kind == SUY_SHAPE_POINT ? 1 : (guint32) g_test_rand_int_range (2, 6);
  double size = pow (10, g_test_rand_double_range (-5, 0));
  double turn = g_test_rand_double_range (0, 6);

  if (kind == SUY_SHAPE_POINT)
    return suy_geometry_new_point (middle);

  for (guint32 i = 0; i < end; i++)
    {
      double angle = turn + 6.2 * i / end;
      double lon = suy_degrees (middle.x) + cos (angle) * region->reach_lon * size;
      double lat = suy_degrees (middle.y) + sin (angle) * region->reach_lat * size;

      suy_point_from_degrees (CLAMP (lon, -180, 180), CLAMP (lat, -90, 90), &points[i]);
    }

  return suy_geometry_new (&(SuyShape){ kind, 1, &end, points }, NULL);
}

/* @kinds: bits of the kinds to mix.  Some features come twice; ids are in no order. */
static SuyFeatureSet *
random_set (const Region *region, guint n, guint kinds)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyGeometry) last = NULL;
  guint i = 0;

  while (i < n)
    {
      SuyShapeKind kind = (SuyShapeKind) g_test_rand_int_range (0, 4);
      SuyGeometry *geometry;

      if ((kinds & 1u << kind) == 0)
        continue;

      geometry = last != NULL && g_test_rand_int_range (0, 8) == 0 ? suy_geometry_ref (last)
                 : kind == SUY_SHAPE_NONE
                     ? suy_geometry_new (&(SuyShape){ SUY_SHAPE_NONE, 0, NULL, NULL }, NULL)
                     : random_geometry (region, kind);
      if (geometry == NULL)
        continue;

      suy_feature_set_builder_add (builder, (gint64) ((i * 7919 + 13) % 100003) - 5000,
                                   suy_geometry_get_shape (geometry));
      g_clear_pointer (&last, suy_geometry_unref);
      last = geometry;
      i++;
    }

  return suy_feature_set_builder_end (builder);
}

/* The hits are in order, none twice, each with the oracle's distance. */
static void
assert_order (Trial *trial, GArray *hits)
{
  g_autofree gboolean *seen = g_new0 (gboolean, trial->n + 1);

  for (guint i = 0; i < hits->len; i++)
    {
      SuyHit hit = g_array_index (hits, SuyHit, i);
      double off = fabs (hit.distance_m - trial->want[hit.item]);

      g_assert_cmpfloat (off, <=, 1e-6);
      trial->worst = MAX (trial->worst, off);
      g_assert_false (seen[hit.item]);
      seen[hit.item] = TRUE;

      if (i > 0)
        {
          SuyHit before = g_array_index (hits, SuyHit, i - 1);

          g_assert_cmpfloat (before.distance_m, <=, hit.distance_m);
          if (before.distance_m == hit.distance_m)
            g_assert_cmpint (suy_feature_set_get_id (trial->set, before.item), <,
                             suy_feature_set_get_id (trial->set, hit.item));
        }
    }
}

static guint
count_within (const Trial *trial, double metres)
{
  guint n = 0;

  for (guint i = 0; i < trial->n; i++)
    if (trial->want[i] <= metres)
      n++;

  return n;
}

/* No feature is so near to @metres that the oracle's own error could decide. */
static gboolean
is_clear (const Trial *trial, double metres)
{
  for (guint i = 0; i < trial->n; i++)
    if (fabs (trial->want[i] - metres) < 2e-6)
      return FALSE;

  return TRUE;
}

static void
check_within (Trial *trial, const SuyShape *query, double metres)
{
  g_autoptr (GArray) hits = NULL;

  if (metres < 0 || (metres > 0 && !is_clear (trial, metres)))
    return;

  hits = suy_feature_set_within (trial->set, query, metres);
  g_assert_cmpuint (hits->len, ==, count_within (trial, metres == 0 ? 1e-7 : metres));
  assert_order (trial, hits);
  trial->n_queries++;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double l = *(const double *) a, r = *(const double *) b;

  return l < r ? -1 : l > r;
}

static void
check_nearest (Trial *trial, const SuyShape *query, guint k, double max_m)
{
  g_autoptr (GArray) hits = NULL;
  g_autofree double *sorted = g_memdup2 (trial->want, trial->n * sizeof (double));
  guint n = count_within (trial, isinf (max_m) ? G_MAXDOUBLE : max_m);

  if (!is_clear (trial, max_m))
    return;

  hits = suy_feature_set_nearest (trial->set, query, k, max_m);
  g_assert_cmpuint (hits->len, ==, MIN (k, n));
  assert_order (trial, hits);

  if (trial->n > 0)
    qsort (sorted, trial->n, sizeof *sorted, compare_doubles);
  for (guint i = 0; i < hits->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (hits, SuyHit, i).distance_m, sorted[i], 1e-6);
  trial->n_queries++;
}

static void
check_all (Trial *trial, const SuyShape *query)
{
  const guint ks[] = { 0, 1, 2, 7, trial->n, trial->n + 5, G_MAXUINT };
  const double radii[] = { 0, 20000, 2e7, 2.1e7 };

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    check_within (trial, query, radii[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ks); i++)
    check_nearest (trial, query, ks[i], INFINITY);

  for (guint i = 0; i < 6 && trial->n > 0; i++)
    {
      double limit = trial->want[g_test_rand_int_range (0, (gint32) trial->n)];

      if (!isfinite (limit))
        continue;
      check_within (trial, query, limit + 1e-3);
      check_within (trial, query, limit - 1e-3);
      check_within (trial, query, limit + 5e-6);
      check_within (trial, query, limit - 5e-6);
      check_nearest (trial, query, 3, limit + 1e-3);
      check_nearest (trial, query, trial->n, fabs (limit - 1e-3));
    }
}

/* One query point at random, or on a corner of a feature. */
static SuyPoint
random_query (const Trial *trial)
{
  if (trial->n > 0 && g_test_rand_int_range (0, 4) == 0)
    {
      SuyShape shape = suy_feature_set_get_shape (
          trial->set, (guint32) g_test_rand_int_range (0, (gint32) trial->n));

      if (shape.kind != SUY_SHAPE_NONE)
        return shape.points[0];
    }

  return random_point (trial->region);
}

static void
run_trial (const Region *region, guint n, guint kinds, guint n_places)
{
  g_autoptr (SuyFeatureSet) set = random_set (region, n, kinds);
  g_autofree double *want = g_new (double, n + 1);
  Trial trial = { set, region, n, want };

  for (guint place = 0; place < n_places; place++)
    {
      SuyPoint point = random_query (&trial);
      const guint32 end = 1;
      const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &point };

      for (guint32 i = 0; i < n; i++)
        {
          SuyShape shape = suy_feature_set_get_shape (set, i);

          want[i] = suy_shape_contains (&shape, point) ? 0 : oracle_point_shape (point, &shape, 24);
        }
      check_all (&trial, &query);
    }

  g_test_message ("%s, kinds %u: %u queries, at most %.1e m off", region->name, kinds,
                  trial.n_queries, trial.worst);
}

static void
test_points (gconstpointer data)
{
  const guint sizes[] = { 0, 1, 17, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    run_trial (data, sizes[i], 1u << SUY_SHAPE_POINT, 20);
}

static void
test_shapes (gconstpointer data)
{
  run_trial (data, 14, 1u << SUY_SHAPE_LINE, 12);
  run_trial (data, 14, 1u << SUY_SHAPE_POLYGON, 12);
  run_trial (data, 24, 0xf, 12);
}

/* Queries that are lines and polygons, against the distance of each pair of shapes. */
static void
test_shape_queries (gconstpointer data)
{
  const Region *region = data;
  g_autoptr (SuyFeatureSet) set = random_set (region, 60, 0xe);
  double want[60];
  Trial trial = { set, region, 60, want };

  for (guint place = 0; place < 16; place++)
    {
      g_autoptr (SuyGeometry) geometry = NULL;

      while (geometry == NULL)
        geometry = random_geometry (region, place % 2 ? SUY_SHAPE_LINE : SUY_SHAPE_POLYGON);
      for (guint32 i = 0; i < trial.n; i++)
        {
          SuyShape shape = suy_feature_set_get_shape (set, i);

          want[i] = suy_shape_distance (suy_geometry_get_shape (geometry), &shape);
        }
      check_all (&trial, suy_geometry_get_shape (geometry));
    }
}

/* A river of many corners, so that more than one box covers it. */
static void
test_long_query (void)
{
  const Region region = { "river", 118.1, 27.3, 1, 1 };
  g_autoptr (SuyFeatureSet) set = random_set (&region, 400, 0xe);
  g_autofree double *want = g_new (double, 400);
  SuyPoint points[300];
  const guint32 end = G_N_ELEMENTS (points);
  const SuyShape river = { SUY_SHAPE_LINE, 1, &end, points };
  Trial trial = { set, &region, 400, want };

  for (guint i = 0; i < end; i++)
    points[i] = wrapped (117.2 + i * 0.006, 27.3 + 0.5 * sin (i * 0.02) + 0.002 * (i % 7));
  for (guint32 i = 0; i < trial.n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);

      want[i] = suy_shape_distance (&river, &shape);
    }

  check_all (&trial, &river);
}

/* Edges of thousands of kilometres leave the box of their ends towards the pole. */
static void
test_long_edges (void)
{
  const Region region = { "far", 0, 55, 90, 30 };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  double want[12];
  Trial trial = { .region = &region, .n = 12, .want = want };

  for (gint64 i = 0; i < 12; i++)
    {
      const SuyPoint a = wrapped (g_test_rand_double_range (-175, -20), 30 + 4.0 * (double) i);
      const SuyPoint b = wrapped (g_test_rand_double_range (-15, 4), 30 + 4.0 * (double) i);
      const SuyPoint points[] = { a, b };
      const guint32 end = 2;

      suy_feature_set_builder_add (builder, i, &(SuyShape){ SUY_SHAPE_LINE, 1, &end, points });
    }
  set = suy_feature_set_builder_end (builder);
  trial.set = set;

  for (guint place = 0; place < 40; place++)
    {
      SuyPoint point = random_point (&region);
      const guint32 end = 1;
      const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &point };

      for (guint32 i = 0; i < 12; i++)
        {
          SuyShape shape = suy_feature_set_get_shape (set, i);

          want[i] = oracle_point_shape (point, &shape, 200);
        }
      check_all (&trial, &query);
    }
}

/* An edge of less than a degree at a middle latitude rises some 80 m above both its ends. */
static void
test_short_bulge (void)
{
  for (guint i = 0; i < 100; i++)
    {
      double lat = g_test_rand_double_range (-85, 85), lon = g_test_rand_double_range (-170, 170);
      const SuyPoint points[] = { wrapped (lon, lat), wrapped (lon + 0.999, lat) };
      OracleEdge edge = oracle_edge (points[0], points[1]);
      SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
      g_autoptr (SuyFeatureSet) set = NULL;
      g_autoptr (GArray) hits = NULL;
      const guint32 one = 1, two = 2;
      double top_lat, top_lon;
      SuyPoint top;

      geod_position (&edge.line, edge.length / 2, &top_lat, &top_lon, NULL);
      top = wrapped (top_lon, top_lat);
      suy_feature_set_builder_add (builder, 1, &(SuyShape){ SUY_SHAPE_LINE, 1, &two, points });
      set = suy_feature_set_builder_end (builder);

      hits = suy_feature_set_within (set, &(SuyShape){ SUY_SHAPE_POINT, 1, &one, &top }, 0.01);
      g_assert_cmpuint (hits->len, ==, 1);
    }
}

static void
test_containing (gconstpointer data)
{
  g_autoptr (SuyFeatureSet) set = random_set (data, 300, 0xf);

  for (guint i = 0; i < 300; i++)
    {
      SuyPoint point = random_point (data);
      g_autoptr (GArray) items = suy_feature_set_containing (set, point);
      guint at = 0;

      for (guint32 item = 0; item < 300; item++)
        {
          SuyShape shape = suy_feature_set_get_shape (set, item);

          if (shape.kind != SUY_SHAPE_POLYGON || !oracle_contains (&shape, point))
            continue;
          g_assert_cmpuint (at, <, items->len);
          g_assert_cmpuint (g_array_index (items, guint32, at++), ==, item);
        }
      g_assert_cmpuint (at, ==, items->len);
    }
}

static void
test_in_box (gconstpointer data)
{
  const Region *region = data;

  for (guint kinds = 2; kinds <= 15; kinds += 13)
    {
      g_autoptr (SuyFeatureSet) set = random_set (region, 200, kinds);

      for (guint i = 0; i < 100; i++)
        {
          SuyPoint a = random_point (region), b = random_point (region);
          SuyBox box =
              i == 0 ? (SuyBox){ G_MININT32, G_MININT32, G_MAXINT32, G_MAXINT32 }
                     : (SuyBox){ MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) };
          g_autoptr (GArray) items = suy_feature_set_in_box (set, box);
          guint at = 0;

          for (guint32 item = 0; item < 200; item++)
            {
              SuyShape shape = suy_feature_set_get_shape (set, item);
              SuyBox own = suy_shape_get_box (&shape), kept = suy_feature_set_get_box (set, item);

              g_assert_cmpmem (&own, sizeof own, &kept, sizeof kept);
              if (shape.kind == SUY_SHAPE_NONE || own.min_x > box.max_x || own.max_x < box.min_x ||
                  own.min_y > box.max_y || own.max_y < box.min_y)
                continue;
              g_assert_cmpuint (at, <, items->len);
              g_assert_cmpuint (g_array_index (items, guint32, at++), ==, item);
            }
          g_assert_cmpuint (at, ==, items->len);
        }
    }
}

static void
test_find (void)
{
  for (guint sorted = 0; sorted < 2; sorted++)
    {
      SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
      g_autoptr (SuyFeatureSet) set = NULL;
      const SuyPoint point = { 1, 2 };
      const guint32 end = 1;
      guint32 item;

      for (gint64 i = 0; i < 1000; i++)
        suy_feature_set_builder_add (builder, (sorted ? i : i * 377 % 1000) * 2 - 500,
                                     &(SuyShape){ SUY_SHAPE_POINT, 1, &end, &point });
      set = suy_feature_set_builder_end (builder);

      for (gint64 id = -510; id < 1510; id++)
        if (id >= -500 && id < 1500 && id % 2 == 0)
          {
            g_assert_true (suy_feature_set_find (set, id, &item));
            g_assert_cmpint (suy_feature_set_get_id (set, item), ==, id);
          }
        else
          g_assert_false (suy_feature_set_find (set, id, &item));
    }
}

/* A query at 179.999 finds what lies at -179.999, a query at a pole what lies at any longitude. */
static void
test_round_the_world (void)
{
  const SuyPoint points[] = { wrapped (-179.999, 10), wrapped (-180, 10), wrapped (180, 10),
                              wrapped (77, 90),       wrapped (-5, 90),   wrapped (0, 89.99999) };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  const SuyPoint places[] = { wrapped (179.999, 10), wrapped (180, 10), wrapped (-120, 90) };
  const double radii[] = { 230, 0, 0 };
  const guint want[] = { 3, 2, 2 };
  const guint32 end = 1;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    suy_feature_set_builder_add (builder, i, &(SuyShape){ SUY_SHAPE_POINT, 1, &end, &points[i] });
  set = suy_feature_set_builder_end (builder);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &places[i] };
      g_autoptr (GArray) hits = suy_feature_set_within (set, &query, radii[i]);
      g_autoptr (GArray) nearest = suy_feature_set_nearest (set, &query, want[i], INFINITY);

      g_assert_cmpuint (hits->len, ==, want[i]);
      g_assert_cmpuint (nearest->len, ==, want[i]);
      for (guint k = 0; k < want[i]; k++)
        g_assert_cmpuint (g_array_index (hits, SuyHit, k).item, ==,
                          g_array_index (nearest, SuyHit, k).item);
    }
}

/* Neighbours that share a corner or an edge are equally far from a place that sees it first. */
static void
test_ties_by_id (void)
{
  const SuyPoint left[] = { wrapped (118, 27), wrapped (118.1, 27.03), wrapped (118.1, 27.1) };
  const SuyPoint right[] = { wrapped (118.1, 27.1), wrapped (118.1, 27.03), wrapped (118.2, 27) };
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  const guint32 end = 3, one = 1;

  for (gint64 i = 0; i < 40; i++)
    suy_feature_set_builder_add (builder, i * 17 % 40,
                                 &(SuyShape){ SUY_SHAPE_LINE, 1, &end, i % 2 ? left : right });
  set = suy_feature_set_builder_end (builder);

  for (guint i = 0; i < 50; i++)
    {
      SuyPoint point = wrapped (118.1 + g_test_rand_double_range (-1e-2, 1e-2), 27.05 + 0.004 * i);
      const SuyShape query = { SUY_SHAPE_POINT, 1, &one, &point };
      g_autoptr (GArray) hits = suy_feature_set_nearest (set, &query, 9, INFINITY);

      for (gint64 k = 0; k < 9; k++)
        g_assert_cmpint (suy_feature_set_get_id (set, g_array_index (hits, SuyHit, k).item), ==, k);
    }
}

/* What was reported as the distance is a radius that finds it. */
static void
test_reported_distance (void)
{
  g_autoptr (SuyFeatureSet) set = random_set (&regions[0], 200, 0xe);

  for (guint i = 0; i < 50; i++)
    {
      SuyPoint point = random_point (&regions[0]);
      const guint32 end = 1;
      const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &point };
      g_autoptr (GArray) hits = suy_feature_set_nearest (set, &query, 20, INFINITY);

      for (guint k = 0; k < hits->len; k++)
        {
          g_autoptr (GArray) again =
              suy_feature_set_within (set, &query, g_array_index (hits, SuyHit, k).distance_m);

          g_assert_cmpuint (again->len, >, k);
        }
    }
}

static void
add_for_regions (const char *what, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/feature-set/%s/%s", what, regions[i].name);

      g_test_add_data_func (path, &regions[i], func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_for_regions ("points", test_points);
  add_for_regions ("shapes", test_shapes);
  add_for_regions ("shape-queries", test_shape_queries);
  /* On the one spot most places are on a boundary, where the oracle cannot tell. */
  for (guint i = 0; i + 1 < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/feature-set/containing/%s", regions[i].name);

      g_test_add_data_func (path, &regions[i], test_containing);
    }
  add_for_regions ("in-box", test_in_box);
  g_test_add_func ("/core/feature-set/query/long", test_long_query);
  g_test_add_func ("/core/feature-set/shapes/long-edges", test_long_edges);
  g_test_add_func ("/core/feature-set/shapes/short-bulge", test_short_bulge);
  g_test_add_func ("/core/feature-set/find/both-orders", test_find);
  g_test_add_func ("/core/feature-set/points/round-the-world", test_round_the_world);
  g_test_add_func ("/core/feature-set/nearest/ties-by-id", test_ties_by_id);
  g_test_add_func ("/core/feature-set/within/reported-distance", test_reported_distance);

  return g_test_run ();
}
