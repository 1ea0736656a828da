/* suy-inbox-words.h: how is one thing that is due told to a person?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-inbox.h"

G_BEGIN_DECLS

/* How soon, as the list is grouped. */
typedef enum
{
  SUY_SOON_LATE,
  SUY_SOON_TODAY,
  SUY_SOON_WEEK, /* until Sunday */
  SUY_SOON_LATER,
  SUY_SOON_ANY_TIME, /* without a term */
  SUY_N_SOON,
} SuySoon;

/* @today: "2026-11-20" */
SuySoon suy_inbox_words_get_soon (const SuyInboxItem *item, const char *today);

/* "Late", "This week".  Translated. */
const char *suy_inbox_words_get_soon_label (SuySoon soon);

/* "Sign for an assigned case", of a duty that comes again with the periods that lack it. */
const char *suy_inbox_words_get_what (const SuyInboxItem *item);

/* "Case", "Outfall"; "Routine" for a duty that is about no record. */
const char *suy_inbox_words_get_kind (const SuyInboxItem *item);

/* The record's title, else its number; "" without a record. */
const char *suy_inbox_words_get_object (const SuyInboxItem *item);

/* "your unit is its responsible unit (001-2)"; of everybody's inbox who owes it: "Lin Wei and 2
 * others (001-2)".  (transfer full) */
char *suy_inbox_words_get_why (const SuyInboxItem *item, const char *role);

/* The role of the acting person, for suy_inbox_words_get_why().  (transfer full) */
char *suy_inbox_words_get_role (SuyWorkspace *workspace);

/* The township's name, "" where none is known.  (transfer full) */
char *suy_inbox_words_get_where (SuyWorkspace *workspace, const SuyInboxItem *item);

/* "3 days overdue", "Due today 17:30", "2 periods missing".  (transfer full) */
char *suy_inbox_words_get_due (const SuyInboxItem *item);

/* "due-late", "due-soon" or NULL. */
const char *suy_inbox_words_get_due_class (const SuyInboxItem *item);

/* How many things there are, and how many of them are late; none without @inbox (nullable). */
void suy_inbox_words_count (const SuyInbox *inbox, guint *n, guint *late);

/* "7 things are due, 2 of them late".  (transfer full) */
char *suy_inbox_words_get_counts (guint n, guint late);

G_END_DECLS
