/* suy-findings-columns.h: how does a finding stand in a row?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Kind, size, what it is, the proposed change, the place; each can be sorted by.  The view's items
 * are SuyRiverFinding. */
void suy_findings_columns_add (GtkColumnView *view);

G_END_DECLS
