/* suy-xlsx-writer.h: how do rows of cells become a workbook in which nothing is a formula?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sheet of ECMA-376 (Office Open XML): a header row that stays in view and carries a filter,
 * columns of given widths.  Every text is an inline string in a cell of text format, whatever it
 * begins with, so that no program takes it for a formula, a number or a date, neither when the file
 * is opened nor when the cell is edited.  No element <f> is ever written. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuyXlsxWriter SuyXlsxWriter;

typedef struct
{
  const char *heading;
  double width;  /* in digits of the normal font, as spreadsheets count; 0: by the heading */
  gboolean wrap; /* long texts in several lines */
} SuyXlsxColumn;

/**
 * suy_xlsx_writer_new:
 * @path: made anew
 * @sheet: name of the sheet: at most 31 characters, none of []:*?/\
 * @columns: (array length=n_columns)
 * @error: SUY_ERROR_IO
 *
 * Returns: (transfer full): the header row is written; or NULL with @error set
 */
SuyXlsxWriter *suy_xlsx_writer_new (const char *path,
                                    const char *sheet,
                                    const SuyXlsxColumn *columns,
                                    guint n_columns,
                                    GError **error);
void suy_xlsx_writer_free (SuyXlsxWriter *self);

/* A row is begun, its cells are added in the order of the columns, and the next one begun. */
gboolean suy_xlsx_writer_begin_row (SuyXlsxWriter *self, GError **error);

/* @text: (nullable): NULL and "" leave the cell empty.  SUY_ERROR_LIMIT beyond SUY_XLSX_MAX_UNITS:
 * nothing is cut. */
gboolean suy_xlsx_writer_add_text (SuyXlsxWriter *self, const char *text, GError **error);

/* @number: as a decimal, kept to its last digit: a spreadsheet has 15 of them */
void suy_xlsx_writer_add_number (SuyXlsxWriter *self, const char *number);

/* @date: "2026-11-20", from 1900-03-01 on; what is none is added as text */
gboolean suy_xlsx_writer_add_date (SuyXlsxWriter *self, const char *date, GError **error);

gboolean suy_xlsx_writer_finish (SuyXlsxWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyXlsxWriter, suy_xlsx_writer_free)

G_END_DECLS
