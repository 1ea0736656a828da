/* suy-shape-search.c: the searches of suy-shape-index.h that any shape, place and radius allow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boxes rule out, and in, by the bounds of suy-bound.h; suy-chords.h decides on the items between.
 * A circle that a frame fits goes the quicker way of suy-shape-within.c. */

#include "suy-shape-index.h"

#include <math.h>
#include <stdlib.h>

#include "suy-around.h"
#include "suy-bound.h"
#include "suy-chords.h"
#include "suy-geodesic.h"
#include "suy-shape-cover.h"
#include "suy-shape-index-private.h"
#include "suy-shape-within.h"

typedef struct
{
  const SuyShapeIndex *index;
  SuyShapeCover cover;
  SuyChords *query, *feature;
  double metres;
  double most_key; /* of what may be within */
  double sure_key; /* of what is within */
  SuyItems *items;
  GArray *best; /* Candidate; a heap, farthest first, once it holds k */
  guint k;
} Search;

typedef struct
{
  double metres;
  guint32 item;
} Candidate;

/* A box below a node. */
typedef struct
{
  double key;
  guint32 at;
} Child;

static void
search_init (Search *search, const SuyShapeIndex *index, const SuyShape *shape, double metres)
{
  *search = (Search){ .index = index, .metres = metres };
  suy_shape_cover_init (&search->cover, shape);
  search->most_key = suy_bound_key_of_metres (metres);
  search->sure_key = suy_bound_most_key_of_metres (metres);
  search->query = suy_chords_new ();
  search->feature = suy_chords_new ();
  suy_chords_set (search->query, shape);
}

static void
search_clear (Search *search)
{
  suy_shape_cover_clear (&search->cover);
  suy_chords_free (search->query);
  suy_chords_free (search->feature);
}

/* Returns: the distance of the shape at @position, or INFINITY if it is above the radius */
static double
measure (Search *search, guint32 position)
{
  const SuyShape shape = suy_shape_index_shape (search->index, position);

  suy_chords_set (search->feature, &shape);

  return suy_chords_distance (search->query, search->feature, search->metres);
}

static void
gather (Search *search, guint level, guint32 node)
{
  const SuyShapeIndex *index = search->index;
  guint32 present = suy_index_present (&index->levels, level, node);

  for (guint32 k = 0; k < SUY_INDEX_FANOUT && (present >> k & 1) != 0; k++)
    {
      guint32 at = node * SUY_INDEX_FANOUT + k;
      SuyBox box = suy_shape_index_box (index, level, at);

      if (suy_shape_cover_key (&search->cover, &box) > search->most_key)
        continue;

      if (suy_shape_cover_most_key (&search->cover, &box) <= search->sure_key)
        suy_shape_index_add_run (index, suy_shape_index_first (index, level, at),
                                 suy_shape_index_first (index, level, at + 1), search->items);
      else if (level > 0)
        gather (search, level - 1, at);
      else if (isfinite (measure (search, at)))
        suy_shape_index_add_run (index, at, at + 1, search->items);
    }
}

/* What an outline does not tell is measured. */
static gboolean
on_doubt (const SuyAround *around, guint32 position)
{
  return isfinite (measure (around->data, position));
}

void
suy_shape_index_within_shape (SuyShapeIndex *self,
                              const SuyShape *shape,
                              double metres,
                              SuyItems *items)
{
  Search search;
  SuyAround around;

  g_return_if_fail (self != NULL && shape != NULL && items != NULL);
  g_return_if_fail (metres >= 0);

  items->n = 0;
  if (self->levels.n_levels == 0 || shape->kind == SUY_SHAPE_NONE)
    return;

  search_init (&search, self, shape, metres);
  search.items = items;
  around = (SuyAround){ .shapes = self,
                        .levels = &self->levels,
                        .item_of = self->items,
                        .n = self->n_shapes,
                        .leaf = 1,
                        .holds = on_doubt,
                        .data = &search,
                        .items = items };
  if (!suy_around_search (&around, shape, metres))
    gather (&search, self->levels.n_levels - 1, 0);
  search_clear (&search);
}

