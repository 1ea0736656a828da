/* suy-move-effects.c: what a move writes besides its state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-deadline.h"
#include "suy-facts-private.h"
#include "suy-ladder.h"
#include "suy-move-plan.h"
#include "suy-sampling-plan.h"
#include "suy-warning-step.h"
#include "suy-workspace-warnings.h"

/* A new round begins without the marks of the last one: they stay in the history, and what the
 * next round needs must be filled in anew. */
static const struct
{
  const char *reg, *move;
  const char *fields[7];
} cleared[] = {
  { "problem",
    "resume",
    { "completed_on", "accepted_at", "closed_at", "lookback_at", "five_no_release" } },
  { "problem", "send_back", { "completed_on", "five_no_release" } },
  { "rectification_item",
    "resume",
    { "completed_at", "accepted_at", "closed_at", "lookback_at", "five_no_release",
      "consolidation" } },
  { "rectification_item", "send_back", { "completed_at", "five_no_release" } },
  { "black_water", "resume", { "accepted_on", "checked_on" } },
  { "complaint", "dissatisfied", { "settled_at", "satisfied" } },
  { "outfall", "rebound", { "traced_at", "rectified_at" } },
  { "station_patrol", "fail", { "recheck_seed", "recheck_stations", "recheck_on" } },
};

/* Fields that the same move fills in stay. */
static void
clear_marks (SuyStep *step)
{
  for (guint i = 0; i < G_N_ELEMENTS (cleared); i++)
    {
      if (!g_str_equal (cleared[i].reg, step->reg->name) ||
          !g_str_equal (cleared[i].move, step->move->name))
        continue;
      for (guint k = 0; cleared[i].fields[k] != NULL; k++)
        {
          const SuyField *field = suy_register_find (step->reg, cleared[i].fields[k]);

          if (field != NULL && !suy_record_has (step->changes, field))
            suy_step_set (step, field->name, &SUY_VALUE_INIT_NULL);
        }
    }
}

/* Work that is begun again after a rebound has a plan from today on, no progress yet, and stands on
 * no rung. */
void
suy_effects_begin_again (SuyMovePlan *plan, SuyStep *step)
{
  const SuyField *start = suy_register_find (step->reg, "start");
  const SuyField *progress = suy_register_find (step->reg, "actual_bp");

  if (!g_str_equal (step->move->name, "resume") || progress == NULL)
    return;
  if (start != NULL && !suy_record_has (step->changes, start))
    suy_step_set_text (step, "start", plan->workspace->today);
  if (!suy_record_has (step->changes, progress))
    suy_step_set_integer (step, "actual_bp", 0);
  suy_step_set_text (step, "escalation", suy_rung_get_name (SUY_RUNG_NONE));
  suy_step_set (step, "rung_due", &SUY_VALUE_INIT_NULL);
}

/* The day on which the progress was last another, as stagnation asks for. */
void
suy_effects_mark_progress (SuyWorkspace *workspace, const SuyRecord *before, SuyRecord *changes)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  const SuyField *progress = suy_register_find (reg, "actual_bp");
  const SuyField *day = suy_register_find (reg, "progress_on");

  if (progress != NULL && day != NULL && suy_record_has (changes, progress) &&
      suy_look_integer (before, "actual_bp") != suy_look_integer (changes, "actual_bp"))
    suy_record_set_text (changes, "progress_on", workspace->today);
}

void
suy_effects_raise_version (const SuyRecord *before, SuyRecord *changes)
{
  static const char *const names[] = { "threshold", "threshold_orange", "comparator", "active" };
  const SuyRegister *reg = suy_record_get_register (changes);
  gboolean changed = FALSE;

  if (before == NULL || !g_str_equal (reg->name, "warning_indicator") ||
      suy_record_has (changes, suy_register_find (reg, "version")))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyField *field = suy_register_find (reg, names[i]);

      changed |= suy_record_has (changes, field) &&
                 !suy_value_equal (suy_record_get (changes, field), suy_record_get (before, field));
    }
  if (!changed)
    return;
  suy_record_set_integer (changes, "version", MAX (suy_look_integer (before, "version"), 1) + 1);
}

