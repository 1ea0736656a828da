/* suy-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-guard.h"

#include <glib/gi18n-lib.h>

#include "suy-checkpoints.h"
#include "suy-edit-rule.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-guard-caps.h"
#include "suy-move-plan.h"
#include "suy-readers.h"
#include "suy-sampling-plan.h"

/* Days and times of things that have happened. */
static const char *const past[] = { "found_at",     "started_at",   "ended_at",    "completed_on",
                                    "completed_at", "accepted_at",  "accepted_on", "closed_at",
                                    "received_at",  "replied_at",   "settled_at",  "measured_at",
                                    "traced_at",    "rectified_at", "built_on",    "lookback_at",
                                    "disclosed_at", "triggered_at", "applied_on",  "approved_on",
                                    "issued_on",    "replied_on",   "lifted_on",   "done_at",
                                    "drawn_at",     "filed_at",     "decided_at",  "executed_at",
                                    "sent_on",      "received_on",  "result_on",   NULL };

/* Records beside those that move, which prove that something happened. */
static const char *const proofs[] = { "acceptance", "lookback", "extension_request",
                                      "action_record", NULL };

/* Days that follow each other. */
static const struct
{
  const char *reg;
  const char *fields[6];
} orders[] = {
  { "case_transfer", { "sent_on", "received_on", "result_on" } },
  { "complaint", { "received_at", "replied_at", "settled_at" } },
  { "enforcement_case", { "filed_at", "decided_at", "executed_at", "closed_at" } },
  { "inspection", { "started_at", "ended_at" } },
  { "milestone", { "accepted_on", "closed_at" } },
  { "outfall", { "found_at", "measured_at", "traced_at", "rectified_at" } },
  { "problem", { "found_at", "completed_on", "accepted_at", "closed_at" } },
  { "project", { "built_on", "accepted_on" } },
  { "rectification_item", { "start", "completed_at", "accepted_at", "closed_at" } },
  { "warning", { "triggered_at", "closed_at" } },
};

/* Deadlines that stand once the record has left these states, and the moves that set them anew. */
static const struct
{
  const char *reg;
  const char *fields[3];
  const char *open[4];  /* states in which the field is still a draft */
  const char *moves[4]; /* that may fill it in */
} fixed[] = {
  { "milestone", { "due", "due_original" }, { NULL }, { "rebase", "activate" } },
  { "outfall", { "deadline" }, { "found", "measured", "traced" }, { "classify" } },
  { "problem", { "deadline", "deadline_original" }, { "found", "judged" }, { "assign", "resume" } },
  { "rectification_item",
    { "deadline", "deadline_original" },
    { "drafted" },
    { "approve_plan", "resume" } },
};

static const SuyNeed no_future = { (char *) "general:future",
                                   { (char *) "no day that is still to come",
                                     (char *) "日期不得晚于今天" } };
static const SuyNeed in_order = { (char *) "general:order",
                                  { (char *) "days in the order found, assigned, completed, "
                                             "accepted, closed",
                                    (char *) "日期顺序：发现、交办、完成、验收、销号" } };
static const SuyNeed kept = { (char *) "general:deadline",
                              { (char *) "a deadline that is changed only by an extension",
                                (char *) "时限只能经批准的延期调整" } };

static const SuyNeed readable = {
  (char *) "general:checkpoints",
  { (char *) "checkpoints as “2026-03-31 40%”, in the order of "
             "their days, between start and due date",
    (char *) "分段基线写作“2026-03-31 40%”，按日期先后，在开始与期限之间" }
};

static const SuyNeed drawn = { (char *) "general:draw",
                               { (char *) "lists and draws that stand as they are",
                                 (char *) "名录和抽取结果不得更改" } };

/* ---- days ---- */

/* The first field with a day that is still to come, or NULL. */
static const SuyField *
find_future (SuyWorkspace *workspace, const SuyRecord *record)
{
  gint64 today = suy_look_day_of (workspace->today);

  for (guint i = 0; past[i] != NULL; i++)
    {
      gint64 day = suy_look_day (record, past[i]);

      if (day != SUY_DAY_UNKNOWN && day > today)
        return suy_register_find (suy_record_get_register (record), past[i]);
    }

  return NULL;
}

