/* suy-warning-tell.h: who else is told of a warning that nobody acknowledges?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: SM-8, 8.12; the term is `acknowledge` of warning_levels.json. */

#pragma once

#include "suy-warning-write.h"

G_BEGIN_DECLS

/* Makes the people of the next level recipients of each warning whose term to be acknowledged is
 * past, once, with a move of the program.  Within the open command. */
gboolean suy_warning_tell_next (SuyWarningRun *run, GError **error);

/* Whether a warning that was told on @triggered should have been acknowledged before @day. */
gboolean suy_warning_is_unanswered (const SuyWarningLevels *levels,
                                    const SuyCalendar *calendar,
                                    gint64 triggered,
                                    gint64 day);

G_END_DECLS
