/* suy-tile-cutter.h: what is left of this shape in this tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Projects, clips to the tile and its margin, simplifies and rounds to the tile's grid.  The answer
 * is written in the commands of Mapbox Vector Tile 2.1, section 4.3.  All steps take linear time.
 */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct _SuyTileCutter SuyTileCutter;

/* See suy_tile_writer_new(). */
SuyTileCutter *suy_tile_cutter_new (guint zoom, guint32 x, guint32 y);
void suy_tile_cutter_free (SuyTileCutter *self);

SuyBox suy_tile_cutter_get_box (SuyTileCutter *self);

/**
 * suy_tile_cutter_cut:
 * @n: (out): number of commands and parameters, 0 if nothing is left
 *
 * Outer rings have a positive area by the surveyor's formula with y down, holes a negative one and
 * stand behind their outer ring.  No ring is under one square unit, no line without length.
 *
 * Returns: (transfer none): valid until the next call
 */
const guint32 *suy_tile_cutter_cut (SuyTileCutter *self, const SuyShape *shape, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileCutter, suy_tile_cutter_free)

G_END_DECLS
