/* suy-mercator.h: where on the square map, and in which tile, is this place?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spherical Mercator as web tiles use it: 0..1 from west to east, and 0..1 from north
 * (85.0511 degrees) to south; places nearer to a pole come out beyond 0 or 1, clamped to +-4. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

void suy_mercator_project (SuyPoint point, double *x, double *y);
void suy_mercator_unproject (double x, double y, double *lon, double *lat);

/* The box of tile @x, @y of @zoom, in 1e-7 degree, edges included; @margin in parts of a tile. */
SuyBox suy_mercator_tile_box (guint zoom, guint32 x, guint32 y, double margin);

/* The tile at @zoom that holds @point. */
void suy_mercator_tile_at (SuyPoint point, guint zoom, guint32 *x, guint32 *y);

G_END_DECLS
