/* suy-network-transfers.c: where water comes into a span of labels from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most ways that part come together again further down the main way; what is above them is in the
 * span anyway.  Only those that lead over to other water are listed. */

#include "suy-network-private.h"

/* Directory entries for each transfer, so that few transfers share one. */
#define SPARE_ENTRIES 4

static SuySpan
hull_of (const Forks *forks, guint32 fork)
{
  guint32 first = forks->feed_start[fork], end = forks->feed_inner[fork];

  return (SuySpan){ forks->feeds[first].first, forks->feeds[end - 1].end };
}

/* The least span that holds @x besides its own: whoever comes by @x from below comes by all of it.
 */
static SuySpan
home_of (const SuyNetwork *self, guint32 x)
{
  guint32 down = self->main_down[x];

  if (down >= x)
    return span_of (self, x);

  return (SuySpan){ down + 1, down + self->size[down] };
}

static void
list_transfers (SuyNetwork *self, GArray *list, GArray *hulls)
{
  const Forks *forks = &self->forks;
  guint32 index = 0;

  for (guint32 word = 0; word <= self->n / 64; word++)
    for (guint64 bits = forks->bits[word]; bits != 0; bits &= bits - 1, index++)
      {
        guint32 x = word * 64 + (guint32) __builtin_ctzll (bits);
        const Transfer transfer = { x, forks->of_leaving[index] };
        SuySpan home, hull;

        if (self->main_down[x] == NO_REACH ||
            forks->feed_start[transfer.fork] == forks->feed_start[transfer.fork + 1])
          continue;
        home = home_of (self, x);
        hull = hull_of (forks, transfer.fork);
        if (hull.first >= home.first && hull.end <= home.end)
          continue;
        g_array_append_val (list, transfer);
        g_array_append_val (hulls, hull);
      }
}

static void
make_directory (Transfers *self, guint32 n)
{
  guint32 wanted = MAX (64, MIN (self->n * SPARE_ENTRIES, n / 16)), next = 0;

  while (n >> self->shift > wanted)
    self->shift++;
  self->first = g_new (guint32, (n >> self->shift) + 2);
  for (guint32 i = 0; i <= n >> self->shift; i++)
    {
      while (next < self->n && self->list[next].at < (guint64) i << self->shift)
        next++;
      self->first[i] = next;
    }
  self->first[(n >> self->shift) + 1] = self->n;
}

static SuySpan
hull_of_both (SuySpan a, SuySpan b)
{
  return (SuySpan){ MIN (a.first, b.first), MAX (a.end, b.end) };
}

/* Each level joins 16 hulls of the one below, up to a single one. */
static void
join_hulls (Transfers *self)
{
  guint32 n = self->n;

  for (self->n_levels = 1; n > 1; self->n_levels++)
    {
      const SuySpan *low = self->hulls[self->n_levels - 1];
      guint32 n_high = ((n - 1) >> HULL_BITS) + 1;
      SuySpan *high = self->hulls[self->n_levels] = g_new (SuySpan, n_high);

      for (guint32 i = 0; i < n; i++)
        high[i >> HULL_BITS] =
            i % (1u << HULL_BITS) == 0 ? low[i] : hull_of_both (high[i >> HULL_BITS], low[i]);
      n = n_high;
    }
}

/* Joins the hulls of all that hangs from each reach, from the tips of the forest down. */
static void
mark_open (SuyNetwork *self)
{
  const SuySpan none = { G_MAXUINT32, 0 };
  SuySpan *hulls = COLUMN_NEW (SuySpan, self->n);
  guint32 next = self->transfers.n;

  self->transfers.open = g_memdup2 (self->forks.bits, (self->n / 64 + 1) * sizeof (guint64));
  for (guint32 x = 0; x < self->n; x++)
    hulls[x] = none;
  for (guint32 x = self->n; x-- > 0;)
    {
      guint32 down = self->main_down[x];

      if (next > 0 && self->transfers.list[next - 1].at == x)
        hulls[x] = hull_of_both (hulls[x], self->transfers.hulls[0][--next]);
      if (hulls[x].first < x || hulls[x].end > x + self->size[x])
        self->transfers.open[x / 64] |= G_GUINT64_CONSTANT (1) << x % 64;
      if (down < x)
        hulls[down] = hull_of_both (hulls[down], hulls[x]);
    }
  suy_column_free (hulls);
}

void
suy_network_find_transfers (SuyNetwork *self)
{
  Transfers *transfers = &self->transfers;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Transfer));
  GArray *hulls = g_array_new (FALSE, FALSE, sizeof (SuySpan));

  list_transfers (self, list, hulls);
  transfers->n = list->len;
  transfers->list = (Transfer *) (gpointer) g_array_free (list, FALSE);
  transfers->hulls[0] = (SuySpan *) (gpointer) g_array_free (hulls, FALSE);
  make_directory (transfers, self->n);
  join_hulls (transfers);
  mark_open (self);
}

void
suy_transfers_clear (Transfers *transfers)
{
  g_free (transfers->list);
  g_free (transfers->first);
  g_free (transfers->open);
  for (guint level = 0; level < HULL_LEVELS; level++)
    g_free (transfers->hulls[level]);
}
