/* suy-utf8.h: is this text UTF-8?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As g_utf8_validate_len(), so NUL is none; made for cells, of which most are short and ASCII. */
gboolean suy_utf8_is_valid (const char *text, gsize length);

G_END_DECLS
