/* suy-tile-writer.h: how do these features become a vector tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mapbox Vector Tile 2.1.  Shapes come in degrees and are projected (spherical Mercator), clipped
 * to the tile and a margin, simplified for the zoom, rounded to the tile's grid, and written if
 * anything is left.  The same calls give the same bytes. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

#define SUY_TILE_EXTENT 4096
#define SUY_TILE_MARGIN 64 /* tile units on every side */

typedef struct _SuyTileWriter SuyTileWriter;

/* Tile @x, @y of @zoom, counted from the north-west (XYZ).  Zoom 0 to 24. */
SuyTileWriter *suy_tile_writer_new (guint zoom, guint32 x, guint32 y);
void suy_tile_writer_free (SuyTileWriter *self);

/* The box that a feature must touch to be in the tile, margin included. */
SuyBox suy_tile_writer_get_box (SuyTileWriter *self);

/* Starts a layer; each name once. */
void suy_tile_writer_begin_layer (SuyTileWriter *self, const char *name);

/* Tags of the next feature, each key once, in UTF-8; keys and values are written once a layer. */
void suy_tile_writer_tag_text (SuyTileWriter *self, const char *key, const char *value);
void suy_tile_writer_tag_integer (SuyTileWriter *self, const char *key, gint64 value);
void suy_tile_writer_tag_real (SuyTileWriter *self, const char *key, double value);
void suy_tile_writer_tag_boolean (SuyTileWriter *self, const char *key, gboolean value);

/**
 * suy_tile_writer_add:
 * @id: written as the feature's id
 *
 * Returns: FALSE if nothing of @shape is left in this tile; the tags are then dropped
 */
gboolean suy_tile_writer_add (SuyTileWriter *self, guint64 id, const SuyShape *shape);

/* Frees @self.  Layers without features are left out.  Returns: (transfer full): maybe empty */
GBytes *suy_tile_writer_end (SuyTileWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileWriter, suy_tile_writer_free)

G_END_DECLS
