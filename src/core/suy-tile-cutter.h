/* suy-tile-cutter.h: what is left of this shape in this tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes the corners that the zoom needs, rounds them to the tile's grid, clips to the tile and its
 * margin, mends rings, and writes the commands of Mapbox Vector Tile 2.1, section 4.3. */

#pragma once

#include "suy-tile-shapes.h"

G_BEGIN_DECLS

/* Scratch for one thread. */
typedef struct
{
  SuyPoint *points; /* what is left, in tile units */
  guint n_points, points_room;
  SuyItems ends; /* where in points each run ends */
  guint8 *bytes; /* the commands, with slack behind them */
  gsize size;    /* of the commands; 0: nothing is left */
  gsize bytes_room;
  GArray *far, *spare, *parts; /* of SuyFar: work of clipping */
  GArray *part_ends;           /* of guint32 */
} SuyTileCutter;

void suy_tile_cutter_init (SuyTileCutter *self);
void suy_tile_cutter_clear (SuyTileCutter *self);

/**
 * suy_tile_cutter_cut:
 *
 * Leaves the commands in bytes and size.  Outer rings have a positive area by the surveyor's
 * formula with y down, holes a negative one and stand behind their outer ring.  No ring is under
 * one square unit, crosses or touches itself, or crosses another; no line is without length.
 */
void suy_tile_cutter_cut (SuyTileCutter *self,
                          const SuyTileFrame *frame,
                          const SuyTileShape *shape);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyTileCutter, suy_tile_cutter_clear)

G_END_DECLS
