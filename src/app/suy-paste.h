/* suy-paste.h: which files, or which picture, are in the clipboard?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture comes as the bytes of a file: none is decoded in this process. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*SuyPasteFile) (GtkWidget *widget, GFile *file);
typedef void (*SuyPastePicture) (GtkWidget *widget, const char *name, GBytes *bytes);

/**
 * suy_paste:
 * @widget: whose clipboard; kept until one of the two was called
 *
 * What goes wrong is told by the window.
 *
 * Returns: FALSE if there is neither; else @on_file is called for each file, or @on_picture once
 */
gboolean suy_paste (GtkWidget *widget, SuyPasteFile on_file, SuyPastePicture on_picture);

G_END_DECLS
