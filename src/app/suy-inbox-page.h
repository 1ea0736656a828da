/* suy-inbox-page.h: what is due from the acting person, and the record that is chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page (suy-page.h).  What is due is read in a thread after each change, when another person acts
 * and when the day changes. */

#pragma once

#include "suy-book.h"
#include "suy-duty-pane.h"

G_BEGIN_DECLS

#define SUY_TYPE_INBOX_PAGE (suy_inbox_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyInboxPage, suy_inbox_page, SUY, INBOX_PAGE, SuyBook)

/* Shows what is due from everybody, or from the acting person again. */
void suy_inbox_page_show_everybody (SuyInboxPage *self, gboolean everybody);

/* What is listed now.  Borrowed. */
SuyInboxModel *suy_inbox_page_get_model (SuyInboxPage *self);

SuyDutyPane *suy_inbox_page_get_view (SuyInboxPage *self);

/* As if the row were clicked, or chosen and Enter pressed; FALSE: there is no such row. */
gboolean suy_inbox_page_select (SuyInboxPage *self, guint position);
gboolean suy_inbox_page_activate (SuyInboxPage *self, guint position);

G_END_DECLS
