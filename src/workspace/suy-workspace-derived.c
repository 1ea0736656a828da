/* suy-workspace-derived.c: what follows from a record's own fields, or from its measurements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derived columns are written beside the logged ones and never logged themselves. */

#include "config.h"

#include <math.h>

#include "suy-calendar.h"
#include "suy-cell.h"
#include "suy-date.h"
#include "suy-deadline.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-lamp-refresh.h"
#include "suy-schedule.h"
#include "suy-water-class.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

#define MAX_CHANGED 1000 /* rows that are refreshed one by one; beyond it all are */

static void
set_if_known (SuyRecord *record, const char *field, const SuyValue *value)
{
  const SuyField *found = suy_register_find (suy_record_get_register (record), field);

  if (found != NULL)
    suy_record_set (record, found, value);
}

static gint64
day_of (const char *text)
{
  return text != NULL && suy_date_is_date (text) ? suy_date_get_day (text) : G_MININT64;
}

void
suy_workspace_derive_lamp (SuyWorkspace *self, SuyRecord *record, const char *due)
{
  const SuyRegister *reg = suy_record_get_register (record);
  const char *accepted = suy_record_get_text (
      record, suy_register_find (reg, "accepted_at") != NULL ? "accepted_at" : "accepted_on");
  const SuySchedule schedule = {
    .start = day_of (suy_record_get_text (record, "start")),
    .due = day_of (due),
    .checkpoints = suy_register_find (reg, "checkpoints") == NULL
                       ? NULL
                       : suy_record_get_text (record, "checkpoints"),
    .actual_bp = suy_record_get_integer (record, "actual_bp"),
    .accepted = accepted != NULL && *accepted != '\0',
  };
  SuyValue values[SUY_N_LAMP_FIELDS];

  suy_lamp_derive (&schedule, due, suy_date_get_day (self->today), values);
  for (guint i = 0; i < SUY_N_LAMP_FIELDS; i++)
    set_if_known (record, suy_lamp_fields[i], &values[i]);
}

/* -1: not one of the factors that GB 3838 has in its table. */
static int
water_parameter (const char *factor)
{
  static const char *const names[] = { "tp", "nh3n", "cod", "bod5" };

  for (int i = 0; factor != NULL && i < (int) G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], factor) == 0)
      return i;

  return -1;
}

static SuyWaterLimits *
limits (void)
{
  static SuyWaterLimits *builtin;

  if (builtin == NULL)
    builtin = suy_water_limits_new_builtin (NULL);

  return builtin;
}

/* Class 1 to 6 by this one value in mg/L; 0: none. */
static int
class_of_measurement (const SuyRecord *record)
{
  int parameter = water_parameter (suy_record_get_text (record, "factor"));
  double value = suy_record_get_real (record, "value");

  if (parameter < 0 || !isfinite (value) || value < 0 || limits () == NULL ||
      suy_record_get_integer (record, "section") == 0)
    return 0;

  return suy_water_class_of_one (limits (), (SuyWaterParameter) parameter,
                                 (gint64) llround (value * 1000.0));
}

static const SuyCalendar *
calendar (void)
{
  static SuyCalendar *builtin;

  if (builtin == NULL)
    builtin = suy_calendar_new_builtin (NULL);

  return builtin;
}

/* Whether an inspection began at night, on a weekend or on a holiday; nothing where no notice
 * speaks of its day. */
static void
derive_hours (SuyRecord *record)
{
  const SuyField *started = suy_register_find (suy_record_get_register (record), "started_at");
  gint64 moment =
      started == NULL ? SUY_CELL_UNKNOWN : suy_cell_moment (suy_record_get (record, started));
  gboolean known = FALSE;
  SuyHours hours = 0;

  if (moment != SUY_CELL_UNKNOWN && calendar () != NULL)
    hours = suy_calendar_get_hours (calendar (), moment, &known);
  set_if_known (record, "off_time_class",
                known ? &SUY_TEXT (suy_hours_get_name (hours)) : &SUY_VALUE_INIT_NULL);
}

void
suy_workspace_derive (SuyWorkspace *self, SuyRecord *record)
{
  const char *name = suy_record_get_register (record)->name;

  if (strcmp (name, "rectification_item") == 0)
    {
      g_autofree char *deadline = suy_deadline_compute (self, record);

      suy_workspace_derive_lamp (self, record, deadline);
    }
  else if (strcmp (name, "problem") == 0)
    {
      g_autofree char *deadline = suy_deadline_compute (self, record);

      set_if_known (record, "deadline_current",
                    deadline == NULL ? &SUY_VALUE_INIT_NULL : &SUY_TEXT (deadline));
    }
  else if (strcmp (name, "milestone") == 0)
    suy_workspace_derive_lamp (self, record, suy_record_get_text (record, "due"));
  else if (strcmp (name, "inspection") == 0)
    derive_hours (record);
  else if (strcmp (name, "measurement") == 0)
    {
      int class = class_of_measurement (record);

      if (class > 0)
        set_if_known (record, "water_class", &SUY_TEXT (suy_water_class_get_name (class)));
    }
}

