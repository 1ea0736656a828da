/* suy-export-table.h: the columns and cells of files for people.  Part of suy-export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-export.h"

G_BEGIN_DECLS

/* Headings in their order: ID, the fields, and longitude and latitude or WKT.  (transfer full) */
GStrv suy_export_make_headings (const SuyRegister *reg, const char *language);

/* The cells in that order; NULL for empty ones.  (transfer full) (element-type utf8) */
GPtrArray *suy_export_make_cells (const SuyRecord *record, const SuyExportOptions *options);

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
