/* suy-condition-bar.h: which further conditions must a row meet?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A button that adds a condition on any field, and one button for each that holds, which takes it
 * away.  Signal "changed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-table.h"

G_BEGIN_DECLS

#define SUY_TYPE_CONDITION_BAR (suy_condition_bar_get_type ())
G_DECLARE_FINAL_TYPE (SuyConditionBar, suy_condition_bar, SUY, CONDITION_BAR, GtkWidget)

/* Forgets all conditions; no signal. */
void suy_condition_bar_set_register (SuyConditionBar *self,
                                     SuyWorkspace *workspace,
                                     const SuyRegister *reg);
void suy_condition_bar_clear (SuyConditionBar *self);

/**
 * suy_condition_bar_add:
 * @text: as a person types it; unused for NULL and NOT_NULL
 * @error: SUY_ERROR_INVALID, _NOT_FOUND: what is wrong with @text
 */
gboolean suy_condition_bar_add (SuyConditionBar *self,
                                const SuyField *field,
                                SuyFilterKind kind,
                                const char *text,
                                GError **error);

/* Adds the conditions to the filters of @table. */
void suy_condition_bar_apply (SuyConditionBar *self, SuyRecordTable *table);

G_END_DECLS
