/* test-point-index-shape.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The points around lines and polygons against a plain scan with suy_shape_distance(), which has
 * its own oracle in test-geodesic.c. */

#include "shapes.h"
#include "suy-geodesic.h"
#include "suy-index-node.h"
#include "suy-point-index.h"

typedef struct
{
  const ShapesRegion *region;
  guint32 n;
  SuyPoint *points;
  SuyPointIndex *index;
  double *want; /* the distance of each item from the query of now */
  SuyItems found;
  guint n_checks;
} Trial;

/* Some points come twice, and some lie on a corner of the query to come. */
static void
trial_init (Trial *trial, const ShapesRegion *region, guint32 n, const SuyShape *query)
{
  g_autoptr (GBytes) bytes = NULL;
  guint32 n_corners = suy_shape_get_n_points (query);

  *trial = (Trial){ .region = region, .n = n };
  trial->points = g_new (SuyPoint, n + 1);
  trial->want = g_new (double, n + 1);
  for (guint32 i = 0; i < n; i++)
    trial->points[i] = i > 0 && i % 9 == 0 ? trial->points[i - 1]
                       : i % 7 == 3 && n_corners > 0
                           ? query->points[(guint32) g_test_rand_int () % n_corners]
                           : shapes_random_point (region);

  bytes = suy_point_index_pack (trial->points, n);
  trial->index = suy_point_index_open (bytes, NULL);
  g_assert_nonnull (trial->index);
}

static void
trial_clear (Trial *trial)
{
  g_free (trial->points);
  g_free (trial->want);
  suy_point_index_unref (trial->index);
  suy_items_clear (&trial->found);
}

static void
check (Trial *trial, const SuyShape *query, double metres)
{
  const guint32 *items = suy_point_index_get_items (trial->index);

  for (guint avx2 = 0; avx2 < 2; avx2++)
    {
      gsize at = 0;

      suy_index_set_avx2 (avx2);
      suy_point_index_within_shape (trial->index, query, metres, &trial->found);
      for (guint32 position = 0; position < trial->n; position++)
        if (trial->want[items[position]] <= metres)
          {
            g_assert_cmpuint (at, <, trial->found.n);
            g_assert_cmpuint (trial->found.at[at++], ==, items[position]);
          }
      g_assert_cmpuint (at, ==, trial->found.n);
    }
  trial->n_checks++;
}

static void
check_query (Trial *trial, const SuyShape *query)
{
  const double radii[] = { 0, 1, 500, 5000, 50000, 1e6, 2e7, 2.1e7 };

  for (guint32 i = 0; i < trial->n; i++)
    {
      const guint32 end = 1;
      const SuyShape point = { SUY_SHAPE_POINT, 1, &end, &trial->points[i] };

      trial->want[i] = suy_shape_distance (query, &point);
    }

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    check (trial, query, radii[i]);

  /* Both sides of distances that there are. */
  for (guint i = 0; i < 12 && trial->n > 0; i++)
    {
      double limit = trial->want[g_test_rand_int_range (0, (gint32) trial->n)];

      if (!isfinite (
              limit)) /* a ring that collapsed on the lattice has no points, and no distance */
        continue;
      check (trial, query, limit);
      check (trial, query, nextafter (limit, INFINITY));
      check (trial, query, fmax (0, nextafter (limit, -1)));
      check (trial, query, fmax (0, limit - 1e-3));
      check (trial, query, limit + 1e-3);
    }
}

static void
run (const ShapesRegion *region, SuyShapeKind kind)
{
  const guint32 sizes[] = { 200, 0, 33, 700, 1, 32, 31 };
  guint want = shapes_n_cases (2000) / SHAPES_N_REGIONS + 1, done = 0;
  Shapes *shapes = shapes_new ();

  for (guint i = 0; done < want; i++)
    {
      g_autoptr (SuyGeometry) geometry = shapes_random_query (shapes, region, kind);
      const SuyShape *query = suy_geometry_get_shape (geometry);
      Trial trial;

      trial_init (&trial, region, sizes[i % G_N_ELEMENTS (sizes)], query);
      check_query (&trial, query);
      done += trial.n == 0 ? 0 : trial.n_checks;
      trial_clear (&trial);
    }

  shapes_free (shapes);
}

static void
test_random (gconstpointer data)
{
  for (SuyShapeKind kind = SUY_SHAPE_POINT; kind <= SUY_SHAPE_POLYGON; kind++)
    run (data, kind);
}

/* A river of many corners in a large index, and the ground around it as a polygon. */
static void
test_river (void)
{
  const ShapesRegion region = { "river", 118.1, 27.3, 1, 0.7, 0 };
  SuyPoint points[302]; /* closed once for the ring */
  guint32 end = 300;

  for (guint i = 0; i < end; i++)
    suy_point_from_degrees (117.2 + i * 0.006, 27.3 + 0.5 * sin (i * 0.02) + 0.002 * (i % 7),
                            &points[i]);
  for (SuyShapeKind kind = SUY_SHAPE_LINE; kind <= SUY_SHAPE_POLYGON; kind++)
    {
      const SuyShape query = { kind, 1, &end, points };
      Trial trial;

      trial_init (&trial, &region, 20000, &query);
      check_query (&trial, &query);
      trial_clear (&trial);
      points[end++] = points[0];
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < SHAPES_N_REGIONS; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/core/point-index-shape/random/%s", shapes_regions[i].name);

      g_test_add_data_func (path, &shapes_regions[i], test_random);
    }
  g_test_add_func ("/core/point-index-shape/river", test_river);

  return g_test_run ();
}
