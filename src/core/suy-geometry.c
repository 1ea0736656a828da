/* suy-geometry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-geometry.h"

#include "suy-error.h"
#include "suy-ring.h"
#include "suy-runs.h"
#include "suy-wkb.h"

#define GPKG_HEAD 8 /* magic, version, flags, srs_id */
#define GPKG_SRS_WGS84 4326u
#define GPKG_LITTLE_ENDIAN 0x01
#define GPKG_ENVELOPE_XY 0x02
#define GPKG_EMPTY 0x10
#define GPKG_EXTENDED 0x20

struct _SuyGeometry
{
  SuyShape shape;
  GArray *points; /* (nullable): NULL where the shape is @point */
  GArray *ends;
  SuyPoint point;
  guint32 end;
};

static guint32
first_of_run (const SuyShape *shape, guint32 run)
{
  return run == 0 ? 0 : shape->ends[run - 1];
}

guint32
suy_shape_get_n_points (const SuyShape *shape)
{
  return shape->n_runs == 0 ? 0 : shape->ends[shape->n_runs - 1];
}

SuyBox
suy_shape_get_box (const SuyShape *shape)
{
  SuyBox box = SUY_BOX_EMPTY;
  guint32 n = suy_shape_get_n_points (shape);

  for (guint32 i = 0; i < n; i++)
    suy_box_add_point (&box, shape->points[i]);

  return box;
}

static gboolean
is_same (SuyPoint a, SuyPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static gboolean
fail_run (guint32 run, const char *what, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "Part %u of the geometry is %s", run + 1, what);
  return FALSE;
}

/* Reverses all but the closing point. */
static void
turn_round (SuyPoint *ring, guint32 n)
{
  for (guint32 i = 1, j = n - 2; i < j; i++, j--)
    {
      SuyPoint swap = ring[i];

      ring[i] = ring[j];
      ring[j] = swap;
    }
}

/* Copies the @n points of a run behind those of @out, without repeats.  Returns: how many it took
 */
static guint32
copy_run (const SuyPoint *points, guint32 n, gboolean close, GArray *out)
{
  guint first = out->len;

  for (guint32 i = 0; i < n; i++)
    if (i == 0 || !is_same (points[i], points[i - 1]))
      g_array_append_val (out, points[i]);

  if (close && !is_same (points[0], points[n - 1]))
    g_array_append_val (out, points[0]);

  return out->len - first;
}

static gboolean
add_run (SuyGeometry *self, const SuyRuns *runs, guint32 run, GError **error)
{
  guint32 first = run == 0 ? 0 : g_array_index (runs->ends, guint32, run - 1);
  guint32 n = g_array_index (runs->ends, guint32, run) - first;
  gboolean is_ring = runs->kind == SUY_SHAPE_POLYGON;
  guint start = self->points->len;
  int want = g_array_index (runs->holes, gboolean, run) ? -1 : 1;
  SuyPoint *copy;
  int turn;

  n = copy_run (&g_array_index (runs->points, SuyPoint, first), n, is_ring, self->points);
  g_array_append_val (self->ends, self->points->len);

  if (runs->kind == SUY_SHAPE_LINE && n < 2)
    return fail_run (run, "a line with fewer than two different places", error);
  if (!is_ring)
    return TRUE;
  if (n < 4)
    return fail_run (run, "a ring with fewer than three different places", error);

  copy = &g_array_index (self->points, SuyPoint, start);
  turn = suy_ring_turn (copy, n);
  if (turn == 0)
    return fail_run (run, "a ring without area", error);
  if (turn != want)
    turn_round (copy, n);

  return TRUE;
}

SuyGeometry *
suy_geometry_new_from_runs (SuyRuns *runs, GError **error)
{
  SuyGeometry *self = g_atomic_rc_box_new0 (SuyGeometry);

  self->points = g_array_sized_new (FALSE, FALSE, sizeof (SuyPoint), runs->points->len);
  self->ends = g_array_sized_new (FALSE, FALSE, sizeof (guint32), runs->ends->len);

  for (guint32 run = 0; run < runs->ends->len; run++)
    if (!add_run (self, runs, run, error))
      {
        suy_geometry_unref (self);
        return NULL;
      }

  self->shape =
      (SuyShape){ self->ends->len == 0 ? SUY_SHAPE_NONE : runs->kind, self->ends->len,
                  (const guint32 *) self->ends->data, (const SuyPoint *) self->points->data };

  return self;
}

