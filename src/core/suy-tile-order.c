/* suy-tile-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-order.h"

#include <string.h>

#define N_RANKS 256
#define BUCKETS 1024

/* Sorts by @keyed and turns it round: who comes as how many-th. */
static guint32 *
line_up (SuyKeyed *keyed, guint32 n)
{
  guint32 *order = g_new (guint32, n);

  suy_keyed_sort (keyed, n);
  for (guint32 i = 0; i < n; i++)
    order[keyed[i].item] = i;

  return order;
}

static guint64
rank_key (const guint8 *ranks, guint32 i)
{
  return (guint64) (N_RANKS - 1 - (ranks != NULL ? ranks[i] : 0)) << 56;
}

/* How many times the world can be quartered with both places in one quarter, and once more: from
 * that depth on they don't compete. */
static guint8
parting (guint64 a, guint64 b)
{
  return (guint8) (a == b ? 33 : __builtin_clzll (a ^ b) / 2 + 1);
}

/* @group: positions of one rank, ascending.  A feature is the best of its cell from the depth on
 * where it parts from the nearest better one on either side of it along the curve. */
static void
find_depths (const guint64 *keys,
             const gint64 *ids,
             const guint32 *group,
             guint32 n,
             guint8 *depths)
{
  g_autofree guint32 *better = g_new (guint32, n + 1); /* each better than all behind it */
  guint32 n_better = 0;

  for (guint32 i = 0; i < n; i++)
    {
      guint32 at = group[i];
      guint64 hash = suy_tile_hash ((guint64) ids[at]);

      depths[at] = 0;
      while (n_better > 0)
        {
          guint32 before = better[n_better - 1];
          guint8 depth = parting (keys[before], keys[at]);

          if (suy_tile_hash ((guint64) ids[before]) <= hash)
            {
              depths[at] = depth;
              break;
            }
          depths[before] = MAX (depths[before], depth);
          n_better--;
        }
      better[n_better++] = at;
    }
}

/* Positions by rank, each rank's ascending; @starts has one more than ranks. */
static guint32 *
group_ranks (const guint8 *ranks, guint32 n, guint32 *starts)
{
  guint32 *group = g_new (guint32, n);
  guint32 next[N_RANKS];

  memset (starts, 0, (N_RANKS + 1) * sizeof *starts);
  for (guint32 i = 0; i < n; i++)
    starts[(ranks != NULL ? ranks[i] : 0) + 1]++;
  for (guint i = 0; i < N_RANKS; i++)
    {
      starts[i + 1] += starts[i];
      next[i] = starts[i];
    }
  for (guint32 i = 0; i < n; i++)
    group[next[ranks != NULL ? ranks[i] : 0]++] = i;

  return group;
}

guint32 *
suy_tile_order_points (const guint64 *keys, const gint64 *ids, const guint8 *ranks, guint32 n)
{
  guint32 starts[N_RANKS + 1];
  g_autofree guint32 *group = group_ranks (ranks, n, starts);
  g_autofree guint8 *depths = g_new (guint8, n);
  g_autofree SuyKeyed *keyed = g_new (SuyKeyed, n);

  for (guint i = 0; i < N_RANKS; i++)
    if (starts[i + 1] > starts[i])
      find_depths (keys, ids, group + starts[i], starts[i + 1] - starts[i], depths);
  for (guint32 i = 0; i < n; i++)
    keyed[i] = (SuyKeyed){
      rank_key (ranks, i) | (guint64) depths[i] << 50 | suy_tile_hash ((guint64) ids[i]) >> 14, i
    };

  return line_up (keyed, n);
}

guint32 *
suy_tile_order_shapes (const guint32 *sizes, const gint64 *ids, const guint8 *ranks, guint32 n)
{
  g_autofree SuyKeyed *keyed = g_new (SuyKeyed, n);

  for (guint32 i = 0; i < n; i++)
    keyed[i] = (SuyKeyed){ rank_key (ranks, i) | (guint64) (G_MAXUINT32 - sizes[i]) << 24 |
                               suy_tile_hash ((guint64) ids[i]) >> 40,
                           i };

  return line_up (keyed, n);
}

static gboolean
take (SuyTileRoom *room, guint64 features, guint64 bytes)
{
  if (features > room->features || bytes > room->bytes)
    return FALSE;

  room->features -= features;
  room->bytes -= bytes;

  return TRUE;
}

/* Counts in coarse steps of the order first, then one by one within the step that overflows. */
guint32
suy_tile_order_cut (const guint32 *order,
                    guint32 n,
                    const SuySpans *spans,
                    const guint32 *costs,
                    guint32 cost,
                    SuyTileRoom room)
{
  SuyTileRoom buckets[BUCKETS] = { 0 };
  g_autoptr (GArray) close = g_array_new (FALSE, FALSE, sizeof (SuyKeyed));
  guint shift = 0;
  guint bucket = 0;

  while (n >> shift >= BUCKETS)
    shift++;
  for (gsize s = 0; s < spans->n; s++)
    for (guint32 i = spans->at[s].first; i < spans->at[s].end; i++)
      {
        buckets[order[i] >> shift].features++;
        buckets[order[i] >> shift].bytes += costs != NULL ? costs[i] : cost;
      }
  while (bucket < BUCKETS && take (&room, buckets[bucket].features, buckets[bucket].bytes))
    bucket++;
  if (bucket == BUCKETS)
    return G_MAXUINT32;

  for (gsize s = 0; s < spans->n; s++)
    for (guint32 i = spans->at[s].first; i < spans->at[s].end; i++)
      if (order[i] >> shift == bucket)
        {
          SuyKeyed keyed = { order[i], costs != NULL ? costs[i] : cost };

          g_array_append_val (close, keyed);
        }
  suy_keyed_sort ((SuyKeyed *) (gpointer) close->data, close->len);
  for (guint i = 0; i < close->len; i++)
    {
      const SuyKeyed *keyed = &g_array_index (close, SuyKeyed, i);

      if (!take (&room, 1, keyed->item))
        return (guint32) keyed->key;
    }

  return G_MAXUINT32;
}
