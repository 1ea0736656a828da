/* suy-network-flow.c: which reaches are digitised against the water?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bridge is an edge whose loss would part the network.  Where all outlets lie on one side of it,
 * water crosses it towards them.  Source of the search for bridges: Tarjan, "A note on finding the
 * bridges of a graph", Information Processing Letters 2 (1974).
 *
 * Where nobody stated the outlet of a part, it is the node towards which the least length of
 * bridges is digitised the wrong way.  The length is known for one node by one sum; across a bridge
 * it changes by that bridge alone, so all nodes of a part are one walk. */

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"
#include "suy-network-check-private.h"

/* ---- edges ---- */

static int
compare_splits (gconstpointer a, gconstpointer b)
{
  const CheckSplit *l = a, *r = b;

  if (l->reach != r->reach)
    return l->reach < r->reach ? -1 : 1;

  return l->fraction < r->fraction ? -1 : l->fraction > r->fraction;
}

/* The edges of @reach, cut at its splits, the first of which is @split.  Returns: the next split */
static guint
add_edges (Check *self, guint32 reach, guint split)
{
  guint32 from = suy_check_root (self, self->node[2 * reach]);
  double at = 0;

  for (; split < self->splits->len; split++)
    {
      const CheckSplit *cut = &g_array_index (self->splits, CheckSplit, split);
      guint32 to;

      if (cut->reach != reach)
        break;
      to = suy_check_root (self, cut->node);
      self->edges[self->n_edges++] =
          (CheckEdge){ reach, from, to, (cut->fraction - at) * self->rivers->length_m[reach] };
      from = to;
      at = cut->fraction;
    }
  self->edges[self->n_edges++] =
      (CheckEdge){ reach, from, suy_check_root (self, self->node[2 * reach + 1]),
                   (1 - at) * self->rivers->length_m[reach] };

  return split;
}

static void
list_edges_of_nodes (Check *self)
{
  guint32 n = check_n_nodes (self), sum = 0;

  self->start = g_new0 (guint32, (gsize) n + 1);
  self->near = g_new (guint32, 2 * (gsize) self->n_edges);
  for (guint32 e = 0; e < self->n_edges; e++)
    {
      self->start[self->edges[e].from]++;
      self->start[self->edges[e].to]++;
    }
  for (guint32 v = 0; v <= n; v++)
    {
      sum += self->start[v];
      self->start[v] = sum;
    }
  for (guint32 e = self->n_edges; e-- > 0;)
    {
      self->near[--self->start[self->edges[e].from]] = e;
      self->near[--self->start[self->edges[e].to]] = e;
    }
}

/* ---- a walk over all parts ---- */

typedef struct
{
  Check *check;
  guint32 *order; /* nodes as they were met, parents before children */
  guint32 *met;   /* of a node: its place in the order, from 1; 0: not yet */
  guint32 *via;   /* of a node: the edge by which it was met */
  guint32 *low;   /* of a node: the first node met that can be reached without that edge */
  guint32 n;
} Walk;

static guint32
other_node (const CheckEdge *edge, guint32 node)
{
  return edge->from == node ? edge->to : edge->from;
}

static void
meet (Walk *walk, guint32 node, guint32 via, guint32 part)
{
  walk->order[walk->n++] = node;
  walk->met[node] = walk->low[node] = walk->n;
  walk->via[node] = via;
  walk->check->part[node] = part;
}

/* Depth first, so that each edge leads up or down the tree and never across. */
static void
walk_part (Walk *walk, guint32 root, guint32 part, guint32 *next)
{
  Check *self = walk->check;
  guint32 node = root;

  meet (walk, root, G_MAXUINT32, part);
  for (;;)
    {
      if (next[node] < self->start[node + 1])
        {
          guint32 e = self->near[next[node]++];
          guint32 to = other_node (&self->edges[e], node);

          if (e == walk->via[node])
            continue;
          if (walk->met[to] != 0)
            walk->low[node] = MIN (walk->low[node], walk->met[to]);
          else
            {
              meet (walk, to, e, part);
              node = to;
            }
        }
      else if (node == root)
        break;
      else
        {
          guint32 above = other_node (&self->edges[walk->via[node]], node);

          walk->low[above] = MIN (walk->low[above], walk->low[node]);
          self->bridge[walk->via[node]] = walk->low[node] == walk->met[node];
          node = above;
        }
    }
}

