/* ours-features.c: SuyFeatureSet, hits with distances in their order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-layer.h"
#include "suy-feature-set.h"

static gsize
build (BenchLayer *layer)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();

  for (guint32 i = 0; i < layer->n; i++)
    {
      guint32 length = 1;
      const SuyShape shape = layer->is_points
                                 ? (SuyShape){ SUY_SHAPE_POINT, 1, &length, layer->points + i }
                                 : bench_shape (&layer->shapes, i, &length);

      suy_feature_set_builder_add (builder, i, &shape);
    }
  layer->peer = suy_feature_set_builder_end (builder);

  return 0;
}

static void
search (BenchLayer *layer)
{
  const guint32 end = 1;
  const SuyPoint centre = { (gint32) lround (layer->circle.lon * SUY_DEGREE),
                            (gint32) lround (layer->circle.lat * SUY_DEGREE) };
  const SuyShape point = { SUY_SHAPE_POINT, 1, &end, &centre };
  g_autoptr (GArray) hits = suy_feature_set_within (layer->peer, &point, layer->circle.metres);

  for (guint i = 0; i < hits->len; i++)
    layer->found->at[layer->found->n++] = g_array_index (hits, SuyHit, i).item;
}

const BenchPeer bench_peer = { build, search };
