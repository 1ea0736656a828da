/* suy-export.h: how does a register become a file for others?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two manners.  Files for maps and programs (GeoPackage, GeoJSON, Shapefile, KML, FlatGeobuf, ...)
 * have the names of fields and choices as they are stored.  Files for people (CSV, XLSX, ODS) have
 * labels, of fields as headings and of choices in cells, in the language asked, and longitude and
 * latitude, or WKT, in columns of their own; importing such a file finds all of them again.  Links
 * are keys in both.  Ids are text, but the key of a GeoPackage, which is the id itself.  Nothing is
 * a live formula. */

#pragma once

#include <gio/gio.h>

#include "suy-record.h"
#include "suy-source.h"

G_BEGIN_DECLS

/* Returns: (transfer full): the next record; NULL at the end, or with @error set */
typedef SuyRecord *(*SuyExportNext) (gpointer user_data, GError **error);

/* What people call the record that a link points to.  Returns: (transfer full) (nullable) */
typedef char *(*SuyExportLink) (const SuyField *field, gint64 id, gpointer user_data);

typedef struct
{
  const char *language; /* (nullable): "zh_CN", "en"; NULL: of the locale */
  gboolean official;    /* the bureau's own table, suy-ledger-table.h; CSV and XLSX alone */
  SuyExportNext next;
  SuyExportLink link; /* (nullable): ids in decimal */
  gpointer user_data;
} SuyExportOptions;

typedef struct
{
  guint64 n_records;
  guint64 n_cut; /* texts that the form can't hold whole, as a Shapefile beyond 254 bytes */
} SuyExportResult;

/**
 * suy_export_write:
 * @path: its ending says the form: any that GDAL writes
 * @result: (out) (optional)
 * @error: SUY_ERROR_FOREIGN (ending), SUY_ERROR_IO, G_IO_ERROR_CANCELLED, what @options->next says
 *
 * Writes beside @path and renames at the end: a file that was there stays until then.  A Shapefile
 * is several files.
 */
gboolean suy_export_write (const char *path,
                           const SuyRegister *reg,
                           const SuyExportOptions *options,
                           GCancellable *cancellable,
                           SuyExportResult *result,
                           GError **error);

/* Whether a CSV file has exactly the headings that we give to that register, in either language. */
gboolean suy_export_is_ours (SuySource *source, const SuyRegister *reg);

G_END_DECLS
