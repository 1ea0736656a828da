/* suy-findings-drawer.h: the findings of the river check below the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: "shown" (SuyRiverFinding *): a row was chosen, the map should show it; "closed";
 * "told" (gboolean bad, const char *what): for the message bar of the window. */

#pragma once

#include <gtk/gtk.h>

#include "suy-findings.h"

G_BEGIN_DECLS

#define SUY_TYPE_FINDINGS_DRAWER (suy_findings_drawer_get_type ())
G_DECLARE_FINAL_TYPE (SuyFindingsDrawer, suy_findings_drawer, SUY, FINDINGS_DRAWER, GtkWidget)

/* (nullable): nothing is listed */
void suy_findings_drawer_set_findings (SuyFindingsDrawer *self,
                                       SuyFindings *findings,
                                       gboolean read_only);
SuyFindings *suy_findings_drawer_get_findings (SuyFindingsDrawer *self); /* (nullable) */

/* The row that is chosen.  (nullable) */
SuyRiverFinding *suy_findings_drawer_get_chosen (SuyFindingsDrawer *self);
void suy_findings_drawer_choose (SuyFindingsDrawer *self, guint at);

/* Chooses the row of that key as soon as it is there.  (nullable) */
void suy_findings_drawer_want (SuyFindingsDrawer *self, const char *key);

G_END_DECLS
