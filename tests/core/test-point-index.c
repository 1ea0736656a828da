/* test-point-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-geodesic.h"
#include "suy-index-node.h"
#include "suy-point-index.h"

#define HALF_TURN (180 * SUY_DEGREE)
#define POLE (90 * SUY_DEGREE)

static guint
n_cases (guint few)
{
  const char *cases = g_getenv ("SUY_CASES");

  return cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : few;
}

static gint32
random_between (gint64 low, gint64 high)
{
  return (gint32) (low + (gint64) (g_test_rand_double () * (double) (high - low + 1)));
}

static SuyPoint
random_in (SuyBox box)
{
  return (SuyPoint){ random_between (box.min_x, box.max_x), random_between (box.min_y, box.max_y) };
}

/* A box of one of many sizes somewhere: in China, over the antimeridian's side, at a pole. */
static SuyBox
random_region (void)
{
  double size = 10 * pow (10, g_test_rand_double_range (0, 8.2));
  gint64 half = (gint64) size;
  SuyPoint middle;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      middle =
          (SuyPoint){ g_test_rand_bit () ? HALF_TURN : -HALF_TURN, random_between (-POLE, POLE) };
      break;
    case 1:
      middle =
          (SuyPoint){ random_between (-HALF_TURN, HALF_TURN), g_test_rand_bit () ? POLE : -POLE };
      break;
    case 2:
      middle = random_in (SUY_BOX_WORLD);
      break;
    default:
      middle = random_in ((SuyBox){ 750000000, 190000000, 1340000000, 530000000 });
      break;
    }

  return (SuyBox){ (gint32) MAX (middle.x - half, -HALF_TURN),
                   (gint32) MAX (middle.y - half, -POLE), (gint32) MIN (middle.x + half, HALF_TURN),
                   (gint32) MIN (middle.y + half, POLE) };
}

/* Spread, on one spot, on a line, on few spots, in clusters, over both sides of 180. */
static void
fill (SuyPoint *points, guint32 n, SuyBox region)
{
  int kind = g_test_rand_int_range (0, 7);
  SuyPoint spots[4];

  for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
    spots[i] = random_in (region);

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint *p = &points[i], *spot = &spots[g_test_rand_int_range (0, 4)];

      *p = random_in (region);
      if (kind == 0)
        *p = spots[0];
      else if (kind == 1)
        p->y = spots[0].y;
      else if (kind == 2)
        p->x = spots[0].x;
      else if (kind == 3)
        *p = *spot;
      else if (kind == 4)
        *p = random_in ((SuyBox){ MAX (spot->x - 3000, -HALF_TURN), MAX (spot->y - 3000, -POLE),
                                  MIN (spot->x + 3000, HALF_TURN), MIN (spot->y + 3000, POLE) });
      else if (kind == 5 && g_test_rand_bit ())
        p->x = -p->x;
    }
}

static SuyPointIndex *
index_of (const SuyPoint *points, guint32 n)
{
  g_autoptr (GBytes) bytes = suy_point_index_pack (points, n);
  g_autoptr (GError) error = NULL;
  SuyPointIndex *index = suy_point_index_open (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_point_index_get_n (index), ==, n);

  return index;
}

static SuyPoint
random_centre (const SuyPoint *points, guint32 n, SuyBox region)
{
  if (n > 0 && g_test_rand_bit ())
    return points[g_test_rand_int_range (0, (gint32) n)];

  return g_test_rand_int_range (0, 4) == 0 ? random_in (SUY_BOX_WORLD) : random_in (region);
}

/* Often just the distance of a point, so that the edge is met; or a hair beside it. */
static double
random_radius (SuyPoint centre, const SuyPoint *points, guint32 n)
{
  int kind = g_test_rand_int_range (0, 8);
  double metres;

  if (kind == 0)
    return 0;
  if (kind == 1)
    return 2e7 + g_test_rand_double_range (-1e5, 1e5);
  if (kind < 4 || n == 0)
    return pow (10, g_test_rand_double_range (-2, 7.3));

  metres = suy_geodesic_distance (centre, points[g_test_rand_int_range (0, (gint32) n)]);
  if (kind == 4)
    return nextafter (metres, 0);
  if (kind == 5)
    return fmax (0, metres + g_test_rand_double_range (-0.01, 0.01));

  return metres;
}

