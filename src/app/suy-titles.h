/* suy-titles.h: how is this cell written, a link by the title of what it leads to?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Titles are looked up many at a time and kept until their register changes.  Main thread. */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_TITLES (suy_titles_get_type ())
G_DECLARE_FINAL_TYPE (SuyTitles, suy_titles, SUY, TITLES, GObject)

/* The one of this workspace, which keeps it.  Borrowed. */
SuyTitles *suy_titles_of (SuyWorkspace *workspace);

/* Looks up the titles that the links of @field in @records lead to; a NULL record is passed over.
 */
void suy_titles_load (SuyTitles *self, const SuyField *field, GPtrArray *records);

/* As people read it in the language of the window; "" for NULL; progress as "52 %".
 * (transfer full) */
char *suy_titles_format (SuyTitles *self, const SuyField *field, const SuyValue *value);

/* The title of a record, else its code, else "#ID".  (transfer full) */
char *suy_titles_of_record (SuyTitles *self, const SuyRecord *record);

/* The title of the record that field @name of @record leads to, "" if none.  (transfer full) */
char *suy_titles_get_link (SuyTitles *self, const SuyRecord *record, const char *name);

G_END_DECLS
