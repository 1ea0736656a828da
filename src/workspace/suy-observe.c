/* suy-observe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-2 and F-01, F-02, F-07; 000 §6.3, 8.3; tests/year/README.md for what they
 * leave open. */

#include "config.h"

#include "suy-observe.h"

#include <math.h>
#include <string.h>

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-id.h"
#include "suy-observe-checks.h"
#include "suy-observe-others.h"
#include "suy-period.h"
#include "suy-schedule.h"
#include "suy-water-class.h"
#include "suy-workspace-private.h"

#define MAX_FIELDS 8
#define FULL_BP 10000

typedef struct
{
  SuyWorkspace *workspace;
  const SuyIndicator *indicator;
  gint64 day, moment;
  SuyObserveEach each;
  gpointer user_data;
  GHashTable *groups; /* (nullable): gint64 to Group */
} Observer;

/* What is gathered of an object from several rows. */
typedef struct
{
  gint64 n[4];
  gint64 day, second_day;
} Group;

/* ---- cells ---- */

static gboolean
is_text (const SuyValue *value, const char *text)
{
  return g_strcmp0 (suy_cell_text (value), text) == 0;
}

static void
tell (const Observer *self, gint64 object, gint64 value)
{
  const SuyObservation seen = { .value = value, .has_value = TRUE };

  self->each (object, &seen, self->user_data);
}

static Group *
get_group (Observer *self, gint64 object)
{
  Group *group = g_hash_table_lookup (self->groups, &object);

  if (group == NULL)
    {
      gint64 *key = g_new (gint64, 1);

      *key = object;
      group = g_new0 (Group, 1);
      group->day = group->second_day = SUY_CELL_UNKNOWN;
      g_hash_table_insert (self->groups, key, group);
    }

  return group;
}

/* ---- lag, lateness, rebound ---- */

/* Not known: nothing is said. */
static void
tell_lag (const Observer *self, gint64 id, const SuySchedule *schedule)
{
  SuyObservation seen = { 0 };
  SuyLag lag;

  seen.has_value = suy_schedule_get_lag (schedule, self->day, &lag);
  if (seen.has_value)
    seen.value = lag.lag_bp;
  self->each (id, &seen, self->user_data);
}

/* start, due, actual_bp, accepted_on, state */
static void
on_project (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  const SuySchedule schedule = { .start = suy_cell_day (&values[0]),
                                 .due = suy_cell_day (&values[1]),
                                 .actual_bp = suy_cell_integer (&values[2]),
                                 .accepted = suy_cell_day (&values[3]) != SUY_CELL_UNKNOWN };

  if (schedule.start == SUY_CELL_UNKNOWN || schedule.due == SUY_CELL_UNKNOWN ||
      is_text (&values[4], "closed") || is_text (&values[4], "suspended") ||
      is_text (&values[4], "adjusted"))
    return;
  tell_lag (self, id, &schedule);
}

/* start, due, actual_bp, accepted_on, is_key, state, checkpoints */
static void
on_milestone (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  const SuySchedule schedule = { .start = suy_cell_day (&values[0]),
                                 .due = suy_cell_day (&values[1]),
                                 .checkpoints = suy_cell_text (&values[6]),
                                 .actual_bp = suy_cell_integer (&values[2]),
                                 .accepted = suy_cell_day (&values[3]) != SUY_CELL_UNKNOWN };

  if (schedule.due == SUY_CELL_UNKNOWN || suy_cell_integer (&values[4]) == 0 ||
      is_text (&values[5], "closed"))
    return;
  tell_lag (self, id, &schedule);
}

static gboolean
is_finished (const SuyValue *state)
{
  return is_text (state, "closed") || is_text (state, "lookback_passed") ||
         is_text (state, "cancelled");
}

