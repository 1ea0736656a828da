/* suy-network-labels.c: what is upstream, as spans of labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The water of a reach is its own span, and where transfers bring water in from outside, the feeds
 * of the forks they leave, and so on.  All these spans are nested or disjoint. */

#include <string.h>

#include "suy-network-private.h"

/* A fork with more feeds is remembered, so that its feeds are not looked up again for each of many
 * transfers that leave it. */
#define FEW_FEEDS 4u

/* So many spans a search for one reach holds before it asks for all, sorted. */
#define MOST_SPANS 16u

guint32
suy_network_get_label (SuyNetwork *self, guint32 reach)
{
  g_return_val_if_fail (reach < self->n, 0);

  return self->label[reach];
}

const guint32 *
suy_network_get_numbers (SuyNetwork *self)
{
  return self->number;
}

/* The first transfer at @x or after. */
static inline guint32
first_transfer (const Transfers *self, guint32 x)
{
  guint32 low = self->first[x >> self->shift], high = self->first[(x >> self->shift) + 1];

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->list[middle].at < x)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static inline gboolean
is_inside (SuySpan inner, SuySpan outer)
{
  return inner.first >= outer.first && inner.end <= outer.end;
}

/* Spans found, ascending and disjoint, and those of them whose transfers were not looked at yet. */
typedef struct
{
  const SuyNetwork *net;
  SuySpans *found;
  SuySpans pending;
  GHashTable *seen; /* (nullable): forks of many feeds */
} Union;

