/* suy-import-window.h: from a file to records, with a look at each row before anything is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-import.h"
#include "suy-plan-table.h"

G_BEGIN_DECLS

#define SUY_TYPE_IMPORT_WINDOW (suy_import_window_get_type ())
G_DECLARE_FINAL_TYPE (SuyImportWindow, suy_import_window, SUY, IMPORT_WINDOW, GtkWindow)

/**
 * suy_import_window_new:
 * @parent: (nullable)
 * @layer: (nullable): register to import into; NULL or "": the person chooses
 * @path: (nullable): file, which is read at once if the register is known too
 *
 * Modal.  Show it with gtk_window_present().
 */
GtkWidget *suy_import_window_new (GtkWindow *parent,
                                  SuyWorkspace *workspace,
                                  const char *layer,
                                  const char *path);

/* A file is being read. */
gboolean suy_import_window_is_busy (SuyImportWindow *self);

SuyImport *suy_import_window_get_import (SuyImportWindow *self); /* (nullable) */
SuyPlanTable *suy_import_window_get_table (SuyImportWindow *self);
const char *suy_import_window_get_error (SuyImportWindow *self); /* (nullable) */

/* As the suggested button does.  FALSE: said in the window */
gboolean suy_import_window_run (SuyImportWindow *self);

/* Takes back what was imported. */
gboolean suy_import_window_undo (SuyImportWindow *self);

G_END_DECLS
