/* suy-network-trace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up the water without a limit in hours the labels answer, see suy-network-sweep.h.  All else is
 * Dijkstra's search over the nodes where reaches meet; its memory grows with what it finds. */

#include <math.h>
#include <string.h>

#include "suy-network-sweep.h"

#define UNSEEN 0
#define ALL G_MAXUINT32

/* The hash table of nodes: its first size, and a factor that spreads neighbours; Knuth, The Art of
 * Computer Programming 3, 6.4: 2^32 divided by the golden ratio, odd. */
#define FIRST_SLOTS 64u
#define SPREAD 2654435769u

/* Whole numbers up to here are exact. */
#define MOST_EXACT 9007199254740992.0

typedef struct
{
  guint32 node;
  guint32 via; /* the reach of the shortest way in metres to this node */
  double mm;   /* whole, from the far end of the start reach; INFINITY: no way found */
  double h;    /* from the start; the same */
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
  double offset_m; /* from the start to the far end of its reach */
  double limit_mm; /* from there; INFINITY: none */
  SuyTraceRule rule;
  guint32 *slots; /* a hash table of nodes: place in found + 1, or UNSEEN */
  guint32 mask;
  GArray *found; /* of Found */
  GArray *queue; /* of Waiting: a binary heap */
} Search;

typedef enum
{
  BY_METRES,
  BY_HOURS,
} Column;

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

/* How much of the start reach lies on the side searched. */
static double
start_part (const Search *self)
{
  return self->up ? 1.0 - self->fraction : self->fraction;
}

static void
search_init (Search *self,
             const SuyNetwork *net,
             gboolean up,
             SuyPlace start,
             const SuyTraceRule *rule)
{
  *self = (Search){ .net = net,
                    .up = up,
                    .start = net->label[start.reach],
                    .fraction = start.fraction,
                    .rule = *rule,
                    .mask = FIRST_SLOTS - 1 };
  self->offset_m = start_part (self) * ((double) length_of (net, self->start) / 1000.0);
  self->limit_mm = limit_beyond (rule->max_m, self->offset_m);
  self->slots = g_new0 (guint32, FIRST_SLOTS);
  self->found = g_array_new (FALSE, FALSE, sizeof (Found));
  self->queue = g_array_new (FALSE, FALSE, sizeof (Waiting));
}

static void
search_clear (Search *self)
{
  g_free (self->slots);
  g_array_unref (self->found);
  g_array_unref (self->queue);
}

static Found *
found_at (const Search *self, guint32 slot)
{
  return &g_array_index (self->found, Found, slot);
}

/* Where @node stands in the hash table, or would. */
static guint32 *
entry_of (const Search *self, guint32 node)
{
  guint32 at = node * SPREAD & self->mask;

  while (self->slots[at] != UNSEEN && found_at (self, self->slots[at] - 1)->node != node)
    at = (at + 1) & self->mask;

  return &self->slots[at];
}

static void
widen (Search *self)
{
  self->mask = 2 * self->mask + 1;
  self->slots = g_renew (guint32, self->slots, (gsize) self->mask + 1);
  memset (self->slots, 0, ((gsize) self->mask + 1) * sizeof (guint32));
  for (guint32 slot = 0; slot < self->found->len; slot++)
    *entry_of (self, found_at (self, slot)->node) = slot + 1;
}

static guint32
slot_of (Search *self, guint32 node)
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
node_beyond (const Search *self, guint32 reach)
{
  return self->up ? node_above (self->net, reach) : node_below (self->net, reach);
}

static double
mm_through (const Search *self, guint32 reach)
{
  return (double) length_of (self->net, reach);
}

/* Hours through @part of a reach; a part of no length takes no time, known or not. */
static double
hours_through (const SuyNetwork *net, guint32 reach, double part)
{
  return part == 0.0 ? 0.0 : part * hours_of (net, reach);
}

static void
offer (Search *self, guint32 node, Column column, double cost, guint32 via)
{
  double limit = column == BY_METRES ? self->limit_mm : self->rule.max_h;
  guint32 slot;
  Found *found;
  double *best;

  /* Unknown hours are not < any limit. */
  if (!(cost < limit) || node == NO_NODE)
    return;

  slot = slot_of (self, node);
  found = found_at (self, slot);
  best = column == BY_METRES ? &found->mm : &found->h;
  if (cost >= *best)
    return;

  *best = cost;
  if (column == BY_METRES)
    found->via = via;
  push (self->queue, (Waiting){ cost, slot });
}

/* TRUE when a way of so many mm stays within the limit.  Without one the metres that lead to a node
 * need not be known. */
