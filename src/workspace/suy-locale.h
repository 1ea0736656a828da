/* suy-locale.h: which language does the program speak?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a program does first, before any text: takes the person's locale and our translations, from
 * SUYUAN_LOCALE_DIR if that is set.  Names and texts are UTF-8 also where no locale was chosen, as
 * in a bare root shell. */
void suy_locale_begin (void);

G_END_DECLS
