/* suy-network-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network-search.h"

#include <string.h>

#define UNSEEN 0

/* The hash table of nodes: its first size, and a factor that spreads neighbours; Knuth, The Art of
 * Computer Programming 3, 6.4: 2^32 divided by the golden ratio, odd. */
#define FIRST_SLOTS 64u
#define SPREAD 2654435769u

/* Whole numbers up to here are exact. */
#define MOST_EXACT 9007199254740992.0

/* The least whole number of mm that is no less than @max_m when added to @offset_m. */
static double
limit_beyond (double max_m, double offset_m)
{
  double mm = ceil ((max_m - offset_m) * 1000.0);

  if (isinf (max_m))
    return INFINITY;
  if (mm > MOST_EXACT)
    return mm;
  while (mm > 0.0 && offset_m + (mm - 1.0) / 1000.0 >= max_m)
    mm -= 1.0;
  while (offset_m + mm / 1000.0 < max_m)
    mm += 1.0;

  return MAX (mm, 0.0);
}

double
suy_search_start_part (const SuySearch *self)
{
  return self->up ? 1.0 - self->fraction : self->fraction;
}

void
suy_search_init (SuySearch *self,
                 const SuyNetwork *net,
                 gboolean up,
                 SuyPlace start,
                 const SuyTraceRule *rule)
{
  *self = (SuySearch){ .net = net,
                       .up = up,
                       .start = net->label[start.reach],
                       .fraction = start.fraction,
                       .rule = *rule,
                       .mask = FIRST_SLOTS - 1 };
  self->offset_m = suy_search_start_part (self) * ((double) length_of (net, self->start) / 1000.0);
  self->limit_mm = limit_beyond (rule->max_m, self->offset_m);
  self->slots = g_new0 (guint32, FIRST_SLOTS);
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  self->queue = g_array_new (FALSE, FALSE, sizeof (Waiting));
}

void
suy_search_clear (SuySearch *self)
{
  g_free (self->slots);
  g_array_unref (self->found);
  g_array_unref (self->queue);
}

static Found *
found_at (const SuySearch *self, guint32 slot)
{
  return &g_array_index (self->found, Found, slot);
}

/* Where @node stands in the hash table, or would. */
static guint32 *
entry_of (const SuySearch *self, guint32 node)
{
  guint32 at = node * SPREAD & self->mask;

  while (self->slots[at] != UNSEEN && found_at (self, self->slots[at] - 1)->node != node)
    at = (at + 1) & self->mask;

  return &self->slots[at];
}

static void
widen (SuySearch *self)
{
  self->mask = 2 * self->mask + 1;
  self->slots = g_renew (guint32, self->slots, (gsize) self->mask + 1);
  memset (self->slots, 0, ((gsize) self->mask + 1) * sizeof (guint32));
  for (guint32 slot = 0; slot < self->found->len; slot++)
    *entry_of (self, found_at (self, slot)->node) = slot + 1;
}

