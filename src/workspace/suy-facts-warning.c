/* suy-facts-warning.c: facts of SM-8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 6.8, W-1, W-2; 000 §6.3. */

#include "config.h"

#include <math.h>

#include "suy-facts-private.h"
#include "suy-warning-tell.h"

/* Whether @value raises a warning against @threshold, as the indicator compares. */
static gboolean
is_raised (const SuyRecord *indicator, double value, double threshold)
{
  const char *comparator = suy_look_text (indicator, "comparator");

  if (g_strcmp0 (comparator, "greater_equal") == 0)
    return value >= threshold;
  if (g_strcmp0 (comparator, "less") == 0)
    return value < threshold;
  if (g_strcmp0 (comparator, "less_equal") == 0)
    return value <= threshold;

  return value > threshold;
}

static gboolean
is_defined (const SuyRecord *indicator)
{
  return suy_look_text (indicator, "metric") != NULL &&
         suy_look_text (indicator, "comparator") != NULL &&
         isfinite (suy_record_get_real (indicator, "threshold"));
}

/* ---- the value ---- */

/* What the move fills in as the value is the newest reading; an evaluation writes it there too. */
static void
add_value (const SuyLook *look, const SuyRecord *indicator)
{
  double value = suy_record_get_real (look->ask->after, "value");
  double threshold = suy_record_get_real (look->ask->after, "threshold");
  double orange = indicator == NULL ? NAN : suy_record_get_real (indicator, "threshold_orange");
  gint64 due = suy_look_day (look->ask->after, "action_due");
  gboolean late = due != SUY_DAY_UNKNOWN && due < look->today, worse;

  if (!isfinite (value) || !isfinite (threshold))
    return;
  worse = isfinite (orange) && suy_look_is (look->ask->after, "level", "yellow") &&
          is_raised (indicator, value, orange);
  suy_look_set_flag (look, "metric_back", !is_raised (indicator, value, threshold));
  suy_look_set_flag (look, "overdue_or_worse", late || worse);
}

/* The last two values that the log has, the one of this move among them. */
static void
add_twice (const SuyLook *look, const SuyRecord *indicator)
{
  const SuyField *field = suy_register_find (look->reg, "value");
  double threshold = suy_record_get_real (look->ask->after, "threshold");
  double last = suy_record_get_real (look->ask->after, "value");
  double stored = suy_record_get_real (look->ask->before, "value");
  g_autoptr (GArray) changes =
      suy_store_history (look->workspace->store, look->reg, look->id, NULL);
  double earlier = last != stored ? stored : NAN;

  for (guint i = 0; changes != NULL && i < changes->len && !isfinite (earlier); i++)
    {
      const SuyChange *change = &g_array_index (changes, SuyChange, i);

      if (change->kind == SUY_CHANGE_UPDATE && change->field == field &&
          change->old_value.type == SUY_VALUE_REAL)
        earlier = change->old_value.real;
    }
  suy_look_set_flag (look, "below_twice",
                     isfinite (last) && isfinite (earlier) && isfinite (threshold) &&
                         !is_raised (indicator, last, threshold) &&
                         !is_raised (indicator, earlier, threshold));
}

/* ---- people ---- */

/* A recipient is named by the person's code, the unit's, or the role. */
static void
add_recipient (const SuyLook *look)
{
  g_auto (GStrv) list = suy_look_list (look->ask->after, "recipients");
  const SuyActor *actor = look->ask->actor;
  const char *const names[] = { actor->code, actor->unit_code, actor->role };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    found |= names[i] != NULL && g_strv_contains ((const char *const *) list, names[i]);
  suy_look_set_flag (look, "is_recipient", found);
  suy_look_set_flag (look, "by_hand", g_strcmp0 (actor->role, "system") != 0);
}

static void
add_unanswered (const SuyLook *look)
{
  static SuyCalendar *calendar;
  const SuyWarningLevels *levels = suy_workspace_get_warning_levels (NULL);

  if (calendar == NULL)
    calendar = suy_calendar_new_builtin (NULL);
  if (calendar != NULL && levels != NULL)
    suy_look_set_flag (
        look, "unanswered",
        suy_look_is (look->ask->before, "state", "notified") &&
            suy_warning_is_unanswered (
                levels, calendar, suy_look_day (look->ask->after, "triggered_at"), look->today));
}

/* ---- records ---- */

static gboolean
has_record (const GPtrArray *rows, const char *kind)
{
  for (guint i = 0; i < rows->len; i++)
    if (suy_look_is (rows->pdata[i], "kind", kind))
      return TRUE;

  return FALSE;
}

