/* suy-checkpoints.h: which progress is due on which day, as a person wrote it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 002-3 (a schedule with its shares by day), 6.4, F-01. */

#pragma once

#include "suy-lamp.h"

G_BEGIN_DECLS

/**
 * suy_checkpoints_read:
 * @list: (nullable): a JSON array of lines, as a LIST field stores it: "2026-03-31 40%", and words
 *   behind it if somebody wants them; percents have up to two decimals, and the sign may be wide
 * @start, @due: of the plan, days since 1970-01-01
 * @error: SUY_ERROR_INVALID with the number and the text of the line, and what it should be
 *
 * Each day comes after the one before and after @start, none after @due, and none asks for less
 * than the one before; on @due itself it is 100 %.  The straight line is that one line.
 *
 * Returns: (transfer full) (element-type SuyCheckpoint): by day; NULL with @error set
 */
GArray *suy_checkpoints_read (const char *list, gint64 start, gint64 due, GError **error);

G_END_DECLS
