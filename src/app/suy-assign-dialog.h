/* suy-assign-dialog.h: assigning several cases at once, each with its fate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields that the move “assign” asks for are filled in once; each case is then assigned by a
 * command of its own, and those that are refused say what they lack and stay. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_ASSIGN_DIALOG (suy_assign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SuyAssignDialog, suy_assign_dialog, SUY, ASSIGN_DIALOG, GtkWindow)

/* @ids: (element-type gint64): cases, copied */
SuyAssignDialog *suy_assign_dialog_new (GtkWindow *parent,
                                        SuyWorkspace *workspace,
                                        const GArray *ids);

/* As a person types it; for a choice its name, for a link the id. */
void suy_assign_dialog_set_text (SuyAssignDialog *self, const char *field, const char *text);

/* Assigns what can be.  Returns: how many were */
guint suy_assign_dialog_make (SuyAssignDialog *self);

/* What became of a case: "✓ Assigned" or what it lacks. */
const char *suy_assign_dialog_get_fate (SuyAssignDialog *self, gint64 id);

G_END_DECLS
