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
gboolean suy_guard_check_delete (SuyWorkspace *workspace, const SuyRecord *record, GError **error);

G_END_DECLS
