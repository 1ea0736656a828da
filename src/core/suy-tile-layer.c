/* suy-tile-layer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-layer.h"

#include "suy-tile-cutter.h"
#include "suy-tile-points.h"
#include "suy-tile-put.h"

#define VERSION 2
#define LENGTH_ROOM 5 /* bytes of the longest length of a layer's message */
#define CHUNK 65536
#define USUAL_SHAPE_SIZE 32 /* bytes, a guess */

struct _SuyTileLayer
{
  char *name;
  SuyTilePoints *points;
  SuyTileShapes *shapes;
  SuyTileTags *tags; /* nullable; of the points, then of the shapes */
  GByteArray *head;  /* the fields before the features */
};

/* One tile while it is written. */
typedef struct
{
  SuyTileLayer *layer;
  SuyTileFrame frame;
  SuyTileRoom room;
  SuyTileTagSink sink;
  GByteArray *bytes; /* longer than what is used while shapes are written */
  gsize used;
  guint32 n_written;
  gboolean is_thinned;
} Draft;

/* In the order in which tiles ask for them: points, then shapes. */
static SuyTileTags *
sort_tags (const SuyTileLayer *self, SuyTileTags *tags)
{
  guint32 n_points = suy_tile_points_get_n (self->points);
  g_autofree guint32 *items = g_new (guint32, n_points + self->shapes->n + 1);

  if (n_points > 0)
    memcpy (items, suy_tile_points_get_items (self->points), n_points * sizeof *items);
  if (self->shapes->n > 0)
    memcpy (items + n_points, self->shapes->items->data, self->shapes->n * sizeof *items);

  return suy_tile_tags_reorder (tags, items, n_points + self->shapes->n);
}

SuyTileLayer *
suy_tile_layer_new_tagged (const char *name,
                           SuyFeatureSet *set,
                           const guint8 *ranks,
                           SuyTileTags *tags)
{
  SuyTileLayer *self;

  g_return_val_if_fail (name != NULL && set != NULL, NULL);
  g_return_val_if_fail (tags == NULL || suy_tile_tags_get_n (tags) == suy_feature_set_get_n (set),
                        NULL);

  self = g_atomic_rc_box_new0 (SuyTileLayer);
  self->name = g_strdup (name);
  self->points = suy_tile_points_new (set, ranks);
  self->shapes = suy_tile_shapes_new (set, ranks);
  self->tags = tags != NULL ? sort_tags (self, tags) : NULL;
  suy_tile_points_set_tags (self->points, self->tags);
  self->head = g_byte_array_new ();
  suy_wire_append_number (self->head, LAYER_VERSION, VERSION);
  suy_wire_append_bytes (self->head, LAYER_NAME, name, strlen (name));
  suy_wire_append_number (self->head, LAYER_EXTENT, SUY_TILE_EXTENT);

  return self;
}

SuyTileLayer *
suy_tile_layer_new (const char *name, SuyFeatureSet *set, const guint8 *ranks)
{
  return suy_tile_layer_new_tagged (name, set, ranks, NULL);
}

