/* suy-export-table.h: the columns and cells of files for people.  Part of suy-export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-export.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_CELL_TEXT,
  SUY_CELL_NUMBER,
  SUY_CELL_DATE,
} SuyCellKind;

typedef struct
{
  char *heading;
  SuyCellKind kind;
  double width;  /* in digits; 0: by the heading */
  gboolean wrap; /* long texts in several lines */
} SuyExportColumn;

void suy_export_column_clear (gpointer column);

/* In their order: ID, the fields, and longitude and latitude or WKT; of an official table its own.
 * (transfer full) (element-type SuyExportColumn) */
GArray *suy_export_make_columns (const SuyRegister *reg, const SuyExportOptions *options);

/* The cells in that order; NULL for empty ones.  @number: of the row, from 1.  (transfer full)
 * (element-type utf8) */
GPtrArray *suy_export_make_cells (const SuyRecord *record,
                                  guint64 number,
                                  const SuyExportOptions *options);

/* As it is stored, links as keys.  (transfer full) (nullable) */
char *suy_export_format (const SuyRecord *record,
                         const SuyField *field,
                         const SuyExportOptions *options);

/* Well-known binary of the record's place; borrowed from @blob.  NULL: none, or @error set */
const guint8 *suy_export_get_wkb (const SuyRecord *record,
                                  GBytes **blob,
                                  gsize *size,
                                  GError **error);

G_END_DECLS
