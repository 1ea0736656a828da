/* test-geometry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-geometry.h"
#include "suy-ring.h"

#define DEG SUY_DEGREE

/* Writes well-known binary by hand, in either byte order. */
typedef struct
{
  GByteArray *bytes;
  gboolean big;
} Pen;

static void
put (Pen *pen, gconstpointer value, guint size)
{
  const guint8 *bytes = value;

  for (guint i = 0; i < size; i++)
    g_byte_array_append (pen->bytes, bytes + (pen->big ? size - 1 - i : i), 1);
}

static void
put_type (Pen *pen, guint32 type)
{
  guint8 order = pen->big ? 0 : 1;

  g_byte_array_append (pen->bytes, &order, 1);
  put (pen, &type, 4);
}

static void
put_n (Pen *pen, guint32 n)
{
  put (pen, &n, 4);
}

static void
put_xy (Pen *pen, double x, double y)
{
  put (pen, &x, 8);
  put (pen, &y, 8);
}

static Pen
pen_new (gboolean big)
{
  return (Pen){ g_byte_array_new (), big };
}

static SuyGeometry *
read_pen (Pen *pen, GError **error)
{
  SuyGeometry *geometry = suy_geometry_new_from_wkb (pen->bytes->data, pen->bytes->len, error);

  g_byte_array_unref (pen->bytes);

  return geometry;
}

static void
assert_refused (Pen *pen, SuyError code)
{
  g_autoptr (GError) error = NULL;
  SuyGeometry *geometry = read_pen (pen, &error);

  g_assert_null (geometry);
  g_assert_error (error, SUY_ERROR, (gint) code);
}

static void
assert_runs (const SuyShape *shape, const char *want)
{
  g_autoptr (GString) got = g_string_new (NULL);
  guint32 i = 0;

  for (guint32 run = 0; run < shape->n_runs; run++)
    {
      g_string_append (got, run == 0 ? "" : " |");
      for (; i < shape->ends[run]; i++)
        g_string_append_printf (got, " %d,%d", shape->points[i].x / DEG, shape->points[i].y / DEG);
    }

  g_assert_cmpstr (got->str, ==, want);
}

