/* test-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-clock.h"
#include "suy-date.h"
#include "suy-error.h"

#define FILE_NAME "clock.txt"
#define MAX_PARTS 8

typedef struct
{
  SuyCalendar *calendar;
  SuyTerms *terms;
  SuyPause pauses[MAX_PARTS];
  SuyExtension extensions[MAX_PARTS];
  SuyDeadline deadline;
} Case;

static void
case_init (Case *self)
{
  g_autoptr (GError) error = NULL;

  self->calendar = suy_calendar_new_builtin (&error);
  g_assert_no_error (error);
  self->terms = suy_terms_new_builtin (&error);
  g_assert_no_error (error);
}

static void
case_clear (Case *self)
{
  suy_calendar_free (self->calendar);
  suy_terms_free (self->terms);
}

static gint64
moment_of (const char *text)
{
  g_autofree char *time = suy_date_parse_time (text, NULL);

  return suy_date_get_moment (time);
}

static guint
read_pauses (SuyPause *pauses, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  guint n = 0;

  for (; parts[n] != NULL; n++)
    {
      g_auto (GStrv) ends = g_strsplit (parts[n], "..", 2);

      pauses[n] = (SuyPause){ moment_of (g_strstrip (ends[0])),
                              *ends[1] == '\0' ? SUY_CLOCK_NEVER : moment_of (g_strstrip (ends[1])),
                              "because" };
    }

  return n;
}

static guint
read_extensions (SuyExtension *extensions, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  guint n = 0;

  for (; parts[n] != NULL; n++)
    {
      g_auto (GStrv) cells = g_strsplit (parts[n], ",", 3);
      gboolean approved = strcmp (g_strstrip (cells[1]), "-") != 0;

      extensions[n] = (SuyExtension){ moment_of (g_strstrip (cells[0])),
                                      approved ? moment_of (cells[1]) : SUY_CLOCK_NEVER,
                                      moment_of (g_strstrip (cells[2])), "because" };
    }

  return n;
}

/* Term, start (with "=" and the fixed day), pauses, extensions. */
static void
read_deadline (Case *self, GStrv cells)
{
  g_auto (GStrv) days = g_strsplit (cells[1], "=", 2);
  SuyDeadline *deadline = &self->deadline;

  *deadline = (SuyDeadline){ suy_terms_find (self->terms, cells[0]) };
  g_assert_nonnull (deadline->term);
  deadline->start = moment_of (days[0]);
  deadline->date = days[1] == NULL ? 0 : moment_of (days[1]);
  deadline->pauses = self->pauses;
  deadline->n_pauses = read_pauses (self->pauses, cells[2]);
  deadline->extensions = self->extensions;
  deadline->n_extensions = read_extensions (self->extensions, cells[3]);
  deadline->done = SUY_CLOCK_NEVER;
}

static void
check_deadline (GStrv cells, gpointer data)
{
  Case *self = data;
  g_autoptr (GError) error = NULL;
  gint64 due, now = moment_of (cells[5]);
  SuyClock clock;

  read_deadline (self, cells);
  if (*cells[4] != '\0')
    self->deadline.done = moment_of (cells[4]);
  suy_clock_read (&self->deadline, self->calendar, now, &clock, &error);
  g_assert_no_error (error);

  due = moment_of (cells[6]);
  if (self->deadline.term->unit != SUY_TERM_HOURS)
    due += SUY_DATE_US_PER_DAY - 1;
  g_assert_cmpint (clock.due, ==, due);
  g_assert_cmpint (clock.days_left, ==, atoi (cells[7]));
  g_assert_cmpstr (suy_clock_state_get_name (clock.state), ==, cells[8]);
  g_assert_cmpint (clock.left, ==, due - MIN (now, self->deadline.done));
  g_assert_true (clock.known);
}

static void
test_read_table (void)
{
  Case self;

  case_init (&self);
  rows_check (FILE_NAME, "deadlines", 9, check_deadline, &self);
  case_clear (&self);
}

static void
check_refusal (GStrv cells, gpointer data)
{
  Case *self = data;
  g_autoptr (GError) error = NULL;
  SuyClock clock;

  read_deadline (self, cells);
  g_assert_false (
      suy_clock_read (&self->deadline, self->calendar, moment_of ("2024-03-02"), &clock, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, cells[4]));
}

static void
test_read_refusals (void)
{
  Case self;

  case_init (&self);
  rows_check (FILE_NAME, "refusals", 5, check_refusal, &self);
  case_clear (&self);
}

static void
check_working (GStrv cells, gpointer data)
{
  Case *self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  SuyClock clock;

  read_deadline (self, cells);
  suy_clock_read (&self->deadline, self->calendar, moment_of (cells[4]), &clock, &error);
  g_assert_no_error (error);
  lines = suy_clock_explain (&self->deadline, &clock, self->calendar, "en");
  text = g_strjoinv (" / ", lines);
  g_assert_cmpstr (text, ==, cells[5]);
}

