/* rows.h: what stands in this table of a test's text file?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files of tests/data/rules that a person of the bureau can read and add to: "# " begins a comment,
 * "table NAME" a table, every other line is a row of cells between "|". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @cells: without the spaces around them, NULL at the end */
typedef void (*RowCheck) (GStrv cells, gpointer data);

/* Calls @check for every row of @table, which has one at least, each with @n_cells cells. */
void rows_check (const char *file, const char *table, guint n_cells, RowCheck check, gpointer data);

G_END_DECLS
