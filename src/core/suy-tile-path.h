/* suy-tile-path.h: which points do the commands of a tile's geometry visit?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Mapbox Vector Tile 2.1, section 4.3. */

#pragma once

#include "suy-tile-reader.h"
#include "suy-wire.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_TILE_PATH_DONE,
  SUY_TILE_PATH_DAMAGED, /* the wire stands at the damage */
  SUY_TILE_PATH_TOO_LONG,
} SuyTilePathResult;

/**
 * suy_tile_path_read:
 * @wire: the packed commands
 * @points: of SuyPoint: where the points are appended
 * @ends: of guint32: where the ends of the runs are appended, counted from the first point appended
 * @max_points: how long @points may become
 *
 * Points are one run.  A ring is closed by its first point; a line or ring that is too short to be
 * one is left out.
 */
SuyTilePathResult suy_tile_path_read (SuyWire *wire,
                                      SuyTileGeometry geometry,
                                      GArray *points,
                                      GArray *ends,
                                      guint max_points);

G_END_DECLS