/* deadline, deadline_current, accepted_at, state, rebound_count */
static void
on_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 due = suy_cell_day (&values[suy_cell_day (&values[1]) == SUY_CELL_UNKNOWN ? 0 : 1]);
  gboolean accepted = suy_cell_day (&values[2]) != SUY_CELL_UNKNOWN;

  if (is_finished (&values[3]))
    return;
  if (self->indicator->metric == SUY_METRIC_ITEM_REBOUND)
    tell (self, id,
          is_text (&values[3], "rebounded") || (suy_cell_integer (&values[4]) > 0 && !accepted));
  else if (due != SUY_CELL_UNKNOWN)
    tell (self, id, accepted ? 0 : MAX (0, self->day - due));
}

/* ---- complaints ---- */

/* received_at, replied_at, state */
static void
on_waiting (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 received = suy_cell_moment (&values[0]), replied = suy_cell_moment (&values[1]);

  if (received == SUY_CELL_UNKNOWN || received > self->moment || is_text (&values[2], "closed"))
    return;
  tell (self, id,
        replied != SUY_CELL_UNKNOWN
            ? 0
            : (self->moment - received + SUY_DATE_US_PER_MINUTE - 1) / SUY_DATE_US_PER_MINUTE);
}

/* township, enterprise, received_at: this month up to the day, and the whole month before. */
static void
on_against_firm (gint64 id, const SuyValue *values, gpointer user_data)
{
  Observer *self = user_data;
  SuyPeriod month = suy_period_at (SUY_PERIOD_MONTH, self->day);
  SuyPeriod before = suy_period_at (SUY_PERIOD_MONTH, month.first - 1);
  gint64 moment = suy_cell_moment (&values[2]);
  gint64 day = moment == SUY_CELL_UNKNOWN ? SUY_CELL_UNKNOWN : suy_date_day_of_moment (moment);
  gint64 township = suy_cell_integer (&values[0]);

  if (township == 0 || suy_cell_integer (&values[1]) == 0 || day < before.first || day > self->day)
    return;
  get_group (self, township)->n[day >= month.first]++;
}

static void
tell_growth (const Observer *self, gint64 township, const Group *group)
{
  gint64 before = group->n[0], now = group->n[1];
  const SuyObservation from_none = { .second = now, .has_second = TRUE };
  double growth;

  if (before == 0)
    {
      self->each (township, &from_none, self->user_data);
      return;
    }
  growth = floor ((double) (FULL_BP * (now - before)) / (double) before);
  tell (self, township, (gint64) growth);
}

/* ---- sections ---- */

/* Threads observe too. */
static SuyWaterLimits *
get_limits (void)
{
  static GMutex lock;
  static SuyWaterLimits *limits;

  g_mutex_lock (&lock);
  if (limits == NULL)
    limits = suy_water_limits_new_builtin (NULL);
  g_mutex_unlock (&lock);

  return limits;
}

/* Class by this one value in µg/L; 0: the factor has no classes. */
static int
class_of (const char *factor, gint64 value)
{
  static const char *const factors[] = { "tp", "nh3n", "cod", "bod5", NULL };

  for (guint i = 0; factor != NULL && factors[i] != NULL; i++)
    if (g_str_equal (factor, factors[i]) && get_limits () != NULL)
      return suy_water_class_of_one (get_limits (), (SuyWaterParameter) i, value);

  return 0;
}

/* section, sampled_at, factor, value, valid: n[0] is the worst class of the last day, n[1] its
 * total phosphorus. */
static void
on_sample (gint64 id, const SuyValue *values, gpointer user_data)
{
  Observer *self = user_data;
  gint64 section = suy_cell_integer (&values[0]), moment = suy_cell_moment (&values[1]);
  gint64 day = moment == SUY_CELL_UNKNOWN ? SUY_CELL_UNKNOWN : suy_date_day_of_moment (moment);
  double value = values[3].type == SUY_VALUE_REAL ? values[3].real : NAN;
  gboolean valid = values[4].type == SUY_VALUE_NULL || suy_cell_integer (&values[4]) != 0;
  gint64 ug = isfinite (value) && value >= 0 && value < 1e12 ? llround (value * 1000.0) : -1;
  int class;
  Group *group;

  if (section == 0 || day == SUY_CELL_UNKNOWN || day > self->day || ug < 0 || !valid)
    return;
  class = class_of (suy_cell_text (&values[2]), ug);
  if (class == 0)
    return;
  group = get_group (self, section);
  if (day > group->day)
    *group = (Group){ .day = day, .second_day = SUY_CELL_UNKNOWN };
  if (day < group->day)
    return;
  group->n[0] = MAX (group->n[0], class);
  if (is_text (&values[2], "tp"))
    {
      group->n[1] = MAX (group->n[1], ug);
      group->second_day = day;
    }
}