static double *
distances (SuyPoint centre, const SuyPoint *points, guint32 n)
{
  double *metres = g_new (double, n + 1);

  for (guint32 i = 0; i < n; i++)
    metres[i] = suy_geodesic_distance (centre, points[i]);

  return metres;
}

static void
check_within (SuyPointIndex *index, SuyPoint centre, double metres, const double *scan)
{
  guint32 n = suy_point_index_get_n (index), count = 0;
  const guint32 *item_of = suy_point_index_get_items (index);
  g_auto (SuyItems) items = { 0 };
  g_auto (SuySpans) spans = { 0 };

  suy_point_index_within (index, centre, metres, &items);
  suy_point_index_within_spans (index, centre, metres, &spans);

  for (guint32 position = 0; position < n; position++)
    if (scan[item_of[position]] <= metres)
      {
        g_assert_cmpuint (count, <, items.n);
        g_assert_cmpuint (items.at[count], ==, item_of[position]);
        count++;
      }
  g_assert_cmpuint (items.n, ==, count);
  g_assert_cmpuint (suy_point_index_count_within (index, centre, metres), ==, count);

  g_assert_cmpuint (suy_spans_count (&spans), ==, count);
  for (gsize i = 0, next = 0; i < spans.n; i++)
    {
      g_assert_cmpuint (spans.at[i].first, <, spans.at[i].end);
      if (i > 0)
        g_assert_cmpuint (spans.at[i - 1].end, <, spans.at[i].first);
      for (guint32 position = spans.at[i].first; position < spans.at[i].end; position++)
        g_assert_cmpuint (items.at[next++], ==, item_of[position]);
    }
}

typedef struct
{
  double metres;
  guint32 item;
} Hit;

static int
compare_hits (const void *a, const void *b)
{
  const Hit *l = a, *r = b;

  if (l->metres != r->metres)
    return l->metres < r->metres ? -1 : 1;

  return l->item < r->item ? -1 : l->item > r->item;
}

static void
check_nearest (SuyPointIndex *index, SuyPoint centre, guint k, double max_m, const double *scan)
{
  guint32 n = suy_point_index_get_n (index), n_hits = 0;
  g_autofree Hit *hits = g_new (Hit, n + 1);
  g_auto (SuyItems) items = { 0 };

  for (guint32 i = 0; i < n; i++)
    if (scan[i] <= max_m)
      hits[n_hits++] = (Hit){ scan[i], i };
  qsort (hits, n_hits, sizeof *hits, compare_hits);

  suy_point_index_nearest (index, centre, k, max_m, &items);
  g_assert_cmpuint (items.n, ==, MIN (k, n_hits));
  for (guint32 i = 0; i < items.n; i++)
    g_assert_cmpuint (items.at[i], ==, hits[i].item);
}

static void
check_box (SuyPointIndex *index, SuyBox box)
{
  guint32 n = suy_point_index_get_n (index);
  g_auto (SuySpans) spans = { 0 };
  g_autofree guint8 *seen = g_malloc0 (n + 1);

  suy_point_index_in_box (index, box, &spans);
  for (gsize i = 0; i < spans.n; i++)
    memset (seen + spans.at[i].first, 1, spans.at[i].end - spans.at[i].first);

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint p = suy_point_index_get_point (index, i);

      g_assert_cmpuint (seen[i], ==,
                        p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y &&
                            p.y <= box.max_y);
    }
}

static guint32
random_n (void)
{
  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return (guint32) g_test_rand_int_range (0, 3);
    case 1:
      return (guint32) g_test_rand_int_range (30, 35);
    case 2:
      return (guint32) g_test_rand_int_range (500, 2000);
    default:
      return (guint32) g_test_rand_int_range (3, 200);
    }
}

/* The points themselves must be all there, each once. */
static void
check_points (SuyPointIndex *index, const SuyPoint *points)
{
  guint32 n = suy_point_index_get_n (index);
  const guint32 *items = suy_point_index_get_items (index);
  g_autofree guint8 *seen = g_malloc0 (n + 1);

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint p = suy_point_index_get_point (index, i);

      g_assert_cmpuint (items[i], <, n);
      g_assert_cmpuint (seen[items[i]]++, ==, 0);
      g_assert_cmpint (p.x, ==, points[items[i]].x);
      g_assert_cmpint (p.y, ==, points[items[i]].y);
    }
}

