/* suy-tile-shapes.h: which lines, polygons and groups of points of a layer lie in this tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of a tile layer: shapes on the map, in the order of the Z curve by their middles, with a
 * tree of boxes over them and for every corner the zoom from which on it shows. */

#pragma once

#include "suy-feature-set.h"
#include "suy-items.h"
#include "suy-tile-world.h"

G_BEGIN_DECLS

/* One shape, borrowed.  Rings are without their repeated end and have a positive area if outer, a
 * negative one if holes. */
typedef struct
{
  SuyShapeKind kind;
  guint32 n_runs;
  const guint32 *ends;   /* one past the last spot of each run, counted from spots[0] */
  const guint8 *is_hole; /* of each run */
  const SuySpot *spots;
  const guint8 *zooms; /* as suy_tile_simplify() */
  SuyWorldBox box;
} SuyTileShape;

/* Shapes behind each other. */
typedef struct
{
  GArray *kinds;      /* of guint8 */
  GArray *first_runs; /* of guint32, one more than shapes */
  GArray *ends;       /* of guint32: where in spots each run ends */
  GArray *is_hole;    /* of guint8, of each run */
  GArray *spots;
  GArray *zooms; /* of guint8, of each spot */
  GArray *boxes; /* of SuyWorldBox */
  GArray *items; /* of guint32 */
} SuyTilePile;

#define SUY_TILE_SHAPES_MAX_LEVELS 8

/* Never changes.  The pointers are into the pile. */
typedef struct
{
  SuyTilePile pile;
  guint32 n;
  const guint8 *kinds;
  const guint32 *first_runs; /* one more than shapes */
  const guint8 *is_hole;     /* of each run */
  const SuySpot *spots;
  const guint8 *zooms;
  const SuyWorldBox *boxes;
  const guint32 *items; /* of the set */
  guint32 *first_spots; /* one more than shapes */
  guint32 *ends;        /* of each run, counted from the shape's first spot */
  gint64 *ids;
  guint32 *order;                                 /* place in line when some must go */
  SuyWorldBox *level[SUY_TILE_SHAPES_MAX_LEVELS]; /* over 16 of those below; [0] over the shapes */
  guint32 n_level[SUY_TILE_SHAPES_MAX_LEVELS];
  guint n_levels;
} SuyTileShapes;

/* Takes all of @set that is no single point.  What is nearer to a pole than the map goes is cut
 * off. */
SuyTileShapes *suy_tile_shapes_new (SuyFeatureSet *set, const guint8 *ranks);
void suy_tile_shapes_free (SuyTileShapes *self);

static inline SuyTileShape
suy_tile_shapes_get (const SuyTileShapes *self, guint32 at)
{
  guint32 run = self->first_runs[at];
  guint32 spot = self->first_spots[at];

  return (SuyTileShape){ (SuyShapeKind) self->kinds[at],
                         self->first_runs[at + 1] - run,
                         self->ends + run,
                         self->is_hole + run,
                         self->spots + spot,
                         self->zooms + spot,
                         self->boxes[at] };
}

/* Appends those whose boxes touch @box. */
void suy_tile_shapes_find (SuyTileShapes *self, const SuyWorldBox *box, SuySpans *spans);

G_END_DECLS
