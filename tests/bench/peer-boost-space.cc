/* peer-boost-space.cc: Boost.Geometry's R-tree over places in space, for what is nearest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <algorithm>
#include <boost/function_output_iterator.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <vector>

#include "bench-layer.h"

namespace geometry = boost::geometry;
namespace spatial = boost::geometry::index;

using Place = geometry::model::point<double, 3, geometry::cs::cartesian>;
using Item = std::pair<Place, guint32>;

static spatial::rtree<Item, spatial::rstar<16>> *tree;
static std::vector<std::pair<double, guint32>> ranked;

static gsize
build (BenchLayer *layer)
{
  std::vector<Item> items;

  items.reserve (layer->n);
  for (guint32 i = 0; i < layer->n; i++)
    {
      double at[3];

      bench_layer_space (layer->degrees[2 * (gsize) i], layer->degrees[2 * (gsize) i + 1], at);
      items.emplace_back (Place (at[0], at[1], at[2]), i);
    }
  tree = new spatial::rtree<Item, spatial::rstar<16>> (items.begin (), items.end ());

  return 0;
}

static guint
nearest (BenchLayer *, const double at[3], guint k, guint32 *items, double *chords)
{
  const Place place (at[0], at[1], at[2]);

  ranked.clear ();
  tree->query (spatial::nearest (place, k),
               boost::make_function_output_iterator ([&place] (const Item &item) {
                 ranked.emplace_back (geometry::distance (place, item.first), item.second);
               }));
  std::sort (ranked.begin (), ranked.end ());
  for (guint i = 0; i < ranked.size (); i++)
    {
      chords[i] = ranked[i].first;
      items[i] = ranked[i].second;
    }

  return (guint) ranked.size ();
}

const BenchPeer bench_peer = { build, nullptr, nearest };
