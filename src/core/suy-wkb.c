/* suy-wkb.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-wkb.h"

#include <math.h>
#include <string.h>

#include "suy-error.h"
#include "suy-ring.h"

#define MAX_DEPTH 8 /* collections within collections */
#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u
#define SRID_WGS84 4326u

enum
{
  WKB_POINT = 1,
  WKB_LINESTRING,
  WKB_POLYGON,
  WKB_MULTIPOINT,
  WKB_MULTILINESTRING,
  WKB_MULTIPOLYGON,
  WKB_COLLECTION,
};

typedef struct
{
  const guint8 *bytes;
  gsize size;
  gsize at;
  SuyRuns *runs;
} Reader;

/* What the first bytes of a geometry say. */
typedef struct
{
  gboolean swapped;
  guint32 type;      /* WKB_... */
  gsize point_bytes; /* 16, 24 or 32 */
} Head;

static gboolean
fail_short (const Reader *reader, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               "Geometry is cut short after %" G_GSIZE_FORMAT
               " bytes; export it again from its source",
               reader->size);
  return FALSE;
}

static gboolean
read_u32 (Reader *reader, gboolean swapped, guint32 *out, GError **error)
{
  if (reader->size - reader->at < sizeof *out)
    return fail_short (reader, error);

  memcpy (out, reader->bytes + reader->at, sizeof *out);
  reader->at += sizeof *out;
  if (swapped)
    *out = GUINT32_SWAP_LE_BE (*out);

  return TRUE;
}

static double
peek_double (const guint8 *bytes, gboolean swapped)
{
  guint64 bits;
  double value;

  memcpy (&bits, bytes, sizeof bits);
  if (swapped)
    bits = GUINT64_SWAP_LE_BE (bits);
  memcpy (&value, &bits, sizeof value);

  return value;
}

/* ISO adds 1000 for Z and 2000 for M, extended WKB sets bits; either way two more numbers at most.
 */
static gboolean
split_type (guint32 code, Head *head, GError **error)
{
  guint32 plain = code & ~(EWKB_Z | EWKB_M | EWKB_SRID);
  gboolean has_z = (code & EWKB_Z) != 0 || plain / 1000 == 1 || plain / 1000 == 3;
  gboolean has_m = (code & EWKB_M) != 0 || plain / 1000 == 2 || plain / 1000 == 3;

  head->type = plain % 1000;
  head->point_bytes = sizeof (double) * (2u + (has_z ? 1u : 0u) + (has_m ? 1u : 0u));
  if (plain / 1000 <= 3 && head->type >= WKB_POINT && head->type <= WKB_COLLECTION)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               "Geometry type %u is unknown; only points, lines and polygons can be read", code);
  return FALSE;
}

static gboolean
read_head (Reader *reader, Head *head, GError **error)
{
  guint32 code = 0, srid = SRID_WGS84;
  guint8 order;

  if (reader->at >= reader->size)
    return fail_short (reader, error);

  order = reader->bytes[reader->at++];
  if (order > 1)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Geometry starts with byte order %u, which is neither 0 nor 1", order);
      return FALSE;
    }

  head->swapped = (order == 1) != (G_BYTE_ORDER == G_LITTLE_ENDIAN);
  if (!read_u32 (reader, head->swapped, &code, error) || !split_type (code, head, error))
    return FALSE;
  if ((code & EWKB_SRID) != 0 && !read_u32 (reader, head->swapped, &srid, error))
    return FALSE;
  if (srid != SRID_WGS84 && srid != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "Geometry is in EPSG:%u; convert it to EPSG:4326 first", srid);
      return FALSE;
    }

  return TRUE;
}

/* A count, each of what it counts taking at least @least bytes. */
static gboolean
read_count (Reader *reader, const Head *head, gsize least, guint32 *n, GError **error)
{
  if (!read_u32 (reader, head->swapped, n, error))
    return FALSE;
  if (*n > (reader->size - reader->at) / least)
    return fail_short (reader, error);

  return TRUE;
}

