/* suy-geodesic.h: how far apart are these on the ellipsoid?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * WGS 84, metres.  Source: Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), by libproj's
 * geodesic.h.  What an edge is, and what counts as 0, stands in suy-feature-set.h. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

double suy_geodesic_distance (SuyPoint a, SuyPoint b);

/* Unrounded degrees, for places that are not on the grid. */
double suy_geodesic_distance_degrees (double lon1, double lat1, double lon2, double lat2);

/* The point @metres from @from towards @azimuth (degrees clockwise from north). */
void suy_geodesic_direct (SuyPoint from, double azimuth, double metres, double *lon, double *lat);

/* Shortest distance between two shapes; INFINITY if either is of kind NONE. */
double suy_shape_distance (const SuyShape *a, const SuyShape *b);

gboolean suy_shape_contains (const SuyShape *polygon, SuyPoint point);

/* Length of all runs of a line (or rings).  Area of a polygon in m2, holes taken out. */
double suy_shape_length (const SuyShape *shape);
double suy_shape_area (const SuyShape *shape);

/**
 * suy_shape_locate:
 * @line: a line of one run
 * @fraction: (out): 0 at its first point to 1 at its last, by length along it
 * @nearest: (out) (optional): the place on the line, rounded to the grid
 *
 * Returns: distance from @point to the nearest place of @line
 */
double suy_shape_locate (const SuyShape *line, SuyPoint point, double *fraction, SuyPoint *nearest);

/* The other way round: the place at @fraction of the length of @line. */
SuyPoint suy_shape_interpolate (const SuyShape *line, double fraction);

/* The part of @line between two fractions, from < to.  Returns: (transfer full) */
SuyGeometry *suy_shape_cut (const SuyShape *line, double from, double to);

G_END_DECLS
