/* suy-tile-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-curve.h"

#include <math.h>

#include "suy-mercator.h"

static double
exact (const SuyTileCurve *self, double y)
{
  double lat = y * (G_PI / 180 / SUY_DEGREE);

  return (0.5 - asinh (tan (lat)) / (2 * G_PI)) * self->scale - self->top;
}

static double
at_argument (const SuyTileCurve *self, double t)
{
  return exact (self, self->middle + t / self->stretch);
}

/* Newton's divided differences over Chebyshev's nodes, turned into powers of the argument.
 * Source: any textbook of numerical analysis, "polynomial interpolation". */
static void
fit (SuyTileCurve *self, guint degree)
{
  double node[SUY_TILE_CURVE_MAX_DEGREE + 1];
  double newton[SUY_TILE_CURVE_MAX_DEGREE + 1];
  double *factors = self->factors;

  for (guint i = 0; i <= degree; i++)
    {
      node[i] = cos (G_PI * (i + 0.5) / (degree + 1));
      newton[i] = at_argument (self, node[i]);
    }
  for (guint step = 1; step <= degree; step++)
    for (guint i = degree; i >= step; i--)
      newton[i] = (newton[i] - newton[i - 1]) / (node[i] - node[i - step]);

  self->degree = degree;
  for (guint i = 0; i <= degree; i++)
    factors[i] = 0;
  for (guint i = degree + 1; i-- > 0;)
    {
      for (guint k = degree; k > 0; k--)
        factors[k] = factors[k - 1] - node[i] * factors[k];
      factors[0] = newton[i] - node[i] * factors[0];
    }
}

/* The error is largest between the nodes and at the ends. */
static gboolean
is_good (const SuyTileCurve *self)
{
  for (guint i = 0; i <= self->degree + 1; i++)
    {
      double t = cos (G_PI * i / (self->degree + 1));
      double y = round (self->middle + t / self->stretch);

      y = CLAMP (y, self->min_y, self->max_y);
      if (!(fabs (suy_tile_curve_get (self, (gint32) y) - exact (self, y)) <=
            SUY_TILE_CURVE_TOLERANCE))
        return FALSE;
    }

  return TRUE;
}

void
suy_tile_curve_init (SuyTileCurve *self, double scale, double top, gint32 min_y, gint32 max_y)
{
  static const guint degrees[] = { 4, 6, SUY_TILE_CURVE_MAX_DEGREE };

  *self = (SuyTileCurve){ .scale = scale, .top = top, .min_y = min_y, .max_y = max_y };
  self->middle = ((double) min_y + max_y) / 2;
  self->stretch = 2 / ((double) max_y - min_y);

  for (gsize i = 0; i < G_N_ELEMENTS (degrees); i++)
    {
      fit (self, degrees[i]);
      if (is_good (self))
        return;
    }
  self->degree = 0;
}

double
suy_tile_curve_get_exact (const SuyTileCurve *self, gint32 y)
{
  double x, place;

  suy_mercator_project ((SuyPoint){ 0, y }, &x, &place);

  return place * self->scale - self->top;
}
