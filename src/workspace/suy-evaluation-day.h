/* suy-evaluation-day.h: the evaluation of one day, a part at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Begin, observe, steps until the last one is done, end: one command. */

#pragma once

#include "suy-warning-write.h"

G_BEGIN_DECLS

typedef struct
{
  SuyWarningRun run;
  gboolean is_last; /* of the days: the lamps are brought up to date with it */
  GPtrArray *list;  /* (nullable): what is stepped, SuyEvaluated */
  guint at;
} SuyEvaluationDay;

/* Which days are to be evaluated up to @today (nullable: that of the workspace); none where @from
 * is behind @to.  @error: SUY_ERROR_READ_ONLY */
gboolean suy_evaluation_find_days (SuyWorkspace *self,
                                   const char *today,
                                   gint64 *from,
                                   gint64 *to,
                                   GError **error);

/* The moment of which a day is told: its end, or now if it is not over.  µs UTC */
gint64 suy_evaluation_day_moment (SuyWorkspace *workspace, gint64 day);

/* Opens the command and reads what was kept.  On FALSE nothing is left open. */
gboolean suy_evaluation_day_begin (SuyEvaluationDay *self,
                                   SuyWorkspace *workspace,
                                   gint64 day,
                                   gboolean is_last,
                                   GError **error);

/* Looks at all objects of all indicators that are in use. */
gboolean suy_evaluation_day_observe (SuyEvaluationDay *self, GError **error);

/* Or takes what somebody else has looked at.  @number: of the indicator */
void suy_evaluation_day_take (SuyEvaluationDay *self,
                              guint number,
                              gint64 object,
                              const SuyObservation *seen);

/* One indicator of one object, some 10 ms where a warning opens; then what ends the day. */
gboolean suy_evaluation_day_step (SuyEvaluationDay *self, gboolean *done, GError **error);

/* Keeps it if @ok, else takes it back.  FALSE with @error set if nothing was kept. */
gboolean suy_evaluation_day_end (SuyEvaluationDay *self, gboolean ok, GError **error);

G_END_DECLS
