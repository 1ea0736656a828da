/* suy-inbox-model.h: the things that are due, as the rows of a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A GListModel of SuyInboxEntry, late ones first; the first entry of each group knows its
 * heading. */

#pragma once

#include "suy-inbox-words.h"

G_BEGIN_DECLS

#define SUY_TYPE_INBOX_ENTRY (suy_inbox_entry_get_type ())
G_DECLARE_FINAL_TYPE (SuyInboxEntry, suy_inbox_entry, SUY, INBOX_ENTRY, GObject)

/* Lives as long as the entry. */
const SuyInboxItem *suy_inbox_entry_get_item (SuyInboxEntry *self);

/* Why it is the person's, as suy_inbox_words_get_why().  (transfer full) */
char *suy_inbox_entry_get_why (SuyInboxEntry *self);

/* "Late · 4" of the first one of a group, else NULL. */
const char *suy_inbox_entry_get_heading (SuyInboxEntry *self);

#define SUY_TYPE_INBOX_MODEL (suy_inbox_model_get_type ())
G_DECLARE_FINAL_TYPE (SuyInboxModel, suy_inbox_model, SUY, INBOX_MODEL, GObject)

SuyInboxModel *suy_inbox_model_new (void);

/* Shows another inbox, through the filter that is set.  @workspace and @inbox may be NULL. */
void suy_inbox_model_set (SuyInboxModel *self, SuyWorkspace *workspace, SuyInbox *inbox);

/* The inbox that is shown, of which the rows may be a part.  (nullable), borrowed */
SuyInbox *suy_inbox_model_get_inbox (SuyInboxModel *self);

/**
 * suy_inbox_model_filter:
 * @kind: (nullable): as suy_inbox_words_get_kind(); NULL: all
 * @text: words that all must be in what, object, number or township; "": no matter
 * @late: late ones alone
 */
void suy_inbox_model_filter (SuyInboxModel *self,
                             const char *kind,
                             const char *text,
                             gboolean late);

typedef struct
{
  const char *label; /* lives as long as the program's language */
  guint count;
} SuyInboxKind;

/* Kinds that there are, in the order of their first item.  (element-type SuyInboxKind) */
GArray *suy_inbox_model_list_kinds (SuyInboxModel *self);

/* How many pass the filter; the list has all of them a moment later. */
guint suy_inbox_model_get_n_all (SuyInboxModel *self);

/* The row about that record with that duty; @duty NULL: with any.  GTK_INVALID_LIST_POSITION: none
 */
guint suy_inbox_model_find (SuyInboxModel *self,
                            const char *duty,
                            const SuyRegister *reg,
                            gint64 id);

G_END_DECLS
