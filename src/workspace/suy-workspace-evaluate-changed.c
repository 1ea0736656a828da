/* suy-workspace-evaluate-changed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an indicator finds depends on rows of few registers.  Where an object is one row, the rows
 * that changed are observed again; where it gathers from several, the whole indicator.  Objects of
 * which anything was observed are stepped with all their indicators, since those make each other
 * graver. */

#include "config.h"

#include "suy-card-write.h"
#include "suy-cell.h"
#include "suy-changes.h"
#include "suy-date.h"
#include "suy-id.h"
#include "suy-ladder-write.h"
#include "suy-observe-checks.h"
#include "suy-warning-run.h"
#include "suy-workspace-moves.h"

#define MAX_SOURCES 8

/* A register that an indicator gathers from. */
typedef struct
{
  const char *reg;
  const char *field; /* (nullable): this one alone; NULL: any */
} Source;

/* By metrics; those of one row have none.  A row that is cancelled counts by its state. */
static const Source sources[SUY_N_METRICS][MAX_SOURCES] = {
  [SUY_METRIC_COMPLAINTS_GROWTH] = { { "complaint", "township" },
                                     { "complaint", "enterprise" },
                                     { "complaint", "received_at" } },
  [SUY_METRIC_SECTION_CLASS] = { { "measurement", NULL }, { "river_section", "target_class" } },
  [SUY_METRIC_SECTION_TP] = { { "measurement", NULL }, { "river_section", "target_class" } },
  [SUY_METRIC_MONITOR] = { { "measurement", NULL }, { "online_monitor", NULL } },
  [SUY_METRIC_SATISFACTION] = { { "survey", NULL } },
  [SUY_METRIC_FUNDS_BEHIND] = { { "fund_entry", NULL } },
  [SUY_METRIC_CHECKS_MISSING] = { { NULL, NULL } }, /* by rule, below */
  [SUY_METRIC_STATION_CLASS] = { { "measurement", NULL },
                                 { "station", NULL },
                                 { "river_section", "target_class" },
                                 { "river_section", "reach" } },
  [SUY_METRIC_EQUIPMENT_INTACT] = { { "equipment", NULL } },
  [SUY_METRIC_ASSESSMENT_LAG] = { { "project_report", NULL }, { "project", NULL } },
  [SUY_METRIC_CLASS_WORSE] = { { "measurement", NULL } },
};

/* Of the minimums of checks: campaigns and checks, the share of caterers, samples, look-backs. */
static const struct
{
  const char *names[6];
  Source sources[MAX_SOURCES];
} checks[] = {
  { { "M-1", "M-2", "M-3", "M-6", "M-7" },
    { { "inspection_plan", "topic" },
      { "inspection", "plan" },
      { "inspection", "topic" },
      { "inspection", "started_at" },
      { "patrol", NULL } } },
  { { "M-5" },
    { { "inspection_plan", "topic" },
      { "inspection", "plan" },
      { "inspection", "topic" },
      { "inspection", "started_at" },
      { "inspection", "enterprise" },
      { "enterprise", "industry" },
      { "enterprise", "operating" } } },
  { { "M-8" }, { { "outfall", "kind" }, { "measurement", NULL } } },
  { { "M-9", "M-10" },
    { { "lookback", NULL },
      { "rectification_item", "closed_at" },
      { "complaint", "settled_at" } } },
};

typedef struct
{
  SuyWarningRun *run;
  SuyChanges *changes;
  GHashTable *objects; /* gint64: of which something was observed */
  gboolean is_cancelled, is_of_works;
} Changed;

/* ---- what is touched ---- */

/* to_state of a journal row */
static void
on_journal (gint64 id, const SuyValue *values, gpointer user_data)
{
  Changed *self = user_data;

  self->is_cancelled |= g_strcmp0 (suy_cell_text (&values[0]), "cancelled") == 0;
}

/* project, milestone */
static void
on_works (gint64 id, const SuyValue *values, gpointer user_data)
{
  Changed *self = user_data;

  self->is_of_works |= suy_cell_integer (&values[0]) != 0 || suy_cell_integer (&values[1]) != 0;
}

