/* suy-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chord.  With p the distance from the axis and z the height above the equator, with a = dlat
 * and b = dlon, the chord c from a place at (p0, z0) to one at (p, z) is exactly
 *
 *   c^2 = Y(a) + p0 p(a) C(b),   Y = (p - p0)^2 + (z - z0)^2,   C = 2 - 2 cos b.
 *
 * M and N are the radii of the meridian and of the prime vertical, p = N cos lat, and with the
 * derivative by latitude p' = -M sin lat, z' = M cos lat.  Each factor is cut off after its second
 * order, Y after its fourth:
 *
 *   p ~ p0 - M sin a - (M cos + M' sin) a^2 / 2         |rest| <= 1.05 A |a|^3 / 6
 *   C ~ b^2 (1 - b^2 / 12)                              |rest| <= b^6 / 360
 *   Y ~ M^2 a^2 (1 + M'/M a + (M'^2 / 4 M^2 + M'' / 3 M - 1/12) a^2)
 *                                                |rest| <= A^2 |a|^5 (0.0045 + 0.0184 |a|)
 *
 * where A is the equatorial radius.  The rests are Lagrange's.  On this ellipsoid |M'| <= 0.0103 A,
 * |M''| <= 0.0209 A, |M'''| <= 0.041 A, |M''''| <= 0.083 A and M <= 1.0034 A everywhere, so
 * p''' = M sin - 2 M' cos - M'' sin is at most 1.05 A.  The fifth derivative of Y is
 * 2 r r''''' + 10 r' r'''' + 20 r'' r''' with r the vector from the centre, |r| <= 1.0034 A |a|; in
 * the moving frame of the meridian r' r'''' = M (M''' - 3 M'), r'' r''' = M' (M + M'') and
 * |r'''''| <= M + |M''''| + 6 |M''| + 4 |M'''| + 4 |M'|, in all at most A^2 (0.53 + 2.2 |a|).
 *
 * The reach.  c1 is a chord a little above any that matters.  A place with |b| beyond
 * asin (c1 / p0) has a chord above c1, since p0 sin b is the distance to the plane of its
 * meridian; and one with |a| beyond 2 asin (c1 / 2 R), R = b^2 / a being the least radius of
 * curvature, since the ground between is at least R |a| long and bends at most by 1 / R (Schwarz).
 * So inside the reach the rests are bounded by their values at its corner, which is `error`, and
 * what is outside of it must only be seen to be outside.  In longitude it is, as dx^2 is cut off at
 * most_dx2, the edge of the reach, where the chord is above c1.  In latitude Y alone is larger
 * than at the edge of the reach (its polynomial is at least 0.75 M^2 or grows up to |a| = pi)
 * unless the polynomial of p has become negative, which needs |a| >= t / 1.52 with t = p0 / M
 * < 1.01; there Y >= 0.39 t^2 M^2, and p0 p C >= -8.6 c1^2 / t, so the sum is above c1^2 where c1
 * <= 0.2 t^1.5 M.  That is the condition on the radius.  With it a <= 0.21, b <= 0.21, p lies
 * within 0.78 and 1.22 of p0, and `error` is below 0.0016 c1^2, so that c1, 2^-9 above the radius,
 * leaves more than twice the error and the rounding between.
 *
 * Differences wrap at 2^32 units.  A difference in longitude that has wrapped stands for one above
 * 214 degrees and is at least 69 then: beyond the reach, as it should be, since the circle does not
 * touch the antimeridian.
 *
 * The rounding.  Let u = 2^-24.  dx and dy are wrong by u, s by 3 u, the bracket with bend by 1.1
 * u, that of p by 4.6 u (its terms are at most 1.22 times their sum), the two products by u each,
 * and the sum by u: 12 u without fused operations, in the other half less.  SUY_FRAME_ROUNDING is
 * 16 u.
 *
 * From the chord to the ground.  All radii of curvature lie between R1 = b^2 / a and R2 = a^2 / b.
 * A geodesic bends as its surface does, by at most 1 / R1, so one d metres long has a chord of at
 * least 2 R1 sin (d / 2 R1) (Schwarz).  And the ellipsoid rolls freely in a ball of radius R2
 * (Blaschke), so it holds the spindle of the arcs of radius R2 over any of its chords; a way on its
 * surface does not enter the spindle and is at least as long as such an arc: the chord is at most
 * 2 R2 sin (d / 2 R2).  Both sines are replaced by series that err to the safe side.
 *
 * Boxes.  Inside the reach p is within p0 +- (M sin a + 0.51 A a^2), M within M +- (M' a +
 * 0.0105 A a^2), the meridian's chord is at most M a and at least 2 M sin (a/2) (Schwarz again),
 * and b^2 (1 - b^2 / 12) <= C <= b^2.  A box of which some part is outside of the reach is not
 * wholly within by the same bounds, as far_x and far_y are above those of the reach, and the part
 * of it that is outside does not matter for near_x and near_y. */

