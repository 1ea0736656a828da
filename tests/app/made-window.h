/* made-window.h: the whole window over a made bureau, for tests that use it as people do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "made-bureau.h"
#include "suy-window.h"

G_BEGIN_DECLS

/* Presented, with the file of the bureau open. */
SuyWindow *made_window_open (Bureau *bureau);

/* Closes the bureau too. */
void made_window_close (SuyWindow *window, Bureau *bureau);

/* Another acting person, chosen by the button of the window. */
void made_window_act_as (SuyWindow *window, const char *person);

/* Runs the main loop until it has nothing left to do. */
void made_settle (void);

/* The first widget of that type at or below @widget, NULL if there is none. */
GtkWidget *made_find (GtkWidget *widget, GType type);

/* What the template of @type, of which @widget is, names @id. */
gpointer made_child (GtkWidget *widget, GType type, const char *id);

/* Whether a key that is pressed on @widget is taken by its controllers. */
gboolean made_press (GtkWidget *widget, guint key, GdkModifierType modifiers);

G_END_DECLS
