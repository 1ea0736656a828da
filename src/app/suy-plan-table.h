/* suy-plan-table.h: what would become of each row of a file, as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "edited": a cell was changed or a row accepted; all rows were judged again. */

#pragma once

#include <gtk/gtk.h>

#include "suy-import-plan.h"

G_BEGIN_DECLS

#define SUY_TYPE_PLAN_TABLE (suy_plan_table_get_type ())
G_DECLARE_FINAL_TYPE (SuyPlanTable, suy_plan_table, SUY, PLAN_TABLE, GtkWidget)

/* The plan must live until another, or NULL, is set. */
void suy_plan_table_set_plan (SuyPlanTable *self, SuyImportPlan *plan);

/* Only rows of that fate; -1: all. */
void suy_plan_table_set_fate (SuyPlanTable *self, int fate);

guint suy_plan_table_get_n_rows (SuyPlanTable *self);

/* Replaces the text of a cell, or takes a doubtful row, as the person does. */
void suy_plan_table_edit (SuyPlanTable *self, guint32 source_row, guint column, const char *text);
void suy_plan_table_accept (SuyPlanTable *self, guint index, gboolean accept);

/* "Insert", "Update", ...; translated. */
const char *suy_plan_table_get_fate_name (SuyFate fate);

G_END_DECLS
