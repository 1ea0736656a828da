/* suy-short-way.h: how far is a point that is near?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ten times as quick as the geodesic, for the many points of one buffer.  The inner work of
 * suy-feature-search.c; it says itself how far it can be trusted. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

/* Chords in this range are good for suy_short_way(). */
#define SUY_SHORT_WAY_LEAST_M 0.005
#define SUY_SHORT_WAY_MOST_M 25000.0

/* The result is above the geodesic by at most twice this, and never below it. */
#define SUY_SHORT_WAY_ERROR_M 3e-8

typedef struct
{
  double lat; /* radians */
  double square_of_sine;
  double at[3]; /* metres from the middle of the earth */
} SuyPlace;

SuyPlace suy_place (SuyPoint point);
double suy_place_chord (const SuyPlace *a, const SuyPlace *b);

/**
 * suy_short_way:
 * @chord: the suy_place_chord() of both, in the range above
 *
 * The chord and the arc of the circle that has the curvature of the ellipsoid half-way between, in
 * the direction of the one from the other.
 *
 * Returns: the distance along the ground, in metres
 */
double suy_short_way (const SuyPlace *a, const SuyPlace *b, double chord);

G_END_DECLS
