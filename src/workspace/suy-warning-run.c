/* suy-warning-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-1, W-2, SM-8; 000 §6.3. */

#include "config.h"

#include "suy-warning-run.h"

#include "suy-date.h"
#include "suy-id.h"
#include "suy-observe.h"

/* ---- making ---- */

gint64
suy_warning_run_find_moment (SuyWorkspace *workspace, gint64 day)
{
  gint64 end = suy_date_moment_of_day (day + 1) - 1;

  return workspace->is_past ? end : MIN (end, suy_workspace_get_moment (workspace));
}

SuyCommandInfo
suy_warning_run_command (SuyWorkspace *workspace)
{
  SuyCommandInfo info = suy_workspace_command (workspace, "evaluate", NULL);

  info.actor = NULL;
  info.role = "system";

  return info;
}

SuyWarningRun *
suy_warning_run_new (SuyWorkspace *workspace, gint64 day, GError **error)
{
  g_autoptr (SuyWarningRun) run = g_new0 (SuyWarningRun, 1);

  run->workspace = workspace;
  run->day = day;
  run->moment = suy_warning_run_find_moment (workspace, day);
  run->numbers = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  run->indicators = suy_workspace_get_indicators (error);
  run->levels = run->indicators == NULL ? NULL : suy_workspace_get_warning_levels (error);
  run->calendar = run->levels == NULL ? NULL : suy_calendar_new_builtin (error);
  if (run->calendar == NULL)
    return NULL;
  run->records = g_new0 (SuyIndicatorRecord, suy_indicators_get_all (run->indicators)->len);

  return g_steal_pointer (&run);
}

void
suy_warning_run_free (SuyWarningRun *run)
{
  g_clear_pointer (&run->evaluation, suy_evaluation_free);
  g_clear_pointer (&run->calendar, suy_calendar_free);
  g_hash_table_unref (run->numbers);
  g_free (run->records);
  g_free (run);
}

gboolean
suy_warning_run_load (SuyWarningRun *run, GError **error)
{
  if (!suy_warning_read_indicators (run, run->numbers, error))
    return FALSE;
  run->evaluation = suy_evaluation_load (run->workspace, run->numbers, error);

  return run->evaluation != NULL;
}

/* ---- keeping ---- */

void
suy_workspace_drop_run (SuyWorkspace *self)
{
  g_clear_pointer (&self->run, suy_warning_run_free);
}

void
suy_warning_run_keep (SuyWarningRun *run)
{
  SuyWorkspace *workspace = run->workspace;

  run->end = suy_store_get_log_end (workspace->store, NULL);
  run->evaluation->last_day = run->day;
  suy_workspace_drop_run (workspace);
  workspace->run = run;
}

/* ---- observing ---- */

void
suy_warning_run_take (SuyWarningRun *run, guint number, gint64 object, const SuyObservation *seen)
{
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
  one->found = level;
  one->is_known = seen->has_value || seen->has_second;
  one->is_seen = TRUE;
  one->seen = *seen;
  one->limit = limit;
}

static void
on_observed (gint64 object, const SuyObservation *seen, gpointer user_data)
{
  SuyWarningRun *run = user_data;

  suy_warning_run_take (run, run->indicator, object, seen);
}

/* What was seen of it before counts no more. */
static void
forget (SuyEvaluated *one)
{
  one->found = SUY_LEVEL_NONE;
  one->is_seen = FALSE;
}

static void
forget_all (SuyWarningRun *run)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, run->evaluation->all);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (((SuyEvaluated *) one)->indicator == run->indicator)
      forget (one);
}

static void
forget_some (SuyWarningRun *run, const GArray *objects)
{
  for (guint i = 0; i < objects->len; i++)
    {
      const SuyEvaluated key = { .indicator = run->indicator,
                                 .object = g_array_index (objects, gint64, i) };
      SuyEvaluated *one = g_hash_table_lookup (run->evaluation->all, &key);

      if (one != NULL)
        forget (one);
    }
}

gboolean
suy_warning_run_observe (SuyWarningRun *run, guint indicator, const GArray *objects, GError **error)
{
  run->indicator = indicator;
  if (objects == NULL)
    forget_all (run);
  else
    forget_some (run, objects);

  return !run->records[indicator].active ||
         suy_observe (run->workspace, suy_indicators_get_all (run->indicators)->pdata[indicator],
                      &(SuyObserveAsk){ run->day, run->moment, objects }, on_observed, run, error);
}

gboolean
suy_warning_run_observe_all (SuyWarningRun *run, GError **error)
{
  for (guint i = 0; i < suy_indicators_get_all (run->indicators)->len; i++)
    if (!suy_warning_run_observe (run, i, NULL, error))
      return FALSE;

  return TRUE;
}

/* ---- stepping ---- */

/* Several indicators of one object make it graver. */
static void
join_levels (SuyWarningRun *run, const GPtrArray *list)
{
  g_autoptr (GArray) demands = g_array_new (FALSE, FALSE, sizeof (SuyDemand));

  for (guint i = 0; i < list->len; i++)
    {
      SuyEvaluated *one = list->pdata[i];
      const SuyDemand demand = { one->object, one->indicator, one->found };

      const SuyIndicator *indicator =
          suy_indicators_get_all (run->indicators)->pdata[one->indicator];

      one->level = one->found;
      if (one->found != SUY_LEVEL_NONE && !indicator->alone)
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
step (SuyWarningRun *run, SuyEvaluated *one, GError **error)
{
  gboolean known = one->is_seen ? one->is_known : run->records[one->indicator].active;
  SuyWarning kept = one->memory;
  gboolean was_back = suy_warning_is_back (&kept);
  SuyWarningStep found = suy_warning_step (&one->memory, one->level, known, run->day, run->levels);

  if (!suy_warning_write (run, one, &kept, found, error))
    return FALSE;
  if (one->memory.is_open && was_back != suy_warning_is_back (&one->memory) && one->is_seen &&
      one->is_known && !suy_warning_write_value (run, one, error))
    return FALSE;

  return suy_evaluation_save (run->evaluation, one, error);
}

GPtrArray *
suy_warning_run_list (SuyWarningRun *run, GHashTable *objects)
{
  GPtrArray *list = suy_evaluation_list (run->evaluation, objects);

  join_levels (run, list);

  return list;
}

gboolean
suy_warning_run_step_one (SuyWarningRun *run, SuyEvaluated *one, GError **error)
{
  if (!step (run, one, error))
    return FALSE;
  if (one->found == SUY_LEVEL_NONE && !suy_warning_is_kept (&one->memory))
    g_hash_table_remove (run->evaluation->all, one);

  return TRUE;
}

gboolean
suy_warning_run_step (SuyWarningRun *run, GHashTable *objects, GError **error)
{
  g_autoptr (GPtrArray) list = suy_warning_run_list (run, objects);

  for (guint i = 0; i < list->len; i++)
    if (!suy_warning_run_step_one (run, list->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* ---- telling ---- */

void
suy_warning_run_tell_changed (SuyWorkspace *workspace, gint64 since)
{
  static const char *const written[] = { "warning",      "warning_indicator",  "evaluation",
                                         "journal",      "rectification_item", "problem",
                                         "action_record" };

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const SuyRegister *reg = suy_workspace_register (workspace, written[i], NULL);
      g_autoptr (GArray) rows = reg == NULL ? NULL
                                            : suy_store_list_changed (workspace->store, reg, since,
                                                                      SUY_CHANGED_ANY, 1, NULL);

      if (rows != NULL && rows->len > 0)
        suy_workspace_changed (workspace, reg, &SUY_BOX_WORLD, NULL);
    }
}
