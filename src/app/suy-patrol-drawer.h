/* suy-patrol-drawer.h: the points of a grid cell to be visited, in the order of the way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was seen is ticked and saved as a patrol.  Signals: "changed": another list, or none; "told"
 * (gboolean bad, const char *text); "closed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-patrol-list.h"
#include "suy-view-selection.h"

G_BEGIN_DECLS

#define SUY_TYPE_PATROL_DRAWER (suy_patrol_drawer_get_type ())
G_DECLARE_FINAL_TYPE (SuyPatrolDrawer, suy_patrol_drawer, SUY, PATROL_DRAWER, GtkWidget)

GtkWidget *suy_patrol_drawer_new (void);

/* @workspace NULL: nothing, and no list any more */
void suy_patrol_drawer_set_workspace (SuyPatrolDrawer *self, SuyWorkspace *workspace);

/* What is selected in the list is selected everywhere, and the other way round. */
void suy_patrol_drawer_set_selection (SuyPatrolDrawer *self, SuyViewSelection *selection);

/* Makes the list of a cell; @grid 0: the acting inspector's.  What goes wrong stands in its place.
 */
void suy_patrol_drawer_open (SuyPatrolDrawer *self, gint64 grid);

/* (nullable), borrowed */
const SuyPatrolList *suy_patrol_drawer_get_list (SuyPatrolDrawer *self);

/* Ticks the stop, counted from 0. */
void suy_patrol_drawer_tick (SuyPatrolDrawer *self, guint stop, gboolean seen);

/* Saves what is ticked.  FALSE: told why not */
gboolean suy_patrol_drawer_save (SuyPatrolDrawer *self);

/* Puts the keyboard into the list. */
void suy_patrol_drawer_focus_list (SuyPatrolDrawer *self);

G_END_DECLS
