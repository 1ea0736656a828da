/* suy-network-trace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dijkstra's search over the nodes where reaches meet; its memory grows with what it finds. */

#include <math.h>

#include "suy-network-private.h"

#define UNSEEN 0
#define NO_NODE G_MAXUINT32
#define ALL G_MAXUINT32

typedef struct
{
  guint32 node;
  guint32 via; /* the reach of the shortest way in metres to this node */
  double m, h; /* INFINITY: no way found */
  gboolean belongs;
} Found;

typedef struct
{
  double cost;
  guint32 slot;
} Waiting;

typedef struct
{
  const SuyNetwork *net;
  gboolean up;
  guint32 start; /* label */
  double fraction;
  SuyTraceRule rule;
  guint32 *slot; /* of a node: its place in found + 1, or UNSEEN */
  GArray *found; /* of Found */
  GArray *queue; /* of Waiting: a binary heap */
} Search;

typedef enum
{
  BY_METRES,
  BY_HOURS,
} Column;

static void
search_init (Search *self,
             const SuyNetwork *net,
             gboolean up,
             SuyPlace start,
             const SuyTraceRule *rule)
{
  *self = (Search){ net, up, net->label[start.reach], start.fraction, *rule };
  self->slot = g_new0 (guint32, net->n_nodes);
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  self->queue = g_array_new (FALSE, FALSE, sizeof (Waiting));
}

static void
search_clear (Search *self)
{
  g_free (self->slot);
  g_array_unref (self->found);
  g_array_unref (self->queue);
}

static Found *
found_at (const Search *self, guint32 slot)
{
  return &g_array_index (self->found, Found, slot);
}

static guint32
slot_of (Search *self, guint32 node)
{
  if (self->slot[node] == UNSEEN)
    {
      const Found found = { node, NO_REACH, INFINITY, INFINITY };

      g_array_append_val (self->found, found);
      self->slot[node] = self->found->len;
    }

  return self->slot[node] - 1;
}

static void
push (GArray *queue, Waiting item)
{
  Waiting *heap;
  guint i = queue->len;

  g_array_append_val (queue, item);
  heap = (Waiting *) (gpointer) queue->data;
  for (; i > 0 && heap[(i - 1) / 2].cost > item.cost; i = (i - 1) / 2)
    heap[i] = heap[(i - 1) / 2];
  heap[i] = item;
}

static Waiting
pop (GArray *queue)
{
  Waiting *heap = (Waiting *) (gpointer) queue->data;
  Waiting first = heap[0], last = heap[queue->len - 1];
  guint n = queue->len - 1;
  guint i = 0;

  g_array_set_size (queue, n);
  while (2 * i + 1 < n)
    {
      guint child = 2 * i + 1;

      if (child + 1 < n && heap[child + 1].cost < heap[child].cost)
        child++;
      if (heap[child].cost >= last.cost)
        break;
      heap[i] = heap[child];
      i = child;
    }
  if (n > 0)
    heap[i] = last;

  return first;
}

/* The reaches that go on from each node. */
static const NodeList *
reaches_on (const Search *self)
{
  return self->up ? &self->net->entering : &self->net->leaving;
}

static guint32
node_beyond (const SuyNetwork *net, gboolean up, guint32 reach)
{
  return up ? net->from_node[reach] : net->to_node[reach];
}

/* Hours through @part of a reach; a part of no length takes no time, known or not. */
static double
hours_through (const SuyNetwork *net, guint32 reach, double part)
{
  if (part == 0.0)
    return 0.0;

  return net->travel_h == NULL ? NAN : part * net->travel_h[reach];
}

/* How much of the start reach lies on the side searched. */
static double
start_part (const Search *self)
{
  return self->up ? 1.0 - self->fraction : self->fraction;
}

