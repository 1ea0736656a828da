/* suy-network-parts.c: main distance, connected parts, cycles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "suy-network-private.h"

#define NO_PART G_MAXUINT32

/* TRUE when @above hangs from @below in the forest, and is not @below itself. */
static gboolean
hangs_from (const SuyNetwork *self, guint32 above, guint32 below)
{
  return above > below && above - below < self->size[below];
}

/* The round root in whose tree @reach stands, or NO_REACH. */
static guint32
round_root_of (const SuyNetwork *self, guint32 reach)
{
  guint32 low = 0, high = self->n_round_roots;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->round_roots[middle] <= reach)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || reach - self->round_roots[low - 1] >= self->size[self->round_roots[low - 1]])
    return NO_REACH;

  return self->round_roots[low - 1];
}

/* From the downstream end of @above by main ways to the upstream end of @below, another reach. */
static double
main_way_down (const SuyNetwork *self, guint32 above, guint32 below)
{
  guint64 to_below = below_of (self, below) + length_of (self, below), mm = below_of (self, above);
  guint32 root, next;

  if (hangs_from (self, above, below))
    return (double) (mm - to_below) / 1000.0;

  root = round_root_of (self, above);
  if (root == NO_REACH)
    return NAN;

  next = self->main_down[root];
  if (next != below && !hangs_from (self, next, below))
    return NAN;

  return (double) (mm + below_of (self, next) + length_of (self, next) - to_below) / 1000.0;
}

double
suy_network_main_distance (SuyNetwork *self, SuyPlace start, guint32 reach)
{
  guint32 here, there;
  double length, up, down;

  g_return_val_if_fail (start.reach < self->n && reach < self->n, NAN);

  if (start.reach == reach)
    return 0.0;

  here = self->label[start.reach];
  there = self->label[reach];
  length = (double) length_of (self, here) / 1000.0;
  up = main_way_down (self, there, here) + (1.0 - start.fraction) * length;
  down = main_way_down (self, here, there) + start.fraction * length;

  return fmin (up, down);
}

/* ---- connected parts ---- */

/* Trees, by their lowest label; each points to one that it is connected with, at last to itself. */
typedef struct
{
  const SuyNetwork *net;
  guint32 *tree_of;
  guint32 *part_of_tree;
} Trees;

static guint32
find_tree (Trees *self, guint32 tree)
{
  while (self->part_of_tree[tree] != tree)
    {
      self->part_of_tree[tree] = self->part_of_tree[self->part_of_tree[tree]];
      tree = self->part_of_tree[tree];
    }

  return tree;
}

static void
connect_list (Trees *self, const guint32 *labels, guint32 n)
{
  for (guint32 k = 1; k < n; k++)
    {
      guint32 a = find_tree (self, self->tree_of[labels[0]]);
      guint32 b = find_tree (self, self->tree_of[labels[k]]);

      self->part_of_tree[b] = a;
    }
}

/* Trees meet where water parts, and at mouths. */
static void
connect_trees (Trees *self)
{
  const SuyNetwork *net = self->net;
  guint32 n_trees = 0;

  for (guint32 x = 0; x < net->n; n_trees++)
    {
      guint32 end = x + net->size[x];

      self->part_of_tree[n_trees] = n_trees;
      for (; x < end; x++)
        self->tree_of[x] = n_trees;
    }
  for (guint32 fork = 0; fork < net->forks.n; fork++)
    connect_list (self, net->forks.leave + net->forks.leave_start[fork],
                  net->forks.leave_start[fork + 1] - net->forks.leave_start[fork]);
  for (guint32 mouth = 0; mouth < net->n_mouths; mouth++)
    connect_list (self, net->mouths + net->mouth_start[mouth],
                  net->mouth_start[mouth + 1] - net->mouth_start[mouth]);
}

typedef struct
{
  guint32 part, size;
} Part;

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *l = a, *r = b;

  if (l->size != r->size)
    return l->size > r->size ? -1 : 1;

  return l->part < r->part ? -1 : l->part > r->part;
}

guint32
suy_network_get_parts (SuyNetwork *self, guint32 *part_of_reach)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree guint32 *tree_of = g_new (guint32, self->n), *tree_part = g_new (guint32, self->n);
  g_autofree guint32 *part_of = g_new (guint32, self->n), *rank = NULL;
  Trees trees = { self, tree_of, tree_part };

  connect_trees (&trees);
  for (guint32 x = 0; x < self->n; x++)
    part_of[x] = NO_PART;

  /* In the order of the reaches, so that parts are found by their lowest reach. */
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 tree = find_tree (&trees, tree_of[self->label[i]]);
      const Part part = { parts->len, 0 };

      if (part_of[tree] == NO_PART)
        {
          part_of[tree] = parts->len;
          g_array_append_val (parts, part);
        }
      part_of_reach[i] = part_of[tree];
      g_array_index (parts, Part, part_of[tree]).size++;
    }

  g_array_sort (parts, compare_parts);
  rank = g_new (guint32, parts->len);
  for (guint32 i = 0; i < parts->len; i++)
    rank[g_array_index (parts, Part, i).part] = i;
  for (guint32 i = 0; i < self->n; i++)
    part_of_reach[i] = rank[part_of_reach[i]];

  return parts->len;
}

/* ---- cycles ---- */

/* One level of a depth-first walk down the water: came by @via to @node. */
typedef struct
{
  guint32 via, node;
  NodeWalk on;
} Step;

enum
{
  NEW,
  ON_THE_WAY,
  DONE,
};

static void
step_on (const SuyNetwork *self, GArray *way, guint8 *state, guint32 via, guint32 node)
{
  Step step = { via, node };

  node_walk_init (&step.on, self, node, FALSE);
  state[node] = ON_THE_WAY;
  g_array_append_val (way, step);
}

/* The reaches of the way since @node, and @closing, which leads back to it. */
static GArray *
take_cycle (const SuyNetwork *self, GArray *way, guint32 node, guint32 closing)
{
  GArray *cycle = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint first = way->len - 1;

  while (g_array_index (way, Step, first).node != node)
    first--;
  for (guint i = first + 1; i < way->len; i++)
    g_array_append_val (cycle, self->number[g_array_index (way, Step, i).via]);
  g_array_append_val (cycle, self->number[closing]);

  return cycle;
}

/* A cycle among the nodes below @root that were not looked at, or NULL. */
static GArray *
find_below (const SuyNetwork *self, guint32 root, guint8 *state, GArray *way)
{
  step_on (self, way, state, NO_REACH, root);
  while (way->len > 0)
    {
      Step *step = &g_array_index (way, Step, way->len - 1);
      guint32 reach, next;

      if (!node_walk_next (&step->on, &reach))
        {
          state[step->node] = DONE;
          g_array_set_size (way, way->len - 1);
          continue;
        }

      next = node_below (self, reach);
      if (next == NO_NODE)
        continue;
      if (state[next] == ON_THE_WAY)
        return take_cycle (self, way, next, reach);
      if (state[next] == NEW)
        step_on (self, way, state, reach, next);
    }

  return NULL;
}

/* Labels of reaches that leave no fork stand for the node above them.  Every cycle passes a fork,
 * as the forest has none. */
GArray *
suy_network_find_cycle (SuyNetwork *self)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autofree guint8 *state = g_new0 (guint8, (gsize) self->n + self->forks.n);

  for (guint32 fork = 0; fork < self->forks.n; fork++)
    if (state[self->n + fork] == NEW)
      {
        GArray *cycle = find_below (self, self->n + fork, state, way);

        if (cycle != NULL)
          return cycle;
      }

  return NULL;
}
