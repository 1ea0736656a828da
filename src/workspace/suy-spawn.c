/* suy-spawn.c: problems and items that a move gives rise to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 6.0: an inspection's “no”, a valid complaint, a warning and a hot event create a problem; an
 * assigned problem gets exactly one item. */

#include "config.h"

#include <string.h>

#include "suy-facts-private.h"
#include "suy-move-plan.h"

#define TITLE_CHARACTERS 60

/* ---- the medium ---- */

static const struct
{
  const char *of, *name, *medium;
} media[] = {
  { "complaint_type", "noise", "noise" },
  { "complaint_type", "waste_pile", "solid_waste" },
  { "complaint_type", "dust", "air" },
  { "complaint_type", "odour", "air" },
  { "complaint_type", "water", "water" },
  { "complaint_type", "scenic", "ecology" },
  { "kind", "water_auto", "water" }, /* stations */
  { "kind", "buoy", "water" },
  { "kind", "micro_water", "water" },
  { "kind", "gauge", "water" },
  { "kind", "well", "water" },
  { "kind", "air", "air" },
  { "kind", "township_air", "air" },
  { "kind", "micro_air", "air" },
  { "kind", "hot_grid", "air" }, /* hot events: W-7 is about the air, unless a station says else */
  { "kind", "high_value", "air" },
};

static const char *
medium_by (const SuyRecord *record, const char *field)
{
  const char *text = suy_look_text (record, field);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (media); i++)
    if (g_str_equal (media[i].of, field) && g_str_equal (media[i].name, text))
      return media[i].medium;

  return NULL;
}

static SuyRecord *
follow_link (SuyWorkspace *workspace, const SuyRecord *record, const char *field)
{
  const SuyField *link = suy_register_find (suy_record_get_register (record), field);
  gint64 id = suy_look_integer (record, field);
  const SuyRegister *reg =
      link == NULL || id == 0 ? NULL : suy_workspace_register (workspace, link->target, NULL);

  return reg == NULL ? NULL : suy_store_get (workspace->store, reg, id, NULL);
}

/* What the person says goes first, then what the record itself says, then what its object tells.
 * Returns: (nullable): nobody knows, and the problem's own rule asks for it */
static const char *
find_medium (const SuyMovePlan *plan, const SuyRecord *origin)
{
  const char *said =
      plan->wish->said == NULL ? NULL : g_hash_table_lookup (plan->wish->said, "medium");
  g_autoptr (SuyRecord) station = follow_link (plan->workspace, origin, "station");

  if (said != NULL)
    return said;
  if (suy_look_text (origin, "medium") != NULL)
    return suy_look_text (origin, "medium");
  if (medium_by (origin, "complaint_type") != NULL)
    return medium_by (origin, "complaint_type");
  if (suy_look_integer (origin, "outfall") != 0 || suy_look_integer (origin, "section") != 0)
    return "water";

  return station != NULL ? medium_by (station, "kind") : medium_by (origin, "kind");
}

/* ---- the place ---- */

static SuyGeometry *
ref_place (SuyWorkspace *workspace, const SuyRecord *origin)
{
  static const char *const links[] = { "enterprise", "outfall",     "risk_point",
                                       "station",    "scenic_area", "section" };
  SuyGeometry *own = suy_record_get_geometry (origin);

  if (own != NULL)
    return suy_geometry_ref (own);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (SuyRecord) object = follow_link (workspace, origin, links[i]);
      SuyGeometry *place = object == NULL ? NULL : suy_record_get_geometry (object);

      if (place != NULL && suy_shape_get_n_points (suy_geometry_get_shape (place)) == 1)
        return suy_geometry_ref (place);
    }

  return NULL;
}

/* ---- problems ---- */

/* Which fields of the origin say what; whatever it lacks stays empty. */
static const struct
{
  const char *reg;
  const char *source;   /* problem_source */
  const char *text;     /* field with what is the matter */
  const char *times[2]; /* fields with when it was found, the first that is filled in */
  const char *back;     /* (nullable): its link to the problem */
} origins[] = {
  { "complaint", "petition", "text", { "received_at", NULL }, "problem" },
  { "inspection", "self_found", "name", { "ended_at", "started_at" }, NULL },
  { "warning", "monitoring", "title", { "triggered_at", NULL }, NULL },
  { "hot_event", "monitoring", "title", { "detected_at", NULL }, "problem" },
  { "clue", "monitoring", "title", { "found_at", NULL }, "problem" },
};

static const char *
source_of (const SuyRecord *origin, const char *source)
{
  if (suy_look_is (origin, "kind", "daily_patrol"))
    return "patrol";
  if (suy_look_is (origin, "kind", "petition_check"))
    return "petition";
  if (suy_look_is (origin, "kind", "site_verification"))
    return "satellite";

  return source;
}

