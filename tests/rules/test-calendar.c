/* test-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-calendar.h"
#include "suy-date.h"
#include "suy-error.h"

#define FILE_NAME "calendar.txt"

static SuyCalendar *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyCalendar *calendar = suy_calendar_new_builtin (&error);

  g_assert_no_error (error);

  return calendar;
}

/* ---- the oracle: the notices of the text file, a set of days each ---- */

typedef struct
{
  GHashTable *off, *work; /* "2024-02-10" to "" */
} Notices;

static void
read_notice (GStrv cells, gpointer data)
{
  Notices *notices = data;
  g_auto (GStrv) range = g_strsplit (cells[2], " ", -1), work = g_strsplit (cells[4], " ", -1);
  int n = 0;

  for (gint64 day = suy_date_get_day (range[0]); day <= suy_date_get_day (range[1]); day++, n++)
    g_assert_true (g_hash_table_add (notices->off, suy_date_from_day (day)));
  g_assert_cmpint (n, ==, atoi (cells[3]));
  for (guint i = 0; work[i] != NULL; i++)
    g_assert_true (g_hash_table_add (notices->work, g_strdup (work[i])));
}

static Notices
read_notices (void)
{
  Notices notices = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  rows_check (FILE_NAME, "notices", 5, read_notice, &notices);

  return notices;
}

static void
notices_clear (Notices *notices)
{
  g_hash_table_unref (notices->off);
  g_hash_table_unref (notices->work);
}

static SuyDayKind
kind_by_notices (const Notices *notices, gint64 day)
{
  g_autofree char *text = suy_date_from_day (day);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_parse (&date, text);
  if (g_hash_table_contains (notices->off, text))
    return SUY_DAY_HOLIDAY;
  if (g_hash_table_contains (notices->work, text))
    return SUY_DAY_WORKING;

  return g_date_get_weekday (&date) >= G_DATE_SATURDAY ? SUY_DAY_WEEKEND : SUY_DAY_WORKING;
}

/* ---- the tables ---- */

static void
check_year (GStrv cells, gpointer data)
{
  const SuyCalendar *calendar = data;
  int year = atoi (cells[0]), n[3] = { 0, 0, 0 }, days = 0, weekend = 0;
  gboolean known;

  g_assert_cmpstr (suy_calendar_get_notice (calendar, year), ==, cells[1]);
  for (gint64 day = suy_date_join ((SuyDay){ year, 1, 1 });
       day < suy_date_join ((SuyDay){ year + 1, 1, 1 }); day++, days++)
    {
      n[suy_calendar_get_kind (calendar, day, &known)]++;
      g_assert_true (known);
      weekend += (day + 4) % 7 == 0 || (day + 4) % 7 == 6; /* 1970-01-04 was a Sunday */
    }
  g_assert_cmpint (days, ==, atoi (cells[2]));
  g_assert_cmpint (weekend, ==, atoi (cells[3]));
  g_assert_cmpint (n[SUY_DAY_WORKING], ==, atoi (cells[5]));
  g_assert_cmpint (days - weekend - atoi (cells[4]), ==, atoi (cells[5]));
}

static void
test_years_totals (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();

  rows_check (FILE_NAME, "years", 6, check_year, calendar);
  g_assert_null (suy_calendar_get_notice (calendar, 2022));
  g_assert_null (suy_calendar_get_notice (calendar, 2027));
}

static void
check_holiday (GStrv cells, gpointer data)
{
  const SuyCalendar *calendar = data;
  g_auto (GStrv) range = g_strsplit (cells[2], " ", -1), work = g_strsplit (cells[4], " ", -1);
  const SuyLabel *first = suy_calendar_get_holiday (calendar, suy_date_get_day (range[0]));

  g_assert_cmpstr (first->zh, ==, cells[1]);
  g_assert_true (suy_calendar_get_holiday (calendar, suy_date_get_day (range[1])) == first);
  for (guint i = 0; work[i] != NULL; i++)
    g_assert_true (suy_calendar_get_holiday (calendar, suy_date_get_day (work[i])) == first);
}

/* Every day from 2023 to 2026, and the holidays' names. */
static void
test_days_notices (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();
  g_auto (GStrv) ends = g_strsplit ("2022-12-31 2026-12-31", " ", -1);
  Notices notices = read_notices ();

  for (gint64 day = suy_date_get_day (ends[0]); day <= suy_date_get_day (ends[1]); day++)
    g_assert_cmpint (suy_calendar_get_kind (calendar, day, NULL), ==,
                     kind_by_notices (&notices, day));
  rows_check (FILE_NAME, "notices", 5, check_holiday, calendar);
  g_assert_null (suy_calendar_get_holiday (calendar, suy_date_get_day ("2024-03-01")));
  notices_clear (&notices);
}

static void
check_day (GStrv cells, gpointer data)
{
  static const char *const names[] = { "working", "weekend", "holiday" };
  gboolean known;
  SuyDayKind kind = suy_calendar_get_kind (data, suy_date_get_day (cells[0]), &known);

  g_assert_cmpstr (names[kind], ==, cells[1]);
  g_assert_cmpstr (known ? "yes" : "no", ==, cells[2]);
}

static void
test_days_table (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();

  rows_check (FILE_NAME, "days", 3, check_day, calendar);
}

static void
check_step (GStrv cells, gpointer data)
{
  gboolean known;
  g_autofree char *day = suy_date_from_day (
      suy_calendar_add (data, suy_date_get_day (cells[0]), atoi (cells[1]), &known));

  g_assert_cmpstr (day, ==, cells[2]);
  g_assert_true (known);
}

