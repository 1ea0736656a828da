/* peer-geos.c: GEOS's STRtree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <geos_c.h>

#include "bench-layer.h"

typedef struct
{
  GEOSContextHandle_t context;
  GEOSSTRtree *tree;
} Peer;

static void
on_hit (void *item, void *data)
{
  bench_layer_hit (data, GPOINTER_TO_UINT (item) - 1);
}

static void search (BenchLayer *layer);

/* The tree is packed at its first query, which belongs to the building. */
static gsize
build (BenchLayer *layer)
{
  Peer *self = g_new (Peer, 1);
  SuyItems none = { 0 };

  layer->peer = self;
  self->context = GEOS_init_r ();
  self->tree = GEOSSTRtree_create_r (self->context, 10);
  for (guint32 i = 0; i < layer->n; i++)
    {
      double box[4];
      GEOSGeometry *geometry;

      bench_layer_box (layer, i, box);
      geometry = layer->is_points
                     ? GEOSGeom_createPointFromXY_r (self->context, box[0], box[1])
                     : GEOSGeom_createRectangle_r (self->context, box[0], box[1], box[2], box[3]);
      GEOSSTRtree_insert_r (self->context, self->tree, geometry, GUINT_TO_POINTER (i + 1));
      GEOSGeom_destroy_r (self->context, geometry);
    }
  layer->found = &none;
  bench_circle_init (&layer->circle, 0, 0, 1);
  search (layer);

  return 0;
}

static void
search (BenchLayer *layer)
{
  const Peer *self = layer->peer;
  const BenchCircle *circle = &layer->circle;
  GEOSGeometry *box = GEOSGeom_createRectangle_r (self->context, circle->min_x, circle->min_y,
                                                  circle->max_x, circle->max_y);

  GEOSSTRtree_query_r (self->context, self->tree, box, on_hit, layer);
  GEOSGeom_destroy_r (self->context, box);
}

const BenchPeer bench_peer = { build, search };
