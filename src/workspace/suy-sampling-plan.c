/* suy-sampling-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-plan.h"

#include "suy-facts-private.h"
#include "suy-ratio.h"
#include "suy-sampling-pool.h"
#include "suy-sampling.h"

/* ---- filling in ---- */

static gboolean
is_empty (const SuyStep *step, const char *name)
{
  const SuyField *field = suy_register_find (step->reg, name);

  return field != NULL && suy_record_get (step->after, field)->type == SUY_VALUE_NULL;
}

static void
fill_text (SuyStep *step, const char *field, const char *text)
{
  if (text != NULL && is_empty (step, field))
    suy_step_set_text (step, field, text);
}

static void
fill_integer (SuyStep *step, const char *field, gint64 value)
{
  if (is_empty (step, field))
    suy_step_set_integer (step, field, value);
}

static guint
count (const SuyStep *step, const char *field)
{
  g_auto (GStrv) lines = suy_look_list (step->after, field);

  return g_strv_length (lines);
}

/* The number to draw, where a share stands in its place: not less than the share. */
static void
fill_size (SuyStep *step, const char *pool)
{
  gint64 bp = suy_look_integer (step->after, "ratio_bp");

  if (bp > 0 && is_empty (step, "sample_size"))
    suy_step_set_integer (
        step, "sample_size",
        suy_ratio_ceil ((SuyRatio){ bp * (gint64) count (step, pool), 10000 }, 1));
}

static void
freeze_pool (SuyMovePlan *plan, SuyStep *step, const char *pool)
{
  g_autofree char *hash = suy_sampling_hash (step->after, NULL);

  fill_text (step, "pooled_on", plan->workspace->today);
  fill_text (step, "pool_hash", hash); /* NULL: the list is refused as empty */
  fill_size (step, pool);
}

/* ---- drawing ---- */

/* Only where nothing is filled in: what somebody picked is left, and refused. */
static void
draw (SuyMovePlan *plan, SuyStep *step, const char *name)
{
  const SuySamplingKind *kind = suy_sampling_find_kind (step->reg->name, name);
  g_autoptr (SuySampling) sampling = NULL;
  g_autofree char *drawn = NULL, *officers = NULL, *replaced = NULL;

  if (!is_empty (step, kind->drawn) ||
      (suy_register_find (step->reg, "officer_pool") != NULL && !is_empty (step, "officers")))
    return;
  sampling = suy_sampling_new (plan->workspace, step->after, name, NULL); /* NULL: no seed yet */
  if (sampling == NULL)
    return;
  drawn = suy_sampling_get_drawn (sampling);
  officers = suy_sampling_get_officers (sampling);
  replaced = suy_sampling_get_replaced (sampling);
  suy_step_set_text (step, kind->drawn, drawn);
  suy_step_set_text (step, "officers", officers);
  suy_step_set_text (step, "replaced_officers", replaced);
}

/* Times are judged by China's clocks, where it may be tomorrow already for a machine west of it:
 * then the last second of today stands. */
static char *
time_of_draw (SuyWorkspace *workspace)
{
  g_autofree char *now = suy_workspace_now (workspace);

  return suy_look_day_of (now) <= suy_look_day_of (workspace->today)
             ? g_steal_pointer (&now)
             : g_strconcat (workspace->today, "T15:59:59.000Z", NULL);
}

static void
sign (SuyMovePlan *plan, SuyStep *step)
{
  g_autofree char *now = time_of_draw (plan->workspace);

  fill_text (step, "algorithm", SUY_DRAW_ALGORITHM);
  fill_text (step, "drawn_at", now);
  if (plan->actor.id != 0)
    fill_integer (step, "drawn_by", plan->actor.id);
}

/* ---- the moves ---- */

static gboolean
build_pool (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  freeze_pool (plan, step, "object_pool");
  fill_integer (step, "population", count (step, "object_pool"));

  return TRUE;
}

static gboolean
draw_check (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  draw (plan, step, SUY_SAMPLING_MAIN);
  sign (plan, step);

  return TRUE;
}