/* The field whose day is before that of one before it, or NULL. */
static const SuyField *
find_disorder (const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      gint64 last = SUY_DAY_UNKNOWN;

      if (!g_str_equal (orders[i].reg, reg->name))
        continue;
      for (guint k = 0; orders[i].fields[k] != NULL; k++)
        {
          gint64 day = suy_look_day (record, orders[i].fields[k]);

          if (day == SUY_DAY_UNKNOWN)
            continue;
          if (day < last)
            return suy_register_find (reg, orders[i].fields[k]);
          last = day;
        }
    }

  return NULL;
}

/* ---- deadlines ---- */

/* The deadline that is changed though it stands, or NULL.  @move: (nullable): none, an edit */
static const SuyField *
find_moved_deadline (const SuyRecord *before, const SuyRecord *changes, const char *move)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  const char *state = suy_look_text (before, "state");

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      if (!g_str_equal (fixed[i].reg, reg->name) || state == NULL ||
          g_strv_contains (fixed[i].open, state) ||
          (move != NULL && g_strv_contains (fixed[i].moves, move)))
        continue;
      for (guint k = 0; fixed[i].fields[k] != NULL; k++)
        {
          const SuyField *field = suy_register_find (reg, fixed[i].fields[k]);

          if (field != NULL && suy_record_has (changes, field) &&
              suy_look_text (before, field->name) != NULL &&
              !suy_value_equal (suy_record_get (before, field), suy_record_get (changes, field)))
            return field;
        }
    }

  return NULL;
}

/* The original never changes, whatever the move. */
static gboolean
changes_original (const SuyRecord *before, const SuyRecord *changes)
{
  static const char *const names[] = { "deadline_original", "due_original" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyField *field = suy_register_find (suy_record_get_register (changes), names[i]);

      if (field != NULL && suy_record_has (changes, field) &&
          suy_look_text (before, names[i]) != NULL &&
          !suy_value_equal (suy_record_get (before, field), suy_record_get (changes, field)))
        return TRUE;
    }

  return FALSE;
}

/* ---- checkpoints ---- */

static gboolean
check_checkpoints (const SuyRecord *record, GError **error)
{
  gint64 start = suy_look_day (record, "start"), due = suy_look_day (record, "due");
  g_autoptr (GArray) read = NULL;

  if (suy_look_text (record, "checkpoints") == NULL || due == SUY_DAY_UNKNOWN)
    return TRUE;
  read = suy_checkpoints_read (suy_look_text (record, "checkpoints"),
                               start == SUY_DAY_UNKNOWN ? start : MIN (start, due), due, error);

  return read != NULL;
}

/* Old lines that nobody can read stay until somebody touches them, or what they are between. */
static gboolean
touches_checkpoints (const SuyRecord *changes)
{
  static const char *const names[] = { "checkpoints", "start", "due" };
  const SuyRegister *reg = suy_record_get_register (changes);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyField *field = suy_register_find (reg, names[i]);

      if (field != NULL && suy_record_has (changes, field))
        return suy_register_find (reg, "checkpoints") != NULL;
    }

  return FALSE;
}

void
suy_guard_check_step (SuyMovePlan *plan, const SuyStep *step)
{
  const char *move =
      step->kind == SUY_STEP_LEADER ? step->move->name : SUY_PLAN_LEADER (plan)->move->name;

  if (find_future (plan->workspace, step->changes) != NULL)
    suy_move_plan_miss (plan, &no_future);
  if (find_disorder (step->after) != NULL && find_disorder (step->before) == NULL)
    suy_move_plan_miss (plan, &in_order);
  if (find_moved_deadline (step->before, step->changes, move) != NULL ||
      changes_original (step->before, step->changes))
    suy_move_plan_miss (plan, &kept);
  if (!check_checkpoints (step->after, NULL))
    suy_move_plan_miss (plan, &readable);
  if (suy_sampling_find_frozen (step->before, step->changes, move) != NULL)
    suy_move_plan_miss (plan, &drawn);
}

/* ---- rules of registers ---- */

