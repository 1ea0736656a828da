/* suy-outline.h: which short pieces make up the edges of this shape?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For searches around a shape that look at a part of it at a time; other rooms have no use for it.
 */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

#define SUY_OUTLINE_PIECE_M 15000.0 /* the most that may be asked for */
#define SUY_OUTLINE_ROUNDING_M 0.02 /* no place of an edge is farther from its piece */

/* What a piece stands for.  Edges of a polygon are geodesics for distances and straight in
 * longitude and latitude for what is inside; short ones are one piece for both. */
typedef enum
{
  SUY_PIECE_GROUND = 1, /* of the geodesic, or a single point */
  SUY_PIECE_STRAIGHT = 2,
} SuyPieceRole;

typedef struct
{
  SuyBox box;      /* holds all places of the part of the edge that the piece stands for */
  SuyPoint a, b;   /* the same for a single point */
  SuyPoint middle; /* no farther than middle_m from some place of a ground piece */
  guint32 corner;  /* where the edge begins in the points of the shape */
  guint32 role;    /* SuyPieceRole bits */
} SuyPiece;

typedef struct
{
  const SuyShape *shape; /* borrowed */
  GArray *pieces;        /* SuyPiece, edge by edge */
  SuyBox box;            /* of all pieces */
  double middle_m;
  double longest_m; /* no piece is longer */
} SuyOutline;

/**
 * suy_outline_init:
 * @piece_m: the longest piece, up to SUY_OUTLINE_PIECE_M
 *
 * Returns: FALSE, with nothing to clear, if the shape is near a pole or has edges around the earth
 */
gboolean suy_outline_init (SuyOutline *self, const SuyShape *shape, double piece_m);
void suy_outline_clear (SuyOutline *self);

static inline const SuyPiece *
suy_outline_pieces (const SuyOutline *self)
{
  return (const SuyPiece *) (const void *) self->pieces->data;
}

G_END_DECLS
