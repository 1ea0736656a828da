/* suy-workspace-derived.c: what follows from a record's own fields, or from its measurements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derived columns are written beside the logged ones and never logged themselves. */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "suy-calendar.h"
#include "suy-cell.h"
#include "suy-lamp.h"
#include "suy-water-class.h"
#include "suy-workspace-moves.h"
#include "suy-workspace-private.h"

/* Days since 1970-01-01 of "2026-11-20" (and of a time that begins so); G_MININT64: no date. */
static gint64
day_of (const char *text)
{
  GDate date;
  int year, month, day;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return G_MININT64;
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (gint64) g_date_get_julian (&date) - 719163; /* of 1970-01-01 */
}

static void
set_if_known (SuyRecord *record, const char *field, const SuyValue *value)
{
  const SuyField *found = suy_register_find (suy_record_get_register (record), field);

  if (found != NULL)
    suy_record_set (record, found, value);
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  gint64 l = suy_record_get_id (*(SuyRecord *const *) a);
  gint64 r = suy_record_get_id (*(SuyRecord *const *) b);

  return (l > r) - (l < r);
}

/* The deadline as approved extensions have moved it, each from where the one before left it (G-5);
 * a deadline that was set anew begins again without them.  (transfer full) (nullable) */
static char *
current_deadline (SuyWorkspace *self, const SuyRecord *item)
{
  const SuyRegister *reg = suy_workspace_register (self, "extension_request", NULL);
  g_autofree char *current = g_strdup (suy_record_get_text (item, "deadline"));
  g_autoptr (GPtrArray) rows =
      reg == NULL ? NULL
                  : suy_workspace_get_linked (self, reg, "item", suy_record_get_id (item), NULL);

  if (rows != NULL)
    g_ptr_array_sort (rows, by_id);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_strcmp0 (suy_record_get_text (rows->pdata[i], "verdict"), "pass") == 0 &&
        g_strcmp0 (suy_record_get_text (rows->pdata[i], "old_deadline"), current) == 0)
      {
        g_free (current);
        current = g_strdup (suy_record_get_text (rows->pdata[i], "new_deadline"));
      }

  return g_steal_pointer (&current);
}

void
suy_workspace_derive_lamp (SuyWorkspace *self, SuyRecord *record, const char *due)
{
  const char *accepted = suy_record_get_text (
      record, suy_register_find (suy_record_get_register (record), "accepted_at") != NULL
                  ? "accepted_at"
                  : "accepted_on");
  SuyPlan plan = { day_of (suy_record_get_text (record, "start")), day_of (due), NULL, 0 };
  gint64 today = day_of (self->today);
  SuyLag lag;

  if (plan.due == G_MININT64)
    return;
  if (plan.start == G_MININT64 || plan.start > plan.due)
    plan.start = plan.due;

  lag = suy_lamp_compute (&plan, today, (int) suy_record_get_integer (record, "actual_bp"),
                          accepted != NULL && *accepted != '\0', SUY_LAG_BANDS_FOUR_LEVELS);
  set_if_known (record, "scheduled_bp", &SUY_INTEGER (lag.planned_bp));
  set_if_known (record, "lag_bp", &SUY_INTEGER (MAX (lag.lag_bp, 0)));
  set_if_known (record, "lamp", &SUY_TEXT (suy_lamp_get_name (lag.lamp)));
  set_if_known (record, "overdue", &SUY_INTEGER (lag.overdue));
  set_if_known (record, "deadline_current", &SUY_TEXT (due));
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
      g_autofree char *deadline = current_deadline (self, record);

      suy_workspace_derive_lamp (self, record, deadline);
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

  return suy_store_update (self->store, derived, error);
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
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, assessment_free);

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
