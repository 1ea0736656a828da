/* suy-import.h: taking records from a file, and giving them to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-import-plan.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct _SuyImport SuyImport; /* a plan with what it asks the workspace for */

/**
 * suy_import_new:
 * @options: (nullable): find, link, user_data and district are filled in here
 *
 * Judges every row; nothing is written.
 *
 * Returns: (transfer full): the import, or NULL with @error set
 */
SuyImport *suy_import_new (SuyWorkspace *workspace,
                           SuySource *source,
                           const SuyRegister *reg,
                           const SuyImportOptions *options,
                           GError **error);
void suy_import_free (SuyImport *self);

SuyImportPlan *suy_import_get_plan (SuyImport *self); /* borrowed */

/* What holds for all rows and only the workspace knows, beside suy_import_plan_get_notes().
 * (element-type utf8), borrowed */
const GPtrArray *suy_import_get_notes (SuyImport *self);

/**
 * suy_import_run:
 * @n_written: (out) (optional): records inserted and updated
 *
 * Writes what may be written as one command, so that one undo takes all of it back; none changed
 * leaves no command.  On error nothing is written.
 */
gboolean suy_import_run (SuyImport *self, const char *reason, guint *n_written, GError **error);

/* All records of a register into a file of any GDAL vector format, by its ending. */
gboolean suy_workspace_export (SuyWorkspace *self,
                               const SuyRegister *reg,
                               const char *path,
                               guint64 *n_records,
                               GError **error);

/**
 * suy_workspace_export_ledger:
 * @ids: (element-type gint64): rectification items in the order of the rows
 * @path: ends with .xlsx or .csv
 *
 * Writes the bureau's official table, suy-ledger-table.h.  Units, people and townships stand by
 * their names, or by their codes where a name means several.
 */
gboolean suy_workspace_export_ledger (SuyWorkspace *self,
                                      const GArray *ids,
                                      const char *path,
                                      guint64 *n_records,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyImport, suy_import_free)

G_END_DECLS
