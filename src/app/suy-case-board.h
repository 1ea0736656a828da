/* suy-case-board.h: how many cases stand in each state, and which?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column for each state that has cases, in the order of the machine.  Signals "chosen" (gint64
 * id), "opened" (gint64 id), and "move" (gint64 id, const char *move): a card's button was pressed
 * for it. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_CASE_BOARD (suy_case_board_get_type ())
G_DECLARE_FINAL_TYPE (SuyCaseBoard, suy_case_board, SUY, CASE_BOARD, GtkWidget)

GtkWidget *suy_case_board_new (void);

/* @ids: (nullable) (element-type gint64): cases in their order; NULL: nothing */
void suy_case_board_show (SuyCaseBoard *self, SuyWorkspace *workspace, const GArray *ids);

/* The card that is chosen, and scrolled to; 0: none. */
void suy_case_board_select (SuyCaseBoard *self, gint64 id);

/* As the keys Left (-1) and Right (1) do: the card beside the chosen one, in the next column; the
 * first of all where none is chosen.  FALSE: there is no column beside. */
gboolean suy_case_board_step (SuyCaseBoard *self, int by);

/* Tests: how many columns, and how many cards are in one. */
guint suy_case_board_get_n_columns (SuyCaseBoard *self);
guint suy_case_board_get_n_cards (SuyCaseBoard *self, const char *state);

G_END_DECLS
