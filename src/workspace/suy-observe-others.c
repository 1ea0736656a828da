/* suy-observe-others.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-4, W-5, W-7, W-8, W-11, W-12, W-13 (3.4 to 3.8). */

#include "config.h"

#include "suy-observe-others.h"

#include <math.h>
#include <stdio.h>

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-id.h"
#include "suy-ladder.h"
#include "suy-period.h"
#include "suy-schedule.h"
#include "suy-water-class.h"

#define FULL_BP 10000
#define N_FACTORS 4   /* of GB 3838 */
#define OTHER_CLASS 3 /* of a station without a section on its reach: bureau default */

typedef struct
{
  SuyWorkspace *workspace;
  gint64 day, moment;
  SuyObserveEach each;
  gpointer user_data;
  GHashTable *groups;    /* gint64, an object, to Group */
  GHashTable *others;    /* gint64 to gint64: what leads to an object, or to what is asked of it */
  const GArray *objects; /* (nullable): these alone, where an object is one row */
} Observer;

/* What is gathered of an object from several rows. */
typedef struct
{
  gint64 n[2];
  gint64 day;
  double sum[2][N_FACTORS];
  guint count[2][N_FACTORS];
} Group;

static Group *
get_group (const Observer *self, gint64 object)
{
  Group *group = g_hash_table_lookup (self->groups, &object);

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->day = SUY_CELL_UNKNOWN;
      g_hash_table_insert (self->groups, g_memdup2 (&object, sizeof object), group);
    }

  return group;
}

static gint64
get_other (const Observer *self, gint64 key)
{
  const gint64 *other = g_hash_table_lookup (self->others, &key);

  return other == NULL ? 0 : *other;
}

static void
set_other (const Observer *self, gint64 key, gint64 other)
{
  g_hash_table_insert (self->others, g_memdup2 (&key, sizeof key),
                       g_memdup2 (&other, sizeof other));
}

static void
tell (const Observer *self, gint64 object, gint64 value, gint64 second)
{
  const SuyObservation seen = { value, second, TRUE, TRUE };

  self->each (object, &seen, self->user_data);
}

static gboolean
is_text (const SuyValue *value, const char *text)
{
  return g_strcmp0 (suy_cell_text (value), text) == 0;
}

/* ---- W-4: yellow cards of a project ---- */

/* project */
static void
on_node (gint64 id, const SuyValue *values, gpointer user_data)
{
  set_other (user_data, id, suy_cell_integer (&values[0]));
}

/* yellow_card, project, milestone, issued_on, lifted_on: n[0] are open, n[1] there were */
static void
on_card (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 project = suy_cell_integer (&values[1]);
  gint64 issued = suy_cell_day (&values[3]), lifted = suy_cell_day (&values[4]);

  if (project == 0)
    project = get_other (self, suy_cell_integer (&values[2]));
  if (suy_cell_integer (&values[0]) == 0 || project == 0 || issued == SUY_CELL_UNKNOWN ||
      issued > self->day)
    return;
  get_group (self, project)->n[0] += lifted == SUY_CELL_UNKNOWN || lifted > self->day;
  get_group (self, project)->n[1]++;
}

static void
tell_numbers (const Observer *self)
{
  GHashTableIter iter;
  gpointer object, group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &object, &group))
    tell (self, *(gint64 *) object, ((Group *) group)->n[0], ((Group *) group)->n[1]);
}

static gboolean
observe_cards (Observer *self, GError **error)
{
  static const char *const node[] = { "project", NULL };
  static const char *const card[] = { "yellow_card", "project",   "milestone",
                                      "issued_on",   "lifted_on", NULL };

  if (!suy_cell_scan (self->workspace, "milestone", node, "project", on_node, self, error) ||
      !suy_cell_scan (self->workspace, "action_record", card, "yellow_card", on_card, self, error))
    return FALSE;
  tell_numbers (self);

  return TRUE;
}

/* ---- W-5: a rung that is due and has no record ---- */

/* 1 reminder, 2 order or interview, 3 listing, 4 referral */
static gint64
step_of (const SuyValue *value)
{
  static const gint64 steps[SUY_N_RUNGS] = { 0, 1, 2, 2, 3, 4 };

  for (guint i = 1; i < SUY_N_RUNGS; i++)
    if (is_text (value, suy_rung_get_name ((SuyRung) i)))
      return steps[i];

  return 0;
}

/* rung_due, escalation, state */
static void
on_rung (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 due = step_of (&values[0]);

  if (due > 0 && !is_text (&values[2], "closed") && !is_text (&values[2], "cancelled") &&
      !is_text (&values[2], "lookback_passed"))
    tell (user_data, id, due > step_of (&values[1]) ? due : 0, due);
}

static gboolean
observe_rungs (Observer *self, GError **error)
{
  static const char *const item[] = { "rung_due", "escalation", "state", NULL };

  return suy_cell_scan_some (self->workspace, "rectification_item", item, self->objects, on_rung,
                             self, error);
}

/* ---- W-7: high values and hot cells ---- */

