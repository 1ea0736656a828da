/* suy-tile-layer.h: what does this tile hold of a layer?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A snapshot of one layer made ready for tiles: places projected once (spherical Mercator) and kept
 * in the order of tiles, so that a tile is a few runs of memory.  It never changes; threads share
 * it without a lock.  The same layer and rule give the same bytes. */

#pragma once

#include "suy-feature-set.h"

G_BEGIN_DECLS

typedef struct _SuyTileLayer SuyTileLayer;

/* What a tile may hold, and what is done when it would hold more. */
typedef struct
{
  guint32 max_features; /* 0: no bound */
  guint32 max_bytes;    /* 0: no bound */
} SuyTileBudget;

/**
 * suy_tile_layer_new:
 * @name: of the layer in the tile
 * @set: referenced; feature ids are its ids
 * @ranks: (nullable) (array length=n): which features stay when some must go, higher first; equal
 *   ranks by a hash of the id, so that what a level shows is shown by all levels below
 *
 * Returns: (transfer full): the layer
 */
SuyTileLayer *suy_tile_layer_new (const char *name, SuyFeatureSet *set, const guint8 *ranks);
SuyTileLayer *suy_tile_layer_ref (SuyTileLayer *self);
void suy_tile_layer_unref (SuyTileLayer *self);

/**
 * suy_tile_layer_write:
 * @bytes: the tile's layer message is appended, nothing where nothing is
 *
 * Features carry their ids and no tags.
 *
 * Returns: how many features were written
 */
guint32 suy_tile_layer_write (SuyTileLayer *self,
                              guint zoom,
                              guint32 x,
                              guint32 y,
                              const SuyTileBudget *budget,
                              GByteArray *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileLayer, suy_tile_layer_unref)

G_END_DECLS
