/* suy-ledger-judge.h: what a row of the ledger must say before it is imported.  Part of
 * suy-import-plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-import-draft.h"

G_BEGIN_DECLS

/* Reads a cell as the official table writes it.  FALSE: read it as any other. */
gboolean suy_ledger_read (const SuyImportReader *reader,
                          const SuyField *field,
                          const char *text,
                          SuyValue *value);

/**
 * suy_ledger_judge:
 * @found: (nullable): the item that stands there
 * @n_changed: fields in which the row differs from it
 *
 * Refuses what domain.md S-052 and the general refusals name: an item that lacks problem, goal,
 * measures, deadline, responsible unit and person or supervising unit; one that supervises itself;
 * a deadline that is changed once the plan stands, which takes an extension; any change of an item
 * that is closed or cancelled.
 */
void suy_ledger_judge (SuyImportDraft *draft,
                       SuyImportReader *reader,
                       const SuyRecord *found,
                       guint n_changed);

/* What a new item gets beside its cells: the deadline that it began with. */
void suy_ledger_complete (SuyRecord *record);

G_END_DECLS
