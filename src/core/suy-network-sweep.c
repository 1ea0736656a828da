/* suy-network-sweep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network-sweep.h"

#include <string.h>

typedef struct
{
  guint64 mm;
  double h;
  guint32 stamp;      /* of the search that set the rest */
  guint32 first, end; /* its reaches in the visits */
} ForkState;

/* Not negative numbers sort by their bits, so that hours too can be keys. */
typedef struct
{
  guint64 key;
  guint32 fork;
} Waiting;

/* What one search needs.  The network keeps one that is not in use: whoever searches takes it, or
 * makes another where it is taken, so threads share the network without a lock. */
typedef struct
{
  const SuyNetwork *net;
  ForkState *forks;
  guint32 stamp;
  Waiting *heap;
  gsize n_waiting, room;
} Sweep;

static Sweep *
sweep_take (SuyNetwork *net)
{
  Sweep *self = __atomic_exchange_n (&net->spare, NULL, __ATOMIC_ACQ_REL);

  if (self == NULL)
    {
      self = g_new0 (Sweep, 1);
      self->net = net;
      self->forks = g_new0 (ForkState, net->forks.n);
    }
  if (++self->stamp == 0)
    {
      memset (self->forks, 0, net->forks.n * sizeof (ForkState));
      self->stamp = 1;
    }
  self->n_waiting = 0;

  return self;
}

void
suy_sweep_free (gpointer sweep)
{
  Sweep *self = sweep;

  if (self == NULL)
    return;
  g_free (self->forks);
  g_free (self->heap);
  g_free (self);
}

static void
sweep_give (SuyNetwork *net, Sweep *self)
{
  suy_sweep_free (__atomic_exchange_n (&net->spare, self, __ATOMIC_ACQ_REL));
}

/* ---- the heap ---- */

static void
push (Sweep *self, guint64 key, guint32 fork)
{
  gsize i = self->n_waiting++;

  if (self->n_waiting > self->room)
    {
      self->room = MAX (2 * self->room, 64);
      self->heap = g_renew (Waiting, self->heap, self->room);
    }
  for (; i > 0 && self->heap[(i - 1) / 2].key > key; i = (i - 1) / 2)
    self->heap[i] = self->heap[(i - 1) / 2];
  self->heap[i] = (Waiting){ key, fork };
}

static Waiting
pop (Sweep *self)
{
  Waiting *heap = self->heap;
  Waiting first = heap[0], last = heap[--self->n_waiting];
  gsize n = self->n_waiting, i = 0;

  while (2 * i + 1 < n)
    {
      gsize child = 2 * i + 1;

      if (child + 1 < n && heap[child + 1].key < heap[child].key)
        child++;
      if (heap[child].key >= last.key)
        break;
      heap[i] = heap[child];
      i = child;
    }
  heap[i] = last;

  return first;
}

static ForkState *
state_of (Sweep *self, guint32 fork)
{
  ForkState *state = &self->forks[fork];

  if (state->stamp != self->stamp)
    *state = (ForkState){ FAR_MM, INFINITY, self->stamp, 0, 0 };

  return state;
}

static void
offer_mm (Sweep *self, guint32 fork, guint64 mm)
{
  ForkState *state = state_of (self, fork);

  if (mm >= state->mm)
    return;
  state->mm = mm;
  push (self, mm, fork);
}

static guint64
bits_of (double h)
{
  guint64 bits;

  memcpy (&bits, &h, sizeof bits);

  return bits;
}

static void
offer_hours (Sweep *self, guint32 fork, double h)
{
  ForkState *state = state_of (self, fork);

  if (!(h < state->h)) /* unknown hours are not */
    return;
  state->h = h;
  push (self, bits_of (h), fork);
}

/* ---- within a limit ---- */

typedef struct
{
  SuyNetwork *net;
  Sweep *sweep; /* NULL until a fork is met */
  guint32 start;
  guint32 gate; /* where what hangs from it was taken from the start on; @start, or NO_REACH */
  guint64 limit;
  SuyItems *reaches;
  SuyItems *near_mm; /* (nullable) */
} Within;

static Sweep *
sweep_of (Within *self)
{
  if (self->sweep == NULL)
    self->sweep = sweep_take (self->net);

  return self->sweep;
}

static void
grow (Within *self)
{
  suy_items_reserve (self->reaches, 256);
  if (self->near_mm == NULL)
    return;
  self->near_mm->n = self->reaches->n;
  suy_items_reserve (self->near_mm, self->reaches->room - self->reaches->n);
}

/* Takes the reaches from label @i on that are nearer than the limit and belong to no live fork, to
 * one that does, to @stop or to the end of the room.  @shift: what is to be added to below to get
 * the distance, as numbers modulo 2^64. */
