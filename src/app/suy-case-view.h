/* suy-case-view.h: one case: where it stands, what comes next, what proves it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "open" (const char *layer, gint64 id): the person wants to see that record. */

#pragma once

#include <gtk/gtk.h>

#include "suy-move-bar.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASE_VIEW (suy_case_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyCaseView, suy_case_view, SUY, CASE_VIEW, GtkWidget)

GtkWidget *suy_case_view_new (void);

/* @id 0: nothing */
void suy_case_view_set_record (SuyCaseView *self, SuyWorkspace *workspace, gint64 id);
gint64 suy_case_view_get_id (SuyCaseView *self);

SuyMoveBar *suy_case_view_get_moves (SuyCaseView *self);

G_END_DECLS
