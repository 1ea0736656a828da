/* suy-globe.h: is this place nearer than that radius, anywhere on earth?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What suy-frame.h does for circles that are not too large, by chords in space, in double, for any
 * circle: also over the poles, over the antimeridian, or around the world.  Some 50 ns a place. */

#pragma once

#include "suy-short-way.h"

G_BEGIN_DECLS

typedef struct
{
  SuyPoint point;
  SuyPlace place;
  double metres;
  double in, out; /* chords up to in are within, above out they are not */
} SuyGlobe;

/* @metres: the radius, which belongs to the circle */
void suy_globe_init (SuyGlobe *self, SuyPoint centre, double metres);

/* Exact, by the geodesic where the chord leaves a doubt. */
gboolean suy_globe_holds (const SuyGlobe *self, SuyPoint point);

/* The chord from the centre. */
double suy_globe_chord (const SuyGlobe *self, SuyPoint point);

/* Bounds of the chords of all that is in a box that is not empty. */
void suy_globe_box (const SuyGlobe *self, const SuyBox *box, double *least, double *most);

/* No place with this chord is nearer along the ground. */
double suy_globe_least_metres (double chord);

G_END_DECLS
