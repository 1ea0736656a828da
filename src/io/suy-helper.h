/* suy-helper.h: how is the import helper found, started and ended?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of the program.  (transfer full) */
char *suy_helper_find (void);

/* Only what libraries, their data and the language of messages need.  (transfer full) */
GStrv suy_helper_make_environment (void);

/* That @helper can't be started because of @cause. */
void suy_helper_set_missing (const char *helper, const GError *cause, GError **error);

/* Ends it, whatever it is doing, and closes @fd, its output. */
void suy_helper_end (GPid pid, int fd);

G_END_DECLS
