/* suy-draw-dialog.h: a draw: its list, its seed, what it gave and what comes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_DRAW_DIALOG (suy_draw_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SuyDrawDialog, suy_draw_dialog, SUY, DRAW_DIALOG, GtkWindow)

/* Whether records of the register are drawn. */
gboolean suy_draw_dialog_suits (const SuyRegister *reg);

/**
 * suy_draw_dialog_new:
 * @parent: (nullable): any widget of the window that it stands before
 * @id: 0: a new draw
 */
SuyDrawDialog *suy_draw_dialog_new (GtkWidget *parent,
                                    SuyWorkspace *workspace,
                                    const SuyRegister *reg,
                                    gint64 id);

gint64 suy_draw_dialog_get_id (SuyDrawDialog *self);

G_END_DECLS
