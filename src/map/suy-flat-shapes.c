/* suy-flat-shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-flat-shapes.h"

#include <math.h>

#include "suy-mercator.h"

static void
count (SuyFeatureSet *set, guint32 *runs, guint32 *points)
{
  *runs = *points = 0;
  for (guint32 i = 0; i < suy_feature_set_get_n (set); i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);

      if (shape.kind == SUY_SHAPE_NONE)
        continue;
      *runs += shape.n_runs;
      *points += suy_shape_get_n_points (&shape);
    }
}

static void
add_shape (SuyFlatShapes *self, const SuyShape *shape, guint32 *run, guint32 *point)
{
  guint32 at = 0;

  for (guint32 r = 0; shape->kind != SUY_SHAPE_NONE && r < shape->n_runs; r++)
    {
      self->first_point[(*run)++] = *point;
      for (; at < shape->ends[r]; at++, (*point)++)
        suy_mercator_project (shape->points[at], &self->xy[2 * *point], &self->xy[2 * *point + 1]);
    }
}

SuyFlatShapes *
suy_flat_shapes_new (SuyFeatureSet *set)
{
  SuyFlatShapes *self = g_atomic_rc_box_new0 (SuyFlatShapes);
  guint32 runs, points, run = 0, point = 0;

  count (set, &runs, &points);
  self->set = suy_feature_set_ref (set);
  self->n = suy_feature_set_get_n (set);
  self->kind = g_new (SuyShapeKind, self->n);
  self->first_run = g_new (guint32, self->n + 1);
  self->first_point = g_new (guint32, runs + 1);
  self->xy = g_new (double, 2 * (gsize) points);
  for (guint32 i = 0; i < self->n; i++)
    {
      SuyShape shape = suy_feature_set_get_shape (set, i);

      self->kind[i] = shape.kind;
      self->first_run[i] = run;
      add_shape (self, &shape, &run, &point);
    }
  self->first_run[self->n] = run;
  self->first_point[run] = point;

  return self;
}

SuyFlatShapes *
suy_flat_shapes_ref (SuyFlatShapes *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  SuyFlatShapes *self = data;

  suy_feature_set_unref (self->set);
  g_free (self->kind);
  g_free (self->first_run);
  g_free (self->first_point);
  g_free (self->xy);
}

void
suy_flat_shapes_unref (SuyFlatShapes *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

gboolean
suy_flat_shapes_get_spot (const SuyFlatShapes *self, guint32 item, double *x, double *y)
{
  guint32 run = self->first_run[item];

  if (run == self->first_run[item + 1])
    return FALSE;
  *x = self->xy[2 * self->first_point[run]];
  *y = self->xy[2 * self->first_point[run] + 1];

  return TRUE;
}

static double
segment_distance2 (const double *a, const double *b, double x, double y)
{
  double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((x - a[0]) * dx + (y - a[1]) * dy) / length2 : 0;

  t = CLAMP (t, 0, 1);
  dx = x - a[0] - t * dx;
  dy = y - a[1] - t * dy;

  return dx * dx + dy * dy;
}

double
suy_flat_shapes_distance2 (const SuyFlatShapes *self, guint32 item, double x, double y)
{
  double best = INFINITY;

  for (guint32 run = self->first_run[item]; run < self->first_run[item + 1]; run++)
    {
      guint32 first = self->first_point[run], end = self->first_point[run + 1];

      if (end - first == 1)
        best = MIN (best, segment_distance2 (&self->xy[2 * first], &self->xy[2 * first], x, y));
      for (guint32 i = first; i + 1 < end; i++)
        best = MIN (best, segment_distance2 (&self->xy[2 * i], &self->xy[2 * i + 2], x, y));
    }

  return best;
}

gboolean
suy_flat_shapes_contains (const SuyFlatShapes *self, guint32 item, double x, double y)
{
  gboolean inside = FALSE;

  for (guint32 run = self->first_run[item]; run < self->first_run[item + 1]; run++)
    for (guint32 i = self->first_point[run]; i + 1 < self->first_point[run + 1]; i++)
      {
        const double *a = &self->xy[2 * i], *b = a + 2;

        if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
          inside = !inside;
      }

  return inside;
}
