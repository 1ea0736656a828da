/* suy-warning-view.h: the whole of one warning, and what can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals "open" (const char *layer, gint64 id): another record is wanted; "back": the others
 * are. */

#pragma once

#include <gtk/gtk.h>

#include "suy-move-bar.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_VIEW (suy_warning_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningView, suy_warning_view, SUY, WARNING_VIEW, GtkWidget)

/* @id 0: nothing */
void suy_warning_view_set_record (SuyWarningView *self, SuyWorkspace *workspace, gint64 id);
gint64 suy_warning_view_get_id (SuyWarningView *self);
SuyMoveBar *suy_warning_view_get_moves (SuyWarningView *self);

G_END_DECLS
