/* suy-shape-index.h: which of these lines and polygons are near this place?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As suy-point-index.h, for features of any kind with their corners, which are kept in the packed
 * order: what is near on the ground is near in memory. */

#pragma once

#include "suy-geometry.h"
#include "suy-items.h"

G_BEGIN_DECLS

typedef struct _SuyShapeIndex SuyShapeIndex; /* never changes, so threads share it without a lock */

/* Shapes as columns.  The runs of item i are first_runs[i] to first_runs[i + 1] - 1, its corners
 * begin at first_points[i], and ends count from there, as in SuyShape. */
typedef struct
{
  guint32 n;
  const guint8 *kinds;         /* SuyShapeKind */
  const guint32 *first_runs;   /* (array length=n+1) */
  const guint32 *first_points; /* (array length=n+1) */
  const guint32 *ends;
  const SuyPoint *points;
} SuyShapeTable;

/* Packs @table, which is read, not kept.  Items of kind NONE are kept and never found.
 * Returns: (transfer full): bytes for suy_shape_index_open(), in the byte order of this machine */
GBytes *suy_shape_index_pack (const SuyShapeTable *table);

/* As suy_point_index_open().  All offsets are checked, so that no search leaves the bytes. */
SuyShapeIndex *suy_shape_index_open (GBytes *bytes, GError **error);
SuyShapeIndex *suy_shape_index_ref (SuyShapeIndex *self);
void suy_shape_index_unref (SuyShapeIndex *self);

guint32 suy_shape_index_get_n (SuyShapeIndex *self);
GBytes *suy_shape_index_get_bytes (SuyShapeIndex *self); /* borrowed */
const guint32 *suy_shape_index_get_items (
    SuyShapeIndex *self); /* item of each position; borrowed */
SuyShape suy_shape_index_get_shape (SuyShapeIndex *self, guint32 position); /* borrowed */
SuyBox suy_shape_index_get_box (SuyShapeIndex *self, guint32 position);     /* of the corners */

/* Items within @metres (0 to 2.1e7) of @centre, in the order of their positions. */
void suy_shape_index_within (SuyShapeIndex *self, SuyPoint centre, double metres, SuyItems *items);

/* The same around any shape. */
void suy_shape_index_within_shape (SuyShapeIndex *self,
                                   const SuyShape *shape,
                                   double metres,
                                   SuyItems *items);

/* The @k nearest within @max_m (INFINITY: no bound), nearest first; equal distances by item. */
void suy_shape_index_nearest (SuyShapeIndex *self,
                              const SuyShape *shape,
                              guint k,
                              double max_m,
                              SuyItems *items);

/* Polygons that hold @point, boundary included. */
void suy_shape_index_containing (SuyShapeIndex *self, SuyPoint point, SuyItems *items);

/* Positions whose box of corners touches @box. */
void suy_shape_index_in_box (SuyShapeIndex *self, SuyBox box, SuySpans *spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyShapeIndex, suy_shape_index_unref)

G_END_DECLS
