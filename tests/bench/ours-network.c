/* ours-network.c: SuyNetwork, by its labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Works as bench-rivers.h says, and spans 0: all upstream as spans of labels. */

#include "bench-rivers.h"
#include "suy-network.h"

typedef struct
{
  SuyNetwork *network;
  SuySpans spans;
} Ours;

static void
ask_all (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Ours *self = rivers->peer;

  suy_network_upstream (self->network, bench_rivers_start (rivers, query), found);
}

static void
ask_spans (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  Ours *self = rivers->peer;

  self->spans.n = 0;
  suy_network_upstream_spans (self->network, bench_rivers_start (rivers, query), &self->spans);
}

static void
tally_spans (gpointer data, const SuyItems *found, guint64 *count, guint64 *sum)
{
  const BenchRivers *rivers = data;
  const Ours *self = rivers->peer;
  const guint32 *numbers = suy_network_get_numbers (self->network);

  *count += suy_spans_count (&self->spans);
  for (gsize i = 0; i < self->spans.n; i++)
    for (guint32 at = self->spans.at[i].first; at < self->spans.at[i].end; at++)
      *sum += numbers[at];
}

static void
ask_within (gpointer data, guint32 query, double metres, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Ours *self = rivers->peer;

  suy_network_upstream_within (self->network, bench_rivers_start (rivers, query), metres, found,
                               NULL);
}

static void
ask_is_upstream (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Ours *self = rivers->peer;
  const guint32 *pair = rivers->pairs + 2 * (query % rivers->n_pairs);

  suy_items_reserve (found, 1);
  if (suy_network_is_upstream (self->network, pair[0], pair[1]))
    found->at[found->n++] = pair[0];
}

/* The columns as the product takes them; making these is not part of the building. */
static SuyNetworkInput
make_input (const BenchRivers *rivers)
{
  gint64 *from = g_new (gint64, rivers->n), *to = g_new (gint64, rivers->n);
  gint64 *path = g_new (gint64, rivers->n);
  double *length = g_new (double, rivers->n);

  for (guint32 i = 0; i < rivers->n; i++)
    {
      from[i] = rivers->from[i];
      to[i] = rivers->to[i];
      path[i] = rivers->path[i];
      length[i] = rivers->length[i];
    }

  return (SuyNetworkInput){ rivers->n, from, to, length, NULL, path };
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = {
    { "size", bench_rivers_choose },     { "upstream", ask_all },
    { "spans", ask_spans, tally_spans }, { "within", ask_within },
    { "is-upstream", ask_is_upstream },  { NULL },
  };
  g_autoptr (GError) error = NULL;
  BenchRivers rivers = { 0 };
  Ours self = { 0 };
  SuyNetworkInput input;

  bench_rivers_read (&rivers, argc, argv);
  input = make_input (&rivers);
  rivers.peer = &self;
  bench_begin ();
  self.network = suy_network_new (&input, &error);
  if (self.network == NULL)
    g_error ("%s", error->message);
  bench_ready (0);

  return bench_serve (&rivers, works);
}