/* The one whose derived fields rest on those of @record: of an extension its item or its case, of
 * an item its case.  0: none. */
static gint64
find_above (SuyWorkspace *self, const SuyRecord *record, const SuyRegister **above)
{
  static const char *const links[][2] = {
    { "extension_request", "item" },
    { "extension_request", "problem" },
    { "rectification_item", "problem" },
  };
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      const SuyField *link =
          strcmp (links[i][0], reg->name) == 0 ? suy_register_find (reg, links[i][1]) : NULL;
      const SuyValue *value = link == NULL ? NULL : suy_record_get (record, link);

      if (value == NULL || value->type != SUY_VALUE_INTEGER)
        continue;
      *above = suy_catalog_find (self->catalog, link->target);
      return value->integer;
    }

  return 0;
}

gboolean
suy_workspace_refresh_above (SuyWorkspace *self, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg;
  gint64 id = find_above (self, record, &reg);
  GError *own = NULL;

  if (id == 0 || suy_workspace_refresh (self, reg, id, &own))
    return TRUE;
  if (g_error_matches (own, SUY_ERROR, SUY_ERROR_NOT_FOUND))
    {
      g_error_free (own); /* a link that leads nowhere */
      return TRUE;
    }
  g_propagate_error (error, own);

  return FALSE;
}

gboolean
suy_workspace_refresh (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
  g_autoptr (SuyRecord) derived = NULL;

  if (record == NULL)
    return FALSE;
  suy_workspace_derive (self, record);

  derived = suy_record_new (reg);
  suy_record_set_id (derived, id);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (field->derived && strcmp (field->name, "state") != 0)
        suy_record_set (derived, field, suy_record_get (record, field));
    }

  return suy_store_update (self->store, derived, error) &&
         suy_workspace_refresh_above (self, record, error);
}

/* ---- after changes that no verb of ours made ---- */

/* Rows of the register that came or changed since; a row that is gone is passed over. */
static gboolean
refresh_changed (SuyWorkspace *self, const char *name, gint64 since, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, name, error);
  g_autoptr (GArray) ids =
      reg == NULL
          ? NULL
          : suy_store_list_changed (self->store, reg, since, SUY_CHANGED_ANY, MAX_CHANGED, error);

  if (ids != NULL && ids->len > MAX_CHANGED)
    {
      g_array_unref (ids);
      ids = suy_store_select (self->store, reg, NULL, error);
    }
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GError) own = NULL;

      if (!suy_workspace_refresh (self, reg, g_array_index (ids, gint64, i), &own) &&
          !g_error_matches (own, SUY_ERROR, SUY_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&own));
          return FALSE;
        }
    }

  return ids != NULL;
}

gboolean
suy_workspace_refresh_since (SuyWorkspace *self, gint64 since, GError **error)
{
  const SuyCommandInfo info = { .kind = "derive", .role = "system" };

  return suy_store_begin (self->store, &info, error) &&
         suy_workspace_end_command (self,
                                    refresh_changed (self, "inspection", since, error) &&
                                        refresh_changed (self, "measurement", since, error) &&
                                        suy_lamp_refresh (self, error),
                                    error);
}

/* ---- sections by their latest samples ---- */

typedef struct
{
  char *day; /* of the latest sample */
  int class; /* the worst factor of that day */
} Assessment;

static void
assessment_free (gpointer data)
{
  g_free (((Assessment *) data)->day);
  g_free (data);
}

/* Takes one measurement in; only those of the latest day count. */
static void
take (GHashTable *sections, const SuyRecord *record)
{
  gint64 section = suy_record_get_integer (record, "section");
  const char *at = suy_record_get_text (record, "sampled_at");
  int class = class_of_measurement (record);
  Assessment *known;
  gint64 *key;

  if (section == 0 || at == NULL || strlen (at) < 10 || class == 0)
    return;
  known = g_hash_table_lookup (sections, &section);
  if (known != NULL && strncmp (known->day, at, 10) > 0)
    return;
  if (known != NULL && strncmp (known->day, at, 10) == 0)
    {
      known->class = MAX (known->class, class);
      return;
    }

  key = g_new (gint64, 1);
  *key = section;
  known = g_new (Assessment, 1);
  *known = (Assessment){ g_strndup (at, 10), class };
  g_hash_table_replace (sections, key, known);
}

void
suy_workspace_assess (SuyWorkspace *self, GPtrArray *sections, const GPtrArray *measurements)
{
  g_autoptr (GHashTable) known =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, assessment_free);

  for (guint i = 0; i < measurements->len; i++)
    take (known, measurements->pdata[i]);
  for (guint i = 0; i < sections->len; i++)
    {
      gint64 id = suy_record_get_id (sections->pdata[i]);
      const Assessment *found = g_hash_table_lookup (known, &id);

      if (found == NULL)
        continue;
      suy_record_set_text (sections->pdata[i], "current_class",
                           suy_water_class_get_name (found->class));
      suy_record_set_text (sections->pdata[i], "assessed_on", found->day);
    }
}
