/* suy-point-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packing, opening, and which search answers which question; the layout stands in
 * suy-point-index-private.h. */

#include "suy-point-index.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "suy-error.h"
#include "suy-hilbert.h"
#include "suy-point-index-private.h"

#define MARK 0x31585053u /* "SPX1" */
#define MOST_POINTS (1u << 28)
#define HUGE_PAGE ((gsize) 2 << 20)
#define CACHE_LINE 64u

typedef struct
{
  guint32 mark, n;
  guint32 zero[14];
} Head;

G_STATIC_ASSERT (sizeof (Head) == CACHE_LINE);

/* Where the parts begin, in bytes. */
typedef struct
{
  guint32 n_leaves;
  gsize nodes, blocks, items, size;
} Layout;

static Layout
lay_out (guint32 n)
{
  Layout out = { .n_leaves = (n + SUY_POINT_LEAF - 1) / SUY_POINT_LEAF };

  out.nodes = sizeof (Head);
  out.blocks = out.nodes + suy_index_n_nodes (out.n_leaves) * sizeof (SuyIndexNode);
  out.items = out.blocks + (gsize) out.n_leaves * SUY_POINT_LEAF * sizeof (SuyPoint);
  out.size = out.items + (gsize) out.n_leaves * SUY_POINT_LEAF * sizeof (guint32);

  return out;
}

/* A large index is read all over the place: huge pages save most misses of the page table. */
static guint8 *
make_room (gsize size)
{
  gboolean is_large = size >= 2 * HUGE_PAGE;
  void *room = NULL;

  if (posix_memalign (&room, is_large ? HUGE_PAGE : CACHE_LINE, size) != 0)
    g_error ("No memory for an index of %" G_GSIZE_FORMAT " bytes", size);
  if (is_large)
    madvise (room, size, MADV_HUGEPAGE);

  return room;
}

/* Puts the points of one leaf into its blocks and items.  Returns: their box */
static SuyBox
fill_leaf (gint32 *blocks, guint32 *items, const SuyPoint *points, const guint32 *order, guint32 n)
{
  SuyBox box = SUY_BOX_EMPTY;

  for (guint32 i = 0; i < SUY_POINT_LEAF; i++)
    {
      SuyPoint point = points[order[MIN (i, n - 1)]];
      gint32 *at = blocks + i / SUY_POINT_BLOCK * 2 * SUY_POINT_BLOCK + i % SUY_POINT_BLOCK;

      at[0] = point.x;
      at[SUY_POINT_BLOCK] = point.y;
      items[i] = i < n ? order[i] : 0;
      box.min_x = MIN (box.min_x, point.x);
      box.max_x = MAX (box.max_x, point.x);
      box.min_y = MIN (box.min_y, point.y);
      box.max_y = MAX (box.max_y, point.y);
    }

  return box;
}

GBytes *
suy_point_index_pack (const SuyPoint *points, guint32 n)
{
  Layout layout = lay_out (n);
  g_autofree guint32 *order = NULL;
  g_autofree SuyBox *boxes = NULL;
  guint8 *bytes;

  g_return_val_if_fail (points != NULL || n == 0, NULL);
  g_return_val_if_fail (n <= MOST_POINTS, NULL);

  order = g_new (guint32, n);
  boxes = g_new (SuyBox, layout.n_leaves);
  bytes = make_room (layout.size);
  *(Head *) (void *) bytes = (Head){ MARK, n, { 0 } };

  suy_hilbert_order (points, n, order);
  for (guint32 leaf = 0; leaf < layout.n_leaves; leaf++)
    {
      guint32 first = leaf * SUY_POINT_LEAF;
      gint32 *blocks = (gint32 *) (void *) (bytes + layout.blocks) + 2 * (gsize) first;
      guint32 *items = (guint32 *) (void *) (bytes + layout.items) + first;

      boxes[leaf] =
          fill_leaf (blocks, items, points, order + first, MIN (n - first, SUY_POINT_LEAF));
    }
  suy_index_build ((SuyIndexNode *) (void *) (bytes + layout.nodes), boxes, layout.n_leaves);

  return g_bytes_new_with_free_func (bytes, layout.size, free, bytes);
}

