/* suy-fold.h: do two writings mean the same word, and which word was meant?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Without spaces of any kind at the ends.  Returns: (transfer full) */
char *suy_fold_trim (const char *text);

/* Whether suy_fold_trim() has nothing to do for a text of @length bytes. */
gboolean suy_fold_is_trimmed (const char *text, gsize length);

/* Whether it is UTF-8 of which suy_fold_width() only trims the ends.  FALSE may mean not known. */
gboolean suy_fold_is_narrow (const char *text);

/* Full-width forms narrowed (NFKC) and the ends trimmed: "　１２．５ " gives "12.5".
 * Returns: (transfer full) */
char *suy_fold_width (const char *text);

/* For comparing words: width and case folded, all spaces dropped.  Returns: (transfer full) */
char *suy_fold (const char *text);

/* The same for column headings: what stands in brackets at the end, a unit as a rule, is dropped
 * unless nothing else is left.  Returns: (transfer full) */
char *suy_fold_heading (const char *text);

/**
 * suy_fold_nearest:
 * @known: (array zero-terminated=1)
 *
 * The known word with the fewest changed, missing or swapped letters, if a third of the letters at
 * most (and at least two of them right).  Source: optimal string alignment distance.
 *
 * Returns: (nullable): an element of @known
 */
const char *suy_fold_nearest (const char *word, const char *const *known);

G_END_DECLS
