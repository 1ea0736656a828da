/* suy-point-index.h: which of these points are near this place?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The points of one layer, packed along a Hilbert curve in one block of bytes that can be kept in a
 * file or mapped: at most 13 bytes a point.  A position is a place in the packed order, an item the
 * place in the array that was packed.  Distances are as suy-feature-set.h says: geodesic, and the
 * edge belongs.  A search makes no memory but the growth of the caller's list, and runs in any
 * thread. */

#pragma once

#include "suy-geometry.h"
#include "suy-items.h"

G_BEGIN_DECLS

typedef struct _SuyPointIndex SuyPointIndex; /* never changes, so threads share it without a lock */

/**
 * suy_point_index_pack:
 * @points: (array length=n): read, not kept
 * @n: 0 to 2^28
 *
 * O(n) time by radix sort.
 *
 * Returns: (transfer full): bytes for suy_point_index_open(), in the byte order of this machine
 */
GBytes *suy_point_index_pack (const SuyPoint *points, guint32 n);

/**
 * suy_point_index_open:
 * @bytes: kept, not copied; may be a mapped file
 * @error: SUY_ERROR_CORRUPT if the mark, a length or an offset is wrong
 *
 * O(1): the points are not looked at.
 *
 * Returns: (transfer full): the index, or NULL with @error set
 */
SuyPointIndex *suy_point_index_open (GBytes *bytes, GError **error);
SuyPointIndex *suy_point_index_ref (SuyPointIndex *self);
void suy_point_index_unref (SuyPointIndex *self);

guint32 suy_point_index_get_n (SuyPointIndex *self);
GBytes *suy_point_index_get_bytes (SuyPointIndex *self); /* borrowed */
const guint32 *suy_point_index_get_items (
    SuyPointIndex *self); /* item of each position; borrowed */
SuyPoint suy_point_index_get_point (SuyPointIndex *self, guint32 position);

/* Items within @metres (0 to 2.1e7) of @centre, in the order of their positions. */
void suy_point_index_within (SuyPointIndex *self, SuyPoint centre, double metres, SuyItems *items);

/* The same as spans of positions, ascending; whole nodes within are not looked into. */
void suy_point_index_within_spans (SuyPointIndex *self,
                                   SuyPoint centre,
                                   double metres,
                                   SuySpans *spans);

/* How many there are. */
guint32 suy_point_index_count_within (SuyPointIndex *self, SuyPoint centre, double metres);

/* Items within @metres of any shape (inside a polygon is 0), in the order of their positions. */
void suy_point_index_within_shape (SuyPointIndex *self,
                                   const SuyShape *shape,
                                   double metres,
                                   SuyItems *items);

/* The @k nearest within @max_m (INFINITY: no bound), nearest first; equal distances by item. */
void suy_point_index_nearest (SuyPointIndex *self,
                              SuyPoint centre,
                              guint k,
                              double max_m,
                              SuyItems *items);

/* Positions of the points in @box, edges included. */
void suy_point_index_in_box (SuyPointIndex *self, SuyBox box, SuySpans *spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPointIndex, suy_point_index_unref)

G_END_DECLS
