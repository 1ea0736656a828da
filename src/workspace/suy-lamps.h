/* suy-lamps.h: do the lamps that stand in the file show this day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-private.h"

G_BEGIN_DECLS

/**
 * suy_lamps_refresh:
 *
 * Planned progress, lag, lamp and lateness of items and milestones follow from the day as well as
 * from the record: writes those that are another today than they were when the record was saved.
 * Within the open command; derived columns are not logged.  A scan of each register.
 */
gboolean suy_lamps_refresh (SuyWorkspace *self, GError **error);

G_END_DECLS