static int
class_of_name (const char *name)
{
  for (int class = 1; name != NULL && class <= 6; class ++)
    if (g_str_equal (name, suy_water_class_get_name (class)))
      return class;

  return 0;
}

/* target_class; after the samples are known */
static void
on_section (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  const Group *group = g_hash_table_lookup (self->groups, &id);
  SuyObservation seen = { 0 };
  int target = class_of_name (suy_cell_text (&values[0]));

  if (group == NULL)
    return;
  if (self->indicator->metric == SUY_METRIC_SECTION_TP)
    {
      seen.has_value = group->second_day != SUY_CELL_UNKNOWN;
      seen.value = group->n[1];
    }
  else
    seen = (SuyObservation){ MAX (0, group->n[0] - target), group->n[0], target != 0, TRUE };
  self->each (id, &seen, self->user_data);
}

/* ---- monitors ---- */

/* monitor, sampled_at, factor, value, valid: the highest value of the day in mg/L, by thousands. */
static void
on_reading (gint64 id, const SuyValue *values, gpointer user_data)
{
  Observer *self = user_data;
  gint64 monitor = suy_cell_integer (&values[0]), moment = suy_cell_moment (&values[1]);
  gboolean valid = values[4].type == SUY_VALUE_NULL || suy_cell_integer (&values[4]) != 0;
  double value = values[3].type == SUY_VALUE_REAL ? values[3].real : NAN;

  if (monitor == 0 || moment == SUY_CELL_UNKNOWN || suy_date_day_of_moment (moment) != self->day ||
      !valid || !is_text (&values[2], "cod") || !isfinite (value) || fabs (value) > 1e12)
    return;
  get_group (self, monitor)->n[0] = MAX (get_group (self, monitor)->n[0], llround (value * 1000.0));
}

/* state, offline_since, limit_cod_mgl */
static void
on_monitor (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  const Group *group = g_hash_table_lookup (self->groups, &id);
  gint64 since = suy_cell_moment (&values[1]);
  gboolean offline = is_text (&values[0], "offline");
  SuyObservation seen = { .has_value = !offline || since != SUY_CELL_UNKNOWN };

  if (offline && since != SUY_CELL_UNKNOWN)
    seen.value =
        MAX (0, (self->moment - since + SUY_DATE_US_PER_MINUTE - 1) / SUY_DATE_US_PER_MINUTE);
  if (values[2].type == SUY_VALUE_REAL)
    {
      seen.has_second = TRUE;
      seen.second = group != NULL && (double) group->n[0] > values[2].real * 1000.0;
    }
  self->each (id, &seen, self->user_data);
}

/* ---- retrofits ---- */

/* The same day so many months later, or the last of a shorter month. */
static gint64
add_months (gint64 day, int months)
{
  SuyDay date = suy_date_split (day);

  date.month += months;
  date.year += (date.month - 1) / 12;
  date.month = (date.month - 1) % 12 + 1;
  date.day =
      MIN (date.day, g_date_get_days_in_month ((GDateMonth) date.month, (GDateYear) date.year));

  return suy_date_join (date);
}