SuyPointIndex *
suy_point_index_open (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const Head *head = (const void *) data;
  SuyPointIndex index = { 0 };
  Layout layout;

  g_return_val_if_fail ((guintptr) data % sizeof (guint32) == 0, NULL);

  if (size < sizeof *head || head->mark != MARK || head->n > MOST_POINTS ||
      size != lay_out (head->n).size)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Not an index of points: %" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }

  layout = lay_out (head->n);
  index.bytes = g_bytes_ref (bytes);
  index.n = head->n;
  index.blocks = (const void *) (data + layout.blocks);
  index.items = (const void *) (data + layout.items);
  suy_index_levels_init (&index.levels, (const void *) (data + layout.nodes), layout.n_leaves);

  return g_atomic_rc_box_dup (sizeof index, &index);
}

static void
finalize (gpointer data)
{
  SuyPointIndex *self = data;

  g_bytes_unref (self->bytes);
}

SuyPointIndex *
suy_point_index_ref (SuyPointIndex *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_point_index_unref (SuyPointIndex *self)
{
  g_atomic_rc_box_release_full (self, finalize);
}

guint32
suy_point_index_get_n (SuyPointIndex *self)
{
  return self->n;
}

GBytes *
suy_point_index_get_bytes (SuyPointIndex *self)
{
  return self->bytes;
}

const guint32 *
suy_point_index_get_items (SuyPointIndex *self)
{
  return self->items;
}

SuyPoint
suy_point_index_get_point (SuyPointIndex *self, guint32 position)
{
  g_return_val_if_fail (position < self->n, ((SuyPoint){ 0, 0 }));

  return suy_point_index_point (self, position);
}

void
suy_point_sink_add (SuyPointSink *sink, const SuyPointIndex *index, guint32 first, guint32 end)
{
  if (sink->items != NULL)
    {
      suy_items_reserve (sink->items, end - first);
      memcpy (sink->items->at + sink->items->n, index->items + first,
              (end - first) * sizeof (guint32));
      sink->items->n += end - first;
    }
  else if (sink->spans != NULL)
    suy_spans_add (sink->spans, first, end);
  else
    sink->count += end - first;
}

static void
search_circle (const SuyPointIndex *self, SuyPoint centre, double metres, SuyPointSink *sink)
{
  SuyCircle circle;

  g_return_if_fail (metres >= 0);

  if (self->n == 0)
    return;

  circle.centre = centre;
  circle.metres = metres;
  if (suy_frame_init (&circle.frame, centre, metres))
    SUY_SIMD_CALL (suy_point_search_circle, self, &circle, sink);
  else
    suy_point_search_globe (self, centre, metres, sink);
}

void
suy_point_index_within (SuyPointIndex *self, SuyPoint centre, double metres, SuyItems *items)
{
  SuyPointSink sink = { .items = items };

  items->n = 0;
  search_circle (self, centre, metres, &sink);
}

void
suy_point_index_within_spans (SuyPointIndex *self, SuyPoint centre, double metres, SuySpans *spans)
{
  SuyPointSink sink = { .spans = spans };

  spans->n = 0;
  search_circle (self, centre, metres, &sink);
}

guint32
suy_point_index_count_within (SuyPointIndex *self, SuyPoint centre, double metres)
{
  SuyPointSink sink = { 0 };

  search_circle (self, centre, metres, &sink);

  return sink.count;
}

void
suy_point_index_in_box (SuyPointIndex *self, SuyBox box, SuySpans *spans)
{
  spans->n = 0;
  if (self->n > 0 && !suy_box_is_empty (&box))
    SUY_SIMD_CALL (suy_point_search_box, self, &box, spans);
}
