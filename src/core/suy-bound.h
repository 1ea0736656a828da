/* suy-bound.h: which boxes can hold what is this near?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bounds that are never too tight, so that an index may skip what they rule out.
 *
 * They rest on one comparison.  A step on the ellipsoid has the length
 *   ds^2 = M^2 dlat^2 + N^2 cos^2 (lat) dlon^2,
 * and both radii M and N are at least R = b^2/a, which M reaches at the equator.  So ds is at least
 * R times the step of the unit sphere that has the same latitude and longitude, and places that are
 * d metres apart are at most d/R apart on that sphere.  Neither radius is above a^2/b, which both
 * reach at the poles, so places t apart on the sphere are at most t a^2/b metres apart. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

/* The box of all places of @shape, edges being geodesics, which bulge towards the poles. */
SuyBox suy_bound_shape_box (const SuyShape *shape);

/**
 * suy_bound_around:
 * @out: (out): one box, or two where the antimeridian cuts it
 *
 * Returns: the number of boxes that cover all that is within @metres of some place in @box; 0 if
 *   @box is empty
 */
guint suy_bound_around (const SuyBox *box, double metres, SuyBox out[2]);

/* A key that grows with the least distance that two boxes may have; INFINITY if one is empty. */
double suy_bound_key (const SuyBox *a, const SuyBox *b);

/* The greatest key that two boxes with places within @metres of each other can have. */
double suy_bound_key_of_metres (double metres);

/* A key that grows with the greatest distance that places of two boxes may have. */
double suy_bound_most_key (const SuyBox *a, const SuyBox *b);

/* Boxes whose suy_bound_most_key() is not above this have all their places within @metres of each
 * other; below 0 if that is never sure. */
double suy_bound_most_key_of_metres (double metres);

G_END_DECLS
