/* test-shape-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each search against a plain scan with suy_shape_distance() or suy_shape_contains(), which have
 * their own oracle in test-geodesic.c. */

#include "shapes.h"
#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-index-node.h"
#include "suy-shape-index.h"

#include <string.h>

typedef struct
{
  const ShapesRegion *region;
  Shapes *shapes;
  SuyShapeIndex *index;
  const guint32 *items;
  double *want; /* the distance of each item from the query of now */
  SuyItems found;
  SuySpans spans;
  guint n_checks;
} Trial;

static void
trial_init (Trial *trial, const ShapesRegion *region, guint32 n, guint kinds)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SuyShapeTable table;

  *trial = (Trial){ .region = region };
  trial->shapes = shapes_new_random (region, n, kinds);
  table = shapes_table (trial->shapes);
  bytes = suy_shape_index_pack (&table);
  trial->index = suy_shape_index_open (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (suy_shape_index_get_n (trial->index), ==, n);
  trial->items = suy_shape_index_get_items (trial->index);
  trial->want = g_new (double, n + 1);
}

static void
trial_clear (Trial *trial)
{
  shapes_free (trial->shapes);
  suy_shape_index_unref (trial->index);
  g_free (trial->want);
  suy_items_clear (&trial->found);
  suy_spans_clear (&trial->spans);
}

/* The found items are those that are wanted, in the order of their positions. */
static void
assert_found (const Trial *trial, double metres)
{
  gsize at = 0;

  for (guint32 position = 0; position < trial->shapes->n; position++)
    if (trial->want[trial->items[position]] <= metres)
      {
        g_assert_cmpuint (at, <, trial->found.n);
        g_assert_cmpuint (trial->found.at[at++], ==, trial->items[position]);
      }

  g_assert_cmpuint (at, ==, trial->found.n);
}

static void
check_within (Trial *trial, const SuyShape *query, double metres)
{
  for (guint avx2 = 0; avx2 < 2 && query->kind == SUY_SHAPE_POINT && query->ends[0] == 1; avx2++)
    {
      suy_index_set_avx2 (avx2);
      suy_shape_index_within (trial->index, query->points[0], metres, &trial->found);
      assert_found (trial, metres);
    }

  suy_index_set_avx2 (trial->n_checks++ % 2 == 0);
  suy_shape_index_within_shape (trial->index, query, metres, &trial->found);
  assert_found (trial, metres);
}

static int
compare_wants (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *want = data;
  guint32 l = *(const guint32 *) a, r = *(const guint32 *) b;

  if (want[l] != want[r])
    return want[l] < want[r] ? -1 : 1;

  return l < r ? -1 : l > r;
}

static void
check_nearest (Trial *trial, const SuyShape *query, guint k, double max_m)
{
  g_autofree guint32 *order = g_new (guint32, trial->shapes->n + 1);
  guint32 n = 0;

  for (guint32 i = 0; i < trial->shapes->n; i++)
    if (trial->want[i] <= max_m && isfinite (trial->want[i]))
      order[n++] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_wants, trial->want);

  suy_shape_index_nearest (trial->index, query, k, max_m, &trial->found);
  g_assert_cmpuint (trial->found.n, ==, MIN (k, n));
  for (guint32 i = 0; i < trial->found.n; i++)
    g_assert_cmpuint (trial->found.at[i], ==, order[i]);
  trial->n_checks++;
}

static void
check_all (Trial *trial, const SuyShape *query)
{
  const guint ks[] = { 0, 1, 7, trial->shapes->n + 5, G_MAXUINT };
  const double radii[] = { 0, 1, 500, 20000, 1e6, 2e7, 2.1e7 };

  for (guint32 i = 0; i < trial->shapes->n; i++)
    {
      const SuyShape shape = shapes_get (trial->shapes, i);

      trial->want[i] = suy_shape_distance (query, &shape);
    }

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    check_within (trial, query, radii[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ks); i++)
    check_nearest (trial, query, ks[i], INFINITY);

  /* Both sides of the distances that there are. */
  for (guint i = 0; i < 4 && trial->shapes->n > 0; i++)
    {
      double limit = trial->want[g_test_rand_int_range (0, (gint32) trial->shapes->n)];

      if (!isfinite (limit))
        continue;
      check_within (trial, query, limit);
      check_within (trial, query, nextafter (limit, INFINITY));
      check_within (trial, query, fmax (0, nextafter (limit, -1)));
      check_within (trial, query, fmax (0, limit - 1e-6));
      check_nearest (trial, query, 3, limit);
      check_nearest (trial, query, trial->shapes->n, fmax (0, nextafter (limit, -1)));
    }
}

