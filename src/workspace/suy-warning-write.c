/* suy-warning-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-write.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-json.h"
#include "suy-move-plan.h"

#define MAX_THRESHOLD 1e9 /* in the shown unit */

static const SuyIndicator *
indicator_of (const SuyWarningRun *run, guint number)
{
  return suy_indicators_get_all (run->indicators)->pdata[number];
}

/* ---- the records of the indicators ---- */

static SuyRecord *
make_indicator (const SuyWarningRun *run, const SuyRegister *reg, const SuyIndicator *indicator)
{
  SuyRecord *record = suy_record_new (reg);

  suy_record_set_text (record, "code", indicator->name);
  suy_record_set_text (record, "name", indicator->label.zh);
  suy_record_set_text (record, "metric", indicator->label.zh);
  suy_record_set_text (record, "object_register", indicator->object);
  if (suy_indicator_is_defined (indicator))
    {
      suy_record_set_text (record, "comparator", "greater");
      suy_record_set_real (record, "threshold", (double) indicator->threshold / indicator->scale);
    }
  if (indicator->has_orange)
    suy_record_set_real (record, "threshold_orange", (double) indicator->orange / indicator->scale);
  suy_record_set_text (record, "unit_text", indicator->unit);
  suy_record_set_integer (record, "active", 1);
  suy_record_set_integer (record, "version", 1);
  suy_record_set_text (record, "basis", indicator->source);

  return record;
}

/* @shown is NAN where the field is empty. */
static gboolean
take_threshold (const SuyIndicator *indicator, double shown, gint64 *threshold)
{
  if (!isfinite (shown) || fabs (shown) > MAX_THRESHOLD)
    return FALSE;
  *threshold = llround (shown * indicator->scale);

  return TRUE;
}

/* An indicator whose threshold or comparator is empty is not defined, as the fact of its moves has
 * it, and does not fire. */
static void
take_indicator (SuyWarningRun *run, guint number, const SuyRecord *record)
{
  const SuyIndicator *indicator = indicator_of (run, number);
  SuyIndicatorRecord *row = &run->records[number];
  gint64 version = MAX (1, suy_record_get_integer (record, "version"));
  const SuyField *active = suy_register_find (suy_record_get_register (record), "active");

  if (row->id != 0 && version < row->version)
    return;
  *row = (SuyIndicatorRecord){ .id = suy_record_get_id (record),
                               .version = version,
                               .thresholds = suy_indicator_get_thresholds (indicator) };
  if (suy_register_find (suy_record_get_register (record), "responsible_unit") != NULL)
    row->unit = suy_record_get_integer (record, "responsible_unit");
  row->active = suy_record_get (record, active)->type == SUY_VALUE_NULL ||
                suy_record_get_integer (record, "active") != 0;
  row->active &= suy_indicator_is_defined (indicator) &&
                 suy_record_get_text (record, "comparator") != NULL &&
                 take_threshold (indicator, suy_record_get_real (record, "threshold"),
                                 &row->thresholds.threshold);
  if (indicator->has_orange)
    take_threshold (indicator, suy_record_get_real (record, "threshold_orange"),
                    &row->thresholds.orange);
}

static guint
number_of (const SuyWarningRun *run, const char *code)
{
  const GPtrArray *all = suy_indicators_get_all (run->indicators);

  for (guint i = 0; code != NULL && i < all->len; i++)
    if (g_str_equal (((const SuyIndicator *) all->pdata[i])->name, code))
      return i;

  return G_MAXUINT;
}

static gboolean
is_in_force (const SuyWarningRun *run, const SuyRecord *record)
{
  const char *from = suy_record_get_text (record, "holds_from");

  return from == NULL || !suy_date_is_date (from) || suy_date_get_day (from) <= run->day;
}

static void
add_number (GHashTable *numbers, gint64 id, guint number)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  g_hash_table_insert (numbers, key, GUINT_TO_POINTER (number));
}

