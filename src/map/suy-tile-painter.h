/* suy-tile-painter.h: what does this vector tile look like under this style?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "suy-style.h"
#include "suy-tile-reader.h"

G_BEGIN_DECLS

/* The tile shown, and which part of the data's tile it is: beyond the deepest zoom of the data the
 * part is smaller than the whole. */
typedef struct
{
  guint zoom;
  guint32 x, y;
  double size;   /* pixels of a side */
  double part_x; /* 0..1: the part's west and north edge in the data's tile */
  double part_y;
  double parts; /* how many parts make a side: 1, 2, 4, ... */
} SuyTileWindow;

/* The window of tile @x, @y of @zoom when the data is its ancestor of @data_zoom (<= @zoom). */
SuyTileWindow suy_tile_window (guint zoom, guint32 x, guint32 y, double size, guint data_zoom);

/**
 * suy_tile_painter_paint:
 * @reader: (nullable): NULL paints the background alone
 * @language: (nullable): what the style's ["global-state", "language"] gives
 * @cr: 0,0 to size,size in pixels are the tile
 * @labels: (element-type SuyMapLabel) (nullable): gets the texts whose spot lies in the window
 *
 * A tile is seen at zooms from its own to one above, so it is drawn as for the middle of them.  Any
 * thread.
 */
void suy_tile_painter_paint (SuyStyle *style,
                             SuyTileReader *reader,
                             const SuyTileWindow *window,
                             const char *language,
                             cairo_t *cr,
                             GPtrArray *labels);

G_END_DECLS
