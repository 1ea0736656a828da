/* bench-circle.h: is this place within D of the centre, as all peers decide it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Peers find candidates by boxes; what is near is decided here for all of them, as fast as can be
 * without looking at the machine: mid-latitude radii of the ellipsoid, expanded to second order
 * about the centre, and the geodesic only where they leave a doubt.  Largest error found: 0.3 mm at
 * 5 km and 18 mm at 20 km; the band is wider, and differing answers would fail the bench.  For
 * latitudes under 60 degrees and no antimeridian.  Degrees and metres. */

#pragma once

#include <math.h>

#include "bench-column.h"
#include "suy-geodesic.h"

G_BEGIN_DECLS

#define BENCH_RADIAN (G_PI / 180)
#define BENCH_AXIS 6378137.0
#define BENCH_FLATTENING (1 / 298.257223563)

typedef struct
{
  double lon, lat, metres;
  double sure, doubtful;    /* squares: surely within, surely not beyond */
  double east[3], north[3]; /* metres of a degree by half the step north, in degrees */
  double min_x, min_y, max_x, max_y;
} BenchCircle;

static inline void
bench_circle_init (BenchCircle *self, double lon, double lat, double metres)
{
  const double e2 = BENCH_FLATTENING * (2 - BENCH_FLATTENING);
  const double sine = sin (lat * BENCH_RADIAN), cosine = cos (lat * BENCH_RADIAN);
  const double w = 1 - e2 * sine * sine;
  const double across = BENCH_AXIS / sqrt (w), along = across * (1 - e2) / w;
  const double bend = 3 * along * e2 * sine * cosine / w; /* of along, by latitude */
  const double part = metres / 20000, band = 0.02 + 0.08 * part * part * part;
  double edge;

  self->lon = lon;
  self->lat = lat;
  self->metres = metres;
  self->sure = metres > band ? (metres - band) * (metres - band) : -1;
  self->doubtful = (metres + band) * (metres + band);

  self->east[0] = across * cosine * BENCH_RADIAN;
  self->east[1] = -along * sine * BENCH_RADIAN * BENCH_RADIAN;
  self->east[2] = -(bend * sine + along * cosine) / 2 * BENCH_RADIAN * BENCH_RADIAN * BENCH_RADIAN;
  self->north[0] = along * BENCH_RADIAN;
  self->north[1] = bend * BENCH_RADIAN * BENCH_RADIAN;
  self->north[2] = 1.5 * along * e2 * (cosine * cosine - sine * sine) * BENCH_RADIAN *
                   BENCH_RADIAN * BENCH_RADIAN;

  edge = metres / self->north[0] * 1.0005 + 1e-9;
  self->min_y = lat - edge;
  self->max_y = lat + edge;
  edge *= BENCH_RADIAN;
  edge =
      metres / (across * (cosine - fabs (sine) * edge - edge * edge / 2) * BENCH_RADIAN) * 1.0005 +
      1e-9;
  self->min_x = lon - edge;
  self->max_x = lon + edge;
}

/* East and north of the centre, in metres. */
static inline void
bench_circle_offset (const BenchCircle *self, double lon, double lat, double *x, double *y)
{
  const double step = lat - self->lat, half = step / 2;

  *x = (lon - self->lon) * (self->east[0] + half * (self->east[1] + half * self->east[2]));
  *y = step * (self->north[0] + half * (self->north[1] + half * self->north[2]));
}

static inline gboolean
bench_circle_holds (const BenchCircle *self, double lon, double lat)
{
  double x, y, square;

  bench_circle_offset (self, lon, lat, &x, &y);
  square = x * x + y * y;
  if (square <= self->sure || square > self->doubtful)
    return square <= self->sure;

  return suy_geodesic_distance_degrees (self->lon, self->lat, lon, lat) <= self->metres;
}

/* Square of the distance from the origin to the straight edge between a and b. */
static inline double
bench_edge_square (double ax, double ay, double bx, double by)
{
  const double ex = bx - ax, ey = by - ay, length = ex * ex + ey * ey;
  double part = length > 0 ? -(ax * ex + ay * ey) / length : 0;

  part = part < 0 ? 0 : part > 1 ? 1 : part;
  ax += part * ex;
  ay += part * ey;

  return ax * ax + ay * ay;
}

/* As bench_circle_holds() for a line or ring of @n corners in degrees; straight edges err by less
 * than the wider band. */
static inline gboolean
bench_circle_touches (const BenchCircle *self,
                      const double *corners,
                      guint32 n,
                      const SuyShape *shape)
{
  const double part = self->metres / 20000, band = 0.05 + 0.20 * part * part * part;
  double best = INFINITY, ax = 0, ay = 0;
  gboolean inside = FALSE;

  for (guint32 i = 0; i < n; i++)
    {
      double x, y, square;

      bench_circle_offset (self, corners[2 * i], corners[2 * i + 1], &x, &y);
      if (i > 0)
        {
          square = bench_edge_square (ax, ay, x, y);
          best = square < best ? square : best;
          if ((y > 0) != (ay > 0) && 0 < (ax - x) * -y / (ay - y) + x)
            inside = !inside;
        }
      ax = x;
      ay = y;
    }
  if (shape->kind == SUY_SHAPE_POLYGON && inside)
    return TRUE;
  if (best > (self->metres + band) * (self->metres + band))
    return FALSE;
  if (best < (self->metres - band) * (self->metres - band))
    return TRUE;

  {
    const guint32 end = 1;
    const SuyPoint centre = { (gint32) lround (self->lon * SUY_DEGREE),
                              (gint32) lround (self->lat * SUY_DEGREE) };
    const SuyShape point = { SUY_SHAPE_POINT, 1, &end, &centre };

    return suy_shape_distance (&point, shape) <= self->metres;
  }
}

G_END_DECLS