#include "suy-frame.h"

#include "suy-radii.h"

double
suy_frame_chord_in (double metres)
{
  double d = metres - SUY_TOUCH_M;

  return d * (1 - d * d / (24 * SUY_LEAST_RADIUS_M * SUY_LEAST_RADIUS_M));
}

double
suy_frame_chord_out (double metres)
{
  double d = metres + SUY_TOUCH_M;
  double x = d * d / (SUY_MOST_RADIUS_M * SUY_MOST_RADIUS_M);

  return d * (1 - x / 24 + x * x / 1920);
}

/* The two ways of rounding leave room for the conversion to float too. */
static inline float
lower (double x)
{
  return (float) (x * (1 - SUY_FRAME_ROUNDING));
}

static inline float
upper (double x)
{
  return (float) (x * (1 + SUY_FRAME_ROUNDING));
}

static inline void
set_polynomials (SuyFrame *self, const SuyRadii *r)
{
  const double u2 = SUY_RADIAN * SUY_RADIAN;

  self->p[0] = (float) (r->p * r->p * u2);
  self->p[1] = (float) (-r->p * r->m * r->sine * u2 * SUY_RADIAN);
  self->p[2] = (float) (-r->p * (r->m * r->cosine + r->m1 * r->sine) / 2 * u2 * u2);
  self->q[0] = (float) (r->m * r->m * u2);
  self->q[1] = (float) (r->m * r->m1 * u2 * SUY_RADIAN);
  self->q[2] = (float) ((r->m1 * r->m1 / 4 + r->m * r->m2 / 3 - r->m * r->m / 12) * u2 * u2);
  self->bend = (float) (u2 / 12);
}

static inline void
set_boxes (SuyFrame *self, const SuyRadii *r, double a, double b)
{
  const double u2 = SUY_RADIAN * SUY_RADIAN;
  double dp = r->m * fabs (r->sine) * a + 0.51 * SUY_EARTH_A * a * a;
  double dm = fabs (r->m1) * a + 0.0105 * SUY_EARTH_A * a * a;

  self->near_x = (float) (r->p * (r->p - dp) * (1 - b * b / 12) * u2);
  self->near_y = (float) ((r->m - dm) * (r->m - dm) * (1 - a * a / 12) * u2);
  self->far_x = (float) (r->p * (r->p + dp) * u2);
  self->far_y = (float) ((r->m + dm) * (r->m + dm) * u2);
}

gboolean
suy_frame_init (SuyFrame *self, SuyPoint centre, double metres)
{
  SuyRadii r = suy_radii_at (centre.y);
  double in = suy_frame_chord_in (metres), out = suy_frame_chord_out (metres);
  SuyReach reach;
  double a, b;

  if (!suy_radii_reach (&r, centre.x, metres, &reach))
    return FALSE;
  a = reach.a;
  b = reach.b;

  self->x = centre.x;
  self->y = centre.y;
  self->reach = reach.chord;
  self->error = 1.05 / 6 * r.p * SUY_EARTH_A * a * a * a * b * b +
                r.p * r.p * b * b * b * b * b * b / 288 +
                SUY_EARTH_A * SUY_EARTH_A * a * a * a * a * a * (0.0045 + 0.0184 * a);
  set_polynomials (self, &r);
  self->most_dx2 = (float) (b * b / (SUY_RADIAN * SUY_RADIAN));
  self->surely_in = in > 0 ? lower (in * in - self->error) : -1;
  self->surely_out = upper (out * out + self->error);

  set_boxes (self, &r, a, b);
  self->box_in = in > 0 ? lower (in * in) : -1;
  self->box_out = upper (out * out);

  return TRUE;
}

/* The rests are of the fifth order and more, and the reach of a shorter chord is shorter. */
double
suy_frame_error (const SuyFrame *self, double chord2)
{
  double share = sqrt (chord2) * 1.002 / self->reach;

  share = fmin (share, 1);

  return self->error * share * share * share * share * share + chord2 * SUY_FRAME_ROUNDING;
}
