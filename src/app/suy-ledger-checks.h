/* suy-ledger-checks.h: what of this plan is done, and may it be closed?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures and the five conditions of release as check marks that the person sets, the dates that
 * the item has passed, and its extensions.  Signal "extend": an extension is to be asked for. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_LEDGER_CHECKS (suy_ledger_checks_get_type ())
G_DECLARE_FINAL_TYPE (SuyLedgerChecks, suy_ledger_checks, SUY, LEDGER_CHECKS, GtkWidget)

GtkWidget *suy_ledger_checks_new (void);

/* @record: (nullable): a record of “rectification_item”, not kept */
void suy_ledger_checks_show (SuyLedgerChecks *self,
                             SuyWorkspace *workspace,
                             const SuyRecord *record);

/* As if the mark were pressed; a condition by its name, "cause".  FALSE: it could not be saved, and
 * the window says why */
gboolean suy_ledger_checks_set_measure (SuyLedgerChecks *self, guint i, gboolean done);
gboolean suy_ledger_checks_set_condition (SuyLedgerChecks *self, const char *name, gboolean met);

/* "Completed 2026-11-01 · Accepted 2026-11-05" */
const char *suy_ledger_checks_get_course (SuyLedgerChecks *self);

G_END_DECLS