static void
check_containing (Trial *trial, SuyPoint point)
{
  gsize at = 0;

  suy_shape_index_containing (trial->index, point, &trial->found);
  for (guint32 position = 0; position < trial->shapes->n; position++)
    {
      const SuyShape shape = shapes_get (trial->shapes, trial->items[position]);

      if (!suy_shape_contains (&shape, point))
        continue;
      g_assert_cmpuint (at, <, trial->found.n);
      g_assert_cmpuint (trial->found.at[at++], ==, trial->items[position]);
    }
  g_assert_cmpuint (at, ==, trial->found.n);
  trial->n_checks++;
}

static void
check_in_box (Trial *trial, SuyBox box)
{
  gsize span = 0;

  suy_shape_index_in_box (trial->index, box, &trial->spans);
  for (guint32 position = 0; position < trial->shapes->n; position++)
    {
      SuyBox own = suy_shape_index_get_box (trial->index, position);
      gboolean wanted = !suy_box_is_empty (&own) && suy_box_touches (&own, &box);

      while (span < trial->spans.n && trial->spans.at[span].end <= position)
        span++;
      g_assert_cmpint (wanted, ==,
                       span < trial->spans.n && trial->spans.at[span].first <= position);
    }
  trial->n_checks++;
}

static void
check_boxes (Trial *trial)
{
  for (guint i = 0; i < 6; i++)
    {
      SuyPoint a = shapes_random_point (trial->region), b = shapes_random_point (trial->region);

      check_in_box (trial,
                    (SuyBox){ MIN (a.x, b.x), MIN (a.y, b.y), MAX (a.x, b.x), MAX (a.y, b.y) });
      check_in_box (trial, (SuyBox){ a.x, a.y, a.x, a.y });
      check_containing (trial, a);
      check_containing (trial, (SuyPoint){ a.x, 90 * SUY_DEGREE });
      check_containing (trial, (SuyPoint){ 180 * SUY_DEGREE, a.y });
    }

  if (trial->shapes->n > 0)
    check_in_box (trial, suy_shape_index_get_box (trial->index, 0));
  check_in_box (trial, SUY_BOX_WORLD);
  check_in_box (trial, SUY_BOX_EMPTY);
}

/* Cases of one kind of shapes and of queries are shared among the regions. */
static void
run (const ShapesRegion *region, guint kinds, SuyShapeKind query_kind)
{
  const guint32 sizes[] = { 30, 0, 17, 1, 120, 16 };
  guint want = shapes_n_cases (1000) / SHAPES_N_REGIONS + 1;
  guint done = 0;

  for (guint i = 0; done < want; i++)
    {
      Trial trial;

      trial_init (&trial, region, sizes[i % G_N_ELEMENTS (sizes)], kinds);
      check_boxes (&trial);
      for (guint query = 0; query < 2; query++)
        {
          g_autoptr (SuyGeometry) geometry = shapes_random_query (trial.shapes, region, query_kind);

          check_all (&trial, suy_geometry_get_shape (geometry));
        }
      done += trial.shapes->n == 0 ? 0 : trial.n_checks;
      trial_clear (&trial);
    }
}

static void
test_random (gconstpointer data)
{
  for (guint kind = SUY_SHAPE_POINT; kind <= SUY_SHAPE_POLYGON; kind++)
    for (SuyShapeKind query = SUY_SHAPE_POINT; query <= SUY_SHAPE_POLYGON; query++)
      run (data, 1u << kind, query);

  run (data, 0xf, SUY_SHAPE_POINT);
  run (data, 0xf, SUY_SHAPE_POLYGON);
}

