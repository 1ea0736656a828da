/* suy-shape-within.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-shape-within.h"

#include "suy-edge.h"
#include "suy-geodesic.h"
#include "suy-shape-index-private.h"
#include "suy-shape-within-simd.h"

/* Edges longer than half of the radius are few, but for the least radii, where more room costs
 * nothing: at 8 km the plane is still good to 3 cm. */
#define LEAST_EDGE_M 8000.0
#define MOST_EDGE_M 20000.0

void
suy_shape_within_plain (SuyShapeWithin *self)
{
  suy_shape_within_run (self);
}

gboolean
suy_shape_within_holds (const SuyShapeWithin *self, guint32 position)
{
  const SuyShape shape = suy_shape_index_shape (self->index, position);

  return suy_shape_contains (&shape, self->centre);
}

gboolean
suy_shape_within_edge (const SuyShapeWithin *self, const SuyPoint *at, gboolean is_point)
{
  double metres = is_point ? suy_geodesic_distance (self->centre, at[0])
                           : suy_edge_point_distance (at[0], at[1], self->centre, NULL);

  return metres <= self->metres;
}

gboolean
suy_shape_index_within_frame (const SuyShapeIndex *self,
                              SuyPoint centre,
                              double metres,
                              SuyItems *items)
{
  SuyShapeWithin within = { .index = self, .centre = centre, .metres = metres, .items = items };

  within.edge_m = CLAMP (metres / 2, LEAST_EDGE_M, MOST_EDGE_M);
  if (!suy_frame_init (&within.frame, centre, metres) ||
      !suy_plane_init (&within.plane, centre, metres, within.edge_m))
    return FALSE;

  items->n = 0;
  if (self->levels.n_levels == 0)
    return TRUE;

  if (suy_index_has_avx2 ())
    suy_shape_within_avx2 (&within);
  else
    suy_shape_within_plain (&within);

  return TRUE;
}
