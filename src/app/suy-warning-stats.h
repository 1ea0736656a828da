/* suy-warning-stats.h: how many warnings were there in a year, by level?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_STATS (suy_warning_stats_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningStats, suy_warning_stats, SUY, WARNING_STATS, GtkWidget)

/* Counts anew the year that is chosen, at first that of the workspace's day. */
void suy_warning_stats_show (SuyWarningStats *self, SuyWorkspace *workspace);

G_END_DECLS
