/* suy-tile-points.h: which single points of a layer lie in this tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of a tile layer: points along the Z curve with a tree of boxes over them, so that a tile is
 * one range of them and its margin some few more. */

#pragma once

#include "suy-feature-set.h"
#include "suy-items.h"
#include "suy-tile-order.h"
#include "suy-tile-tags.h"

G_BEGIN_DECLS

typedef struct _SuyTilePoints SuyTilePoints;

/* Takes the single points of @set; what isn't one, or isn't on the map, is left out. */
SuyTilePoints *suy_tile_points_new (SuyFeatureSet *set, const guint8 *ranks);

/* Gives point i the tags of feature i of @tags, and forgets the items. */
void suy_tile_points_set_tags (SuyTilePoints *self, SuyTileTags *tags);
void suy_tile_points_free (SuyTilePoints *self);

guint32 suy_tile_points_get_n (SuyTilePoints *self);
const guint32 *suy_tile_points_get_items (SuyTilePoints *self); /* of the set */

/* Appends the points in @box. */
void suy_tile_points_find (SuyTilePoints *self, const SuyWorldBox *box, SuySpans *spans);

/* At most so many bytes does one point need. */
guint32 suy_tile_points_get_max_cost (SuyTilePoints *self);

/**
 * suy_tile_points_write:
 * @sink: of the tags that suy_tile_points_set_tags() got; of none without
 * @bytes: features are appended, in the order of @spans
 *
 * Returns: how many were written; fewer than @spans hold if they didn't fit into @room
 */
guint32 suy_tile_points_write (SuyTilePoints *self,
                               const SuyTileFrame *frame,
                               const SuySpans *spans,
                               SuyTileRoom room,
                               SuyTileTagSink *sink,
                               GByteArray *bytes);

G_END_DECLS
