/* suy-record-table.h: the records of a register as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sorting and filtering happen in the store; a click on a header or another filter makes a new
 * model.  Signals "selected" (gint64 id, by the person), "activated" (gint64 id), "filled" (the
 * rows or the filters are others), "cleared" (the person took all filters away). */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-model.h"

G_BEGIN_DECLS

#define SUY_TYPE_RECORD_TABLE (suy_record_table_get_type ())
G_DECLARE_FINAL_TYPE (SuyRecordTable, suy_record_table, SUY, RECORD_TABLE, GtkWidget)

GtkWidget *suy_record_table_new (void);

/**
 * suy_record_table_set_register:
 * @reg: (nullable): NULL empties the table
 * @columns: (nullable): names of fields with NULL behind the last; NULL: the listed ones
 * @as_plan: progress is shown as bars, deadlines as days left
 *
 * Forgets filters, order and selection; the rows come with suy_record_table_fill().
 */
void suy_record_table_set_register (SuyRecordTable *self,
                                    SuyWorkspace *workspace,
                                    const SuyRegister *reg,
                                    const char *const *columns,
                                    gboolean as_plan);

/* ---- what the rows must meet; suy_record_table_fill() then shows them ---- */

void suy_record_table_set_search (SuyRecordTable *self, const char *text); /* (nullable) */
void suy_record_table_set_order (SuyRecordTable *self, const char *field, gboolean descending);
void suy_record_table_clear_filters (SuyRecordTable *self); /* all but the search */
void suy_record_table_add_filter (SuyRecordTable *self, const SuyFilter *filter); /* copied */

gboolean suy_record_table_fill (SuyRecordTable *self, GError **error);

guint suy_record_table_get_n_rows (SuyRecordTable *self);
SuyRecordModel *suy_record_table_get_model (SuyRecordTable *self); /* (nullable), borrowed */

/* Selects without a signal and scrolls there; 0 or an id that is not there: none. */
void suy_record_table_select (SuyRecordTable *self, gint64 id);
gint64 suy_record_table_get_selected (SuyRecordTable *self); /* 0: none */

G_END_DECLS
