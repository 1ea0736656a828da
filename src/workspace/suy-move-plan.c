/* suy-move-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-move-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-facts.h"
#include "suy-workspace-private.h"

static void
step_free (gpointer data)
{
  SuyStep *step = data;

  g_clear_pointer (&step->before, suy_record_free);
  g_clear_pointer (&step->after, suy_record_free);
  g_clear_pointer (&step->changes, suy_record_free);
  g_free (step);
}

void
suy_move_plan_free (SuyMovePlan *plan)
{
  suy_actor_clear (&plan->actor);
  g_ptr_array_unref (plan->steps);
  g_ptr_array_unref (plan->missing);
  g_free (plan);
}

/* ---- steps ---- */

SuyStep *
suy_move_plan_add (SuyMovePlan *plan,
                   SuyStepKind kind,
                   const SuyRecord *before,
                   const SuyRecord *changes)
{
  SuyStep *step = g_new0 (SuyStep, 1);

  step->kind = kind;
  step->reg = suy_record_get_register (before);
  step->machine = suy_workspace_get_machine (plan->workspace, step->reg, NULL);
  step->before = suy_record_copy (before);
  step->after = suy_record_copy (before);
  step->changes = suy_record_copy (changes);
  suy_record_lay_over (step->after, changes);
  if (suy_record_has_geometry (changes))
    suy_record_set_geometry (step->after, suy_record_get_geometry (changes));
  g_ptr_array_add (plan->steps, step);

  return step;
}

void
suy_step_set (SuyStep *step, const char *field, const SuyValue *value)
{
  const SuyField *found = suy_register_find (step->reg, field);

  if (found == NULL)
    return;
  suy_record_set (step->changes, found, value);
  suy_record_set (step->after, found, value);
}

void
suy_step_set_text (SuyStep *step, const char *field, const char *text)
{
  suy_step_set (step, field, text == NULL ? &SUY_VALUE_INIT_NULL : &SUY_TEXT (text));
}

void
suy_step_set_integer (SuyStep *step, const char *field, gint64 value)
{
  suy_step_set (step, field, &SUY_INTEGER (value));
}

SuyStep *
suy_move_plan_find (SuyMovePlan *plan, const char *reg, gint64 id)
{
  for (guint i = 0; i < plan->steps->len; i++)
    {
      SuyStep *step = plan->steps->pdata[i];

      if (g_str_equal (step->reg->name, reg) && suy_record_get_id (step->before) == id)
        return step;
    }

  return NULL;
}

void
suy_move_plan_miss (SuyMovePlan *plan, const SuyNeed *need)
{
  for (guint i = 0; i < plan->missing->len; i++)
    {
      const SuyNeed *known = plan->missing->pdata[i];

      if (g_str_equal (known->name, need->name) || g_str_equal (known->label.en, need->label.en))
        return;
    }
  g_ptr_array_add (plan->missing, (gpointer) need);
}

/* ---- asking ---- */

/* Who acts is asked of the move that the person makes; of those that go with it only what depends
 * on the record. */
static gboolean
is_asked (const SuyStep *step, const SuyNeed *need)
{
  return step->kind == SUY_STEP_LEADER ||
         (!g_str_equal (need->name, "role") && !g_str_equal (need->name, "note") &&
          !g_str_has_prefix (need->name, "as:") && strstr (need->name, "actor-") == NULL);
}

/* Of a follower the leader is the partner, of the leader the follower; a new item's is the problem
 * that it comes from. */
static const SuyRecord *
partner_of (SuyMovePlan *plan, const SuyStep *step, const SuyRecord *partner)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);

  if (step == leader)
    {
      const SuyStep *other =
          partner == NULL ? NULL
                          : suy_move_plan_find (plan, suy_record_get_register (partner)->name,
                                                suy_record_get_id (partner));

      return other != NULL ? other->after : partner;
    }

  return step->kind == SUY_STEP_FOLLOWER || g_str_equal (step->reg->name, "rectification_item")
             ? leader->after
             : NULL;
}

static guint
count_spawned (SuyMovePlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const SuyStep *step = plan->steps->pdata[i];

      n += step->kind == SUY_STEP_SPAWNED && g_str_equal (step->reg->name, "problem");
    }

  return n;
}

/* A deadline that is set anew counts from now on, though it was derived from the old one. */
static void
renew_deadline (const SuyStep *step)
{
  const SuyField *deadline = suy_register_find (step->reg, "deadline");
  const SuyField *current = suy_register_find (step->reg, "deadline_current");

  if (deadline != NULL && current != NULL && suy_record_has (step->changes, deadline) &&
      !suy_value_equal (suy_record_get (step->before, deadline),
                        suy_record_get (step->changes, deadline)))
    suy_record_set (step->after, current, suy_record_get (step->changes, deadline));
}

/* Whether the record is asked about as it is stored. */
static gboolean
is_as_stored (const SuyStep *step)
{
  for (guint i = 0; i < step->reg->fields->len; i++)
    if (suy_record_has (step->changes, step->reg->fields->pdata[i]))
      return FALSE;

  return TRUE;
}

