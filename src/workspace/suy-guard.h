/* suy-guard.h: what is refused for every record that moves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The general refusals of 6.0: G-1 (nothing that was closed is deleted), G-2 (days in order, none
 * in the future), G-5 (a deadline is changed only by an extension). */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/* @before: (nullable): as it is stored; NULL for a new record.  FALSE with SUY_ERROR_REFUSED */
gboolean suy_guard_check_save (SuyWorkspace *workspace,
                               const SuyRecord *before,
                               const SuyRecord *changes,
                               GError **error);
/* Whether rows of a table for @reg are to be checked at all. */
gboolean suy_guard_watches (SuyWorkspace *workspace, const SuyRegister *reg);

/**
 * suy_guard_check_import:
 * @before: (nullable): as it is stored; NULL for a new record
 * @changes: what a row of a table would write
 * @field: (out): at fault; NULL: the whole row
 * @remedy: (out): what to do, in the person's language; borrowed
 *
 * A table never takes a step: what moves set or raise is not changed by it once a record has a
 * state, what is closed stays as it is, applications are answered by moves, and nobody brings a
 * journal.  A new record may say what was found, with its days.
 *
 * Returns: FALSE with SUY_ERROR_REFUSED, the reason
 */
gboolean suy_guard_check_import (SuyWorkspace *workspace,
                                 const SuyRecord *before,
                                 const SuyRecord *changes,
                                 const SuyField **field,
                                 const char **remedy,
                                 GError **error);
gboolean suy_guard_check_delete (SuyWorkspace *workspace, const SuyRecord *record, GError **error);

G_END_DECLS
