/* suy-need.h: is this one requirement of a move met?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that a table may use; docs/rules-format.md explains them. */

#pragma once

#include "suy-moves.h"

G_BEGIN_DECLS

/* What is wrong with the writing of @name, "field:goal", or NULL. */
const char *suy_need_check (const char *name);

/* @name must have passed suy_need_check().  A field that the register lacks is empty. */
gboolean suy_need_is_met (const char *name, const SuyMoveAsk *ask);

/* Whether it asks for the fact, "fact:returns>=2" for "returns", "actor-in:owner" for
 * "code:owner". */
gboolean suy_need_names (const char *name, const char *fact);

G_END_DECLS