static guint32
take_plain (Within *self, guint32 i, guint32 stop, guint64 shift)
{
  const SuyNetwork *net = self->net;
  const guint64 *below = net->below;
  guint64 limit = self->limit - shift;
  guint32 *reaches = self->reaches->at, *near = self->near_mm == NULL ? NULL : self->near_mm->at;
  gsize n = self->reaches->n, room = self->reaches->room;

  while (i < stop && n < room)
    {
      guint64 here = below[i];

      if (here < limit)
        {
          reaches[n] = net->number[i];
          if (near != NULL)
            near[n] = (guint32) MIN (here + shift, G_MAXUINT32);
          n++;
          i++;
        }
      else if (here & LIVE)
        break;
      else
        i += net->size[i];
    }
  self->reaches->n = n;

  return i;
}

/* One reach whose span is left to its fork.  Returns: where that ends */
static guint32
take_one (Within *self, guint32 i, guint64 shift)
{
  const SuyNetwork *net = self->net;
  guint64 near = below_of (net, i) + shift, far = near + length_of (net, i);
  SuyItems *reaches = self->reaches;

  if (near >= self->limit)
    return i + net->size[i];

  reaches->at[reaches->n] = net->number[i];
  if (self->near_mm != NULL)
    self->near_mm->at[reaches->n] = (guint32) MIN (near, G_MAXUINT32);
  reaches->n++;
  if (far < self->limit && leaves_fork (net, i))
    offer_mm (sweep_of (self), fork_of (net, i), far);

  return i + net->size[i];
}

/* Where a pass from label @i on must stop to look.  A cycle leads back to the start, which is there
 * already, as is all above it. */
static guint32
next_stop (const Within *self, guint32 i, guint32 end)
{
  guint32 stop = end;

  if (self->start >= i && self->start < stop)
    stop = self->start;
  if (self->gate >= i && self->gate < stop)
    stop = self->gate;

  return stop;
}

/* @span: what drains to one node by main ways; @mm: how far that is */
static void
take_span (Within *self, SuySpan span, guint64 mm)
{
  const SuyNetwork *net = self->net;
  guint64 shift;
  guint32 i = span.first;

  if (span.first == span.end)
    return;

  shift = mm - below_of (net, span.first);
  while (i < span.end)
    {
      guint32 stop = next_stop (self, i, span.end);

      if (self->reaches->n == self->reaches->room)
        grow (self);
      if (i == self->start)
        i += net->size[i];
      else if (i == stop)
        i = take_one (self, i, shift);
      else
        {
          i = take_plain (self, i, stop, shift);
          if (i < stop && self->reaches->n < self->reaches->room)
            i = take_one (self, i, shift);
        }
    }
}

/* A fork at the start that is not live feeds like any other, and passes must not go through the
 * reach that its feed hangs from a second time. */
static void
take_start (Within *self)
{
  const SuyNetwork *net = self->net;
  const Forks *forks = &net->forks;
  guint32 start = self->start, fork;

  if (!leaves_fork (net, start))
    {
      take_span (self, (SuySpan){ start + 1, start + net->size[start] }, 0);
      return;
    }

  fork = fork_of (net, start);
  if (!(net->below[start] & LIVE) && forks->feed_start[fork] < forks->feed_start[fork + 1])
    self->gate = forks->feeds[forks->feed_start[fork]].first - 1;
  offer_mm (sweep_of (self), fork, 0);
}

static void
take_forks (Within *self)
{
  const Forks *forks = &self->net->forks;

  while (self->sweep != NULL && self->sweep->n_waiting > 0)
    {
      Waiting here = pop (self->sweep);

      if (here.key > self->sweep->forks[here.fork].mm)
        continue;
      for (guint32 f = forks->feed_start[here.fork]; f < forks->feed_start[here.fork + 1]; f++)
        take_span (self, forks->feeds[f], here.key);
    }
}

/* The least whole number of mm that is not less than @max_m. */
static guint64
limit_of (double max_m)
{
  double mm = ceil (max_m * 1000.0);

  if (!(mm < (double) FAR_MM))
    return FAR_MM;
  if (mm > 0.0 && (mm - 1.0) / 1000.0 >= max_m)
    mm -= 1.0;

  return (guint64) mm;
}

void
suy_network_upstream_within (SuyNetwork *self,
                             guint32 reach,
                             double max_m,
                             SuyItems *reaches,
                             SuyItems *near_mm)
{
  Within within;
  guint32 start;

  g_return_if_fail (reach < self->n && max_m >= 0.0);

  start = self->label[reach];
  within = (Within){ self, NULL, start, NO_REACH, limit_of (max_m), reaches, near_mm };
  reaches->n = 0;
  grow (&within);
  reaches->at[reaches->n++] = reach;
  if (near_mm != NULL)
    near_mm->at[0] = 0;

  if (within.limit > 0)
    take_start (&within);
  take_forks (&within);

  if (within.sweep != NULL)
    sweep_give (self, within.sweep);
  if (near_mm != NULL)
    near_mm->n = reaches->n;
}

