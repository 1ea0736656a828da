/* suy-shape-painter.h: what do the lines and areas of this layer look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-flat-shapes.h"
#include "suy-item-style.h"
#include "suy-map-frame.h"

G_BEGIN_DECLS

typedef struct
{
  SuyLayerKind kind;
  SuyTheme theme;
  SuyFlatShapes *shapes;
  const SuyItemStyle *styles; /* (array length=shapes->n) */
  const guint8 *mask;         /* (nullable): 0 hides an item */
  const guint8 *dim;          /* (nullable): not 0 fades an item */
} SuyShapeJob;

/* Draws on @cr in pixels of @frame, which is north up.  Any thread. */
void suy_shape_painter_paint (const SuyShapeJob *job, const SuyMapFrame *frame, cairo_t *cr);

/* Adds an item's path in pixels of @frame, points nearer than a pixel to the last left out. */
void suy_shape_painter_add_path (const SuyFlatShapes *shapes,
                                 guint32 item,
                                 const SuyMapFrame *frame,
                                 cairo_t *cr);

G_END_DECLS