static SuyEditRules *
edit_rules (void)
{
  static SuyEditRules *builtin;

  if (builtin == NULL)
    builtin = suy_edit_rules_new_builtin (NULL);

  return builtin;
}

static gboolean
has_edit_rules (const SuyRegister *reg)
{
  return edit_rules () != NULL && suy_edit_rules_have (edit_rules (), reg->name);
}

/* The rule that the edit would break, or NULL. */
static const SuyEditRule *
find_broken (SuyWorkspace *workspace, const SuyRecord *before, const SuyRecord *changes)
{
  g_autoptr (SuyRecord) after = suy_record_copy (before != NULL ? before : changes);

  if (!has_edit_rules (suy_record_get_register (changes)))
    return NULL;
  suy_record_lay_over (after, changes);

  return suy_edit_rules_find_broken (edit_rules (), before, after, workspace->today);
}

/* ---- saving ---- */

static const char *
label_of (const SuyField *field)
{
  return suy_label_get (&field->label, g_get_language_names ()[0]);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SUY_ERROR, SUY_ERROR_REFUSED, message);

  return FALSE;
}

gboolean
suy_guard_check_save (SuyWorkspace *workspace,
                      const SuyRecord *before,
                      const SuyRecord *changes,
                      GError **error)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  g_autoptr (SuyRecord) after = before == NULL ? NULL : suy_record_copy (before);
  g_autofree char *message = NULL;
  const SuyEditRule *rule = find_broken (workspace, before, changes);
  const SuyField *field;

  if (rule != NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, "%s (%s)",
                   suy_label_get (&rule->label, g_get_language_names ()[0]), rule->source);
      return FALSE;
    }
  if (after != NULL)
    suy_record_lay_over (after, changes);
  if (!suy_workspace_may_write (workspace, reg, error) ||
      !suy_guard_check_caps (workspace, after != NULL ? after : changes, error))
    return FALSE;
  if (suy_workspace_get_machine (workspace, reg, NULL) == NULL &&
      !g_strv_contains (proofs, reg->name))
    return TRUE;

  field = find_future (workspace, changes);
  if (field != NULL)
    message = g_strdup_printf (_ ("“%s” is still to come. Enter a day that is not after today."),
                               label_of (field));
  if (message == NULL && (before == NULL || find_disorder (before) == NULL))
    {
      field = find_disorder (after != NULL ? after : changes);
      if (field != NULL)
        message = g_strdup_printf (_ ("“%s” is before a day that it follows. Correct the days."),
                                   label_of (field));
    }
  field = before == NULL || message != NULL ? NULL : find_moved_deadline (before, changes, NULL);
  if (field != NULL)
    message = g_strdup_printf (_ ("“%s” stands. Apply for an extension, and have it approved with "
                                  "the move “extend”; a baseline is changed with “rebase”."),
                               label_of (field));
  field =
      before == NULL || message != NULL ? NULL : suy_sampling_find_frozen (before, changes, NULL);
  if (field != NULL)
    message = g_strdup_printf (_ ("“%s” belongs to a list or a draw that stands. Nothing is drawn "
                                  "again or picked by hand; a random check that was drawn can be "
                                  "declared void with a reason."),
                               label_of (field));

  return (message == NULL || refuse (error, message)) &&
         (!touches_checkpoints (changes) ||
          check_checkpoints (after != NULL ? after : changes, error));
}

/* ---- tables ---- */

/* What moves raise, and the rung of the ladder. */
static const char *const raised[] = {
  "defect_count", "escalation", "extension_count", "rebound_count", "relapse_count",
  "return_count", NULL
};

/* The answer to an application. */
static const char *const answers[] = { "approved_by", "approved_on", "verdict", NULL };

static gboolean
is_changed (const SuyRecord *before, const SuyRecord *changes, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (changes), name);

  return field != NULL && suy_record_has (changes, field) &&
         !suy_value_equal (suy_record_get (changes, field),
                           before == NULL ? &SUY_VALUE_INIT_NULL : suy_record_get (before, field));
}

