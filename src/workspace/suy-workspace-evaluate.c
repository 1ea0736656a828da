/* suy-workspace-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-1, W-2, SM-8; 000 §6.3. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-calendar.h"
#include "suy-card-write.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-evaluation-day.h"
#include "suy-ladder-write.h"
#include "suy-lamp-refresh.h"
#include "suy-move-plan.h"
#include "suy-observe.h"
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

void
suy_evaluation_day_take (SuyEvaluationDay *self,
                         guint number,
                         gint64 object,
                         const SuyObservation *seen)
{
  SuyWarningRun *run = &self->run;
  const SuyIndicatorRecord *record = &run->records[number];
  const SuyIndicator *indicator = suy_indicators_get_all (run->indicators)->pdata[number];
  gint64 limit;
  SuyLevel level = suy_indicator_judge (indicator, &record->thresholds, seen, &limit);
  const SuyEvaluated key = { .indicator = number, .object = object };
  SuyEvaluated *one = g_hash_table_lookup (run->evaluation->all, &key);

  if (!record->active || (one == NULL && level == SUY_LEVEL_NONE))
    return;
  if (one == NULL)
    one = suy_evaluation_get (run->evaluation, number, object);
  one->level = level;
  one->is_known = seen->has_value || seen->has_second;
  one->is_seen = TRUE;
  one->seen = *seen;
  one->limit = limit;
}

static void
on_observed (gint64 object, const SuyObservation *seen, gpointer user_data)
{
  SuyEvaluationDay *self = user_data;

  suy_evaluation_day_take (self, self->run.indicator, object, seen);
}

gboolean
suy_evaluation_day_observe (SuyEvaluationDay *self, GError **error)
{
  SuyWarningRun *run = &self->run;
  const GPtrArray *all = suy_indicators_get_all (run->indicators);

  for (run->indicator = 0; run->indicator < all->len; run->indicator++)
    if (run->records[run->indicator].active &&
        !suy_observe (run->workspace, all->pdata[run->indicator], run->day, run->moment,
                      on_observed, self, error))
      return FALSE;

  return TRUE;
}

/* Several indicators of one object make it graver. */
static void
join_levels (SuyWarningRun *run, const GPtrArray *list)
{
  g_autoptr (GArray) demands = g_array_new (FALSE, FALSE, sizeof (SuyDemand));

  for (guint i = 0; i < list->len; i++)
    {
      const SuyEvaluated *one = list->pdata[i];
      const SuyDemand demand = { one->object, one->indicator, one->level };

      const SuyIndicator *indicator =
          suy_indicators_get_all (run->indicators)->pdata[one->indicator];

      if (one->level != SUY_LEVEL_NONE && !indicator->alone)
        g_array_append_val (demands, demand);
    }
  suy_warning_join (demands);
  for (guint i = 0; i < demands->len; i++)
    {
      const SuyDemand *demand = &g_array_index (demands, SuyDemand, i);

      suy_evaluation_get (run->evaluation, demand->indicator, demand->object)->level =
          demand->level;
    }
}

/* An object that is gone or finished has no level any more; of an indicator that is not in use
 * nothing new is known. */
static gboolean
step_one (SuyWarningRun *run, SuyEvaluated *one, GError **error)
{
  gboolean known = one->is_seen ? one->is_known : run->records[one->indicator].active;
  SuyWarning kept = one->memory;
  gboolean was_back = suy_warning_is_back (&kept);
  SuyWarningStep step = suy_warning_step (&one->memory, one->level, known, run->day, run->levels);

  if (!suy_warning_write (run, one, &kept, step, error))
    return FALSE;
  if (one->memory.is_open && was_back != suy_warning_is_back (&one->memory) && one->is_seen &&
      one->is_known && !suy_warning_write_value (run, one, error))
    return FALSE;

  return suy_evaluation_save (run->evaluation, one, error);
}

/* What comes after all warnings. */
static gboolean
finish_day (SuyEvaluationDay *self, GError **error)
{
  SuyWarningRun *run = &self->run;
  gboolean over = run->moment == suy_date_moment_of_day (run->day + 1) - 1;

  return suy_evaluation_save_day (run->evaluation, run->day, over, error) &&
         suy_warning_tell_next (run, error) &&
         (!self->is_last || suy_lamp_refresh (run->workspace, error));
}

