/* suy-shape-cover.h: which boxes cover this shape, so that a long line is not one huge box?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner work of the searches around a shape; other rooms have no use for it. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *boxes;     /* SuyBox; each holds all places of a part of the shape */
  gboolean is_solid; /* a polygon: what its boxes hold may be inside */
} SuyShapeCover;

void suy_shape_cover_init (SuyShapeCover *self, const SuyShape *shape);
void suy_shape_cover_clear (SuyShapeCover *self);

/* Bounds for the distance of anything in @box: suy_bound_key() and suy_bound_most_key() of the box
 * that gives the least. */
double suy_shape_cover_key (const SuyShapeCover *self, const SuyBox *box);
double suy_shape_cover_most_key (const SuyShapeCover *self, const SuyBox *box);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyShapeCover, suy_shape_cover_clear)

G_END_DECLS
