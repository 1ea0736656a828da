/* suy-move-bar.h: what can be done next with this record, and why not?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button for each move from the state of the record, in the order of the table.  One that cannot
 * be made stays, in class "off", and shows what is missing and what supplies it; what is supplied
 * leaves the refusal at once.  Signals "moved"; "ask-evidence" (const char *kind): a file is to be
 * added; "open" (const char *layer, gint64 id): the person wants to see that record. */

#pragma once

#include <gtk/gtk.h>

#include "suy-move-form.h"
#include "suy-refusal.h"

G_BEGIN_DECLS

#define SUY_TYPE_MOVE_BAR (suy_move_bar_get_type ())
G_DECLARE_FINAL_TYPE (SuyMoveBar, suy_move_bar, SUY, MOVE_BAR, GtkWidget)

GtkWidget *suy_move_bar_new (void);

/* @reg NULL, without a machine, or @id 0: nothing.  The record that is shown already is read anew,
 * and what was typed stays. */
void suy_move_bar_set_record (SuyMoveBar *self,
                              SuyWorkspace *workspace,
                              const SuyRegister *reg,
                              gint64 id);

/* A move that has its button elsewhere: @move gets none here.  (nullable): all have one; a constant
 * text.  Takes effect with the next record. */
void suy_move_bar_set_left_out (SuyMoveBar *self, const char *move);

/* As if the button of that move were pressed; FALSE if there is no such move from here. */
gboolean suy_move_bar_press (SuyMoveBar *self, const char *move);

/* The refusal that is shown, or NULL. */
SuyRefusal *suy_move_bar_get_refusal (SuyMoveBar *self);

/* The form that is open, or NULL. */
SuyMoveForm *suy_move_bar_get_form (SuyMoveBar *self);

/* Kinds of files that the moves from here still need.  (transfer full) */
GStrv suy_move_bar_get_missing_evidence (SuyMoveBar *self);

G_END_DECLS
