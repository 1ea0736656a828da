/* suy-crs-list.h: in which coordinate system are the numbers of this file?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Candidates, each with how many places agree with the township that their row names, or lie inside
 * the district.  Signal "chosen". */

#pragma once

#include <gtk/gtk.h>

#include "suy-import-plan.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_CRS_LIST (suy_crs_list_get_type ())
G_DECLARE_FINAL_TYPE (SuyCrsList, suy_crs_list, SUY, CRS_LIST, GtkWidget)

/* The system of the plan is the one that is chosen. */
void suy_crs_list_fill (SuyCrsList *self, SuyWorkspace *workspace, SuyImportPlan *plan);

const char *suy_crs_list_get_chosen (SuyCrsList *self); /* (nullable): as the plan finds it */

G_END_DECLS