/* Told by the first point of @inner that is not on the boundary of @outer. */
static gboolean
ring_holds (const SuyShape *shape, guint32 outer, guint32 inner)
{
  guint32 first = first_of_run (shape, outer);
  guint32 n = shape->ends[outer] - first;

  for (guint32 i = first_of_run (shape, inner); i < shape->ends[inner]; i++)
    {
      SuyRingPlace place = suy_ring_place (shape->points + first, n, shape->points[i]);

      if (place != SUY_RING_BOUNDARY)
        return place == SUY_RING_INSIDE;
    }

  return FALSE;
}

static void
add_ring (SuyRuns *runs, const SuyShape *shape, guint32 run, gboolean hole)
{
  guint32 first = first_of_run (shape, run);

  g_array_append_vals (runs->points, shape->points + first, shape->ends[run] - first);
  suy_runs_end_run (runs, hole);
}

/* Rings at an even depth are outer; each is followed by those one deeper that it holds. */
static void
nest_rings (const SuyShape *shape, SuyRuns *runs)
{
  g_autofree guint32 *depth = g_new0 (guint32, shape->n_runs);

  for (guint32 i = 0; i < shape->n_runs; i++)
    for (guint32 j = 0; j < shape->n_runs; j++)
      if (i != j && ring_holds (shape, j, i))
        depth[i]++;

  for (guint32 i = 0; i < shape->n_runs; i++)
    {
      if (depth[i] % 2 != 0)
        continue;

      add_ring (runs, shape, i, FALSE);
      for (guint32 j = 0; j < shape->n_runs; j++)
        if (depth[j] == depth[i] + 1 && ring_holds (shape, i, j))
          add_ring (runs, shape, j, TRUE);
    }
}

/* All rings closed, as suy_ring_place() wants them. */
static SuyRuns *
close_rings (const SuyShape *shape)
{
  SuyRuns *runs = suy_runs_new ();

  for (guint32 run = 0; run < shape->n_runs; run++)
    {
      guint32 first = first_of_run (shape, run);
      guint32 n = shape->ends[run] - first;

      if (n > 0)
        copy_run (shape->points + first, n, TRUE, runs->points);
      suy_runs_end_run (runs, FALSE);
    }

  return runs;
}

SuyGeometry *
suy_geometry_new (const SuyShape *shape, GError **error)
{
  g_autoptr (SuyRuns) runs = suy_runs_new ();

  g_return_val_if_fail (shape != NULL, NULL);

  runs->kind = shape->kind;
  if (shape->kind == SUY_SHAPE_POLYGON)
    {
      g_autoptr (SuyRuns) closed = close_rings (shape);
      SuyShape rings = { SUY_SHAPE_POLYGON, closed->ends->len, (const guint32 *) closed->ends->data,
                         (const SuyPoint *) closed->points->data };

      nest_rings (&rings, runs);
    }
  else if (shape->kind == SUY_SHAPE_POINT)
    {
      g_array_append_vals (runs->points, shape->points, suy_shape_get_n_points (shape));
      suy_runs_end_run (runs, FALSE);
    }
  else if (shape->kind == SUY_SHAPE_LINE)
    for (guint32 run = 0; run < shape->n_runs; run++)
      add_ring (runs, shape, run, FALSE);

  return suy_geometry_new_from_runs (runs, error);
}

SuyGeometry *
suy_geometry_new_point (SuyPoint point)
{
  SuyGeometry *self = g_atomic_rc_box_new0 (SuyGeometry);

  self->point = point;
  self->end = 1;
  self->shape = (SuyShape){ SUY_SHAPE_POINT, 1, &self->end, &self->point };

  return self;
}

SuyGeometry *
suy_geometry_new_from_wkb (const guint8 *bytes, gsize size, GError **error)
{
  g_autoptr (SuyRuns) runs = suy_runs_new ();

  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  if (!suy_wkb_read (bytes, size, runs, error))
    return NULL;

  return suy_geometry_new_from_runs (runs, error);
}

/* Returns: the length of the head with its envelope, or 0 with @error set */
static gsize
read_gpkg_head (const guint8 *bytes, gsize size, GError **error)
{
  static const guint8 envelope_bytes[8] = { 0, 32, 48, 48, 64 }; /* by the code in the flags */
  guint code;
  guint32 srs;
  gsize head;

  if (size < GPKG_HEAD || bytes[0] != 'G' || bytes[1] != 'P' || bytes[2] != 0)
    {
      g_set_error_literal (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                           "Not a GeoPackage geometry of version 1");
      return 0;
    }

  code = (bytes[3] >> 1) & 7u;
  head = (gsize) GPKG_HEAD + envelope_bytes[code];
  if (code > 4 || (bytes[3] & GPKG_EXTENDED) != 0 || size < head)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "GeoPackage geometry has flags 0x%02x, which cannot be read", bytes[3]);
      return 0;
    }

  srs =
      (bytes[3] & GPKG_LITTLE_ENDIAN) != 0
          ? bytes[4] | (guint32) bytes[5] << 8 | (guint32) bytes[6] << 16 | (guint32) bytes[7] << 24
          : bytes[7] | (guint32) bytes[6] << 8 | (guint32) bytes[5] << 16 |
                (guint32) bytes[4] << 24;
  if (srs != GPKG_SRS_WGS84)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "GeoPackage geometry is in coordinate system %d; convert it to EPSG:4326 first",
                   (gint32) srs);
      return 0;
    }

  return head;
}