gboolean
suy_evaluation_day_step (SuyEvaluationDay *self, gboolean *done, GError **error)
{
  *done = FALSE;
  if (self->list == NULL)
    {
      self->list = suy_evaluation_list (self->run.evaluation);
      join_levels (&self->run, self->list);
    }
  if (self->at < self->list->len)
    return step_one (&self->run, self->list->pdata[self->at++], error);
  *done = TRUE;

  return finish_day (self, error);
}

gint64
suy_evaluation_day_moment (SuyWorkspace *workspace, gint64 day)
{
  gint64 end = suy_date_moment_of_day (day + 1) - 1;

  return workspace->is_past ? end : MIN (end, suy_workspace_get_moment (workspace));
}

/* What was kept; and what the program does by itself before it looks at the indicators. */
static gboolean
load (SuyEvaluationDay *self, GError **error)
{
  g_autoptr (GHashTable) numbers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!suy_warning_read_indicators (&self->run, numbers, error))
    return FALSE;
  self->run.evaluation = suy_evaluation_load (self->run.workspace, numbers, error);

  return self->run.evaluation != NULL && suy_ladder_write (&self->run, error) &&
         suy_card_write (&self->run, error);
}

gboolean
suy_evaluation_day_end (SuyEvaluationDay *self, gboolean ok, GError **error)
{
  SuyWorkspace *workspace = self->run.workspace;

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->run.evaluation, suy_evaluation_free);
  g_clear_pointer (&self->run.records, g_free);
  g_clear_pointer (&self->run.calendar, suy_calendar_free);

  return suy_workspace_end_command (workspace, ok, error);
}

gboolean
suy_evaluation_day_begin (SuyEvaluationDay *self,
                          SuyWorkspace *workspace,
                          gint64 day,
                          gboolean is_last,
                          GError **error)
{
  SuyCommandInfo info = suy_workspace_command (workspace, "evaluate", NULL);
  SuyWarningRun *run = &self->run;

  info.actor = NULL;
  info.role = "system";
  *self = (SuyEvaluationDay){ .is_last = is_last };
  *run = (SuyWarningRun){ .workspace = workspace,
                          .day = day,
                          .moment = suy_evaluation_day_moment (workspace, day) };
  run->indicators = suy_workspace_get_indicators (error);
  run->levels = run->indicators == NULL ? NULL : suy_workspace_get_warning_levels (error);
  run->calendar = run->levels == NULL ? NULL : suy_calendar_new_builtin (error);
  if (run->calendar == NULL || !suy_store_begin (workspace->store, &info, error))
    {
      g_clear_pointer (&run->calendar, suy_calendar_free);
      return FALSE;
    }
  run->records = g_new0 (SuyIndicatorRecord, suy_indicators_get_all (run->indicators)->len);

  return load (self, error) || suy_evaluation_day_end (self, FALSE, error);
}

static gboolean
run_day (SuyWorkspace *self, gint64 day, gboolean is_last, guint *n_changed, GError **error)
{
  SuyEvaluationDay one;
  gboolean done = FALSE, ok;

  if (!suy_evaluation_day_begin (&one, self, day, is_last, error))
    return FALSE;
  ok = suy_evaluation_day_observe (&one, error);
  while (ok && !done)
    ok = suy_evaluation_day_step (&one, &done, error);
  *n_changed += one.run.n_changed;

  return suy_evaluation_day_end (&one, ok, error);
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
  gint64 to, from;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), FALSE);

  suy_workspace_stop_evaluating (self);
  if (!suy_evaluation_find_days (self, today, &from, &to, error))
    return FALSE;
  for (gint64 day = from; day <= to; day++)
    if (!run_day (self, day, day == to, &n, error))
      return FALSE;
  if (n > 0)
    suy_workspace_changed (self, suy_workspace_register (self, "warning", NULL), &SUY_BOX_WORLD,
                           NULL);
  if (n_changed != NULL)
    *n_changed = n;

  return TRUE;
}
