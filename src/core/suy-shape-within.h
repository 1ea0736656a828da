/* suy-shape-within.h: which shapes are near this point, where a flat frame can tell?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inner work of suy-shape-search.c, in two forms as suy-simd.h says. */

#pragma once

#include "suy-frame.h"
#include "suy-plane.h"
#include "suy-shape-index.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyShapeIndex *index;
  SuyFrame frame;
  SuyPlane plane;
  SuyPoint centre;
  double metres;
  double edge_m; /* longer edges are measured exactly */
  SuyItems *items;
} SuyShapeWithin;

void suy_shape_within_plain (SuyShapeWithin *self);
void suy_shape_within_avx2 (SuyShapeWithin *self);

/* Whether the shape at @position, or its edge (or point) that begins with corner @at, is within the
 * radius: exactly. */
gboolean suy_shape_within_holds (const SuyShapeWithin *self, guint32 position);
gboolean suy_shape_within_edge (const SuyShapeWithin *self, const SuyPoint *at, gboolean is_point);

/* As suy_shape_index_within().  Returns: FALSE, and nothing done, where no frame fits */
gboolean suy_shape_index_within_frame (const SuyShapeIndex *self,
                                       SuyPoint centre,
                                       double metres,
                                       SuyItems *items);

G_END_DECLS
