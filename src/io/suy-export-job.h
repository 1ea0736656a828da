/* suy-export-job.h: what is one export given, and what became of it?  Part of suy-export.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program and the module suyuan-export, which holds all that needs GDAL, share it. */

#pragma once

#include "suy-export.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyRegister *reg;
  const char *path;   /* as it was asked for */
  const char *inside; /* the file to write now, of the same name */
  SuyExportOptions options;
  GCancellable *cancellable;
  SuyExportResult result;
  GString *complaint; /* what was found fault with last */
} SuyExportJob;

/* The one function of the module. */
typedef gboolean (*SuyExportWrite) (SuyExportJob *job, GError **error);
#define SUY_EXPORT_SYMBOL "suy_export_write_by_gdal"
gboolean suy_export_write_by_gdal (SuyExportJob *job, GError **error);

/* The next record; NULL at the end, or with @error set when it failed or was cancelled. */
SuyRecord *suy_export_job_take_next (SuyExportJob *self, GError **error);

/* Sets @error to the complaint unless it is set.  Returns: FALSE */
gboolean suy_export_job_fail (SuyExportJob *self, GError **error);

/* What follows the last dot of the name; "" without one. */
const char *suy_export_get_ending (const char *path);

G_END_DECLS
