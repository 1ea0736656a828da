/* peer-boost-graph.cc: the Boost Graph Library, breadth first, and Dijkstra where there is a limit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A compressed sparse row graph against the water.  Colours, distances and places in the heap are
 * kept from query to query and set back only where a query went; as dijkstra_shortest_paths() comes
 * it would clear them all each time. */

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/detail/d_ary_heap.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/property_map.hpp>
#include <limits>
#include <vector>

#include "bench-rivers.h"

struct Water
{
  guint32 reach, length;
};

using Graph = boost::compressed_sparse_row_graph<boost::directedS,
                                                 boost::no_property,
                                                 Water,
                                                 boost::no_property,
                                                 guint32,
                                                 guint32>;
using Node = boost::graph_traits<Graph>::vertex_descriptor;
using Link = boost::graph_traits<Graph>::edge_descriptor;

static const double FAR = std::numeric_limits<double>::infinity ();
static Graph *graph;
static std::vector<boost::default_color_type> colours;
static std::vector<double> distances;
static std::vector<size_t> heap_places;
static std::vector<guint32> touched;

struct Stop
{
};

struct Everything : boost::default_bfs_visitor
{
  SuyItems *found;

  explicit Everything (SuyItems *items) : found (items)
  {
  }
  void
  discover_vertex (Node node, const Graph &) const
  {
    touched.push_back ((guint32) node);
  }
  void
  examine_edge (Link link, const Graph &g) const
  {
    found->at[found->n++] = g[link].reach;
  }
};

struct Nearby : boost::default_dijkstra_visitor
{
  double metres;
  SuyItems *found;

  Nearby (double limit, SuyItems *items) : metres (limit), found (items)
  {
  }
  void
  discover_vertex (Node node, const Graph &) const
  {
    touched.push_back ((guint32) node);
  }

  void
  examine_vertex (Node node, const Graph &g) const
  {
    if (distances[node] >= metres)
      throw Stop ();
    for (auto links = boost::out_edges (node, g); links.first != links.second; ++links.first)
      found->at[found->n++] = g[*links.first].reach;
  }
};

template <class Value>
static auto
by_node (std::vector<Value> &values)
{
  return boost::make_iterator_property_map (values.begin (),
                                            boost::get (boost::vertex_index, *graph));
}

/* Nothing of the network goes round, so the start is never among what was found. */
static void
begin (BenchRivers *self, guint32 reach, SuyItems *found)
{
  if (found->room < self->n)
    suy_items_reserve (found, self->n);
  found->at[found->n++] = reach;
  touched.clear ();
}

static void
end ()
{
  for (guint32 node : touched)
    {
      colours[node] = boost::white_color;
      distances[node] = FAR;
    }
}

static void
ask_all (gpointer data, guint32 query, double, SuyItems *found)
{
  static boost::queue<Node> queue;
  BenchRivers *self = (BenchRivers *) data;
  const guint32 reach = bench_rivers_start (self, query);

  begin (self, reach, found);
  boost::breadth_first_visit (*graph, (Node) self->from[reach], queue, Everything (found),
                              by_node (colours));
  end ();
}

static void
ask_within (gpointer data, guint32 query, double metres, SuyItems *found)
{
  BenchRivers *self = (BenchRivers *) data;
  const guint32 reach = bench_rivers_start (self, query);
  const Node start = self->from[reach];
  auto lengths = boost::get (&Water::length, *graph);
  auto distance = by_node (distances);
  auto place = by_node (heap_places);
  using Heap =
      boost::d_ary_heap_indirect<Node, 4, decltype (place), decltype (distance), std::less<double>>;
  Heap heap (distance, place, std::less<double> ());
  boost::detail::dijkstra_bfs_visitor<Nearby, Heap, decltype (lengths), boost::dummy_property_map,
                                      decltype (distance), std::plus<double>, std::less<double>>
      visitor (Nearby (metres, found), heap, lengths, boost::dummy_property_map (), distance,
               std::plus<double> (), std::less<double> (), 0.0);

  begin (self, reach, found);
  distances[start] = 0;
  try
    {
      boost::breadth_first_visit (*graph, &start, &start + 1, heap, visitor, by_node (colours));
    }
  catch (const Stop &)
    {
    }
  end ();
}

static void
build (const BenchRivers *self)
{
  std::vector<std::pair<guint32, guint32>> links (self->n);
  std::vector<Water> water (self->n);

  for (guint32 i = 0; i < self->n; i++)
    {
      links[i] = { self->to[i], self->from[i] };
      water[i] = { i, self->length[i] };
    }
  graph = new Graph (boost::edges_are_unsorted_multi_pass, links.begin (), links.end (),
                     water.begin (), self->n_nodes);
  colours.assign (self->n_nodes, boost::white_color);
  distances.assign (self->n_nodes, FAR);
  heap_places.assign (self->n_nodes, 0);
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "size", bench_rivers_choose, nullptr },
                                     { "upstream", ask_all, nullptr },
                                     { "within", ask_within, nullptr },
                                     { nullptr, nullptr, nullptr } };
  BenchRivers rivers = {};

  bench_rivers_read (&rivers, argc, argv);
  bench_begin ();
  build (&rivers);
  bench_ready (0);

  return bench_serve (&rivers, works);
}