static void
test_wkb_point (gconstpointer data)
{
  Pen pen = pen_new (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = NULL;
  const SuyShape *shape;

  put_type (&pen, 1);
  put_xy (&pen, 118.1203456, -27.33);
  geometry = read_pen (&pen, &error);
  g_assert_no_error (error);

  shape = suy_geometry_get_shape (geometry);
  g_assert_cmpint (shape->kind, ==, SUY_SHAPE_POINT);
  g_assert_cmpuint (shape->n_runs, ==, 1);
  g_assert_cmpuint (shape->ends[0], ==, 1);
  g_assert_cmpint (shape->points[0].x, ==, 1181203456);
  g_assert_cmpint (shape->points[0].y, ==, -273300000);
}

/* A clockwise outer ring, left open, with a doubled point; a counter-clockwise hole. */
static void
test_wkb_polygon (gconstpointer data)
{
  const double outer[][2] = { { 0, 0 }, { 0, 9 }, { 0, 9 }, { 9, 9 }, { 9, 0 } };
  const double hole[][2] = { { 1, 1 }, { 2, 1 }, { 2, 2 }, { 1, 1 } };
  Pen pen = pen_new (GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = NULL;

  put_type (&pen, 3);
  put_n (&pen, 2);
  put_n (&pen, 5);
  for (guint i = 0; i < 5; i++)
    put_xy (&pen, outer[i][0], outer[i][1]);
  put_n (&pen, 4);
  for (guint i = 0; i < 4; i++)
    put_xy (&pen, hole[i][0], hole[i][1]);

  geometry = read_pen (&pen, &error);
  g_assert_no_error (error);
  g_assert_cmpint (suy_geometry_get_shape (geometry)->kind, ==, SUY_SHAPE_POLYGON);
  assert_runs (suy_geometry_get_shape (geometry), " 0,0 9,0 9,9 0,9 0,0 | 1,1 2,2 2,1 1,1");
}

/* Z by ISO, M by ISO, both by the flags of extended WKB, with an SRID. */
static void
test_wkb_dimensions (void)
{
  const guint32 types[] = { 1002, 2002, 3002, 0x80000002u, 0x40000002u, 0xe0000002u };
  const guint extra[] = { 1, 1, 2, 1, 1, 2 };

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      Pen pen = pen_new (t % 2 == 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) geometry = NULL;
      double junk = 1e9;

      put_type (&pen, types[t]);
      if ((types[t] & 0x20000000u) != 0)
        put_n (&pen, 4326);
      put_n (&pen, 2);
      for (guint i = 0; i < 2; i++)
        {
          put_xy (&pen, i, 5);
          for (guint k = 0; k < extra[t]; k++)
            put (&pen, &junk, 8);
        }

      geometry = read_pen (&pen, &error);
      g_assert_no_error (error);
      assert_runs (suy_geometry_get_shape (geometry), " 0,5 1,5");
    }
}

static void
test_wkb_empty (void)
{
  for (guint type = 1; type <= 7; type++)
    {
      Pen pen = pen_new (FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) geometry = NULL;

      put_type (&pen, type);
      if (type == 1)
        put_xy (&pen, (double) NAN, (double) NAN);
      else
        put_n (&pen, 0);

      geometry = read_pen (&pen, &error);
      g_assert_no_error (error);
      g_assert_cmpint (suy_geometry_get_shape (geometry)->kind, ==, SUY_SHAPE_NONE);
      g_assert_cmpuint (suy_geometry_get_shape (geometry)->n_runs, ==, 0);
    }
}

static Pen
pen_with_point (double x, double y)
{
  Pen pen = pen_new (FALSE);

  put_type (&pen, 1);
  put_xy (&pen, x, y);

  return pen;
}

static void
test_wkb_range (void)
{
  const double good[][2] = { { 180, 90 }, { -180, -90 }, { 0, 0 } };
  const double bad[][2] = { { 180.0000001, 0 }, { 0, 90.0000001 }, { 0, -90.1 },
                            { -180.1, 0 },      { INFINITY, 0 },   { (double) NAN, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      Pen pen = pen_with_point (good[i][0], good[i][1]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) geometry = read_pen (&pen, &error);

      g_assert_no_error (error);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      Pen pen = pen_with_point (bad[i][0], bad[i][1]);

      assert_refused (&pen, SUY_ERROR_INVALID);
    }
}

static void
test_wkb_refused (void)
{
  Pen pen;
  const guint32 unknown[] = { 0, 8, 15, 4001, 0x10000001u };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      pen = pen_new (FALSE);
      put_type (&pen, unknown[i]);
      put_xy (&pen, 0, 0);
      assert_refused (&pen, SUY_ERROR_CORRUPT);
    }

  pen = pen_new (FALSE); /* a collection of a point and a line */
  put_type (&pen, 7);
  put_n (&pen, 2);
  put_type (&pen, 1);
  put_xy (&pen, 0, 0);
  put_type (&pen, 2);
  put_n (&pen, 2);
  put_xy (&pen, 0, 0);
  put_xy (&pen, 1, 1);
  assert_refused (&pen, SUY_ERROR_INVALID);

  pen = pen_new (FALSE); /* another coordinate system */
  put_type (&pen, 0x20000001u);
  put_n (&pen, 3857);
  put_xy (&pen, 0, 0);
  assert_refused (&pen, SUY_ERROR_INVALID);

  pen = pen_new (FALSE); /* a count that no file could hold */
  put_type (&pen, 2);
  put_n (&pen, 0xffffffffu);
  put_xy (&pen, 0, 0);
  assert_refused (&pen, SUY_ERROR_CORRUPT);

  pen = pen_with_point (0, 0); /* something behind the end */
  g_byte_array_append (pen.bytes, (const guint8 *) "", 1);
  assert_refused (&pen, SUY_ERROR_CORRUPT);
}

static void
test_wkb_depth (void)
{
  for (guint depth = 7; depth <= 9; depth++)
    {
      Pen pen = pen_new (FALSE);

      for (guint i = 0; i < depth; i++)
        {
          put_type (&pen, 7);
          put_n (&pen, 1);
        }
      put_type (&pen, 1);
      put_xy (&pen, 3, 4);

      if (depth <= 8)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (SuyGeometry) geometry = read_pen (&pen, &error);

          g_assert_no_error (error);
          assert_runs (suy_geometry_get_shape (geometry), " 3,4");
        }
      else
        assert_refused (&pen, SUY_ERROR_CORRUPT);
    }
}

#define P(x, y)         \
  {                     \
    (x) * DEG, (y) *DEG \
  }