static void
offer (Search *self, guint32 node, Column column, double cost, guint32 via)
{
  double limit = column == BY_METRES ? self->rule.max_m : self->rule.max_h;
  guint32 slot;
  Found *found;
  double *best;

  /* Unknown hours are not < any limit. */
  if (!(cost < limit))
    return;

  slot = slot_of (self, node);
  found = found_at (self, slot);
  best = column == BY_METRES ? &found->m : &found->h;
  if (cost >= *best)
    return;

  *best = cost;
  if (column == BY_METRES)
    found->via = via;
  push (self->queue, (Waiting){ cost, slot });
}

/* TRUE when a way of so many metres stays within the limit.  Without one the metres that lead to a
 * node need not be known. */
static gboolean
is_within (const Search *self, double m)
{
  return isinf (self->rule.max_m) || m < self->rule.max_m;
}

/* Finds nodes closer than the limit, nearest first; by hours only along reaches that lie within the
 * limit in metres, so with that limit the search by metres comes first.  @n_wanted: stop when so
 * many nodes that belong are settled; @target: or when this node is. */
static void
run (Search *self, Column column, guint32 n_wanted, guint32 target)
{
  const NodeList *on = reaches_on (self);
  const SuyNetwork *net = self->net;
  double part = start_part (self), length = part * net->length_m[self->start];
  double hours = hours_through (net, self->start, part);

  if (is_within (self, length))
    offer (self, node_beyond (net, self->up, self->start), column,
           column == BY_METRES ? length : hours, self->start);

  while (self->queue->len > 0 && n_wanted > 0)
    {
      Waiting here = pop (self->queue);
      const Found found = *found_at (self, here.slot);

      if (here.cost > (column == BY_METRES ? found.m : found.h))
        continue;
      if (found.belongs)
        n_wanted--;
      if (found.node == target)
        break;

      for (guint32 i = on->start[found.node]; i < on->start[found.node + 1]; i++)
        {
          guint32 reach = on->list[i];

          length = net->length_m[reach];
          hours = hours_through (net, reach, 1.0);
          if (is_within (self, found.m + length))
            offer (self, node_beyond (net, self->up, reach), column,
                   here.cost + (column == BY_METRES ? length : hours), reach);
        }
    }
  g_array_set_size (self->queue, 0);
}

static void
admit (Search *self, GArray *stack, guint32 node)
{
  guint32 slot = slot_of (self, node);

  if (found_at (self, slot)->belongs)
    return;

  found_at (self, slot)->belongs = TRUE;
  g_array_append_val (stack, slot);
}

/* After the search by hours: what has known hours belongs, and what lies beyond a reach of unknown
 * time too.  Returns: how many nodes */
static guint32
admit_unknown (Search *self)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  const NodeList *on = reaches_on (self);
  const SuyNetwork *net = self->net;
  double part = start_part (self);
  guint32 n = 0;

  for (guint32 slot = 0; slot < self->found->len; slot++)
    if (isfinite (found_at (self, slot)->h))
      admit (self, stack, found_at (self, slot)->node);
  if (isnan (hours_through (net, self->start, part)) &&
      is_within (self, part * net->length_m[self->start]))
    admit (self, stack, node_beyond (net, self->up, self->start));

  for (; stack->len > 0; n++)
    {
      const Found found = *found_at (self, g_array_index (stack, guint32, stack->len - 1));

      g_array_set_size (stack, stack->len - 1);
      for (guint32 i = on->start[found.node]; i < on->start[found.node + 1]; i++)
        {
          guint32 reach = on->list[i];
          gboolean unknown = isinf (found.h) || isnan (hours_through (net, reach, 1.0));

          if (unknown && is_within (self, found.m + net->length_m[reach]))
            admit (self, stack, node_beyond (net, self->up, reach));
        }
    }

  return n;
}

/* Finds the nodes of the answer and marks them. */
static void
search_nodes (Search *self)
{
  if (isfinite (self->rule.max_h) && !isfinite (self->rule.max_m))
    {
      run (self, BY_HOURS, ALL, NO_NODE);
      run (self, BY_METRES, admit_unknown (self), NO_NODE);
      return;
    }

  run (self, BY_METRES, ALL, NO_NODE);
  run (self, BY_HOURS, ALL, NO_NODE);
  if (isfinite (self->rule.max_h))
    admit_unknown (self);
  else
    for (guint32 slot = 0; slot < self->found->len; slot++)
      found_at (self, slot)->belongs = TRUE;
}

