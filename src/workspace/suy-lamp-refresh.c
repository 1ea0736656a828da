/* suy-lamp-refresh.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lamp-refresh.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-deadline.h"

const char *const suy_lamp_fields[SUY_N_LAMP_FIELDS] = { "deadline_current", "scheduled_bp",
                                                         "lag_bp", "lamp", "overdue" };

/* What a lamp is computed from. */
enum
{
  START,
  DEADLINE,
  DUE,
  PROGRESS,
  ACCEPTED_AT,
  ACCEPTED_ON,
  CHECKPOINTS,
  N_INPUTS,
};

static const char *const inputs[N_INPUTS] = {
  "start", "deadline", "due", "actual_bp", "accepted_at", "accepted_on", "checkpoints",
};

typedef struct
{
  const SuyRegister *reg;
  gint64 today;
  const SuyField *fields[N_INPUTS + SUY_N_LAMP_FIELDS];
  int at[N_INPUTS + SUY_N_LAMP_FIELDS]; /* columns of inputs and fields; -1: there is none */
  guint n_fields;
  SuyExtensions *extensions; /* of items */
  GPtrArray *changed;        /* (element-type SuyRecord): the derived fields alone */
} Refresh;

void
suy_lamp_derive (const SuySchedule *schedule,
                 const char *due,
                 gint64 today,
                 SuyValue values[SUY_N_LAMP_FIELDS])
{
  SuyLag lag;

  for (guint i = 0; i < SUY_N_LAMP_FIELDS; i++)
    values[i] = SUY_VALUE_INIT_NULL;
  if (due != NULL)
    values[0] = SUY_TEXT (due);
  if (!suy_schedule_get_lag (schedule, today, &lag))
    return;
  values[1] = SUY_INTEGER (lag.planned_bp);
  values[2] = SUY_INTEGER (lag.lag_bp);
  values[3] = SUY_TEXT (suy_lamp_get_name (lag.lamp));
  values[4] = SUY_INTEGER (lag.overdue);
}

static void
add_field (Refresh *self, guint n, const char *name)
{
  const SuyField *field = suy_register_find (self->reg, name);

  self->at[n] = field == NULL ? -1 : (int) self->n_fields;
  if (field != NULL)
    self->fields[self->n_fields++] = field;
}

static const SuyValue *
get_cell (const Refresh *self, const SuyValue *values, guint n)
{
  static const SuyValue none = { SUY_VALUE_NULL, { 0 } };

  return self->at[n] < 0 ? &none : &values[self->at[n]];
}

/* The deadline that counts; of a milestone the due day. */
static const char *
due_of (const Refresh *self, const SuyValue *values, gint64 id)
{
  return self->at[DEADLINE] < 0
             ? suy_cell_text (get_cell (self, values, DUE))
             : suy_extensions_move (self->extensions, id,
                                    suy_cell_text (get_cell (self, values, DEADLINE)));
}

static gint64
day_of (const char *text)
{
  return text != NULL && suy_date_is_date (text) ? suy_date_get_day (text) : SUY_CELL_UNKNOWN;
}

static void
note_change (Refresh *self, gint64 id, const SuyValue *derived)
{
  SuyRecord *fresh = suy_record_new (self->reg);

  suy_record_set_id (fresh, id);
  for (guint i = 0; i < SUY_N_LAMP_FIELDS; i++)
    if (self->at[N_INPUTS + i] >= 0)
      suy_record_set (fresh, self->fields[self->at[N_INPUTS + i]], &derived[i]);
  g_ptr_array_add (self->changed, fresh);
}

static void
on_row (gint64 id, const SuyValue *values, gpointer user_data)
{
  Refresh *self = user_data;
  const char *due = due_of (self, values, id);
  const char *accepted = suy_cell_text (
      get_cell (self, values, self->at[ACCEPTED_AT] < 0 ? ACCEPTED_ON : ACCEPTED_AT));
  const SuySchedule schedule = {
    .start = day_of (suy_cell_text (get_cell (self, values, START))),
    .due = day_of (due),
    .checkpoints = suy_cell_text (get_cell (self, values, CHECKPOINTS)),
    .actual_bp = suy_cell_integer (get_cell (self, values, PROGRESS)),
    .accepted = accepted != NULL && *accepted != '\0',
  };
  SuyValue derived[SUY_N_LAMP_FIELDS];

  suy_lamp_derive (&schedule, due, self->today, derived);
  for (guint i = 0; i < SUY_N_LAMP_FIELDS; i++)
    if (self->at[N_INPUTS + i] >= 0 &&
        !suy_value_equal (&derived[i], get_cell (self, values, N_INPUTS + i)))
      {
        note_change (self, id, derived);
        return;
      }
}

static gboolean
refresh_register (SuyWorkspace *workspace,
                  const char *name,
                  SuyExtensions *extensions,
                  GError **error)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
  Refresh self = { .reg = suy_workspace_register (workspace, name, error),
                   .today = suy_date_get_day (workspace->today),
                   .extensions = extensions,
                   .changed = changed };
  SuyCellScan scan = { .fields = self.fields };

  if (self.reg == NULL)
    return FALSE;
  for (guint i = 0; i < N_INPUTS; i++)
    add_field (&self, i, inputs[i]);
  for (guint i = 0; i < SUY_N_LAMP_FIELDS; i++)
    add_field (&self, N_INPUTS + i, suy_lamp_fields[i]);
  scan.n_fields = self.n_fields;
  if (!suy_store_scan_cells (workspace->store, self.reg, &scan, on_row, &self, error))
    return FALSE;
  for (guint i = 0; i < changed->len; i++)
    if (!suy_store_update (workspace->store, changed->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
suy_lamp_refresh (SuyWorkspace *self, GError **error)
{
  g_autoptr (SuyExtensions) extensions = suy_extensions_new (self, "item", 0, error);

  return extensions != NULL && refresh_register (self, "rectification_item", extensions, error) &&
         refresh_register (self, "milestone", extensions, error) &&
         suy_deadline_refresh_cases (self, error);
}
