/* suy-evaluation-day.h: the evaluation of one day, a part at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two commands: the ladder, begun with what was looked at; then the day, begun, observed.  Each is
 * stepped until its last step is done, and ended. */

#pragma once

#include "suy-warning-run.h"

G_BEGIN_DECLS

typedef struct
{
  SuyWarningRun *run;
  gboolean is_last; /* of the days: the lamps are brought up to date with it, and @run is kept */
  GPtrArray *list;  /* (nullable): what is stepped, SuyEvaluated */
  GArray *ladder;   /* (nullable): or SuyLadderWork */
  guint at;
} SuyEvaluationDay;

/* Which days are to be evaluated up to @today (nullable: that of the workspace); none where @from
 * is behind @to.  @error: SUY_ERROR_READ_ONLY */
gboolean suy_evaluation_find_days (SuyWorkspace *self,
                                   const char *today,
                                   gint64 *from,
                                   gint64 *to,
                                   GError **error);

/* What the program does by itself before it looks at the indicators, since they look at it: the
 * overdue ladder and yellow cards.  A command of its own; nothing is written twice.
 * @work: (transfer full): of suy_ladder_look().  On FALSE nothing is left open. */
gboolean suy_evaluation_day_begin_ladder (SuyEvaluationDay *self,
                                          SuyWorkspace *workspace,
                                          gint64 day,
                                          GArray *work,
                                          GError **error);

/* Opens the command and reads what was kept.  On FALSE nothing is left open. */
gboolean suy_evaluation_day_begin (SuyEvaluationDay *self,
                                   SuyWorkspace *workspace,
                                   gint64 day,
                                   gboolean is_last,
                                   GError **error);

/* One item of the ladder, or one indicator of one object, some 10 ms where a warning opens; then
 * the cards, or what ends the day. */
gboolean suy_evaluation_day_step (SuyEvaluationDay *self, gboolean *done, GError **error);

/* Keeps it if @ok, else takes it back.  FALSE with @error set if nothing was kept. */
gboolean suy_evaluation_day_end (SuyEvaluationDay *self, gboolean ok, GError **error);

G_END_DECLS
