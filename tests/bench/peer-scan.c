/* peer-scan.c: no index, every item is looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-layer.h"

static gsize
build (BenchLayer *layer)
{
  return 0;
}

static void
search (BenchLayer *layer)
{
  const BenchCircle *circle = &layer->circle;

  for (guint32 i = 0; i < layer->n; i++)
    {
      double box[4];

      bench_layer_box (layer, i, box);
      if (box[1] <= circle->max_y && box[3] >= circle->min_y && box[0] <= circle->max_x &&
          box[2] >= circle->min_x)
        bench_layer_hit (layer, i);
    }
}

const BenchPeer bench_peer = { build, search };
