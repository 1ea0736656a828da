/* suy-ledger-file.h: which files does the ledger page make, and where do they go?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_LEDGER_FILE_TABLE, /* the official table, XLSX or CSV */
  SUY_LEDGER_FILE_LIST,  /* the same printed, A3 across */
  SUY_LEDGER_FILE_FORM,  /* the close-out form of the first of the items */
} SuyLedgerFile;

/**
 * suy_ledger_file_ask:
 * @page: a SuyBook, in whose status line it says what was written
 * @ids: (element-type gint64): read now, not kept
 *
 * Asks for the file and writes it.
 */
void suy_ledger_file_ask (GtkWidget *page,
                          SuyWorkspace *workspace,
                          SuyLedgerFile kind,
                          const GArray *ids);

gboolean suy_ledger_file_write (SuyWorkspace *workspace,
                                SuyLedgerFile kind,
                                const GArray *ids,
                                const char *path,
                                GError **error);

G_END_DECLS
