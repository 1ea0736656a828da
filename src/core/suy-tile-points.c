/* suy-tile-points.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-points.h"

#include "suy-tile-put.h"
#include "suy-tile-tree.h"

#define HEAD (3 + 4 + 1) /* field, length, id's field; type, geometry's field and length; move */

struct _SuyTilePoints
{
  guint32 n;
  SuySpot *spots; /* along the curve */
  gint64 *ids;
  guint32 *order; /* place in line when some must go */
  guint32 *items; /* of the set; NULL once the tags are set */
  guint32 *costs; /* bytes of each at most; NULL without tags: all max_cost */
  guint32 max_cost;
  SuyTileTree tree;
};

static gboolean
get_spot (SuyFeatureSet *set, guint32 item, SuySpot *spot)
{
  SuyShape shape = suy_feature_set_get_shape (set, item);

  return shape.kind == SUY_SHAPE_POINT && shape.n_runs == 1 && shape.ends[0] == 1 &&
         suy_world_project (shape.points[0], spot);
}

static SuyKeyed *
sort_points (SuyFeatureSet *set, SuySpot *spots, guint32 *n)
{
  guint32 n_all = suy_feature_set_get_n (set);
  SuyKeyed *keyed = g_new (SuyKeyed, n_all + 1);

  *n = 0;
  for (guint32 i = 0; i < n_all; i++)
    if (get_spot (set, i, &spots[i]))
      keyed[(*n)++] = (SuyKeyed){ suy_world_key (spots[i]), i };
  suy_keyed_sort (keyed, *n);

  return keyed;
}

static void
plant (SuyTilePoints *self)
{
  SuyWorldBox *boxes = g_new (SuyWorldBox, suy_tile_tree_count (self->n));

  for (guint32 i = 0; i < self->n; i++)
    {
      SuySpot spot = self->spots[i];
      SuyWorldBox own = { spot.x, spot.y, spot.x, spot.y };

      if (i % SUY_TILE_TREE_FAN == 0)
        boxes[i / SUY_TILE_TREE_FAN] = own;
      else
        suy_tile_tree_widen (&boxes[i / SUY_TILE_TREE_FAN], &own);
    }
  suy_tile_tree_init (&self->tree, boxes, self->n);
}

static guint32
cost_without_tags (gint64 id)
{
  return HEAD + (guint32) suy_wire_varint_size ((guint64) id) + 2 + 2;
}

void
suy_tile_points_set_tags (SuyTilePoints *self, SuyTileTags *tags)
{
  g_clear_pointer (&self->items, g_free);
  if (tags == NULL)
    return;

  self->costs = g_new (guint32, self->n);
  self->max_cost = 0;
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 cost = cost_without_tags (self->ids[i]) + suy_tile_tags_get_cost (tags, i);

      /* The length may take more than the byte that is counted already. */
      self->costs[i] = cost + suy_wire_varint_size (cost) - 1;
      self->max_cost = MAX (self->max_cost, self->costs[i]);
    }
}

SuyTilePoints *
suy_tile_points_new (SuyFeatureSet *set, const guint8 *ranks)
{
  SuyTilePoints *self = g_new0 (SuyTilePoints, 1);
  g_autofree SuySpot *spots = g_new (SuySpot, suy_feature_set_get_n (set));
  g_autofree SuyKeyed *keyed = sort_points (set, spots, &self->n);
  g_autofree guint64 *keys = g_new (guint64, self->n);
  g_autofree guint8 *own_ranks = ranks != NULL ? g_new (guint8, self->n) : NULL;

  self->spots = g_new (SuySpot, self->n);
  self->ids = g_new (gint64, self->n);
  self->items = g_new (guint32, self->n);
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 item = keyed[i].item;

      keys[i] = keyed[i].key;
      self->spots[i] = spots[item];
      self->ids[i] = suy_feature_set_get_id (set, item);
      self->items[i] = item;
      if (ranks != NULL)
        own_ranks[i] = ranks[item];
    }

  plant (self);
  self->order = suy_tile_order_points (keys, self->ids, own_ranks, self->n);
  for (guint32 i = 0; i < self->n; i++)
    self->max_cost = MAX (self->max_cost, cost_without_tags (self->ids[i]));

  return self;
}

void
suy_tile_points_free (SuyTilePoints *self)
{
  if (self == NULL)
    return;

  g_free (self->spots);
  g_free (self->ids);
  g_free (self->order);
  g_free (self->items);
  g_free (self->costs);
  suy_tile_tree_clear (&self->tree);
  g_free (self);
}

guint32
suy_tile_points_get_n (SuyTilePoints *self)
{
  return self->n;
}

const guint32 *
suy_tile_points_get_items (SuyTilePoints *self)
{
  return self->items;
}

guint32
suy_tile_points_get_max_cost (SuyTilePoints *self)
{
  return self->max_cost;
}