static void
test_new_refused (void)
{
  const SuyPoint points[] = {
    P (0, 0), P (0, 0), P (1, 1), P (2, 2), P (0, 0), P (1, 0), P (0, 1)
  };
  const guint32 ends[] = { 1, 2, 3, 4, 5, 6, 7 };
  const struct
  {
    SuyShapeKind kind;
    guint first, n;
    gboolean good;
  } cases[] = {
    { SUY_SHAPE_LINE, 0, 1, FALSE },    { SUY_SHAPE_LINE, 0, 2, FALSE },
    { SUY_SHAPE_LINE, 0, 3, TRUE },     { SUY_SHAPE_POLYGON, 1, 2, FALSE },
    { SUY_SHAPE_POLYGON, 1, 3, FALSE }, /* on one line */
    { SUY_SHAPE_POLYGON, 4, 3, TRUE },  { SUY_SHAPE_POINT, 0, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SuyShape shape = { cases[i].kind, 1, &ends[cases[i].n - 1], points + cases[i].first };
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) geometry = NULL;

      geometry = suy_geometry_new (&shape, &error);
      if (cases[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

/* An island in a lake, given before the land and turned the wrong way, and a second land. */
static void
test_new_nests (void)
{
  const SuyPoint points[] = { P (3, 3),  P (3, 4),  P (4, 4),  P (4, 3),             /* island */
                              P (2, 2),  P (6, 2),  P (6, 6),  P (2, 6), P (2, 2),   /* lake */
                              P (20, 0), P (21, 0), P (21, 1),                       /* land 2 */
                              P (0, 0),  P (0, 9),  P (9, 9),  P (9, 0), P (0, 0) }; /* land */
  const guint32 ends[] = { 4, 9, 12, 17 };
  const SuyShape shape = { SUY_SHAPE_POLYGON, 4, ends, points };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = suy_geometry_new (&shape, &error);

  g_assert_no_error (error);
  assert_runs (suy_geometry_get_shape (geometry),
               " 3,3 4,3 4,4 3,4 3,3 | 20,0 21,0 21,1 20,0 | 0,0 9,0 9,9 0,9 0,0 |"
               " 2,2 2,6 6,6 6,2 2,2");
}

static gint32
random_between (gint32 low, gint32 high)
{
  return g_test_rand_int_range (low, high);
}

/* Small lines or rings side by side, so that nothing nests. */
static SuyGeometry *
random_geometry (SuyShapeKind kind, guint n_parts)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autofree guint32 *ends = g_new (guint32, n_parts);
  g_autoptr (GError) error = NULL;
  SuyGeometry *geometry;

  for (guint part = 0; part < n_parts; part++)
    {
      guint n = kind == SUY_SHAPE_POINT ? 1 : (guint) random_between (3, 9);
      gint32 x = -1790000000 + (gint32) part * 1000000;

      for (guint i = 0; i < n; i++)
        {
          double angle = 2 * G_PI * i / n;
          SuyPoint p = { x + (gint32) lround (400000 * cos (angle)) + random_between (-9, 9),
                         (gint32) lround (400000 * sin (angle)) + random_between (-9, 9) };

          g_array_append_val (points, p);
        }
      ends[part] = points->len;
    }

  if (kind == SUY_SHAPE_POINT)
    ends[0] = points->len;
  geometry = suy_geometry_new (&(SuyShape){ kind, kind == SUY_SHAPE_POINT ? 1 : n_parts, ends,
                                            (const SuyPoint *) (const void *) points->data },
                               &error);
  g_assert_no_error (error);

  return geometry;
}

static void
assert_equal (SuyGeometry *a, SuyGeometry *b)
{
  const SuyShape *l = suy_geometry_get_shape (a), *r = suy_geometry_get_shape (b);

  g_assert_cmpint (l->kind, ==, r->kind);
  g_assert_cmpmem (l->ends, l->n_runs * sizeof *l->ends, r->ends, r->n_runs * sizeof *r->ends);
  g_assert_cmpmem (l->points, suy_shape_get_n_points (l) * sizeof *l->points, r->points,
                   suy_shape_get_n_points (r) * sizeof *r->points);
}

static GBytes *
blob_of (SuyGeometry *geometry, SuyGeometryType type)
{
  g_autoptr (GError) error = NULL;
  GBytes *blob = suy_geometry_to_gpkg (geometry, type, &error);

  g_assert_no_error (error);

  return blob;
}

static void
test_gpkg_round_trip (void)
{
  for (guint i = 0; i < 600; i++)
    {
      SuyGeometryType type = (SuyGeometryType) (1 + i % 6);
      SuyShapeKind kind = suy_geometry_type_get_kind (type);
      guint n_parts = type % 2 == 1 ? 1 : (guint) random_between (1, 20);
      g_autoptr (SuyGeometry) geometry = random_geometry (kind, n_parts);
      g_autoptr (GBytes) blob = blob_of (geometry, type);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) back = NULL;
      gsize size;
      const guint8 *bytes = g_bytes_get_data (blob, &size);

      back = suy_geometry_new_from_gpkg (bytes, size, &error);
      g_assert_no_error (error);
      assert_equal (geometry, back);
    }
}

/* The header, byte by byte, and the envelope: least x, greatest x, least y, greatest y. */
static void
test_gpkg_head (void)
{
  const SuyPoint points[] = { P (3, 40), P (1, 50) };
  const guint32 end = 2;
  const SuyShape line = { SUY_SHAPE_LINE, 1, &end, points };
  const double want[4] = { 1, 3, 40, 50 };
  g_autoptr (SuyGeometry) geometry = suy_geometry_new (&line, NULL);
  g_autoptr (SuyGeometry) point = suy_geometry_new_point (points[0]);
  g_autoptr (GBytes) blob = blob_of (geometry, SUY_GEOMETRY_LINESTRING);
  g_autoptr (GBytes) point_blob = blob_of (point, SUY_GEOMETRY_POINT);
  const guint8 *bytes = g_bytes_get_data (blob, NULL);

  g_assert_cmpmem (bytes, 8, "GP\0\3\346\20\0\0", 8);
  g_assert_cmpmem (bytes + 8, 32, want, 32);
  g_assert_cmpuint (g_bytes_get_size (blob), ==, 8 + 32 + 9 + 32);
  g_assert_cmpmem (g_bytes_get_data (point_blob, NULL), 8, "GP\0\1\346\20\0\0", 8);
  g_assert_cmpuint (g_bytes_get_size (point_blob), ==, 8 + 21);
}

static void
test_gpkg_empty (void)
{
  const SuyShape none = { SUY_SHAPE_NONE, 0, NULL, NULL };
  g_autoptr (SuyGeometry) geometry = suy_geometry_new (&none, NULL);

  for (guint type = SUY_GEOMETRY_POINT; type <= SUY_GEOMETRY_MULTIPOLYGON; type++)
    {
      g_autoptr (GBytes) blob = blob_of (geometry, (SuyGeometryType) type);
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyGeometry) back = NULL;
      gsize size;
      const guint8 *bytes = g_bytes_get_data (blob, &size);

      g_assert_cmpuint (bytes[3], ==, 0x11);
      back = suy_geometry_new_from_gpkg (bytes, size, &error);
      g_assert_no_error (error);
      g_assert_cmpint (suy_geometry_get_shape (back)->kind, ==, SUY_SHAPE_NONE);
    }
}

static void
test_gpkg_type (void)
{
  g_autoptr (SuyGeometry) lines = random_geometry (SUY_SHAPE_LINE, 2);
  const SuyGeometryType wrong[] = { SUY_GEOMETRY_NONE, SUY_GEOMETRY_POINT, SUY_GEOMETRY_LINESTRING,
                                    SUY_GEOMETRY_MULTIPOLYGON };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_geometry_to_gpkg (lines, wrong[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

/* Every envelope code in both byte orders; only the codes 0 to 4 are lawful. */
static void
test_gpkg_envelopes (void)
{
  const guint sizes[] = { 0, 32, 48, 48, 64, 0, 0, 0 };

  for (guint code = 0; code < 8; code++)
    for (guint little = 0; little < 2; little++)
      {
        Pen pen = pen_new (little == 0);
        guint8 flags = (guint8) (code << 1 | little);
        g_autoptr (GError) error = NULL;
        g_autoptr (SuyGeometry) geometry = NULL;

        g_byte_array_append (pen.bytes, (const guint8 *) "GP", 3);
        g_byte_array_append (pen.bytes, &flags, 1);
        put_n (&pen, 4326);
        g_byte_array_set_size (pen.bytes, 8 + sizes[code]);
        memset (pen.bytes->data + 8, 0xff, sizes[code]);
        put_type (&pen, 1);
        put_xy (&pen, 7, 8);

        geometry = suy_geometry_new_from_gpkg (pen.bytes->data, pen.bytes->len, &error);
        if (code <= 4)
          {
            g_assert_no_error (error);
            assert_runs (suy_geometry_get_shape (geometry), " 7,8");
          }
        else
          g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
        g_byte_array_unref (pen.bytes);
      }
}

/* What SuyShape promises of every geometry. */
static void
assert_sound (const SuyShape *shape)
{
  guint32 first = 0;

  g_assert_cmpint (shape->n_runs == 0, ==, shape->kind == SUY_SHAPE_NONE);
  for (guint32 run = 0; run < shape->n_runs; first = shape->ends[run], run++)
    {
      guint32 n = shape->ends[run] - first;
      const SuyPoint *p = shape->points + first;

      g_assert_cmpuint (shape->ends[run], >, first);
      if (shape->kind == SUY_SHAPE_LINE)
        g_assert_cmpuint (n, >=, 2);
      if (shape->kind != SUY_SHAPE_POLYGON)
        continue;

      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpmem (&p[0], sizeof *p, &p[n - 1], sizeof *p);
      g_assert_cmpint (suy_ring_turn (p, n), !=, 0);
    }
}

/* A copy of just this size, so that a sanitizer sees one byte too many. */
static void
read_hostile (const guint8 *bytes, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyGeometry) geometry = suy_geometry_new_from_gpkg (copy, size, &error);

  if (geometry == NULL)
    g_assert_true (g_error_matches (error, SUY_ERROR, SUY_ERROR_CORRUPT) ||
                   g_error_matches (error, SUY_ERROR, SUY_ERROR_INVALID));
  else
    assert_sound (suy_geometry_get_shape (geometry));
}

static void
test_gpkg_hostile (void)
{
  for (guint type = SUY_GEOMETRY_POINT; type <= SUY_GEOMETRY_MULTIPOLYGON; type++)
    {
      g_autoptr (SuyGeometry) geometry =
          random_geometry (suy_geometry_type_get_kind ((SuyGeometryType) type), type % 2 ? 1 : 3);
      g_autoptr (GBytes) blob = blob_of (geometry, (SuyGeometryType) type);
      gsize size;
      const guint8 *bytes = g_bytes_get_data (blob, &size);

      for (gsize cut = 0; cut < size; cut++)
        {
          g_autofree guint8 *copy = g_memdup2 (bytes, cut);
          g_autoptr (GError) error = NULL;

          g_assert_null (suy_geometry_new_from_gpkg (copy, cut, &error));
          g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
        }

      for (guint i = 0; i < 5000; i++)
        {
          g_autofree guint8 *copy = g_memdup2 (bytes, size);

          for (gint32 k = random_between (1, 4); k > 0; k--)
            copy[random_between (0, (gint32) (i % 2 ? size : MIN (size, 60)))] =
                (guint8) random_between (0, i % 3 ? 16 : 256);
          read_hostile (copy, size);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/core/geometry/wkb/point/little", NULL, test_wkb_point);
  g_test_add_data_func ("/core/geometry/wkb/point/big", GINT_TO_POINTER (1), test_wkb_point);
  g_test_add_data_func ("/core/geometry/wkb/polygon/little", NULL, test_wkb_polygon);
  g_test_add_data_func ("/core/geometry/wkb/polygon/big", GINT_TO_POINTER (1), test_wkb_polygon);
  g_test_add_func ("/core/geometry/wkb/dimensions", test_wkb_dimensions);
  g_test_add_func ("/core/geometry/wkb/empty", test_wkb_empty);
  g_test_add_func ("/core/geometry/wkb/range", test_wkb_range);
  g_test_add_func ("/core/geometry/wkb/refused", test_wkb_refused);
  g_test_add_func ("/core/geometry/wkb/depth", test_wkb_depth);
  g_test_add_func ("/core/geometry/new/refused", test_new_refused);
  g_test_add_func ("/core/geometry/new/nests", test_new_nests);
  g_test_add_func ("/core/geometry/gpkg/round-trip", test_gpkg_round_trip);
  g_test_add_func ("/core/geometry/gpkg/head", test_gpkg_head);
  g_test_add_func ("/core/geometry/gpkg/empty", test_gpkg_empty);
  g_test_add_func ("/core/geometry/gpkg/type", test_gpkg_type);
  g_test_add_func ("/core/geometry/gpkg/envelopes", test_gpkg_envelopes);
  g_test_add_func ("/core/geometry/gpkg/hostile", test_gpkg_hostile);

  return g_test_run ();
}
