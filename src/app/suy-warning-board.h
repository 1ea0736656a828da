/* suy-warning-board.h: the warnings in four columns, the gravest level first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up and down walk a column, left and right go to the next one that has cards.  Signals "chosen"
 * (gint64 id): another card is selected by the person; "opened" (gint64 id): Enter, or a double
 * click. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_BOARD (suy_warning_board_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningBoard, suy_warning_board, SUY, WARNING_BOARD, GtkWidget)

GtkWidget *suy_warning_board_new (void);

/* @items: (nullable): of SuyWarningItem, in the order of the cards */
void suy_warning_board_show (SuyWarningBoard *self, SuyWorkspace *workspace, GListModel *items);

/* Selects a card without a signal, and has the keyboard there if @focus. */
void suy_warning_board_select (SuyWarningBoard *self, gint64 id, gboolean focus);
gint64 suy_warning_board_get_selected (SuyWarningBoard *self); /* 0: none */

/* @by: -1 to the column on the left, 1 to that on the right.  FALSE: there is none with cards. */
gboolean suy_warning_board_step (SuyWarningBoard *self, int by);

guint suy_warning_board_count (SuyWarningBoard *self, SuyLevel level);

G_END_DECLS
