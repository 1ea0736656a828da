/* suy-case-row.h: one case in two lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

/* Rows of SuyRow of the register of cases: level, what and where, state, days left. */
void suy_case_row_set_factory (GtkListView *list, SuyWorkspace *workspace);

G_END_DECLS
