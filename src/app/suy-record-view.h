/* suy-record-view.h: one record of any register: where it stands, what comes next, what proves it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "open" (const char *layer, gint64 id): the person wants to see that record. */

#pragma once

#include <gtk/gtk.h>

#include "suy-move-bar.h"

G_BEGIN_DECLS

#define SUY_TYPE_RECORD_VIEW (suy_record_view_get_type ())
G_DECLARE_FINAL_TYPE (SuyRecordView, suy_record_view, SUY, RECORD_VIEW, GtkWidget)

/* @reg NULL or @id 0: nothing */
void suy_record_view_set_record (SuyRecordView *self,
                                 SuyWorkspace *workspace,
                                 const SuyRegister *reg,
                                 gint64 id);

SuyMoveBar *suy_record_view_get_moves (SuyRecordView *self);

G_END_DECLS
