/* suy-results-drawer.h: the list of what a query found, in step with the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: "limit-changed" (double): the person wants another radius (m) or limit (km); "closed".
 */

#pragma once

#include <gtk/gtk.h>

#include "suy-answer.h"
#include "suy-view-selection.h"

G_BEGIN_DECLS

#define SUY_TYPE_RESULTS_DRAWER (suy_results_drawer_get_type ())
G_DECLARE_FINAL_TYPE (SuyResultsDrawer, suy_results_drawer, SUY, RESULTS_DRAWER, GtkWidget)

/* @answer: (nullable) */
void suy_results_drawer_set_answer (SuyResultsDrawer *self, SuyAnswer *answer);

/* What is selected in the list is selected everywhere, and the other way round. */
void suy_results_drawer_set_selection (SuyResultsDrawer *self, SuyViewSelection *selection);

/* Puts the keyboard into the list. */
void suy_results_drawer_focus_list (SuyResultsDrawer *self);

G_END_DECLS
