/* suy-plane.h: how far is an edge from this centre, as far as float32 can tell?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The companion of suy-frame.h for edges.  It puts corners on the plane that touches the ellipsoid
 * at the centre, seen from straight above, where geodesics are all but straight:
 *
 *   dx, dy = the corner minus the centre, in grid units, as in suy-frame.h
 *   b2     = dx dx
 *   p      = p[0] + dy (p[1] + dy p[2])
 *   x      = dx (1 - sixth b2) p
 *   y      = dy (n[0] + dy (n[1] + dy n[2])) + b2 (half - part b2) p
 *
 * in metres.  Let d2 be the square of the distance from (0, 0) to the straight segment between two
 * corners that are both within most_dx and most_dy of the centre and at most edge_m apart.  Then
 * d2 <= surely_in says that the geodesic edge comes within the radius, and d2 > surely_out that it
 * does not.  An edge that is not longer than edge_m but has a corner beyond most_dx or most_dy is
 * not within either. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 x, y;
  gint32 most_dx, most_dy;
  float p[3], sixth, n[3], half, part;
  float surely_in, surely_out;
  double error_m; /* of a corner's place on the plane */
} SuyPlane;

/**
 * suy_plane_init:
 * @metres: the radius
 * @edge_m: no edge that is asked for is longer on the ground
 *
 * Good where suy_frame_init() is for a radius of metres + edge_m, and up to 500 km.
 *
 * Returns: FALSE where it is no good
 */
gboolean suy_plane_init (SuyPlane *self, SuyPoint centre, double metres, double edge_m);

/* A corner, one by one. */
static inline void
suy_plane_place (const SuyPlane *self, SuyPoint corner, float *x, float *y)
{
  float dx = (float) (gint32) ((guint32) corner.x - (guint32) self->x);
  float dy = (float) (gint32) ((guint32) corner.y - (guint32) self->y);
  float b2 = dx * dx;
  float p = self->p[0] + dy * (self->p[1] + dy * self->p[2]);

  *x = dx * (1 - self->sixth * b2) * p;
  *y = dy * (self->n[0] + dy * (self->n[1] + dy * self->n[2])) +
       b2 * (self->half - self->part * b2) * p;
}

G_END_DECLS
