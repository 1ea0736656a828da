/* suy-plane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signs and bounds as in suy-frame.c.  Seen from above, a place at (p, z) lies exactly at
 *
 *   east = p sin b,  north = F(a) + sin lat0 p (1 - cos b),  F = (z - z0) cos lat0 - (p - p0) sin
 * lat0.
 *
 * sin b is cut off after b^3, 1 - cos b after b^4, p after a^2, and F, whose derivatives at the
 * centre are M, M', M'' - M, after a^3.  The rest of F is its fourth derivative times a^4 / 24,
 * that is (M''' - 3 M') cos a - (3 M'' - M) sin a, at most A (0.072 + 1.07 |a|).  The rests of the
 * sines are p b^5 / 120 and p b^6 / 720.
 *
 * The rounding: in units of 2^-24 a product of these polynomials is wrong by at most 12, the sum of
 * north by 14, and both coordinates are at most 1.2 times the reach.  Together they are below
 * 2^-19 of the reach.  Who looks for the nearest place of a segment in float32 adds some eight
 * roundings of its ends, which 2^-20 of the reach is for.
 *
 * An edge.  A geodesic bends by at most 1 / R1 towards the middle of the earth, in the direction of
 * the normal of its place, which is turned from that of the centre by at most d / R1, if d metres
 * away.  So its image on the plane has a second derivative, by length, of at most d / R1^2, and
 * stays within l^2 / 8 times that of the segment between the images of its ends, place by place.
 * With ends within the reach, whose corners are at most 1.5 times as far, and l up to edge_m, d is
 * at most twice the reach.
 *
 * The radius.  As the ellipsoid holds the ball of R1 that touches it at the centre and lies in that
 * of R2 (Blaschke), a place with the chord c lies below the plane by c^2 / 2 R2 to c^2 / 2 R1, and
 * the square of its distance on the plane is c^2 less the square of that, which grows with c. */

#include "suy-plane.h"

#include "suy-frame.h"
#include "suy-radii.h"

#define MOST_M 5e5

static double
on_plane (double chord, double radius)
{
  return chord * sqrt (1 - chord * chord / (4 * radius * radius));
}

static double
rests (const SuyRadii *r, double a, double b)
{
  const double third = 1.05 / 6 * SUY_EARTH_A * a * a * a;
  double east = third * b + r->p * pow (b, 5) / 120;
  double north = SUY_EARTH_A * (0.072 + 1.07 * a) * a * a * a * a / 24 + third * b * b / 2 +
                 1.25 * r->p * pow (b, 6) / 720;

  return 1.25 * east + north;
}

static void
set_polynomials (SuyPlane *self, const SuyRadii *r)
{
  const double u = SUY_RADIAN;

  self->p[0] = (float) (r->p * u);
  self->p[1] = (float) (-r->m * r->sine * u * u);
  self->p[2] = (float) (-(r->m * r->cosine + r->m1 * r->sine) / 2 * u * u * u);
  self->sixth = (float) (u * u / 6);
  self->n[0] = (float) (r->m * u);
  self->n[1] = (float) (r->m1 / 2 * u * u);
  self->n[2] = (float) ((r->m2 - r->m) / 6 * u * u * u);
  self->half = (float) (r->sine * u / 2);
  self->part = (float) (r->sine * u * u * u / 24);
}

gboolean
suy_plane_init (SuyPlane *self, SuyPoint centre, double metres, double edge_m)
{
  SuyRadii r = suy_radii_at (centre.y);
  double in = suy_frame_chord_in (metres), out = suy_frame_chord_out (metres);
  SuyReach reach;
  double margin;

  if (!(metres + edge_m <= MOST_M) || !suy_radii_reach (&r, centre.x, metres + edge_m, &reach))
    return FALSE;

  self->x = centre.x;
  self->y = centre.y;
  self->most_dx = (gint32) (reach.b / SUY_RADIAN);
  self->most_dy = (gint32) (reach.a / SUY_RADIAN);
  self->error_m = rests (&r, reach.a, reach.b) + reach.chord * 0x1p-19;
  set_polynomials (self, &r);

  margin = self->error_m + reach.chord * 0x1p-20 +
           edge_m * edge_m * reach.chord / (4 * SUY_LEAST_RADIUS_M * SUY_LEAST_RADIUS_M);
  in = on_plane (MAX (in, 0), SUY_LEAST_RADIUS_M) - margin;
  out = on_plane (out, SUY_MOST_RADIUS_M) + margin;
  self->surely_in = in > 0 ? (float) (in * in * (1 - SUY_FRAME_ROUNDING)) : -1;
  self->surely_out = (float) (out * out * (1 + SUY_FRAME_ROUNDING));

  return TRUE;
}
