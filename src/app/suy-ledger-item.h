/* suy-ledger-item.h: one item of the ledger: its stages, why its lamp, what comes next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-sheet.h"

G_BEGIN_DECLS

#define SUY_TYPE_LEDGER_ITEM (suy_ledger_item_get_type ())
G_DECLARE_FINAL_TYPE (SuyLedgerItem, suy_ledger_item, SUY, LEDGER_ITEM, SuySheet)

/* Pops up what the lamp follows from. */
void suy_ledger_item_explain (SuyLedgerItem *self);

G_END_DECLS
