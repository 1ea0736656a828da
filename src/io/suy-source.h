/* suy-source.h: what does this file from outside hold?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is read by suyuan-import-helper in its sandbox; everything that the helper says is
 * checked again here.  A source never changes once read, so threads share it without a lock. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SuySource SuySource;

typedef struct
{
  const char *layer;    /* (nullable): layer or sheet; NULL: the first */
  const char *encoding; /* (nullable): iconv's name; NULL: found out */
  const char *where;    /* (nullable): GDAL's attribute filter on the columns of the source */
  guint header_row;     /* of text and sheets: the row with the headings; 0: found out */
  guint timeout_s;      /* 0: 20 s and 2 s for each MB of the file */
} SuySourceOptions;

/* A remark or a total below the table, which is no record. */
typedef struct
{
  guint row;
  const char *text;
} SuySourceNote;

/**
 * suy_source_open:
 * @path: a plain file; a Shapefile by its .shp
 * @options: (nullable)
 * @error: SUY_ERROR_NOT_FOUND (file, layer), _FOREIGN (not of the kind that its name says),
 * _CORRUPT (cut short or damaged), _INVALID (encoding, filter, no headings), _LIMIT (took too long
 * or too much memory), _IO (the helper is missing or died), G_IO_ERROR_CANCELLED
 *
 * Blocks until all is read: call it in a thread of a window.  The helper is the program that
 * SUYUAN_IMPORT_HELPER names, else stands beside the running program, else is the installed one.
 *
 * Returns: (transfer full): the source, or NULL with @error set
 */
SuySource *suy_source_open (const char *path,
                            const SuySourceOptions *options,
                            GCancellable *cancellable,
                            GError **error);

SuySource *suy_source_ref (SuySource *self);
void suy_source_unref (SuySource *self);

const char *suy_source_get_path (SuySource *self);
const char *suy_source_get_format (SuySource *self);   /* "CSV", "XLSX", "GeoPackage", ... */
const char *suy_source_get_encoding (SuySource *self); /* "" where the form has only one */
const char *suy_source_get_layer (SuySource *self);    /* "" for text */
const char *const *suy_source_get_layers (SuySource *self);
const char *suy_source_get_sandbox (
    SuySource *self); /* what held the helper: "seccomp, landlock" */

/* "EPSG:4527", WKT, or "" when the file does not say. */
const char *suy_source_get_crs (SuySource *self);

/* The row of the headings and how many rows they take; 0 and 0 for tables. */
guint suy_source_get_header_row (SuySource *self);
guint suy_source_get_n_header_rows (SuySource *self);

guint suy_source_get_n_columns (SuySource *self);
const char *suy_source_get_column (SuySource *self, guint column); /* "parent/child" where merged */
const char *suy_source_get_column_type (SuySource *self,
                                        guint column);          /* text, integer, real, ... */
int suy_source_find_column (SuySource *self, const char *name); /* -1: none */

guint32 suy_source_get_n_rows (SuySource *self);

/* As a person sees it: the row of the sheet, or the place among the features from 1. */
guint suy_source_get_row_number (SuySource *self, guint32 row);

/* NULL where the cell is empty. */
const char *suy_source_get_cell (SuySource *self, guint32 row, guint column);

/* All cells of a row at once.  @cells: room for as many as there are columns. */
void suy_source_get_row (SuySource *self, guint32 row, const char **cells);

gboolean suy_source_has_geometry (SuySource *self);

/* Little-endian 2D WKB in the file's own coordinates; NULL: none.  Borrowed. */
const guint8 *suy_source_get_wkb (SuySource *self, guint32 row, gsize *size);

/* (element-type SuySourceNote) */
const GArray *suy_source_get_notes (SuySource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySource, suy_source_unref)

G_END_DECLS