static void
walk_all (Walk *walk, Check *self)
{
  guint32 n = check_n_nodes (self);
  g_autofree guint32 *next = g_memdup2 (self->start, n * sizeof *next);

  *walk = (Walk){ .check = self,
                  .order = g_new (guint32, n),
                  .met = g_new0 (guint32, n),
                  .via = g_new (guint32, n),
                  .low = g_new (guint32, n) };
  self->part = g_new (guint32, n);
  for (guint32 v = 0; v < n; v++)
    {
      if (walk->met[v] != 0)
        continue;
      if (self->start[v] == self->start[v + 1])
        self->part[v] = NO_NODE;
      else
        walk_part (walk, v, self->n_parts++, next);
    }
}

static void
walk_clear (Walk *walk)
{
  g_free (walk->order);
  g_free (walk->met);
  g_free (walk->via);
  g_free (walk->low);
}

void
suy_check_build_graph (Check *self)
{
  guint split = 0;

  g_array_sort (self->splits, compare_splits);
  self->edges = g_new (CheckEdge, (gsize) self->n + self->splits->len);
  for (guint32 i = 0; i < self->n; i++)
    if (!self->dropped[i])
      split = add_edges (self, i, split);
  list_edges_of_nodes (self);
  self->bridge = g_new0 (guint8, self->n_edges + 1);
  self->against = g_new0 (guint8, self->n_edges + 1);
  self->leaves = g_new0 (guint8, check_n_nodes (self) + 1);
}

/* ---- outlets ---- */

/* The node nearest to @point; NO_NODE without rivers. */
static guint32
nearest_node (Check *self, SuyPoint point)
{
  guint32 best = NO_NODE;
  double best_m = INFINITY, scale = cos (point.y / 1e7 * G_PI / 180);

  for (guint32 v = 0; v < check_n_nodes (self); v++)
    {
      SuyPoint spot = check_spot (self, v);
      /* Good enough to tell which of two ends a person means. */
      double x = ((double) spot.x - point.x) * scale, y = (double) spot.y - point.y;
      double far = x * x + y * y;

      if (self->start[v] < self->start[v + 1] && far < best_m)
        {
          best = v;
          best_m = far;
        }
    }

  return best;
}

static void
place_stated (Check *self)
{
  for (guint32 i = 0; i < self->rule->n_outlets; i++)
    {
      guint32 node = nearest_node (self, self->rule->outlets[i]);

      if (node == NO_NODE)
        continue;
      self->leaves[node] = 1;
      self->stated[self->part[node]] = 1;
    }
}

/* Millimetres, so that sums do not depend on their order. */
static gint64
weight (const CheckEdge *edge)
{
  return llround (edge->length_m * 1000) + 1;
}

static gboolean
has_way_out (const Check *self, guint32 node)
{
  for (guint32 k = self->start[node]; k < self->start[node + 1]; k++)
    if (self->edges[self->near[k]].from == node)
      return TRUE;

  return FALSE;
}

static gint64
order_at (const Check *self, guint32 node)
{
  gint64 best = 0;

  for (guint32 k = self->start[node]; self->rivers->order != NULL && k < self->start[node + 1]; k++)
    best = MAX (best, self->rivers->order[self->edges[self->near[k]].reach]);

  return best;
}

/* Of two nodes for which as much would need turning: where nothing leaves, then the larger order.
 */
static gboolean
is_likelier (const Check *self, guint32 node, guint32 than)
{
  gboolean a = has_way_out (self, node), b = has_way_out (self, than);

  return a != b ? b : order_at (self, node) > order_at (self, than);
}

typedef struct
{
  guint32 node;
  gint64 wrong; /* millimetres that would need turning */
} Guess;

/* The sum for each node, from that of the node above it; sets the best of each part. */
static void
guess_outlets (Walk *walk, Guess *guesses)
{
  Check *self = walk->check;
  g_autofree gint64 *wrong = g_new0 (gint64, check_n_nodes (self) + 1);

  for (guint32 i = 0; i < walk->n; i++)
    {
      guint32 v = walk->order[i];
      const CheckEdge *edge = walk->via[v] == G_MAXUINT32 ? NULL : &self->edges[walk->via[v]];

      if (edge != NULL && self->bridge[walk->via[v]] && edge->to == v)
        guesses[self->part[v]].wrong += weight (edge);
    }
  for (guint32 i = 0; i < walk->n; i++)
    {
      guint32 v = walk->order[i], e = walk->via[v];
      Guess *guess = &guesses[self->part[v]];

      if (e == G_MAXUINT32)
        wrong[v] = guess->wrong;
      else
        wrong[v] = wrong[other_node (&self->edges[e], v)] + (!self->bridge[e] ? 0
                                                             : self->edges[e].to == v
                                                                 ? -weight (&self->edges[e])
                                                                 : weight (&self->edges[e]));
      if (e == G_MAXUINT32 || wrong[v] < guess->wrong ||
          (wrong[v] == guess->wrong && is_likelier (self, v, guess->node)))
        *guess = (Guess){ v, wrong[v] };
    }
}

