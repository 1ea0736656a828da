/* suy-point-stamper.h: how do a hundred thousand points get into one picture?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each look is drawn once and copied to its spots, the gravest last; of points within the same 2 by
 * 2 pixels only the gravest is drawn. */

#pragma once

#include "suy-flat-shapes.h"
#include "suy-item-style.h"
#include "suy-map-frame.h"

G_BEGIN_DECLS

typedef struct _SuyPointStamps SuyPointStamps; /* threads share it */

/* Draws every look that @styles has.  Main thread. */
SuyPointStamps *suy_point_stamps_new (const SuyItemStyle *styles,
                                      guint32 n,
                                      double size,
                                      int scale,
                                      SuyTheme theme);
SuyPointStamps *suy_point_stamps_ref (SuyPointStamps *self);
void suy_point_stamps_unref (SuyPointStamps *self);

typedef struct
{
  SuyFlatShapes *shapes;
  const SuyItemStyle *styles;
  const guint8 *mask; /* (nullable): 0 hides an item */
  SuyPointStamps *stamps;
} SuyPointStampJob;

/* Draws on @cr, whose target is an image of @scale times @frame's pixels.  Any thread.
 * Returns: how many were drawn */
guint32 suy_point_stamper_paint (const SuyPointStampJob *job,
                                 const SuyMapFrame *frame,
                                 cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPointStamps, suy_point_stamps_unref)

G_END_DECLS
