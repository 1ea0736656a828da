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
#include "suy-evaluation.h"
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

static void
on_observed (gint64 object, const SuyObservation *seen, gpointer user_data)
{
  SuyWarningRun *run = user_data;
  const SuyIndicatorRecord *record = &run->records[run->indicator];
  const SuyIndicator *indicator = suy_indicators_get_all (run->indicators)->pdata[run->indicator];
  gint64 limit;
  SuyLevel level = suy_indicator_judge (indicator, &record->thresholds, seen, &limit);
  const SuyEvaluated key = { .indicator = run->indicator, .object = object };
  SuyEvaluated *one = g_hash_table_lookup (run->evaluation->all, &key);

  if (one == NULL && level == SUY_LEVEL_NONE)
    return;
  if (one == NULL)
    one = suy_evaluation_get (run->evaluation, run->indicator, object);
  one->level = level;
  one->is_known = seen->has_value || seen->has_second;
  one->is_seen = TRUE;
  one->seen = *seen;
  one->limit = limit;
}

static gboolean
observe_all (SuyWarningRun *run, GError **error)
{
  const GPtrArray *all = suy_indicators_get_all (run->indicators);

  for (run->indicator = 0; run->indicator < all->len; run->indicator++)
    if (run->records[run->indicator].active &&
        !suy_observe (run->workspace, all->pdata[run->indicator], run->day, run->moment,
                      on_observed, run, error))
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

      if (one->level != SUY_LEVEL_NONE)
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

static gboolean
step_all (SuyWarningRun *run, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;

  if (!observe_all (run, error))
    return FALSE;
  list = suy_evaluation_list (run->evaluation);
  join_levels (run, list);
  for (guint i = 0; i < list->len; i++)
    if (!step_one (run, list->pdata[i], error))
      return FALSE;

  return suy_evaluation_save_day (run->evaluation, run->day,
                                  run->moment == suy_date_moment_of_day (run->day + 1) - 1, error);
}

static gboolean
load_and_step (SuyWarningRun *run, gboolean is_last, GError **error)
{
  g_autoptr (GHashTable) numbers =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean ok;

  if (!suy_warning_read_indicators (run, numbers, error))
    return FALSE;
  run->evaluation = suy_evaluation_load (run->workspace, numbers, error);
  if (run->evaluation == NULL)
    return FALSE;
  ok = suy_ladder_write (run, error) && suy_card_write (run, error) && step_all (run, error) &&
       suy_warning_tell_next (run, error) && (!is_last || suy_lamp_refresh (run->workspace, error));
  g_clear_pointer (&run->evaluation, suy_evaluation_free);

  return ok;
}

/* The day ends at midnight in China, unless it is not over yet. */
static gint64
moment_of_day (SuyWorkspace *self, gint64 day)
{
  gint64 end = suy_date_moment_of_day (day + 1) - 1;

  return self->is_past ? end : MIN (end, suy_workspace_get_moment (self));
}

static gboolean
run_day (SuyWorkspace *self, gint64 day, gboolean is_last, guint *n_changed, GError **error)
{
  SuyCommandInfo info = suy_workspace_command (self, "evaluate", NULL);
  g_autofree SuyIndicatorRecord *records = NULL;
  SuyWarningRun run = { .workspace = self, .day = day, .moment = moment_of_day (self, day) };

  info.actor = NULL;
  info.role = "system";
  run.indicators = suy_workspace_get_indicators (error);
  run.levels = run.indicators == NULL ? NULL : suy_workspace_get_warning_levels (error);
  run.calendar = run.levels == NULL ? NULL : suy_calendar_new_builtin (error);
  if (run.calendar == NULL)
    return FALSE;
  records = g_new0 (SuyIndicatorRecord, suy_indicators_get_all (run.indicators)->len);
  run.records = records;

  if (!suy_store_begin (self->store, &info, error) ||
      !suy_workspace_end_command (self, load_and_step (&run, is_last, error), error))
    {
      suy_calendar_free (run.calendar);
      return FALSE;
    }
  suy_calendar_free (run.calendar);
  *n_changed += run.n_changed;

  return TRUE;
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
suy_workspace_evaluate (SuyWorkspace *self, const char *today, guint *n_changed, GError **error)
{
  guint n = 0;
  gint64 to, from;
  Last last;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), FALSE);

  if (suy_workspace_is_read_only (self))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                   _ ("Cannot evaluate warnings in %s: it is open for reading only."), self->path);
      return FALSE;
    }
  to = suy_date_get_day (today == NULL ? self->today : today);
  if (!get_last (self, &last, error))
    return FALSE;

  /* A last day that was not over when it was evaluated is told anew, as of its end. */
  from = last.day == NO_DAY ? to : last.day + (last.over && last.day < to);
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
