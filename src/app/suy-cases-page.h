/* suy-cases-page.h: the cases as a list or a board, and the one that is chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-book.h"
#include "suy-case-board.h"
#include "suy-case-filter.h"
#include "suy-case-view.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASES_PAGE (suy_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyCasesPage, suy_cases_page, SUY, CASES_PAGE, SuyBook)

SuyCaseView *suy_cases_page_get_view (SuyCasesPage *self);

/* What is listed now.  (nullable), borrowed */
GListModel *suy_cases_page_get_model (SuyCasesPage *self);

SuyCaseFilter *suy_cases_page_get_filter (SuyCasesPage *self);

/* Shows the board in place of the list.  Returns: the board, borrowed */
SuyCaseBoard *suy_cases_page_show_board (SuyCasesPage *self);

G_END_DECLS
