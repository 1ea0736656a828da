/* suy-seen.h: in which row was this text first?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuySeen SuySeen; /* remembers a row for each of up to 2^31 texts */

SuySeen *suy_seen_new (void);
void suy_seen_free (SuySeen *self);
void suy_seen_clear (SuySeen *self); /* forgets all */

/**
 * suy_seen_add:
 * @kind: texts of different kinds are never the same
 * @row: above 0
 *
 * Returns: the row that @text came with first, or 0 if it is new and now remembered
 */
guint suy_seen_add (SuySeen *self, char kind, const char *text, guint row);

/* Says that @text may soon be added, so that what will be looked at is fetched from memory
 * meanwhile. */
void suy_seen_expect (SuySeen *self, char kind, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuySeen, suy_seen_free)

G_END_DECLS
