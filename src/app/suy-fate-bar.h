/* suy-fate-bar.h: how many rows of a file will be new, changed, refused?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-plan-table.h"

G_BEGIN_DECLS

/* Puts a toggle for each fate into @box, which choose what @table shows. */
void suy_fate_bar_fill (GtkBox *box, SuyPlanTable *table);

/* Writes the counts of @plan on the toggles. */
void suy_fate_bar_show (GtkBox *box, SuyImportPlan *plan);

G_END_DECLS