/* Appends the part of a reach between two fractions, in the direction of the search, cut at the
 * limits.  @near: metres and hours at the first of them. */
static void
append_piece (const Search *self,
              GArray *pieces,
              guint32 reach,
              const double ends[2],
              const double near[2])
{
  const SuyNetwork *net = self->net;
  double length = net->length_m[reach], part = fabs (ends[1] - ends[0]), keep = part;
  double far_m = near[0] + part * length, far_h = near[1] + hours_through (net, reach, part);
  gboolean by_m = far_m > self->rule.max_m, by_h = far_h > self->rule.max_h;
  double end = ends[1];
  SuyTracePiece piece;

  if (by_m)
    keep = MIN (keep, (self->rule.max_m - near[0]) / length);
  if (by_h && (self->rule.max_h - near[1]) / net->travel_h[reach] < keep)
    {
      keep = (self->rule.max_h - near[1]) / net->travel_h[reach];
      by_m = FALSE;
    }
  else if (by_m)
    by_h = FALSE;

  if (by_m || by_h)
    {
      end = self->up ? ends[0] + keep : ends[0] - keep;
      far_m = by_m ? self->rule.max_m : near[0] + keep * length;
      far_h = by_h ? self->rule.max_h : near[1] + hours_through (net, reach, keep);
      if (!self->up && keep > 0.0) /* not lost in rounding */
        end = MIN (end, nextafter (ends[0], 0.0));
    }

  piece = (SuyTracePiece){
    net->number[reach], MIN (ends[0], end), MAX (ends[0], end), near[0], far_m, near[1], far_h
  };
  g_array_append_val (pieces, piece);
}

static SuyTracePiece *
append_start (const Search *self, GArray *pieces)
{
  append_piece (self, pieces, self->start, (double[]){ self->fraction, self->up ? 1.0 : 0.0 },
                (double[]){ 0.0, 0.0 });

  return &g_array_index (pieces, SuyTracePiece, pieces->len - 1);
}

/* A whole reach; of the start reach, which a cycle leads back to, what the start left. */
static void
append_reach (const Search *self, GArray *pieces, guint32 reach, const double near[2])
{
  double begin = self->up ? 0.0 : 1.0;
  double end = reach == self->start ? self->fraction : 1.0 - begin;

  if (begin != end)
    append_piece (self, pieces, reach, (double[]){ begin, end }, near);
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const SuyTracePiece *l = a, *r = b;

  if (l->near_m != r->near_m)
    return l->near_m < r->near_m ? -1 : 1;

  return l->reach < r->reach ? -1 : l->reach > r->reach;
}

static void
trace_all (Search *self, GArray *pieces)
{
  const NodeList *on = reaches_on (self);

  append_start (self, pieces);
  search_nodes (self);
  for (guint32 slot = 0; slot < self->found->len; slot++)
    {
      const Found *found = found_at (self, slot);
      const double near[] = { found->m, isfinite (found->h) ? found->h : NAN };

      for (guint32 i = on->start[found->node]; found->belongs && i < on->start[found->node + 1];
           i++)
        append_reach (self, pieces, on->list[i], near);
    }
}

/* Upstream where no water parts or goes round: the labels are a range, and each reach begins where
 * its parent, which comes before it, ends. */
static void
trace_range (const Search *self, GArray *pieces)
{
  const SuyNetwork *net = self->net;

  g_array_set_size (pieces, net->size[self->start]); /* room for all at once */
  g_array_set_size (pieces, 0);
  append_start (self, pieces);
  for (guint32 i = 1; i < net->size[self->start]; i++)
    {
      guint32 reach = self->start + i;
      const SuyTracePiece *below =
          &g_array_index (pieces, SuyTracePiece, net->main_down[reach] - self->start);

      append_reach (self, pieces, reach, (double[]){ below->far_m, below->far_h });
    }
}

