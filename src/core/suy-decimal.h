/* suy-decimal.h: is this text a plain decimal number, and which?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The short way of reading what nearly all number cells of a table hold. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * suy_decimal_parse:
 * @text: nothing but a sign or none, digits and at most one point among or beside them
 * @value: (out): the nearest double, as strtod() in the C locale would give; unset when FALSE
 *
 * Returns: FALSE for any other text, and for more than 15 digits
 */
gboolean suy_decimal_parse (const char *text, double *value);

G_END_DECLS
