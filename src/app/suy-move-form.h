/* suy-move-form.h: what a move asks for before it is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields that the move needs, what only the person can say, and a note.  Signals "changed"
 * (something was typed), "moved", "refused" (something is missing), "closed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

#define SUY_TYPE_MOVE_FORM (suy_move_form_get_type ())
G_DECLARE_FINAL_TYPE (SuyMoveForm, suy_move_form, SUY, MOVE_FORM, GtkWidget)

GtkWidget *suy_move_form_new (void);

/* @move: of the machine of @reg, starting in the state of the record */
void suy_move_form_set_move (SuyMoveForm *self,
                             SuyWorkspace *workspace,
                             const SuyRegister *reg,
                             gint64 id,
                             const SuyMove *move);

/* As a person types it. */
void suy_move_form_set_text (SuyMoveForm *self, const char *field, const char *text);
void suy_move_form_set_note (SuyMoveForm *self, const char *text);
void suy_move_form_say (SuyMoveForm *self, const char *fact, gboolean so);

/* Asks for what supplies a missing need, there; FALSE: the form has no place for that. */
gboolean suy_move_form_supply (SuyMoveForm *self, const SuySupply *supply);

/**
 * suy_move_form_get_missing:
 *
 * Returns: (transfer container) (element-type SuyNeed): what the move lacks with all that the form
 * holds so far, or NULL with @error set
 */
GPtrArray *suy_move_form_get_missing (SuyMoveForm *self, GError **error);

/* Makes the move, or tells that something is missing. */
gboolean suy_move_form_make (SuyMoveForm *self);

const char *suy_move_form_get_error (SuyMoveForm *self); /* (nullable) */

G_END_DECLS
