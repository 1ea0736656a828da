/* suy-linked-list.h: which records lead here, and where does this one lead?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "open" (const char *layer, gint64 id). */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_LINKED_LIST (suy_linked_list_get_type ())
G_DECLARE_FINAL_TYPE (SuyLinkedList, suy_linked_list, SUY, LINKED_LIST, GtkWidget)

/* @reg NULL or @id 0: nothing.  Returns: how many records are linked */
guint suy_linked_list_set_record (SuyLinkedList *self,
                                  SuyWorkspace *workspace,
                                  const SuyRegister *reg,
                                  gint64 id);

G_END_DECLS
