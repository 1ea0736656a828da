/* suy-guard-caps.h: may this much be paid?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-15; 000 §3.4, 5.1, 6.2. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_guard_check_caps:
 * @after: a record of “grant_entry” as it will be; others pass
 * @error: SUY_ERROR_REFUSED: what the enterprise or the year has had, what is to be paid, the cap
 *
 * What other entries have paid is looked up.
 */
gboolean suy_guard_check_caps (SuyWorkspace *workspace, const SuyRecord *after, GError **error);

G_END_DECLS