static void
add_outlet_fault (Check *self, guint32 node, gint64 wrong)
{
  guint32 reach = self->edges[self->near[self->start[node]]].reach;
  SuyFault fault = suy_check_new_fault (self, SUY_FAULT_OUTLET, reach);

  fault.mend = SUY_MEND_OUTLET;
  fault.ground = SUY_GROUND_GUESS;
  fault.place = check_spot (self, node);
  fault.at_last = self->edges[self->near[self->start[node]]].to == node;
  fault.size_m = (double) wrong / 1000;
  suy_check_add (self, &fault, &reach, 1);
}

/* Parts without a stated outlet get a guessed one; it is named where it is not plain. */
static void
place_guessed (Walk *walk)
{
  Check *self = walk->check;
  g_autofree Guess *guesses = g_new0 (Guess, self->n_parts + 1);

  guess_outlets (walk, guesses);
  for (guint32 part = 0; part < self->n_parts; part++)
    {
      if (self->stated[part])
        continue;
      self->leaves[guesses[part].node] = 1;
      if (guesses[part].wrong > 0)
        add_outlet_fault (self, guesses[part].node, guesses[part].wrong);
    }
}

/* ---- directions ---- */

/* Sets @against of the bridges that all outlets lie behind.  Children come after parents, so that
 * backwards each node has counted all outlets below it before its own bridge is judged. */
static void
turn_bridges (Walk *walk, guint8 *judged)
{
  Check *self = walk->check;
  g_autofree guint32 *outlets = g_new0 (guint32, check_n_nodes (self) + 1);
  g_autofree guint32 *all = g_new0 (guint32, self->n_parts + 1);

  for (guint32 i = 0; i < walk->n; i++)
    all[self->part[walk->order[i]]] += self->leaves[walk->order[i]];
  for (guint32 i = walk->n; i-- > 0;)
    {
      guint32 v = walk->order[i], e = walk->via[v];
      guint32 total = all[self->part[v]];

      outlets[v] += self->leaves[v];
      if (e == G_MAXUINT32)
        continue;
      outlets[other_node (&self->edges[e], v)] += outlets[v];
      if (!self->bridge[e] || total == 0 || (outlets[v] != 0 && outlets[v] != total))
        continue;
      judged[e] = 1;
      self->against[e] = (self->edges[e].to == v) == (outlets[v] == 0);
    }
}

/* A reach of several edges is turned as a whole; where they disagree it must be split first. */
static void
add_direction_faults (Check *self, const guint8 *judged)
{
  for (guint32 e = 0, next; e < self->n_edges; e = next)
    {
      guint32 reach = self->edges[e].reach, n_judged = 0, n_against = 0;
      gboolean kept;
      SuyFault fault;

      for (next = e; next < self->n_edges && self->edges[next].reach == reach; next++)
        {
          n_judged += judged[next];
          n_against += self->against[next];
        }
      if (n_against == 0 || n_against < n_judged)
        continue;

      fault = suy_check_new_fault (self, SUY_FAULT_DIRECTION, reach);
      fault.mend = SUY_MEND_REVERSE;
      fault.plain = self->stated[self->part[self->edges[e].from]];
      fault.ground = fault.plain ? SUY_GROUND_OUTLET : SUY_GROUND_GUESS;
      kept = suy_check_add (self, &fault, &reach, 1);
      for (guint32 k = e; k < next; k++)
        self->against[k] = (guint8) kept;
    }
}

void
suy_check_directions (Check *self)
{
  g_autofree guint8 *judged = g_new0 (guint8, self->n_edges + 1);
  Walk walk;

  walk_all (&walk, self);
  self->stated = g_new0 (guint8, self->n_parts + 1);
  place_stated (self);
  if (self->rivers->meet == SUY_MEET_ENDS)
    place_guessed (&walk);
  if (self->rivers->meet != SUY_MEET_DOWN)
    turn_bridges (&walk, judged);
  add_direction_faults (self, judged);
  walk_clear (&walk);
}
