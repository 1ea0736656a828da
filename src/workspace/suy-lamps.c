/* suy-lamps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lamps.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-schedule.h"

typedef struct
{
  gint64 id;
  SuyLag lag;
  gboolean is_known;
} Change;

typedef struct
{
  gint64 today;
  GArray *changes; /* (element-type Change) */
} Reading;

static gboolean
holds_integer (const SuyValue *value, gboolean is_known, gint64 number)
{
  return is_known ? value->type == SUY_VALUE_INTEGER && value->integer == number
                  : value->type == SUY_VALUE_NULL;
}

/* scheduled_bp, lag_bp, lamp, [overdue] */
static gboolean
agrees (const SuyValue *values, const Change *change, gboolean has_overdue)
{
  const char *lamp = change->is_known ? suy_lamp_get_name (change->lag.lamp) : NULL;

  return holds_integer (&values[0], change->is_known, change->lag.planned_bp) &&
         holds_integer (&values[1], change->is_known, change->lag.lag_bp) &&
         g_strcmp0 (suy_cell_text (&values[2]), lamp) == 0 &&
         (!has_overdue || holds_integer (&values[3], change->is_known, change->lag.overdue));
}

static void
compare (Reading *self,
         gint64 id,
         const SuySchedule *schedule,
         const SuyValue *stored,
         gboolean item)
{
  Change change = { .id = id };

  change.is_known = suy_schedule_get_lag (schedule, self->today, &change.lag);
  if (!agrees (stored, &change, item))
    g_array_append_val (self->changes, change);
}

/* start, deadline_current, actual_bp, accepted_at; then what is stored */
static void
on_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  const SuySchedule schedule = { .start = suy_cell_day (&values[0]),
                                 .due = suy_cell_day (&values[1]),
                                 .actual_bp = suy_cell_integer (&values[2]),
                                 .accepted = suy_cell_day (&values[3]) != SUY_CELL_UNKNOWN };

  compare (user_data, id, &schedule, values + 4, TRUE);
}

/* start, due, actual_bp, accepted_on, checkpoints; then what is stored */
static void
on_milestone (gint64 id, const SuyValue *values, gpointer user_data)
{
  const SuySchedule schedule = { .start = suy_cell_day (&values[0]),
                                 .due = suy_cell_day (&values[1]),
                                 .checkpoints = suy_cell_text (&values[4]),
                                 .actual_bp = suy_cell_integer (&values[2]),
                                 .accepted = suy_cell_day (&values[3]) != SUY_CELL_UNKNOWN };

  compare (user_data, id, &schedule, values + 5, FALSE);
}

static gboolean
write_one (SuyWorkspace *self, const SuyRegister *reg, const Change *change, GError **error)
{
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  const SuyField *overdue = suy_register_find (reg, "overdue");
  const SuyLag *lag = &change->lag;
  const SuyValue none = SUY_VALUE_INIT_NULL;
  const SuyValue planned = change->is_known ? SUY_INTEGER (lag->planned_bp) : none;
  const SuyValue behind = change->is_known ? SUY_INTEGER (lag->lag_bp) : none;
  const SuyValue late = change->is_known ? SUY_INTEGER (lag->overdue) : none;

  suy_record_set_id (record, change->id);
  suy_record_set (record, suy_register_find (reg, "scheduled_bp"), &planned);
  suy_record_set (record, suy_register_find (reg, "lag_bp"), &behind);
  suy_record_set_text (record, "lamp", change->is_known ? suy_lamp_get_name (lag->lamp) : NULL);
  if (overdue != NULL)
    suy_record_set (record, overdue, &late);

  return suy_store_update (self->store, record, error);
}

static gboolean
refresh (SuyWorkspace *self,
         const char *name,
         const char *const *fields,
         SuyStoreEachRow on_row,
         GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, name, error);
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  Reading reading = { suy_date_get_day (self->today), changes };

  if (reg == NULL || !suy_cell_scan (self, name, fields, NULL, on_row, &reading, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!write_one (self, reg, &g_array_index (changes, Change, i), error))
      return FALSE;

  return TRUE;
}

gboolean
suy_lamps_refresh (SuyWorkspace *self, GError **error)
{
  static const char *const item[] = { "start",       "deadline_current", "actual_bp",
                                      "accepted_at", "scheduled_bp",     "lag_bp",
                                      "lamp",        "overdue",          NULL };
  static const char *const milestone[] = { "start",       "due",         "actual_bp",
                                           "accepted_on", "checkpoints", "scheduled_bp",
                                           "lag_bp",      "lamp",        NULL };

  return refresh (self, "rectification_item", item, on_item, error) &&
         refresh (self, "milestone", milestone, on_milestone, error);
}
