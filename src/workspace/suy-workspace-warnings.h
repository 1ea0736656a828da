/* suy-workspace-warnings.h: which warnings are open on this day?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-indicator.h"
#include "suy-warning-step.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/**
 * suy_workspace_evaluate:
 * @today: (nullable): the last day to evaluate; NULL: that of the workspace
 * @n_changed: (out) (optional): warnings that opened, changed their level or ended
 * @error: SUY_ERROR_READ_ONLY, ...
 *
 * Brings the warnings up to @today: the last day that was evaluated, as of its end, and every day
 * since, in its turn and with the records as they stand; so it is called before the first edit of a
 * day, and then after edits.  One command a day, by the role “system”; nothing is written where
 * nothing has changed.  Does nothing for days before the last.
 */
gboolean suy_workspace_evaluate (SuyWorkspace *self,
                                 const char *today,
                                 guint *n_changed,
                                 GError **error);

/* The day of the last evaluation, "2026-11-20"; NULL without @error: there was none.  (transfer
 * full) (nullable) */
char *suy_workspace_get_evaluated (SuyWorkspace *self, GError **error);

/* The tables that ship with the program, made once.  NULL with @error set */
const SuyIndicators *suy_workspace_get_indicators (GError **error);
const SuyWarningLevels *suy_workspace_get_warning_levels (GError **error);

G_END_DECLS
