/* suy-flat-shapes.h: the shapes of one layer as flat arrays on the map's plane
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mercator, 0..1, x before y.  Never changes once made: threads share it. */

#pragma once

#include "suy-feature-set.h"

G_BEGIN_DECLS

typedef struct
{
  SuyFeatureSet *set;
  guint32 n;
  SuyShapeKind *kind;   /* of each item */
  guint32 *first_run;   /* n + 1: the runs of item i are first_run[i] to first_run[i + 1] - 1 */
  guint32 *first_point; /* of each run, and one more */
  double *xy;           /* two for each point */
} SuyFlatShapes;

/* O(points).  @set is kept. */
SuyFlatShapes *suy_flat_shapes_new (SuyFeatureSet *set);
SuyFlatShapes *suy_flat_shapes_ref (SuyFlatShapes *self);
void suy_flat_shapes_unref (SuyFlatShapes *self);

/* The first point of @item; FALSE if it has none. */
gboolean suy_flat_shapes_get_spot (const SuyFlatShapes *self, guint32 item, double *x, double *y);

/* Squared distance from @x, @y to the nearest place of a line or ring, in units of the map; of a
 * point to itself. */
double suy_flat_shapes_distance2 (const SuyFlatShapes *self, guint32 item, double x, double y);

/* Even-odd over all rings. */
gboolean suy_flat_shapes_contains (const SuyFlatShapes *self, guint32 item, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFlatShapes, suy_flat_shapes_unref)

G_END_DECLS
