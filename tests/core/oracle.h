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
oracle_at (const OracleEdge *edge, double along, const double p[2])
{
  double lat, lon, metres;

  geod_position (&edge->line, along, &lat, &lon, NULL);
  geod_inverse (oracle_earth (), p[1], p[0], lat, lon, &metres, NULL, NULL);

  return metres;
}

/* Narrows low to high, which hold one least value of a function, by the golden section. */
typedef double (*OracleFunc) (double along, gconstpointer data);

static inline double
oracle_narrow (OracleFunc func, gconstpointer data, double low, double high, double best)
{
  const double golden = (sqrt (5) - 1) / 2;
  double x[2] = { high - golden * (high - low), low + golden * (high - low) };
  double d[2] = { func (x[0], data), func (x[1], data) };

  while (high - low > 1e-6 + best * 1e-9)
    {
      guint worse = d[0] < d[1];

      *(worse ? &high : &low) = x[worse];
      x[worse] = x[!worse];
      d[worse] = d[!worse];
      x[!worse] = worse ? high - golden * (high - low) : low + golden * (high - low);
      d[!worse] = func (x[!worse], data);
      best = fmin (best, d[!worse]);
    }

  return best;
}

/* The least of @func at @n + 1 places from 0 to @length, and around the best of them. */
static inline double
oracle_least (OracleFunc func, gconstpointer data, double length, guint n)
{
  double best = INFINITY;
  guint at = 0;

  for (guint i = 0; i <= n; i++)
    {
      double here = func (length * i / n, data);

      if (here <= best)
        {
          best = here;
          at = i;
        }
    }

  return oracle_narrow (func, data, length * (at == 0 ? 0 : at - 1) / n,
                        length * MIN (at + 1, n) / n, best);
}

typedef struct
{
  OracleEdge edge;
  double p[2];
} OracleLook;

static inline double
oracle_look (double along, gconstpointer data)
{
  const OracleLook *look = data;

  return oracle_at (&look->edge, along, look->p);
}

/* @n: how many places to look at first */
static inline double
oracle_point_edge (SuyPoint p, SuyPoint a, SuyPoint b, guint n)
{
  OracleLook look = { oracle_edge (a, b), { p.x / 1e7, p.y / 1e7 } };
  double ends = fmin (oracle_points (p, a), oracle_points (p, b));

  return fmin (ends, oracle_least (oracle_look, &look, look.edge.length, n));
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
