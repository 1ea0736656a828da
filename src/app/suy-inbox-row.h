/* suy-inbox-row.h: one thing that is due, in two lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-inbox-model.h"

G_BEGIN_DECLS

/* Rows of SuyInboxEntry: level, what and with what, why and where, until when.  The first row of a
 * group has its heading above. */
void suy_inbox_row_set_factory (GtkListView *list, SuyWorkspace *workspace);

G_END_DECLS
