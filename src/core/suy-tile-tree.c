/* suy-tile-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-tree.h"

#define FAN SUY_TILE_TREE_FAN

/* One search. */
typedef struct
{
  const SuyTileTree *tree;
  const SuyWorldBox *box;
  SuyTileTreeTest test;
  gconstpointer owner;
  SuySpans *spans;
} Search;

static void
add_level (SuyTileTree *self, SuyWorldBox *boxes, guint32 n)
{
  self->level[self->n_levels] = boxes;
  self->n_level[self->n_levels++] = n;
}

void
suy_tile_tree_init (SuyTileTree *self, SuyWorldBox *boxes, guint32 n)
{
  guint32 n_below = suy_tile_tree_count (n);

  *self = (SuyTileTree){ .n = n };
  add_level (self, boxes, n_below);
  while (n_below > FAN)
    {
      guint32 n_above = suy_tile_tree_count (n_below);
      SuyWorldBox *above = g_new (SuyWorldBox, n_above);

      for (guint32 i = 0; i < n_below; i++)
        if (i % FAN == 0)
          above[i / FAN] = boxes[i];
        else
          suy_tile_tree_widen (&above[i / FAN], &boxes[i]);
      add_level (self, above, n_above);
      boxes = above;
      n_below = n_above;
    }
}

void
suy_tile_tree_clear (SuyTileTree *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    g_free (self->level[i]);
  *self = (SuyTileTree){ 0 };
}

/* What is under boxes @first to @end - 1 of @level. */
static void
visit (const Search *search, guint level, guint32 first, guint32 end)
{
  const SuyWorldBox *boxes = search->tree->level[level];
  guint64 width = G_GUINT64_CONSTANT (1) << 4 * (level + 1);

  for (guint32 i = first; i < end; i++)
    {
      guint32 start = (guint32) (i * width);
      guint32 stop = (guint32) MIN ((i + 1) * width, search->tree->n);

      if (!suy_world_box_touches (search->box, &boxes[i]))
        continue;
      if (suy_world_box_covers (search->box, &boxes[i]))
        suy_spans_add (search->spans, start, stop);
      else if (level > 0)
        visit (search, level - 1, i * FAN, MIN ((i + 1) * FAN, search->tree->n_level[level - 1]));
      else
        search->test (search->owner, start, stop, search->box, search->spans);
    }
}

void
suy_tile_tree_find (const SuyTileTree *self,
                    const SuyWorldBox *box,
                    SuyTileTreeTest test,
                    gconstpointer owner,
                    SuySpans *spans)
{
  const Search search = { self, box, test, owner, spans };

  visit (&search, self->n_levels - 1, 0, self->n_level[self->n_levels - 1]);
}
