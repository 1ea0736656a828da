/* suy-ledger-page.h: the ledger of rectification by lamp, and the item that is chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-book.h"
#include "suy-move-bar.h"
#include "suy-record-table.h"

G_BEGIN_DECLS

#define SUY_TYPE_LEDGER_PAGE (suy_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyLedgerPage, suy_ledger_page, SUY, LEDGER_PAGE, SuyBook)

SuyRecordTable *suy_ledger_page_get_table (SuyLedgerPage *self);
SuyMoveBar *suy_ledger_page_get_moves (SuyLedgerPage *self);

/* Of a lamp, of "overdue" or of "soon": its number, and the switch that lists only these. */
guint suy_ledger_page_get_count (SuyLedgerPage *self, const char *tile);
GtkToggleButton *suy_ledger_page_get_tile (SuyLedgerPage *self, const char *tile);

G_END_DECLS
