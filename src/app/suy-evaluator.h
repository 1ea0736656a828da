/* suy-evaluator.h: when are the warnings of the open workspace brought up to date?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When it is opened, when a day begins, a little after edits, and when asked; never in the way of
 * the main loop.  A file that is open for reading only is looked at and keeps its warnings. Signals
 * "changed": it began or ended; "failed" (const char *message). */

#pragma once

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_EVALUATOR (suy_evaluator_get_type ())
G_DECLARE_FINAL_TYPE (SuyEvaluator, suy_evaluator, SUY, EVALUATOR, GObject)

SuyEvaluator *suy_evaluator_new (void);

/* (nullable): evaluates another one at once. */
void suy_evaluator_set_workspace (SuyEvaluator *self, SuyWorkspace *workspace);

/* Now; once more when it is over, if it is going on. */
void suy_evaluator_run (SuyEvaluator *self);

gboolean suy_evaluator_is_running (SuyEvaluator *self);

/* When the warnings were evaluated, in words.  (transfer full) */
char *suy_evaluator_describe (SuyEvaluator *self);

G_END_DECLS
