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
  double to_below = self->below_m[below] + self->length_m[below];
  guint32 root, next;

  if (hangs_from (self, above, below))
    return self->below_m[above] - to_below;

  root = round_root_of (self, above);
  if (root == NO_REACH)
    return NAN;

  next = self->main_down[root];
  if (next != below && !hangs_from (self, next, below))
    return NAN;

  return self->below_m[above] + self->below_m[next] + self->length_m[next] - to_below;
}

double
suy_network_main_distance (SuyNetwork *self, SuyPlace start, guint32 reach)
{
  guint32 here, there;
  double up, down;

  g_return_val_if_fail (start.reach < self->n && reach < self->n, NAN);

  if (start.reach == reach)
    return 0.0;

  here = self->label[start.reach];
  there = self->label[reach];
  up = main_way_down (self, there, here) + (1.0 - start.fraction) * self->length_m[here];
  down = main_way_down (self, here, there) + start.fraction * self->length_m[here];

  return fmin (up, down);
}

static void
visit (guint32 *part_of_node, guint32 node, guint32 part, GArray *stack)
{
  if (part_of_node[node] != NO_PART)
    return;

  part_of_node[node] = part;
  g_array_append_val (stack, node);
}

/* Gives @part to all nodes connected with @first.  Returns: how many reaches lie between them */
static guint32
flood (const SuyNetwork *self, guint32 first, guint32 part, guint32 *part_of_node, GArray *stack)
{
  const NodeList *leaving = &self->leaving, *entering = &self->entering;
  guint32 n = 0;

  visit (part_of_node, first, part, stack);
  while (stack->len > 0)
    {
      guint32 node = g_array_index (stack, guint32, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      n += leaving->start[node + 1] - leaving->start[node];
      for (guint32 i = leaving->start[node]; i < leaving->start[node + 1]; i++)
        visit (part_of_node, self->to_node[leaving->list[i]], part, stack);
      for (guint32 i = entering->start[node]; i < entering->start[node + 1]; i++)
        visit (part_of_node, self->from_node[entering->list[i]], part, stack);
    }

  return n;
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
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *part_of_node = g_new (guint32, self->n_nodes);
  g_autofree guint32 *rank = NULL;

  for (guint32 node = 0; node < self->n_nodes; node++)
    part_of_node[node] = NO_PART;

  /* In the order of the reaches, so that parts are found by their lowest reach. */
  for (guint32 i = 0; i < self->n; i++)
    {
      guint32 node = self->from_node[self->label[i]];
      Part part = { parts->len };

      if (part_of_node[node] != NO_PART)
        continue;
      part.size = flood (self, node, part.part, part_of_node, stack);
      g_array_append_val (parts, part);
    }

  g_array_sort (parts, compare_parts);
  rank = g_new (guint32, parts->len);
  for (guint32 i = 0; i < parts->len; i++)
    rank[g_array_index (parts, Part, i).part] = i;
  for (guint32 i = 0; i < self->n; i++)
    part_of_reach[i] = rank[part_of_node[self->from_node[self->label[i]]]];

  return parts->len;
}

/* One level of a depth-first walk down the water: came by @via to @node, next is leaving @i. */
typedef struct
{
  guint32 via, node, i;
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
  const Step step = { via, node, self->leaving.start[node] };

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

GArray *
suy_network_find_cycle (SuyNetwork *self)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autofree guint8 *state = g_new0 (guint8, self->n_nodes);

  for (guint32 root = 0; root < self->n_nodes; root++)
    {
      if (state[root] == NEW)
        step_on (self, way, state, NO_REACH, root);

      while (way->len > 0)
        {
          Step *step = &g_array_index (way, Step, way->len - 1);
          guint32 reach, next;

          if (step->i == self->leaving.start[step->node + 1])
            {
              state[step->node] = DONE;
              g_array_set_size (way, way->len - 1);
              continue;
            }

          reach = self->leaving.list[step->i++];
          next = self->to_node[reach];
          if (state[next] == ON_THE_WAY)
            return take_cycle (self, way, next, reach);
          if (state[next] == NEW)
            step_on (self, way, state, reach, next);
        }
    }

  return NULL;
}
