/* suy-field-editor.h: what is in this field, and is it right?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entry, list, switch, calendar or finder that fits one field of the catalog, or the place of a
 * record, with what is wrong with it below.  Signal "changed": by the person. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_FIELD_EDITOR (suy_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (SuyFieldEditor, suy_field_editor, SUY, FIELD_EDITOR, GtkWidget)

/* @field: NULL: the place of a record of @reg */
GtkWidget *suy_field_editor_new (SuyWorkspace *workspace,
                                 const SuyRegister *reg,
                                 const SuyField *field);

const SuyField *suy_field_editor_get_field (SuyFieldEditor *self); /* (nullable): the place */

/* Shows what @record holds; the errors go. */
void suy_field_editor_read (SuyFieldEditor *self, const SuyRecord *record);

/* As a person types it; for a choice its name, for a link the id. */
void suy_field_editor_set_text (SuyFieldEditor *self, const char *text);

/**
 * suy_field_editor_write:
 * @error: SUY_ERROR_INVALID: what is wrong with the text; also shown at the field
 *
 * Sets what is there in @record.
 */
gboolean suy_field_editor_write (SuyFieldEditor *self, SuyRecord *record, GError **error);

/* What is there so far, where it can be read; nothing is said of the rest. */
void suy_field_editor_peek (SuyFieldEditor *self, SuyRecord *record);

/* A text of several lines. */
void suy_field_editor_set_tall (SuyFieldEditor *self);

void suy_field_editor_set_error (SuyFieldEditor *self, const char *text); /* NULL: none */

/* It can be read but not changed, for that reason. */
void suy_field_editor_lock (SuyFieldEditor *self, const char *reason);

void suy_field_editor_focus (SuyFieldEditor *self);

G_END_DECLS
