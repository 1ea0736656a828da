/* suy-warnings-page.h: the open warnings, and what is to be done with each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page (suy-page.h) whose count are the open ones that are yellow or above.  It evaluates
 * the workspace that it is given, whether it is looked at or not. */

#pragma once

#include "suy-book.h"
#include "suy-warning-bar.h"
#include "suy-warning-board.h"
#include "suy-warning-view.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNINGS_PAGE (suy_warnings_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningsPage, suy_warnings_page, SUY, WARNINGS_PAGE, SuyBook)

typedef enum
{
  SUY_WARNINGS_BOARD,
  SUY_WARNINGS_LIST,
  SUY_WARNINGS_STATS,
} SuyWarningsMode;

void suy_warnings_page_set_mode (SuyWarningsPage *self, SuyWarningsMode mode);

/* Opens one; 0: shows the others again. */
void suy_warnings_page_open (SuyWarningsPage *self, gint64 id);

/* The table of all indicators instead of the warnings. */
void suy_warnings_page_show_indicators (SuyWarningsPage *self);

/* Brings the warnings up to date, beside the main loop; property "busy" tells when. */
void suy_warnings_page_evaluate (SuyWarningsPage *self);

SuyWarningBar *suy_warnings_page_get_bar (SuyWarningsPage *self);
SuyWarningBoard *suy_warnings_page_get_board (SuyWarningsPage *self);
SuyWarningView *suy_warnings_page_get_view (SuyWarningsPage *self);
GListModel *suy_warnings_page_get_items (SuyWarningsPage *self); /* that are listed */

G_END_DECLS