void
suy_shape_index_within (SuyShapeIndex *self, SuyPoint centre, double metres, SuyItems *items)
{
  const guint32 end = 1;
  const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &centre };

  g_return_if_fail (self != NULL && items != NULL);
  g_return_if_fail (metres >= 0);

  if (!suy_shape_index_within_frame (self, centre, metres, items))
    suy_shape_index_within_shape (self, &shape, metres, items);
}

static gboolean
is_worse (const Candidate *a, const Candidate *b)
{
  return a->metres != b->metres ? a->metres > b->metres : a->item > b->item;
}

/* Moves the candidate at @i towards the leaves until none below it is worse. */
static void
sift_down (Candidate *at, guint i, guint n)
{
  Candidate moved = at[i];

  for (guint child = 2 * i + 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && is_worse (&at[child + 1], &at[child]))
        child++;
      if (!is_worse (&at[child], &moved))
        break;
      at[i] = at[child];
      i = child;
    }
  at[i] = moved;
}

/* Keeps the k best, and no radius beyond the worst of them. */
static void
keep (Search *search, Candidate candidate)
{
  GArray *best = search->best;
  Candidate *at;

  if (best->len < search->k)
    {
      g_array_append_val (best, candidate);
      at = (Candidate *) (void *) best->data;
      for (guint i = best->len / 2; best->len == search->k && i > 0; i--)
        sift_down (at, i - 1, best->len);
    }
  else if (is_worse ((const Candidate *) (void *) best->data, &candidate))
    {
      at = (Candidate *) (void *) best->data;
      at[0] = candidate;
      sift_down (at, 0, best->len);
    }

  if (best->len == search->k)
    {
      search->metres = g_array_index (best, Candidate, 0).metres;
      search->most_key = suy_bound_key_of_metres (search->metres);
    }
}

static int
compare_children (const void *a, const void *b)
{
  const Child *l = a, *r = b;

  return l->key != r->key ? (l->key < r->key ? -1 : 1) : (l->at < r->at ? -1 : l->at > r->at);
}

/* Goes into the nearest box first, so that the radius is soon small (Roussopoulos, Kelley and
 * Vincent, "Nearest Neighbor Queries", SIGMOD 1995). */
static void
approach (Search *search, guint level, guint32 node)
{
  guint32 present = suy_index_present (&search->index->levels, level, node);
  Child children[SUY_INDEX_FANOUT];
  guint n = 0;

  for (guint32 k = 0; k < SUY_INDEX_FANOUT && (present >> k & 1) != 0; k++)
    {
      guint32 at = node * SUY_INDEX_FANOUT + k;
      SuyBox box = suy_shape_index_box (search->index, level, at);
      double key = suy_shape_cover_key (&search->cover, &box);

      if (key <= search->most_key)
        children[n++] = (Child){ key, at };
    }
  qsort (children, n, sizeof *children, compare_children);

  for (guint i = 0; i < n && children[i].key <= search->most_key; i++)
    if (level > 0)
      approach (search, level - 1, children[i].at);
    else
      {
        double metres = measure (search, children[i].at);

        if (isfinite (metres))
          keep (search, (Candidate){ metres, search->index->items[children[i].at] });
      }
}

static int
compare_candidates (const void *a, const void *b)
{
  return is_worse (a, b) ? 1 : is_worse (b, a) ? -1 : 0;
}

