/* suy-tile-tags.h: what do the features of a tile say of themselves?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tags of all features of a layer, encoded once; a tile copies the values that it needs.  Fill it
 * in the order of the features, then give it to suy_tile_layer_new_tagged(), which copies it in the
 * order of tiles. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuyTileTags SuyTileTags;

typedef enum
{
  SUY_TILE_TAG_OWN,    /* as good as each feature has a value of its own: a code, a name */
  SUY_TILE_TAG_SHARED, /* some few values are shared by all: a choice; a tile holds each once */
} SuyTileTagKind;

SuyTileTags *suy_tile_tags_new (void);
SuyTileTags *suy_tile_tags_ref (SuyTileTags *self);
void suy_tile_tags_unref (SuyTileTags *self);

/* All before the first feature; each name once, in UTF-8.  Returns: the key's number */
guint32 suy_tile_tags_add_key (SuyTileTags *self, const char *name, SuyTileTagKind kind);

/* Tags of the next feature, each key once. */
void suy_tile_tags_text (SuyTileTags *self, guint32 key, const char *value);
void suy_tile_tags_integer (SuyTileTags *self, guint32 key, gint64 value);
void suy_tile_tags_real (SuyTileTags *self, guint32 key, double value);
void suy_tile_tags_boolean (SuyTileTags *self, guint32 key, gboolean value);

/* Ends a feature, which may have no tags. */
void suy_tile_tags_end_feature (SuyTileTags *self);

guint32 suy_tile_tags_get_n (SuyTileTags *self); /* features ended */

/* ---- for the layer ---- */

/* The same tags in another order: of feature @items[0], then of @items[1], ...  (transfer full) */
SuyTileTags *suy_tile_tags_reorder (SuyTileTags *self, const guint32 *items, guint32 n);

/* What a tile's layer says so far: the values, and which shared one has which number. */
typedef struct
{
  SuyTileTags *tags;
  GByteArray *values;
  guint32 n_values;
  gsize own_bytes;  /* of values, without the shared ones */
  guint32 *numbers; /* of shared values; G_MAXUINT32: not in the tile yet */
  guint8 *room;
  gsize room_size;
  const guint8 *packed; /* in room: the tags field of the feature that was taken last */
  gsize packed_size;
} SuyTileTagSink;

void suy_tile_tag_sink_init (SuyTileTagSink *self, SuyTileTags *tags);
void suy_tile_tag_sink_clear (SuyTileTagSink *self);

/* Goes back to when n_values and the length of values were these. */
void suy_tile_tag_sink_return (SuyTileTagSink *self, guint32 n_values, guint n_bytes);

/* Leaves the feature's tags field, ready to copy, in packed (of no bytes if it has none), and its
 * values in values. */
void suy_tile_tag_sink_take (SuyTileTagSink *self, guint32 item);

void suy_tile_tags_append_keys (SuyTileTags *self, GByteArray *out);

/* At most so many bytes the tags of @item need in a tile, shared values not counted. */
guint32 suy_tile_tags_get_cost (SuyTileTags *self, guint32 item);

/* Bytes of all keys and all shared values. */
gsize suy_tile_tags_get_common (SuyTileTags *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyTileTags, suy_tile_tags_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyTileTagSink, suy_tile_tag_sink_clear)

G_END_DECLS
