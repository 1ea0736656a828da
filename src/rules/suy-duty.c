/* suy-duty.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-duty.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "suy-date.h"

#define LENGTH_OF_YEAR 4 /* "2026" */
#define SOON_DAYS 30     /* a duty of a year or quarter is due soon in its last month */

const char *
suy_duty_view_get_name (SuyDutyView view)
{
  static const char *const names[] = { "cases", "ledgers", "warnings", "registers" };

  return names[view];
}

gboolean
suy_duty_is_for_role (const SuyDuty *duty, const char *role)
{
  return role != NULL && g_strv_contains ((const char *const *) duty->roles, role);
}

/* ---- conditions ---- */

static gboolean
is_of_this_year (const char *text, gint64 now)
{
  g_autofree char *today = suy_date_from_day (suy_date_day_of_moment (now));

  return strncmp (text, today, LENGTH_OF_YEAR) == 0;
}

static gboolean
passes (const SuyDutyTest *test, const SuyDutyFacts *facts)
{
  const SuyValue *value = facts->cell (test->field, facts->data);
  g_autofree char *text = value == NULL ? g_strdup ("") : suy_value_to_string (value);
  gboolean found = FALSE;

  for (guint i = 0; test->values[i] != NULL && !found; i++)
    found = g_str_equal (test->values[i], "this_year") ? is_of_this_year (text, facts->now)
                                                       : g_str_equal (test->values[i], text);

  return found != test->differs;
}

gboolean
suy_duty_check (const GArray *tests, const SuyDutyFacts *facts)
{
  for (guint i = 0; i < tests->len; i++)
    if (!passes (&g_array_index (tests, SuyDutyTest, i), facts))
      return FALSE;

  return TRUE;
}

/* ---- who ---- */

/* An element is the code, or names it with others: "QY-0001: RY-0010, RY-0011". */
static gboolean
names_code (const char *element, const char *code)
{
  g_auto (GStrv) words = g_strsplit_set (element == NULL ? "" : element, " ,:", -1);

  return code != NULL &&
         (g_strcmp0 (element, code) == 0 || g_strv_contains ((const char *const *) words, code));
}

static gboolean
list_has (const char *text, const char *code)
{
  g_autoptr (JsonNode) node = text == NULL ? NULL : json_from_string (text, NULL);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (names_code (json_array_get_string_element (array, i), code))
      return TRUE;

  return FALSE;
}

static gboolean
is_meant (const SuyDuty *duty, const SuyDutyPerson *person, const SuyValue *value)
{
  gint64 link = value != NULL && value->type == SUY_VALUE_INTEGER ? value->integer : 0;

  switch (duty->of)
    {
    case SUY_DUTY_OF_UNIT:
      return link != 0 && link == person->unit;
    case SUY_DUTY_OF_PERSON:
      return link != 0 && link == person->id;
    case SUY_DUTY_OF_TOWNSHIP:
      return link != 0 && link == person->township;
    case SUY_DUTY_OF_LIST:
      return value != NULL && value->type == SUY_VALUE_TEXT && list_has (value->text, person->code);
    case SUY_DUTY_OF_GRID:
      for (guint i = 0; link != 0 && i < person->n_grids; i++)
        if (person->grids[i] == link)
          return TRUE;
      return FALSE;
    case SUY_DUTY_OF_ROLE:
    default:
      return TRUE;
    }
}

gboolean
suy_duty_is_in_state (const SuyDuty *duty, const SuyDutyFacts *facts)
{
  const SuyValue *state = duty->states == NULL ? NULL : facts->cell ("state", facts->data);

  return duty->states == NULL ||
         (state != NULL && state->type == SUY_VALUE_TEXT &&
          g_strv_contains ((const char *const *) duty->states, state->text));
}

gboolean
suy_duty_is_meant (const SuyDuty *duty, const SuyDutyPerson *person, const SuyDutyFacts *facts)
{
  return suy_duty_is_for_role (duty, person->role) && suy_duty_is_in_state (duty, facts) &&
         (duty->of == SUY_DUTY_OF_ROLE ||
          is_meant (duty, person, facts->cell (duty->of_field, facts->data)));
}

gboolean
suy_duty_is_open (const SuyDuty *duty, const SuyDutyFacts *facts)
{
  return suy_duty_is_in_state (duty, facts) && suy_duty_check (duty->tests, facts);
}

gboolean
suy_duty_falls_on (const SuyDuty *duty, const SuyDutyPerson *person, const SuyDutyFacts *facts)
{
  return suy_duty_is_meant (duty, person, facts) && suy_duty_check (duty->tests, facts);
}

/* ---- until when ---- */

/* SUY_CLOCK_NEVER if no field says. */
static gint64
read_start (const SuyDuty *duty, const SuyDutyFacts *facts)
{
  for (guint i = 0; duty->from[i] != NULL; i++)
    {
      const SuyValue *value = facts->cell (duty->from[i], facts->data);
      const char *text = value != NULL && value->type == SUY_VALUE_TEXT ? value->text : "";

      if (g_str_equal (duty->from[i], "state") && facts->entered != SUY_CLOCK_NEVER)
        return facts->entered;
      if (suy_date_is_date (text))
        return suy_date_moment_of_day (suy_date_get_day (text));
      if (suy_date_is_time (text))
        return suy_date_get_moment (text);
    }

  return SUY_CLOCK_NEVER;
}

static void
read_period (const SuyDuty *duty, gint64 now, SuyClock *clock)
{
  gint64 today = suy_date_day_of_moment (now);
  SuyPeriod period = suy_period_at (duty->until, today);

  clock->due = clock->due_first = suy_date_moment_of_day (period.last + 1) - 1;
  clock->left = clock->due - now;
  clock->days_left = (int) (period.last - today);
  clock->state = clock->days_left <= SOON_DAYS ? SUY_CLOCK_SOON : SUY_CLOCK_RUNNING;
}

gboolean
suy_duty_read_clock (const SuyDuties *self,
                     const SuyDuty *duty,
                     const SuyDutyFacts *facts,
                     SuyClock *clock,
                     GError **error)
{
  gint64 start = duty->term == NULL ? SUY_CLOCK_NEVER : read_start (duty, facts);
  SuyDeadline deadline = { .start = start, .date = start, .done = SUY_CLOCK_NEVER };

  *clock = (SuyClock){ .state = SUY_CLOCK_RUNNING, .due = SUY_CLOCK_NEVER, .known = TRUE };
  if (duty->by_period)
    read_period (duty, facts->now, clock);
  if (start == SUY_CLOCK_NEVER)
    return TRUE;
  deadline.term = suy_terms_find (suy_duties_get_terms (self), duty->term);

  return suy_clock_read (&deadline, suy_duties_get_calendar (self), facts->now, clock, error);
}
