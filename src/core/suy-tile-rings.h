/* suy-tile-rings.h: which rings bound this area, so that none crosses or touches itself?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dropping corners, rounding and clipping can make a ring cross or touch itself or another.  Rings
 * here are in tile units, margin included, without their repeated end.  The area is what lies
 * inside by the even-odd rule. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

/* The lowest and the highest coordinate that a tile can hold. */
#define SUY_RINGS_LOW (-64)
#define SUY_RINGS_HIGH 4160

/* Takes what adds no area out of a ring: repeated points, points on a straight side, spikes.
 * Returns: how many points are left; under 3 of a ring without area */
guint suy_ring_clean (SuyPoint *points, guint n);

/* Whether the ring turns one way at every corner, and once round: then it is clean and simple. */
gboolean suy_ring_is_convex (const SuyPoint *points, guint n);

/* Twice the area by the surveyor's formula. */
gint64 suy_ring_get_area2 (const SuyPoint *points, guint n);

/* Whether @point is inside, or on, the ring. */
gboolean suy_ring_holds (const SuyPoint *points, guint n, SuyPoint point);

/* How many pairs of sides are looked at before rings are said to meet, and how many before they are
 * drawn instead of mended: a twentieth of a second. */
#define SUY_RINGS_MAX_PAIRS (1u << 24)

/**
 * suy_rings_are_apart:
 * @points: all rings behind each other, cleaned
 * @ends: (array length=n_rings): where each ends
 *
 * Returns: TRUE if no ring touches or crosses itself or another.  O(n) for a convex one, else
 *   O(n log n + k) for k pairs of sides that share columns
 */
gboolean suy_rings_are_apart (const SuyPoint *points, const guint32 *ends, guint n_rings);

/**
 * suy_rings_resolve:
 * @points: (element-type SuyPoint): all rings behind each other; replaced
 * @ends: (element-type guint32): where each ends; replaced
 *
 * Makes rings that bound the same area, but for half a unit along their sides: sides break where
 * they meet, every corner is a grid point, what two sides cover is gone.  Outer rings have a
 * positive area, each followed by its holes, which have a negative one; rings under one square unit
 * are left out with their holes.  No ring meets itself; two of them share corners at most.
 *
 * Rings with more than SUY_RINGS_MAX_PAIRS pairs of sides near each other come out as the outline
 * of the cells of 8 by 8 units whose middles are inside, so that no input takes longer than its
 * size allows.
 *
 * Source of the breaking: Hobby, "Practical segment intersection with finite precision output",
 * Computational Geometry 13 (1999), "snap rounding".
 */
void suy_rings_resolve (GArray *points, GArray *ends);

/* ---- the parts of it ---- */

/* A place of the grid in one number, ordered by x, then y. */
static inline guint32
suy_ring_code (SuyPoint point)
{
  return (guint32) (point.x - SUY_RINGS_LOW) << 16 | (guint32) (point.y - SUY_RINGS_LOW);
}

static inline SuyPoint
suy_ring_point (guint32 code)
{
  return (SuyPoint){ (gint32) (code >> 16) + SUY_RINGS_LOW,
                     (gint32) (code & 0xffff) + SUY_RINGS_LOW };
}

/* Sides that meet in corners alone, each once, those that cover each other in pairs gone; a side is
 * the code of its lower corner << 32 | the other's.  (transfer full) (nullable) (element-type
 * guint64): NULL if there are too many pairs */
GArray *suy_rings_break (const SuyPoint *points, const guint32 *ends, guint n_rings);

/* The same as an outline of cells. */
GArray *suy_rings_draw (const SuyPoint *points, const guint32 *ends, guint n_rings);

/* Rings along @sides, as suy_rings_resolve() says. */
void suy_rings_walk (const GArray *sides, GArray *points, GArray *ends);

G_END_DECLS
