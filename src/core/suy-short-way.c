/* suy-short-way.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With x = (c / R)^2 an arc over the chord c is c (1 + x / 24 + 3 x^2 / 640 + ...) long.  By Euler
 * 1/R = cos^2 (azimuth) / M + sin^2 (azimuth) / N.  At 25 km the first term is 16 mm.  What is left
 * out: the change of R along the way, even about the middle, 1e-5 of it; the mean of the squared
 * sines for that of the mean latitude, and dlat for the azimuth, 1e-6 of it each; the next power,
 * 1e-13 m.  The rounding of the coordinates is 2e-9 m.  In all below 1e-8 m, and
 * SUY_SHORT_WAY_ERROR_M is three times that. */

#include "suy-short-way.h"

#include <math.h>

#include "suy-edge.h"

#define E2 (SUY_EARTH_F * (2 - SUY_EARTH_F))

SuyPlace
suy_place (SuyPoint point)
{
  double lon = suy_degrees (point.x) * (G_PI / 180), lat = suy_degrees (point.y) * (G_PI / 180);
  double sine = sin (lat);
  double n = SUY_EARTH_A / sqrt (1 - E2 * sine * sine);
  double across = n * cos (lat);

  return (SuyPlace){ lat,
                     sine * sine,
                     { across * cos (lon), across * sin (lon), n * (1 - E2) * sine } };
}

double
suy_place_chord (const SuyPlace *a, const SuyPlace *b)
{
  double x = a->at[0] - b->at[0], y = a->at[1] - b->at[1], z = a->at[2] - b->at[2];

  return sqrt (x * x + y * y + z * z);
}

double
suy_short_way (const SuyPlace *a, const SuyPlace *b, double chord)
{
  double w = 1 - E2 * (a->square_of_sine + b->square_of_sine) / 2;
  double n_per_m = w / (1 - E2);
  double north = SUY_EARTH_A / (sqrt (w) * n_per_m) * (a->lat - b->lat) / chord;
  double curvature = sqrt (w) / SUY_EARTH_A * (1 + north * north * (n_per_m - 1));
  double x = chord * chord * curvature * curvature;

  return chord * (1 + x * (1 / 24.0 + x * (3 / 640.0))) + SUY_SHORT_WAY_ERROR_M;
}
