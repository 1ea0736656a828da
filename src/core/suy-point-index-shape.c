/* suy-point-index-shape.c: the points around any shape
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One walk through the nodes with the pieces of the shape's outline that are near to each, so that
 * no point meets an edge that is far from its leaf.  Where a shape is too near to a pole or to the
 * antimeridian, or the radius too large, boxes on the sphere and exact distances do the same. */

#include "suy-point-index.h"

#include <math.h>

#include "suy-around.h"
#include "suy-bound.h"
#include "suy-chords.h"
#include "suy-shape-cover.h"

static void
add_run (const SuyPointIndex *index, guint32 first, guint32 end, SuyItems *items)
{
  if (first >= end)
    return;

  suy_items_reserve (items, end - first);
  memcpy (items->at + items->n, index->items + first, (end - first) * sizeof *items->at);
  items->n += end - first;
}

static guint32
first_below (const SuyPointIndex *index, guint level, guint32 at)
{
  return (guint32) MIN ((guint64) at * SUY_POINT_LEAF << (4 * level), index->n);
}

/* The slow way, which knows no limits. */
typedef struct
{
  const SuyPointIndex *index;
  SuyShapeCover cover;
  SuyChords *query, *feature;
  double metres, most_key, sure_key;
  SuyItems *items;
} Globe;

static gboolean
globe_holds (Globe *globe, SuyPoint point)
{
  const guint32 end = 1;
  const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &point };
  const SuyBox box = { point.x, point.y, point.x, point.y };

  if (suy_shape_cover_key (&globe->cover, &box) > globe->most_key)
    return FALSE;
  if (suy_shape_cover_most_key (&globe->cover, &box) <= globe->sure_key)
    return TRUE;

  suy_chords_set (globe->feature, &shape);

  return isfinite (suy_chords_distance (globe->query, globe->feature, globe->metres));
}

static void
globe_walk (Globe *globe, guint level, guint32 node)
{
  const SuyPointIndex *index = globe->index;
  const SuyIndexNode *boxes = &index->levels.nodes[level][node];
  guint32 present = suy_index_present (&index->levels, level, node);

  for (guint k = 0; k < SUY_INDEX_FANOUT && (present >> k & 1) != 0; k++)
    {
      SuyBox box = { boxes->min_x[k], boxes->min_y[k], boxes->max_x[k], boxes->max_y[k] };
      guint32 at = node * SUY_INDEX_FANOUT + k;
      guint32 first = first_below (index, level, at), end = first_below (index, level, at + 1);

      if (suy_shape_cover_key (&globe->cover, &box) > globe->most_key)
        continue;

      if (suy_shape_cover_most_key (&globe->cover, &box) <= globe->sure_key)
        add_run (index, first, end, globe->items);
      else if (level > 0)
        globe_walk (globe, level - 1, at);
      else
        for (guint32 i = first; i < end; i++)
          if (globe_holds (globe, suy_point_index_point (index, i)))
            add_run (index, i, i + 1, globe->items);
    }
}

static void
search_globe (const SuyPointIndex *index, const SuyShape *shape, double metres, SuyItems *items)
{
  Globe globe = { .index = index, .metres = metres, .items = items };

  suy_shape_cover_init (&globe.cover, shape);
  globe.most_key = suy_bound_key_of_metres (metres);
  globe.sure_key = suy_bound_most_key_of_metres (metres);
  globe.query = suy_chords_new ();
  globe.feature = suy_chords_new ();
  suy_chords_set (globe.query, shape);

  globe_walk (&globe, index->levels.n_levels - 1, 0);

  suy_shape_cover_clear (&globe.cover);
  suy_chords_free (globe.query);
  suy_chords_free (globe.feature);
}

void
suy_point_index_within_shape (SuyPointIndex *self,
                              const SuyShape *shape,
                              double metres,
                              SuyItems *items)
{
  SuyAround around;

  g_return_if_fail (self != NULL && shape != NULL && items != NULL);
  g_return_if_fail (metres >= 0);

  if (shape->kind == SUY_SHAPE_POINT && suy_shape_get_n_points (shape) == 1)
    {
      suy_point_index_within (self, shape->points[0], metres, items);
      return;
    }

  items->n = 0;
  if (self->n == 0 || shape->kind == SUY_SHAPE_NONE)
    return;

  around = (SuyAround){ .index = self,
                        .levels = &self->levels,
                        .item_of = self->items,
                        .n = self->n,
                        .leaf = SUY_POINT_LEAF,
                        .items = items };
  if (!suy_around_search (&around, shape, metres))
    search_globe (self, shape, metres, items);
}