static gboolean
look_at_changes (Changed *self, GError **error)
{
  static const char *const state[] = { "to_state", NULL };
  static const char *const works[] = { "project", "milestone", NULL };
  SuyWorkspace *workspace = self->run->workspace;
  const GArray *journal = suy_changes_get (self->changes, "journal");
  const GArray *actions = suy_changes_get (self->changes, "action_record");

  self->is_of_works = suy_changes_get (self->changes, "project") != NULL ||
                      suy_changes_get (self->changes, "milestone") != NULL ||
                      suy_changes_have_field (self->changes, "action_record", "project", NULL) ||
                      suy_changes_have_field (self->changes, "action_record", "milestone", NULL);

  return (journal == NULL ||
          suy_cell_scan_some (workspace, "journal", state, journal, on_journal, self, error)) &&
         (actions == NULL ||
          suy_cell_scan_some (workspace, "action_record", works, actions, on_works, self, error));
}

static gboolean
is_touched (const Changed *self, const Source *list)
{
  for (guint i = 0; i < MAX_SOURCES && list[i].reg != NULL; i++)
    if (list[i].field == NULL
            ? suy_changes_get (self->changes, list[i].reg) != NULL
            : suy_changes_have_field (self->changes, list[i].reg, list[i].field, NULL))
      return TRUE;

  return FALSE;
}

static gboolean
is_indicator_touched (const Changed *self, const SuyIndicator *indicator)
{
  if (indicator->metric == SUY_METRIC_YELLOW_CARD)
    return self->is_of_works;
  if (indicator->metric != SUY_METRIC_CHECKS_MISSING)
    return is_touched (self, sources[indicator->metric]);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_strv_contains (checks[i].names, indicator->name))
      return is_touched (self, checks[i].sources) ||
             (self->is_cancelled && suy_changes_get (self->changes, "inspection") != NULL);

  return TRUE;
}

/* ---- the ladder ---- */

static void
add_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  if (id != 0)
    g_array_append_val (ids, id);
}

static gboolean
add_items_of (const Changed *self, GArray *items, gint64 problem, GError **error)
{
  SuyWorkspace *workspace = self->run->workspace;
  const SuyRegister *reg = suy_workspace_register (workspace, "rectification_item", error);
  g_autoptr (GPtrArray) rows =
      reg == NULL || problem == 0
          ? NULL
          : suy_workspace_get_linked (workspace, reg, "problem", problem, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_id (items, suy_record_get_id (rows->pdata[i]));

  return problem == 0 || rows != NULL;
}

typedef struct
{
  GArray *items, *problems;
} Links;

/* item, problem */
static void
on_links (gint64 id, const SuyValue *values, gpointer user_data)
{
  Links *links = user_data;

  add_id (links->items, suy_cell_integer (&values[0]));
  add_id (links->problems, suy_cell_integer (&values[1]));
}

/* Items that changed, those of problems that did, and those that records of action are about. */
static GArray *
list_items (const Changed *self, GError **error)
{
  static const char *const fields[] = { "item", "problem", NULL };
  const GArray *changed[] = { suy_changes_get (self->changes, "rectification_item"),
                              suy_changes_get (self->changes, "problem"),
                              suy_changes_get (self->changes, "action_record") };
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (gint64));
  Links links = { items, problems };

  for (guint i = 0; changed[0] != NULL && i < changed[0]->len; i++)
    add_id (items, g_array_index (changed[0], gint64, i));
  for (guint i = 0; changed[1] != NULL && i < changed[1]->len; i++)
    add_id (problems, g_array_index (changed[1], gint64, i));
  if (changed[2] != NULL && !suy_cell_scan_some (self->run->workspace, "action_record", fields,
                                                 changed[2], on_links, &links, error))
    return NULL;
  for (guint i = 0; i < problems->len; i++)
    if (!add_items_of (self, items, g_array_index (problems, gint64, i), error))
      return NULL;

  return g_steal_pointer (&items);
}

/* ---- observing ---- */

static void
touch (Changed *self, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->objects, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
}

/* All that the indicator is kept for, before and after. */
static void
touch_all (Changed *self, guint indicator)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->run->evaluation->all);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (((SuyEvaluated *) one)->indicator == indicator)
      g_hash_table_add (self->objects,
                        g_memdup2 (&((SuyEvaluated *) one)->object, sizeof (gint64)));
}

