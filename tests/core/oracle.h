/* oracle.h: what is the distance, found in the plainest way?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks at places all along each geodesic, then narrows the best stretch by thirds. */

#pragma once

#include <geodesic.h>
#include <math.h>

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct
{
  struct geod_geodesicline line;
  double length;
} OracleEdge;

static inline const struct geod_geodesic *
oracle_earth (void)
{
  static struct geod_geodesic earth;
  static gboolean ready;

  if (!ready)
    geod_init (&earth, 6378137, 1 / 298.257223563);
  ready = TRUE;

  return &earth;
}

static inline double
oracle_points (SuyPoint a, SuyPoint b)
{
  double metres;

  geod_inverse (oracle_earth (), a.y / 1e7, a.x / 1e7, b.y / 1e7, b.x / 1e7, &metres, NULL, NULL);

  return metres;
}

static inline OracleEdge
oracle_edge (SuyPoint a, SuyPoint b)
{
  OracleEdge edge;

  geod_inverseline (&edge.line, oracle_earth (), a.y / 1e7, a.x / 1e7, b.y / 1e7, b.x / 1e7, 0);
  edge.length = edge.line.s13;

  return edge;
}

static inline double
oracle_at (const OracleEdge *edge, double along, SuyPoint p)
{
  double lat, lon, metres;

  geod_position (&edge->line, along, &lat, &lon, NULL);
  geod_inverse (oracle_earth (), p.y / 1e7, p.x / 1e7, lat, lon, &metres, NULL, NULL);

  return metres;
}

/* @n: how many places to look at first */
static inline double
oracle_point_edge (SuyPoint p, SuyPoint a, SuyPoint b, guint n)
{
  const double golden = (sqrt (5) - 1) / 2;
  OracleEdge edge = oracle_edge (a, b);
  double best = fmin (oracle_points (p, a), oracle_points (p, b)), low, high, x[2], d[2];
  guint at = 0;

  for (guint i = 0; i <= n; i++)
    {
      double here = oracle_at (&edge, edge.length * i / n, p);

      if (here <= best)
        {
          best = here;
          at = i;
        }
    }

  if (oracle_points (p, b) <= best)
    at = n;
  low = edge.length * (at == 0 ? 0 : at - 1) / n;
  high = edge.length * MIN (at + 1, n) / n;
  x[0] = high - golden * (high - low);
  x[1] = low + golden * (high - low);
  d[0] = oracle_at (&edge, x[0], p);
  d[1] = oracle_at (&edge, x[1], p);
  while (high - low > 1e-6 + best * 1e-9)
    {
      guint worse = d[0] < d[1];

      *(worse ? &high : &low) = x[worse];
      x[worse] = x[!worse];
      d[worse] = d[!worse];
      x[!worse] = worse ? high - golden * (high - low) : low + golden * (high - low);
      d[!worse] = oracle_at (&edge, x[!worse], p);
      best = MIN (best, d[!worse]);
    }

  return best;
}

/* Adds up the angles that the ring turns as seen from @p: 0 outside, a full turn inside. */
static inline gboolean
oracle_in_ring (const SuyPoint *ring, guint32 n, SuyPoint p)
{
  double sum = 0;

  for (guint32 i = 1; i < n; i++)
    {
      double ax = (double) ring[i - 1].x - p.x, ay = (double) ring[i - 1].y - p.y;
      double bx = (double) ring[i].x - p.x, by = (double) ring[i].y - p.y;

      sum += atan2 (ax * by - ay * bx, ax * bx + ay * by);
    }

  return fabs (sum) > 3;
}

static inline gboolean
oracle_contains (const SuyShape *shape, SuyPoint p)
{
  gboolean inside = FALSE;
  guint32 first = 0;

  for (guint32 run = 0; run < shape->n_runs; first = shape->ends[run], run++)
    if (oracle_in_ring (shape->points + first, shape->ends[run] - first, p))
      inside = !inside;

  return inside;
}

static inline double
oracle_point_shape (SuyPoint p, const SuyShape *shape, guint n)
{
  double best = INFINITY;
  guint32 i = 0;

  if (shape->kind == SUY_SHAPE_POLYGON && oracle_contains (shape, p))
    return 0;

  for (guint32 run = 0; run < shape->n_runs; run++)
    if (shape->kind == SUY_SHAPE_POINT)
      for (; i < shape->ends[run]; i++)
        best = fmin (best, oracle_points (p, shape->points[i]));
    else
      for (i++; i < shape->ends[run]; i++)
        best = fmin (best, oracle_point_edge (p, shape->points[i - 1], shape->points[i], n));

  return best;
}

G_END_DECLS
