/* suy-shortcuts.h: which keys do what?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window that lists the keys: of the actions, as the application of @parent has them, and those
 * of the views. */
GtkWidget *suy_shortcuts_new (GtkWindow *parent);

G_END_DECLS
