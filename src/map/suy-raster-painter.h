/* suy-raster-painter.h: what do the pictures of this MBTiles file show here?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "suy-mbtiles.h"

G_BEGIN_DECLS

/**
 * suy_raster_painter_paint:
 * @zoom, @x, @y: a tile of @size pixels at 0,0 of @cr; filled from the four tiles a level deeper,
 * of half the size each, or from part of the nearest one above where the file ends
 * @error: a picture that can't be read (PNG and JPEG can); the rest is painted
 *
 * Any thread.
 */
gboolean suy_raster_painter_paint (SuyMbtiles *tiles,
                                   guint zoom,
                                   guint32 x,
                                   guint32 y,
                                   double size,
                                   cairo_t *cr,
                                   GError **error);

G_END_DECLS
