/* suy-refusal.h: why can this move not be made yet, and what would supply what is missing?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line for each requirement; one that is missing is a button that says what supplies it.  Signals
 * "supply" (SuySupply *, borrowed): the person pressed it, and "closed". */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace-moves.h"

G_BEGIN_DECLS

#define SUY_TYPE_REFUSAL (suy_refusal_get_type ())
G_DECLARE_FINAL_TYPE (SuyRefusal, suy_refusal, SUY, REFUSAL, GtkWidget)

/* @missing: (element-type SuyNeed): of @move, or of what must go with it */
void suy_refusal_show (SuyRefusal *self,
                       SuyWorkspace *workspace,
                       const SuyRegister *reg,
                       gint64 id,
                       const SuyMove *move,
                       const GPtrArray *missing);

/* A line for each need that is missing. */
const char *suy_refusal_get_text (SuyRefusal *self);

/* As if the line of that need were pressed; FALSE: nothing supplies it, or it is not missing. */
gboolean suy_refusal_supply (SuyRefusal *self, const char *need);

G_END_DECLS
