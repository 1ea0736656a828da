/* suy-suspects-columns.h: what do the columns of the list of suspects show?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds all columns with their sorters to @view, whose model is to hold GtkTreeListRow of
 * SuySuspectItem. */
void suy_suspects_columns_add (GtkColumnView *view);

G_END_DECLS