static const SuyField *
find_changed (const SuyRecord *before, const SuyRecord *changes, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (is_changed (before, changes, names[i]))
      return suy_register_find (suy_record_get_register (changes), names[i]);

  return NULL;
}

/* Days behind the first one are those of steps. */
static const SuyField *
find_step (const SuyRecord *before, const SuyRecord *changes)
{
  const SuyField *field = find_changed (before, changes, raised);

  for (guint i = 0; field == NULL && i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].reg, suy_record_get_register (changes)->name))
      field = find_changed (before, changes, orders[i].fields + 1);

  return field;
}

gboolean
suy_guard_watches (SuyWorkspace *workspace, const SuyRegister *reg)
{
  return suy_workspace_get_machine (workspace, reg, NULL) != NULL ||
         g_strv_contains (proofs, reg->name) || has_edit_rules (reg) || *reg->readers != NULL ||
         *reg->writers != NULL || g_str_equal (reg->name, "journal") ||
         g_str_equal (reg->name, "grant_entry");
}

/* A record that has made moves. */
static gboolean
check_moved (SuyMoves *machine,
             const SuyRecord *before,
             const SuyRecord *changes,
             const SuyField **field,
             const char **remedy,
             GError **error)
{
  if (suy_moves_is_final (machine, suy_look_text (before, "state")))
    {
      *remedy = _ ("Leave the row as it was exported, or reopen the record by a move");
      return refuse (error, _ ("The record is closed; a table does not change it"));
    }
  *field = find_step (before, changes);
  if (*field == NULL)
    return TRUE;
  *remedy = _ ("Leave the cell as it was exported, and make the move");
  g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, _ ("“%s” is set by moves alone"),
               label_of (*field));

  return FALSE;
}

/* What is refused of an edit, is of a table. */
static gboolean
check_edit (SuyWorkspace *workspace,
            const SuyRecord *before,
            const SuyRecord *changes,
            const SuyField **field,
            const char **remedy,
            GError **error)
{
  const SuyEditRule *rule;

  if (suy_guard_check_save (workspace, before, changes, error))
    return TRUE;
  rule = find_broken (workspace, before, changes);
  *field = rule != NULL ? suy_register_find (suy_record_get_register (changes), rule->field)
                        : find_future (workspace, changes);
  if (*field == NULL && before != NULL)
    *field = find_moved_deadline (before, changes, NULL);
  if (*field == NULL && touches_checkpoints (changes))
    *field = suy_register_find (suy_record_get_register (changes), "checkpoints");
  *remedy = _ ("Correct the cell, or leave it as it was exported");

  return FALSE;
}

gboolean
suy_guard_check_import (SuyWorkspace *workspace,
                        const SuyRecord *before,
                        const SuyRecord *changes,
                        const SuyField **field,
                        const char **remedy,
                        GError **error)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);

  *field = NULL;
  if (g_str_equal (reg->name, "journal"))
    {
      *remedy = _ ("Make the moves themselves, one by one");
      return refuse (error, _ ("The journal is written by moves alone"));
    }
  if (g_str_equal (reg->name, "extension_request"))
    *field = find_changed (before, changes, answers);
  if (*field != NULL)
    {
      *remedy = _ ("Leave the answer empty, and grant the application with the move “extend”");
      return refuse (error, _ ("An application is answered by a move, not by a table"));
    }
  if (machine != NULL && before != NULL && suy_look_text (before, "state") != NULL &&
      !check_moved (machine, before, changes, field, remedy, error))
    return FALSE;

  return check_edit (workspace, before, changes, field, remedy, error);
}

/* ---- deleting ---- */

gboolean
suy_guard_check_delete (SuyWorkspace *workspace, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  if (!suy_workspace_may_write (workspace, reg, error))
    return FALSE;
  if (machine == NULL)
    return TRUE;
  rows = suy_workspace_get_journal (workspace, reg, suy_record_get_id (record), error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const char *state = suy_look_text (rows->pdata[i], "to_state");

      if (state == NULL || !suy_moves_is_final (machine, state))
        continue;
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                   _ ("This record was closed once and is never deleted. If it should not count, "
                      "cancel it with a reason."));
      return FALSE;
    }

  return TRUE;
}
