/* peer-nanoflann.cc: nanoflann's k-d tree over places in space
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chord through the earth is never longer than the way over it, and at 20 km less than 9 mm
 * shorter: what is surely within by its chord is within. */

#include <nanoflann.hpp>
#include <vector>

#include "bench-layer.h"

struct Cloud
{
  std::vector<double> at;

  size_t
  kdtree_get_point_count () const
  {
    return at.size () / 3;
  }
  double
  kdtree_get_pt (size_t i, size_t axis) const
  {
    return at[3 * i + axis];
  }
  template <class Bounds>
  bool
  kdtree_get_bbox (Bounds &) const
  {
    return false;
  }
};

using Tree = nanoflann::
    KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Cloud>, Cloud, 3, guint32>;

static Cloud cloud;
static Tree *tree;

struct Collector
{
  BenchLayer *layer;
  double square;

  size_t
  size () const
  {
    return 0;
  }
  bool
  full () const
  {
    return true;
  }
  double
  worstDist () const
  {
    return square;
  }
  bool
  addPoint (double distance, guint32 item)
  {
    if (distance <= layer->circle.sure)
      layer->found->at[layer->found->n++] = item;
    else
      bench_layer_hit (layer, item);

    return true;
  }
};

static gsize
build (BenchLayer *layer)
{
  cloud.at.resize (3 * (gsize) layer->n);
  for (guint32 i = 0; i < layer->n; i++)
    bench_layer_space (layer->degrees[2 * (gsize) i], layer->degrees[2 * (gsize) i + 1],
                       &cloud.at[3 * (gsize) i]);
  tree = new Tree (3, cloud, nanoflann::KDTreeSingleIndexAdaptorParams (16));
  tree->buildIndex ();

  return 0;
}

static void
search (BenchLayer *layer)
{
  const double reach = layer->circle.metres + 0.001;
  Collector collector = { layer, reach * reach };
  double at[3];

  bench_layer_space (layer->circle.lon, layer->circle.lat, at);
  tree->findNeighbors (collector, at, nanoflann::SearchParams (32, 0, false));
}

static guint
nearest (BenchLayer *, const double at[3], guint k, guint32 *items, double *chords)
{
  const guint n = (guint) tree->knnSearch (at, k, items, chords);

  for (guint i = 0; i < n; i++)
    chords[i] = sqrt (chords[i]);

  return n;
}

const BenchPeer bench_peer = { build, search, nearest };
