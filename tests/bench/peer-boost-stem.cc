/* peer-boost-stem.cc: points near a line, with Boost.Geometry's R-tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A box search for each edge of the line, points that were found already skipped by a stamp; the
 * other way, one box about the whole line, is slower and is there as “within-one-box”.
 *
 * An edge lies in the frame of its own middle, so that a candidate costs no sine; the frame errs by
 * no more than the band below for edges of some hundred metres, and in the band the geodesic
 * decides. */

#include <boost/function_output_iterator.hpp>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <vector>

#include "bench-circle.h"
#include "bench-driver.h"

namespace geometry = boost::geometry;
namespace spatial = boost::geometry::index;

using Place = geometry::model::point<double, 2, geometry::cs::cartesian>;
using Box = geometry::model::box<Place>;
using Item = std::pair<Place, guint32>;

static const SuyPoint *places;
static BenchShapes stems;
static double *corners;
static spatial::rtree<Item, spatial::rstar<16>> *tree;
static std::vector<guint32> stamps;
static guint32 stamp;

struct Edge
{
  BenchCircle frame;
  const SuyPoint *ends;
  double ax, ay, bx, by, sure, doubtful;

  Edge (const double *a, const SuyPoint *points, double metres) : ends (points)
  {
    const double length = hypot (a[2] - a[0], a[3] - a[1]) * 111320, part = metres / 5000;
    const double band = 0.02 + 0.02 * part * part + length * metres * 2e-7;

    bench_circle_init (&frame, (a[0] + a[2]) / 2, (a[1] + a[3]) / 2, metres);
    bench_circle_offset (&frame, a[0], a[1], &ax, &ay);
    bench_circle_offset (&frame, a[2], a[3], &bx, &by);
    sure = (metres - band) * (metres - band);
    doubtful = (metres + band) * (metres + band);
  }

  Box
  box () const
  {
    const double wide = fabs (ends[1].x - (double) ends[0].x) / SUY_DEGREE / 2;
    const double high = fabs (ends[1].y - (double) ends[0].y) / SUY_DEGREE / 2;

    return Box (Place (frame.min_x - wide, frame.min_y - high),
                Place (frame.max_x + wide, frame.max_y + high));
  }

  bool
  near (const Item &item) const
  {
    double x, y, square;

    bench_circle_offset (&frame, item.first.get<0> (), item.first.get<1> (), &x, &y);
    square = bench_edge_square (ax - x, ay - y, bx - x, by - y);
    if (square <= sure || square > doubtful)
      return square <= sure;

    const guint32 one = 1, two = 2;
    const SuyShape point = { SUY_SHAPE_POINT, 1, &one, &places[item.second] };
    const SuyShape edge = { SUY_SHAPE_LINE, 1, &two, ends };

    return suy_shape_distance (&point, &edge) <= frame.metres;
  }
};

static void
ask_edges (gpointer, guint32 query, double metres, SuyItems *found)
{
  const guint32 i = query % stems.n;

  suy_items_reserve (found, stamps.size ());
  stamp++;
  for (guint32 k = bench_shape_first (&stems, i); k + 1 < stems.ends[i]; k++)
    {
      const Edge edge (corners + 2 * (gsize) k, stems.points + k, metres);

      tree->query (spatial::intersects (edge.box ()),
                   boost::make_function_output_iterator ([&edge, found] (const Item &item) {
                     if (stamps[item.second] != stamp && edge.near (item))
                       {
                         stamps[item.second] = stamp;
                         found->at[found->n++] = item.second;
                       }
                   }));
    }
}

static void
ask_box (gpointer, guint32 query, double metres, SuyItems *found)
{
  const guint32 i = query % stems.n;
  std::vector<Edge> edges;
  Box all;

  suy_items_reserve (found, stamps.size ());
  geometry::assign_inverse (all);
  for (guint32 k = bench_shape_first (&stems, i); k + 1 < stems.ends[i]; k++)
    {
      edges.emplace_back (corners + 2 * (gsize) k, stems.points + k, metres);
      geometry::expand (all, edges.back ().box ());
    }
  tree->query (spatial::intersects (all),
               boost::make_function_output_iterator ([&edges, found] (const Item &item) {
                 for (const Edge &edge : edges)
                   if (geometry::intersects (item.first, edge.box ()) && edge.near (item))
                     {
                       found->at[found->n++] = item.second;
                       break;
                     }
               }));
}

int
main (int argc, char *argv[])
{
  static const BenchWork works[] = { { "within", ask_edges, nullptr },
                                     { "within-one-box", ask_box, nullptr },
                                     { nullptr, nullptr, nullptr } };
  g_autofree char *name = g_strconcat (argc > 2 ? argv[2] : "", ".points", NULL);
  gsize n;

  places = (const SuyPoint *) bench_column (argv[1], name, sizeof *places, &n);
  stems = bench_shapes (argv[1], "stems");
  corners = bench_degrees (stems.points, stems.ends[stems.n - 1]);
  stamps.assign (n, 0);
  bench_begin ();
  {
    std::vector<Item> items;

    items.reserve (n);
    for (guint32 i = 0; i < n; i++)
      items.emplace_back (Place (suy_degrees (places[i].x), suy_degrees (places[i].y)), i);
    tree = new spatial::rtree<Item, spatial::rstar<16>> (items.begin (), items.end ());
  }
  bench_ready (0);

  return bench_serve (nullptr, works);
}