/* @may_be_empty: a point of two NaN is an empty one and adds nothing */
static gboolean
read_point (Reader *reader, const Head *head, gboolean may_be_empty, GError **error)
{
  double x, y;
  SuyPoint point;

  if (reader->size - reader->at < head->point_bytes)
    return fail_short (reader, error);

  x = peek_double (reader->bytes + reader->at, head->swapped);
  y = peek_double (reader->bytes + reader->at + sizeof x, head->swapped);
  reader->at += head->point_bytes;

  if (may_be_empty && isnan (x) && isnan (y))
    return TRUE;
  if (!suy_point_from_degrees (x, y, &point))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "Coordinate (%g, %g) is not a longitude and latitude in degrees; check the "
                   "coordinate system of the source",
                   x, y);
      return FALSE;
    }

  g_array_append_val (reader->runs->points, point);

  return TRUE;
}

static gboolean
read_run (Reader *reader, const Head *head, gboolean hole, GError **error)
{
  guint32 n;

  if (!read_count (reader, head, head->point_bytes, &n, error))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    if (!read_point (reader, head, FALSE, error))
      return FALSE;

  suy_runs_end_run (reader->runs, hole);

  return TRUE;
}

static gboolean
read_polygon (Reader *reader, const Head *head, GError **error)
{
  guint32 n;
  guint before = reader->runs->ends->len;

  if (!read_count (reader, head, sizeof (guint32), &n, error))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    if (!read_run (reader, head, reader->runs->ends->len > before, error))
      return FALSE;

  return TRUE;
}

/* Sets the kind at the first simple part, and holds later ones to it. */
static gboolean
check_kind (Reader *reader, const Head *head, GError **error)
{
  SuyShapeKind kind = (SuyShapeKind) head->type; /* WKB_POINT to WKB_POLYGON count the same way */

  if (reader->runs->kind != SUY_SHAPE_NONE && reader->runs->kind != kind)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_INVALID,
                           "Collection mixes points, lines and polygons; split it by kind");
      return FALSE;
    }

  reader->runs->kind = kind;

  return TRUE;
}

static gboolean read_geometry (Reader *reader, guint32 only, guint depth, GError **error);

static gboolean
read_parts (Reader *reader, const Head *head, guint depth, GError **error)
{
  guint32 only = head->type == WKB_COLLECTION ? 0 : head->type - WKB_MULTIPOINT + WKB_POINT;
  guint32 n;

  if (depth == MAX_DEPTH)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Geometry collections are nested deeper than %d", MAX_DEPTH);
      return FALSE;
    }
  if (!read_count (reader, head, 1 + sizeof (guint32), &n, error))
    return FALSE;

  for (guint32 i = 0; i < n; i++)
    if (!read_geometry (reader, only, depth + 1, error))
      return FALSE;

  return TRUE;
}

/* @only: the one type allowed here, or 0 */
static gboolean
read_geometry (Reader *reader, guint32 only, guint depth, GError **error)
{
  Head head;

  if (!read_head (reader, &head, error))
    return FALSE;
  if (only != 0 && head.type != only)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Part of a multi geometry has type %u where %u was announced", head.type, only);
      return FALSE;
    }
  if (head.type >= WKB_MULTIPOINT)
    return read_parts (reader, &head, depth, error);
  if (!check_kind (reader, &head, error))
    return FALSE;
  if (head.type == WKB_POINT)
    return read_point (reader, &head, TRUE, error);
  if (head.type == WKB_LINESTRING)
    return read_run (reader, &head, FALSE, error);

  return read_polygon (reader, &head, error);
}

gboolean
suy_wkb_read (const guint8 *bytes, gsize size, SuyRuns *runs, GError **error)
{
  Reader reader = { bytes, size, 0, runs };

  if (!read_geometry (&reader, 0, 0, error))
    return FALSE;
  if (reader.at != size)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Geometry ends after %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes",
                   reader.at, size);
      return FALSE;
    }

  if (runs->kind == SUY_SHAPE_POINT)
    suy_runs_end_run (runs, FALSE);
  if (runs->points->len == 0)
    runs->kind = SUY_SHAPE_NONE;

  return TRUE;
}