/* state, detected_at, on_site_at: minutes without anybody there, and whether it is open */
static void
on_event (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 detected = suy_cell_moment (&values[1]);
  gboolean open = !is_text (&values[0], "value_normal") && !is_text (&values[0], "closed");
  gint64 waits = 0;

  if (detected == SUY_CELL_UNKNOWN || detected > self->moment)
    return;
  if (open && suy_cell_moment (&values[2]) == SUY_CELL_UNKNOWN)
    waits = (self->moment - detected + SUY_DATE_US_PER_MINUTE - 1) / SUY_DATE_US_PER_MINUTE;
  tell (self, id, waits, open);
}

static gboolean
observe_events (Observer *self, GError **error)
{
  static const char *const event[] = { "state", "detected_at", "on_site_at", NULL };

  return suy_cell_scan_some (self->workspace, "hot_event", event, self->objects, on_event, self,
                             error);
}

/* ---- water: W-8 and W-13 ---- */

static const SuyWaterLimits *
get_limits (void)
{
  static SuyWaterLimits *limits;

  if (limits == NULL)
    limits = suy_water_limits_new_builtin (NULL);

  return limits;
}

/* The place of a factor among those that have classes; -1: it has none. */
static int
factor_of (const SuyValue *value)
{
  static const char *const factors[N_FACTORS] = { "tp", "nh3n", "cod", "bod5" };

  for (int i = 0; i < N_FACTORS; i++)
    if (is_text (value, factors[i]))
      return i;

  return -1;
}

static int
class_of (int factor, double mg_l)
{
  return get_limits () == NULL ? 0
                               : suy_water_class_of_one (get_limits (), (SuyWaterParameter) factor,
                                                         llround (mg_l * 1000.0));
}

/* object, sampled_at, factor, value, valid.  FALSE: it does not count. */
static gboolean
read_sample (const Observer *self, const SuyValue *values, gint64 *day, int *factor, double *mg_l)
{
  gboolean valid = values[4].type == SUY_VALUE_NULL || suy_cell_integer (&values[4]) != 0;

  *day = suy_cell_day_of_time (&values[1]);
  *factor = factor_of (&values[2]);
  *mg_l = values[3].type == SUY_VALUE_REAL ? values[3].real : NAN;

  return suy_cell_integer (&values[0]) != 0 && *day != SUY_CELL_UNKNOWN && *day <= self->day &&
         *factor >= 0 && valid && *mg_l >= 0 && *mg_l < 1e9;
}

/* The worst class of the last day that has readings. */
static void
on_reading (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 day;
  int factor;
  double mg_l;
  Group *group;

  if (!read_sample (self, values, &day, &factor, &mg_l))
    return;
  group = get_group (self, suy_cell_integer (&values[0]));
  if (day > group->day)
    *group = (Group){ .day = day };
  if (day == group->day)
    group->n[0] = MAX (group->n[0], class_of (factor, mg_l));
}

static int
class_of_name (const char *name)
{
  for (int class = 1; name != NULL && class <= 6; class ++)
    if (g_str_equal (name, suy_water_class_get_name (class)))
      return class;

  return 0;
}

/* reach, target_class: the strictest of a reach */
static void
on_target (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 reach = suy_cell_integer (&values[0]), known = get_other (user_data, reach);
  int class = class_of_name (suy_cell_text (&values[1]));

  if (reach != 0 && class != 0)
    set_other (user_data, reach, known == 0 ? class : MIN (known, class));
}

/* kind, reach */
static void
on_station (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const water[] = { "water_auto", "buoy", "micro_water", NULL };
  const Observer *self = user_data;
  const Group *group = g_hash_table_lookup (self->groups, &id);
  gint64 target = get_other (self, suy_cell_integer (&values[1]));

  if (group == NULL || suy_cell_text (&values[0]) == NULL ||
      !g_strv_contains (water, suy_cell_text (&values[0])))
    return;
  tell (self, id, MAX (0, group->n[0] - (target == 0 ? OTHER_CLASS : target)), group->n[0]);
}

static gboolean
observe_stations (Observer *self, GError **error)
{
  static const char *const reading[] = {
    "station", "sampled_at", "factor", "value", "valid", NULL
  };
  static const char *const section[] = { "reach", "target_class", NULL };
  static const char *const station[] = { "kind", "reach", NULL };

  return suy_cell_scan (self->workspace, "measurement", reading, "station", on_reading, self,
                        error) &&
         suy_cell_scan (self->workspace, "river_section", section, "reach", on_target, self,
                        error) &&
         suy_cell_scan (self->workspace, "station", station, "kind", on_station, self, error);
}

/* Of this year up to the day, and of the whole year before. */
static void
on_year (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 day;
  int factor, back;
  double mg_l;
  Group *group;

  if (!read_sample (self, values, &day, &factor, &mg_l))
    return;
  back = suy_date_split (self->day).year - suy_date_split (day).year;
  if (back > 1)
    return;
  group = get_group (self, suy_cell_integer (&values[0]));
  group->sum[back][factor] += mg_l;
  group->count[back][factor]++;
}

