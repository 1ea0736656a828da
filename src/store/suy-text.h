/* suy-text.h: how is a text written so that people find it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search table splits at spaces, so every Han character is set apart, and the first letters of
 * their readings are added: 黄坑镇 is found by 坑镇, by hkz and by kz.  Limits: readings are those
 * of single characters (U+4E00 to U+9FFF), with a second one where a hand-made list has it;
 * initials are made of the first 12 characters from each on, and only in texts of up to 40
 * characters. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds @text to @body.  Width, case and compatibility forms are folded; parts of codes are added.
 */
void suy_text_add (GString *body, const char *text);

/* Words that must all be there, as an FTS5 expression; the last letters of a word may be missing.
 * (transfer full) (nullable): NULL: no word in it */
char *suy_text_make_query (const char *text);

/* First letters of the readings of @c, most usual first: "c", "zc"; "" where none is known.
 * (nullable): @letters has room for 4 bytes */
void suy_text_get_initials (gunichar c, char letters[4]);

G_END_DECLS
