/* suy-record-cell.h: how is one field of a row shown in a table?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-record-model.h"

G_BEGIN_DECLS

/* Levels with their shape, states as pills, numbers right-aligned, all else as text; with @as_plan
 * progress as a bar, deadlines as days left before @today, and a press on a lamp activates the
 * row, by the action "table.activate" of the table. */
GtkListItemFactory *suy_record_cell_factory_new (SuyWorkspace *workspace,
                                                 const SuyField *field,
                                                 gboolean as_plan);

/* Pixels that a column of this field takes, at least for the title. */
int suy_record_cell_get_width (const SuyRegister *reg, const SuyField *field);

G_END_DECLS
