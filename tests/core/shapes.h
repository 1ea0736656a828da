/* shapes.h: what random shapes do tests search?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <math.h>

#include "suy-shape-index.h"

G_BEGIN_DECLS

/* Where shapes and queries lie: a middle, and how far they stray, in degrees. */
typedef struct
{
  const char *name;
  double lon, lat, reach_lon, reach_lat;
  double size; /* of the shapes, as a power of ten of the reach at most */
} ShapesRegion;

#define SHAPES_N_REGIONS 11
extern const ShapesRegion shapes_regions[SHAPES_N_REGIONS];

/* Shapes as columns that can grow. */
typedef struct
{
  guint32 n;
  GArray *kinds, *first_runs, *first_points, *ends, *points;
} Shapes;

Shapes *shapes_new (void);
void shapes_free (Shapes *self);
void shapes_add (Shapes *self, const SuyShape *shape);
SuyShapeTable shapes_table (const Shapes *self);
SuyShape shapes_get (const Shapes *self, guint32 item);

/* @kinds: bits of the kinds to mix.  Some come twice. */
Shapes *shapes_new_random (const ShapesRegion *region, guint32 n, guint kinds);
SuyPoint shapes_random_point (const ShapesRegion *region);

/* A shape of its own, or, at times, one that touches a corner of one of @self. */
SuyGeometry *shapes_random_query (const Shapes *self,
                                  const ShapesRegion *region,
                                  SuyShapeKind kind);

/* SUY_CASES if it is set, else @n. */
guint shapes_n_cases (guint n);

G_END_DECLS
