/* suy-warning-columns.h: which columns does the list of warnings have?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Columns over items of SuyWarningItem, which can be sorted by. */
void suy_warning_columns_add (GtkColumnView *view);

G_END_DECLS