static void
check_count (GStrv cells, gpointer data)
{
  gboolean known;

  g_assert_cmpint (
      suy_calendar_count (data, suy_date_get_day (cells[0]), suy_date_get_day (cells[1]), &known),
      ==, atoi (cells[2]));
  g_assert_true (known);
}

static void
test_steps_table (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();

  rows_check (FILE_NAME, "steps", 3, check_step, calendar);
  rows_check (FILE_NAME, "counts", 3, check_count, calendar);
}

/* Against a list of all working days of the four years. */
static void
test_steps_random (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();
  g_autoptr (GArray) working = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = suy_date_get_day ("2023-01-01"), last = suy_date_get_day ("2026-12-31");
  const char *cases = g_getenv ("SUY_CASES");
  Notices notices = read_notices ();

  for (gint64 day = first; day <= last; day++)
    if (kind_by_notices (&notices, day) == SUY_DAY_WORKING)
      g_array_append_val (working, day);

  for (int i = 0; i < (cases == NULL ? 2000 : atoi (cases)); i++)
    {
      int at = g_test_rand_int_range (0, (gint32) working->len),
          to = g_test_rand_int_range (0, (gint32) working->len);
      gint64 from = g_array_index (working, gint64, at),
             other = g_array_index (working, gint64, to);
      gboolean known;

      if (at == to)
        continue;
      g_assert_cmpint (suy_calendar_add (calendar, from, to - at, &known), ==, other);
      g_assert_true (known);
      g_assert_cmpint (suy_calendar_count (calendar, MIN (from, other), MAX (from, other), &known),
                       ==, ABS (to - at));
    }
  notices_clear (&notices);
}

/* Nothing is guessed in silence: a step into a year without its notice says so. */
static void
test_known_edges (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();
  gboolean known = TRUE;

  suy_calendar_add (calendar, suy_date_get_day ("2026-12-30"), 1, &known);
  g_assert_true (known);
  suy_calendar_add (calendar, suy_date_get_day ("2026-12-31"), 1, &known);
  g_assert_false (known);
  suy_calendar_add (calendar, suy_date_get_day ("2023-01-03"), -1, &known);
  g_assert_false (known);
  suy_calendar_count (calendar, suy_date_get_day ("2026-12-01"), suy_date_get_day ("2027-01-01"),
                      &known);
  g_assert_false (known);
  suy_calendar_add (calendar, suy_date_get_day ("2022-12-20"), 15, &known); /* ends in January */
  g_assert_false (known);
  suy_calendar_count (calendar, suy_date_get_day ("2022-12-01"), suy_date_get_day ("2023-02-01"),
                      &known);
  g_assert_false (known);
  suy_calendar_get_hours (calendar, suy_date_moment_of_day (suy_date_get_day ("2027-01-01")),
                          &known);
  g_assert_false (known);
}

static void
check_hours (GStrv cells, gpointer data)
{
  g_autofree char *time = suy_date_parse_time (cells[0], NULL);
  gboolean known;
  SuyHours hours = suy_calendar_get_hours (data, suy_date_get_moment (time), &known);

  g_assert_cmpstr (suy_hours_get_name (hours), ==, cells[1]);
  g_assert_true (known);
}

static void
test_hours_table (void)
{
  g_autoptr (SuyCalendar) calendar = builtin ();

  rows_check (FILE_NAME, "hours", 2, check_hours, calendar);
}

/* ---- tables that are wrong ---- */

#define YEAR(statutory, holidays)                                        \
  "{\"source\":\"s\",\"night\":{\"from\":20,\"to\":6,\"source\":\"s\"}," \
  "\"years\":[{\"year\":2024,\"notice\":\"n\",\"date\":\"2023-10-25\","  \
  "\"statutory\":" statutory ",\"holidays\":[" holidays "]}]}"
#define LEAVE(from, to, days, work)                                                   \
  "{\"en\":\"e\",\"zh\":\"z\",\"from\":\"" from "\",\"to\":\"" to "\",\"days\":" days \
  ",\"work\":[" work "]}"

static void
test_read_faults (void)
{
  static const struct
  {
    const char *text, *says;
  } cases[] = {
    { "{}", "source" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-01-01", "2", "")), "the notice says 2" },
    { YEAR ("2", LEAVE ("2024-01-01", "2024-01-01", "1", "")), "loses 1 working days" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-01-01", "1", "\"2024-01-03\"")), "worked anyway" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-01-06", "6", "\"2024-01-06\"")), "twice" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-01-01", "1", "\"2044-01-03\"")), "not near" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-01-01", "1", "\"2024-02-30\"")), "no day" },
    { YEAR ("1", LEAVE ("2024-01-01", "2024-02-30", "1", "")), "no day" },
  };
  g_autoptr (SuyCalendar) good = NULL;
  g_autoptr (GError) none = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_calendar_new_from_text ("x.json", cases[i].text, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
  good = suy_calendar_new_from_text (
      "x.json", YEAR ("1", LEAVE ("2024-01-01", "2024-01-01", "1", "")), &none);
  g_assert_no_error (none);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/calendar/years/totals", test_years_totals);
  g_test_add_func ("/rules/calendar/days/notices", test_days_notices);
  g_test_add_func ("/rules/calendar/days/table", test_days_table);
  g_test_add_func ("/rules/calendar/steps/table", test_steps_table);
  g_test_add_func ("/rules/calendar/steps/random", test_steps_random);
  g_test_add_func ("/rules/calendar/known/edges", test_known_edges);
  g_test_add_func ("/rules/calendar/hours/table", test_hours_table);
  g_test_add_func ("/rules/calendar/read/faults", test_read_faults);

  return g_test_run ();
}
