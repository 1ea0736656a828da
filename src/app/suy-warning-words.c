/* suy-warning-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "suy-due.h"
#include "suy-look.h"
#include "suy-settings.h"
#include "suy-titles.h"
#include "suy-workspace-moves.h"

#define HOURS_OF_DAYS 240.0 /* from here on a wait is told in days */
#define MANY 1000.0

/* ---- numbers ---- */

char *
suy_warning_words_number (double value)
{
  char text[64];
  int digits = fabs (value) >= MANY ? 0 : fabs (value) >= 10 ? 2 : 3;
  char *end;

  if (!isfinite (value))
    return g_strdup ("–");
  g_ascii_formatd (text, sizeof text, digits == 0 ? "%.0f" : digits == 2 ? "%.2f" : "%.3f", value);
  if (strchr (text, '.') != NULL)
    {
      for (end = text + strlen (text) - 1; *end == '0'; end--)
        *end = '\0';
      if (*end == '.')
        *end = '\0';
    }

  return g_strdup (strcmp (text, "-0") == 0 ? "0" : text);
}

/* The table of indicators names units as the bureau does. */
const char *
suy_warning_words_unit (const char *unit)
{
  static const struct
  {
    const char *unit, *word;
  } units[] = {
    { "天", N_ ("d") },       { "月", N_ ("months") }, { "分", N_ ("marks") },
    { "级", N_ ("classes") }, { "次", N_ ("times") },  { "张", N_ ("cards") },
    { "家", N_ ("places") },  { "项", N_ ("items") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (unit, units[i].unit) == 0)
      return _ (units[i].word);

  return unit == NULL ? "" : unit;
}

/* Minutes only where they decide. */
static char *
format_hours (double hours, double limit)
{
  guint whole = (guint) floor (MAX (hours, 0)), minutes;

  if (hours >= HOURS_OF_DAYS)
    return g_strdup_printf (ngettext ("%u day", "%u days", whole / 24), whole / 24);
  minutes = (guint) lround ((hours - whole) * 60.0);
  if (isfinite (limit) && whole == (guint) limit)
    return g_strdup_printf (_ ("%u h %u min"), whole, minutes);

  return g_strdup_printf (_ ("%u h"), whole);
}

/* ---- the fact ---- */

static char *
tell_monitor (double value, double limit)
{
  g_autofree char *hours = format_hours (value, limit);

  if (!(value > limit))
    return g_strdup (_ ("Above its limit today"));

  return g_strdup_printf (_ ("Offline for %s, limit %.0f h"), hours, limit);
}

static char *
tell_wait (double value, double limit)
{
  g_autofree char *hours = format_hours (value, limit);

  return g_strdup_printf (_ ("No answer for %s, limit %.0f h"), hours, limit);
}

static char *
tell_hot_event (double value, double limit)
{
  g_autofree char *hours = format_hours (value, limit);

  if (!(value > limit))
    return g_strdup (_ ("High value or hot grid cell not settled"));

  return g_strdup_printf (_ ("Nobody on site for %s, limit %.0f h"), hours, limit);
}

/* One string for each, since Chinese puts the words elsewhere. */
static char *
tell_metric (SuyMetric metric, const char *value, const char *limit)
{
  switch (metric)
    {
    case SUY_METRIC_COMPLAINTS_GROWTH:
      return g_strdup_printf (_ ("Complaints %s %% on the month before, limit %s %%"), value,
                              limit);
    case SUY_METRIC_PROJECT_LAG:
    case SUY_METRIC_MILESTONE_LAG:
      return g_strdup_printf (_ ("%s points behind its plan, limit %s"), value, limit);
    case SUY_METRIC_ASSESSMENT_LAG:
      return g_strdup_printf (_ ("%s points behind at the quarter's assessment, limit %s"), value,
                              limit);
    case SUY_METRIC_CLASS_WORSE:
      return g_strdup_printf (_ ("Classes below last year: %s"), value);
    case SUY_METRIC_YELLOW_CARD:
      return g_strdup_printf (_ ("Open yellow cards: %s"), value);
    case SUY_METRIC_RUNG_MISSING:
      return g_strdup_printf (_ ("Step %s of the overdue ladder has no record"), value);
    case SUY_METRIC_EQUIPMENT_INTACT:
      return g_strdup_printf (_ ("Equipment intact %s %%, limit %s %%"), value, limit);
    case SUY_METRIC_SECTION_CLASS:
    case SUY_METRIC_STATION_CLASS:
      return g_strdup_printf (_ ("Classes below its target: %s"), value);
    case SUY_METRIC_SECTION_TP:
      return g_strdup_printf (_ ("Total phosphorus %s mg/L, limit %s"), value, limit);
    case SUY_METRIC_ITEM_OVERDUE:
      return g_strdup_printf (_ ("Days overdue: %s"), value);
    case SUY_METRIC_ITEM_REBOUND:
      return g_strdup (_ ("Rebound found by a look-back"));
    case SUY_METRIC_RETROFIT_MONTHS:
      return g_strdup_printf (_ ("Month %s without acceptance, limit %s"), value, limit);
    case SUY_METRIC_SATISFACTION:
      return g_strdup_printf (_ ("Satisfaction %s points, limit %s"), value, limit);
    case SUY_METRIC_FUNDS_BEHIND:
      return g_strdup_printf (_ ("Funds %s points behind the year, limit %s"), value, limit);
    case SUY_METRIC_CHECKS_MISSING:
      return g_strdup_printf (_ ("Checks missing: %s"), value);
    case SUY_METRIC_MONITOR:
    case SUY_METRIC_COMPLAINT_WAIT:
    case SUY_METRIC_HOT_EVENT:
    case SUY_METRIC_NONE:
    case SUY_N_METRICS:
    default:
      return NULL;
    }
}

/* The class that the section has by now, against its target. */
static char *
tell_section (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  g_autoptr (SuyRecord) section =
      row->object_reg == NULL
          ? NULL
          : suy_store_get (suy_workspace_get_store (workspace), row->object_reg, row->object, NULL);
  g_autofree char *now =
      section == NULL ? NULL : suy_look_get_field (workspace, section, "current_class");
  g_autofree char *target =
      section == NULL ? NULL : suy_look_get_field (workspace, section, "target_class");

  if (now == NULL || *now == '\0' || *target == '\0')
    return NULL;

  return g_strdup_printf (_ ("Now %s, target %s"), now, target);
}

static const SuyIndicator *
indicator_of (const SuyWarningRow *row)
{
  const SuyIndicators *all = suy_workspace_get_indicators (NULL);

  return row->indicator == NULL || all == NULL ? NULL : suy_indicators_find (all, row->indicator);
}

char *
suy_warning_words_fact (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  const SuyIndicator *indicator = indicator_of (row);
  g_autofree char *value = suy_warning_words_number (row->value);
  g_autofree char *limit = suy_warning_words_number (row->threshold);
  char *text = NULL;

  if (!isfinite (row->value))
    return g_strdup (_ ("The value is not known"));
  if (indicator != NULL && indicator->metric == SUY_METRIC_MONITOR)
    return tell_monitor (row->value, row->threshold);
  if (indicator != NULL && indicator->metric == SUY_METRIC_COMPLAINT_WAIT)
    return tell_wait (row->value, row->threshold);
  if (indicator != NULL && indicator->metric == SUY_METRIC_HOT_EVENT)
    return tell_hot_event (row->value, row->threshold);
  if (indicator != NULL && indicator->metric == SUY_METRIC_SECTION_CLASS)
    text = tell_section (workspace, row);
  if (indicator != NULL && text == NULL)
    text = tell_metric (indicator->metric, value, limit);
  if (text != NULL)
    return text;

  return g_strdup_printf (_ ("%s %s, limit %s"), value, suy_warning_words_unit (row->unit), limit);
}

/* ---- who and what ---- */

char *
suy_warning_words_object (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  g_autoptr (SuyRecord) object =
      row->object_reg == NULL
          ? NULL
          : suy_store_get (suy_workspace_get_store (workspace), row->object_reg, row->object, NULL);

  return object == NULL ? g_strdup (row->title == NULL ? row->code : row->title)
                        : suy_titles_of_record (suy_titles_of (workspace), object);
}

char *
suy_warning_words_township (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "township");
  g_autoptr (SuyRecord) record =
      row->township == 0 || reg == NULL
          ? NULL
          : suy_store_get (suy_workspace_get_store (workspace), reg, row->township, NULL);

  return record == NULL ? g_strdup ("") : suy_titles_of_record (suy_titles_of (workspace), record);
}

