/* suy-demo-facts.h: what do the people of the demo know when they make a move?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-demo.h"
#include "suy-moves.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

typedef struct _SuyDemoFacts SuyDemoFacts;

/* @workspace is borrowed; its people and units must be in it. */
SuyDemoFacts *suy_demo_facts_new (SuyWorkspace *workspace);
void suy_demo_facts_free (SuyDemoFacts *self);

/**
 * suy_demo_facts_look:
 * @move: its evidence counts from now on
 * @record: with what the move fills in
 * @bp: progress of the record before that
 *
 * Returns: (transfer full): the facts that @found asks for
 */
GHashTable *suy_demo_facts_look (SuyDemoFacts *self,
                                 const SuyDemoMove *move,
                                 const SuyMove *found,
                                 const SuyRecord *record,
                                 gint64 bp);

/* Code of the unit that a person works for.  Borrowed, nullable. */
const char *suy_demo_facts_get_unit (SuyDemoFacts *self, gint64 person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyDemoFacts, suy_demo_facts_free)

G_END_DECLS
