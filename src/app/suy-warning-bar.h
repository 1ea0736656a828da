/* suy-warning-bar.h: which warnings does the page show?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "changed": another wish of the person. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace-warnings.h"

G_BEGIN_DECLS

#define SUY_TYPE_WARNING_BAR (suy_warning_bar_get_type ())
G_DECLARE_FINAL_TYPE (SuyWarningBar, suy_warning_bar, SUY, WARNING_BAR, GtkWidget)

void suy_warning_bar_set_workspace (SuyWarningBar *self, SuyWorkspace *workspace);

/* What is asked for; its texts belong to the bar, and hold until it changes. */
void suy_warning_bar_get (SuyWarningBar *self, SuyWarningFilter *filter);

/* Everything is shown again; tells so only if it was not. */
void suy_warning_bar_clear (SuyWarningBar *self);

/* As a person sets them. */
void suy_warning_bar_set_text (SuyWarningBar *self, const char *text);
void suy_warning_bar_set_indicator (SuyWarningBar *self, const char *code); /* NULL: all */
void suy_warning_bar_set_township (SuyWarningBar *self, gint64 id);         /* 0: all */
void suy_warning_bar_set_mine (SuyWarningBar *self, gboolean mine);
void suy_warning_bar_set_due (SuyWarningBar *self, gboolean due);

/* How many are due today or late, on the button that shows those alone. */
void suy_warning_bar_show_due (SuyWarningBar *self, guint n);

void suy_warning_bar_focus_search (SuyWarningBar *self);

G_END_DECLS
