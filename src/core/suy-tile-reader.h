/* suy-tile-reader.h: what is in this vector tile, whoever made it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mapbox Vector Tile 2.1 (and 1.0).  The whole tile is walked and checked when it is opened, so the
 * getters can't run out of bounds; a damaged tile is an error, never a crash. */

#pragma once

#include <glib.h>

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct _SuyTileReader SuyTileReader;

typedef enum
{
  SUY_TILE_UNKNOWN,
  SUY_TILE_POINT,
  SUY_TILE_LINE,
  SUY_TILE_POLYGON,
} SuyTileGeometry;

typedef enum
{
  SUY_TILE_VALUE_NONE,
  SUY_TILE_VALUE_TEXT,
  SUY_TILE_VALUE_NUMBER,
  SUY_TILE_VALUE_BOOLEAN,
} SuyTileValueType;

typedef struct
{
  SuyTileValueType type;
  const char *text; /* TEXT: NUL-terminated valid UTF-8, borrowed from the reader */
  double number;    /* NUMBER, BOOLEAN (0, 1) */
} SuyTileValue;

/* Coordinates in tile units, 0 to extent, y down; outside of that in the tile's margin. */
typedef struct
{
  guint64 id;
  gboolean has_id;
  SuyTileGeometry geometry;
  guint n_runs;
  const guint32 *ends; /* one past the last point of each run; rings closed, first point repeated */
  const SuyPoint *points; /* in tile units here */
} SuyTileFeature;

/**
 * suy_tile_reader_new:
 * @bytes: not compressed; a reference is kept
 * @error: SUY_ERROR_CORRUPT: what and at which byte; SUY_ERROR_LIMIT: over 2 million points
 *
 * Returns: (transfer full): the reader, or NULL with @error set
 */
SuyTileReader *suy_tile_reader_new (GBytes *bytes, GError **error);
void suy_tile_reader_free (SuyTileReader *self);

guint suy_tile_reader_get_n_layers (SuyTileReader *self);
const char *suy_tile_reader_get_layer_name (SuyTileReader *self, guint layer);
int suy_tile_reader_find_layer (SuyTileReader *self, const char *name); /* -1: none */
guint suy_tile_reader_get_extent (SuyTileReader *self, guint layer);
guint suy_tile_reader_get_n_features (SuyTileReader *self, guint layer);

/* Borrowed from the reader. */
SuyTileFeature suy_tile_reader_get_feature (SuyTileReader *self, guint layer, guint feature);
SuyTileValue suy_tile_reader_get_value (SuyTileReader *self,
                                        guint layer,
                                        guint feature,
                                        const char *key);

/* Number of tags, and the tag at @i; for those who want all. */
guint suy_tile_reader_get_n_tags (SuyTileReader *self, guint layer, guint feature);
const char *suy_tile_reader_get_tag (SuyTileReader *self,
                                     guint layer,
                                     guint feature,
                                     guint i,
                                     SuyTileValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileReader, suy_tile_reader_free)

G_END_DECLS
