/* peer-igraph.c: igraph's search of what can be reached, and its Dijkstra with a cutoff
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <igraph.h>

#include "bench-rivers.h"

typedef struct
{
  igraph_t graph; /* edges are reaches by their numbers */
  igraph_vector_t lengths;
} Peer;

static void
add_above (const Peer *self, igraph_integer_t node, SuyItems *found)
{
  igraph_vector_int_t edges;

  igraph_vector_int_init (&edges, 0);
  igraph_incident (&self->graph, &edges, node, IGRAPH_IN);
  for (igraph_integer_t i = 0; i < igraph_vector_int_size (&edges); i++)
    found->at[found->n++] = (guint32) VECTOR (edges)[i];
  igraph_vector_int_destroy (&edges);
}

static guint32
begin (const BenchRivers *rivers, guint32 query, SuyItems *found)
{
  const guint32 reach = bench_rivers_start (rivers, query);

  if (found->room < rivers->n)
    suy_items_reserve (found, rivers->n);
  found->at[found->n++] = reach;

  return rivers->from[reach];
}

static void
ask_all (gpointer data, guint32 query, double parameter, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Peer *self = rivers->peer;
  const guint32 start = begin (rivers, query, found);
  igraph_vector_int_t nodes;

  igraph_vector_int_init (&nodes, 0);
  igraph_subcomponent (&self->graph, &nodes, start, IGRAPH_IN);
  for (igraph_integer_t i = 0; i < igraph_vector_int_size (&nodes); i++)
    add_above (self, VECTOR (nodes)[i], found);
  igraph_vector_int_destroy (&nodes);
}

static void
ask_within (gpointer data, guint32 query, double metres, SuyItems *found)
{
  const BenchRivers *rivers = data;
  const Peer *self = rivers->peer;
  const guint32 start = begin (rivers, query, found);
  igraph_matrix_t distances;

  igraph_matrix_init (&distances, 0, 0);
  igraph_distances_dijkstra_cutoff (&self->graph, &distances, igraph_vss_1 (start),
                                    igraph_vss_all (), &self->lengths, IGRAPH_IN, metres);
  for (igraph_integer_t node = 0; node < igraph_matrix_ncol (&distances); node++)
    if (MATRIX (distances, 0, node) < metres)
      add_above (self, node, found);
  igraph_matrix_destroy (&distances);
}

static void
build (BenchRivers *rivers)
{
  Peer *self = g_new (Peer, 1);
  igraph_vector_int_t edges;

  rivers->peer = self;
  igraph_vector_init (&self->lengths, rivers->n);
  igraph_vector_int_init (&edges, 2 * (igraph_integer_t) rivers->n);
  for (guint32 i = 0; i < rivers->n; i++)
    {
      VECTOR (edges)[2 * (gsize) i] = rivers->from[i];
      VECTOR (edges)[2 * (gsize) i + 1] = rivers->to[i];
      VECTOR (self->lengths)[i] = rivers->length[i];
    }
  igraph_create (&self->graph, &edges, rivers->n_nodes, IGRAPH_DIRECTED);
  igraph_vector_int_destroy (&edges);
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "size", bench_rivers_choose },
                                     { "upstream", ask_all },
                                     { "within", ask_within },
                                     { NULL } };
  BenchRivers rivers = { 0 };

  bench_rivers_read (&rivers, argc, argv);
  bench_begin ();
  build (&rivers);
  bench_ready (0);

  return bench_serve (&rivers, works);
}