static void
test_none (void)
{
  Trial trial;

  trial_init (&trial, &shapes_regions[0], 50, 1u << SUY_SHAPE_NONE);
  for (guint32 i = 0; i < 50; i++)
    {
      SuyBox box = suy_shape_index_get_box (trial.index, i);

      g_assert_cmpint (suy_shape_index_get_shape (trial.index, i).kind, ==, SUY_SHAPE_NONE);
      g_assert_true (suy_box_is_empty (&box));
      g_assert_cmpuint (trial.items[i], ==, i);
    }
  suy_shape_index_within (trial.index, (SuyPoint){ 0, 0 }, 2.1e7, &trial.found);
  g_assert_cmpuint (trial.found.n, ==, 0);
  suy_shape_index_in_box (trial.index, SUY_BOX_WORLD, &trial.spans);
  g_assert_cmpuint (trial.spans.n, ==, 0);
  trial_clear (&trial);
}

/* What was packed comes back, each item once, and so do the bytes. */
static void
test_shapes (void)
{
  Trial trial;
  g_autofree gboolean *seen = g_new0 (gboolean, 500);
  SuyShapeTable table;
  g_autoptr (GBytes) again = NULL;

  trial_init (&trial, &shapes_regions[0], 500, 0xf);
  for (guint32 i = 0; i < 500; i++)
    {
      const SuyShape is = suy_shape_index_get_shape (trial.index, i);
      const SuyShape want = shapes_get (trial.shapes, trial.items[i]);

      g_assert_false (seen[trial.items[i]]);
      seen[trial.items[i]] = TRUE;
      g_assert_cmpint (is.kind, ==, want.kind);
      g_assert_cmpmem (is.ends, is.n_runs * sizeof *is.ends, want.ends,
                       want.n_runs * sizeof *want.ends);
      g_assert_cmpmem (is.points, suy_shape_get_n_points (&is) * sizeof *is.points, want.points,
                       suy_shape_get_n_points (&want) * sizeof *want.points);
    }

  table = shapes_table (trial.shapes);
  again = suy_shape_index_pack (&table);
  g_assert_true (g_bytes_equal (again, suy_shape_index_get_bytes (trial.index)));
  trial_clear (&trial);
}

static void
search_damaged (SuyShapeIndex *index, const ShapesRegion *region)
{
  SuyItems items = { 0 };
  SuySpans spans = { 0 };
  SuyPoint point = shapes_random_point (region);
  const guint32 end = 1;
  const SuyShape query = { SUY_SHAPE_POINT, 1, &end, &point };
  guint32 n = suy_shape_index_get_n (index);

  suy_shape_index_within (index, point, 20000, &items);
  suy_shape_index_within_shape (index, &query, 1e6, &items);
  suy_shape_index_nearest (index, &query, 5, INFINITY, &items);
  suy_shape_index_containing (index, point, &items);
  for (gsize i = 0; i < items.n; i++)
    g_assert_cmpuint (items.at[i], <, n);
  suy_shape_index_in_box (index, SUY_BOX_WORLD, &spans);
  for (gsize i = 0; i < spans.n; i++)
    g_assert_cmpuint (spans.at[i].end, <=, n);
  suy_items_clear (&items);
  suy_spans_clear (&spans);
}

/* Damaged bytes are refused, or at least no search leaves them (which the sanitizers watch). */
static void
test_damaged (void)
{
  Trial trial;
  gsize size;
  const guint8 *data;
  guint n_refused = 0, n_cases = shapes_n_cases (3000);

  trial_init (&trial, &shapes_regions[0], 60, 0xf);
  data = g_bytes_get_data (suy_shape_index_get_bytes (trial.index), &size);

  for (guint i = 0; i < n_cases; i++)
    {
      guint8 *copy = g_memdup2 (data, size);
      gsize length = i % 10 == 0 ? (gsize) g_test_rand_int_range (0, (gint32) size) : size;
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      SuyShapeIndex *index;

      copy[at] ^= (guint8) g_test_rand_int_range (1, 256);
      bytes = g_bytes_new_take (copy, length);
      index = suy_shape_index_open (bytes, &error);
      if (index == NULL)
        {
          g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
          n_refused++;
          continue;
        }
      search_damaged (index, trial.region);
      suy_shape_index_unref (index);
    }

  g_assert_cmpuint (n_refused, >, n_cases / 8);
  trial_clear (&trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < SHAPES_N_REGIONS; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/core/shape-index/random/%s", shapes_regions[i].name);

      g_test_add_data_func (path, &shapes_regions[i], test_random);
    }
  g_test_add_func ("/core/shape-index/none", test_none);
  g_test_add_func ("/core/shape-index/shapes", test_shapes);
  g_test_add_func ("/core/shape-index/damaged", test_damaged);

  return g_test_run ();
}
