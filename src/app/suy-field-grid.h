/* suy-field-grid.h: what does each field of this record hold, and what was typed into it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An editor for each field, the place below the title.  Signal "changed": something was typed. */

#pragma once

#include "suy-field-editor.h"

G_BEGIN_DECLS

#define SUY_TYPE_FIELD_GRID (suy_field_grid_get_type ())
G_DECLARE_FINAL_TYPE (SuyFieldGrid, suy_field_grid, SUY, FIELD_GRID, GtkWidget)

/* @record: (nullable): NULL empties the grid; a record with id 0 is a new one, whose derived fields
 * are left out.  Nothing counts as typed afterwards. */
void suy_field_grid_show (SuyFieldGrid *self, SuyWorkspace *workspace, const SuyRecord *record);

/* Puts in what @draft holds, as if it had been typed. */
void suy_field_grid_fill (SuyFieldGrid *self, const SuyRecord *draft);

guint suy_field_grid_get_n_changed (SuyFieldGrid *self);
void suy_field_grid_forget_changes (SuyFieldGrid *self);

/**
 * suy_field_grid_collect:
 * @record: gets what was typed; of a new one, all that is there
 * @error: SUY_ERROR_INVALID: what is wrong with the first field that is
 *
 * Returns: (nullable) (transfer none): the editor of that field; NULL: nothing is wrong
 */
SuyFieldEditor *suy_field_grid_collect (SuyFieldGrid *self, SuyRecord *record, GError **error);

/* @field: its name, or "geom" for the place.  Returns: (nullable) (transfer none) */
SuyFieldEditor *suy_field_grid_find (SuyFieldGrid *self, const char *field);

G_END_DECLS