static void
test_random (gconstpointer data)
{
  guint cases = n_cases (1500), done = 0;

  suy_index_set_avx2 (GPOINTER_TO_INT (data));
  while (done < cases)
    {
      guint32 n = random_n ();
      SuyBox region = random_region ();
      g_autofree SuyPoint *points = g_new (SuyPoint, n + 1);
      g_autoptr (SuyPointIndex) index = NULL;

      fill (points, n, region);
      index = index_of (points, n);
      check_points (index, points);

      for (guint i = 0; i < 8; i++, done++)
        {
          SuyPoint centre = random_centre (points, n, region);
          g_autofree double *scan = distances (centre, points, n);
          SuyBox box = SUY_BOX_EMPTY;

          check_within (index, centre, random_radius (centre, points, n), scan);
          check_nearest (index, centre, (guint) g_test_rand_int_range (0, 40),
                         i % 2 == 0 ? INFINITY : random_radius (centre, points, n), scan);
          suy_box_add_point (&box, random_centre (points, n, region));
          suy_box_add_point (&box, random_centre (points, n, region));
          check_box (index, i == 0 ? random_region () : box);
        }
    }
  suy_index_set_avx2 (TRUE);
}

/* More points, so that there are levels and runs; the answers of both kinds of machine. */
static void
test_many (gconstpointer data)
{
  const guint32 n = 60000;
  g_autofree SuyPoint *points = g_new (SuyPoint, n);
  g_autoptr (SuyPointIndex) index = NULL;

  suy_index_set_avx2 (GPOINTER_TO_INT (data));
  for (guint32 i = 0; i < n; i++)
    points[i] = random_in ((SuyBox){ 1158300000, 235000000, 1206800000, 283200000 });
  index = index_of (points, n);

  for (guint i = 0; i < 6; i++)
    {
      static const double metres[] = { 500, 5000, 20000, 80000, 200000, 600000 };
      SuyPoint centre = points[g_test_rand_int_range (0, (gint32) n)];
      g_autofree double *scan = distances (centre, points, n);

      check_within (index, centre, metres[i], scan);
      check_nearest (index, centre, 10 * (i + 1) * (i + 1), INFINITY, scan);
    }
  suy_index_set_avx2 (TRUE);
}

/* Points all about as far from one place, on the finest grid: their order is beyond float32. */
static void
test_ring (gconstpointer data)
{
  guint cases = n_cases (400);

  suy_index_set_avx2 (GPOINTER_TO_INT (data));
  for (guint k = 0; k < cases; k++)
    {
      SuyPoint centre = random_in ((SuyBox){ 750000000, -600000000, 1340000000, 600000000 });
      double metres = pow (10, g_test_rand_double_range (0, 5.3)), lon, lat;
      guint32 n = (guint32) g_test_rand_int_range (2, 120);
      g_autofree SuyPoint *points = g_new (SuyPoint, n);
      g_autoptr (SuyPointIndex) index = NULL;
      g_autofree double *scan = NULL;

      for (guint32 i = 0; i < n; i++)
        {
          suy_geodesic_direct (centre, g_test_rand_double_range (0, 360), metres, &lon, &lat);
          g_assert_true (suy_point_from_degrees (lon, lat, &points[i]));
        }
      index = index_of (points, n);
      scan = distances (centre, points, n);

      check_within (index, centre, scan[0], scan);
      check_nearest (index, centre, (guint) g_test_rand_int_range (1, (gint32) n + 1), INFINITY,
                     scan);
      check_nearest (index, centre, 5, scan[n - 1], scan);
    }
  suy_index_set_avx2 (TRUE);
}

static void
test_ends (void)
{
  const SuyPoint points[] = { { HALF_TURN, 0 },     { -HALF_TURN, 0 },    { 0, POLE },
                              { 900000000, POLE },  { 0, -POLE },         { HALF_TURN, -POLE },
                              { HALF_TURN - 1, 1 }, { 1 - HALF_TURN, 1 }, { 0, 0 } };
  const guint32 n = G_N_ELEMENTS (points);
  g_autoptr (SuyPointIndex) index = index_of (points, n);

  for (guint32 i = 0; i < n; i++)
    {
      static const double metres[] = { 0, 0.01, 0.02, 1, 1e4, 1.00019e7, 2.00039e7, 2.00040e7 };
      g_autofree double *scan = distances (points[i], points, n);

      for (guint j = 0; j < G_N_ELEMENTS (metres); j++)
        {
          check_within (index, points[i], metres[j], scan);
          check_nearest (index, points[i], 1 + j, metres[j], scan);
        }
      check_nearest (index, points[i], 100, INFINITY, scan);
    }
}