static void
test_points (gconstpointer owner,
             guint32 first,
             guint32 end,
             const SuyWorldBox *box,
             SuySpans *spans)
{
  const SuyTilePoints *self = owner;
  guint32 width = box->max_x - box->min_x, height = box->max_y - box->min_y;
  guint32 within = 0; /* a bit for each point */

  for (guint32 i = first; i < end; i++)
    {
      guint32 is_in =
          (self->spots[i].x - box->min_x <= width) & (self->spots[i].y - box->min_y <= height);

      within |= is_in << (i - first);
    }
  while (within != 0)
    {
      guint start = (guint) __builtin_ctz (within);
      guint n = (guint) __builtin_ctz (~(within >> start));

      suy_spans_add (spans, first + start, first + start + n);
      within &= ~(((1u << n) - 1) << start);
    }
}

void
suy_tile_points_find (SuyTilePoints *self, const SuyWorldBox *box, SuySpans *spans)
{
  suy_tile_tree_find (&self->tree, box, test_points, self, spans);
}

/* The bytes behind the id: type, geometry's field and length, command and place. */
static inline guint8 *
put_place (guint8 *at, gint32 x, gint32 y)
{
  guint8 *geometry = at + 4;
  guint8 *end;

  geometry[0] = MOVE_TO | 1 << 3;
  end = suy_put_step (suy_put_step (geometry + 1, x), y);
  at[0] = FEATURE_TYPE << 3 | SUY_WIRE_VARINT;
  at[1] = 1;
  at[2] = FEATURE_GEOMETRY << 3 | SUY_WIRE_BYTES;
  at[3] = (guint8) (end - geometry);

  return end;
}

static inline guint8 *
put_plain (const SuyTilePoints *self, const SuyTileFrame *frame, guint32 i, guint8 *at)
{
  SuySpot spot = self->spots[i];
  guint8 *end = suy_put_id (at + 3, (guint64) self->ids[i]);

  end = put_place (end, suy_tile_frame_x (frame, spot.x), suy_tile_frame_y (frame, spot.y));
  at[0] = LAYER_FEATURE << 3 | SUY_WIRE_BYTES;
  at[1] = (guint8) (end - at - 2);
  at[2] = FEATURE_ID << 3 | SUY_WIRE_VARINT;

  return end;
}

/* The same with tags behind the id. */
static guint8 *
put_tagged (const SuyTilePoints *self,
            const SuyTileFrame *frame,
            guint32 i,
            SuyTileTagSink *sink,
            guint8 *at)
{
  guint8 id[SUY_WIRE_MAX_VARINT];
  guint8 place[16];
  SuySpot spot = self->spots[i];
  gsize id_size = (gsize) (suy_wire_put (id, (guint64) self->ids[i]) - id);
  gsize place_size = (gsize) (put_place (place, suy_tile_frame_x (frame, spot.x),
                                         suy_tile_frame_y (frame, spot.y)) -
                              place);

  suy_tile_tag_sink_take (sink, i);
  *at++ = LAYER_FEATURE << 3 | SUY_WIRE_BYTES;
  at = suy_wire_put (at, 1 + id_size + sink->packed_size + place_size);
  *at++ = FEATURE_ID << 3 | SUY_WIRE_VARINT;
  memcpy (at, id, id_size);
  at += id_size;
  if (sink->packed_size > 0)
    memcpy (at, sink->packed, sink->packed_size);
  at += sink->packed_size;
  memcpy (at, place, place_size);

  return at + place_size;
}

guint32
suy_tile_points_write (SuyTilePoints *self,
                       const SuyTileFrame *frame,
                       const SuySpans *spans,
                       SuyTileRoom room,
                       SuyTileTagSink *sink,
                       GByteArray *bytes)
{
  guint64 n = suy_spans_count (spans);
  guint64 most = MIN (n * self->max_cost, room.bytes);
  gboolean fits = n <= room.features && n * self->max_cost <= room.bytes;
  guint32 end =
      fits ? G_MAXUINT32
           : suy_tile_order_cut (self->order, self->n, spans, self->costs, self->max_cost, room);
  guint start = bytes->len;
  guint32 n_written = 0;
  guint8 *at;

  g_return_val_if_fail (start + most + SUY_PUT_SLACK < G_MAXUINT32, 0);

  g_byte_array_set_size (bytes, start + (guint) most + SUY_PUT_SLACK);
  at = bytes->data + start;
  for (gsize s = 0; s < spans->n; s++)
    if (fits && self->costs == NULL)
      {
        for (guint32 i = spans->at[s].first; i < spans->at[s].end; i++)
          at = put_plain (self, frame, i, at);
        n_written += spans->at[s].end - spans->at[s].first;
      }
    else
      for (guint32 i = spans->at[s].first; i < spans->at[s].end; i++)
        if (self->order[i] < end)
          {
            at = self->costs != NULL ? put_tagged (self, frame, i, sink, at)
                                     : put_plain (self, frame, i, at);
            n_written++;
          }
  g_byte_array_set_size (bytes, (guint) (at - bytes->data));

  return n_written;
}