static gboolean
fix_population (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  g_auto (GStrv) all = NULL;
  g_autofree char *list = NULL, *hash = NULL;

  if (is_empty (step, "population") && !is_empty (step, "year"))
    {
      all = suy_sampling_list_population (plan->workspace, suy_look_integer (step->after, "year"),
                                          error);
      if (all == NULL)
        return FALSE;
      list = suy_look_format_list ((const char *const *) all);
      fill_text (step, "population", list);
    }
  hash = suy_sampling_hash (step->after, NULL);
  fill_text (step, "population_hash", hash); /* NULL: nothing was completed, which is refused */
  fill_text (step, "fixed_on", plan->workspace->today);
  fill_integer (step, "population_size", count (step, "population"));

  return TRUE;
}

static gboolean
draw_sample (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  fill_integer (step, "sample_size", suy_draw_tenth (count (step, "population")));

  return draw_check (plan, step, error);
}

static gboolean
draw_stations (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  freeze_pool (plan, step, "station_pool");

  return draw_check (plan, step, error);
}

static gboolean
recheck_stations (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  draw (plan, step, SUY_SAMPLING_RECHECK);

  return TRUE;
}

static gboolean
publish (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  fill_text (step, "published_on", plan->workspace->today);

  return TRUE;
}

/* ---- inspections ---- */

/* Codes of the officers of an object's line. */
static GStrv
officers_of (GStrv lines, const char *key)
{
  g_autofree char *head = g_strconcat (key, ": ", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], head))
      return g_strsplit (lines[i] + strlen (head), ", ", -1);

  return g_new0 (char *, 1);
}

static void
set_officers (SuyMovePlan *plan, SuyStep *step, GStrv officers)
{
  g_autoptr (SuyRecord) lead =
      officers[0] == NULL ? NULL : suy_sampling_get_object (plan->workspace, officers[0], "person");
  g_autofree char *list = suy_look_format_list ((const char *const *) officers);

  suy_step_set_text (step, "officers", list);
  if (lead == NULL)
    return;
  suy_step_set_integer (step, "lead", suy_record_get_id (lead));
  if (suy_look_integer (lead, "unit") != 0)
    suy_step_set_integer (step, "unit", suy_look_integer (lead, "unit"));
}

static void
plan_inspection (SuyMovePlan *plan, const SuyRegister *reg, const SuyRecord *object, GStrv officers)
{
  const SuyStep *leader = SUY_PLAN_LEADER (plan);
  g_autoptr (SuyRecord) fresh = suy_record_new (reg);
  SuyStep *step = suy_move_plan_add (plan, SUY_STEP_SPAWNED, fresh, fresh);
  g_autofree char *name = g_strdup_printf ("%s：%s", suy_look_text (leader->after, "name"),
                                           suy_look_text (object, "name"));
  gint64 township = suy_look_integer (object, "township");

  step->move = suy_moves_find (step->machine, "plan", "");
  suy_step_set_text (step, "name", name);
  suy_step_set_text (step, "kind",
                     suy_look_is (leader->after, "kind", "cross") ? "cross_township"
                                                                  : "double_random");
  suy_step_set_integer (step, "sampling_check", suy_record_get_id (leader->after));
  suy_step_set_integer (step, suy_record_get_register (object)->name, suy_record_get_id (object));
  if (township != 0)
    suy_step_set_integer (step, "township", township);
  suy_step_set_text (step, "planned_at", plan->workspace->today);
  set_officers (plan, step, officers);
}

/* Officers are told who goes where as interests are known now; each object gets its inspection. */
static gboolean
notify (SuyMovePlan *plan, SuyStep *step, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (plan->workspace, "inspection", error);
  g_autoptr (SuySampling) sampling =
      suy_sampling_new (plan->workspace, step->after, SUY_SAMPLING_MAIN, NULL);
  g_autofree char *officers = sampling == NULL ? NULL : suy_sampling_get_officers (sampling);
  g_autofree char *replaced = sampling == NULL ? NULL : suy_sampling_get_replaced (sampling);
  g_auto (GStrv) keys = suy_look_list (step->after, "objects"), lines = NULL;

  if (reg == NULL)
    return FALSE;
  if (sampling != NULL &&
      !suy_record_has (step->changes, suy_register_find (step->reg, "officers")))
    {
      suy_step_set_text (step, "officers", officers);
      suy_step_set_text (step, "replaced_officers", replaced);
    }
  if (plan->known != NULL)
    return TRUE; /* only asked: that an inspection can be planned needs no asking */
  lines = suy_look_list (step->after, "officers");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (SuyRecord) object =
          suy_sampling_get_object (plan->workspace, keys[i], "enterprise");
      g_auto (GStrv) who = officers_of (lines, keys[i]);

      if (object != NULL && suy_register_find (reg, suy_record_get_register (object)->name) != NULL)
        plan_inspection (plan, reg, object, who);
    }

  return TRUE;
}

