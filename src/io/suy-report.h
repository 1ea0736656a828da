/* suy-report.h: which rows were not taken, and what is to be done about each?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file with the source's own columns and three more: 行号, 原因, 处理办法.  Mended, it is
 * imported as it is. */

#pragma once

#include "suy-import-plan.h"

G_BEGIN_DECLS

/**
 * suy_report_write:
 * @n_rows: (out) (optional): rows of the source that are in it
 *
 * Lists the rows that are flagged or refused, one line for each row of the source.  UTF-8 with
 * mark, so that spreadsheets read it; text that a spreadsheet would take for a formula is guarded.
 * A source with geometry gets it as a column WKT.  With no such row the file has headings alone.
 *
 * Returns: FALSE with SUY_ERROR_IO
 */
gboolean suy_report_write (SuyImportPlan *plan, const char *path, guint *n_rows, GError **error);

/* How many columns at the end of @source come from a report: 3 or 0. */
guint suy_report_count_columns (SuySource *source);

G_END_DECLS
