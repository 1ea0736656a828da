/* suy-radii.h: how is the ellipsoid bent at this latitude, and how far does a circle reach there?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What suy-frame.c and suy-plane.c share; the reasons stand in suy-frame.c. */

#pragma once

#include <math.h>

#include "suy-edge.h"

G_BEGIN_DECLS

#define SUY_RADIAN (G_PI / 180 / SUY_DEGREE) /* one grid unit */
#define SUY_EARTH_E2 (SUY_EARTH_F * (2 - SUY_EARTH_F))
#define SUY_LEAST_RADIUS_M (SUY_EARTH_B * SUY_EARTH_B / SUY_EARTH_A)
#define SUY_MOST_RADIUS_M (SUY_EARTH_A * SUY_EARTH_A / SUY_EARTH_B)

/* The distance from the axis, the radius of the meridian and its derivatives by latitude; metres.
 */
typedef struct
{
  double sine, cosine, p, m, m1, m2;
} SuyRadii;

static inline SuyRadii
suy_radii_at (gint32 y)
{
  double s = sin (y * SUY_RADIAN), c = cos (y * SUY_RADIAN);
  double iw = 1 / (1 - SUY_EARTH_E2 * s * s);
  double n = SUY_EARTH_A * sqrt (iw);
  double m = n * (1 - SUY_EARTH_E2) * iw;
  double m1 = 3 * m * SUY_EARTH_E2 * iw * s * c;
  double m2 = 3 * m * SUY_EARTH_E2 * iw * (c * c - s * s + 5 * SUY_EARTH_E2 * iw * s * s * c * c);

  return (SuyRadii){ s, c, n * c, m, m1, m2 };
}

/* What is outside of the reach, in latitude or longitude, has a chord above the one given. */
typedef struct
{
  double chord; /* above the radius by 2^-9 of it and a metre */
  double a, b;  /* radians of latitude and longitude */
} SuyReach;

/* asin (x) for 0 <= x <= 0.3, never below it. */
static inline double
suy_asin_above (double x)
{
  return x * (1 + x * x / 5);
}

/* Returns: FALSE where the circle is too large, too near a pole or touches the antimeridian */
static inline gboolean
suy_radii_reach (const SuyRadii *r, gint32 x, double metres, SuyReach *reach)
{
  double chord = metres * (1 + 0x1p-9) + 1;

  if (!(25 * chord * chord * r->m <= r->p * r->p * r->p))
    return FALSE;

  reach->chord = chord;
  reach->a = 2 * suy_asin_above (chord / (2 * SUY_LEAST_RADIUS_M));
  reach->b = suy_asin_above (chord / r->p);

  return fabs ((double) x) + reach->b / SUY_RADIAN < 180.0 * SUY_DEGREE;
}

G_END_DECLS
