/* suy-cases-page.h: the cases by deadline, and the one that is chosen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-book.h"
#include "suy-case-view.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASES_PAGE (suy_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyCasesPage, suy_cases_page, SUY, CASES_PAGE, SuyBook)

SuyCaseView *suy_cases_page_get_view (SuyCasesPage *self);

/* What is listed now.  (nullable), borrowed */
GListModel *suy_cases_page_get_model (SuyCasesPage *self);

/* Lists all states, that of this name, or (NULL) those that are not finished. */
void suy_cases_page_set_state (SuyCasesPage *self, const char *state);

#define SUY_CASES_ALL "all"

G_END_DECLS
