/* suy-network-loops.c: where could water not leave a loop, and where would it run round?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside loops the outlet leaves more than one answer, so the digitised direction stands as long as
 * water comes out.  Circles are the strongly connected parts of the directed graph (Tarjan,
 * "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972). */

#include <math.h>
#include <stdlib.h>

#include "suy-network-check-private.h"

static guint32
head_of (const Check *self, guint32 e)
{
  return self->against[e] ? self->edges[e].from : self->edges[e].to;
}

static guint32
tail_of (const Check *self, guint32 e)
{
  return self->against[e] ? self->edges[e].to : self->edges[e].from;
}

static gboolean
is_uphill (const Check *self, guint32 e)
{
  const SuyRivers *rivers = self->rivers;
  guint32 reach = self->edges[e].reach;

  return rivers->elevation_up != NULL && rivers->elevation_down != NULL &&
         rivers->elevation_up[reach] < rivers->elevation_down[reach];
}

/* ---- no way out ---- */

/* Whether the name of @e is that of an edge at @node which is no choice itself. */
static gboolean
goes_on_in_name (const Check *self, guint32 node, guint32 e)
{
  const gint64 *name = self->rivers->name;

  if (name == NULL || name[self->edges[e].reach] == 0)
    return FALSE;
  for (guint32 k = self->start[node]; k < self->start[node + 1]; k++)
    if (self->bridge[self->near[k]] &&
        name[self->edges[self->near[k]].reach] == name[self->edges[e].reach])
      return TRUE;

  return FALSE;
}

static gboolean
has_top_order (const Check *self, guint32 node, guint32 e)
{
  const gint64 *order = self->rivers->order;

  if (order == NULL || order[self->edges[e].reach] == 0)
    return FALSE;
  for (guint32 k = self->start[node]; k < self->start[node + 1]; k++)
    if (self->near[k] != e &&
        order[self->edges[self->near[k]].reach] >= order[self->edges[e].reach])
      return FALSE;

  return TRUE;
}

static gboolean
speaks_for (const Check *self, SuyGround ground, guint32 node, guint32 e)
{
  if (ground == SUY_GROUND_ELEVATION)
    return is_uphill (self, e);
  if (ground == SUY_GROUND_NAME)
    return goes_on_in_name (self, node, e);

  return has_top_order (self, node, e);
}

/* The first ground that speaks for exactly one of the @choices, which is set. */
static SuyGround
find_ground (const Check *self, guint32 node, const GArray *choices, guint32 *chosen)
{
  for (SuyGround ground = SUY_GROUND_ELEVATION; ground <= SUY_GROUND_ORDER; ground++)
    {
      guint n = 0;

      for (guint i = 0; i < choices->len; i++)
        if (speaks_for (self, ground, node, g_array_index (choices, guint32, i)))
          {
            *chosen = g_array_index (choices, guint32, i);
            n++;
          }
      if (n == 1)
        return ground;
    }

  return SUY_GROUND_NONE;
}

static void
add_turn (Check *self, guint32 e, SuyGround ground)
{
  guint32 reach = self->edges[e].reach;
  SuyFault fault = suy_check_new_fault (self, SUY_FAULT_DIRECTION, reach);

  fault.mend = SUY_MEND_REVERSE;
  fault.ground = ground;
  fault.plain = ground == SUY_GROUND_ELEVATION ||
                (ground != SUY_GROUND_NONE && self->stated[self->part[self->edges[e].from]]);
  if (suy_check_add (self, &fault, &reach, 1) && fault.plain)
    self->against[e] = 1;
}

/* All edges of a loop come in here and none goes out: one of them must be turned. */
static void
check_way_out (Check *self, guint32 node)
{
  g_autoptr (GArray) choices = NULL;
  guint32 chosen = 0;
  SuyGround ground;

  for (guint32 k = self->start[node]; k < self->start[node + 1]; k++)
    if (tail_of (self, self->near[k]) == node)
      return;

  choices = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 k = self->start[node]; k < self->start[node + 1]; k++)
    if (!self->bridge[self->near[k]])
      g_array_append_val (choices, self->near[k]);
  ground = find_ground (self, node, choices, &chosen);
  for (guint i = 0; i < choices->len; i++)
    if (ground == SUY_GROUND_NONE || g_array_index (choices, guint32, i) == chosen)
      add_turn (self, g_array_index (choices, guint32, i), ground);
}

/* ---- round and round ---- */

typedef struct
{
  Check *check;
  guint32 *met, *low, *next, *up; /* of each node; up: where the walk came from */
  guint32 *round;                 /* of each node: its strongly connected part, from 1 */
  GArray *stack;
  guint32 n_met, n_rounds;
} Rounds;

static void
close_round (Rounds *rounds, guint32 node)
{
  guint32 v;

  rounds->n_rounds++;
  do
    {
      v = g_array_index (rounds->stack, guint32, rounds->stack->len - 1);
      g_array_set_size (rounds->stack, rounds->stack->len - 1);
      rounds->round[v] = rounds->n_rounds;
    }
  while (v != node);
}

