/* suy-view-raster.h: a picture of the view and its surroundings that is reused while the map moves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawn in a thread for the view and a margin, north up; moved, stretched and turned with the map
 * until a newer one is there.  Only the first is drawn at once, so that no frame stands empty. */

#pragma once

#include "suy-map-frame.h"

G_BEGIN_DECLS

typedef struct _SuyViewRaster SuyViewRaster;

/* Draws on @cr (pixels of @frame).  Any thread; @job never changes. */
typedef void (*SuyViewRasterDraw) (gpointer job, const SuyMapFrame *frame, int scale, cairo_t *cr);

/* Takes a snapshot of what is to be drawn.  Returns: (transfer full) */
typedef gpointer (*SuyViewRasterMakeJob) (gpointer owner);

/* @changed: called with @owner when a newer picture is there. */
SuyViewRaster *suy_view_raster_new (SuyViewRasterDraw draw,
                                    SuyViewRasterMakeJob make_job,
                                    GDestroyNotify free_job,
                                    GFunc changed,
                                    gpointer owner);

/* A picture still being drawn is dropped when it comes; @owner is not called any more. */
void suy_view_raster_free (SuyViewRaster *self);

/* What is to be drawn has changed; the old picture stays until the new one is there. */
void suy_view_raster_invalidate (SuyViewRaster *self);

/* Forgets the picture too. */
void suy_view_raster_clear (SuyViewRaster *self);

/* Adds the picture to @snapshot as @frame wants it, and starts a new one where needed.
 * @at_once: the very first one need not wait for a thread. */
void suy_view_raster_snapshot (SuyViewRaster *self,
                               GtkWidget *widget,
                               GtkSnapshot *snapshot,
                               const SuyMapFrame *frame,
                               int scale,
                               gboolean at_once);

/* A thread is drawing, or the picture shown is not what it should be. */
gboolean suy_view_raster_is_busy (SuyViewRaster *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyViewRaster, suy_view_raster_free)

G_END_DECLS
