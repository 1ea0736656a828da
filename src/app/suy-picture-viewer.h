/* suy-picture-viewer.h: the evidence of a case, large, one file after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys: Left and Right, + and -, 0 (as large as the window), Ctrl+S, Escape.  Signal "removed": a
 * file was taken away from its case. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_PICTURE_VIEWER (suy_picture_viewer_get_type ())
G_DECLARE_FINAL_TYPE (SuyPictureViewer, suy_picture_viewer, SUY, PICTURE_VIEWER, GtkWindow)

/**
 * suy_picture_viewer_new:
 * @reg: the register of the record @id, whose attachments are shown
 * @at: the first to show, by its place in suy_workspace_get_attachments()
 */
GtkWidget *suy_picture_viewer_new (SuyWorkspace *workspace,
                                   const SuyRegister *reg,
                                   gint64 id,
                                   guint at);

/* By @step files, back where it is negative; stays at the ends. */
void suy_picture_viewer_go (SuyPictureViewer *self, int step);
void suy_picture_viewer_zoom (SuyPictureViewer *self, double factor); /* 0: as the window is */
guint suy_picture_viewer_get_place (SuyPictureViewer *self);
const char *suy_picture_viewer_get_words (SuyPictureViewer *self); /* the line below */
gboolean suy_picture_viewer_is_drawn (SuyPictureViewer *self);

/* Takes the file away from its case.  Returns: FALSE when it stays; why is told in the line below
 */
gboolean suy_picture_viewer_remove (SuyPictureViewer *self, const char *reason);

G_END_DECLS
