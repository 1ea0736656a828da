/* suy-suspects-drawer.h: the ranked list of suspects with their reasons, in step with the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row opens into its reasons.  Signals: "wish-changed": the person wants other conditions, which
 * get_wish() gives; "closed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-suspect-answer.h"
#include "suy-view-selection.h"

G_BEGIN_DECLS

#define SUY_TYPE_SUSPECTS_DRAWER (suy_suspects_drawer_get_type ())
G_DECLARE_FINAL_TYPE (SuySuspectsDrawer, suy_suspects_drawer, SUY, SUSPECTS_DRAWER, GtkWidget)

/* @answer: (nullable) */
void suy_suspects_drawer_set_answer (SuySuspectsDrawer *self, SuySuspectAnswer *answer);

/* The conditions as they stand in the head; only while there is an answer. */
SuySuspectWish suy_suspects_drawer_get_wish (SuySuspectsDrawer *self);

/* What is selected in the list is selected everywhere, and the other way round. */
void suy_suspects_drawer_set_selection (SuySuspectsDrawer *self, SuyViewSelection *selection);

/* Opens the reasons of the suspect at that place of the list, counted from 0. */
void suy_suspects_drawer_expand (SuySuspectsDrawer *self, guint position);

/* Puts the keyboard into the list. */
void suy_suspects_drawer_focus_list (SuySuspectsDrawer *self);

G_END_DECLS
