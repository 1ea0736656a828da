/* suy-ledger-item.h: one item of the ledger: its stages, why its lamp, what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-sheet.h"

G_BEGIN_DECLS

#define SUY_TYPE_LEDGER_ITEM (suy_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (SuyLedgerItem, suy_ledger_item, SUY, LEDGER_ITEM, SuySheet)

/* How the lamp follows, a line each; "" without a plan.  (transfer full) */
char *suy_ledger_item_explain (SuyWorkspace *workspace, const SuyRecord *record);

/* What a lamp means in points of lag, "20 ≤ lag < 30"; translated. */
const char *suy_ledger_item_get_band (const char *lamp);

G_END_DECLS