static void
copy_links (SuyStep *step, const SuyRecord *origin)
{
  for (guint i = 0; i < step->reg->fields->len; i++)
    {
      const SuyField *to = step->reg->fields->pdata[i];
      const SuyField *from = suy_register_find (suy_record_get_register (origin), to->name);

      if (to->type != SUY_FIELD_LINK)
        continue;
      if (g_str_equal (to->name, suy_record_get_register (origin)->name))
        suy_step_set_integer (step, to->name, suy_record_get_id (origin));
      else if (from != NULL && from->type == SUY_FIELD_LINK &&
               g_str_equal (from->target, to->target) &&
               suy_look_integer (origin, from->name) != 0 && !g_str_has_suffix (to->name, "_unit"))
        suy_step_set_integer (step, to->name, suy_look_integer (origin, from->name));
    }
}

static void
set_title (SuyStep *step, const char *text)
{
  g_autofree char *title = g_utf8_strlen (text, -1) <= TITLE_CHARACTERS
                               ? g_strdup (text)
                               : g_utf8_substring (text, 0, TITLE_CHARACTERS);

  suy_step_set_text (step, "title", title);
  suy_step_set_text (step, "description", text);
}

static int
find_origin (const SuyRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (origins[i].reg, reg->name))
      return (int) i;

  return -1;
}

/* A new problem as the origin tells it; its own first move is asked for with it. */
static gboolean
add_problem (SuyMovePlan *plan, int row, const char *text, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const SuyRegister *reg = suy_workspace_register (plan->workspace, "problem", error);
  g_autoptr (SuyRecord) fresh = reg == NULL ? NULL : suy_record_new (reg);
  g_autoptr (SuyGeometry) place = NULL;
  gint64 duplicate;
  SuyStep *step;

  if (reg == NULL)
    return FALSE;
  place = ref_place (plan->workspace, leader->after);
  if (place != NULL)
    suy_record_set_geometry (fresh, place);
  step = suy_move_plan_add (plan, SUY_STEP_SPAWNED, fresh, fresh);
  step->move = suy_moves_find (step->machine, "report", "");
  step->back = origins[row].back;
  if (step->back != NULL) /* its id is not known yet, but there will be one */
    suy_record_set_integer (leader->after, step->back, G_MAXINT64);
  set_title (step, text);
  suy_step_set_text (step, "source", source_of (leader->after, origins[row].source));
  suy_step_set_text (step, "discovery_means",
                     g_str_equal (origins[row].source, "monitoring") ? "technical" : "human");
  suy_step_set_text (step, "medium", find_medium (plan, leader->after));
  for (guint i = G_N_ELEMENTS (origins[row].times); i > 0; i--)
    if (suy_look_text (leader->after,
                       origins[row].times[i - 1] == NULL ? "" : origins[row].times[i - 1]) != NULL)
      suy_step_set_text (step, "found_at",
                         suy_look_text (leader->after, origins[row].times[i - 1]));
  copy_links (step, leader->after);
  if (plan->actor.id != 0)
    suy_step_set_integer (step, "reporter", plan->actor.id);

  duplicate = suy_facts_find_duplicate (plan->workspace, step->after, error);
  if (duplicate > 0)
    suy_step_set_integer (step, "duplicate_of", duplicate);

  return duplicate >= 0;
}

