/* suy-view-button.h: which view, and how many things wait in it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-page.h"

G_BEGIN_DECLS

/**
 * suy_view_button_new:
 * @child: the page; what its properties "count" and "count-text" say, if it has them, stands in a
 *   badge beside the title, and as the button's accessible description
 *
 * Returns: a toggle button of the switcher with the action win.view
 */
GtkWidget *suy_view_button_new (const SuyPage *page, GtkWidget *child);

/* "7", "99+", or "" for 0.  (transfer full) */
char *suy_view_button_format (guint count);

G_END_DECLS
