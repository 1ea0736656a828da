/* suy-warning-tell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-warning-tell.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-field.h"
#include "suy-json.h"

typedef struct
{
  SuyWarningRun *run;
  GArray *ids; /* (element-type gint64) */
} Reading;

gboolean
suy_warning_is_unanswered (const SuyWarningLevels *levels,
                           const SuyCalendar *calendar,
                           gint64 triggered,
                           gint64 day)
{
  const SuyTerm *term = suy_warning_levels_get_acknowledge (levels);
  gboolean known;

  return triggered != SUY_CELL_UNKNOWN &&
         day > (term->unit == SUY_TERM_WORKING_DAYS
                    ? suy_calendar_add (calendar, triggered, term->amount, &known)
                    : triggered + term->amount);
}

/* level, triggered_at, told_next; above red there is nobody. */
static void
on_notified (gint64 id, const SuyValue *values, gpointer user_data)
{
  Reading *self = user_data;

  if (g_strcmp0 (suy_cell_text (&values[0]), suy_lamp_get_level_name (SUY_LEVEL_RED)) != 0 &&
      suy_cell_day (&values[2]) == SUY_CELL_UNKNOWN &&
      suy_warning_is_unanswered (self->run->levels, self->run->calendar,
                                 suy_cell_day_of_time (&values[1]), self->run->day))
    g_array_append_val (self->ids, id);
}

static SuyLevel
level_of (const SuyRecord *record)
{
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    if (g_strcmp0 (suy_record_get_text (record, "level"), suy_lamp_get_level_name ((SuyLevel) i)) ==
        0)
      return (SuyLevel) i;

  return SUY_LEVEL_NONE;
}

/* The first that the next level tells, behind those who were told. */
static char *
add_recipient (const SuyWarningRun *run, const SuyRecord *warning)
{
  const char *stored = suy_record_get_text (warning, "recipients");
  g_auto (GStrv) list = stored == NULL ? NULL : suy_field_split_list (stored);
  SuyLevel level = level_of (warning);
  g_autofree char *next = suy_warning_get_recipient (
      run, suy_warning_levels_get (run->levels, MIN (level + 1, SUY_LEVEL_RED))->told[0],
      suy_record_get_integer (warning, "responsible_unit"));
  GString *json = g_string_new ("[");

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (!g_str_equal (list[i], next))
      {
        suy_json_append_text (json, list[i]);
        g_string_append_c (json, ',');
      }
  suy_json_append_text (json, next);
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

static gboolean
tell_one (SuyWarningRun *run, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (SuyRecord) warning = suy_store_get (run->workspace->store, reg, id, error);
  g_autoptr (SuyRecord) changes = suy_record_new (reg);
  g_autofree char *day = suy_date_from_day (run->day), *recipients = NULL;
  gboolean missing;

  if (warning == NULL)
    return FALSE;
  recipients = add_recipient (run, warning);
  suy_record_set_id (changes, id);
  suy_record_set_text (changes, "told_next", day);
  suy_record_set_text (changes, "recipients", recipients);

  return suy_warning_run_move (run, changes, "tell_next", NULL, NULL, &missing, error);
}

gboolean
suy_warning_tell_next (SuyWarningRun *run, GError **error)
{
  static const char *const fields[] = { "level", "triggered_at", "told_next", NULL };
  const SuyRegister *reg = suy_workspace_register (run->workspace, "warning", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading reading = { run, ids };

  if (reg == NULL || !suy_cell_scan_where (run->workspace, "warning", fields, "state", "notified",
                                           on_notified, &reading, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!tell_one (run, reg, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}
