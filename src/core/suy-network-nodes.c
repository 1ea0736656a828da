/* suy-network-nodes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-network-private.h"

typedef struct
{
  guint64 id;
  guint32 end; /* 2 i: the upstream end of reach i; 2 i + 1: its downstream end */
} End;

/* Radix sort from the lowest byte up; a byte that all ids share costs only its count. */
static End *
sort_ends (End *ends, End *spare, gsize n)
{
  for (guint shift = 0; shift < 64; shift += 8)
    {
      gsize place[257] = { 0 };
      End *swap = ends;

      for (gsize i = 0; i < n; i++)
        place[(ends[i].id >> shift & 255) + 1]++;
      if (n == 0 || place[(ends[0].id >> shift & 255) + 1] == n)
        continue;

      for (guint byte = 0; byte < 256; byte++)
        place[byte + 1] += place[byte];
      for (gsize i = 0; i < n; i++)
        spare[place[ends[i].id >> shift & 255]++] = ends[i];
      ends = spare;
      spare = swap;
    }

  return ends;
}

guint32
suy_network_number_nodes (const SuyNetworkInput *input, guint32 *from, guint32 *to)
{
  gsize n = (gsize) input->n * 2;
  g_autofree End *ends = g_new (End, n);
  g_autofree End *spare = g_new (End, n);
  const End *sorted;
  guint32 n_nodes = 0;

  for (guint32 i = 0; i < input->n; i++)
    {
      ends[2 * (gsize) i] = (End){ (guint64) input->from_node[i], 2 * i };
      ends[2 * (gsize) i + 1] = (End){ (guint64) input->to_node[i], 2 * i + 1 };
    }
  sorted = sort_ends (ends, spare, n);

  for (gsize i = 0; i < n; i++)
    {
      guint32 *side = sorted[i].end % 2 == 0 ? from : to;

      if (i == 0 || sorted[i].id != sorted[i - 1].id)
        n_nodes++;
      side[sorted[i].end / 2] = n_nodes - 1;
    }

  return n_nodes;
}

NodeList
suy_network_list_nodes (const guint32 *node, guint32 n, guint32 n_nodes)
{
  NodeList self = { g_new0 (guint32, (gsize) n_nodes + 1), g_new (guint32, n) };
  guint32 sum = 0;

  for (guint32 i = 0; i < n; i++)
    self.start[node[i]]++;
  for (guint32 i = 0; i <= n_nodes; i++)
    {
      sum += self.start[i];
      self.start[i] = sum;
    }
  for (guint32 i = n; i-- > 0;)
    self.list[--self.start[node[i]]] = i;

  return self;
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
