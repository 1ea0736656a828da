/* suy-globe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With R1 = b^2 / a and R2 = a^2 / b, the least and the greatest radius of curvature, a geodesic of
 * d metres has a chord of at least 2 R1 sin (d / 2 R1) up to d = pi R1, and of at most
 * 2 R2 sin (d / 2 R2): see suy-frame.c.  Beyond pi R1 = 19,903 km the places are all but opposite:
 * the ellipsoid is the sphere of radius a pressed together along the axis, so their images on the
 * sphere are at least d / a = 3.12 radians apart, with a chord of at least 2 a 0.99994, of which
 * b / a are left: more than 2 R1.  No two places are more than half a meridian apart.
 *
 * The chords are good to 2e-9 m (suy-short-way.c), which SLACK_M covers with what the geodesic
 * lacks. */

#include "suy-globe.h"

#include "suy-geodesic.h"
#include "suy-radii.h"

#define SLACK_M 1e-6
#define HALF_MERIDIAN_M 20003931.4586

void
suy_globe_init (SuyGlobe *self, SuyPoint centre, double metres)
{
  double in = metres - SUY_TOUCH_M, out = metres + SUY_TOUCH_M;

  self->point = centre;
  self->place = suy_place (centre);
  self->metres = metres;
  self->in =
      in >= HALF_MERIDIAN_M + 1
          ? INFINITY
          : 2 * SUY_LEAST_RADIUS_M * sin (fmin (in / (2 * SUY_LEAST_RADIUS_M), G_PI_2)) - SLACK_M;
  self->out = out >= G_PI * SUY_MOST_RADIUS_M
                  ? INFINITY
                  : 2 * SUY_MOST_RADIUS_M * sin (out / (2 * SUY_MOST_RADIUS_M)) + SLACK_M;
}

double
suy_globe_chord (const SuyGlobe *self, SuyPoint point)
{
  SuyPlace place = suy_place (point);

  return suy_place_chord (&self->place, &place);
}

gboolean
suy_globe_holds (const SuyGlobe *self, SuyPoint point)
{
  double chord = suy_globe_chord (self, point);

  if (chord <= self->in)
    return TRUE;
  if (chord > self->out)
    return FALSE;

  return suy_geodesic_distance (self->point, point) <= self->metres;
}

/* From the middle of a box one gets to any place in it along half its height of meridian and then
 * half its width of a parallel, of which the one nearest to the equator is the longest. */
void
suy_globe_box (const SuyGlobe *self, const SuyBox *box, double *least, double *most)
{
  gint64 width = (gint64) box->max_x - box->min_x, height = (gint64) box->max_y - box->min_y;
  SuyPoint middle = { (gint32) (box->min_x + width / 2), (gint32) (box->min_y + height / 2) };
  double chord = suy_globe_chord (self, middle);
  gint32 y = box->min_y > 0 ? box->min_y : box->max_y < 0 ? box->max_y : 0;
  double parallel = SUY_MOST_RADIUS_M * cos (y * SUY_RADIAN);
  double radius = SUY_MOST_RADIUS_M * (double) (height / 2 + 1) * SUY_RADIAN +
                  parallel * (double) (width / 2 + 1) * SUY_RADIAN + SLACK_M;

  *least = chord - radius;
  *most = chord + radius;
}

double
suy_globe_least_metres (double chord)
{
  double half = fmax (0, chord - SLACK_M) / (2 * SUY_MOST_RADIUS_M);

  return 2 * SUY_MOST_RADIUS_M * asin (fmin (half, 1)) - SUY_TOUCH_M;
}