/* Yellow needs a plan, orange an interview, red a dispatch: as a record, or as a file (W-1). */
static gboolean
add_level_record (const SuyLook *look, GError **error)
{
  static const struct
  {
    const char *level, *record, *file;
  } needed[] = {
    { "yellow", NULL, "evidence:plan" },
    { "orange", "interview", "evidence:record" },
    { "red", "dispatch", "evidence:form" },
  };
  g_autoptr (GPtrArray) rows = NULL;
  gboolean present = TRUE;

  if (!suy_look_wants (look, "level_record") && !suy_look_wants (look, "record_pending"))
    return TRUE;
  rows = suy_look_linked (look, "action_record", "warning", look->id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (suy_look_is (look->ask->after, "level", needed[i].level))
      present = g_hash_table_contains (look->facts, needed[i].file) ||
                (needed[i].record != NULL && has_record (rows, needed[i].record));
  suy_look_set (look, "level_record", present ? "present" : "missing");
  suy_look_set_flag (look, "record_pending", !present);

  return TRUE;
}

/* Warnings of the indicator on the same object, where there is one. */
static GPtrArray *
find_alike (const SuyLook *look, GError **error)
{
  static const char *const fields[] = { "indicator", "object_id", "object_register" };
  const SuyRecord *after = look->ask->after;
  gboolean has_object = suy_look_text (after, "object_register") != NULL;
  SuyFilter filters[G_N_ELEMENTS (fields)];
  const SuySelection selection = { .filters = filters, .n_filters = has_object ? 3 : 1 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const SuyField *field = suy_register_find (look->reg, fields[i]);

      filters[i] = (SuyFilter){ field, SUY_FILTER_EQUAL, *suy_record_get (after, field) };
    }

  return suy_store_read (look->workspace->store, look->reg, &selection, error);
}

/* One open warning at a time for an indicator and an object. */
static gboolean
add_twins (const SuyLook *look, GError **error)
{
  const SuyRecord *after = look->ask->after;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  if (!suy_look_wants (look, "open_twin"))
    return TRUE;
  rows = find_alike (look, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    n +=
        suy_record_get_id (rows->pdata[i]) != look->id &&
        suy_look_text (rows->pdata[i], "state") != NULL &&
        suy_look_is_open (look, rows->pdata[i]) &&
        suy_look_is (rows->pdata[i], "object_register", suy_look_text (after, "object_register")) &&
        suy_look_integer (rows->pdata[i], "object_id") == suy_look_integer (after, "object_id") &&
        suy_look_integer (rows->pdata[i], "indicator") == suy_look_integer (after, "indicator");
  suy_look_set_count (look, "open_twin", n);

  return TRUE;
}

/* What the last evaluation found holds before a reading that is filled in; while it is being made,
 * it says itself what it finds. */
static gboolean
add_evaluation (const SuyLook *look, GError **error)
{
  static const char *const found[] = { "metric_back", "overdue_or_worse", "below_twice" };
  g_autoptr (GPtrArray) rows = suy_look_linked (look, "evaluation", "warning", look->id, error);
  gboolean system = g_strcmp0 (look->ask->actor->role, "system") == 0;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    suy_look_set_flag (look, "metric_back", suy_look_integer (rows->pdata[i], "back") != 0);
  for (guint i = 0; system && look->ask->said != NULL && i < G_N_ELEMENTS (found); i++)
    if (g_hash_table_contains (look->ask->said, found[i]))
      suy_look_set (look, found[i], g_hash_table_lookup (look->ask->said, found[i]));

  return TRUE;
}

gboolean
suy_facts_add_warning (const SuyLook *look, GError **error)
{
  g_autoptr (SuyRecord) indicator = suy_look_follow (look, look->ask->after, "indicator");

  suy_look_set_flag (look, "indicator_defined", indicator != NULL && is_defined (indicator));
  add_value (look, indicator);
  if (indicator != NULL && look->id != 0 && suy_look_wants (look, "below_twice"))
    add_twice (look, indicator);
  if (look->id != 0 && !add_evaluation (look, error))
    return FALSE;
  add_recipient (look);
  add_unanswered (look);
  if (suy_look_text (look->ask->after, "closed_at") != NULL &&
      suy_look_text (look->ask->after, "action_due") != NULL)
    suy_look_set (look, "on_time", "computed");

  return add_level_record (look, error) && add_twins (look, error);
}
