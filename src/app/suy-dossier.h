/* suy-dossier.h: what is known of the selected object?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Properties "workspace" and "selection" as of a page. */

#pragma once

#include <gtk/gtk.h>

#include "suy-view-selection.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_DOSSIER (suy_dossier_get_type ())
G_DECLARE_FINAL_TYPE (SuyDossier, suy_dossier, SUY, DOSSIER, GtkWidget)

/* Shows "summary", "cases", "ledger", "data", "files" or "history". */
void suy_dossier_show_tab (SuyDossier *self, const char *name);

G_END_DECLS
