/* suy-point-globe.c: the searches of suy-point-index.h where frames are no good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-globe.h"
#include "suy-point-index-private.h"

static SuyBox
child_box (const SuyIndexNode *node, guint i)
{
  return (SuyBox){ node->min_x[i], node->min_y[i], node->max_x[i], node->max_y[i] };
}

static guint32
n_children (const SuyPointIndex *index, guint level, guint32 node)
{
  guint32 left = index->levels.n_children[level] - node * SUY_INDEX_FANOUT;

  return MIN (left, SUY_INDEX_FANOUT);
}

/* One past the last position under child @child of the whole level. */
static guint32
end_of (const SuyPointIndex *index, guint level, guint32 child)
{
  return (guint32) MIN (((guint64) child + 1) << (5 + 4 * level), index->n);
}

static void
add_leaf (const SuyPointIndex *index, const SuyGlobe *globe, guint32 leaf, SuyPointSink *sink)
{
  guint32 first = leaf * SUY_POINT_LEAF, end = end_of (index, 0, leaf), run = first;

  for (guint32 i = first; i < end; i++)
    if (!suy_globe_holds (globe, suy_point_index_point (index, i)))
      {
        if (i > run)
          suy_point_sink_add (sink, index, run, i);
        run = i + 1;
      }
  if (end > run)
    suy_point_sink_add (sink, index, run, end);
}

static void
search_node (const SuyPointIndex *index,
             const SuyGlobe *globe,
             guint level,
             guint32 at,
             SuyPointSink *sink)
{
  const SuyIndexNode *node = &index->levels.nodes[level][at];
  guint32 n = n_children (index, level, at);

  for (guint i = 0; i < n; i++)
    {
      guint32 child = at * SUY_INDEX_FANOUT + i;
      SuyBox box = child_box (node, i);
      double least, most;

      suy_globe_box (globe, &box, &least, &most);
      if (least > globe->out)
        continue;
      if (most <= globe->in)
        suy_point_sink_add (sink, index, child << (5 + 4 * level), end_of (index, level, child));
      else if (level > 0)
        search_node (index, globe, level - 1, child, sink);
      else
        add_leaf (index, globe, child, sink);
    }
}

void
suy_point_search_globe (const SuyPointIndex *index,
                        SuyPoint centre,
                        double metres,
                        SuyPointSink *sink)
{
  SuyGlobe globe;

  suy_globe_init (&globe, centre, metres);
  search_node (index, &globe, index->levels.n_levels - 1, 0, sink);
}

/* A heap of the k nearest so far, the farthest on top, in the memory of the caller's list. */
typedef struct
{
  double metres;
  guint32 item;
} Hit;

typedef struct
{
  const SuyPointIndex *index;
  SuyGlobe globe;
  Hit *hits;
  guint32 n, k;
  double max_m;
} Nearest;

static gboolean
is_nearer (const Hit *a, const Hit *b)
{
  return a->metres != b->metres ? a->metres < b->metres : a->item < b->item;
}

static void
sift_down (Hit *hits, guint32 n, guint32 i)
{
  Hit hit = hits[i];

  for (guint32 child = 2 * i + 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && is_nearer (&hits[child], &hits[child + 1]))
        child++;
      if (!is_nearer (&hit, &hits[child]))
        break;
      hits[i] = hits[child];
      i = child;
    }
  hits[i] = hit;
}

static void
offer (Nearest *self, Hit hit)
{
  if (self->n < self->k)
    {
      self->hits[self->n++] = hit;
      for (guint32 i = self->n / 2; self->n == self->k && i > 0; i--)
        sift_down (self->hits, self->n, i - 1);
    }
  else if (is_nearer (&hit, &self->hits[0]))
    {
      self->hits[0] = hit;
      sift_down (self->hits, self->n, 0);
    }

  if (self->n == self->k)
    self->max_m = fmin (self->max_m, self->hits[0].metres);
}

static void
offer_leaf (Nearest *self, guint32 leaf)
{
  for (guint32 i = leaf * SUY_POINT_LEAF; i < end_of (self->index, 0, leaf); i++)
    {
      SuyPoint point = suy_point_index_point (self->index, i);
      double metres = suy_globe_least_metres (suy_globe_chord (&self->globe, point));

      if (metres > self->max_m)
        continue;
      metres = suy_geodesic_distance (self->globe.point, point);
      if (metres <= self->max_m)
        offer (self, (Hit){ metres, self->index->items[i] });
    }
}

/* Children by the least distance that their boxes allow. */
static void
offer_node (Nearest *self, guint level, guint32 at)
{
  const SuyIndexNode *node = &self->index->levels.nodes[level][at];
  guint32 n = n_children (self->index, level, at);
  Hit children[SUY_INDEX_FANOUT];

  for (guint32 i = 0; i < n; i++)
    {
      SuyBox box = child_box (node, i);
      double least, most;
      guint32 j = i;
      Hit child = { 0, at * SUY_INDEX_FANOUT + i };

      suy_globe_box (&self->globe, &box, &least, &most);
      child.metres = suy_globe_least_metres (least);
      for (; j > 0 && is_nearer (&child, &children[j - 1]); j--)
        children[j] = children[j - 1];
      children[j] = child;
    }

  for (guint32 i = 0; i < n && children[i].metres <= self->max_m; i++)
    if (level > 0)
      offer_node (self, level - 1, children[i].item);
    else
      offer_leaf (self, children[i].item);
}

void
suy_point_nearest_globe (const SuyPointIndex *index,
                         SuyPoint centre,
                         guint32 k,
                         double max_m,
                         SuyItems *items)
{
  Nearest search = { .index = index, .k = k, .max_m = max_m };

  suy_globe_init (&search.globe, centre, 0);
  items->n = 0;
  suy_items_reserve (items, (gsize) k * sizeof (Hit) / sizeof (guint32));
  search.hits = (Hit *) (void *) items->at;
  offer_node (&search, index->levels.n_levels - 1, 0);

  for (guint32 i = search.n / 2; search.n < k && i > 0; i--)
    sift_down (search.hits, search.n, i - 1);
  for (guint32 end = search.n; end > 1; end--)
    {
      Hit last = search.hits[end - 1];

      search.hits[end - 1] = search.hits[0];
      search.hits[0] = last;
      sift_down (search.hits, end - 1, 0);
    }
  for (guint32 i = 0; i < search.n; i++)
    items->at[i] = search.hits[i].item;
  items->n = search.n;
}
