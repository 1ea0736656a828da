/* suy-tile-curve.h: how far down its tile is a place of this latitude, quickly?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mercator's formula needs a tangent and a logarithm for every vertex.  Over the height of one tile
 * it is so smooth that a short polynomial is as good. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

#define SUY_TILE_CURVE_TOLERANCE 1e-5 /* tile units */
#define SUY_TILE_CURVE_MAX_DEGREE 9

typedef struct
{
  double scale, top; /* tile units = mercator * scale - top */
  gint32 min_y, max_y;
  double middle, stretch; /* argument = (latitude - middle) * stretch, -1 to 1 */
  guint degree;           /* 0: no polynomial is good enough */
  double factors[SUY_TILE_CURVE_MAX_DEGREE + 1];
} SuyTileCurve;

/* For latitudes @min_y to @max_y, in 1e-7 degree; elsewhere the answer is right but slow. */
void suy_tile_curve_init (SuyTileCurve *self, double scale, double top, gint32 min_y, gint32 max_y);

/* By Mercator's formula. */
double suy_tile_curve_get_exact (const SuyTileCurve *self, gint32 y);

static inline double
suy_tile_curve_get (const SuyTileCurve *self, gint32 y)
{
  double t = (y - self->middle) * self->stretch;
  double sum = self->factors[self->degree];

  if (self->degree == 0 || y < self->min_y || y > self->max_y)
    return suy_tile_curve_get_exact (self, y);

  for (guint i = self->degree; i > 0; i--)
    sum = sum * t + self->factors[i - 1];

  return sum;
}

G_END_DECLS
