/* bench-layer.h: what does a peer that searches a layer get, and what must it do?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A peer supplies bench_peer and links bench-layer.c, which has main(): PEER DIR NAME, NAME being
 * points-N, lines-N or cells-N.  Works: within METRES, and nearest K, at most 10. */

#pragma once

#include "bench-circle.h"
#include "bench-driver.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_points;
  guint32 n;
  const SuyPoint *points; /* items, or corners of shapes */
  const double *degrees;  /* the same */
  BenchShapes shapes;
  const double *boxes; /* of shapes: min x, min y, max x, max y in degrees */
  guint32 n_queries;
  const double *queries; /* in degrees */
  const char *dir, *name;
  BenchCircle circle; /* of the query at work */
  SuyItems *found;
  gpointer peer; /* the peer's own */
} BenchLayer;

typedef struct
{
  /* Makes the index.  Returns: bytes, or 0 if malloc gave them out */
  gsize (*build) (BenchLayer *layer);

  /* Calls bench_layer_hit() or bench_layer_hit_at() for each item whose box meets the circle's. */
  void (*search) (BenchLayer *layer);

  /* (nullable): the @k items with the shortest chords from @at, nearest first.  Returns: how many
   */
  guint (*nearest) (BenchLayer *layer, const double at[3], guint k, guint32 *items, double *chords);
} BenchPeer;

extern const BenchPeer bench_peer;

/* @item is a candidate. */
static inline void
bench_layer_hit (BenchLayer *self, guint32 item)
{
  gboolean is_in;

  if (self->is_points)
    is_in = bench_circle_holds (&self->circle, self->degrees[2 * (gsize) item],
                                self->degrees[2 * (gsize) item + 1]);
  else
    {
      const guint32 first = bench_shape_first (&self->shapes, item);
      guint32 length;
      const SuyShape shape = bench_shape (&self->shapes, item, &length);

      is_in =
          bench_circle_touches (&self->circle, self->degrees + 2 * (gsize) first, length, &shape);
    }
  if (is_in)
    self->found->at[self->found->n++] = item;
}

/* The same for a point whose place the peer keeps itself. */
static inline void
bench_layer_hit_at (BenchLayer *self, guint32 item, double lon, double lat)
{
  if (bench_circle_holds (&self->circle, lon, lat))
    self->found->at[self->found->n++] = item;
}

/* Box of @item in degrees. */
static inline void
bench_layer_box (const BenchLayer *self, guint32 item, double box[4])
{
  for (int side = 0; side < 4; side++)
    box[side] = self->is_points ? self->degrees[2 * (gsize) item + side % 2]
                                : self->boxes[4 * (gsize) item + side];
}

/* Metres from the middle of the earth along three axes. */
static inline void
bench_layer_space (double lon, double lat, double at[3])
{
  const double e2 = BENCH_FLATTENING * (2 - BENCH_FLATTENING);
  const double sine = sin (lat * BENCH_RADIAN), cosine = cos (lat * BENCH_RADIAN);
  const double across = BENCH_AXIS / sqrt (1 - e2 * sine * sine);

  at[0] = across * cosine * cos (lon * BENCH_RADIAN);
  at[1] = across * cosine * sin (lon * BENCH_RADIAN);
  at[2] = across * (1 - e2) * sine;
}

G_END_DECLS
