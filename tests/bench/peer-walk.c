/* peer-walk.c: a plain search down the water, to know whether one reach is upstream of another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-rivers.h"

typedef struct
{
  guint32 *first; /* reaches leave node i from first[i] to first[i + 1] - 1: they stand by it */
  guint32 *seen, *stack, turn;
} Peer;

static gboolean
is_upstream (const BenchRivers *rivers, guint32 reach, guint32 below)
{
  Peer *self = rivers->peer;
  guint32 n_stack = 0;

  self->turn++;
  self->stack[n_stack++] = rivers->to[reach];
  while (n_stack > 0)
    {
      const guint32 node = self->stack[--n_stack];

      if (node == rivers->from[below])
        return TRUE;
      for (guint32 i = self->first[node]; i < self->first[node + 1]; i++)
        if (self->seen[rivers->to[i]] != self->turn)
          {
            self->seen[rivers->to[i]] = self->turn;
            self->stack[n_stack++] = rivers->to[i];
          }
    }

  return reach == below;
}

static void
ask (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const guint32 *pair = rivers->pairs + 2 * (query % rivers->n_pairs);

  suy_items_reserve (found, 1);
  if (is_upstream (rivers, pair[0], pair[1]))
    found->at[found->n++] = pair[0];
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "is-upstream", ask }, { NULL } };
  BenchRivers rivers = { 0 };
  Peer peer = { 0 };

  bench_rivers_read (&rivers, argc, argv);
  bench_begin ();
  rivers.peer = &peer;
  peer.first = g_new0 (guint32, rivers.n_nodes + 1);
  peer.seen = g_new0 (guint32, rivers.n_nodes);
  peer.stack = g_new (guint32, rivers.n_nodes);
  for (guint32 i = 0; i < rivers.n; i++)
    peer.first[rivers.from[i] + 1]++;
  for (guint32 i = 0; i < rivers.n_nodes; i++)
    peer.first[i + 1] += peer.first[i];
  bench_ready (0);

  return bench_serve (&rivers, works);
}