/* By the means of a year; 0: nothing was measured. */
static int
class_of_year (const Group *group, guint back)
{
  int class = 0;

  for (int i = 0; i < N_FACTORS; i++)
    if (group->count[back][i] > 0)
      class = MAX (class, class_of (i, group->sum[back][i] / group->count[back][i]));

  return class;
}

static gboolean
observe_years (Observer *self, GError **error)
{
  static const char *const sample[] = { "section", "sampled_at", "factor", "value", "valid", NULL };
  GHashTableIter iter;
  gpointer object, group;

  if (!suy_cell_scan (self->workspace, "measurement", sample, "section", on_year, self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &object, &group))
    {
      int now = class_of_year (group, 0), before = class_of_year (group, 1);

      if (now > 0 && before > 0)
        tell (self, *(gint64 *) object, MAX (0, now - before), now);
    }

  return TRUE;
}

/* ---- W-11: equipment ---- */

/* intact: n[0] are, of n[1] */
static void
on_equipment (gint64 id, const SuyValue *values, gpointer user_data)
{
  Group *group = get_group (user_data, 0);

  group->n[0] += suy_cell_integer (&values[0]) != 0;
  group->n[1]++;
}

static gboolean
observe_equipment (Observer *self, GError **error)
{
  static const char *const equipment[] = { "intact", NULL };
  const Group *group;

  if (!suy_cell_scan (self->workspace, "equipment", equipment, "intact", on_equipment, self, error))
    return FALSE;
  group = get_group (self, 0);
  if (group->n[1] > 0)
    tell (self, 0, FULL_BP * group->n[0] / group->n[1], group->n[1] - group->n[0]);

  return TRUE;
}

/* ---- W-12: the assessment of a quarter ---- */

/* The last day of the last quarter that is over. */
static gint64
end_of_quarter (gint64 day)
{
  SuyPeriod quarter = suy_period_at (SUY_PERIOD_QUARTER, day);

  return day == quarter.last ? day : quarter.first - 1;
}

/* project, month, actual_bp: the last report of the quarter or before; months count from year 0 */
static void
on_report (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  SuyDay end = suy_date_split (end_of_quarter (self->day));
  const char *text = suy_cell_text (&values[1]);
  int year, month;
  Group *group;

  if (suy_cell_integer (&values[0]) == 0 || text == NULL || values[2].type != SUY_VALUE_INTEGER ||
      sscanf (text, "%4d-%2d", &year, &month) != 2 || month < 1 || month > 12 ||
      12 * year + month > 12 * end.year + end.month)
    return;
  group = get_group (self, suy_cell_integer (&values[0]));
  if (group->day != SUY_CELL_UNKNOWN && 12 * year + month < group->day)
    return;
  group->day = 12 * year + month;
  group->n[0] = suy_cell_integer (&values[2]);
}

/* start, due, accepted_on, state */
static void
on_project (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  const Group *group = g_hash_table_lookup (self->groups, &id);
  gint64 end = end_of_quarter (self->day), accepted = suy_cell_day (&values[2]);
  SuySchedule schedule = { .start = suy_cell_day (&values[0]), .due = suy_cell_day (&values[1]) };
  SuyLag lag;

  if (group == NULL || schedule.start == SUY_CELL_UNKNOWN || is_text (&values[3], "closed") ||
      is_text (&values[3], "suspended") || is_text (&values[3], "adjusted"))
    return;
  schedule.actual_bp = group->n[0];
  schedule.accepted = accepted != SUY_CELL_UNKNOWN && accepted <= self->day;
  if (suy_schedule_get_lag (&schedule, end, &lag))
    tell (self, id, lag.lag_bp, 0);
}

static gboolean
observe_assessment (Observer *self, GError **error)
{
  static const char *const report[] = { "project", "month", "actual_bp", NULL };
  static const char *const project[] = { "start", "due", "accepted_on", "state", NULL };

  return suy_cell_scan (self->workspace, "project_report", report, "project", on_report, self,
                        error) &&
         suy_cell_scan (self->workspace, "project", project, NULL, on_project, self, error);
}

/* ---- all ---- */

gboolean
suy_observe_others (SuyWorkspace *workspace,
                    const SuyIndicator *indicator,
                    const SuyObserveAsk *ask,
                    SuyObserveEach each,
                    gpointer user_data,
                    GError **error)
{
  static gboolean (*const observe[SUY_N_METRICS]) (Observer *, GError **) = {
    [SUY_METRIC_YELLOW_CARD] = observe_cards,
    [SUY_METRIC_RUNG_MISSING] = observe_rungs,
    [SUY_METRIC_HOT_EVENT] = observe_events,
    [SUY_METRIC_STATION_CLASS] = observe_stations,
    [SUY_METRIC_EQUIPMENT_INTACT] = observe_equipment,
    [SUY_METRIC_ASSESSMENT_LAG] = observe_assessment,
    [SUY_METRIC_CLASS_WORSE] = observe_years,
  };
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) others =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  Observer observer = { workspace, ask->day, ask->moment, each,
                        user_data, groups,   others,      ask->objects };

  return observe[indicator->metric] == NULL || observe[indicator->metric](&observer, error);
}