/* retrofit_started, retrofit_accepted: in the seventh month the value is 7. */
static void
on_retrofit (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Observer *self = user_data;
  gint64 start = suy_cell_day (&values[0]);
  int months = 0;

  if (start == SUY_CELL_UNKNOWN || start > self->day)
    return;
  while (suy_cell_day (&values[1]) == SUY_CELL_UNKNOWN && self->day > add_months (start, months))
    months++;
  tell (self, id, months);
}

/* ---- the district ---- */

/* measure, on_date, value: n[0] of the latest, n[1] of the one before */
static void
on_survey (gint64 id, const SuyValue *values, gpointer user_data)
{
  Observer *self = user_data;
  Group *group = get_group (self, 0);
  gint64 day = suy_cell_day (&values[1]);
  gint64 tenths;

  if (day == SUY_CELL_UNKNOWN || day > self->day || values[2].type != SUY_VALUE_REAL ||
      fabs (values[2].real) > 1e6 || !is_text (&values[0], self->indicator->of))
    return;
  tenths = llround (values[2].real * 10.0);
  if (day >= group->day)
    {
      group->n[1] = group->n[0];
      group->second_day = group->day;
      group->n[0] = tenths;
      group->day = day;
    }
  else if (day >= group->second_day)
    {
      group->n[1] = tenths;
      group->second_day = day;
    }
}

static void
tell_satisfaction (const Observer *self, gint64 district, const Group *group)
{
  const SuyObservation seen = { group->n[0], group->n[1], group->day != SUY_CELL_UNKNOWN,
                                group->second_day != SUY_CELL_UNKNOWN };

  self->each (district, &seen, self->user_data);
}

/* on_date, planned_yuan, arrived_yuan, used_yuan: of the year up to the day */
static void
on_funds (gint64 id, const SuyValue *values, gpointer user_data)
{
  Observer *self = user_data;
  SuyPeriod year = suy_period_at (SUY_PERIOD_YEAR, self->day);
  gint64 day = suy_cell_day (&values[0]);

  if (day == SUY_CELL_UNKNOWN || day < year.first || day > self->day)
    return;
  for (guint i = 0; i < 3; i++)
    get_group (self, 0)->n[i] += suy_cell_integer (&values[i + 1]);
}

static void
tell_funds (const Observer *self, gint64 district, const Group *group)
{
  SuyPeriod year = suy_period_at (SUY_PERIOD_YEAR, self->day);
  gint64 passed = FULL_BP * (self->day - year.first + 1) / (year.last - year.first + 1);
  gint64 planned = group->n[0], arrived = group->n[1], used = group->n[2];
  SuyObservation seen = { .has_value = planned > 0, .has_second = planned > 0 && arrived > 0 };

  if (seen.has_value)
    seen.value = passed - (gint64) floor ((double) arrived / (double) planned * FULL_BP);
  if (seen.has_second)
    seen.second = passed - (gint64) floor ((double) used / (double) arrived * FULL_BP);
  self->each (district, &seen, self->user_data);
}

/* ---- all ---- */

typedef void (*TellGroup) (const Observer *self, gint64 object, const Group *group);

static void
tell_groups (Observer *self, TellGroup tell_group)
{
  GHashTableIter iter;
  gpointer object, group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &object, &group))
    tell_group (self, *(gint64 *) object, group);
}

/* First what is gathered, then the objects themselves, or the groups. */
typedef struct
{
  const char *gather;
  const char *gather_fields[MAX_FIELDS];
  SuyStoreEachRow on_gathered;
  TellGroup tell;
  const char *reg;
  const char *fields[MAX_FIELDS];
  SuyStoreEachRow on_row;
} Plan;