void
suy_wkb_put_u32 (GByteArray *out, guint32 value)
{
  guint32 bits = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

void
suy_wkb_put_double (GByteArray *out, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

static void
put_head (GByteArray *out, guint32 type)
{
  g_byte_array_append (out, (const guint8 *) "\1", 1);
  suy_wkb_put_u32 (out, type);
}

static void
put_points (GByteArray *out, const SuyPoint *points, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      suy_wkb_put_double (out, suy_degrees (points[i].x));
      suy_wkb_put_double (out, suy_degrees (points[i].y));
    }
}

static void
put_run (GByteArray *out, const SuyShape *shape, guint32 run)
{
  guint32 first = run == 0 ? 0 : shape->ends[run - 1];
  guint32 n = shape->ends[run] - first;

  suy_wkb_put_u32 (out, n);
  put_points (out, shape->points + first, n);
}

static gboolean
starts_polygon (const SuyShape *shape, guint32 run)
{
  guint32 first = run == 0 ? 0 : shape->ends[run - 1];

  return run == 0 || suy_ring_turn (shape->points + first, shape->ends[run] - first) > 0;
}

/* Returns: the run after the last hole of the polygon that starts at @run */
static guint32
end_of_polygon (const SuyShape *shape, guint32 run)
{
  for (run++; run < shape->n_runs && !starts_polygon (shape, run); run++)
    ;

  return run;
}

guint32
suy_wkb_count_parts (const SuyShape *shape)
{
  guint32 n = 0;

  if (shape->kind == SUY_SHAPE_POINT)
    return suy_shape_get_n_points (shape);
  if (shape->kind != SUY_SHAPE_POLYGON)
    return shape->n_runs;

  for (guint32 run = 0; run < shape->n_runs; run = end_of_polygon (shape, run))
    n++;

  return n;
}

static void
write_points (const SuyShape *shape, gboolean multi, GByteArray *out)
{
  for (guint32 i = 0; i < suy_shape_get_n_points (shape); i++)
    {
      if (multi)
        put_head (out, WKB_POINT);
      put_points (out, shape->points + i, 1);
    }
}

static void
write_lines (const SuyShape *shape, gboolean multi, GByteArray *out)
{
  for (guint32 run = 0; run < shape->n_runs; run++)
    {
      if (multi)
        put_head (out, WKB_LINESTRING);
      put_run (out, shape, run);
    }
}

static void
write_polygons (const SuyShape *shape, gboolean multi, GByteArray *out)
{
  guint32 end;

  for (guint32 run = 0; run < shape->n_runs; run = end)
    {
      end = end_of_polygon (shape, run);
      if (multi)
        put_head (out, WKB_POLYGON);
      suy_wkb_put_u32 (out, end - run);
      for (guint32 ring = run; ring < end; ring++)
        put_run (out, shape, ring);
    }
}

static guint32
wkb_type (SuyGeometryType type, gboolean *multi)
{
  guint32 simple = (guint32) suy_geometry_type_get_kind (type);

  *multi = type == SUY_GEOMETRY_MULTIPOINT || type == SUY_GEOMETRY_MULTILINESTRING ||
           type == SUY_GEOMETRY_MULTIPOLYGON;

  return *multi ? simple - WKB_POINT + WKB_MULTIPOINT : simple;
}

void
suy_wkb_write (const SuyShape *shape, SuyGeometryType type, GByteArray *out)
{
  gboolean multi;
  guint32 code = wkb_type (type, &multi);

  put_head (out, code);
  if (multi)
    suy_wkb_put_u32 (out, suy_wkb_count_parts (shape));

  if (shape->kind == SUY_SHAPE_POINT)
    write_points (shape, multi, out);
  else if (shape->kind == SUY_SHAPE_LINE)
    write_lines (shape, multi, out);
  else if (shape->kind == SUY_SHAPE_POLYGON)
    write_polygons (shape, multi, out);
  else if (code == WKB_POINT)
    {
      suy_wkb_put_double (out, (double) NAN);
      suy_wkb_put_double (out, (double) NAN);
    }
  else if (!multi)
    suy_wkb_put_u32 (out, 0);
}
