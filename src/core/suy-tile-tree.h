/* suy-tile-tree.h: which features of a row touch this part of the world?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of a tile layer: boxes over features that stand along the Z curve, each over 16 of those
 * below. */

#pragma once

#include "suy-items.h"
#include "suy-tile-world.h"

G_BEGIN_DECLS

#define SUY_TILE_TREE_FAN 16
#define SUY_TILE_TREE_MAX_LEVELS 8

/* Never changes. */
typedef struct
{
  guint32 n;                                    /* features */
  SuyWorldBox *level[SUY_TILE_TREE_MAX_LEVELS]; /* [0] over the features */
  guint32 n_level[SUY_TILE_TREE_MAX_LEVELS];
  guint n_levels;
} SuyTileTree;

/* Boxes that @n features need over them. */
static inline guint32
suy_tile_tree_count (guint32 n)
{
  return n / SUY_TILE_TREE_FAN + (n % SUY_TILE_TREE_FAN > 0);
}

/* @box becomes the least box that holds itself and @other. */
static inline void
suy_tile_tree_widen (SuyWorldBox *box, const SuyWorldBox *other)
{
  box->min_x = MIN (box->min_x, other->min_x);
  box->min_y = MIN (box->min_y, other->min_y);
  box->max_x = MAX (box->max_x, other->max_x);
  box->max_y = MAX (box->max_y, other->max_y);
}

/* @boxes: (transfer full) (array length=suy_tile_tree_count(n)): around 16 features each */
void suy_tile_tree_init (SuyTileTree *self, SuyWorldBox *boxes, guint32 n);
void suy_tile_tree_clear (SuyTileTree *self);

/* Adds those of features first to end - 1, at most 16, that touch @box. */
typedef void (*SuyTileTreeTest) (gconstpointer owner,
                                 guint32 first,
                                 guint32 end,
                                 const SuyWorldBox *box,
                                 SuySpans *spans);

/**
 * suy_tile_tree_find:
 * @test: asked where a box over features lies neither within @box nor apart from it
 * @spans: features that touch @box are added, ascending
 */
void suy_tile_tree_find (const SuyTileTree *self,
                         const SuyWorldBox *box,
                         SuyTileTreeTest test,
                         gconstpointer owner,
                         SuySpans *spans);

G_END_DECLS