void
suy_shape_index_nearest (SuyShapeIndex *self,
                         const SuyShape *shape,
                         guint k,
                         double max_m,
                         SuyItems *items)
{
  g_autoptr (GArray) best = NULL;
  Search search;

  g_return_if_fail (self != NULL && shape != NULL && items != NULL);
  g_return_if_fail (max_m >= 0);

  items->n = 0;
  if (k == 0 || self->levels.n_levels == 0 || shape->kind == SUY_SHAPE_NONE)
    return;

  best = g_array_new (FALSE, FALSE, sizeof (Candidate));
  search_init (&search, self, shape, max_m);
  search.k = k;
  search.best = best;
  approach (&search, self->levels.n_levels - 1, 0);
  search_clear (&search);

  if (best->len > 1)
    qsort (best->data, best->len, sizeof (Candidate), compare_candidates);
  suy_items_reserve (items, best->len);
  for (guint i = 0; i < best->len; i++)
    items->at[items->n++] = g_array_index (best, Candidate, i).item;
}

/* Of up to two boxes, which do not overlap. */
typedef struct
{
  const SuyShapeIndex *index;
  SuyPoint point;
  SuyBox boxes[2];
  guint n_boxes;
  SuyItems *items;
} Holding;

static void
gather_holding (Holding *holding, guint level, guint32 node)
{
  const SuyShapeIndex *index = holding->index;
  guint32 present = suy_index_present (&index->levels, level, node);

  for (guint32 k = 0; k < SUY_INDEX_FANOUT && (present >> k & 1) != 0; k++)
    {
      guint32 at = node * SUY_INDEX_FANOUT + k;
      SuyBox box = suy_shape_index_box (index, level, at);
      SuyShape shape;

      if (!suy_box_touches (&box, &holding->boxes[0]) &&
          (holding->n_boxes < 2 || !suy_box_touches (&box, &holding->boxes[1])))
        continue;

      if (level > 0)
        {
          gather_holding (holding, level - 1, at);
          continue;
        }
      shape = suy_shape_index_shape (index, at);
      if (suy_shape_contains (&shape, holding->point))
        suy_shape_index_add_run (index, at, at + 1, holding->items);
    }
}

void
suy_shape_index_containing (SuyShapeIndex *self, SuyPoint point, SuyItems *items)
{
  const SuyBox box = { point.x, point.y, point.x, point.y };
  Holding holding = { .index = self, .point = point, .items = items };

  g_return_if_fail (self != NULL && items != NULL);

  items->n = 0;
  holding.n_boxes = suy_bound_around (&box, 0, holding.boxes);
  if (self->levels.n_levels > 0)
    gather_holding (&holding, self->levels.n_levels - 1, 0);
}

static gboolean
holds_box (const SuyBox *outer, const SuyBox *inner)
{
  return outer->min_x <= inner->min_x && outer->min_y <= inner->min_y &&
         outer->max_x >= inner->max_x && outer->max_y >= inner->max_y;
}

/* The boxes of the nodes are a little larger than those of the corners. */
static void
gather_boxes (const SuyShapeIndex *self, guint level, guint32 node, SuyBox box, SuySpans *spans)
{
  guint32 present = suy_index_present (&self->levels, level, node);

  for (guint32 k = 0; k < SUY_INDEX_FANOUT && (present >> k & 1) != 0; k++)
    {
      guint32 at = node * SUY_INDEX_FANOUT + k;
      SuyBox child = suy_shape_index_box (self, level, at);

      if (!suy_box_touches (&child, &box))
        continue;

      if (!holds_box (&box, &child))
        {
          if (level > 0)
            {
              gather_boxes (self, level - 1, at, box, spans);
              continue;
            }
          else
            {
              const SuyShape shape = suy_shape_index_shape (self, at);

              child = suy_shape_get_box (&shape);
              if (!suy_box_touches (&child, &box))
                continue;
            }
        }
      suy_spans_add (spans, suy_shape_index_first (self, level, at),
                     suy_shape_index_first (self, level, at + 1));
    }
}

void
suy_shape_index_in_box (SuyShapeIndex *self, SuyBox box, SuySpans *spans)
{
  g_return_if_fail (self != NULL && spans != NULL);

  spans->n = 0;
  if (self->levels.n_levels > 0 && !suy_box_is_empty (&box))
    gather_boxes (self, self->levels.n_levels - 1, 0, box, spans);
}
