/* suy-around.h: what is near the outline of this shape?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One walk through the nodes of an index with the pieces of the outline that are near to each, so
 * that nothing meets an edge that is far from its leaf.  The inner work of suy-point-index-shape.c
 * and suy-shape-search.c, in two forms as suy-simd.h says. */

#pragma once

#include "suy-outline.h"
#include "suy-plane.h"
#include "suy-point-index-private.h"
#include "suy-shape-index-private.h"

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

typedef struct _SuyAround SuyAround;

/* Whether the shape at @position is within, exactly. */
typedef gboolean (*SuyAroundFunc) (const SuyAround *self, guint32 position);

struct _SuyAround
{
  /* One of both, and what they share: leaves of some positions each. */
  const SuyPointIndex *index;
  const SuyShapeIndex *shapes;
  const SuyIndexLevels *levels;
  const guint32 *item_of;
  guint32 n, leaf;
  SuyAroundFunc holds; /* for shapes */
  gpointer data;
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
};

/* What a plane says of distances between places that are all around its centre. */
typedef struct
{
  SuyPlane plane;
  float in, out;
} SuyAroundPlane;

/* Adds to the items, which with the index are set, what is within @metres of @shape.
 * Returns: FALSE, and nothing done, near a pole or the antimeridian or for a large radius */
gboolean suy_around_search (SuyAround *self, const SuyShape *shape, double metres);

void suy_around_portable (SuyAround *self);
void suy_around_avx2 (SuyAround *self);

/* Returns: FALSE where no plane is good for all places of @box */
gboolean suy_around_plane_init (SuyAroundPlane *self, const SuyAround *around, const SuyBox *box);

/* Whether @point is within the radius, exactly: of some of @n @segments that are near to leaf
 * @leaf; or of some of the pieces of the list, or inside. */
gboolean suy_around_settles (const SuyAround *self,
                             const SuySegment *segments,
                             guint32 n,
                             guint leaf,
                             SuyPoint point);
gboolean suy_around_pieces (const SuyAround *self, const SuyPieceList *list, SuyPoint point);
gboolean suy_around_inside (const SuyAround *self, const SuyPieceList *list, SuyPoint point);

G_END_DECLS
