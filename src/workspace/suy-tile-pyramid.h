/* suy-tile-pyramid.h: how do layers become all the tiles of a file, on all cores?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-mbtiles.h"
#include "suy-tile-layer.h"

G_BEGIN_DECLS

/* One layer at some zooms; two of them with the same name must not share a zoom. */
typedef struct
{
  SuyTileLayer *layer;
  guint min_zoom, max_zoom;
  SuyTileBudget budget;
} SuyTilePart;

typedef struct
{
  guint min_zoom, max_zoom;
  gboolean is_packed; /* tiles are gzipped */
  guint n_threads;    /* 0: as many as there are processors */
} SuyTilePyramidRule;

typedef struct
{
  guint64 n_tiles;
  guint64 n_thinned;     /* tiles that a budget made leave something out */
  guint32 thinned_zooms; /* bit z: of zoom z there are some */
} SuyTilePyramidReport;

/**
 * suy_tile_pyramid_write:
 * @parts: (array length=n_parts): layers of a tile, in this order; borrowed
 *
 * Puts every tile that holds something into @writer: by zoom, column and row, so that the file's
 * index grows at its end.  Tiles are made by threads some few at a time and put in order by the
 * caller's, so memory is bounded and the file is the same however many threads there are.
 *
 * Returns: FALSE with @error set if a tile couldn't be written
 */
gboolean suy_tile_pyramid_write (const SuyTilePart *parts,
                                 guint n_parts,
                                 const SuyTilePyramidRule *rule,
                                 SuyMbtilesWriter *writer,
                                 SuyTilePyramidReport *report,
                                 GError **error);

G_END_DECLS
