/* suy-view-selection.h: which one object do all views look at?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Main thread.  Properties "layer" (string, name of a register, NULL for nothing) and "id" (int64,
 * 0 for nothing).  Signal "changed" after both are set. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SUY_TYPE_VIEW_SELECTION (suy_view_selection_get_type ())
G_DECLARE_FINAL_TYPE (SuyViewSelection, suy_view_selection, SUY, VIEW_SELECTION, GObject)

SuyViewSelection *suy_view_selection_new (void);

/* Selects, and remembers what was selected before.  @layer NULL or @id 0: nothing. */
void suy_view_selection_set (SuyViewSelection *self, const char *layer, gint64 id);

const char *suy_view_selection_get_layer (SuyViewSelection *self); /* (nullable) */
gint64 suy_view_selection_get_id (SuyViewSelection *self);

/* Through what was selected before, as a browser does.  FALSE where there is nothing further. */
gboolean suy_view_selection_back (SuyViewSelection *self);
gboolean suy_view_selection_forward (SuyViewSelection *self);

/* Drops the past too: another workspace was opened. */
void suy_view_selection_reset (SuyViewSelection *self);

G_END_DECLS
