/* suy-save-dialog.h: into which file shall this list go?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What @owner shows, for a file of this name.  (transfer full) */
typedef char *(*SuySaveText) (GtkWidget *owner, const char *path);

/* Asks for a file and writes the text into it; what goes wrong is told by the window.  A dialog
 * that
 * @owner has open goes, and so does this one with @owner. */
void suy_save_dialog_show (GtkWidget *owner,
                           const char *title,
                           const char *name,
                           SuySaveText get_text);

G_END_DECLS
