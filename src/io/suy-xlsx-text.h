/* suy-xlsx-text.h: how does a text stand in a cell of a workbook, and what does a cell say?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * XML 1.0 cannot carry most control characters, and an XML reader makes a line feed of a return.
 * ECMA-376, 22.9.2.19 (ST_Xstring) writes such a character as _xHHHH_, its UTF-16 unit in hex; a
 * text that looks so by itself has its first _ written as _x005F_. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cell of Excel holds no more UTF-16 units; Excel mends, so harms, files with longer ones. */
#define SUY_XLSX_MAX_UNITS 32767

/* Appends UTF-8 @text as XML character data. */
void suy_xlsx_text_append (GString *xml, const char *text);

/* What the character data says.  Units that are no character by themselves (halves of surrogate
 * pairs, NUL) stay as they are written.  (transfer full) */
char *suy_xlsx_text_decode (const char *text);

/* Length in UTF-16 units, as spreadsheets count. */
gsize suy_xlsx_text_count_units (const char *text);

G_END_DECLS