static GHashTable *
find_facts (SuyMovePlan *plan, const SuyStep *step, const SuyRecord *partner, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  guint n_spawned = step == leader ? count_spawned (plan) : 0;
  gboolean shared = plan->known != NULL && step == leader && n_spawned == 0 && is_as_stored (step);
  const SuyFactsAsk ask = {
    .before = step->before,
    .after = step->after,
    .actor = &plan->actor,
    .move = step->move,
    .all = shared,
    .said = plan->wish->said,
    .partner = partner_of (plan, step, partner),
    .origin = step->kind == SUY_STEP_SPAWNED ? leader->after : NULL,
    .n_spawned = n_spawned,
    .n_batch = plan->n_batch,
  };
  GHashTable *facts;

  if (shared && *plan->known != NULL)
    return g_hash_table_ref (*plan->known);
  facts = suy_facts_new (plan->workspace, &ask, error);
  if (shared && facts != NULL)
    *plan->known = g_hash_table_ref (facts);

  return facts;
}

static gboolean
ask_step (SuyMovePlan *plan, const SuyStep *step, const SuyRecord *partner, GError **error)
{
  g_autoptr (GHashTable) facts = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  SuyMoveAsk ask;

  suy_guard_check_step (plan, step);
  if (step->move == NULL)
    return TRUE;
  facts = find_facts (plan, step, partner, error);
  if (facts == NULL)
    return FALSE;
  ask = (SuyMoveAsk){ .record = step->after,
                      .role = plan->actor.role,
                      .unit = plan->actor.unit_code,
                      .today = plan->workspace->today,
                      .note = plan->wish->note,
                      .facts = facts };
  missing = suy_moves_missing (step->machine, step->move, &ask);
  for (guint i = 0; i < missing->len; i++)
    if (is_asked (step, missing->pdata[i]))
      suy_move_plan_miss (plan, missing->pdata[i]);

  return TRUE;
}

/* ---- making a plan ---- */

/* Names the moves that there are. */
static gboolean
refuse_unknown (SuyMoves *machine, const char *state, const char *move, GError **error)
{
  g_autoptr (GPtrArray) moves = suy_moves_from (machine, state);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", ((SuyMove *) moves->pdata[i])->name);
  if (moves->len == 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 _ ("From the state “%s” there is no move “%s”; it is an end."), state, move);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 _ ("From the state “%s” there is no move “%s”; moves are: %s"), state, move,
                 names->str);

  return FALSE;
}

static gboolean
find_move (SuyStep *leader, const char *move, GError **error)
{
  const char *state = suy_record_get_text (leader->before, "state");

  if (state == NULL)
    state = suy_moves_get_initial (leader->machine);
  leader->move = suy_moves_find (leader->machine, move, state);

  return leader->move != NULL || refuse_unknown (leader->machine, state, move, error);
}

static gboolean
add_leader (SuyMovePlan *plan, const SuyRecord *changes, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  g_autoptr (GError) why = NULL;
  SuyMoves *machine = suy_workspace_get_machine (plan->workspace, reg, &why);
  g_autoptr (SuyRecord) before = NULL;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (machine == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, _ ("Records of %s make no moves."),
                   reg->name);
      return FALSE;
    }
  before = suy_store_get (plan->workspace->store, reg, suy_record_get_id (changes), error);

  return before != NULL && find_move (suy_move_plan_add (plan, SUY_STEP_LEADER, before, changes),
                                      plan->wish->move, error);
}

static gboolean
fill (SuyMovePlan *plan, const SuyRecord *changes, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (SuyRecord) partner = NULL;

  if (!add_leader (plan, changes, error))
    return FALSE;
  partner = suy_mirror_find (plan->workspace, SUY_PLAN_LEADER (plan)->before, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (!suy_effects_plan (plan, error) || !suy_spawn_plan (plan, error) ||
      !suy_mirror_plan (plan, partner, error))
    return FALSE;

  for (guint i = 0; i < plan->steps->len; i++)
    renew_deadline (plan->steps->pdata[i]);
  for (guint i = 0; i < plan->steps->len; i++)
    if (!ask_step (plan, plan->steps->pdata[i], partner, error))
      return FALSE;

  return TRUE;
}

static SuyMovePlan *
make_plan (SuyWorkspace *workspace,
           const SuyRecord *changes,
           const SuyMoveWish *wish,
           const SuyMovePlan *like,
           GError **error)
{
  g_autoptr (SuyMovePlan) plan = g_new0 (SuyMovePlan, 1);

  plan->workspace = workspace;
  plan->wish = wish;
  plan->n_batch = like->n_batch;
  plan->known = like->known;
  plan->steps = g_ptr_array_new_with_free_func (step_free);
  plan->missing = g_ptr_array_new ();
  if (wish->by_system)
    suy_actor_set_system (&plan->actor);
  else if (wish->person == NULL
               ? !suy_actor_read (workspace, &plan->actor, error)
               : !suy_actor_read_person (workspace, wish->person, &plan->actor, error))
    return NULL;

  return fill (plan, changes, error) ? g_steal_pointer (&plan) : NULL;
}

SuyMovePlan *
suy_move_plan_new (SuyWorkspace *workspace,
                   const SuyRecord *changes,
                   const SuyMoveWish *wish,
                   guint n_batch,
                   GError **error)
{
  const SuyMovePlan like = { .n_batch = n_batch };

  return make_plan (workspace, changes, wish, &like, error);
}

SuyMovePlan *
suy_move_plan_new_offer (SuyWorkspace *workspace,
                         const SuyRecord *record,
                         const SuyMoveWish *wish,
                         GHashTable **known,
                         GError **error)
{
  const SuyMovePlan like = { .n_batch = 1, .known = known };
  g_autoptr (SuyRecord) changes = suy_record_new (suy_record_get_register (record));

  suy_record_set_id (changes, suy_record_get_id (record));

  return make_plan (workspace, changes, wish, &like, error);
}
