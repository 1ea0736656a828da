/* suy-mirror.c: a problem and its item move together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 6.0: from the assignment on the problem's state mirrors that of its item.  The one that a person
 * moves leads; the other follows by moves of its own machine, whose needs are asked for too. */

#include "config.h"

#include <string.h>

#include "suy-move-plan.h"
#include "suy-workspace-private.h"

#define MAX_STEPS 2

/* States that go together; what stands in no row goes with anything. */
static const struct
{
  const char *item, *problem;
} pairs[] = {
  { "drafted", "judged" },
  { "drafted", "assigned" },
  { "drafted", "received" },
  { "planned", "rectifying" },
  { "in_progress", "rectifying" },
  { "stage_met", "rectifying" },
  { "completed", "submitted" },
  { "accepting", "submitted" },
  { "accepted", "accepted" },
  { "closed", "closed" },
  { "consolidating", "consolidating" },
  { "lookback_passed", "lookback_ok" },
  { "rebounded", "reopened" },
};

/* Moves that a leader's move may draw after it, tried in this order. */
static const struct
{
  const char *leader, *move;
  const char *follow[MAX_STEPS + 1];
} trains[] = {
  { "rectification_item", "approve_plan", { "start" } },
  { "rectification_item", "start", { "start" } },
  { "rectification_item", "complete", { "submit" } },
  { "rectification_item", "apply", { "submit" } },
  { "rectification_item", "accept", { "accept" } },
  { "rectification_item", "send_back", { "send_back" } },
  { "rectification_item", "close", { "close" } },
  { "rectification_item", "consolidate", { "consolidate" } },
  { "rectification_item", "look_back", { "look_back" } },
  { "rectification_item", "rebound", { "reopen" } },
  { "rectification_item", "resume", { "resume" } },
  { "problem", "start", { "approve_plan" } },
  { "problem", "submit", { "start", "complete" } },
  { "problem", "accept", { "apply", "accept" } },
  { "problem", "send_back", { "apply", "send_back" } },
  { "problem", "close", { "close" } },
  { "problem", "consolidate", { "consolidate" } },
  { "problem", "look_back", { "look_back" } },
  { "problem", "reopen", { "rebound" } },
  { "problem", "resume", { "resume" } },
};

/* Fields that both have, by their names in the item and in the problem. */
static const struct
{
  const char *item, *problem;
} fields[] = {
  { "plan_document", "plan_document" }, { "actual_bp", "actual_bp" },
  { "completed_at", "completed_on" },   { "five_no_release", "five_no_release" },
  { "accepted_at", "accepted_at" },     { "closed_at", "closed_at" },
  { "lookback_at", "lookback_at" },     { "deadline", "deadline" },
  { "escalation", "escalation" },
};

static const SuyNeed approve_first = {
  (char *) "move:rectification_item:approve_plan",
  { (char *) "the plan of its ledger item approved by the office",
    (char *) "整改台账方案先经整改办批准" }
};

static const SuyNeed out_of_step = {
  (char *) "move:rectification_item:",
  { (char *) "a case and a ledger item that stand at the same step",
    (char *) "案件与整改台账处于同一环节" }
};

static const SuyNeed receive_first = { (char *) "move:problem:receive",
                                       { (char *) "the case received by the responsible unit",
                                         (char *) "责任单位先签收案件" } };

static gboolean
is_item (const SuyRegister *reg)
{
  return g_str_equal (reg->name, "rectification_item");
}

static SuyRecord *
find_item (SuyWorkspace *workspace, gint64 problem, GError **error)
{
  const SuyRegister *items = suy_workspace_register (workspace, "rectification_item", error);
  g_autoptr (GPtrArray) rows =
      items == NULL ? NULL : suy_workspace_get_linked (workspace, items, "problem", problem, error);
  SuyRecord *newest = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_strcmp0 (suy_record_get_text (rows->pdata[i], "state"), "cancelled") != 0 &&
        (newest == NULL || suy_record_get_id (rows->pdata[i]) > suy_record_get_id (newest)))
      newest = rows->pdata[i];

  return newest == NULL ? NULL : suy_record_copy (newest);
}

SuyRecord *
suy_mirror_find (SuyWorkspace *workspace, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record), *problems;
  gint64 id;

  if (g_str_equal (reg->name, "problem"))
    return suy_record_get_id (record) == 0
               ? NULL
               : find_item (workspace, suy_record_get_id (record), error);
  id = is_item (reg) ? suy_record_get_integer (record, "problem") : 0;
  if (id == 0)
    return NULL;
  problems = suy_workspace_register (workspace, "problem", error);

  return problems == NULL ? NULL : suy_store_get (workspace->store, problems, id, error);
}

/* Whether the two states go together; those that no row names do. */
static gboolean
agree (const char *item, const char *problem)
{
  gboolean known_item = FALSE, known_problem = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      gboolean a = g_strcmp0 (pairs[i].item, item) == 0;
      gboolean b = g_strcmp0 (pairs[i].problem, problem) == 0;

      if (a && b)
        return TRUE;
      known_item |= a;
      known_problem |= b;
    }

  return !known_item || !known_problem;
}

static gboolean
states_agree (const SuyStep *leader, const char *follower)
{
  const char *own = leader->move->to;

  return is_item (leader->reg) ? agree (own, follower) : agree (follower, own);
}

/* ---- fields ---- */

static gboolean
is_empty (const SuyRecord *record, const SuyField *field)
{
  const SuyValue *value = suy_record_get (record, field);

  return value->type == SUY_VALUE_NULL ||
         (value->type == SUY_VALUE_TEXT &&
          (*value->text == '\0' || g_str_equal (value->text, "[]")));
}

