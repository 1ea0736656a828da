/* suy-cadence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-cadence.h"

#include "suy-json.h"
#include "suy-rules-text.h"

#define FILE_NAME "cadences.json"

struct _SuyCadences
{
  GPtrArray *cadences; /* (element-type SuyCadence) */
};

static void
cadence_free (SuyCadence *cadence)
{
  g_free (cadence->name);
  suy_label_clear (&cadence->label);
  g_free (cadence->who);
  g_free (cadence->source);
  g_free (cadence);
}

static gboolean
read_cadence (SuyCadences *self, const SuyJsonPlace *at, GError **error)
{
  static const char *const keys[] = { "name!", "en!",  "zh!",   "period!", "due_day",
                                      "only",  "who!", "each!", "source!", NULL };
  static const char *const eaches[] = { "one", "working_group", "township", "unit", "item", NULL };
  SuyCadence *cadence = g_new0 (SuyCadence, 1);
  guint period = 0, each = 0;

  g_ptr_array_add (self->cadences, cadence);
  if (!suy_json_check_keys (at, keys, error) ||
      !suy_json_read_text (at, "name", &cadence->name, error) ||
      !suy_json_read_label (at, &cadence->label, error) ||
      !suy_json_read_word (at, "period", suy_period_kind_names (), &period, error) ||
      !suy_json_read_range (at, "due_day", 1, 28, &cadence->due_day, error) ||
      !suy_json_read_bits (at, "only", 1, 12, &cadence->only, error) ||
      !suy_json_read_text (at, "who", &cadence->who, error) ||
      !suy_json_read_word (at, "each", eaches, &each, error) ||
      !suy_json_read_text (at, "source", &cadence->source, error))
    return FALSE;

  cadence->period = (SuyPeriodKind) period;
  cadence->each = (SuyCadenceEach) each;
  if (cadence->due_day > 0 && cadence->period < SUY_PERIOD_MONTH)
    return suy_json_fail (at, error, "a “due_day” belongs to months and longer periods");
  if (cadence->only != 0 && cadence->period != SUY_PERIOD_MONTH &&
      cadence->period != SUY_PERIOD_QUARTER)
    return suy_json_fail (at, error, "“only” belongs to months and quarters");
  if (suy_cadences_find (self, cadence->name) != cadence)
    return suy_json_fail (at, error, "“%s” stands in the table twice", cadence->name);

  return TRUE;
}

SuyCadences *
suy_cadences_new_from_text (const char *file, const char *text, GError **error)
{
  static const char *const keys[] = { "source!", "cadences!", NULL };
  g_autoptr (SuyCadences) self = g_new0 (SuyCadences, 1);
  g_autoptr (JsonNode) node = suy_json_parse (file, text, error);
  SuyJsonPlace root = { NULL, file, 0, node };
  SuyJsonPlace cadences;
  guint length;

  self->cadences = g_ptr_array_new_with_free_func ((GDestroyNotify) cadence_free);
  if (node == NULL || !suy_json_check_keys (&root, keys, error))
    return NULL;

  cadences = suy_json_member (&root, "cadences");
  if (!suy_json_check_array (&cadences, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace cadence = suy_json_element (&cadences, i);

      if (!read_cadence (self, &cadence, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

SuyCadences *
suy_cadences_new_builtin (GError **error)
{
  g_autofree char *text = suy_rules_text (FILE_NAME, error);

  return text == NULL ? NULL : suy_cadences_new_from_text (FILE_NAME, text, error);
}

void
suy_cadences_free (SuyCadences *self)
{
  g_ptr_array_unref (self->cadences);
  g_free (self);
}

const GPtrArray *
suy_cadences_get_all (const SuyCadences *self)
{
  return self->cadences;
}

const SuyCadence *
suy_cadences_find (const SuyCadences *self, const char *name)
{
  for (guint i = 0; i < self->cadences->len; i++)
    {
      const SuyCadence *cadence = g_ptr_array_index (self->cadences, i);

      if (g_str_equal (cadence->name, name))
        return cadence;
    }

  return NULL;
}

/* The first day on which it was done for @period, or G_MAXINT64. */
static gint64
find_done (const SuyPeriod *period, gint64 today, const SuyDutyRecord *records, guint n)
{
  gint64 done = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    if (records[i].of >= period->first && records[i].of <= period->last && records[i].on <= today)
      done = MIN (done, records[i].on);

  return done;
}

static SuyDutyLine
judge (const SuyCadence *cadence,
       const SuyPeriod *period,
       gint64 today,
       const SuyDutyRecord *records,
       guint n)
{
  gint64 done = find_done (period, today, records, n);
  SuyDutyLine line = { *period, period->last, SUY_DUTY_DUE, 0 };

  if (cadence->due_day > 0)
    line.due = period->first + cadence->due_day - 1;
  if (done != G_MAXINT64)
    {
      line.done = done;
      line.state = done <= line.due ? SUY_DUTY_DONE : SUY_DUTY_DONE_LATE;
    }
  else if (today > line.due)
    line.state = SUY_DUTY_MISSING;

  return line;
}

GArray *
suy_cadence_list (const SuyCadence *cadence,
                  gint64 from,
                  gint64 today,
                  const SuyDutyRecord *records,
                  guint n)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SuyDutyLine));

  for (SuyPeriod period = suy_period_at (cadence->period, from); period.first <= today;
       period = suy_period_next (&period))
    {
      SuyDutyLine line = judge (cadence, &period, today, records, n);

      if (line.due >= from && (cadence->only == 0 || (cadence->only & (1u << period.number)) != 0))
        g_array_append_val (lines, line);
    }

  return lines;
}

guint
suy_cadence_count (const GArray *lines, SuyDutyState state)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += g_array_index (lines, SuyDutyLine, i).state == state;

  return n;
}

const char *
suy_duty_state_get_name (SuyDutyState state)
{
  static const char *const names[] = { "done", "late", "due", "missing" };

  return names[state];
}