static void
test_explain_table (void)
{
  Case self;

  case_init (&self);
  rows_check (FILE_NAME, "workings", 6, check_working, &self);
  case_clear (&self);
}

/* ---- random deadlines against a walk that counts what is left, minute by minute or day by day */

static gboolean
within_pause (const SuyDeadline *deadline, gint64 moment, gint64 now)
{
  for (guint i = 0; i < deadline->n_pauses; i++)
    if (moment >= deadline->pauses[i].from && moment < MIN (deadline->pauses[i].to, now))
      return TRUE;

  return FALSE;
}

static gint64
walk_minutes (const SuyDeadline *deadline, gint64 now)
{
  gint64 moment = deadline->start;

  for (int left = deadline->term->amount * 60; left > 0; moment += SUY_DATE_US_PER_MINUTE)
    left -= !within_pause (deadline, moment, now);

  return moment;
}

/* A day is paused if its last microsecond is. */
static gint64
walk_days (const SuyDeadline *deadline, const SuyCalendar *calendar, gint64 now)
{
  gint64 day = suy_date_day_of_moment (deadline->start);

  for (int left = deadline->term->amount; left > 0;)
    {
      day++;
      left -= !within_pause (deadline, suy_date_moment_of_day (day + 1) - 1, now) &&
              (deadline->term->unit == SUY_TERM_DAYS ||
               suy_calendar_get_kind (calendar, day, NULL) == SUY_DAY_WORKING);
    }

  return suy_date_moment_of_day (day + 1) - 1;
}

static void
make_random (Case *self, SuyTerm *term)
{
  gint64 last;

  self->deadline = (SuyDeadline){ .term = term, .pauses = self->pauses, .done = SUY_CLOCK_NEVER };
  self->deadline.start =
      moment_of ("2024-01-05") + g_test_rand_int_range (0, 400 * 1440) * SUY_DATE_US_PER_MINUTE;
  self->deadline.n_pauses = (guint) g_test_rand_int_range (0, 4);
  last = self->deadline.start;
  for (guint i = 0; i < self->deadline.n_pauses; i++)
    {
      SuyPause *pause = &self->pauses[i];

      pause->from = last + g_test_rand_int_range (1, 4000) * SUY_DATE_US_PER_MINUTE;
      pause->to = last = pause->from + g_test_rand_int_range (1, 6000) * SUY_DATE_US_PER_MINUTE;
    }
}

static void
test_read_random (void)
{
  const char *cases = g_getenv ("SUY_CASES");
  Case self;

  case_init (&self);
  for (int i = 0; i < (cases == NULL ? 1000 : atoi (cases)); i++)
    {
      SuyTermUnit unit = (SuyTermUnit) g_test_rand_int_range (0, 3);
      SuyTerm term = { .unit = unit, .amount = g_test_rand_int_range (1, unit == 0 ? 100 : 30) };
      gint64 now, expected;
      g_autoptr (GError) error = NULL;
      SuyClock clock;

      make_random (&self, &term);
      now = self.deadline.start + g_test_rand_int_range (1, 60 * 1440) * SUY_DATE_US_PER_MINUTE;
      expected = unit == SUY_TERM_HOURS ? walk_minutes (&self.deadline, now)
                                        : walk_days (&self.deadline, self.calendar, now);
      g_assert_true (suy_clock_read (&self.deadline, self.calendar, now, &clock, &error));
      g_assert_cmpint (clock.due, ==, expected);
      g_assert_cmpint (clock.due_first, ==, expected);
      g_assert_cmpint (clock.state == SUY_CLOCK_LATE, ==, now > expected);
    }
  case_clear (&self);
}

static void
test_terms_faults (void)
{
  static const char *const texts[] = {
    "{\"source\":\"s\"}",
    "{\"source\":\"s\",\"terms\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"unit\":\"weeks\","
    "\"amount\":1,\"soon\":1,\"source\":\"s\"}]}",
    "{\"source\":\"s\",\"terms\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"unit\":\"days\","
    "\"soon\":1,\"source\":\"s\"}]}",
    "{\"source\":\"s\",\"terms\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"unit\":\"date\","
    "\"amount\":1,\"soon\":1,\"source\":\"s\"}]}",
    "{\"source\":\"s\",\"terms\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":\"z\",\"unit\":\"days\","
    "\"amount\":0,\"soon\":1,\"source\":\"s\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_terms_new_from_text ("x.json", texts[i], &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/clock/read/table", test_read_table);
  g_test_add_func ("/rules/clock/read/refusals", test_read_refusals);
  g_test_add_func ("/rules/clock/read/random", test_read_random);
  g_test_add_func ("/rules/clock/explain/table", test_explain_table);
  g_test_add_func ("/rules/clock/terms/faults", test_terms_faults);

  return g_test_run ();
}