static gboolean
read_known (SuyWarningRun *run, GHashTable *numbers, GError **error)
{
  SuyStore *store = run->workspace->store;
  const SuyRegister *reg = suy_workspace_register (run->workspace, "warning_indicator", error);
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (store, reg, NULL, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (ids == NULL)
    return FALSE;
  rows =
      suy_store_get_many (store, reg, (const gint64 *) (const void *) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      guint number = number_of (run, suy_record_get_text (rows->pdata[i], "code"));

      if (number == G_MAXUINT)
        continue;
      add_number (numbers, suy_record_get_id (rows->pdata[i]), number);
      if (is_in_force (run, rows->pdata[i]))
        take_indicator (run, number, rows->pdata[i]);
    }

  return TRUE;
}

/* Those of the table that have no record yet. */
static gboolean
make_missing (SuyWarningRun *run, GHashTable *numbers, gboolean keep, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, "warning_indicator", error);

  for (guint i = 0; i < suy_indicators_get_all (run->indicators)->len; i++)
    {
      g_autoptr (SuyRecord) made = NULL;

      if (run->records[i].id != 0)
        continue;
      made = make_indicator (run, reg, indicator_of (run, i));
      if (keep && !suy_store_insert (run->workspace->store, made, error))
        return FALSE;
      if (keep)
        add_number (numbers, suy_record_get_id (made), i);
      take_indicator (run, i, made);
    }

  return TRUE;
}

gboolean
suy_warning_read_indicators (SuyWarningRun *run, GHashTable *numbers, GError **error)
{
  return read_known (run, numbers, error) && make_missing (run, numbers, TRUE, error);
}

gboolean
suy_warning_look_up_indicators (SuyWarningRun *run, GHashTable *numbers, GError **error)
{
  return read_known (run, numbers, error) && make_missing (run, numbers, FALSE, error);
}

/* ---- moves ---- */

static GHashTable *
say (const char *fact)
{
  GHashTable *said = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (said, (gpointer) fact, (gpointer) "yes");

  return said;
}

gboolean
suy_warning_run_move (SuyWarningRun *run,
                      const SuyRecord *changes,
                      const char *name,
                      const char *fact,
                      const char *note,
                      gboolean *missing,
                      GError **error)
{
  g_autoptr (GHashTable) said = fact == NULL ? NULL : say (fact);
  const SuyMoveWish wish = { .move = name, .note = note, .said = said, .by_system = TRUE };
  g_autoptr (SuyMovePlan) plan = suy_move_plan_new (run->workspace, changes, &wish, 1, error);

  if (plan == NULL)
    return FALSE;
  *missing = plan->missing->len > 0;

  return *missing || suy_move_plan_write (plan, error);
}

/* A move that has to be possible. */
static gboolean
must_move (SuyWarningRun *run,
           const SuyRecord *changes,
           const char *name,
           const char *fact,
           const char *note,
           GError **error)
{
  gboolean missing = FALSE;

  if (!suy_warning_run_move (run, changes, name, fact, note, &missing, error))
    return FALSE;
  if (missing)
    g_set_error (
        error, SUY_ERROR, SUY_ERROR_REFUSED,
        _ ("The rules refuse the move “%s” of a warning to the program itself; look at the "
           "table of its moves."),
        name);

  return !missing;
}

static SuyRecord *
changes_of (const SuyWarningRun *run, gint64 warning)
{
  SuyRecord *changes = suy_record_new (suy_workspace_register (run->workspace, "warning", NULL));

  suy_record_set_id (changes, warning);

  return changes;
}

/* ---- a new warning ---- */

/* The unit that answers for an object: its own, or that of its enterprise or township. */
static gint64
unit_of (SuyWarningRun *run, const SuyRecord *object, guint depth)
{
  static const char *const direct[] = { "responsible_unit", "response_unit", "first_receiver",
                                        "monitor_unit", "unit", "owner" };
  static const char *const ways[] = { "enterprise", "township" };
  const SuyRegister *reg = suy_record_get_register (object);

  for (guint i = 0; i < G_N_ELEMENTS (direct); i++)
    if (suy_register_find (reg, direct[i]) != NULL &&
        suy_record_get_integer (object, direct[i]) != 0)
      return suy_record_get_integer (object, direct[i]);
  for (guint i = 0; depth < 3 && i < G_N_ELEMENTS (ways); i++)
    {
      const SuyRegister *next = suy_workspace_register (run->workspace, ways[i], NULL);
      gint64 id =
          suy_register_find (reg, ways[i]) == NULL ? 0 : suy_record_get_integer (object, ways[i]);
      g_autoptr (SuyRecord) other =
          id == 0 || next == NULL ? NULL : suy_store_get (run->workspace->store, next, id, NULL);
      gint64 unit = other == NULL ? 0 : unit_of (run, other, depth + 1);

      if (unit != 0)
        return unit;
    }

  return 0;
}

char *
suy_warning_get_recipient (const SuyWarningRun *run, const char *role, gint64 unit)
{
  const SuyRegister *units = suy_workspace_register (run->workspace, "unit", NULL);
  gboolean of_unit = g_str_equal (role, "responsible_unit") || g_str_equal (role, "unit_head");

  return of_unit && unit != 0 && units != NULL ? suy_workspace_get_key (run->workspace, units, unit)
                                               : g_strdup (role);
}