static const struct
{
  const char *reg, *move;
  gboolean (*plan) (SuyMovePlan *plan, SuyStep *step, GError **error);
} effects[] = {
  { "sampling_check", "build_pool", build_pool },
  { "sampling_check", "draw", draw_check },
  { "sampling_check", "notify", notify },
  { "sampling_check", "publish", publish },
  { "lookback_sample", "fix_population", fix_population },
  { "lookback_sample", "draw", draw_sample },
  { "station_patrol", "draw_list", draw_stations },
  { "station_patrol", "recheck", recheck_stations },
};

gboolean
suy_sampling_plan (SuyMovePlan *plan, GError **error)
{
  SuyStep *leader = SUY_PLAN_LEADER (plan);

  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    if (g_str_equal (effects[i].reg, leader->reg->name) &&
        g_str_equal (effects[i].move, leader->move->name))
      return effects[i].plan (plan, leader, error);

  return TRUE;
}

/* ---- what stands ---- */

/* Fields that stand in every state but these; a record without a state is a draft.  6.7: no
 * hand-picking, no redraw, nothing that is drawn is replaced. */
static const struct
{
  const char *reg;
  const char *open;   /* (nullable): a state in which they may be changed still */
  const char *second; /* (nullable): another one */
  const char *move;   /* (nullable): the move that may write them */
  const char *fields[12];
} frozen[] = {
  { "sampling_check",
    NULL,
    NULL,
    NULL,
    { "kind", "object_pool", "officer_pool", "pool_filter", "pooled_on", "pool_hash", "population",
      "sample_size", "ratio_bp", "left_out", "officers_each" } },
  { "sampling_check",
    "pool_built",
    NULL,
    NULL,
    { "seed", "algorithm", "objects", "drawn_at", "drawn_by", "witness" } },
  { "sampling_check", "pool_built", NULL, "notify", { "officers", "replaced_officers" } },
  { "sampling_check", "pool_built", "drawn", NULL, { "recusals" } },
  { "lookback_sample",
    NULL,
    NULL,
    NULL,
    { "year", "population", "population_hash", "population_size", "fixed_on" } },
  { "lookback_sample",
    "population_fixed",
    NULL,
    NULL,
    { "seed", "algorithm", "sample", "sample_size", "drawn_at", "drawn_by" } },
  { "station_patrol",
    NULL,
    NULL,
    NULL,
    { "station_pool", "pool_filter", "pooled_on", "pool_hash", "sample_size", "stations", "seed",
      "algorithm", "drawn_at", "drawn_by" } },
};

static gboolean
is_open (guint row, const char *state)
{
  return (frozen[row].open != NULL && g_str_equal (frozen[row].open, state)) ||
         (frozen[row].second != NULL && g_str_equal (frozen[row].second, state));
}

const SuyField *
suy_sampling_find_frozen (const SuyRecord *before, const SuyRecord *changes, const char *move)
{
  const SuyRegister *reg = suy_record_get_register (changes);
  const char *state = suy_look_text (before, "state");

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (frozen); i++)
    {
      if (!g_str_equal (frozen[i].reg, reg->name) || is_open (i, state) ||
          (move != NULL && g_strcmp0 (frozen[i].move, move) == 0))
        continue;
      for (guint k = 0; frozen[i].fields[k] != NULL; k++)
        {
          const SuyField *field = suy_register_find (reg, frozen[i].fields[k]);

          if (suy_record_has (changes, field) &&
              !suy_value_equal (suy_record_get (before, field), suy_record_get (changes, field)))
            return field;
        }
    }

  return NULL;
}