static gboolean
observe_one (Changed *self, guint number, const GArray *items, GError **error)
{
  const SuyIndicator *indicator = suy_indicators_get_all (self->run->indicators)->pdata[number];
  const char *reg = suy_observe_get_register (indicator->metric);
  const GArray *rows = reg == NULL ? NULL
                       : g_str_equal (reg, "rectification_item")
                           ? items
                           : suy_changes_get (self->changes, reg);

  if (reg != NULL)
    {
      if (rows == NULL || rows->len == 0)
        return TRUE;
      touch (self, rows);
      return suy_warning_run_observe (self->run, number, rows, error);
    }
  if (!is_indicator_touched (self, indicator))
    return TRUE;
  touch_all (self, number);
  if (!suy_warning_run_observe (self->run, number, NULL, error))
    return FALSE;
  touch_all (self, number);

  return TRUE;
}

static gboolean
observe_changed (Changed *self, const GArray *items, GError **error)
{
  for (guint i = 0; i < suy_indicators_get_all (self->run->indicators)->len; i++)
    if (!observe_one (self, i, items, error))
      return FALSE;

  return TRUE;
}

/* ---- all ---- */

static gboolean
evaluate (Changed *self, GError **error)
{
  SuyWarningRun *run = self->run;
  const GArray *warnings = suy_changes_get (self->changes, "warning");
  g_autoptr (GArray) items = NULL;

  if (!look_at_changes (self, error))
    return FALSE;
  items = list_items (self, error);

  return items != NULL &&
         (warnings == NULL || suy_evaluation_read_warnings (run->evaluation, run->numbers, warnings,
                                                            self->objects, error)) &&
         (items->len == 0 || suy_ladder_write (run, items, error)) &&
         (!self->is_of_works || suy_card_write (run, error)) &&
         observe_changed (self, items, error) && suy_warning_run_step (run, self->objects, error);
}

/* What an evaluation itself rests on. */
static gboolean
is_whole (const SuyChanges *changes)
{
  return suy_changes_are_many (changes) || suy_changes_get (changes, "warning_indicator") != NULL ||
         suy_changes_get (changes, "evaluation") != NULL;
}

static gboolean
run_changed (SuyWorkspace *self, SuyChanges *changes, GError **error)
{
  SuyCommandInfo info = suy_warning_run_command (self);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  Changed changed = { self->run, changes, objects, FALSE, FALSE };

  self->run->n_changed = 0;
  self->run->moment =
      MIN (suy_date_moment_of_day (self->run->day + 1) - 1, suy_workspace_get_moment (self));
  if (!suy_store_begin (self->store, &info, error) ||
      !suy_workspace_end_command (self, evaluate (&changed, error), error))
    {
      suy_workspace_drop_run (self);
      return FALSE;
    }
  self->run->end = suy_store_get_log_end (self->store, error);

  return self->run->end >= 0;
}

gboolean
suy_workspace_try_evaluate_changed (SuyWorkspace *self,
                                    gboolean *done,
                                    guint *n_changed,
                                    GError **error)
{
  g_autoptr (SuyChanges) changes = NULL;
  gint64 end;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self) && done != NULL, FALSE);

  *done = FALSE;
  if (n_changed != NULL)
    *n_changed = 0;
  if (self->run == NULL || self->run->day != suy_date_get_day (self->today))
    return TRUE;
  end = suy_store_get_log_end (self->store, error);
  if (end < 0)
    return FALSE;
  *done = end == self->run->end;
  changes = *done ? NULL : suy_changes_new (self, self->run->end, error);
  if (changes == NULL)
    return *done;
  if (is_whole (changes))
    return TRUE;
  if (!run_changed (self, changes, error))
    return FALSE;
  *done = TRUE;
  self->evaluations.changed++;
  if (n_changed != NULL)
    *n_changed = self->run->n_changed;
  suy_warning_run_tell_changed (self, end);

  return TRUE;
}

gboolean
suy_workspace_evaluate_changed (SuyWorkspace *self, guint *n_changed, GError **error)
{
  gboolean done;

  return suy_workspace_try_evaluate_changed (self, &done, n_changed, error) &&
         (done || suy_workspace_evaluate (self, NULL, n_changed, error));
}
