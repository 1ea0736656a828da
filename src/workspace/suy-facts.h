/* suy-facts.h: what is known of a record when a move is asked for?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docs/rules-format.md lists the facts; each machine's are in a file of their own. */

#pragma once

#include "suy-actor.h"
#include "suy-workspace-moves.h"

G_BEGIN_DECLS

typedef struct
{
  const SuyRecord *before, *after; /* as it is stored, and with what the move fills in; a record
                                    * that is not stored yet has the id 0 */
  const SuyActor *actor;
  const SuyMove *move; /* (nullable): asked for in general */
  gboolean all;        /* look up also what @move does not ask for */
  GHashTable *said;    /* (nullable): what only a person can say; it never replaces what is known */
  const SuyRecord *partner; /* (nullable): the item of a problem, or the problem of an item, as it
                             * will be: what was handed in with one counts for both */
  const SuyRecord *origin;  /* (nullable): the record that gives rise to this one: its files are
                             * copied to it */
  guint n_spawned;          /* problems that come into being in the same command */
  guint n_batch;            /* records that the command moves by the same wish */
} SuyFactsAsk;

/* Returns: (transfer full): text to text, or NULL with @error set */
GHashTable *suy_facts_new (SuyWorkspace *self, const SuyFactsAsk *ask, GError **error);

G_END_DECLS
