/* suy-network-nodes.c: small numbers for the nodes of the input
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-network-private.h"

/* Ids that span no more than this many times the reaches are numbers already. */
#define DENSE 4

/* How many ends go into one bucket: their table of 16 bytes each stays in the second cache. */
#define BUCKET 4096u

/* Spreads ids over the upper bits and back: 2^64 divided by the golden ratio, odd. */
#define SPREAD G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

typedef struct
{
  guint64 key; /* the id, spread; equal ids have equal keys and no others have */
  guint32 end; /* 2 i: the upstream end of reach i; 2 i + 1: its downstream end */
} End;

typedef struct
{
  guint64 key;
  guint32 number; /* + 1; 0: free */
} Slot;

static gboolean
find_range (const SuyNetworkInput *input, gint64 *low, guint64 *range)
{
  gint64 min = G_MAXINT64, max = G_MININT64;

  for (guint32 i = 0; i < input->n; i++)
    {
      gint64 from = input->from_node[i], to = input->to_node[i];

      min = MIN (min, MIN (from, to));
      max = MAX (max, MAX (from, to));
    }
  *low = min;
  *range = input->n == 0 ? 0 : (guint64) max - (guint64) min;

  return *range < (guint64) DENSE * input->n + 64 && *range < G_MAXUINT32 - 1;
}

/* The ends in buckets by the upper bits of their keys.  @start: where each bucket begins */
static End *
deal_ends (const SuyNetworkInput *input, guint bits, gsize *start)
{
  End *ends = COLUMN_NEW (End, (gsize) input->n * 2);
  guint shift = 64 - bits;

  for (guint32 i = 0; i < input->n; i++)
    {
      start[((guint64) input->from_node[i] * SPREAD >> shift) + 1]++;
      start[((guint64) input->to_node[i] * SPREAD >> shift) + 1]++;
    }
  for (gsize k = 0; k < (gsize) 1 << bits; k++)
    start[k + 1] += start[k];

  for (guint32 i = 0; i < input->n; i++)
    {
      guint64 from = (guint64) input->from_node[i] * SPREAD;
      guint64 to = (guint64) input->to_node[i] * SPREAD;

      ends[start[from >> shift]++] = (End){ from, 2 * i };
      ends[start[to >> shift]++] = (End){ to, 2 * i + 1 };
    }

  return ends;
}

/* Numbers the ends of one bucket from @next on.  @slots: all free, of a power of two that is more
 * than the ends; free again afterwards */
static guint32
number_bucket (const End *ends, gsize n, Slot *slots, gsize mask, guint32 next, guint32 **sides)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize at = ends[i].key >> 20 & mask;

      while (slots[at].number != 0 && slots[at].key != ends[i].key)
        at = (at + 1) & mask;
      if (slots[at].number == 0)
        slots[at] = (Slot){ ends[i].key, ++next };
      sides[ends[i].end % 2][ends[i].end / 2] = slots[at].number - 1;
    }
  memset (slots, 0, (mask + 1) * sizeof (Slot));

  return next;
}

static guint32
number_by_buckets (const SuyNetworkInput *input, guint32 *from, guint32 *to)
{
  guint bits = MAX (1, g_bit_storage ((gulong) input->n * 2 / BUCKET));
  g_autofree gsize *start = g_new0 (gsize, ((gsize) 1 << bits) + 1);
  g_autofree Slot *slots = NULL;
  End *ends = deal_ends (input, bits, start);
  gsize largest = 0, room = 1, begin = 0;
  guint32 next = 0;

  /* Dealing has moved each start to the end of its bucket. */
  for (gsize k = 0; k < (gsize) 1 << bits; k++)
    largest = MAX (largest, start[k] - (k == 0 ? 0 : start[k - 1]));
  while (room <= 2 * largest)
    room *= 2;
  slots = g_new0 (Slot, room);

  for (gsize k = 0; k < (gsize) 1 << bits; k++)
    {
      gsize n = start[k] - begin, mask = 1;

      while (mask < 2 * n)
        mask *= 2;
      next = number_bucket (ends + begin, n, slots, mask - 1, next, (guint32 *[]){ from, to });
      begin = start[k];
    }
  suy_column_free (ends);

  return next;
}

guint32
suy_network_number_nodes (const SuyNetworkInput *input, guint32 *from, guint32 *to)
{
  guint64 range;
  gint64 low;

  if (input->n == 0)
    return 0;
  if (!find_range (input, &low, &range))
    return number_by_buckets (input, from, to);

  for (guint32 i = 0; i < input->n; i++)
    {
      from[i] = (guint32) ((guint64) input->from_node[i] - (guint64) low);
      to[i] = (guint32) ((guint64) input->to_node[i] - (guint64) low);
    }

  return (guint32) range + 1;
}

void
suy_network_nodes_from_down (const guint32 *down, guint32 n, gint64 *from_node, gint64 *to_node)
{
  for (guint32 i = 0; i < n; i++)
    g_return_if_fail (down[i] < n || down[i] == G_MAXUINT32);

  /* Node i is the upstream end of reach i, node n + i its own outlet. */
  for (guint32 i = 0; i < n; i++)
    {
      from_node[i] = i;
      to_node[i] = down[i] == G_MAXUINT32 ? (gint64) n + i : down[i];
    }
}

static gint64
node_of_point (SuyPoint point)
{
  return (gint64) ((guint64) (guint32) point.x << 32 | (guint32) point.y);
}

void
suy_network_nodes_from_ends (const SuyPoint *first,
                             const SuyPoint *last,
                             guint32 n,
                             gint64 *from_node,
                             gint64 *to_node)
{
  for (guint32 i = 0; i < n; i++)
    {
      from_node[i] = node_of_point (first[i]);
      to_node[i] = node_of_point (last[i]);
    }
}