const char *
suy_warning_words_choice (SuyWorkspace *workspace, const char *field, const char *name)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");
  const SuyField *of = reg == NULL ? NULL : suy_register_find (reg, field);
  const SuyChoice *choice = of == NULL || name == NULL ? NULL : suy_field_find_choice (of, name);

  return choice == NULL ? "–" : suy_label_get (&choice->label, suy_settings_get_language ());
}

/* A role by its word, a unit or a person by the title of the record. */
static char *
name_of (SuyWorkspace *workspace, const char *code)
{
  static const char *const registers[] = { "unit", "person" };
  SuyCatalog *catalog = suy_workspace_get_catalog (workspace);
  const SuyRegister *people = suy_catalog_find (catalog, "person");
  const SuyChoice *role = suy_field_find_choice (suy_register_find (people, "role"), code);
  SuyStore *store = suy_workspace_get_store (workspace);

  if (role != NULL)
    return g_strdup (suy_label_get (&role->label, suy_settings_get_language ()));
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const SuyRegister *reg = suy_catalog_find (catalog, registers[i]);
      gint64 id = reg == NULL ? 0 : suy_store_find (store, reg, code, NULL);
      g_autoptr (SuyRecord) record = id == 0 ? NULL : suy_store_get (store, reg, id, NULL);

      if (record != NULL)
        return suy_titles_of_record (suy_titles_of (workspace), record);
    }

  return g_strdup (code);
}

