/* suy-codes.h: which number did the last code have?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The highest number behind a prefix is looked up once in all codes of the register, and known from
 * then on, as long as nothing happens to records that is not told here. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SuyCodes SuyCodes;

SuyCodes *suy_codes_new (void);
void suy_codes_free (SuyCodes *self);

/* Nothing is known any more. */
void suy_codes_forget (SuyCodes *self);

/* A row of any register was inserted, by whomever; and it was the store's own record, with this
 * code (nullable).  One without the other makes the store forget. */
void suy_codes_see_insert (SuyCodes *self);
void suy_codes_add (SuyCodes *self, const char *reg, const char *code);

/* FALSE: not known.  @last (out): 0 where no code has the prefix */
gboolean suy_codes_get (SuyCodes *self, const char *reg, const char *prefix, gint64 *last);
void suy_codes_set (SuyCodes *self, const char *reg, const char *prefix, gint64 last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCodes, suy_codes_free)

G_END_DECLS
