/* peer-boost-tree.cc: Boost.Geometry's R-tree, packed when it is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Leaves hold the places of points, so that deciding touches no other memory. */

#include <boost/function_output_iterator.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <vector>

#include "bench-layer.h"

namespace geometry = boost::geometry;
namespace spatial = boost::geometry::index;

using Place = geometry::model::point<double, 2, geometry::cs::cartesian>;
using Box = geometry::model::box<Place>;
using PointItem = std::pair<Place, guint32>;
using BoxItem = std::pair<Box, guint32>;

static spatial::rtree<PointItem, spatial::rstar<16>> *points;
static spatial::rtree<BoxItem, spatial::rstar<16>> *boxes;

static gsize
build (BenchLayer *layer)
{
  if (layer->is_points)
    {
      std::vector<PointItem> items;

      items.reserve (layer->n);
      for (guint32 i = 0; i < layer->n; i++)
        items.emplace_back (
            Place (layer->degrees[2 * (gsize) i], layer->degrees[2 * (gsize) i + 1]), i);
      points = new spatial::rtree<PointItem, spatial::rstar<16>> (items.begin (), items.end ());
    }
  else
    {
      std::vector<BoxItem> items;

      items.reserve (layer->n);
      for (guint32 i = 0; i < layer->n; i++)
        {
          const double *box = layer->boxes + 4 * (gsize) i;

          items.emplace_back (Box (Place (box[0], box[1]), Place (box[2], box[3])), i);
        }
      boxes = new spatial::rtree<BoxItem, spatial::rstar<16>> (items.begin (), items.end ());
    }

  return 0;
}

static void
search (BenchLayer *layer)
{
  const BenchCircle &circle = layer->circle;
  const Box box (Place (circle.min_x, circle.min_y), Place (circle.max_x, circle.max_y));

  if (layer->is_points)
    points->query (spatial::intersects (box),
                   boost::make_function_output_iterator ([layer] (const PointItem &item) {
                     bench_layer_hit_at (layer, item.second, item.first.get<0> (),
                                         item.first.get<1> ());
                   }));
  else
    boxes->query (spatial::intersects (box),
                  boost::make_function_output_iterator (
                      [layer] (const BoxItem &item) { bench_layer_hit (layer, item.second); }));
}

const BenchPeer bench_peer = { build, search, nullptr };
