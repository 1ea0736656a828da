/* suy-case-filter.h: which cases does the person want to see?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words, township, state, overdue, mine, the order, and filters that are kept under a name.  Signal
 * "changed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-case-query.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASE_FILTER (suy_case_filter_get_type ())
G_DECLARE_FINAL_TYPE (SuyCaseFilter, suy_case_filter, SUY, CASE_FILTER, GtkWidget)

/* Nothing is filtered but what is finished. */
void suy_case_filter_set_workspace (SuyCaseFilter *self, SuyWorkspace *workspace);

/* Clear @query. */
void suy_case_filter_get_query (SuyCaseFilter *self, SuyCaseQuery *query);
void suy_case_filter_set_query (SuyCaseFilter *self, const SuyCaseQuery *query);
void suy_case_filter_set_state (SuyCaseFilter *self, const char *state);

/* Keeps what is chosen under that name; takes what was kept under it. */
gboolean suy_case_filter_keep (SuyCaseFilter *self, const char *name);
gboolean suy_case_filter_take (SuyCaseFilter *self, const char *name);

/* Counts what is overdue anew. */
void suy_case_filter_count (SuyCaseFilter *self);

const char *suy_case_filter_get_order_label (SuyCaseFilter *self); /* "by deadline" */
void suy_case_filter_focus_search (SuyCaseFilter *self);

G_END_DECLS
