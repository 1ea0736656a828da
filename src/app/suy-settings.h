/* suy-settings.h: what does this person want the window to be like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one settings object, from the installed schema or the one of the build.  Borrowed. */
GSettings *suy_settings_get (void);

/* Which of the two languages of a SuyLabel to show: the first that the person prefers. */
const char *suy_settings_get_language (void);

/* Puts a workspace first in the list "recent", or takes it out. */
void suy_settings_add_recent (const char *path);
void suy_settings_remove_recent (const char *path);

/* Whether the window is dark now. */
gboolean suy_settings_is_dark (void);

G_END_DECLS
