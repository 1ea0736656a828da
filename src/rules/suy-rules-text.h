/* suy-rules-text.h: what stands in this table that ships with the program?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * suy_rules_text:
 * @file: a file of data/rules, "calendar.json"
 *
 * Returns: (transfer full): its text, or NULL with @error set if there is no such file
 */
char *suy_rules_text (const char *file, GError **error);

G_END_DECLS
