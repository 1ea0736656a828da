/* suy-lamp-refresh.h: what do the lamps show today?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-private.h"

G_BEGIN_DECLS

/**
 * suy_lamp_refresh:
 *
 * Writes plan, lag, lamp and overdue of all ledger items and milestones as they are on the
 * workspace's day, and the deadlines of items and cases, where they have changed: they follow the
 * calendar, though nobody edits anything.
 * Within the open command; derived columns are not logged.  A scan of two registers, and an update
 * for each row that changed.
 */
gboolean suy_lamp_refresh (SuyWorkspace *self, GError **error);

G_END_DECLS
