/* suy-geodesic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-geodesic.h"

#include <math.h>

#include "suy-chords.h"
#include "suy-edge.h"
#include "suy-ring.h"

double
suy_geodesic_distance_degrees (double lon1, double lat1, double lon2, double lat2)
{
  double metres;

  geod_inverse (suy_edge_earth (), lat1, lon1, lat2, lon2, &metres, NULL, NULL);

  return metres;
}

double
suy_geodesic_distance (SuyPoint a, SuyPoint b)
{
  if (suy_edge_same_place (a, b))
    return 0;

  return suy_geodesic_distance_degrees (suy_degrees (a.x), suy_degrees (a.y), suy_degrees (b.x),
                                        suy_degrees (b.y));
}

void
suy_geodesic_direct (SuyPoint from, double azimuth, double metres, double *lon, double *lat)
{
  g_return_if_fail (lon != NULL && lat != NULL);

  geod_direct (suy_edge_earth (), suy_degrees (from.y), suy_degrees (from.x), azimuth, metres, lat,
               lon, NULL);
}

static guint32
first_of_run (const SuyShape *shape, guint32 run)
{
  return run == 0 ? 0 : shape->ends[run - 1];
}

/* Whether the rings hold @point just as it is written. */
static gboolean
rings_hold (const SuyShape *polygon, SuyPoint point)
{
  gboolean inside = FALSE;

  for (guint32 run = 0; run < polygon->n_runs; run++)
    {
      guint32 first = first_of_run (polygon, run);
      SuyRingPlace place =
          suy_ring_place (polygon->points + first, polygon->ends[run] - first, point);

      if (place == SUY_RING_BOUNDARY)
        return TRUE;
      if (place == SUY_RING_INSIDE)
        inside = !inside;
    }

  return inside;
}

static gboolean
reaches_latitude (const SuyShape *shape, gint32 y)
{
  guint32 n = suy_shape_get_n_points (shape);

  for (guint32 i = 0; i < n; i++)
    if (shape->points[i].y == y)
      return TRUE;

  return FALSE;
}

/* All longitudes of a pole are one place, so any corner there holds it; and 180 is -180. */
gboolean
suy_shape_contains (const SuyShape *polygon, SuyPoint point)
{
  if (polygon->kind != SUY_SHAPE_POLYGON)
    return FALSE;
  if (ABS (point.y) == 90 * SUY_DEGREE)
    return reaches_latitude (polygon, point.y);

  return rings_hold (polygon, point) || (ABS (point.x) == 180 * SUY_DEGREE &&
                                         rings_hold (polygon, (SuyPoint){ -point.x, point.y }));
}

double
suy_shape_length (const SuyShape *shape)
{
  double sum = 0;

  if (shape->kind != SUY_SHAPE_LINE && shape->kind != SUY_SHAPE_POLYGON)
    return 0;

  for (guint32 run = 0; run < shape->n_runs; run++)
    for (guint32 i = first_of_run (shape, run) + 1; i < shape->ends[run]; i++)
      sum += suy_geodesic_distance (shape->points[i - 1], shape->points[i]);

  return sum;
}

/* Outer rings count positive and holes negative because of the way they turn. */
double
suy_shape_area (const SuyShape *shape)
{
  double sum = 0;

  if (shape->kind != SUY_SHAPE_POLYGON)
    return 0;

  for (guint32 run = 0; run < shape->n_runs; run++)
    {
      struct geod_polygon ring;
      double area;

      geod_polygon_init (&ring, FALSE);
      for (guint32 i = first_of_run (shape, run); i + 1 < shape->ends[run]; i++)
        geod_polygon_addpoint (suy_edge_earth (), &ring, suy_degrees (shape->points[i].y),
                               suy_degrees (shape->points[i].x));
      geod_polygon_compute (suy_edge_earth (), &ring, FALSE, TRUE, &area, NULL);
      sum += area;
    }

  return sum;
}

