/* suy-key-index.h: which record says this text in that field?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For fields that the file has no index over, asked about row after row: a column is read once, not
 * once for each row. */

#pragma once

#include "suy-store.h"

G_BEGIN_DECLS

typedef struct _SuyKeyIndex SuyKeyIndex; /* of one register; belongs to the store's thread */

/* @store and @reg must live as long. */
SuyKeyIndex *suy_key_index_new (SuyStore *store, const SuyRegister *reg);
void suy_key_index_free (SuyKeyIndex *self);

/**
 * suy_key_index_find:
 * @field: one of the register's
 *
 * Reads the column when it is first asked for, and again when anything was written since.
 *
 * Returns: the record's id, 0 if there is none, or -1: more than one, or @error is set
 */
gint64 suy_key_index_find (SuyKeyIndex *self,
                           const SuyField *field,
                           const char *text,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyKeyIndex, suy_key_index_free)

G_END_DECLS
