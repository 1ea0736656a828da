/* suy-tile-shapes.h: which lines, polygons and groups of points of a layer lie in this tile?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of a tile layer: shapes on the map, in the order of the Z curve by their middles, with a
 * tree of boxes over them and for every corner the zoom from which on it shows. */

#pragma once

#include "suy-feature-set.h"
#include "suy-tile-tree.h"

G_BEGIN_DECLS

/* One shape, borrowed.  Rings are without their repeated end and have a positive area if outer, a
 * negative one if holes. */
typedef struct
{
  SuyShapeKind kind;
  guint32 n_runs;
  guint32 n_spots;
  const guint32 *ends;   /* one past the last spot of each run, counted from spots[0] */
  const guint8 *is_hole; /* of each run */
  const SuySpot *spots;
  const guint8 *zooms; /* as suy_tile_simplify() */
  SuyWorldBox box;
} SuyTileShape;

/* What a tile asks of every shape stands together, so that it waits for memory once. */
typedef struct
{
  SuyWorldBox box;
  gint64 id;
  guint32 first_run, first_spot;
  guint32 order; /* place in line when some must go */
  guint32 kind;
} SuyTileHead;

/* Never changes once it is made. */
typedef struct
{
  guint32 n;
  GArray *heads;   /* of SuyTileHead, one more than shapes */
  GArray *items;   /* of guint32: of the set */
  GArray *ends;    /* of guint32, of each run: as in SuyTileShape */
  GArray *is_hole; /* of guint8, of each run */
  GArray *spots;
  GArray *zooms; /* of guint8, of each spot */
  SuyTileTree tree;
} SuyTileShapes;

/* Takes all of @set that is no single point.  What is nearer to a pole than the map goes is cut
 * off. */
SuyTileShapes *suy_tile_shapes_new (SuyFeatureSet *set, const guint8 *ranks);
void suy_tile_shapes_free (SuyTileShapes *self);

/* One more than shapes: the last says where the others end. */
static inline const SuyTileHead *
suy_tile_shapes_heads (const SuyTileShapes *self)
{
  return (const SuyTileHead *) (gconstpointer) self->heads->data;
}

static inline SuyTileShape
suy_tile_shapes_get (const SuyTileShapes *self, guint32 at)
{
  const SuyTileHead *head = suy_tile_shapes_heads (self) + at;

  return (SuyTileShape){
    (SuyShapeKind) head->kind,
    head[1].first_run - head->first_run,
    head[1].first_spot - head->first_spot,
    (const guint32 *) (gconstpointer) self->ends->data + head->first_run,
    (const guint8 *) self->is_hole->data + head->first_run,
    (const SuySpot *) (gconstpointer) self->spots->data + head->first_spot,
    (const guint8 *) self->zooms->data + head->first_spot,
    head->box,
  };
}

/* Where run @run ends; a shape's last run, most often its only one, asks no further memory. */
static inline guint32
suy_tile_shape_end (const SuyTileShape *self, guint32 run)
{
  return run + 1 == self->n_runs ? self->n_spots : self->ends[run];
}

/* Appends those whose boxes touch @box. */
void suy_tile_shapes_find (SuyTileShapes *self, const SuyWorldBox *box, SuySpans *spans);

G_END_DECLS
