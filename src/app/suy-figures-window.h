/* suy-figures-window.h: how many are there, by what, and which checks are still missing?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window beside the main one.  A row that stands for a record leads to it. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_FIGURES_WINDOW (suy_figures_window_get_type ())
G_DECLARE_FINAL_TYPE (SuyFiguresWindow, suy_figures_window, SUY, FIGURES_WINDOW, GtkWindow)

/* @parent: (nullable) */
SuyFiguresWindow *suy_figures_window_new (GtkWindow *parent, SuyWorkspace *workspace);

/* As if it were chosen: a name of the table, or "checks"; FALSE: there is no such one.  @by:
 * (nullable): one of its groupings.  @year: 0: all */
gboolean suy_figures_window_show (SuyFiguresWindow *self,
                                  const char *name,
                                  const char *by,
                                  int year);

/* What is shown, as CSV: headings, then a line a row.  (transfer full) */
char *suy_figures_window_get_text (SuyFiguresWindow *self);

G_END_DECLS