static void
set_recipients (SuyWarningRun *run, SuyRecord *record, SuyLevel level, gint64 unit)
{
  GStrv told = suy_warning_levels_get (run->levels, level)->told;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; told[i] != NULL; i++)
    {
      char *name = suy_warning_get_recipient (run, told[i], unit);

      if (g_hash_table_contains (names, name))
        {
          g_free (name);
          continue;
        }
      g_hash_table_add (names, name);
      if (list->len > 1)
        g_string_append_c (list, ',');
      suy_json_append_text (list, name);
    }
  g_string_append_c (list, ']');
  suy_record_set_text (record, "recipients", list->str);
}

static void
set_due (SuyWarningRun *run, SuyRecord *record, const SuyTerm *term)
{
  gboolean known;
  gint64 due = run->day;
  g_autofree char *text = NULL;

  if (term == NULL)
    return;
  due = term->unit == SUY_TERM_WORKING_DAYS
            ? suy_calendar_add (run->calendar, run->day, term->amount, &known)
            : run->day + term->amount;
  text = suy_date_from_day (due);
  suy_record_set_text (record, "action_due", text);
}

/* The value that the limit is compared with; a second one is none of its unit. */
static void
set_value (SuyRecord *record, const SuyIndicator *indicator, const SuyEvaluated *one)
{
  double scale = indicator->scale;

  suy_record_set_real (record, "value",
                       (double) (one->seen.has_value ? one->seen.value : one->seen.second) / scale);
  suy_record_set_real (record, "threshold", (double) one->limit / scale);
}

static gint64
find_district (SuyWarningRun *run)
{
  const SuyRegister *reg = suy_workspace_register (run->workspace, "district", NULL);
  g_autoptr (GArray) ids =
      reg == NULL ? NULL : suy_store_select (run->workspace->store, reg, NULL, NULL);

  return ids == NULL || ids->len == 0 ? 0 : g_array_index (ids, gint64, 0);
}

/* What the object is, where, and who answers for it.  An object that is gone leaves the warning
 * without. */
static void
set_object (SuyWarningRun *run, SuyRecord *record, const SuyEvaluated *one)
{
  const SuyIndicator *indicator = indicator_of (run, one->indicator);
  const SuyRegister *reg = suy_workspace_register (run->workspace, indicator->object, NULL);
  gint64 id = one->object == 0 ? find_district (run) : one->object;
  g_autoptr (SuyRecord) object =
      reg == NULL || id == 0 ? NULL : suy_store_get (run->workspace->store, reg, id, NULL);
  gint64 named = object == NULL ? 0 : unit_of (run, object, 0);
  gint64 unit = named != 0 ? named : run->records[one->indicator].unit;
  g_autofree char *name = object == NULL ? NULL : suy_workspace_describe (run->workspace, reg, id);
  g_autofree char *title = name == NULL ? g_strdup (indicator->label.zh)
                                        : g_strdup_printf ("%s：%s", name, indicator->label.zh);

  suy_record_set_text (record, "title", title);
  suy_record_set_text (record, "object_register", indicator->object);
  suy_record_set_integer (record, "object_id", id);
  if (unit != 0)
    suy_record_set_integer (record, "responsible_unit", unit);
  if (object != NULL && g_str_equal (indicator->object, "township"))
    suy_record_set_integer (record, "township", id);
  else if (object != NULL && suy_register_find (reg, "township") != NULL &&
           suy_record_get_integer (object, "township") != 0)
    suy_record_set_integer (record, "township", suy_record_get_integer (object, "township"));
  if (object != NULL && reg->geometry == SUY_GEOMETRY_POINT &&
      suy_record_get_geometry (object) != NULL)
    suy_record_set_geometry (record, suy_record_get_geometry (object));
  set_recipients (run, record, one->memory.level, unit);
}

/* Where nothing new is known, the last reading stands. */
static void
keep_value (SuyWarningRun *run, SuyRecord *record, gint64 previous)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (SuyRecord) old = suy_store_get (run->workspace->store, reg, previous, NULL);

  if (old == NULL)
    return;
  suy_record_set (record, suy_register_find (reg, "value"),
                  suy_record_get (old, suy_register_find (reg, "value")));
  suy_record_set (record, suy_register_find (reg, "threshold"),
                  suy_record_get (old, suy_register_find (reg, "threshold")));
}