static gboolean
is_within (const Search *self, double mm)
{
  return isinf (self->rule.max_m) || mm < self->limit_mm;
}

/* Finds nodes closer than the limit, nearest first; by hours only along reaches that lie within the
 * limit in metres, so with that limit the search by metres comes first.  @n_wanted: stop when so
 * many nodes that belong are settled; @target: or when this node is. */
static void
run (Search *self, Column column, guint32 n_wanted, guint32 target)
{
  const SuyNetwork *net = self->net;
  NodeWalk walk;
  guint32 reach;

  if (is_within (self, 0.0))
    offer (self, node_beyond (self, self->start), column,
           column == BY_METRES ? 0.0 : hours_through (net, self->start, start_part (self)),
           self->start);

  while (self->queue->len > 0 && n_wanted > 0)
    {
      Waiting here = pop (self->queue);
      const Found found = *found_at (self, here.slot);

      if (here.cost > (column == BY_METRES ? found.mm : found.h))
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
                   here.cost + (column == BY_METRES ? mm : hours), reach);
        }
    }
  g_array_set_size (self->queue, 0);
}

static void
admit (Search *self, GArray *stack, guint32 node)
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
admit_unknown (Search *self)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  const SuyNetwork *net = self->net;
  guint32 n = 0, reach;
  NodeWalk walk;

  for (guint32 slot = 0; slot < self->found->len; slot++)
    if (isfinite (found_at (self, slot)->h))
      admit (self, stack, found_at (self, slot)->node);
  if (isnan (hours_through (net, self->start, start_part (self))) && is_within (self, 0.0))
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

/* ---- pieces ---- */

/* Cuts @piece, which covers the fractions from @begin on in the direction of the search, where it
 * goes beyond a limit. */
static void
cut_piece (const Search *self, SuyTracePiece *piece, guint32 reach, double begin)
{
  const SuyNetwork *net = self->net;
  double length = (double) length_of (net, reach) / 1000.0, hours = hours_of (net, reach);
  gboolean by_m = piece->far_m > self->rule.max_m, by_h = piece->far_h > self->rule.max_h;
  double keep = piece->to - piece->from, end;

  if (!by_m && !by_h)
    return;
  if (by_m)
    keep = MIN (keep, (self->rule.max_m - piece->near_m) / length);
  if (by_h && (self->rule.max_h - piece->near_h) / hours < keep)
    {
      keep = (self->rule.max_h - piece->near_h) / hours;
      by_m = FALSE;
    }
  else if (by_m)
    by_h = FALSE;

  end = self->up ? begin + keep : begin - keep;
  piece->far_m = by_m ? self->rule.max_m : piece->near_m + keep * length;
  piece->far_h = by_h ? self->rule.max_h : piece->near_h + hours_through (net, reach, keep);
  if (!self->up && keep > 0.0) /* not lost in rounding */
    end = MIN (end, nextafter (begin, 0.0));
  piece->from = MIN (begin, end);
  piece->to = MAX (begin, end);
}

/* Appends the part of a reach between two fractions, in the direction of the search. */
static SuyTracePiece *
append_piece (const Search *self,
              GArray *pieces,
              guint32 reach,
              const double ends[2],
              const double near[2])
{
  double part = fabs (ends[1] - ends[0]);
  SuyTracePiece piece = { self->net->number[reach],
                          MIN (ends[0], ends[1]),
                          MAX (ends[0], ends[1]),
                          near[0],
                          near[0] + part * ((double) length_of (self->net, reach) / 1000.0),
                          near[1],
                          near[1] + hours_through (self->net, reach, part) };

  cut_piece (self, &piece, reach, ends[0]);
  g_array_append_val (pieces, piece);

  return &g_array_index (pieces, SuyTracePiece, pieces->len - 1);
}

static SuyTracePiece *
append_start (const Search *self, GArray *pieces)
{
  return append_piece (self, pieces, self->start,
                       (double[]){ self->fraction, self->up ? 1.0 : 0.0 }, (double[]){ 0.0, 0.0 });
}

/* A whole reach that begins so many mm beyond the far end of the start reach; of the start reach,
 * which a cycle leads back to, what the start left.  So the far end of one is to the bit where the
 * next begins. */