/* G-5: the first deadline is kept beside the one that may move. */
static void
keep_original (SuyStep *step)
{
  static const char *const pairs[][2] = { { "deadline", "deadline_original" },
                                          { "due", "due_original" } };
  static const char *const moves[] = { "assign", "approve_plan", "activate", "draft", NULL };

  if (!g_strv_contains (moves, step->move->name))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (suy_look_text (step->after, pairs[i][0]) != NULL &&
        suy_look_text (step->after, pairs[i][1]) == NULL)
      suy_step_set_text (step, pairs[i][1], suy_look_text (step->after, pairs[i][0]));
}

/* 6.5: the same matter within 100 m and 12 months is a repeat. */
static gboolean
mark_repeat (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  gint64 first;

  if (!g_str_equal (step->reg->name, "complaint") || !g_str_equal (step->move->name, "receive"))
    return TRUE;
  first = suy_facts_find_repeated (plan->workspace, step->after, error);
  if (first > 0)
    {
      suy_step_set_integer (step, "is_repeat", 1);
      suy_step_set_integer (step, "repeat_of", first);
    }

  return first >= 0;
}

/* The last day of what @warning's level gives for putting it right; unknown where it gives none. */
static gint64
find_limit (const SuyRecord *warning)
{
  const SuyWarningLevels *levels = suy_workspace_get_warning_levels (NULL);
  gint64 triggered = suy_look_day (warning, "triggered_at");

  for (guint i = SUY_LEVEL_BLUE; levels != NULL && i <= SUY_LEVEL_RED; i++)
    {
      const SuyTerm *limit = suy_warning_levels_get (levels, (SuyLevel) i)->limit;

      if (suy_look_is (warning, "level", suy_lamp_get_level_name ((SuyLevel) i)) && limit != NULL &&
          triggered != SUY_DAY_UNKNOWN)
        return triggered + limit->amount;
    }

  return SUY_DAY_UNKNOWN;
}

/* 6.8: whether it was put right in time is computed when the warning is closed; the day of a yellow
 * one's report comes before that (W-1; 000 §6.3: 限期整改). */
static void
mark_on_time (SuyStep *step)
{
  gint64 due = suy_look_day (step->after, "action_due");
  gint64 closed = suy_look_day (step->after, "closed_at");

  if (g_str_equal (step->reg->name, "warning") && g_str_equal (step->move->to, "closed") &&
      due != SUY_DAY_UNKNOWN && closed != SUY_DAY_UNKNOWN)
    suy_step_set_integer (step, "on_time", closed <= MAX (due, find_limit (step->after)));
}

gboolean
suy_effects_plan (SuyMovePlan *plan, GError **error)
{
  SuyStep *leader = SUY_PLAN_LEADER (plan);

  clear_marks (leader);
  suy_effects_begin_again (plan, leader);
  keep_original (leader);
  mark_on_time (leader);

  return mark_repeat (plan, leader, error) && suy_sampling_plan (plan, error);
}

/* ---- extensions ---- */

static SuyRecord *
find_request (SuyMovePlan *plan, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (plan->workspace, "extension_request", error);
  g_autoptr (GPtrArray) rows =
      reg == NULL
          ? NULL
          : suy_workspace_get_linked (plan->workspace, reg, "item",
                                      suy_record_get_id (SUY_PLAN_LEADER (plan)->after), error);

  return rows == NULL ? NULL : suy_facts_choose_request (rows);
}

/* The application is answered with yes by the move; what it replaces is noted in it, so that the
 * deadline that counts can always be computed from the applications. */
static gboolean
answer_request (SuyMovePlan *plan, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  g_autoptr (GError) why = NULL;
  g_autoptr (SuyRecord) request = find_request (plan, &why);
  g_autoptr (SuyRecord) answer = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (request == NULL)
    return TRUE; /* the table did not ask for one */
  answer = suy_record_new (suy_record_get_register (request));
  suy_record_set_id (answer, suy_record_get_id (request));
  suy_record_set_text (answer, "old_deadline", suy_deadline_get (leader->before));
  suy_record_set_text (answer, "verdict", "pass");
  suy_record_set_text (answer, "approved_on", plan->workspace->today);
  if (plan->actor.id != 0)
    suy_record_set_integer (answer, "approved_by", plan->actor.id);

  return suy_store_update (plan->workspace->store, answer, error);
}

gboolean
suy_effects_write (SuyMovePlan *plan, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);

  return !g_str_equal (leader->reg->name, "rectification_item") ||
         !g_str_equal (leader->move->name, "extend") || answer_request (plan, error);
}