/* ---- visits, with hours ---- */

typedef struct
{
  Sweep *sweep;
  guint32 start;
  guint64 limit;
  GArray *visits;
} Ascent;

static void
visit_span (Ascent *self, SuySpan span, guint64 mm)
{
  const SuyNetwork *net = self->sweep->net;
  guint64 shift;
  guint32 i = span.first;

  if (span.first == span.end)
    return;

  shift = mm - below_of (net, span.first);
  while (i < span.end)
    {
      const Visit visit = { below_of (net, i) + shift, NAN, i, net->number[i] };

      if (visit.mm >= self->limit)
        {
          i += net->size[i];
          continue;
        }
      g_array_append_val (self->visits, visit);
      if (leaves_fork (net, i) && i != self->start && visit.mm + length_of (net, i) < self->limit)
        offer_mm (self->sweep, fork_of (net, i), visit.mm + length_of (net, i));
      i += leaves_fork (net, i) || i == self->start ? net->size[i] : 1;
    }
}

static void
visit_forks (Ascent *self)
{
  const Forks *forks = &self->sweep->net->forks;

  while (self->sweep->n_waiting > 0)
    {
      Waiting here = pop (self->sweep);
      ForkState *state = &self->sweep->forks[here.fork];

      if (here.key > state->mm)
        continue;
      state->first = self->visits->len;
      for (guint32 f = forks->feed_start[here.fork]; f < forks->feed_start[here.fork + 1]; f++)
        visit_span (self, forks->feeds[f], here.key);
      state->end = self->visits->len;
    }
}

/* A reach on the way down from the one looked at. */
typedef struct
{
  guint32 label;
  double far_h;
} Below;

/* Hours of the visits first to end - 1, which drain to a node by main ways; @h: at that node */
static void
time_visits (Ascent *self, guint32 first, guint32 end, double h, GArray *stack)
{
  const SuyNetwork *net = self->sweep->net;

  g_array_set_size (stack, 0);
  for (guint32 k = first; k < end; k++)
    {
      Visit *visit = &g_array_index (self->visits, Visit, k);
      guint32 x = visit->label;
      Below below = { x, NAN };

      while (stack->len > 0 &&
             g_array_index (stack, Below, stack->len - 1).label != net->main_down[x])
        g_array_set_size (stack, stack->len - 1);
      visit->h = stack->len == 0 ? h : g_array_index (stack, Below, stack->len - 1).far_h;

      below.far_h = visit->h + hours_of (net, x);
      if (x == self->start)
        continue;
      if (!leaves_fork (net, x))
        g_array_append_val (stack, below);
      else if (visit->mm + length_of (net, x) < self->limit)
        offer_hours (self->sweep, fork_of (net, x), below.far_h);
    }
}

static void
time_forks (Ascent *self, GArray *stack)
{
  while (self->sweep->n_waiting > 0)
    {
      Waiting here = pop (self->sweep);
      const ForkState state = self->sweep->forks[here.fork];

      if (here.key <= bits_of (state.h))
        time_visits (self, state.first, state.end, state.h, stack);
    }
}

/* Where no times are known, hours are known only at the node where the start reach begins. */
static void
time_first (Ascent *self, double h)
{
  const SuyNetwork *net = self->sweep->net;
  guint32 node = node_above (net, self->start);

  for (guint k = 0; k < self->visits->len; k++)
    {
      Visit *visit = &g_array_index (self->visits, Visit, k);

      if (visit->mm == 0 && node_below (net, visit->label) == node)
        visit->h = h;
    }
}

static void
time_all (Ascent *self, guint32 n_own, double h)
{
  const SuyNetwork *net = self->sweep->net;
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Below));

  if (isnan (h) || self->visits->len == 0)
    return;
  if (net->travel_h == NULL)
    {
      time_first (self, h);
      return;
    }

  if (leaves_fork (net, self->start))
    offer_hours (self->sweep, fork_of (net, self->start), h);
  time_visits (self, 0, n_own, h, stack);
  time_forks (self, stack);
}

GArray *
suy_sweep_up (SuyNetwork *net, guint32 start, double hours, guint64 limit)
{
  Ascent ascent = { sweep_take (net), start, limit, g_array_new (FALSE, FALSE, sizeof (Visit)) };
  gboolean from_fork = leaves_fork (net, start);
  guint32 n_own;

  if (limit > 0 && from_fork)
    offer_mm (ascent.sweep, fork_of (net, start), 0);
  else if (limit > 0)
    visit_span (&ascent, (SuySpan){ start + 1, start + net->size[start] }, 0);
  n_own = ascent.visits->len;
  visit_forks (&ascent);

  time_all (&ascent, n_own, hours);
  sweep_give (net, ascent.sweep);
  suy_visits_sort (ascent.visits);

  return ascent.visits;
}
