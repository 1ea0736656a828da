/* suy-ledger-tables.h: what the check of a ledger found, as tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-ledger-check.h"
#include "suy-table.h"

G_BEGIN_DECLS

/* A row a finding, with the sums. */
SuyTable *suy_ledger_table_findings (SuyWorkspace *workspace, const SuyLedgerReport *report);

/* A row a list, with the three checks (条条, 件件, 事事). */
SuyTable *suy_ledger_table_batches (const SuyLedgerReport *report);

/* A row a year: planned and done by class. */
SuyTable *suy_ledger_table_years (const SuyLedgerReport *report);

G_END_DECLS
