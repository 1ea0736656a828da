/* suy-record-model.h: which records stand in this list, and what is in each row?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of SuyRow over the ids that a selection gives.  Rows are read in pages when they are
 * asked for, and a few pages are kept.  Another order or filter is another model: re-sorting a
 * model in place makes a view fetch every row. */

#pragma once

#include <gio/gio.h>

#include "suy-titles.h"

G_BEGIN_DECLS

#define SUY_TYPE_ROW (suy_row_get_type ())
G_DECLARE_FINAL_TYPE (SuyRow, suy_row, SUY, ROW, GObject)

gint64 suy_row_get_id (SuyRow *self);
const SuyRecord *suy_row_get_record (SuyRow *self); /* (nullable): NULL: it is gone */

/* As suy_titles_format(); "" for a record that is gone.  (transfer full) */
char *suy_row_format (SuyRow *self, const SuyField *field);

#define SUY_TYPE_RECORD_MODEL (suy_record_model_get_type ())
G_DECLARE_FINAL_TYPE (SuyRecordModel, suy_record_model, SUY, RECORD_MODEL, GObject)

/* Signal "stale": records came, went or changed their place, so that a new model is needed. */

/**
 * suy_record_model_new:
 * @wish: (nullable): read now, not kept
 *
 * Returns: (transfer full): the model, or NULL with @error set
 */
SuyRecordModel *suy_record_model_new (SuyWorkspace *workspace,
                                      const SuyRegister *reg,
                                      const SuySelection *wish,
                                      GError **error);

/* The same of records that are known.  @ids: (element-type gint64): kept; must not change anymore
 */
SuyRecordModel *suy_record_model_new_of (SuyWorkspace *workspace,
                                         const SuyRegister *reg,
                                         GArray *ids);

/* The position of a record, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint suy_record_model_find (SuyRecordModel *self, gint64 id);
gint64 suy_record_model_get_id (SuyRecordModel *self, guint position); /* 0: none there */

/* How many pages were read so far, for tests and measurements. */
guint suy_record_model_get_n_fetches (SuyRecordModel *self);

G_END_DECLS
