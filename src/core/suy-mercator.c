/* suy-mercator.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-mercator.h"

#include <math.h>

#define MAX_ZOOM 30

void
suy_mercator_project (SuyPoint point, double *x, double *y)
{
  double lat = suy_degrees (point.y) * (G_PI / 180);

  *x = CLAMP (suy_degrees (point.x) / 360 + 0.5, -4, 4);
  *y = CLAMP (0.5 - asinh (tan (lat)) / (2 * G_PI), -4, 4);
}

void
suy_mercator_unproject (double x, double y, double *lon, double *lat)
{
  *lon = (x - 0.5) * 360;
  *lat = atan (sinh ((0.5 - y) * (2 * G_PI))) * (180 / G_PI);
}

/* Outwards, so that the box holds every place whose projection is in the tile. */
static gint32
units_below (double degrees, double limit)
{
  return (gint32) floor (CLAMP (degrees, -limit, limit) * SUY_DEGREE);
}

static gint32
units_above (double degrees, double limit)
{
  return (gint32) ceil (CLAMP (degrees, -limit, limit) * SUY_DEGREE);
}

SuyBox
suy_mercator_tile_box (guint zoom, guint32 x, guint32 y, double margin)
{
  double side = ldexp (1, -(int) zoom);
  double west, east, south, north;

  g_return_val_if_fail (zoom <= MAX_ZOOM, SUY_BOX_EMPTY);

  suy_mercator_unproject ((x - margin) * side, (y - margin) * side, &west, &north);
  suy_mercator_unproject ((x + 1 + margin) * side, (y + 1 + margin) * side, &east, &south);

  return (SuyBox){ units_below (west, 180), units_below (south, 90), units_above (east, 180),
                   units_above (north, 90) };
}

static guint32
tile_number (double place, guint zoom)
{
  double n = ldexp (1, (int) zoom);

  return (guint32) CLAMP (floor (place * n), 0, n - 1);
}

void
suy_mercator_tile_at (SuyPoint point, guint zoom, guint32 *x, guint32 *y)
{
  double px, py;

  g_return_if_fail (zoom <= MAX_ZOOM);

  suy_mercator_project (point, &px, &py);
  *x = tile_number (px, zoom);
  *y = tile_number (py, zoom);
}