static void
append_reach (const Search *self, GArray *pieces, guint32 reach, double mm, double near_h)
{
  double near_m = self->offset_m + mm / 1000.0;
  SuyTracePiece piece;

  if (reach == self->start)
    {
      double begin = self->up ? 0.0 : 1.0;

      if (begin != self->fraction)
        append_piece (self, pieces, reach, (double[]){ begin, self->fraction },
                      (double[]){ near_m, near_h });
      return;
    }

  piece = (SuyTracePiece){ self->net->number[reach],
                           0.0,
                           1.0,
                           near_m,
                           self->offset_m + (mm + mm_through (self, reach)) / 1000.0,
                           near_h,
                           near_h + hours_of (self->net, reach) };
  cut_piece (self, &piece, reach, self->up ? 0.0 : 1.0);
  g_array_append_val (pieces, piece);
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
  NodeWalk walk;
  guint32 reach;

  append_start (self, pieces);
  search_nodes (self);
  for (guint32 slot = 0; slot < self->found->len; slot++)
    {
      const Found *found = found_at (self, slot);

      if (!found->belongs)
        continue;
      node_walk_init (&walk, self->net, found->node, self->up);
      while (node_walk_next (&walk, &reach))
        append_reach (self, pieces, reach, found->mm, isfinite (found->h) ? found->h : NAN);
    }
  g_array_sort (pieces, compare_pieces);
}

/* Up the water, without a limit in hours.  The start goes among those that begin where it does. */
static void
trace_by_labels (const Search *self, GArray *pieces)
{
  double hours = hours_through (self->net, self->start, start_part (self));
  guint64 limit = self->limit_mm < (double) FAR_MM ? (guint64) self->limit_mm : FAR_MM;
  g_autoptr (GArray) visits = suy_sweep_up ((SuyNetwork *) self->net, self->start, hours, limit);
  guint32 number = self->net->number[self->start];
  gboolean started = FALSE;

  g_array_set_size (pieces, visits->len + 1); /* room for all at once */
  g_array_set_size (pieces, 0);
  for (guint32 k = 0; k < visits->len; k++)
    {
      const Visit *visit = &g_array_index (visits, Visit, k);

      if (!started && (self->offset_m > 0.0 || visit->mm > 0 || visit->number >= number))
        {
          append_start (self, pieces);
          started = TRUE;
        }
      append_reach (self, pieces, visit->label, (double) visit->mm, visit->h);
    }
  if (!started)
    append_start (self, pieces);
}

static guint32
next_main (const Search *self, guint32 reach)
{
  return self->up ? main_up_of (self->net, reach) : self->net->main_down[reach];
}

static void
trace_main (const Search *self, GArray *pieces)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  SuyTracePiece last = *append_start (self, pieces);
  double mm = 0.0;

  for (guint32 reach = next_main (self, self->start); reach != NO_REACH;
       reach = next_main (self, reach))
    {
      guint n = pieces->len;

      /* Unknown hours are not >= any limit, so they go on. */
      if (last.far_m >= self->rule.max_m || last.far_h >= self->rule.max_h ||
          !g_hash_table_add (seen, GUINT_TO_POINTER (reach)))
        break;
      append_reach (self, pieces, reach, mm, last.far_h);
      if (reach == self->start || pieces->len == n)
        break;
      last = g_array_index (pieces, SuyTracePiece, n);
      mm += mm_through (self, reach);
    }
  g_array_sort (pieces, compare_pieces);
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
  else if (up && isinf (rule->max_h))
    trace_by_labels (&search, pieces);
  else
    trace_all (&search, pieces);
  search_clear (&search);

  return pieces;
}

/* Appends what follows the start piece: the reaches to the upstream node of @end, then to @end. */
static void
append_way (Search *self, GArray *pieces, SuyPlace end)
{
  const SuyNetwork *net = self->net;
  g_autoptr (GArray) reaches = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = net->label[end.reach], node = node_above (net, last);
  double hours = append_start (self, pieces)->far_h, mm = 0.0;

  while (node != node_below (net, self->start))
    {
      guint32 reach = found_at (self, *entry_of (self, node) - 1)->via;

      g_array_append_val (reaches, reach);
      node = node_above (net, reach);
    }

  for (guint i = reaches->len; i-- > 0;)
    {
      guint32 reach = g_array_index (reaches, guint32, i);

      append_reach (self, pieces, reach, mm, hours);
      mm += mm_through (self, reach);
      hours += hours_of (net, reach);
    }
  append_piece (self, pieces, last, (double[]){ 1.0, end.fraction },
                (double[]){ self->offset_m + mm / 1000.0, hours });
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
  target = node_above (self, self->label[end.reach]);
  if (start.reach == end.reach && end.fraction <= start.fraction)
    {
      pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
      append_piece (&search, pieces, search.start, (double[]){ start.fraction, end.fraction },
                    (double[]){ 0.0, 0.0 });
    }
  else
    {
      run (&search, BY_METRES, ALL, target);
      if (*entry_of (&search, target) != UNSEEN)
        {
          pieces = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
          append_way (&search, pieces, end);
        }
    }
  search_clear (&search);

  return pieces;
}
