/* suy-format.h: which files from outside are read, and is this one what its name says?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_FORMAT_TEXT,  /* cells in lines of text: our own reader */
  SUY_FORMAT_SHEET, /* a spreadsheet: GDAL gives the cells, headings are found by us */
  SUY_FORMAT_TABLE, /* GDAL gives named columns and geometry */
} SuyFormatKind;

typedef struct
{
  const char *ending; /* lower case, without dot */
  SuyFormatKind kind;
  const char *name;       /* for people and reports */
  const char *drivers[3]; /* GDAL's names, NULL behind the last */
} SuyFormat;

/**
 * suy_format_find:
 * @bytes: the beginning of the file, 512 bytes are enough
 * @error: SUY_ERROR_FOREIGN: an ending that isn't read, or content that is none of its kind; the
 *   message says what it looks like and what to do
 *
 * Returns: a constant, or NULL with @error set
 */
const SuyFormat *suy_format_find (const char *path, const char *bytes, gsize size, GError **error);

G_END_DECLS
