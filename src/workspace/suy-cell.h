/* suy-cell.h: what does a scanned cell hold?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-private.h"

G_BEGIN_DECLS

#define SUY_CELL_UNKNOWN G_MININT64

/* NULL, 0 or SUY_CELL_UNKNOWN for a cell that holds no such thing. */
const char *suy_cell_text (const SuyValue *value);
gint64 suy_cell_integer (const SuyValue *value);
gint64 suy_cell_day (const SuyValue *value);         /* of a date */
gint64 suy_cell_moment (const SuyValue *value);      /* of a time, µs UTC */
gint64 suy_cell_day_of_time (const SuyValue *value); /* as clocks in China show it */

/**
 * suy_cell_scan:
 * @reg: name of a register
 * @fields: names of up to 16 fields, with NULL at the end
 * @filter: (nullable): a field that is not empty in the rows that are wanted
 * @error: SUY_ERROR_NOT_FOUND where the catalog of the file has no such register or field
 */
gboolean suy_cell_scan (SuyWorkspace *workspace,
                        const char *reg,
                        const char *const *fields,
                        const char *filter,
                        SuyStoreEachRow each,
                        gpointer user_data,
                        GError **error);

/* The same, of the rows whose field @where is @text. */
gboolean suy_cell_scan_where (SuyWorkspace *workspace,
                              const char *reg,
                              const char *const *fields,
                              const char *where,
                              const char *text,
                              SuyStoreEachRow each,
                              gpointer user_data,
                              GError **error);

/* The same, of the rows with these ids (nullable, element-type gint64: of all). */
gboolean suy_cell_scan_some (SuyWorkspace *workspace,
                             const char *reg,
                             const char *const *fields,
                             const GArray *ids,
                             SuyStoreEachRow each,
                             gpointer user_data,
                             GError **error);

G_END_DECLS
