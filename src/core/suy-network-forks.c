/* suy-network-forks.c: nodes where water parts, from the forest of main ways
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "suy-network-private.h"

/* ---- ways on from a node ---- */

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const Way *l = a, *r = b;

  if (l->level != r->level)
    return l->level < r->level ? -1 : 1;
  if (l->weight != r->weight)
    return l->weight > r->weight ? -1 : 1;

  return l->reach < r->reach ? -1 : l->reach > r->reach;
}

void
suy_ways_sort (GArray *ways)
{
  if (ways->len > 1)
    qsort (ways->data, ways->len, sizeof (Way), compare_ways);
}

Way *
suy_ways_find_level (GArray *ways, gint64 level)
{
  guint low = 0, high = ways->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (ways, Way, middle).level < level)
        low = middle + 1;
      else
        high = middle;
    }
  if (level == 0 || low == ways->len || g_array_index (ways, Way, low).level != level)
    return NULL;

  return &g_array_index (ways, Way, low);
}

guint32
suy_ways_find_heaviest (const GArray *ways)
{
  const Way *best = NULL;

  for (guint i = 0; i < ways->len; i++)
    {
      const Way *way = &g_array_index (ways, Way, i);
      int more = 1;

      if (best != NULL)
        {
          more = way->through - best->through;
          if (more == 0)
            more = (way->weight > best->weight) - (way->weight < best->weight);
          if (more == 0)
            more = way->reach < best->reach ? 1 : -1;
        }
      if (more > 0)
        best = way;
    }

  return best == NULL ? NO_REACH : best->reach;
}

/* ---- who leaves a fork ---- */

static void
mark_leaving (SuyNetwork *self)
{
  Forks *forks = &self->forks;
  guint32 n_words = self->n / 64 + 1, sum = 0;

  forks->bits = g_new0 (guint64, n_words);
  forks->rank = g_new (guint32, n_words);
  forks->of_leaving = g_new (guint32, forks->n_leaving);
  for (guint32 k = 0; k < forks->n_leaving; k++)
    forks->bits[forks->leave[k] / 64] |= G_GUINT64_CONSTANT (1) << forks->leave[k] % 64;
  for (guint32 i = 0; i < n_words; i++)
    {
      forks->rank[i] = sum;
      sum += (guint32) __builtin_popcountll (forks->bits[i]);
    }
  for (guint32 fork = 0; fork < forks->n; fork++)
    for (guint32 k = forks->leave_start[fork]; k < forks->leave_start[fork + 1]; k++)
      forks->of_leaving[leaving_index (self, forks->leave[k])] = fork;
}

/* ---- who feeds it ---- */

static int
compare_spans (const void *a, const void *b)
{
  const SuySpan *l = a, *r = b;

  return l->first < r->first ? -1 : l->first > r->first;
}

/* Moves those that lie in others behind.  @scratch: room for @n */
static guint32
move_inner (SuySpan *feeds, guint32 n, SuySpan *scratch)
{
  guint32 n_outer = 0, n_inner = 0, end = 0;

  for (guint32 f = 0; f < n; f++)
    if (f > 0 && feeds[f].end <= end)
      scratch[n_inner++] = feeds[f];
    else
      {
        end = feeds[f].end;
        feeds[n_outer++] = feeds[f];
      }
  for (guint32 f = 0; f < n_inner; f++)
    feeds[n_outer + f] = scratch[f];

  return n_outer;
}

static void
order_feeds (SuyNetwork *self)
{
  Forks *forks = &self->forks;
  const guint32 *start = forks->feed_start;
  g_autofree SuySpan *scratch = g_new (SuySpan, start[forks->n]);

  forks->feed_inner = g_new (guint32, forks->n);
  for (guint32 fork = 0; fork < forks->n; fork++)
    {
      guint32 n = start[fork + 1] - start[fork];

      if (self->n_round_roots > 0 && n > 1)
        qsort (forks->feeds + start[fork], n, sizeof (SuySpan), compare_spans);
      forks->feed_inner[fork] = start[fork] + move_inner (forks->feeds + start[fork], n, scratch);
    }
}

static void
list_feeds (SuyNetwork *self)
{
  Forks *forks = &self->forks;
  guint32 *start = forks->feed_start = g_new0 (guint32, (gsize) forks->n + 2);

  for (guint32 fork = 0; fork < forks->n; fork++)
    for (guint32 k = forks->leave_start[fork]; k < forks->leave_start[fork + 1]; k++)
      start[fork + 2] += self->size[forks->leave[k]] > 1;
  for (guint32 k = 0; k < self->n_round_roots; k++)
    start[fork_of (self, self->main_down[self->round_roots[k]]) + 2]++;
  for (guint32 fork = 0; fork < forks->n; fork++)
    start[fork + 2] += start[fork + 1];

  forks->feeds = g_new (SuySpan, start[forks->n + 1]);
  for (guint32 fork = 0; fork < forks->n; fork++)
    for (guint32 k = forks->leave_start[fork]; k < forks->leave_start[fork + 1]; k++)
      {
        SuySpan span = span_of (self, forks->leave[k]);

        if (span.end - span.first > 1)
          forks->feeds[start[fork + 1]++] = (SuySpan){ span.first + 1, span.end };
      }
  for (guint32 k = 0; k < self->n_round_roots; k++)
    {
      guint32 root = self->round_roots[k];

      forks->feeds[start[fork_of (self, self->main_down[root]) + 1]++] = span_of (self, root);
    }
  order_feeds (self);
}

/* ---- the main way up ---- */