static void
assert_corrupt (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_point_index_open (bytes, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
}

static void
test_open_corrupt (void)
{
  const SuyPoint points[40] = { { 1, 2 } };
  g_autoptr (GBytes) good = suy_point_index_pack (points, 40);
  gsize size = g_bytes_get_size (good);
  const guint8 *bytes = g_bytes_get_data (good, NULL);

  for (gsize cut = 0; cut < size; cut += cut < 80 ? 1 : 32)
    {
      g_autoptr (GBytes) too_short = g_bytes_new (bytes, cut);

      assert_corrupt (too_short);
    }
  for (gsize i = 0; i < 8; i++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) wrong = NULL;

      copy[i] ^= 0x40;
      wrong = g_bytes_new_take (copy, size);
      assert_corrupt (wrong);
    }
}

/* Bytes that are anything but the head must not lead a search out of them. */
static void
test_search_damaged (gconstpointer data)
{
  suy_index_set_avx2 (GPOINTER_TO_INT (data));
  for (guint k = 0; k < 200; k++)
    {
      guint32 n = (guint32) g_test_rand_int_range (1, 1200);
      g_autofree SuyPoint *points = g_new (SuyPoint, n);
      g_autoptr (GBytes) good = NULL, bad = NULL;
      g_autoptr (SuyPointIndex) index = NULL;
      g_auto (SuyItems) items = { 0 };
      g_auto (SuySpans) spans = { 0 };
      gsize size;
      guint8 *copy;

      fill (points, n, random_region ());
      good = suy_point_index_pack (points, n);
      size = g_bytes_get_size (good);
      copy = g_memdup2 (g_bytes_get_data (good, NULL), size);
      for (gsize i = 64; i < size; i++)
        copy[i] = (guint8) g_test_rand_int ();
      bad = g_bytes_new_take (copy, size);
      index = suy_point_index_open (bad, NULL);
      g_assert_nonnull (index);

      suy_point_index_within (index, points[0], 5e5, &items);
      g_assert_cmpuint (items.n, <=, n);
      suy_point_index_within (index, (SuyPoint){ 0, POLE }, 5e6, &items);
      g_assert_cmpuint (items.n, <=, n);
      suy_point_index_nearest (index, points[0], 20, INFINITY, &items);
      g_assert_cmpuint (items.n, <=, 20);
      suy_point_index_in_box (index, random_region (), &spans);
      g_assert_cmpuint (suy_spans_count (&spans), <=, n);
    }
  suy_index_set_avx2 (TRUE);
}

static void
test_size (void)
{
  const guint32 n = 100000;
  g_autofree SuyPoint *points = g_new (SuyPoint, n);
  g_autoptr (GBytes) bytes = NULL;

  fill (points, n, SUY_BOX_WORLD);
  bytes = suy_point_index_pack (points, n);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, 13 * n);
}

int
main (int argc, char *argv[])
{
  const gpointer avx2 = GINT_TO_POINTER (TRUE), portable = GINT_TO_POINTER (FALSE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/core/point-index/random/avx2", avx2, test_random);
  g_test_add_data_func ("/core/point-index/random/portable", portable, test_random);
  g_test_add_data_func ("/core/point-index/many/avx2", avx2, test_many);
  g_test_add_data_func ("/core/point-index/many/portable", portable, test_many);
  g_test_add_data_func ("/core/point-index/ring/avx2", avx2, test_ring);
  g_test_add_data_func ("/core/point-index/ring/portable", portable, test_ring);
  g_test_add_func ("/core/point-index/ends", test_ends);
  g_test_add_func ("/core/point-index/open/corrupt", test_open_corrupt);
  g_test_add_data_func ("/core/point-index/search/damaged/avx2", avx2, test_search_damaged);
  g_test_add_data_func ("/core/point-index/search/damaged/portable", portable, test_search_damaged);
  g_test_add_func ("/core/point-index/size", test_size);

  return g_test_run ();
}