/* What the leader fills in goes to the partner too, and what the partner lacks. */
static void
copy_fields (const SuyStep *leader, SuyStep *follower)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gboolean from_item = is_item (leader->reg);
      const char *from = from_item ? fields[i].item : fields[i].problem;
      const char *to = from_item ? fields[i].problem : fields[i].item;
      const SuyField *source = suy_register_find (leader->reg, from);
      const SuyField *target = suy_register_find (follower->reg, to);

      if (source == NULL || target == NULL)
        continue;
      if (suy_record_has (leader->changes, source) ||
          (is_empty (follower->after, target) && !is_empty (leader->after, source)))
        suy_step_set (follower, to, suy_record_get (leader->after, source));
    }
}

/* ---- moves ---- */

static const char *const *
find_train (const SuyStep *leader)
{
  for (guint i = 0; i < G_N_ELEMENTS (trains); i++)
    if (g_str_equal (trains[i].leader, leader->reg->name) &&
        g_str_equal (trains[i].move, leader->move->name))
      return trains[i].follow;

  return NULL;
}

/* Appends the partner's next step, which starts from where the last one leads. */
static SuyStep *
add_step (SuyMovePlan *plan, const SuyRecord *from, const SuyMove *move)
{
  g_autoptr (SuyRecord) changes = suy_record_new (suy_record_get_register (from));
  SuyStep *step;

  suy_record_set_id (changes, suy_record_get_id (from));
  step = suy_move_plan_add (plan, SUY_STEP_FOLLOWER, from, changes);
  step->move = move;
  copy_fields (SUY_PLAN_LEADER (plan), step);
  if (move != NULL)
    {
      suy_effects_begin_again (plan, step);
      suy_record_set_text (step->after, "state", move->to);
    }

  return step;
}

/* What is to be done first where the partner cannot follow. */
static const SuyNeed *
why_not (const SuyStep *leader, const char *state)
{
  if (is_item (leader->reg) &&
      (g_strcmp0 (state, "assigned") == 0 || g_strcmp0 (state, "judged") == 0))
    return &receive_first;

  return &out_of_step;
}

/* A plan is the office's to approve; that of a routine problem is made by its assignment (6.0). */
static gboolean
needs_approval (const SuyStep *leader)
{
  return !is_item (leader->reg) && g_str_equal (leader->move->name, "start") &&
         g_strcmp0 (suy_record_get_text (leader->after, "severity_tier"), "routine") != 0;
}

static void
follow (SuyMovePlan *plan, const SuyRecord *partner)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const char *const *moves = find_train (leader);
  SuyMoves *machine =
      suy_workspace_get_machine (plan->workspace, suy_record_get_register (partner), NULL);
  const SuyRecord *at = partner;

  for (guint i = 0; moves != NULL && moves[i] != NULL; i++)
    {
      const char *state = suy_record_get_text (at, "state");
      const SuyMove *move = suy_moves_find (machine, moves[i], state == NULL ? "" : state);

      if (states_agree (leader, state))
        return;
      if (move != NULL)
        at = add_step (plan, at, move)->after;
    }
  if (!states_agree (leader, suy_record_get_text (at, "state")))
    suy_move_plan_miss (plan, why_not (leader, suy_record_get_text (partner, "state")));
}

/* A case that goes to others, is merged or proves not to be so ends; its item ends with it. */
static gboolean
ends_item (const SuyMovePlan *plan, const SuyRecord *partner)
{
  static const char *const ends[] = { "transferred", "merged", "rejected", NULL };
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  SuyMoves *machine =
      suy_workspace_get_machine (plan->workspace, suy_record_get_register (partner), NULL);
  const char *state = suy_record_get_text (partner, "state");

  return !is_item (leader->reg) && g_strv_contains (ends, leader->move->to) &&
         (machine == NULL || state == NULL || !suy_moves_is_final (machine, state));
}

/* Why the item ended: what became of its case, and to whom it went, or what the person wrote. */
static char *
dup_reason (const SuyMovePlan *plan)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const SuyLabel *label = suy_moves_get_state_label (leader->machine, leader->move->to);
  const char *state = suy_label_get (label, g_get_language_names ()[0]);
  const char *to = g_str_equal (leader->move->to, "transferred")
                       ? suy_record_get_text (leader->after, "transfer_to")
                       : plan->wish->note;

  return to == NULL ? g_strdup (state) : g_strdup_printf ("%s: %s", state, to);
}

static void
end_item (SuyMovePlan *plan, const SuyRecord *partner)
{
  SuyMoves *machine =
      suy_workspace_get_machine (plan->workspace, suy_record_get_register (partner), NULL);
  const SuyMove *move =
      suy_moves_find (machine, "end_with_case", suy_record_get_text (partner, "state"));
  g_autofree char *reason = dup_reason (plan);

  if (move == NULL)
    suy_move_plan_miss (plan, &out_of_step);
  else
    suy_step_set_text (add_step (plan, partner, move), "cancel_reason", reason);
}

gboolean
suy_mirror_plan (SuyMovePlan *plan, const SuyRecord *partner, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  SuyStep *own;

  if (partner == NULL || suy_move_plan_find (plan, suy_record_get_register (partner)->name,
                                             suy_record_get_id (partner)) != NULL)
    return TRUE;
  if (ends_item (plan, partner))
    {
      end_item (plan, partner);
      return TRUE;
    }
  if (!states_agree (leader, suy_record_get_text (partner, "state")))
    {
      if (needs_approval (leader))
        suy_move_plan_miss (plan, &approve_first);
      else
        follow (plan, partner);
      return TRUE;
    }

  own = add_step (plan, partner, NULL);
  suy_record_set_text (own->after, "state", suy_record_get_text (partner, "state"));

  return TRUE;
}