static void
choose_up (SuyNetwork *self, guint32 fork, const guint64 *sum, const gint64 *level, GArray *ways)
{
  Forks *forks = &self->forks;
  guint32 heaviest;

  g_array_set_size (ways, 0);
  for (guint32 f = forks->feed_start[fork]; f < forks->feed_start[fork + 1]; f++)
    for (guint32 c = forks->feeds[f].first; c < forks->feeds[f].end; c += self->size[c])
      {
        guint32 number = self->number[c];
        const Way way = { number, FALSE, level == NULL ? 0 : level[number],
                          sum[c + self->size[c]] - sum[c] };

        g_array_append_val (ways, way);
      }
  if (level != NULL)
    suy_ways_sort (ways);
  heaviest = suy_ways_find_heaviest (ways);

  for (guint32 k = forks->leave_start[fork]; k < forks->leave_start[fork + 1]; k++)
    {
      guint32 x = forks->leave[k];
      const Way *way = level == NULL ? NULL : suy_ways_find_level (ways, level[self->number[x]]);
      guint32 up = way == NULL ? heaviest : way->reach;

      forks->main_up[leaving_index (self, x)] = up == NO_REACH ? NO_REACH : self->label[up];
    }
}

static void
choose_main_up (SuyNetwork *self, const gint64 *level)
{
  guint64 *sum = COLUMN_NEW (guint64, (gsize) self->n + 1);
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (Way));

  self->forks.main_up = g_new (guint32, self->forks.n_leaving);
  sum[0] = 0;
  for (guint32 x = 0; x < self->n; x++)
    sum[x + 1] = sum[x] + length_of (self, x);
  for (guint32 fork = 0; fork < self->forks.n; fork++)
    choose_up (self, fork, sum, level, ways);
  suy_column_free (sum);
}

/* ---- which forks can make a way shorter ---- */

/* Where one span feeds the fork and all other ways out of it come back to the main way further
 * down, none shorter than the main way between, the main way is a shortest way from wherever the
 * others are come by, and whoever counts metres need not stop.  Ways that end a tree are never come
 * by on the way up. */
static gboolean
is_live (const SuyNetwork *self, guint32 fork)
{
  const Forks *forks = &self->forks;
  guint32 n_feeds = forks->feed_start[fork + 1] - forks->feed_start[fork];
  guint32 main_way;
  guint64 node;

  if (n_feeds != 1)
    return n_feeds > 0;
  main_way = forks->feeds[forks->feed_start[fork]].first - 1;
  if (main_way == NO_REACH || self->main_down[main_way + 1] != main_way)
    return TRUE; /* only a main way that goes round comes in */

  node = self->below[main_way] + length_of (self, main_way);
  for (guint32 k = forks->leave_start[fork]; k < forks->leave_start[fork + 1]; k++)
    {
      guint32 x = forks->leave[k], down = self->main_down[x];

      if (x == main_way || down == NO_REACH)
        continue;
      if (main_way <= down || main_way - down >= self->size[down] ||
          length_of (self, x) < node - (self->below[down] + length_of (self, down)))
        return TRUE;
    }

  return FALSE;
}

static void
mark_live (SuyNetwork *self)
{
  const Forks *forks = &self->forks;
  g_autofree guint8 *live = g_new (guint8, forks->n);

  for (guint32 fork = 0; fork < forks->n; fork++)
    live[fork] = is_live (self, fork) ? 1 : 0;
  for (guint32 fork = 0; fork < forks->n; fork++)
    for (guint32 k = forks->leave_start[fork]; live[fork] && k < forks->leave_start[fork + 1]; k++)
      self->below[forks->leave[k]] |= LIVE;
}

void
suy_network_join_forks (SuyNetwork *self, const SuyNetworkInput *input)
{
  mark_leaving (self);
  list_feeds (self);
  choose_main_up (self, input->level_path);
  mark_live (self);
}

void
suy_forks_clear (Forks *forks)
{
  g_free (forks->bits);
  g_free (forks->rank);
  g_free (forks->of_leaving);
  g_free (forks->main_up);
  g_free (forks->leave_start);
  g_free (forks->leave);
  g_free (forks->feed_start);
  g_free (forks->feed_inner);
  g_free (forks->feeds);
}

/* ---- walking ---- */

void
node_walk_init (NodeWalk *self, const SuyNetwork *net, guint32 node, gboolean entering)
{
  const Forks *forks = &net->forks;
  guint32 fork = node >= net->n ? node - net->n : NO_FORK;

  *self = (NodeWalk){ net, NULL, NULL, { 0, 0 }, NULL, NULL, NO_REACH };
  if (fork == NO_FORK && entering)
    self->span = (SuySpan){ node + 1, node + net->size[node] };
  else if (fork == NO_FORK)
    self->only = node;
  else if (entering)
    {
      self->feed = forks->feeds + forks->feed_start[fork];
      self->feeds_end = forks->feeds + forks->feed_start[fork + 1];
    }
  else
    {
      self->at = forks->leave + forks->leave_start[fork];
      self->at_end = forks->leave + forks->leave_start[fork + 1];
    }
}

gboolean
node_walk_next (NodeWalk *self, guint32 *reach)
{
  if (self->only != NO_REACH)
    {
      *reach = self->only;
      self->only = NO_REACH;
      return TRUE;
    }
  if (self->at < self->at_end)
    {
      *reach = *self->at++;
      return TRUE;
    }
  if (self->span.first == self->span.end && self->feed < self->feeds_end)
    self->span = *self->feed++;
  if (self->span.first == self->span.end)
    return FALSE;

  *reach = self->span.first;
  self->span.first += self->net->size[*reach];

  return TRUE;
}
