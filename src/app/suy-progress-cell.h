/* suy-progress-cell.h: how far is this, and how far should it be?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUY_TYPE_PROGRESS_CELL (suy_progress_cell_get_type ())
G_DECLARE_FINAL_TYPE (SuyProgressCell, suy_progress_cell, SUY, PROGRESS_CELL, GtkWidget)

GtkWidget *suy_progress_cell_new (void);

/**
 * suy_progress_cell_set:
 * @actual_bp: the bar, 0 to 10,000
 * @due_bp: the tick, 0 to 10,000, or -1: none
 * @lamp: (nullable): "yellow", "yellow2", "red" colour the bar
 * @figure: writes the figure beside the bar
 */
void suy_progress_cell_set (SuyProgressCell *self,
                            int actual_bp,
                            int due_bp,
                            const char *lamp,
                            gboolean figure);

G_END_DECLS