static SuyRecord *
make_warning (SuyWarningRun *run, const SuyEvaluated *one, gint64 previous)
{
  const SuyIndicator *indicator = indicator_of (run, one->indicator);
  const SuyIndicatorRecord *row = &run->records[one->indicator];
  const SuyWarningLevel *level = suy_warning_levels_get (run->levels, one->memory.level);
  SuyRecord *record = changes_of (run, 0);
  g_autofree char *at = suy_date_from_moment (run->moment);

  set_object (run, record, one);
  suy_record_set_text (record, "level", suy_lamp_get_level_name (one->memory.level));
  suy_record_set_integer (record, "indicator", row->id);
  suy_record_set_integer (record, "indicator_version", row->version);
  if (one->seen.has_value || one->seen.has_second)
    set_value (record, indicator, one);
  else
    keep_value (run, record, previous);
  suy_record_set_text (record, "triggered_at", at);
  suy_record_set_text (record, "action_kind", level->action);
  set_due (run, record, level->report);

  return record;
}

/* A new record, triggered and told. */
static gboolean
open_warning (SuyWarningRun *run, SuyEvaluated *one, gint64 previous, GError **error)
{
  g_autoptr (SuyRecord) record = make_warning (run, one, previous);
  g_autoptr (SuyRecord) changes = NULL;

  if (previous != 0)
    suy_record_set_integer (record, "previous", previous);
  suy_workspace_ensure_code (run->workspace, record);
  if (!suy_store_insert (run->workspace->store, record, error))
    return FALSE;
  one->warning = suy_record_get_id (record);
  one->memory.stage = SUY_WARNING_TOLD;
  changes = changes_of (run, one->warning);

  return must_move (run, changes, "trigger", NULL, NULL, error) &&
         must_move (run, changes, "notify", NULL, NULL, error);
}

/* ---- steps ---- */

static gboolean
raise_warning (SuyWarningRun *run, SuyEvaluated *one, SuyWarningReason reason, GError **error)
{
  g_autoptr (SuyRecord) changes = changes_of (run, one->warning);
  const char *note =
      reason == SUY_REASON_LATE ? _ ("past the limit of its level") : _ ("in a higher band");

  return must_move (run, changes, "escalate", "overdue_or_worse", note, error) &&
         open_warning (run, one, one->warning, error);
}

static gboolean
lower_warning (SuyWarningRun *run, SuyEvaluated *one, const SuyWarning *kept, GError **error)
{
  g_autoptr (SuyRecord) changes = changes_of (run, one->warning);
  gboolean missing = FALSE;

  if (!suy_warning_run_move (run, changes, "de_escalate", "below_twice", NULL, &missing, error))
    return FALSE;
  if (!missing)
    {
      run->n_changed++;
      return open_warning (run, one, one->warning, error);
    }
  one->memory.level = kept->level;
  one->memory.since = kept->since;

  return TRUE;
}

static gboolean
clear_warning (SuyWarningRun *run, SuyEvaluated *one, GError **error)
{
  g_autoptr (SuyRecord) changes = changes_of (run, one->warning);
  g_autofree char *at = suy_date_from_moment (run->moment);

  suy_record_set_text (changes, "closed_at", at);
  one->warning = 0;

  return must_move (run, changes, "clear", "metric_back", NULL, error);
}

gboolean
suy_warning_write (SuyWarningRun *run,
                   SuyEvaluated *one,
                   const SuyWarning *kept,
                   SuyWarningStep step,
                   GError **error)
{
  switch (step.kind)
    {
    case SUY_WARNING_STEP_OPEN:
      run->n_changed++;
      return open_warning (run, one, 0, error);
    case SUY_WARNING_STEP_RAISE:
      run->n_changed++;
      return raise_warning (run, one, step.reason, error);
    case SUY_WARNING_STEP_LOWER:
      return lower_warning (run, one, kept, error);
    case SUY_WARNING_STEP_CLEAR:
      run->n_changed++;
      return clear_warning (run, one, error);
    case SUY_WARNING_STEP_NOTHING:
    case SUY_WARNING_STEP_HOLD:
    case SUY_WARNING_STEP_BACK:
    default:
      return TRUE;
    }
}

gboolean
suy_warning_write_value (SuyWarningRun *run, const SuyEvaluated *one, GError **error)
{
  g_autoptr (SuyRecord) changes = changes_of (run, one->warning);

  set_value (changes, indicator_of (run, one->indicator), one);

  return suy_store_update (run->workspace->store, changes, error);
}
