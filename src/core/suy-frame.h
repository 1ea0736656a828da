/* suy-frame.h: is this place nearer than that radius, as far as float32 can tell?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frame stands at one centre for one radius.  It gives the square of the straight line through
 * the earth (the chord) from the centre to a place, in metres squared, by a dozen float32
 * operations that SIMD loops write out for themselves:
 *
 *   dx, dy = the place minus the centre, in grid units, int32 differences that may wrap round
 *   s      = min (dx dx, most_dx2)
 *   chord2 = s (1 - bend s) (p[0] + dy (p[1] + dy p[2])) + dy dy (q[0] + dy (q[1] + dy q[2]))
 *
 * with or without fused operations.  For every place on earth, chord2 <= surely_in says that its
 * geodesic is within the radius, and chord2 > surely_out that it is not; what lies between, a few
 * millimetres wide, is for suy_geodesic_distance().
 *
 * Boxes are treated alike.  With near_dx, near_dy from the centre to the nearest place of the box
 * in either coordinate (0 where the centre is between its sides) and far_dx, far_dy the larger
 * absolute difference to its sides, each wrapped as above,
 *
 *   near_dx^2 near_x + near_dy^2 near_y > box_out  says that nothing in the box is within,
 *   far_dx^2 far_x + far_dy^2 far_y <= box_in      says that all of it is. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 x, y;
  float p[3], q[3], bend, most_dx2;
  float surely_in, surely_out;
  float near_x, near_y, box_out;
  float far_x, far_y, box_in;
  double reach, error; /* of chord2 at that chord, before the rounding */
} SuyFrame;

#define SUY_FRAME_ROUNDING 0x1p-20 /* of chord2, as a part of it */

/**
 * suy_frame_init:
 * @metres: the radius, which belongs to the circle
 *
 * Good where the square of the radius is below p^3 / (25 M), with p the radius of the parallel and
 * M that of the meridian: up to 1,000 km at 30 degrees of latitude, 450 km at 60, 23 km at 86, and
 * where the circle does not touch the antimeridian.  About 30 ns.
 *
 * Returns: FALSE where the frame is no good: chords in space (suy-globe.h) serve there
 */
gboolean suy_frame_init (SuyFrame *self, SuyPoint centre, double metres);

/* The most by which the chord2 of a place, if it is not above @chord2, may be wrong either way. */
double suy_frame_error (const SuyFrame *self, double chord2);

/* What the formula above gives, for places one by one. */
static inline float
suy_frame_chord2 (const SuyFrame *self, SuyPoint place)
{
  float dx = (float) (gint32) ((guint32) place.x - (guint32) self->x);
  float dy = (float) (gint32) ((guint32) place.y - (guint32) self->y);
  float s = dx * dx < self->most_dx2 ? dx * dx : self->most_dx2;

  return s * (1 - self->bend * s) * (self->p[0] + dy * (self->p[1] + dy * self->p[2])) +
         dy * dy * (self->q[0] + dy * (self->q[1] + dy * self->q[2]));
}

/* The chords of the two spheres that hold the curvature of the ellipsoid between them: a place
 * whose chord is not above the first is within @metres, one whose chord is above the second is not;
 * good for 0 to 1.5e6 metres.  The first is negative where nothing is certain. */
double suy_frame_chord_in (double metres);
double suy_frame_chord_out (double metres);

G_END_DECLS
