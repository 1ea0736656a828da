/* suy-changes.h: which records have changed since then?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-private.h"

G_BEGIN_DECLS

typedef struct _SuyChanges SuyChanges;

/**
 * suy_changes_new:
 * @since: of suy_store_get_log_end()
 *
 * A state is derived and changes with a row of the journal alone, so those rows count for the
 * records that they are about.
 */
SuyChanges *suy_changes_new (SuyWorkspace *workspace, gint64 since, GError **error);
void suy_changes_free (SuyChanges *self);

/* So much that looking at all is as fast. */
gboolean suy_changes_are_many (const SuyChanges *self);

/* Ids of rows that came, changed, moved or went.  (nullable) (element-type gint64): NULL: none, or
 * the catalog has no such register */
const GArray *suy_changes_get (const SuyChanges *self, const char *reg);

/* Whether a cell of this field was written, in a new row too.  FALSE with @error set, or not */
gboolean suy_changes_have_field (const SuyChanges *self,
                                 const char *reg,
                                 const char *field,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyChanges, suy_changes_free)

G_END_DECLS