/* The first span found that ends after @label. */
static gsize
find_span (const SuySpans *spans, guint32 label)
{
  gsize low = 0, high = spans->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (spans->at[middle].end <= label)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
push_span (SuySpans *self, SuySpan span)
{
  if (self->n == self->room)
    {
      self->room = MAX (2 * self->room, 32);
      self->at = g_renew (SuySpan, self->at, self->room);
    }
  self->at[self->n++] = span;
}

/* Takes the place of all spans inside it. */
static void
union_add (Union *self, SuySpan span)
{
  SuySpans *found = self->found;
  gsize first = find_span (found, span.first), end = first;

  if (first < found->n && is_inside (span, found->at[first]))
    return;

  while (end < found->n && is_inside (found->at[end], span))
    end++;
  if (end == first)
    {
      push_span (found, span);
      memmove (found->at + first + 1, found->at + first, (found->n - 1 - first) * sizeof (SuySpan));
    }
  else
    {
      memmove (found->at + first + 1, found->at + end, (found->n - end) * sizeof (SuySpan));
      found->n -= end - first - 1;
    }
  found->at[first] = span;
  push_span (&self->pending, span);
}

static void
add_feeds (Union *self, guint32 fork)
{
  const Forks *forks = &self->net->forks;
  guint32 first = forks->feed_start[fork], end = forks->feed_inner[fork];

  if (end - first > FEW_FEEDS)
    {
      if (self->seen == NULL)
        self->seen = g_hash_table_new (NULL, NULL);
      if (!g_hash_table_add (self->seen, GUINT_TO_POINTER (fork)))
        return;
    }
  for (guint32 f = first; f < end; f++)
    union_add (self, forks->feeds[f]);
}

/* The first of the transfers @i to @end - 1 that brings water into @span from outside, or @end.
 * Goes up a level where it comes to the first of 16, and down where one of them does. */
static guint32
next_outside (const Transfers *self, guint32 i, guint32 end, SuySpan span)
{
  guint level = 0;

  while ((guint64) i << HULL_BITS * level < end)
    {
      while (level + 1 < self->n_levels && i % (1u << HULL_BITS) == 0)
        {
          i >>= HULL_BITS;
          level++;
        }
      while (!is_inside (self->hulls[level][i], span))
        {
          if (level == 0)
            return MIN (i, end);
          i <<= HULL_BITS;
          level--;
        }
      i++;
    }

  return end;
}

static void
follow_transfers (Union *self, SuySpan span)
{
  const Transfers *transfers = &self->net->transfers;
  guint32 end = first_transfer (transfers, span.end);
  guint32 i = next_outside (transfers, first_transfer (transfers, span.first), end, span);

  while (i < end)
    {
      add_feeds (self, transfers->list[i].fork);
      i = next_outside (transfers, i + 1, end, span);
    }
}

/* Spans that touch become one. */
static void
join_spans (SuySpans *spans)
{
  gsize n = 0;

  for (gsize i = 1; i < spans->n; i++)
    if (spans->at[i].first == spans->at[n].end)
      spans->at[n].end = spans->at[i].end;
    else
      spans->at[++n] = spans->at[i];
  spans->n = MIN (spans->n, n + 1);
}

void
suy_network_upstream_spans (SuyNetwork *self, guint32 reach, SuySpans *spans)
{
  Union all = { self, spans, { 0 }, NULL };
  SuySpan own;

  g_return_if_fail (reach < self->n);

  spans->n = 0;
  own = span_of (self, self->label[reach]);
  push_span (spans, own);
  if (!is_open (self, own.first))
    return;

  follow_transfers (&all, own);
  if (leaves_fork (self, own.first))
    add_feeds (&all, fork_of (self, own.first));
  while (all.pending.n > 0)
    follow_transfers (&all, all.pending.at[--all.pending.n]);
  join_spans (spans);

  suy_spans_clear (&all.pending);
  g_clear_pointer (&all.seen, g_hash_table_unref);
}

static void
copy_span (const SuyNetwork *self, SuySpan span, SuyItems *reaches)
{
  guint32 n = span.end - span.first;

  memcpy (reaches->at + reaches->n, self->number + span.first, n * sizeof (guint32));
  reaches->n += n;
}

void
suy_network_upstream (SuyNetwork *self, guint32 reach, SuyItems *reaches)
{
  g_auto (SuySpans) spans = { 0 };
  SuySpan own;

  g_return_if_fail (reach < self->n);

  reaches->n = 0;
  own = span_of (self, self->label[reach]);
  if (!is_open (self, own.first))
    {
      suy_items_reserve (reaches, own.end - own.first);
      copy_span (self, own, reaches);
      return;
    }

  suy_network_upstream_spans (self, reach, &spans);
  suy_items_reserve (reaches, (gsize) suy_spans_count (&spans));
  for (gsize i = 0; i < spans.n; i++)
    copy_span (self, spans.at[i], reaches);
}

/* ---- membership ---- */

/* A search for one reach, in memory of its own while few spans are found. */
typedef struct
{
  const SuyNetwork *net;
  guint32 wanted;
  guint32 n;
  SuySpan spans[MOST_SPANS];
} Quest;

typedef enum
{
  FOUND,
  NOT_YET,
  NO_ROOM,
} QuestState;

static QuestState
quest_add_feeds (Quest *self, guint32 fork)
{
  const Forks *forks = &self->net->forks;

  for (guint32 f = forks->feed_start[fork]; f < forks->feed_inner[fork]; f++)
    {
      SuySpan span = forks->feeds[f];
      guint32 k = 0;

      if (is_in_span (self->wanted, span))
        return FOUND;
      while (k < self->n && !is_inside (span, self->spans[k]))
        k++;
      if (k < self->n)
        continue;
      if (self->n == MOST_SPANS)
        return NO_ROOM;
      self->spans[self->n++] = span;
    }

  return NOT_YET;
}

static QuestState
quest_run (Quest *self)
{
  const Transfers *transfers = &self->net->transfers;
  QuestState state = NOT_YET;

  if (leaves_fork (self->net, self->spans[0].first))
    state = quest_add_feeds (self, fork_of (self->net, self->spans[0].first));
  for (guint32 k = 0; k < self->n && state == NOT_YET; k++)
    {
      guint32 i = first_transfer (transfers, self->spans[k].first);
      guint32 end = first_transfer (transfers, self->spans[k].end);

      for (i = next_outside (transfers, i, end, self->spans[k]); i < end && state == NOT_YET;
           i = next_outside (transfers, i + 1, end, self->spans[k]))
        state = quest_add_feeds (self, transfers->list[i].fork);
    }

  return state;
}

static gboolean
is_in_spans (SuyNetwork *self, guint32 x, guint32 below)
{
  g_auto (SuySpans) spans = { 0 };
  gsize i;

  suy_network_upstream_spans (self, below, &spans);
  i = find_span (&spans, x);

  return i < spans.n && is_in_span (x, spans.at[i]);
}

gboolean
suy_network_is_upstream (SuyNetwork *self, guint32 reach, guint32 below)
{
  QuestState state;
  Quest quest;
  SuySpan own;
  guint32 x;

  g_return_val_if_fail (reach < self->n && below < self->n, FALSE);

  x = self->label[reach];
  own = span_of (self, self->label[below]);
  if (is_in_span (x, own))
    return TRUE;
  if (!is_open (self, own.first))
    return FALSE;

  quest.net = self;
  quest.wanted = x;
  quest.n = 1;
  quest.spans[0] = own;
  state = quest_run (&quest);

  return state == NO_ROOM ? is_in_spans (self, x, below) : state == FOUND;
}
