/* suy-csv.h: what does this text file of cells say, and how is one written?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-grid.h"

G_BEGIN_DECLS

/**
 * suy_csv_decode:
 * @encoding: (nullable): an iconv name; NULL: a byte order mark, else UTF-8 if it is sound, else
 *   UTF-16 if every other byte is mostly 0, else GB18030
 * @used: (out): the encoding, a constant or @encoding
 * @error: SUY_ERROR_INVALID when the bytes are not text of that encoding
 *
 * Returns: (transfer full): UTF-8 without mark and without NUL, or NULL with @error set
 */
char *suy_csv_decode (const char *bytes,
                      gsize size,
                      const char *encoding,
                      const char **used,
                      GError **error);

/**
 * suy_csv_parse:
 * @text: (transfer full): UTF-8, which the cells then lie in; cells parted by comma, tab, semicolon
 * or bar, whichever parts the lines most evenly; cells in double quotes may hold line ends and
 * doubled quotes
 * @error: SUY_ERROR_INVALID (a quote that never ends), SUY_ERROR_LIMIT
 *
 * Lines that begin with # before the first other line are remarks.  A row's number counts rows, as
 * a spreadsheet shows it, not lines.
 *
 * Returns: (transfer full): the grid, or NULL with @error set
 */
SuyGrid *suy_csv_parse (char *text, GError **error);

/* Appends @text as one cell, quoted where it must be. */
void suy_csv_append (GString *out, const char *text);

/**
 * suy_csv_guard:
 *
 * A spreadsheet takes text that begins with = + - @ (also full width), tab or return for a formula.
 * One ' before it, and before text that has a ' already, makes it text and can be taken off again.
 * A number stays as it is.
 *
 * Returns: (transfer full)
 */
char *suy_csv_guard (const char *text);

/* The other way.  Only for files that were written with suy_csv_guard().  (transfer full) */
char *suy_csv_unguard (const char *text);

G_END_DECLS
