/* suy-index-node.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-index-node.h"

static const SuyBox absent = { G_MAXINT32, G_MAXINT32, G_MAXINT32, G_MAXINT32 };

static guint32
parents_of (guint32 n)
{
  return (n + SUY_INDEX_FANOUT - 1) / SUY_INDEX_FANOUT;
}

guint32
suy_index_n_nodes (guint32 n_leaves)
{
  guint32 sum = 0, n = n_leaves;

  while (n > 0)
    {
      n = parents_of (n);
      sum += n;
      if (n == 1)
        break;
    }

  return sum;
}

void
suy_index_levels_init (SuyIndexLevels *self, const SuyIndexNode *nodes, guint32 n_leaves)
{
  *self = (SuyIndexLevels){ .n_leaves = n_leaves };

  for (guint32 n = n_leaves; n > 0; n = parents_of (n))
    {
      g_assert (self->n_levels < SUY_INDEX_MAX_LEVELS);
      self->n_children[self->n_levels] = n;
      self->nodes[self->n_levels++] = nodes;
      nodes += parents_of (n);
      if (n <= SUY_INDEX_FANOUT)
        break;
    }
}

static void
set_child (SuyIndexNode *node, guint i, const SuyBox *box)
{
  node->min_x[i] = box->min_x;
  node->min_y[i] = box->min_y;
  node->max_x[i] = box->max_x;
  node->max_y[i] = box->max_y;
}

/* Returns: the box of all children, of which there is one at least */
static SuyBox
fill_node (SuyIndexNode *node, const SuyBox *children, guint32 n)
{
  SuyBox sum = SUY_BOX_EMPTY;

  for (guint i = 0; i < SUY_INDEX_FANOUT; i++)
    {
      set_child (node, i, i < n ? &children[i] : &absent);
      if (i < n)
        suy_box_add (&sum, &children[i]);
    }

  return sum;
}

void
suy_index_build (SuyIndexNode *nodes, const SuyBox *leaves, guint32 n_leaves)
{
  g_autofree SuyBox *sums = g_new (SuyBox, parents_of (n_leaves));
  const SuyBox *boxes = leaves;

  /* A level's boxes are written over those of the level below, behind the place that is read. */
  for (guint32 n = n_leaves; n > 0; n = parents_of (n))
    {
      for (guint32 i = 0; i < parents_of (n); i++)
        sums[i] = fill_node (nodes++, boxes + i * SUY_INDEX_FANOUT,
                             MIN (SUY_INDEX_FANOUT, n - i * SUY_INDEX_FANOUT));
      boxes = sums;
      if (n <= SUY_INDEX_FANOUT)
        break;
    }
}

static int avx2_state = -1; /* not yet asked */

gboolean
suy_index_has_avx2 (void)
{
  int state = g_atomic_int_get (&avx2_state);

  if (G_UNLIKELY (state < 0))
    {
#ifdef __x86_64__
      state = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") &&
              __builtin_cpu_supports ("bmi") && __builtin_cpu_supports ("popcnt");
#else
      state = 0;
#endif
      g_atomic_int_set (&avx2_state, state);
    }

  return state;
}

void
suy_index_set_avx2 (gboolean allowed)
{
  g_atomic_int_set (&avx2_state, -1);
  if (!allowed)
    g_atomic_int_set (&avx2_state, 0);
}
