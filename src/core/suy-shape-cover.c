/* suy-shape-cover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-shape-cover.h"

#include <math.h>

#include "suy-bound.h"

#define MAX_BOXES 64u
#define EDGES_A_BOX 16u

/* Covers some MAX_BOXES parts of a line or ring, or of a run of points, with a box each. */
static void
cover_run (const SuyShape *shape, guint32 first, guint32 end, guint32 step, GArray *boxes)
{
  guint32 edge = shape->kind == SUY_SHAPE_POINT ? 0 : 1;

  for (guint32 i = first; i < end - edge; i += step)
    {
      guint32 n = MIN (step + edge, end - i);
      const SuyShape part = { edge == 0 ? SUY_SHAPE_POINT : SUY_SHAPE_LINE, 1, &n,
                              shape->points + i };
      SuyBox box = suy_bound_shape_box (&part);

      g_array_append_val (boxes, box);
    }
}

void
suy_shape_cover_init (SuyShapeCover *self, const SuyShape *shape)
{
  guint32 step = MAX (shape->kind == SUY_SHAPE_POINT ? 1 : EDGES_A_BOX,
                      suy_shape_get_n_points (shape) / MAX_BOXES);
  guint32 first = 0;

  self->boxes = g_array_new (FALSE, FALSE, sizeof (SuyBox));
  self->is_solid = shape->kind == SUY_SHAPE_POLYGON;
  if (self->is_solid)
    {
      /* The whole of it comes first: what it holds is at 0 and near to none of the others. */
      SuyBox box = suy_bound_shape_box (shape);

      g_array_append_val (self->boxes, box);
    }

  for (guint32 run = 0; run < shape->n_runs; first = shape->ends[run], run++)
    cover_run (shape, first, shape->ends[run], step, self->boxes);
}

void
suy_shape_cover_clear (SuyShapeCover *self)
{
  g_clear_pointer (&self->boxes, g_array_unref);
}

/* A polygon holds places that are far from its edges. */
double
suy_shape_cover_key (const SuyShapeCover *self, const SuyBox *box)
{
  guint n = self->is_solid ? 1 : self->boxes->len;
  double least = INFINITY;

  for (guint i = 0; i < n && least > 0; i++)
    least = fmin (least, suy_bound_key (&g_array_index (self->boxes, SuyBox, i), box));

  return least;
}

double
suy_shape_cover_most_key (const SuyShapeCover *self, const SuyBox *box)
{
  double least = INFINITY;

  for (guint i = self->is_solid ? 1 : 0; i < self->boxes->len; i++)
    least = fmin (least, suy_bound_most_key (&g_array_index (self->boxes, SuyBox, i), box));

  return least;
}
