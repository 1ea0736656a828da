/* suy-workspace-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-1, W-2, SM-8; 000 §6.3. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "suy-card-write.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-evaluation-day.h"
#include "suy-ladder-write.h"
#include "suy-lamp-refresh.h"
#include "suy-warning-tell.h"

#define NO_DAY G_MININT64

const SuyIndicators *
suy_workspace_get_indicators (GError **error)
{
  static SuyIndicators *builtin;

  if (builtin == NULL)
    builtin = suy_indicators_new_builtin (error);

  return builtin;
}

const SuyWarningLevels *
suy_workspace_get_warning_levels (GError **error)
{
  static SuyWarningLevels *builtin;

  if (builtin == NULL)
    builtin = suy_warning_levels_new_builtin (error);

  return builtin;
}

/* ---- one day ---- */

gboolean
suy_evaluation_day_begin_ladder (SuyEvaluationDay *self,
                                 SuyWorkspace *workspace,
                                 gint64 day,
                                 GArray *work,
                                 GError **error)
{
  SuyCommandInfo info = suy_warning_run_command (workspace);
  g_autoptr (GArray) ladder = work;
  g_autoptr (SuyWarningRun) run = suy_warning_run_new (workspace, day, error);

  if (run == NULL || !suy_store_begin (workspace->store, &info, error))
    return FALSE;
  *self = (SuyEvaluationDay){ .run = g_steal_pointer (&run), .ladder = g_steal_pointer (&ladder) };

  return TRUE;
}

static gboolean
step_ladder (SuyEvaluationDay *self, gboolean *done, GError **error)
{
  if (self->at < self->ladder->len)
    return suy_ladder_write_one (self->run,
                                 &g_array_index (self->ladder, SuyLadderWork, self->at++), error);
  *done = TRUE;

  return suy_card_write (self->run, error);
}

gboolean
suy_evaluation_day_begin (SuyEvaluationDay *self,
                          SuyWorkspace *workspace,
                          gint64 day,
                          gboolean is_last,
                          GError **error)
{
  SuyCommandInfo info = suy_warning_run_command (workspace);
  g_autoptr (SuyWarningRun) run = suy_warning_run_new (workspace, day, error);

  suy_workspace_drop_run (workspace);
  if (run == NULL || !suy_store_begin (workspace->store, &info, error))
    return FALSE;
  *self = (SuyEvaluationDay){ .run = g_steal_pointer (&run), .is_last = is_last };

  return suy_warning_run_load (self->run, error) || suy_evaluation_day_end (self, FALSE, error);
}

/* What comes after all warnings. */
static gboolean
finish_day (SuyEvaluationDay *self, GError **error)
{
  SuyWarningRun *run = self->run;
  gboolean over = run->moment == suy_date_moment_of_day (run->day + 1) - 1;

  return suy_evaluation_save_day (run->evaluation, run->day, over, error) &&
         suy_warning_tell_next (run, error) &&
         (!self->is_last || suy_lamp_refresh (run->workspace, error));
}

gboolean
suy_evaluation_day_step (SuyEvaluationDay *self, gboolean *done, GError **error)
{
  *done = FALSE;
  if (self->ladder != NULL)
    return step_ladder (self, done, error);
  if (self->list == NULL)
    self->list = suy_warning_run_list (self->run, NULL);
  if (self->at < self->list->len)
    return suy_warning_run_step_one (self->run, self->list->pdata[self->at++], error);
  *done = TRUE;

  return finish_day (self, error);
}

gboolean
suy_evaluation_day_end (SuyEvaluationDay *self, gboolean ok, GError **error)
{
  g_autoptr (SuyWarningRun) run = g_steal_pointer (&self->run);

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->ladder, g_array_unref);
  ok = suy_workspace_end_command (run->workspace, ok, error);
  if (ok && self->is_last)
    suy_warning_run_keep (g_steal_pointer (&run));

  return ok;
}

