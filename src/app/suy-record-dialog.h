/* suy-record-dialog.h: the form of one record in a window of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-form.h"

G_BEGIN_DECLS

/**
 * suy_record_dialog_show:
 * @parent: (nullable): any widget of the window that it stands before
 * @id: 0: a new record
 * @field: (nullable): that has the focus
 *
 * Modal; closes once the record is saved or deleted.  Returns: its form, which belongs to it
 */
SuyRecordForm *suy_record_dialog_show (GtkWidget *parent,
                                       SuyWorkspace *workspace,
                                       const SuyRegister *reg,
                                       gint64 id,
                                       const char *field);

/* The same for a new record, of which @draft says what is known. */
SuyRecordForm *suy_record_dialog_show_draft (GtkWidget *parent,
                                             SuyWorkspace *workspace,
                                             const SuyRecord *draft);

G_END_DECLS
