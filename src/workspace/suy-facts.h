/* suy-facts.h: what is known of a record when a move is asked for?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

/**
 * suy_facts_new:
 * @before, @after: the record as it is stored, and with what the move fills in
 * @actor: id of the acting person, 0: nobody
 * @said: (nullable): facts that only a person can give, as "reporter_told" is "yes"; they never
 *   replace what is computed
 *
 * The facts that docs/rules-format.md names, as far as the workspace holds what they need.
 *
 * Returns: (transfer full): text to text, or NULL with @error set
 */
GHashTable *suy_facts_new (SuyWorkspace *self,
                           const SuyRecord *before,
                           const SuyRecord *after,
                           gint64 actor,
                           GHashTable *said,
                           GError **error);

G_END_DECLS
