/* suy-warning-run.h: one evaluation, of a day or of what changed on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-warning-write.h"

G_BEGIN_DECLS

/* The command that an evaluation writes in, by the role “system”. */
SuyCommandInfo suy_warning_run_command (SuyWorkspace *workspace);

/* The moment of which a day is told: its end, midnight in China, or now if it is not over.  µs UTC
 */
gint64 suy_warning_run_find_moment (SuyWorkspace *workspace, gint64 day);

SuyWarningRun *suy_warning_run_new (SuyWorkspace *workspace, gint64 day, GError **error);
void suy_warning_run_free (SuyWarningRun *run);

/* Reads the indicators and what is kept from the evaluation before; within the open command. */
gboolean suy_warning_run_load (SuyWarningRun *run, GError **error);

/* @objects: (nullable) (element-type gint64): these alone; NULL: all, and what was seen before
 * counts no more */
gboolean suy_warning_run_observe (SuyWarningRun *run,
                                  guint indicator,
                                  const GArray *objects,
                                  GError **error);
gboolean suy_warning_run_observe_all (SuyWarningRun *run, GError **error);

/* Or takes what somebody else has looked at.  @indicator: its number */
void suy_warning_run_take (SuyWarningRun *run,
                           guint indicator,
                           gint64 object,
                           const SuyObservation *seen);

/* Brings the warnings of these objects (nullable, gint64: of all) up to what was seen.  The same
 * day may be stepped again and again. */
gboolean suy_warning_run_step (SuyWarningRun *run, GHashTable *objects, GError **error);

/* The same in parts: what is to be stepped, with its level by all that was seen (transfer
 * container), and one of it, which is freed if nothing is to be kept of it. */
GPtrArray *suy_warning_run_list (SuyWarningRun *run, GHashTable *objects);
gboolean suy_warning_run_step_one (SuyWarningRun *run, SuyEvaluated *one, GError **error);

/* Takes @run: the workspace keeps it for suy_workspace_evaluate_changed(). */
void suy_warning_run_keep (SuyWarningRun *run);

/* Tells of what evaluations have written since then, by suy_store_get_log_end(). */
void suy_warning_run_tell_changed (SuyWorkspace *workspace, gint64 since);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyWarningRun, suy_warning_run_free)

G_END_DECLS