static gboolean
run_steps (SuyEvaluationDay *one, gboolean ok, guint *n_changed, GError **error)
{
  gboolean done = FALSE;
  guint n;

  while (ok && !done)
    ok = suy_evaluation_day_step (one, &done, error);
  n = one->run->n_changed;
  if (!suy_evaluation_day_end (one, ok, error))
    return FALSE;
  *n_changed += n;

  return TRUE;
}

static gboolean
run_day (SuyWorkspace *self, gint64 day, gboolean is_last, guint *n_changed, GError **error)
{
  SuyEvaluationDay one;
  GArray *work = suy_ladder_look (self, day, NULL, error);

  return work != NULL && suy_evaluation_day_begin_ladder (&one, self, day, work, error) &&
         run_steps (&one, TRUE, n_changed, error) &&
         suy_evaluation_day_begin (&one, self, day, is_last, error) &&
         run_steps (&one, suy_warning_run_observe_all (one.run, error), n_changed, error);
}

/* ---- all days ---- */

/* The last day that was evaluated. */
typedef struct
{
  gint64 day;    /* NO_DAY: none */
  gboolean over; /* as it stood at its end */
} Last;

/* day, over */
static void
on_evaluated (gint64 id, const SuyValue *values, gpointer user_data)
{
  if (values[0].type == SUY_VALUE_TEXT && suy_date_is_date (values[0].text))
    *(Last *) user_data = (Last){ suy_date_get_day (values[0].text),
                                  values[1].type == SUY_VALUE_INTEGER && values[1].integer != 0 };
}

static gboolean
get_last (SuyWorkspace *self, Last *last, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "evaluation", error);
  const SuyField *fields[2];
  const SuyFilter filter = { .field = reg == NULL ? NULL : suy_register_find (reg, "day"),
                             .kind = SUY_FILTER_NOT_NULL };
  const SuyCellScan scan = { .fields = fields, .n_fields = 2, .filters = &filter, .n_filters = 1 };

  *last = (Last){ .day = NO_DAY };
  if (reg == NULL)
    return FALSE;
  fields[0] = filter.field;
  fields[1] = suy_register_find (reg, "over");
  if (fields[1] == NULL) /* a file from before it was kept */
    fields[1] = fields[0];

  return suy_store_scan_cells (self->store, reg, &scan, on_evaluated, last, error);
}

char *
suy_workspace_get_evaluated (SuyWorkspace *self, GError **error)
{
  Last last;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), NULL);

  return get_last (self, &last, error) && last.day != NO_DAY ? suy_date_from_day (last.day) : NULL;
}

gboolean
suy_evaluation_find_days (SuyWorkspace *self,
                          const char *today,
                          gint64 *from,
                          gint64 *to,
                          GError **error)
{
  Last last;

  if (suy_workspace_is_read_only (self))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                   _ ("Cannot evaluate warnings in %s: it is open for reading only."), self->path);
      return FALSE;
    }
  *to = suy_date_get_day (today == NULL ? self->today : today);
  if (!get_last (self, &last, error))
    return FALSE;

  /* A last day that was not over when it was evaluated is told anew, as of its end. */
  *from = last.day == NO_DAY ? *to : last.day + (last.over && last.day < *to);

  return TRUE;
}

gboolean
suy_workspace_evaluate (SuyWorkspace *self, const char *today, guint *n_changed, GError **error)
{
  guint n = 0;
  gint64 to, from, began;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), FALSE);

  self->evaluations.whole++;
  began = suy_store_get_log_end (self->store, error);
  if (began < 0 || !suy_evaluation_find_days (self, today, &from, &to, error))
    return FALSE;
  for (gint64 day = from; day <= to; day++)
    if (!run_day (self, day, day == to, &n, error))
      return FALSE;
  suy_warning_run_tell_changed (self, began);
  if (n_changed != NULL)
    *n_changed = n;

  return TRUE;
}
