/* suy-export-rows.h: files of rows for people: CSV and XLSX.  Part of suy-export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-export-job.h"

G_BEGIN_DECLS

/* By the ending. */
gboolean suy_export_rows_has (const char *path);

gboolean suy_export_rows_write (SuyExportJob *job, GError **error);

G_END_DECLS