char *
suy_warning_words_turn (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; row->turn != NULL && row->turn[i] != NULL; i++)
    {
      g_autofree char *name = name_of (workspace, row->turn[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : _ (", "), name);
    }

  return g_string_free (text, FALSE);
}

char *
suy_warning_words_duty (SuyWorkspace *workspace, const SuyWarningRow *row)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");
  SuyMoves *machine = suy_workspace_get_machine (workspace, reg, NULL);
  const SuyMove *move =
      machine == NULL || row->move == NULL ? NULL : suy_moves_find (machine, row->move, row->state);
  const SuyWarningLevels *levels = suy_workspace_get_warning_levels (NULL);
  const char *language = suy_settings_get_language (), *label;

  if (move == NULL)
    return g_strdup ("–");
  label = suy_label_get (&move->label, language);
  if (levels == NULL || row->level == SUY_LEVEL_NONE ||
      (strcmp (row->move, "acknowledge") != 0 && strcmp (row->move, "act") != 0))
    return g_strdup (label);

  return g_strdup_printf (
      _ ("%s (%s)"), label,
      suy_warning_words_choice (workspace, "action_kind",
                                suy_warning_levels_get (levels, row->level)->action));
}

/* "11-26" of this year, else with its year. */
static const char *
short_day (const char *day, const char *today)
{
  return strlen (day) == 10 && strncmp (day, today, 5) == 0 ? day + 5 : day;
}

char *
suy_warning_words_due (SuyWorkspace *workspace, const SuyWarningRow *row, const char **css)
{
  const char *today = suy_workspace_get_today (workspace);
  int days = suy_due_get_days (row->due, today);
  const char *class = suy_due_get_class (days);
  g_autofree char *left = suy_due_format (days);

  /* Once the record of the level is there, its day is a mere date. */
  *css = class == NULL || row->move == NULL || (days < 0 && !row->is_late) ? "" : class;
  if (days == G_MAXINT)
    return g_strdup ("–");
  if (!row->is_due)
    return g_strdup (short_day (row->due, today));

  return days == 0 ? g_steal_pointer (&left)
                   : g_strdup_printf (_ ("%s (%s)"), short_day (row->due, today), left);
}

void
suy_warning_words_read (SuyWorkspace *workspace, const SuyWarningRow *row, SuyWarningWords *words)
{
  *words = (SuyWarningWords){
    .object = suy_warning_words_object (workspace, row),
    .fact = suy_warning_words_fact (workspace, row),
    .turn = suy_warning_words_turn (workspace, row),
    .duty = suy_warning_words_duty (workspace, row),
    .township = suy_warning_words_township (workspace, row),
    .level = suy_warning_words_choice (workspace, "level", suy_lamp_get_level_name (row->level)),
    .state = suy_warning_words_choice (workspace, "state", row->state),
  };
  words->due = suy_warning_words_due (workspace, row, &words->css);
}

void
suy_warning_words_clear (SuyWarningWords *words)
{
  g_free (words->object);
  g_free (words->fact);
  g_free (words->turn);
  g_free (words->duty);
  g_free (words->due);
  g_free (words->township);
}

char *
suy_warning_words_say (const SuyWarningWords *words)
{
  /* Translators: level, object, fact, who, what, until when, state. */
  return g_strdup_printf (_ ("%s: %s. %s. To act: %s, %s. Due: %s. State: %s"), words->level,
                          words->object, words->fact, words->turn, words->duty, words->due,
                          words->state);
}
