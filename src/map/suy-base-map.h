/* suy-base-map.h: the base map's layer of a map, and when it is all there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libshumate 1.0 keeps drawn tiles for ever, so another file, style, language or scale is a new
 * layer that is put above the old one; the old one goes when the new one has drawn. */

#pragma once

#include <shumate/shumate.h>

#include "suy-tile-source.h"

G_BEGIN_DECLS

typedef struct _SuyBaseMap SuyBaseMap;

/* @changed: called with @owner when tiles, texts or is_busy() have changed.  @map outlives it. */
SuyBaseMap *suy_base_map_new (ShumateMap *map, GFunc changed, gpointer owner);
void suy_base_map_free (SuyBaseMap *self);

/* @tiles: (nullable): bare ground */
void suy_base_map_set (SuyBaseMap *self,
                       SuyMbtiles *tiles,
                       SuyStyle *style,
                       const char *language,
                       int scale);

SuyTileSource *suy_base_map_get_source (SuyBaseMap *self); /* borrowed, NULL before set() */
void suy_base_map_set_opacity (SuyBaseMap *self, double opacity);

/* The view has changed: tiles will be asked for, and are asked for again 150 ms later, since
 * libshumate from 1.0.4 on forgets some now and then. */
void suy_base_map_touch (SuyBaseMap *self);

/* Tiles are missing, or may still be asked for. */
gboolean suy_base_map_is_busy (SuyBaseMap *self);

G_END_DECLS
