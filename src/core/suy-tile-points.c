/* suy-tile-points.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranges of the curve are found through every 64th key and every 64th of those; the last step reads
 * coordinates, from which the key follows. */

#include "suy-tile-points.h"

#include "suy-tile-put.h"

#define STEP 64
#define FEW 48           /* points: looking at each is faster than searching on */
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
  guint64 *keys; /* of every STEPth point, and every STEPth of those */
  guint64 *far_keys;
  guint32 n_keys, n_far_keys;
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

/* Every STEPth of @keys.  (transfer full) */
static guint64 *
sample (const guint64 *keys, guint32 n, guint32 *n_samples)
{
  guint64 *samples;

  *n_samples = (n + STEP - 1) / STEP;
  samples = g_new (guint64, *n_samples + 1);
  for (guint32 i = 0; i < *n_samples; i++)
    samples[i] = keys[i * STEP];

  return samples;
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

  self->keys = sample (keys, self->n, &self->n_keys);
  self->far_keys = sample (self->keys, self->n_keys, &self->n_far_keys);
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
  g_free (self->keys);
  g_free (self->far_keys);
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

/* How many of @keys are under @key. */
static guint32
count_under (const guint64 *keys, guint32 n, guint64 key)
{
  const guint64 *from = keys;

  while (n > 0)
    {
      guint32 half = n / 2;

      if (from[half] < key)
        {
          from += half + 1;
          n -= half + 1;
        }
      else
        n = half;
    }

  return (guint32) (from - keys);
}

/* How many points have a key under @key.  Of a level the first that isn't under lies behind the
 * last sample that is. */
static guint32
find_key (const SuyTilePoints *self, guint64 key)
{
  guint32 at = count_under (self->far_keys, self->n_far_keys, key);
  guint32 low = at > 0 ? (at - 1) * STEP : 0;
  guint32 high = MIN (at * STEP, self->n_keys);

  at = low + count_under (self->keys + low, high - low, key);
  low = at > 0 ? (at - 1) * STEP : 0;
  high = MIN (at * STEP, self->n);
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (suy_world_key (self->spots[middle]) < key)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* A square of the world: 2^level units wide. */
typedef struct
{
  guint32 x, y;
  guint level;
} Cell;

static SuySpan
find_cell (const SuyTilePoints *self, Cell cell)
{
  guint64 key = suy_world_key ((SuySpot){ cell.x, cell.y });
  guint64 last = key + ((cell.level < 32 ? G_GUINT64_CONSTANT (1) << 2 * cell.level : 0) - 1);
  guint32 first = find_key (self, key);

  return (SuySpan){ first, last == G_MAXUINT64 ? self->n : find_key (self, last + 1) };
}

/* Points @span of @cell that are in @box. */
static void
find_part (const SuyTilePoints *self,
           Cell cell,
           SuySpan span,
           const SuyWorldBox *box,
           SuySpans *spans)
{
  guint32 last = (guint32) ((G_GUINT64_CONSTANT (1) << cell.level) - 1);
  SuyWorldBox own = { cell.x, cell.y, cell.x + last, cell.y + last };

  if (span.first >= span.end || !suy_world_box_touches (box, &own))
    return;
  if (suy_world_box_covers (box, &own))
    {
      suy_spans_add (spans, span.first, span.end);
      return;
    }
  if (span.end - span.first <= FEW || cell.level == 0)
    {
      for (guint32 i = span.first; i < span.end; i++)
        if (suy_world_box_holds (box, self->spots[i]))
          suy_spans_add (spans, i, i + 1);
      return;
    }

  cell.level--;
  for (guint32 quarter = 0; quarter < 4; quarter++)
    {
      Cell part = { cell.x + ((quarter & 1) << cell.level), cell.y + ((quarter >> 1) << cell.level),
                    cell.level };
      SuyWorldBox part_box = { part.x, part.y, part.x + last / 2, part.y + last / 2 };

      if (suy_world_box_touches (box, &part_box))
        find_part (self, part, find_cell (self, part), box, spans);
    }
}

void
suy_tile_points_find (SuyTilePoints *self, const SuyTileFrame *frame, SuySpans *spans)
{
  guint level = 32 - frame->zoom;
  gint64 n_tiles = (gint64) 1 << frame->zoom;

  if (self->n == 0)
    return;

  for (gint64 y = (gint64) frame->y - 1; y <= (gint64) frame->y + 1; y++)
    for (gint64 x = (gint64) frame->x - 1; x <= (gint64) frame->x + 1; x++)
      if (x >= 0 && y >= 0 && x < n_tiles && y < n_tiles)
        {
          Cell cell = { (guint32) (x << level), (guint32) (y << level), level };

          find_part (self, cell, find_cell (self, cell), &frame->box, spans);
        }
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
