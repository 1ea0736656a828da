/* suy-tile-layer.h: what does this tile hold of a layer?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A snapshot of one layer made ready for tiles: places projected once (spherical Mercator) and kept
 * in the order of tiles, so that a tile is a few runs of memory.  It never changes; threads share
 * it without a lock.  The same layer and rule give the same bytes.
 *
 * Mapbox Vector Tile 2.1.  A tile holds what lies in it and in a margin of SUY_TILE_MARGIN units on
 * every side (its west and north edges belong to it, the others don't), rounded to the nearest
 * unit.  Nothing goes round the antimeridian, and what is nearer to a pole than 85.0511 degrees is
 * not on the map: points there are left out, lines and polygons are cut.  Lines and polygons lose
 * corners that are within half a unit of the line without them, the same ones in every tile of a
 * zoom; lines that come out without length, and rings under one square unit, are left out.  No
 * ring meets itself, and no two rings of a polygon meet but in corners.
 *
 * Where a tile would hold more than its budget it is thinned.  Every feature has one place in line,
 * the same in all tiles, and a tile keeps those in front that fit:
 *   1. higher ranks first;
 *   2. of equal ranks, points go by the depth from which on they are the first of their cell, lower
 *      depths first: the world is quartered again and again, and the first of a cell is the one
 *      with the least hash of its id (suy_tile_hash()).  So places with few points keep them, and a
 *      dense town gives up as many as it must, but has no more than open country of the same depth;
 *      lines and polygons go by the longer side of their box, large ones first;
 *   3. then by the hash of the id.
 * Points are counted with the most bytes that they could need, so that a point which a tile shows
 * is shown by every tile below it that holds it, its margin included, under the same budget.
 * Lines and polygons are counted as they are.  Where a layer has both, points may take half. */

#pragma once

#include "suy-feature-set.h"
#include "suy-tile-tags.h"
#include "suy-tile-world.h"

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
 * @set: read, not kept; feature ids are its ids
 * @ranks: (nullable) (array length=n): which features stay when some must go, higher first; equal
 *   ranks by a hash of the id, so that what a level shows is shown by all levels below
 *
 * O(n log n); about 21 bytes a point and 9 a corner of a line or ring are kept besides.
 *
 * Returns: (transfer full): the layer
 */
SuyTileLayer *suy_tile_layer_new (const char *name, SuyFeatureSet *set, const guint8 *ranks);

/* The same with tags: of as many features as @set has, in its order; copied. */
SuyTileLayer *suy_tile_layer_new_tagged (const char *name,
                                         SuyFeatureSet *set,
                                         const guint8 *ranks,
                                         SuyTileTags *tags);
SuyTileLayer *suy_tile_layer_ref (SuyTileLayer *self);
void suy_tile_layer_unref (SuyTileLayer *self);

/**
 * suy_tile_layer_write:
 * @zoom: 0 to SUY_TILE_MAX_ZOOM
 * @x, @y: counted from the north-west (XYZ)
 * @budget: for the whole message of this layer; a budget that can't hold its head holds nothing
 * @bytes: the tile's layer message is appended, nothing where nothing is
 *
 * Features carry their ids, and tags if the layer has them.
 *
 * Returns: how many features were written
 */
guint32 suy_tile_layer_write (SuyTileLayer *self,
                              guint zoom,
                              guint32 x,
                              guint32 y,
                              const SuyTileBudget *budget,
                              GByteArray *bytes);

/* The same, and says whether the budget made it leave any out. */
guint32 suy_tile_layer_write_thinned (SuyTileLayer *self,
                                      guint zoom,
                                      guint32 x,
                                      guint32 y,
                                      const SuyTileBudget *budget,
                                      GByteArray *bytes,
                                      gboolean *is_thinned);

/* Whether a point, or the box of a line or polygon, lies in the tile or its margin.  If not, the
 * tiles below are empty too. */
gboolean suy_tile_layer_touches (SuyTileLayer *self, guint zoom, guint32 x, guint32 y);

guint32 suy_tile_layer_get_n (SuyTileLayer *self); /* features on the map */
const char *suy_tile_layer_get_name (SuyTileLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileLayer, suy_tile_layer_unref)

G_END_DECLS
