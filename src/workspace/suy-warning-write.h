/* suy-warning-write.h: how is what an evaluation found written down?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-calendar.h"
#include "suy-evaluation.h"

G_BEGIN_DECLS

/* The newest version of an indicator in the register, which the bureau may change. */
typedef struct
{
  gint64 id;
  gint64 version;
  gboolean active; /* it is in use, is defined, and can be observed */
  SuyThresholds thresholds;
  gint64 unit; /* that answers where the object names none; 0: nobody */
} SuyIndicatorRecord;

/* One day's evaluation. */
typedef struct
{
  SuyWorkspace *workspace;
  const SuyIndicators *indicators;
  const SuyWarningLevels *levels;
  SuyCalendar *calendar;
  gint64 day, moment;
  SuyIndicatorRecord *records; /* by number of the indicator */
  SuyEvaluation *evaluation;
  guint indicator; /* that is being observed */
  guint n_changed;
} SuyWarningRun;

/* Reads the records of the indicators, and makes those that are missing.  @numbers: gets every
 * version's id, gint64 to guint. */
gboolean suy_warning_read_indicators (SuyWarningRun *run, GHashTable *numbers, GError **error);

/* The same without writing: those that are missing are as the table has them. */
gboolean suy_warning_look_up_indicators (SuyWarningRun *run, GHashTable *numbers, GError **error);

/**
 * suy_warning_write:
 * @one: after the step
 * @kept: (inout): before the step
 *
 * Makes the moves of the step.  Where a level cannot be left yet, since its record is still due,
 * @one stays at it.
 */
gboolean suy_warning_write (SuyWarningRun *run,
                            SuyEvaluated *one,
                            const SuyWarning *kept,
                            SuyWarningStep step,
                            GError **error);

/* A move that the program itself makes, with a fact that it knows (nullable).  @missing: (out):
 * something is missing for it, and nothing was written */
gboolean suy_warning_run_move (SuyWarningRun *run,
                               const SuyRecord *changes,
                               const char *name,
                               const char *fact,
                               const char *note,
                               gboolean *missing,
                               GError **error);

/* The role; for the unit and its head the unit's code, so that no other unit is meant.  @unit: its
 * id, 0: none.  (transfer full) */
char *suy_warning_get_recipient (const SuyWarningRun *run, const char *role, gint64 unit);

/* The newest reading, into the open warning. */
gboolean suy_warning_write_value (SuyWarningRun *run, const SuyEvaluated *one, GError **error);

G_END_DECLS