SuyGeometry *
suy_geometry_new_from_gpkg (const guint8 *bytes, gsize size, GError **error)
{
  gsize head;

  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  head = read_gpkg_head (bytes, size, error);

  return head == 0 ? NULL : suy_geometry_new_from_wkb (bytes + head, size - head, error);
}

static void
finalize (gpointer data)
{
  SuyGeometry *self = data;

  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
}

SuyGeometry *
suy_geometry_ref (SuyGeometry *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_geometry_unref (SuyGeometry *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

const SuyShape *
suy_geometry_get_shape (SuyGeometry *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->shape;
}

static gboolean
is_single (SuyGeometryType type)
{
  return type == SUY_GEOMETRY_POINT || type == SUY_GEOMETRY_LINESTRING ||
         type == SUY_GEOMETRY_POLYGON;
}

static gboolean
check_type (const SuyShape *shape, SuyGeometryType type, GError **error)
{
  const char *name = suy_geometry_type_get_name (type);
  guint32 n = suy_wkb_count_parts (shape);

  if (name == NULL ||
      (shape->kind != SUY_SHAPE_NONE && shape->kind != suy_geometry_type_get_kind (type)))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "Geometry is not of the type %s that the layer holds",
                   name == NULL ? "NONE" : name);
      return FALSE;
    }
  if (n > 1 && is_single (type))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "Geometry has %u parts, but the layer holds a single %s; split it", n, name);
      return FALSE;
    }

  return TRUE;
}

static void
put_gpkg_head (const SuyShape *shape, GByteArray *out)
{
  gboolean envelope = shape->kind == SUY_SHAPE_LINE || shape->kind == SUY_SHAPE_POLYGON;
  guint8 flags = GPKG_LITTLE_ENDIAN;
  SuyBox box = suy_shape_get_box (shape);

  if (envelope)
    flags |= GPKG_ENVELOPE_XY;
  if (shape->kind == SUY_SHAPE_NONE)
    flags |= GPKG_EMPTY;

  g_byte_array_append (out, (const guint8 *) "GP", 3); /* the version is 0 */
  g_byte_array_append (out, &flags, 1);
  suy_wkb_put_u32 (out, GPKG_SRS_WGS84);
  if (!envelope)
    return;

  suy_wkb_put_double (out, suy_degrees (box.min_x));
  suy_wkb_put_double (out, suy_degrees (box.max_x));
  suy_wkb_put_double (out, suy_degrees (box.min_y));
  suy_wkb_put_double (out, suy_degrees (box.max_y));
}

GBytes *
suy_geometry_to_gpkg (SuyGeometry *self, SuyGeometryType type, GError **error)
{
  GByteArray *out;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check_type (&self->shape, type, error))
    return NULL;

  out = g_byte_array_new ();
  put_gpkg_head (&self->shape, out);
  suy_wkb_write (&self->shape, type, out);

  return g_byte_array_free_to_bytes (out);
}

SuyShapeKind
suy_geometry_type_get_kind (SuyGeometryType type)
{
  switch (type)
    {
    case SUY_GEOMETRY_POINT:
    case SUY_GEOMETRY_MULTIPOINT:
      return SUY_SHAPE_POINT;
    case SUY_GEOMETRY_LINESTRING:
    case SUY_GEOMETRY_MULTILINESTRING:
      return SUY_SHAPE_LINE;
    case SUY_GEOMETRY_POLYGON:
    case SUY_GEOMETRY_MULTIPOLYGON:
      return SUY_SHAPE_POLYGON;
    case SUY_GEOMETRY_NONE:
    default:
      return SUY_SHAPE_NONE;
    }
}

const char *
suy_geometry_type_get_name (SuyGeometryType type)
{
  static const char *const names[] = { NULL,          "POINT",           "MULTIPOINT",
                                       "LINESTRING",  "MULTILINESTRING", "POLYGON",
                                       "MULTIPOLYGON" };

  g_return_val_if_fail (type < G_N_ELEMENTS (names), NULL);

  return names[type];
}
