/* suy-geometry.h: what shape has this feature, and how is it written in a GeoPackage?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_SHAPE_NONE, /* no geometry, or an empty one */
  SUY_SHAPE_POINT,
  SUY_SHAPE_LINE,
  SUY_SHAPE_POLYGON,
} SuyShapeKind;

/* A borrowed view of one geometry as runs of points: single points (one run), lines (a run each, at
 * least 2 points), or rings (a run each, at least 4 points, the last equal to the first; outer
 * rings counter-clockwise, holes clockwise, so that a new polygon starts at each counter-clockwise
 * ring).  Nothing crosses the antimeridian: such shapes come in parts on both sides of it. */
typedef struct
{
  SuyShapeKind kind;
  guint32 n_runs;
  const guint32 *ends; /* one past the last point of each run, counted from points[0] */
  const SuyPoint *points;
} SuyShape;

/* What a GeoPackage column declares.  Multi types hold single ones too. */
typedef enum
{
  SUY_GEOMETRY_NONE,
  SUY_GEOMETRY_POINT,
  SUY_GEOMETRY_MULTIPOINT,
  SUY_GEOMETRY_LINESTRING,
  SUY_GEOMETRY_MULTILINESTRING,
  SUY_GEOMETRY_POLYGON,
  SUY_GEOMETRY_MULTIPOLYGON,
} SuyGeometryType;

typedef struct _SuyGeometry SuyGeometry; /* owns its points; never changes, threads share it */

SuyBox suy_shape_get_box (const SuyShape *shape);
guint32 suy_shape_get_n_points (const SuyShape *shape);

/**
 * suy_geometry_new:
 * @shape: copied; rings are closed, ordered and turned as SuyShape says (a ring that lies in an odd
 *   number of others is a hole), repeated points dropped
 * @error: SUY_ERROR_INVALID for a line under 2 or a ring under 3 different places or without area,
 *   with the run
 *
 * Returns: (transfer full): the geometry, or NULL with @error set
 */
SuyGeometry *suy_geometry_new (const SuyShape *shape, GError **error);
SuyGeometry *suy_geometry_new_point (SuyPoint point);

/**
 * suy_geometry_new_from_wkb:
 * @bytes: ISO or extended WKB of either byte order; Z and M are read and dropped; a point of NaN or
 *   a geometry without points gives kind SUY_SHAPE_NONE
 * @error: SUY_ERROR_CORRUPT (cut short, unknown type, nested too deep), SUY_ERROR_INVALID
 *   (coordinates out of range, mixed collection)
 *
 * Source: OGC 06-103r4, part 8.
 *
 * Returns: (transfer full): the geometry, or NULL with @error set
 */
SuyGeometry *suy_geometry_new_from_wkb (const guint8 *bytes, gsize size, GError **error);

/* The same from a GeoPackage blob (OGC 12-128r18, 2.1.3); the envelope is skipped, not trusted. */
SuyGeometry *suy_geometry_new_from_gpkg (const guint8 *bytes, gsize size, GError **error);

SuyGeometry *suy_geometry_ref (SuyGeometry *self);
void suy_geometry_unref (SuyGeometry *self);
const SuyShape *suy_geometry_get_shape (SuyGeometry *self);

/**
 * suy_geometry_to_gpkg:
 * @type: the column's type; a multi type wraps, a single type needs exactly one part
 * @error: SUY_ERROR_INVALID when the geometry is not of that type
 *
 * Little-endian, SRS 4326, with an envelope but for points.  Coordinates are the doubles nearest to
 * the 1e-7 grid, so reading them back gives the same points.
 *
 * Returns: (transfer full): the blob, or NULL with @error set
 */
GBytes *suy_geometry_to_gpkg (SuyGeometry *self, SuyGeometryType type, GError **error);

SuyShapeKind suy_geometry_type_get_kind (SuyGeometryType type);

/* "POINT", ...; NULL for SUY_GEOMETRY_NONE */
const char *suy_geometry_type_get_name (SuyGeometryType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyGeometry, suy_geometry_unref)

G_END_DECLS
