/* suy-duplicate-list.h: may this new case be one that is there already?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases near in place and time, with distance and age; the person links to one of them or says why
 * it is another.  Invisible while there are none. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_DUPLICATE_LIST (suy_duplicate_list_get_type ())
G_DECLARE_FINAL_TYPE (SuyDuplicateList, suy_duplicate_list, SUY, DUPLICATE_LIST, GtkWidget)

GtkWidget *suy_duplicate_list_new (void);

/* Compares @draft, which is not kept.  Returns: how many candidates there are */
guint suy_duplicate_list_show (SuyDuplicateList *self,
                               SuyWorkspace *workspace,
                               const SuyRecord *draft);

/* Chooses a candidate, or says why none is the same. */
void suy_duplicate_list_link (SuyDuplicateList *self, gint64 id);
void suy_duplicate_list_set_reason (SuyDuplicateList *self, const char *reason);

/* Writes what was decided into the record; FALSE: nothing is decided yet. */
gboolean suy_duplicate_list_apply (SuyDuplicateList *self, SuyRecord *record);

G_END_DECLS
