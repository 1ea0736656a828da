/* suy-tile-source.h: what does the base map show here?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws the tiles of an MBTiles file, vector tiles under a style or pictures, in threads of its
 * own. Zooms deeper than the file's are drawn from its deepest tiles, a missing tile from the level
 * above. A tile that can't be read is drawn as bare ground and counted.  Tiles are 512 pixels. */

#pragma once

#include <shumate/shumate.h>

#include "suy-mbtiles.h"
#include "suy-style.h"

G_BEGIN_DECLS

#define SUY_TILE_SIZE 512

#define SUY_TYPE_TILE_SOURCE (suy_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (SuyTileSource, suy_tile_source, SUY, TILE_SOURCE, ShumateMapSource)

/* Property "pending" (guint): tiles asked for and not drawn yet.
 * Signal "labels-changed": new tiles brought new texts. */

/**
 * suy_tile_source_new:
 * @tiles: (nullable): NULL: bare ground
 * @style: kept
 * @language: (nullable): "zh", "en"
 * @scale: the widget's scale factor, from 1
 */
SuyTileSource *suy_tile_source_new (SuyMbtiles *tiles,
                                    SuyStyle *style,
                                    const char *language,
                                    int scale);

guint suy_tile_source_get_pending (SuyTileSource *self);

/* How many tiles could not be read, and what was wrong with the first.  (nullable) */
guint suy_tile_source_get_n_failed (SuyTileSource *self);
const char *suy_tile_source_get_failure (SuyTileSource *self);

/**
 * suy_tile_source_collect:
 * @zoom: the viewport's
 * @min_x, @min_y, @max_x, @max_y: Mercator box
 *
 * Texts of the tiles in the box that are drawn by now, from the level of @zoom; where that level is
 * not there yet, from the one above.  Returns: (transfer container) (element-type SuyMapLabel):
 * borrowed until the next tile is drawn
 */
GPtrArray *suy_tile_source_collect (SuyTileSource *self,
                                    double zoom,
                                    double min_x,
                                    double min_y,
                                    double max_x,
                                    double max_y);

G_END_DECLS
