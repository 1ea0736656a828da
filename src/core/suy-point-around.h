/* suy-point-around.h: which points are near the outline of this shape?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner work of suy-point-index-shape.c, in two forms as suy-simd.h says. */

#pragma once

#include "suy-outline.h"
#include "suy-plane.h"
#include "suy-point-index-private.h"

G_BEGIN_DECLS

/* A piece on the plane, as floats: a place, the way to its other end, and the same over the square
 * of its length. */
typedef struct
{
  float x, y, way_x, way_y, per_x, per_y;
  guint32 piece;
  guint32 near; /* leaves, as bits */
} SuySegment;

/* What is near to the boxes of one node: numbers of pieces, and the children that each is near to,
 * as bits.  Straight pieces that a ray to the east may cross are kept apart. */
typedef struct
{
  guint32 *pieces, *rays;
  guint16 *near;
  guint32 n_pieces, n_rays;
} SuyPieceList;

typedef struct
{
  const SuyPointIndex *index;
  const SuyOutline *outline;
  const SuyPiece *pieces;
  double metres;
  /* For squared differences in units, the least that their chord and the most that their way on the
   * ground may be; what is above out is not within, and up to in it is. */
  float near_x, near_y, out, far_x, far_y, in;
  gboolean is_solid;                            /* a polygon */
  SuyPieceList lists[SUY_INDEX_MAX_LEVELS + 1]; /* by level; the last for the root's parent */
  SuySegment *segments;
  SuyItems *items;
} SuyPointAround;

/* What a plane says of distances between places that are all around its centre. */
typedef struct
{
  SuyPlane plane;
  float in, out;
} SuyPointPlane;

void suy_point_around_portable (SuyPointAround *self);
void suy_point_around_avx2 (SuyPointAround *self);

/* Returns: FALSE where no plane is good for all places of @box */
gboolean suy_point_plane_init (SuyPointPlane *self,
                               const SuyPointAround *around,
                               const SuyBox *box);

/* Whether @point is within the radius, exactly: of some of @n @segments that are near to leaf
 * @leaf; or of some of the pieces of the list, or inside. */
gboolean suy_point_around_segments (const SuyPointAround *self,
                                    const SuySegment *segments,
                                    guint32 n,
                                    guint leaf,
                                    SuyPoint point);
gboolean suy_point_around_pieces (const SuyPointAround *self,
                                  const SuyPieceList *list,
                                  SuyPoint point);
gboolean suy_point_around_inside (const SuyPointAround *self,
                                  const SuyPieceList *list,
                                  SuyPoint point);

G_END_DECLS