static SuyPoint
place_on_edge (SuyPoint a, SuyPoint b, double along)
{
  struct geod_geodesicline line;
  double lon, lat;
  SuyPoint out = a;

  geod_inverseline (&line, suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x),
                    suy_degrees (b.y), suy_degrees (b.x), 0);
  geod_position (&line, along, &lat, &lon, NULL);
  if (!suy_point_from_degrees (lon, lat, &out))
    g_assert_not_reached ();

  return out;
}

double
suy_shape_locate (const SuyShape *line, SuyPoint point, double *fraction, SuyPoint *nearest)
{
  double best = INFINITY, best_at = 0, best_along = 0, sum = 0;
  guint32 best_edge = 1;

  g_return_val_if_fail (line->kind == SUY_SHAPE_LINE && line->n_runs == 1, INFINITY);

  for (guint32 i = 1; i < line->ends[0]; i++)
    {
      SuyPoint a = line->points[i - 1], b = line->points[i];
      double along;
      double distance = suy_edge_point_distance (a, b, point, &along);

      if (distance < best)
        {
          best = distance;
          best_at = sum + along;
          best_along = along;
          best_edge = i;
        }
      sum += suy_geodesic_distance (a, b);
    }

  *fraction = sum > 0 ? CLAMP (best_at / sum, 0, 1) : 0;
  if (nearest != NULL)
    *nearest = place_on_edge (line->points[best_edge - 1], line->points[best_edge], best_along);

  return best;
}

/* Finds the edge that holds the place @metres along @line.  Returns: its end; @along is within it
 */
static guint32
edge_at (const SuyShape *line, double metres, double *along)
{
  double sum = 0, length = 0;
  guint32 i;

  for (i = 1; i < line->ends[0]; i++)
    {
      length = suy_geodesic_distance (line->points[i - 1], line->points[i]);
      if (sum + length >= metres || i + 1 == line->ends[0])
        break;
      sum += length;
    }

  *along = CLAMP (metres - sum, 0, length);

  return i;
}

SuyPoint
suy_shape_interpolate (const SuyShape *line, double fraction)
{
  double along;
  guint32 edge;

  g_return_val_if_fail (line->kind == SUY_SHAPE_LINE && line->n_runs == 1, ((SuyPoint){ 0, 0 }));

  if (fraction <= 0)
    return line->points[0];
  if (fraction >= 1)
    return line->points[line->ends[0] - 1];

  edge = edge_at (line, fraction * suy_shape_length (line), &along);

  return place_on_edge (line->points[edge - 1], line->points[edge], along);
}

SuyGeometry *
suy_shape_cut (const SuyShape *line, double from, double to)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  SuyPoint first, last;
  guint32 start = 1, end, n;
  double length, along;
  SuyGeometry *cut;

  g_return_val_if_fail (line->kind == SUY_SHAPE_LINE && line->n_runs == 1, NULL);
  g_return_val_if_fail (from < to, NULL);

  length = suy_shape_length (line);
  first = suy_shape_interpolate (line, from);
  last = suy_shape_interpolate (line, to);
  start = edge_at (line, MAX (from, 0) * length, &along);
  end = edge_at (line, MIN (to, 1) * length, &along);

  g_array_append_val (points, first);
  if (end > start)
    g_array_append_vals (points, line->points + start, end - start);
  g_array_append_val (points, last);

  n = points->len;
  cut = suy_geometry_new (
      &(SuyShape){ SUY_SHAPE_LINE, 1, &n, (const SuyPoint *) (const void *) points->data }, NULL);

  return cut != NULL ? cut : suy_geometry_new_point (first);
}

double
suy_shape_distance (const SuyShape *a, const SuyShape *b)
{
  g_autoptr (SuyChords) l = suy_chords_new ();
  g_autoptr (SuyChords) r = suy_chords_new ();

  suy_chords_set (l, a);
  suy_chords_set (r, b);

  return suy_chords_distance (l, r, INFINITY);
}