/* Each “no” of the checklist, but for as many as have their problem. */
static gboolean
spawn_answers (SuyMovePlan *plan, int row, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const SuyRegister *problems = suy_workspace_register (plan->workspace, "problem", error);
  g_autoptr (GPtrArray) known =
      problems == NULL ? NULL
                       : suy_workspace_get_linked (plan->workspace, problems, "inspection",
                                                   suy_record_get_id (leader->after), error);
  g_auto (GStrv) lines = suy_look_list (leader->after, "checklist");
  guint skip;

  if (known == NULL)
    return FALSE;
  skip = known->len;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (!suy_facts_is_answered_no (lines[i]) || (skip > 0 && skip-- > 0))
        continue;
      text = g_strdup_printf ("%s：%s", suy_look_text (leader->after, "name"), lines[i]);
      if (!add_problem (plan, row, text, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- the item ---- */

static const char *
category_of (const SuyRecord *problem)
{
  static const char *const pairs[][2] = {
    { "water", "water" },     { "air", "air" },
    { "soil", "soil_waste" }, { "solid_waste", "soil_waste" },
    { "ecology", "ecology" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (suy_look_is (problem, "medium", pairs[i][0]))
      return pairs[i][1];

  return "other";
}

static void
set_one (SuyStep *step, const char *field, const char *text)
{
  const char *const one[] = { text, NULL };
  g_autofree char *list = suy_look_format_list (one);

  if (list != NULL)
    suy_step_set_text (step, field, list);
}

/* Fields that the item takes over as they are. */
static void
copy_same (SuyStep *item, const SuyRecord *problem)
{
  static const char *const names[] = { "title",
                                       "township",
                                       "lead_unit",
                                       "responsible_unit",
                                       "responsible_person",
                                       "supervising_unit",
                                       "goal",
                                       "rect_class",
                                       "deadline",
                                       "deadline_original",
                                       "escalation",
                                       "plan_document" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyField *from = suy_register_find (suy_record_get_register (problem), names[i]);

      if (from != NULL && suy_record_get (problem, from)->type != SUY_VALUE_NULL)
        suy_step_set (item, names[i], suy_record_get (problem, from));
    }
}

/* A routine problem has one stage: done by the deadline.  The plan runs from the assignment on,
 * until somebody says when the work began. */
static void
fill_item (SuyStep *item, const SuyRecord *problem, const char *today)
{
  const char *deadline = suy_look_text (problem, "deadline");
  const char *goal = suy_look_text (problem, "goal");
  g_autofree char *stage =
      deadline == NULL || goal == NULL ? NULL : g_strconcat (deadline, " ", goal, NULL);

  copy_same (item, problem);
  suy_step_set_integer (item, "problem", suy_record_get_id (problem));
  suy_step_set_text (item, "category", category_of (problem));
  suy_step_set_text (item, "start", today);
  set_one (item, "measures", suy_look_text (problem, "measure"));
  if (suy_look_is (problem, "severity_tier", "routine"))
    set_one (item, "stages", stage);
}

static gboolean
spawn_item (SuyMovePlan *plan, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const SuyRegister *reg = suy_workspace_register (plan->workspace, "rectification_item", error);
  g_autoptr (GError) why = NULL;
  g_autoptr (SuyRecord) known = NULL, changes = NULL;
  SuyStep *item;

  if (reg == NULL)
    return FALSE;
  known = suy_mirror_find (plan->workspace, leader->before, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  changes = suy_record_new (reg);
  if (known != NULL)
    suy_record_set_id (changes, suy_record_get_id (known));
  item = suy_move_plan_add (plan, SUY_STEP_SPAWNED, known != NULL ? known : changes, changes);
  if (known == NULL)
    item->move = suy_moves_find (item->machine, "draft", "");
  fill_item (item, leader->after, plan->workspace->today);

  return TRUE;
}

/* ---- a rebound ---- */

/* The record makes that move as well, if it starts in its state.  Returns: (nullable) */
static SuyStep *
draw_along (SuyMovePlan *plan, const SuyRecord *record, const char *move)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyMoves *machine = suy_workspace_get_machine (plan->workspace, reg, NULL);
  const char *state = suy_look_text (record, "state");
  const SuyMove *found = suy_moves_find (machine, move, state == NULL ? "" : state);
  g_autoptr (SuyRecord) changes = suy_record_new (reg);
  SuyStep *step;

  if (found == NULL)
    return NULL;
  suy_record_set_id (changes, suy_record_get_id (record));
  step = suy_move_plan_add (plan, SUY_STEP_FOLLOWER, record, changes);
  step->move = found;
  suy_record_set_text (step->after, "state", found->to);

  return step;
}

/* S-061: a line that failed takes its item, and the case of this one, back to rectification; what
 * is worked on already is left. */
static gboolean
reopen_item (SuyMovePlan *plan, GError **error)
{
  g_autoptr (SuyRecord) item = follow_link (plan->workspace, SUY_PLAN_LEADER (plan)->after, "item");
  g_autoptr (SuyRecord) problem = NULL;
  GError *own = NULL;

  if (item == NULL || draw_along (plan, item, "rebound") == NULL)
    return TRUE;
  problem = suy_mirror_find (plan->workspace, item, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  if (problem != NULL)
    draw_along (plan, problem, "reopen");

  return TRUE;
}

/* ---- which move gives rise to what ---- */

/* A complaint that is handled was valid; of a hot event a firm must be responsible (6.9). */
static gboolean
is_due (const SuyStep *leader)
{
  if (g_str_equal (leader->reg->name, "complaint"))
    return g_str_equal (leader->move->name, "handle");

  return g_str_equal (leader->reg->name, "hot_event") &&
         g_str_equal (leader->move->name, "dispose") &&
         suy_look_integer (leader->after, "enterprise") != 0;
}

gboolean
suy_spawn_plan (SuyMovePlan *plan, GError **error)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  const char *reg = leader->reg->name, *move = leader->move->name;
  int row = find_origin (leader->reg);
  const char *wanted =
      plan->wish->said == NULL ? NULL : g_hash_table_lookup (plan->wish->said, "problem");

  if (g_str_equal (reg, "problem") && g_str_equal (move, "assign"))
    return spawn_item (plan, error);
  if (g_str_equal (reg, "lookback_line") && g_str_equal (move, "fail"))
    return reopen_item (plan, error);
  if (row < 0)
    return TRUE;
  if (g_str_equal (reg, "inspection"))
    return !g_str_equal (move, "record") || spawn_answers (plan, row, error);
  if (suy_look_integer (leader->after, "problem") != 0 ||
      (!is_due (leader) && g_strcmp0 (wanted, "new") != 0))
    return TRUE;

  return add_problem (plan, row, suy_look_text (leader->after, origins[row].text), error);
}
