/* suy-words.h: which texts of a column are equal?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Texts that are no plain whole numbers, in the order of first sight; start with { NULL }. */
typedef struct
{
  GHashTable *numbers; /* text to its place, from 1; NULL: none seen */
  GStringChunk *texts;
} SuyWords;

void suy_words_clear (SuyWords *self);

/* Equal texts get equal numbers, above 0, for as long as @self lives; NULL and "" get 0. */
gint64 suy_words_number (SuyWords *self, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyWords, suy_words_clear)

G_END_DECLS