static gboolean
is_range (const Search *self)
{
  guint32 end = self->start + self->net->size[self->start];

  return self->up && isinf (self->rule.max_m) && isinf (self->rule.max_h) &&
         self->net->n_braided[end] == self->net->n_braided[self->start];
}

static void
trace_main (const Search *self, GArray *pieces)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const guint32 *next = self->up ? self->net->main_up : self->net->main_down;
  SuyTracePiece last = *append_start (self, pieces);

  for (guint32 reach = next[self->start]; reach != NO_REACH; reach = next[reach])
    {
      guint n = pieces->len;

      /* Unknown hours are not >= any limit, so they go on. */
      if (last.far_m >= self->rule.max_m || last.far_h >= self->rule.max_h ||
          !g_hash_table_add (seen, GUINT_TO_POINTER (reach)))
        break;
      append_reach (self, pieces, reach, (double[]){ last.far_m, last.far_h });
      if (reach == self->start || pieces->len == n)
        break;
      last = g_array_index (pieces, SuyTracePiece, n);
    }
}

static gboolean
is_place (const SuyNetwork *self, SuyPlace place)
{
  return place.reach < self->n && place.fraction >= 0.0 && place.fraction <= 1.0;
}

GArray *
suy_network_trace (SuyNetwork *self, SuyPlace start, const SuyTraceRule *rule)
{
  gboolean up = rule->direction == SUY_TRACE_UP || rule->direction == SUY_TRACE_UP_MAIN;
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
  Search search;

  g_return_val_if_fail (is_place (self, start), pieces);
  g_return_val_if_fail (rule->max_m >= 0.0 && rule->max_h >= 0.0, pieces);

  search_init (&search, self, up, start, rule);
  if (rule->direction == SUY_TRACE_UP_MAIN || rule->direction == SUY_TRACE_DOWN_MAIN)
    trace_main (&search, pieces);
  else if (is_range (&search))
    trace_range (&search, pieces);
  else
    trace_all (&search, pieces);
  search_clear (&search);
  g_array_sort (pieces, compare_pieces);

  return pieces;
}

/* Appends what follows the start piece: the reaches to the upstream node of @end, then to @end. */
static void
append_way (Search *self, GArray *pieces, SuyPlace end)
{
  const SuyNetwork *net = self->net;
  g_autoptr (GArray) reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = net->label[end.reach], node = net->from_node[last];
  SuyTracePiece before = *append_start (self, pieces);

  while (node != net->to_node[self->start])
    {
      guint32 reach = found_at (self, self->slot[node] - 1)->via;

      g_array_append_val (reaches, reach);
      node = net->from_node[reach];
    }

  for (guint i = reaches->len; i-- > 0;)
    {
      append_reach (self, pieces, g_array_index (reaches, guint32, i),
                    (double[]){ before.far_m, before.far_h });
      before = g_array_index (pieces, SuyTracePiece, pieces->len - 1);
    }
  append_piece (self, pieces, last, (double[]){ 1.0, end.fraction },
                (double[]){ before.far_m, before.far_h });
}

GArray *
suy_network_path (SuyNetwork *self, SuyPlace start, SuyPlace end)
{
  const SuyTraceRule rule = { SUY_TRACE_DOWN, INFINITY, INFINITY };
  GArray *pieces = NULL;
  guint32 target;
  Search search;

  g_return_val_if_fail (is_place (self, start) && is_place (self, end), NULL);

  search_init (&search, self, FALSE, start, &rule);
  target = self->from_node[self->label[end.reach]];
  if (start.reach == end.reach && end.fraction <= start.fraction)
    {
      pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
      append_piece (&search, pieces, search.start, (double[]){ start.fraction, end.fraction },
                    (double[]){ 0.0, 0.0 });
    }
  else
    {
      run (&search, BY_METRES, ALL, target);
      if (search.slot[target] != UNSEEN)
        {
          pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
          append_way (&search, pieces, end);
        }
    }
  search_clear (&search);

  return pieces;
}
