/* suy-shape-index-private.h: what is inside an index of shapes?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For suy-shape-index.c, which packs and opens it, and the searches of suy-shape-search.c and
 * suy-shape-within.c. */

#pragma once

#include <string.h>

#include "suy-index-node.h"
#include "suy-shape-index.h"

G_BEGIN_DECLS

/* Positions from n_shapes on are of kind NONE and in no node.  A box of a node holds all places of
 * its items, edges being geodesics, so that it can rule them out as well as in. */
struct _SuyShapeIndex
{
  GBytes *bytes;
  guint32 n, n_shapes, n_runs, n_points;
  SuyIndexLevels levels; /* its leaves are the shapes */
  const SuyPoint *points;
  const guint32 *first_points; /* one more than items */
  const guint32 *first_runs;   /* one more than items */
  const guint32 *ends;
  const guint32 *items;
  const guint8 *kinds;
};

static inline SuyShape
suy_shape_index_shape (const SuyShapeIndex *self, guint32 position)
{
  guint32 run = self->first_runs[position];

  return (SuyShape){ (SuyShapeKind) self->kinds[position], self->first_runs[position + 1] - run,
                     self->ends + run, self->points + self->first_points[position] };
}

/* The first position below the box @at of @level; one past the last of the box before. */
static inline guint32
suy_shape_index_first (const SuyShapeIndex *self, guint level, guint32 at)
{
  return (guint32) MIN ((guint64) at << (4 * level), self->n_shapes);
}

/* Adds the items of positions @first to @end - 1. */
static inline void
suy_shape_index_add_run (const SuyShapeIndex *self, guint32 first, guint32 end, SuyItems *items)
{
  if (first >= end)
    return;

  suy_items_reserve (items, end - first);
  memcpy (items->at + items->n, self->items + first, (end - first) * sizeof *items->at);
  items->n += end - first;
}

static inline SuyBox
suy_shape_index_box (const SuyShapeIndex *self, guint level, guint32 at)
{
  const SuyIndexNode *node = &self->levels.nodes[level][at / SUY_INDEX_FANOUT];
  guint k = at % SUY_INDEX_FANOUT;

  return (SuyBox){ node->min_x[k], node->min_y[k], node->max_x[k], node->max_y[k] };
}

G_END_DECLS
