/* suy-ledger-table.h: what does the bureau's own table of rectification items look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The official ledger (整改措施清单) has Chinese headings whatever the language of the program,
 * since it goes to and comes from offices.  Some columns are only shown: state, lamp and dates of
 * moves come about by moves, never by a table.
 *
 * Measures and stages, several to an item, stand in one cell, a line each: "1. ", the text, a line
 * feed, "2. ", ...  A line feed within a text is followed by an ideographic space (U+3000), so that
 * the cell is read back exactly. */

#pragma once

#include "suy-export-table.h"
#include "suy-source.h"

G_BEGIN_DECLS

#define SUY_LEDGER_REGISTER "rectification_item"
#define SUY_LEDGER_KEY "台账编号"

/* Whether records of @reg have an official table. */
gboolean suy_ledger_table_has (const SuyRegister *reg);

/* In the order of the table.  (transfer full) (element-type SuyExportColumn) */
GArray *suy_ledger_table_make_columns (const SuyRegister *reg);

/* @number: the running number.  (transfer full) (element-type utf8): NULL for empty cells */
GPtrArray *suy_ledger_table_make_cells (const SuyRecord *record,
                                        guint64 number,
                                        const SuyExportOptions *options);

/* Whether a source has exactly our headings: its texts are then taken as they are. */
gboolean suy_ledger_table_is_ours (SuySource *source);

/* What a heading stands for: a field that is imported, or NULL with @shown TRUE for a column that
 * is never imported; NULL and FALSE for one that is none of ours. */
const SuyField *suy_ledger_table_match (const SuyRegister *reg,
                                        const char *heading,
                                        gboolean *shown);

/* The cell of a stored list.  (transfer full) */
char *suy_ledger_table_join (const char *json);

/**
 * suy_ledger_table_split:
 *
 * The other way.  A cell that others wrote is split where its lines are numbered ("1．", "2、",
 * "（3）", "④", "五是"), else at every line end, never at 、 or ；, which stand inside measures.
 *
 * Returns: (transfer full): the stored list, "[]" for none
 */
char *suy_ledger_table_split (const char *cell);

/* "2026年底前", "2026年6月底": the last day, as offices write deadlines.  (transfer full)
 * (nullable)
 */
char *suy_ledger_table_read_end (const char *cell);

G_END_DECLS