static const Plan plans[SUY_N_METRICS] = {
  [SUY_METRIC_COMPLAINTS_GROWTH] = { .gather = "complaint",
                                     .gather_fields = { "township", "enterprise", "received_at" },
                                     .on_gathered = on_against_firm,
                                     .tell = tell_growth },
  [SUY_METRIC_PROJECT_LAG] = { .reg = "project",
                               .fields = { "start", "due", "actual_bp", "accepted_on", "state" },
                               .on_row = on_project },
  [SUY_METRIC_MILESTONE_LAG] = { .reg = "milestone",
                                 .fields = { "start", "due", "actual_bp", "accepted_on", "is_key",
                                             "state", "checkpoints" },
                                 .on_row = on_milestone },
  [SUY_METRIC_SECTION_CLASS] = { .gather = "measurement",
                                 .gather_fields = { "section", "sampled_at", "factor", "value",
                                                    "valid" },
                                 .on_gathered = on_sample,
                                 .reg = "river_section",
                                 .fields = { "target_class" },
                                 .on_row = on_section },
  [SUY_METRIC_SECTION_TP] = { .gather = "measurement",
                              .gather_fields = { "section", "sampled_at", "factor", "value",
                                                 "valid" },
                              .on_gathered = on_sample,
                              .reg = "river_section",
                              .fields = { "target_class" },
                              .on_row = on_section },
  [SUY_METRIC_MONITOR] = { .gather = "measurement",
                           .gather_fields = { "monitor", "sampled_at", "factor", "value", "valid" },
                           .on_gathered = on_reading,
                           .reg = "online_monitor",
                           .fields = { "state", "offline_since", "limit_cod_mgl" },
                           .on_row = on_monitor },
  [SUY_METRIC_ITEM_OVERDUE] = { .reg = "rectification_item",
                                .fields = { "deadline", "deadline_current", "accepted_at", "state",
                                            "rebound_count" },
                                .on_row = on_item },
  [SUY_METRIC_ITEM_REBOUND] = { .reg = "rectification_item",
                                .fields = { "deadline", "deadline_current", "accepted_at", "state",
                                            "rebound_count" },
                                .on_row = on_item },
  [SUY_METRIC_COMPLAINT_WAIT] = { .reg = "complaint",
                                  .fields = { "received_at", "replied_at", "state" },
                                  .on_row = on_waiting },
  [SUY_METRIC_RETROFIT_MONTHS] = { .reg = "enterprise",
                                   .fields = { "retrofit_started", "retrofit_accepted" },
                                   .on_row = on_retrofit },
  [SUY_METRIC_SATISFACTION] = { .gather = "survey",
                                .gather_fields = { "measure", "on_date", "value" },
                                .on_gathered = on_survey,
                                .tell = tell_satisfaction },
  [SUY_METRIC_FUNDS_BEHIND] = { .gather = "fund_entry",
                                .gather_fields = { "on_date", "planned_yuan", "arrived_yuan",
                                                   "used_yuan" },
                                .on_gathered = on_funds,
                                .tell = tell_funds },
};

gboolean
suy_observe (SuyWorkspace *self,
             const SuyIndicator *indicator,
             const SuyObserveAsk *ask,
             SuyObserveEach each,
             gpointer user_data,
             GError **error)
{
  const Plan *plan = &plans[indicator->metric];
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  Observer observer = { self, indicator, ask->day, ask->moment, each, user_data, groups };

  if (indicator->metric == SUY_METRIC_CHECKS_MISSING)
    return suy_observe_checks (self, indicator, ask->day, each, user_data, error);
  if (indicator->metric >= SUY_METRIC_YELLOW_CARD)
    return suy_observe_others (self, indicator, ask, each, user_data, error);
  if (plan->gather != NULL && !suy_cell_scan (self, plan->gather, plan->gather_fields, NULL,
                                              plan->on_gathered, &observer, error))
    return FALSE;
  if (plan->tell != NULL)
    tell_groups (&observer, plan->tell);

  return plan->reg == NULL || suy_cell_scan_some (self, plan->reg, plan->fields, ask->objects,
                                                  plan->on_row, &observer, error);
}

const char *
suy_observe_get_register (SuyMetric metric)
{
  if (metric == SUY_METRIC_RUNG_MISSING)
    return "rectification_item";
  if (metric == SUY_METRIC_HOT_EVENT)
    return "hot_event";

  return plans[metric].gather == NULL ? plans[metric].reg : NULL;
}
