/* suy-duty-pane.h: one thing that is due, and the record with the move that discharges it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "open" (const char *layer, gint64 id): the person wants to see that record on its page. */

#pragma once

#include <gtk/gtk.h>

#include "suy-inbox-model.h"
#include "suy-move-bar.h"
#include "suy-record-form.h"

G_BEGIN_DECLS

#define SUY_TYPE_DUTY_PANE (suy_duty_pane_get_type ())
G_DECLARE_FINAL_TYPE (SuyDutyPane, suy_duty_pane, SUY, DUTY_PANE, GtkWidget)

/**
 * suy_duty_pane_show:
 * @workspace: (nullable)
 * @entry: (nullable): NULL: nothing
 *
 * Shows the record with the form of its move open.  The entry about the record that is shown
 * already leaves what was typed as it is.
 */
void suy_duty_pane_show (SuyDutyPane *self, SuyWorkspace *workspace, SuyInboxEntry *entry);

/* The moves of the record that is shown, or NULL. */
SuyMoveBar *suy_duty_pane_get_moves (SuyDutyPane *self);

/* Shows where it is on the map; FALSE: nobody knows. */
gboolean suy_duty_pane_show_on_map (SuyDutyPane *self);

/* Does what discharges a duty that no move does: a new record, or the form of this one.  Returns:
 * (nullable): the form, borrowed; NULL: a move does it */
SuyRecordForm *suy_duty_pane_record (SuyDutyPane *self);

G_END_DECLS