SuyTileLayer *
suy_tile_layer_ref (SuyTileLayer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
finalize (gpointer data)
{
  SuyTileLayer *self = data;

  suy_tile_points_free (self->points);
  suy_tile_shapes_free (self->shapes);
  g_clear_pointer (&self->tags, suy_tile_tags_unref);
  g_byte_array_unref (self->head);
  g_free (self->name);
}

void
suy_tile_layer_unref (SuyTileLayer *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_tile_layer_get_n (SuyTileLayer *self)
{
  return suy_tile_points_get_n (self->points) + self->shapes->n;
}

const char *
suy_tile_layer_get_name (SuyTileLayer *self)
{
  return self->name;
}

/* What the budget leaves for features: shared values count in full, whether the tile has them or
 * not, so that a tile's room doesn't hang on what is in it. */
static SuyTileRoom
get_room (const SuyTileLayer *self, const SuyTileBudget *budget)
{
  guint64 common = 1 + LENGTH_ROOM + self->head->len +
                   (self->tags != NULL ? suy_tile_tags_get_common (self->tags) : 0);
  SuyTileRoom room = { G_MAXUINT64, G_MAXUINT64 };

  if (budget != NULL && budget->max_features > 0)
    room.features = budget->max_features;
  if (budget != NULL && budget->max_bytes > 0)
    room.bytes = budget->max_bytes > common ? budget->max_bytes - common : 0;

  return room;
}

static void
write_points (Draft *draft, const SuySpans *spans, gboolean has_shapes)
{
  SuyTileRoom room = draft->room;
  guint start = draft->bytes->len;
  guint32 n;

  if (has_shapes && room.features != G_MAXUINT64)
    room.features /= 2;
  if (has_shapes && room.bytes != G_MAXUINT64)
    room.bytes /= 2;
  n = suy_tile_points_write (draft->layer->points, &draft->frame, spans, room, &draft->sink,
                             draft->bytes);
  draft->n_written += n;
  draft->is_thinned = n < suy_spans_count (spans);
  if (draft->room.features != G_MAXUINT64)
    draft->room.features -= n;
  if (draft->room.bytes != G_MAXUINT64)
    draft->room.bytes -= draft->bytes->len - start + draft->sink.own_bytes;
}

/* Returns: where the next bytes go; there is room for @more */
static inline guint8 *
reserve (Draft *draft, gsize more)
{
  if (draft->bytes->len - draft->used < more)
    g_byte_array_set_size (draft->bytes, (guint) (draft->used + more + CHUNK));

  return draft->bytes->data + draft->used;
}

/* Bytes of the feature's message. */
static gsize
message_size (const SuyTileCutter *cutter, guint64 id, gsize n_tags)
{
  return 1 + suy_put_size (id) + n_tags + 3 + suy_put_size (cutter->size) + cutter->size;
}

/* The feature whose commands are in @cutter. */
static void
put_shape (Draft *draft, const SuyTileCutter *cutter, guint64 id, SuyShapeKind kind)
{
  gsize n_tags = draft->sink.packed_size;
  gsize size = message_size (cutter, id, n_tags);
  guint8 *at = reserve (draft, size + SUY_PUT_HEAD);
  guint8 *start = at;

  *at++ = LAYER_FEATURE << 3 | SUY_WIRE_BYTES;
  at = suy_wire_put (at, size);
  *at++ = FEATURE_ID << 3 | SUY_WIRE_VARINT;
  at = suy_put_id (at, id);
  if (n_tags > 0)
    memcpy (at, draft->sink.packed, n_tags);
  at += n_tags;
  *at++ = FEATURE_TYPE << 3 | SUY_WIRE_VARINT;
  *at++ = (guint8) kind;
  *at++ = FEATURE_GEOMETRY << 3 | SUY_WIRE_BYTES;
  at = suy_wire_put (at, cutter->size);
  memcpy (at, cutter->bytes, cutter->size);
  draft->used += (gsize) (at - start) + cutter->size;
}

/* Returns: FALSE if the shape doesn't fit */
static gboolean
write_shape (Draft *draft, SuyTileCutter *cutter, guint32 at)
{
  const SuyTileShapes *shapes = draft->layer->shapes;
  SuyTileTags *tags = draft->layer->tags;
  SuyTileShape shape = suy_tile_shapes_get (shapes, at);
  guint64 id = (guint64) suy_tile_shapes_heads (shapes)[at].id;
  guint32 tag_at = suy_tile_points_get_n (draft->layer->points) + at;
  guint64 cost;

  suy_tile_cutter_cut (cutter, &draft->frame, &shape);
  if (cutter->size == 0)
    return TRUE;

  cost = message_size (cutter, id, tags != NULL ? suy_tile_tags_get_cost (tags, tag_at) : 0);
  cost += 1 + suy_put_size (cost);
  if (draft->room.features == 0 || cost > draft->room.bytes)
    return FALSE;

  if (tags != NULL)
    suy_tile_tag_sink_take (&draft->sink, tag_at);
  if (draft->room.features != G_MAXUINT64)
    draft->room.features--;
  if (draft->room.bytes != G_MAXUINT64)
    draft->room.bytes -= cost;
  put_shape (draft, cutter, id, shape.kind);
  draft->n_written++;

  return TRUE;
}

/* Those in front of the line, until one doesn't fit. */
static void
write_first_shapes (Draft *draft, SuyTileCutter *cutter, const SuySpans *spans)
{
  const SuyTileHead *heads = suy_tile_shapes_heads (draft->layer->shapes);
  guint32 n = (guint32) suy_spans_count (spans);
  g_autofree SuyKeyed *line = g_new (SuyKeyed, n + 1);
  guint32 at = 0;

  for (gsize s = 0; s < spans->n; s++)
    for (guint32 i = spans->at[s].first; i < spans->at[s].end; i++)
      line[at++] = (SuyKeyed){ heads[i].order, i };
  suy_keyed_sort (line, n);
  for (at = 0; at < n && write_shape (draft, cutter, line[at].item);)
    at++;
}

/* As they lie, and only if they don't fit all from the front of the line. */
static void
write_shapes (Draft *draft, const SuySpans *spans)
{
  g_auto (SuyTileCutter) cutter;
  Draft before = *draft;
  guint start = draft->bytes->len;
  guint32 n_values = draft->sink.n_values;
  guint n_value_bytes = draft->sink.values != NULL ? draft->sink.values->len : 0;
  gboolean fits = TRUE;

  suy_tile_cutter_init (&cutter);
  draft->used = start;
  for (gsize s = 0; s < spans->n && fits; s++)
    for (guint32 i = spans->at[s].first; i < spans->at[s].end && fits; i++)
      fits = write_shape (draft, &cutter, i);
  if (!fits)
    {
      suy_tile_tag_sink_return (&draft->sink, n_values, n_value_bytes);
      draft->used = start;
      draft->room = before.room;
      draft->n_written = before.n_written;
      draft->is_thinned = TRUE;
      write_first_shapes (draft, &cutter, spans);
    }
  g_byte_array_set_size (draft->bytes, (guint) draft->used);
}

/* Puts the field and the length before what stands from @start on, where @gap bytes are free. */
static void
end_message (GByteArray *bytes, guint start, guint gap)
{
  guint size = bytes->len - start - gap;
  guint head = 1 + suy_wire_varint_size (size);

  if (head > gap)
    g_byte_array_set_size (bytes, bytes->len + head - gap);
  if (head != gap)
    memmove (bytes->data + start + head, bytes->data + start + gap, size);
  bytes->data[start] = TILE_LAYER << 3 | SUY_WIRE_BYTES;
  suy_wire_put (bytes->data + start + 1, size);
  g_byte_array_set_size (bytes, start + head + size);
}

/* The length of the length is guessed, so that a large tile needn't move. */
static void
write_found (Draft *draft, const SuySpans *points, const SuySpans *shapes)
{
  SuyTileLayer *layer = draft->layer;
  GByteArray *bytes = draft->bytes;
  guint64 size = suy_spans_count (points) * suy_tile_points_get_max_cost (layer->points) +
                 suy_spans_count (shapes) * USUAL_SHAPE_SIZE;
  guint gap = 1 + suy_wire_varint_size (MIN (size, draft->room.bytes) + layer->head->len);
  guint start = bytes->len;

  g_byte_array_set_size (bytes, start + gap);
  g_byte_array_append (bytes, layer->head->data, layer->head->len);
  if (points->n > 0)
    write_points (draft, points, shapes->n > 0);
  if (shapes->n > 0)
    write_shapes (draft, shapes);
  if (draft->n_written == 0)
    {
      g_byte_array_set_size (bytes, start);
      return;
    }

  if (layer->tags != NULL)
    {
      suy_tile_tags_append_keys (layer->tags, bytes);
      g_byte_array_append (bytes, draft->sink.values->data, draft->sink.values->len);
    }
  end_message (bytes, start, gap);
}

guint32
suy_tile_layer_write_thinned (SuyTileLayer *self,
                              guint zoom,
                              guint32 x,
                              guint32 y,
                              const SuyTileBudget *budget,
                              GByteArray *bytes,
                              gboolean *is_thinned)
{
  g_auto (SuySpans) points = { 0 };
  g_auto (SuySpans) shapes = { 0 };
  Draft draft = { .layer = self, .room = get_room (self, budget), .bytes = bytes };

  g_return_val_if_fail (zoom <= SUY_TILE_MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0, 0);

  suy_tile_frame_init (&draft.frame, zoom, x, y);
  suy_tile_points_find (self->points, &draft.frame.box, &points);
  suy_tile_shapes_find (self->shapes, &draft.frame.box, &shapes);
  if (points.n > 0 || shapes.n > 0)
    {
      suy_tile_tag_sink_init (&draft.sink, self->tags);
      write_found (&draft, &points, &shapes);
      suy_tile_tag_sink_clear (&draft.sink);
    }
  *is_thinned = draft.is_thinned;

  return draft.n_written;
}

guint32
suy_tile_layer_write (SuyTileLayer *self,
                      guint zoom,
                      guint32 x,
                      guint32 y,
                      const SuyTileBudget *budget,
                      GByteArray *bytes)
{
  gboolean is_thinned;

  return suy_tile_layer_write_thinned (self, zoom, x, y, budget, bytes, &is_thinned);
}

gboolean
suy_tile_layer_touches (SuyTileLayer *self, guint zoom, guint32 x, guint32 y)
{
  g_auto (SuySpans) spans = { 0 };
  SuyTileFrame frame;

  g_return_val_if_fail (zoom <= SUY_TILE_MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0, FALSE);

  suy_tile_frame_init (&frame, zoom, x, y);
  suy_tile_points_find (self->points, &frame.box, &spans);
  if (spans.n == 0)
    suy_tile_shapes_find (self->shapes, &frame.box, &spans);

  return spans.n > 0;
}
