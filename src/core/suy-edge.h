/* suy-edge.h: how far is a point, or another edge, from one edge?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An edge is the shortest geodesic between two points; both may be the same.  The inner work of
 * suy-geodesic.h; other rooms have no use for it. */

#pragma once

#include <geodesic.h>

#include "suy-box.h"

G_BEGIN_DECLS

#define SUY_EARTH_A 6378137.0           /* WGS 84, semi-major axis in metres */
#define SUY_EARTH_F (1 / 298.257223563) /* WGS 84, flattening */
#define SUY_EARTH_B (SUY_EARTH_A * (1 - SUY_EARTH_F))

/* Distances below this are 0: the geodesic routines are good to some 1e-8 m, the grid to 1e-2. */
#define SUY_TOUCH_M 1e-7

const struct geod_geodesic *suy_edge_earth (void);

/* Whether two points are one place: also 180 and -180, and all longitudes of a pole. */
gboolean suy_edge_same_place (SuyPoint a, SuyPoint b);

/**
 * suy_edge_point_distance:
 * @along: (out) (optional): metres from @a to the nearest place of the edge
 *
 * The same bits for both directions of the edge, and, where an end is nearest, the same as the
 * distance from @p to that point.
 *
 * Returns: metres from @p to the nearest place of the edge, to 1e-6 m
 */
double suy_edge_point_distance (SuyPoint a, SuyPoint b, SuyPoint p, double *along);

/* Least distance of two edges, each of which may be one point; 0 when they touch or cross. */
double suy_edge_distance (const SuyPoint a[2], const SuyPoint b[2]);

G_END_DECLS