static guint32
slot_of (SuySearch *self, guint32 node)
{
  guint32 *entry = entry_of (self, node);
  const Found found = { node, NO_REACH, INFINITY, INFINITY, FALSE };

  if (*entry != UNSEEN)
    return *entry - 1;

  g_array_append_val (self->found, found);
  *entry = self->found->len;
  if (self->found->len > self->mask / 2)
    widen (self);

  return self->found->len - 1;
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

static guint32
node_beyond (const SuySearch *self, guint32 reach)
{
  return self->up ? node_above (self->net, reach) : node_below (self->net, reach);
}

static void
offer (SuySearch *self, guint32 node, SuySearchColumn column, double cost, guint32 via)
{
  double limit = column == SUY_SEARCH_BY_METRES ? self->limit_mm : self->rule.max_h;
  guint32 slot;
  Found *found;
  double *best;

  /* Unknown hours are not < any limit. */
  if (!(cost < limit) || node == NO_NODE)
    return;

  slot = slot_of (self, node);
  found = found_at (self, slot);
  best = column == SUY_SEARCH_BY_METRES ? &found->mm : &found->h;
  if (cost >= *best)
    return;

  *best = cost;
  if (column == SUY_SEARCH_BY_METRES)
    found->via = via;
  push (self->queue, (Waiting){ cost, slot });
}

/* TRUE when a way of so many mm stays within the limit.  Without one the metres that lead to a node
 * need not be known. */
static gboolean
is_within (const SuySearch *self, double mm)
{
  return isinf (self->rule.max_m) || mm < self->limit_mm;
}

void
suy_search_run (SuySearch *self, SuySearchColumn column, guint32 n_wanted, guint32 target)
{
  const SuyNetwork *net = self->net;
  NodeWalk walk;
  guint32 reach;

  if (is_within (self, 0.0))
    offer (self, node_beyond (self, self->start), column,
           column == SUY_SEARCH_BY_METRES
               ? 0.0
               : hours_through (net, self->start, suy_search_start_part (self)),
           self->start);

  while (self->queue->len > 0 && n_wanted > 0)
    {
      Waiting here = pop (self->queue);
      const Found found = *found_at (self, here.slot);

      if (here.cost > (column == SUY_SEARCH_BY_METRES ? found.mm : found.h))
        continue;
      if (found.belongs)
        n_wanted--;
      if (found.node == target)
        break;

      node_walk_init (&walk, net, found.node, self->up);
      while (node_walk_next (&walk, &reach))
        {
          double mm = mm_through (self, reach), hours = hours_through (net, reach, 1.0);

          if (is_within (self, found.mm + mm))
            offer (self, node_beyond (self, reach), column,
                   here.cost + (column == SUY_SEARCH_BY_METRES ? mm : hours), reach);
        }
    }
  g_array_set_size (self->queue, 0);
}

static void
admit (SuySearch *self, GArray *stack, guint32 node)
{
  guint32 slot;

  if (node == NO_NODE)
    return;
  slot = slot_of (self, node);
  if (found_at (self, slot)->belongs)
    return;

  found_at (self, slot)->belongs = TRUE;
  g_array_append_val (stack, slot);
}

/* After the search by hours: what has known hours belongs, and what lies beyond a reach of unknown
 * time too.  Returns: how many nodes */
static guint32
admit_unknown (SuySearch *self)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  const SuyNetwork *net = self->net;
  guint32 n = 0, reach;
  NodeWalk walk;

  for (guint32 slot = 0; slot < self->found->len; slot++)
    if (isfinite (found_at (self, slot)->h))
      admit (self, stack, found_at (self, slot)->node);
  if (isnan (hours_through (net, self->start, suy_search_start_part (self))) &&
      is_within (self, 0.0))
    admit (self, stack, node_beyond (self, self->start));

  for (; stack->len > 0; n++)
    {
      const Found found = *found_at (self, g_array_index (stack, guint32, stack->len - 1));

      g_array_set_size (stack, stack->len - 1);
      node_walk_init (&walk, net, found.node, self->up);
      while (node_walk_next (&walk, &reach))
        {
          gboolean unknown = isinf (found.h) || isnan (hours_through (net, reach, 1.0));

          if (unknown && is_within (self, found.mm + mm_through (self, reach)))
            admit (self, stack, node_beyond (self, reach));
        }
    }

  return n;
}

void
suy_search_nodes (SuySearch *self)
{
  if (isfinite (self->rule.max_h) && !isfinite (self->rule.max_m))
    {
      suy_search_run (self, SUY_SEARCH_BY_HOURS, SUY_SEARCH_ALL, NO_NODE);
      suy_search_run (self, SUY_SEARCH_BY_METRES, admit_unknown (self), NO_NODE);
      return;
    }

  suy_search_run (self, SUY_SEARCH_BY_METRES, SUY_SEARCH_ALL, NO_NODE);
  suy_search_run (self, SUY_SEARCH_BY_HOURS, SUY_SEARCH_ALL, NO_NODE);
  if (isfinite (self->rule.max_h))
    admit_unknown (self);
  else
    for (guint32 slot = 0; slot < self->found->len; slot++)
      found_at (self, slot)->belongs = TRUE;
}

const Found *
suy_search_find (const SuySearch *self, guint32 node)
{
  guint32 slot = *entry_of (self, node);

  return slot == UNSEEN ? NULL : found_at (self, slot - 1);
}
