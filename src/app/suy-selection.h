/* suy-selection.h: which one object do all views look at?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Main thread.  Properties "layer" (string, name of a register, NULL for nothing) and "id" (int64,
 * 0 for nothing).  Signal "changed" after both are set. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SUY_TYPE_SELECTION (suy_selection_get_type ())
G_DECLARE_FINAL_TYPE (SuySelection, suy_selection, SUY, SELECTION, GObject)

SuySelection *suy_selection_new (void);

/* Selects, and remembers what was selected before.  @layer NULL or @id 0: nothing. */
void suy_selection_set (SuySelection *self, const char *layer, gint64 id);

const char *suy_selection_get_layer (SuySelection *self); /* (nullable) */
gint64 suy_selection_get_id (SuySelection *self);

/* Through what was selected before, as a browser does.  FALSE where there is nothing further. */
gboolean suy_selection_back (SuySelection *self);
gboolean suy_selection_forward (SuySelection *self);

/* Drops the past too: another workspace was opened. */
void suy_selection_reset (SuySelection *self);

G_END_DECLS
