/* suy-tile-clip.h: what is left of this line or ring in this box?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole numbers all the way: where a segment crosses the box's edge the nearest grid point of that
 * edge stands for the place.  Any unit. */

#pragma once

#include "suy-tile-world.h"

G_BEGIN_DECLS

/**
 * suy_clip_line:
 * @points: (element-type SuyFar): what is inside is appended, a run for each time it comes in
 * @ends: (element-type guint32): where in @points each run ends
 *
 * A part that only touches the box's edge in one place may come as a run of one point twice.
 * Source: Liang and Barsky, "A New Concept and Method for Line Clipping", ACM TOG 3 (1984).
 */
void suy_clip_line (const SuyFar *line, guint32 n, SuyFarBox box, GArray *points, GArray *ends);

/**
 * suy_clip_ring:
 * @ring: (element-type SuyFar): without its repeated end; clipped in place, maybe to nothing
 * @spare: (element-type SuyFar): overwritten
 *
 * Parts of a ring that leaves the box and comes back are joined along the box's edge.
 * Source: Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17 (1974).
 */
void suy_clip_ring (GArray *ring, GArray *spare, SuyFarBox box);

G_END_DECLS
