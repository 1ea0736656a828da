/* moves-break.h: in which ways can a table of moves be wrong?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * moves_break:
 * @table: text of a moves file
 * @n: 0 or more
 * @what: (out): what was broken
 *
 * Breaks one thing of a table: a requirement is dropped or never bites, a role is dropped or added,
 * a row leads elsewhere, starts elsewhere or is gone, a state ends the work, a count is dropped.
 *
 * Returns: (transfer full) (nullable): the broken table; NULL: there are no more ways
 */
char *moves_break (const char *table, guint n, char **what);

G_END_DECLS