static void
enter (Rounds *rounds, guint32 node, guint32 from)
{
  rounds->met[node] = rounds->low[node] = ++rounds->n_met;
  rounds->up[node] = from;
  rounds->next[node] = rounds->check->start[node];
  g_array_append_val (rounds->stack, node);
}

/* One step of the walk at @node.  Returns: the node to go on with; NO_NODE at the end */
static guint32
step (Rounds *rounds, guint32 node)
{
  Check *self = rounds->check;
  guint32 up;

  while (rounds->next[node] < self->start[node + 1])
    {
      guint32 e = self->near[rounds->next[node]++], to = head_of (self, e);

      if (tail_of (self, e) != node)
        continue;
      if (rounds->met[to] == 0)
        {
          enter (rounds, to, node);
          return to;
        }
      if (rounds->round[to] == 0)
        rounds->low[node] = MIN (rounds->low[node], rounds->met[to]);
    }

  if (rounds->low[node] == rounds->met[node])
    close_round (rounds, node);
  up = rounds->up[node];
  if (up != NO_NODE)
    rounds->low[up] = MIN (rounds->low[up], rounds->low[node]);

  return up;
}

static void
find_rounds (Rounds *rounds)
{
  for (guint32 v = 0; v < check_n_nodes (rounds->check); v++)
    if (rounds->met[v] == 0)
      {
        guint32 node = v;

        enter (rounds, v, NO_NODE);
        while (node != NO_NODE)
          node = step (rounds, node);
      }
}

/* Edges that run round, as (round, edge), so that those of one circle stand together. */
static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  guint64 l = *(const guint64 *) a, r = *(const guint64 *) b;

  return l < r ? -1 : l > r;
}

static void
add_cycle (Check *self, const GArray *edges, guint first, guint end)
{
  g_autoptr (GArray) reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 uphill = 0, n_uphill = 0;
  SuyFault fault;
  double length = 0;

  for (guint i = first; i < end; i++)
    {
      guint32 e = (guint32) g_array_index (edges, guint64, i), reach = self->edges[e].reach;

      length += self->edges[e].length_m;
      if (reaches->len == 0 || g_array_index (reaches, guint32, reaches->len - 1) != reach)
        g_array_append_val (reaches, reach);
      if (is_uphill (self, e))
        {
          uphill = reach;
          n_uphill++;
        }
    }
  fault = suy_check_new_fault (self, SUY_FAULT_CYCLE,
                               n_uphill == 1 ? uphill : g_array_index (reaches, guint32, 0));
  /* Where reaches name the one below, turning the line would turn nothing. */
  if (n_uphill == 1 && self->rivers->meet != SUY_MEET_DOWN)
    {
      fault.mend = SUY_MEND_REVERSE;
      fault.ground = SUY_GROUND_ELEVATION;
      fault.plain = TRUE;
    }
  fault.size_m = length;
  for (guint i = 0; i < reaches->len; i++)
    {
      SuyBox box =
          suy_feature_set_get_box (self->rivers->lines, g_array_index (reaches, guint32, i));

      suy_box_add (&fault.box, &box);
    }
  suy_check_add (self, &fault, (const guint32 *) (const void *) reaches->data, reaches->len);
}

static void
add_cycles (Check *self, const guint32 *round)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint32 e = 0; e < self->n_edges; e++)
    if (round[tail_of (self, e)] == round[head_of (self, e)])
      {
        guint64 both = (guint64) round[tail_of (self, e)] << 32 | e;

        g_array_append_val (edges, both);
      }
  g_array_sort (edges, compare_rounds);
  for (guint i = 0, end; i < edges->len; i = end)
    {
      guint64 number = g_array_index (edges, guint64, i) >> 32;

      for (end = i; end < edges->len && g_array_index (edges, guint64, end) >> 32 == number;)
        end++;
      add_cycle (self, edges, i, end);
    }
}

void
suy_check_loops (Check *self)
{
  guint32 n = check_n_nodes (self);
  g_autofree guint32 *memory = g_new0 (guint32, 5 * (gsize) n + 1);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  Rounds rounds = { .check = self,
                    .met = memory,
                    .low = memory + n,
                    .next = memory + 2 * (gsize) n,
                    .up = memory + 3 * (gsize) n,
                    .round = memory + 4 * (gsize) n,
                    .stack = stack };
  g_autofree guint8 *has_outlet = g_new0 (guint8, self->n_parts + 1);

  for (guint32 v = 0; v < n; v++)
    if (self->leaves[v])
      has_outlet[self->part[v]] = 1;
  for (guint32 v = 0; v < n; v++)
    if (self->start[v] < self->start[v + 1] && has_outlet[self->part[v]] && !self->leaves[v])
      check_way_out (self, v);
  find_rounds (&rounds);
  add_cycles (self, rounds.round);
}
