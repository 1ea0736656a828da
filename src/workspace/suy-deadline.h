/* suy-deadline.h: until which day must a case or a ledger item be done, as things stand now?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: G-5.  The first deadline never changes; the one that counts is moved by extensions that
 * were granted, each from where the one before left it.  A deadline is a fixed day, so nothing
 * pauses it.  It stands in the derived field `deadline_current`. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* The day that counts of any record with a deadline, "2026-11-20", as it was derived; the first
 * deadline where there is no other, NULL where the record has none.  Borrowed. */
const char *suy_deadline_get (const SuyRecord *record);

/* The field by which lists filter and sort; NULL where the register has no deadline. */
const SuyField *suy_deadline_get_field (const SuyRegister *reg);

/**
 * suy_deadline_compute:
 * @record: a ledger item, or a case: from its assignment on that is the deadline of its item
 *
 * Returns: (transfer full) (nullable): "2026-11-20"
 */
char *suy_deadline_compute (SuyWorkspace *workspace, const SuyRecord *record);

/**
 * suy_deadline_refresh_cases:
 *
 * Writes the deadlines of all cases that are not as they should be, once those of items are. Within
 * the open command; derived columns are not logged.  Scans of three registers.
 */
gboolean suy_deadline_refresh_cases (SuyWorkspace *workspace, GError **error);

/* Extensions that were granted, by what they extend. */
typedef struct _SuyExtensions SuyExtensions;

/**
 * suy_extensions_new:
 * @link: "item" or "problem"
 * @id: of one record, 0: of all
 *
 * Returns: (transfer full): NULL with @error set
 */
SuyExtensions *suy_extensions_new (SuyWorkspace *workspace,
                                   const char *link,
                                   gint64 id,
                                   GError **error);
void suy_extensions_free (SuyExtensions *self);

/* What the extensions of @id make of its first @deadline (nullable).  A deadline that was set anew
 * begins again without the extensions of the one before.  Borrowed from either. */
const char *suy_extensions_move (SuyExtensions *self, gint64 id, const char *deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyExtensions, suy_extensions_free)

G_END_DECLS
