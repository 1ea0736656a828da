/* test-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"

typedef struct
{
  const char *text, *stored; /* NULL: refused */
} Case;

static const Case dates[] = {
  { "2026-11-20", "2026-11-20" },
  { "2026/1/1", "2026-01-01" },
  { "2026.1.1", "2026-01-01" },
  { "20260101", "2026-01-01" },
  { "2026年3月1日", "2026-03-01" },
  { "2026 年 3 月 1 日", "2026-03-01" },
  { "2026年3月1号", "2026-03-01" },
  { "　２０２６－１１－２０ ", "2026-11-20" },
  { "2026-11-20 00:00:00", "2026-11-20" },
  { "2024-02-29", "2024-02-29" },
  { "2100-02-28", "2100-02-28" },
  { "1800-01-01", "1800-01-01" },
  { "2199-12-31", "2199-12-31" },
  { "2026年3月", NULL },
  { "2026-03", NULL },
  { "202603", NULL },
  { "2026-06-31", NULL },
  { "2023-02-29", NULL },
  { "2100-02-29", NULL },
  { "2026-13-01", NULL },
  { "2026-00-10", NULL },
  { "2026-01-00", NULL },
  { "1799-12-31", NULL },
  { "2200-01-01", NULL },
  { "26-1-1", NULL },
  { "2026-1/1", NULL },
  { "2026-11-200", NULL },
  { "202611201", NULL },
  { "2026-11-20 08:30", NULL },
  { "20.11.2026", NULL },
  { "明天", NULL },
  { "", NULL },
};

static const Case times[] = {
  { "2026-11-20", "2026-11-19T16:00:00.000Z" },
  { "2026-11-20 8:30", "2026-11-20T00:30:00.000Z" },
  { "2026-11-20T08:30:15", "2026-11-20T00:30:15.000Z" },
  { "2026-11-20T08:30:15.5", "2026-11-20T00:30:15.500Z" },
  { "2026-11-20T08:30:15.123456Z", "2026-11-20T08:30:15.123Z" },
  { "2026-11-20T02:00:00.000Z", "2026-11-20T02:00:00.000Z" },
  { "2026-11-20 08:30+08:00", "2026-11-20T00:30:00.000Z" },
  { "2026-11-20 08:30 +0530", "2026-11-20T03:00:00.000Z" },
  { "2026-11-20 08:30-05", "2026-11-20T13:30:00.000Z" },
  { "2026年1月1日8时30分", "2026-01-01T00:30:00.000Z" },
  { "2026年1月1日 8点", "2026-01-01T00:00:00.000Z" },
  { "2026-01-01 ０７：５９", "2025-12-31T23:59:00.000Z" },
  { "1969-12-31 07:59:59.5Z", "1969-12-31T07:59:59.500Z" },
  { "2026-11-20 23:59:59", "2026-11-20T15:59:59.000Z" },
  { "2026-11-20 24:00", NULL },
  { "2026-11-20 08:60", NULL },
  { "2026-11-20 08:30:60", NULL },
  { "2026-11-20 08", NULL },
  { "2026-11-208:30", NULL },
  { "2026-11-20 08:30+15:00", NULL },
  { "2026-11-20 08:30+08:61", NULL },
  { "2026-11-31 08:30", NULL },
  { "08:30", NULL },
};

static void
check (const Case *cases, guint n, char *(*parse) (const char *, GError **) )
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *stored = parse (cases[i].text, &error);

      g_assert_cmpstr (stored, ==, cases[i].stored);
      if (stored == NULL)
        {
          g_test_message ("%s", error->message);
          g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
        }
    }
}

static void
test_parse_dates (void)
{
  check (dates, G_N_ELEMENTS (dates), suy_date_parse);
}

static void
test_parse_times (void)
{
  check (times, G_N_ELEMENTS (times), suy_date_parse_time);
}

static void
test_parse_reasons (void)
{
  g_autoptr (GError) day = NULL, month = NULL;

  g_assert_null (suy_date_parse ("2026年3月", &month));
  g_assert_nonnull (strstr (month->message, "lacks the day"));
  g_assert_null (suy_date_parse ("2026-06-31", &day));
  g_assert_nonnull (strstr (day->message, "days 1 to 30"));
}

/* The oracle counts the days one by one. */
static void
test_day_counts (void)
{
  gint64 day = 0;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1970);
  for (; g_date_get_year (&date) < 2101; g_date_add_days (&date, 1), day++)
    {
      char text[16];

      g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
      if (day % 97 == 0 || g_date_get_month (&date) == G_DATE_FEBRUARY)
        g_assert_cmpint (suy_date_get_day (text), ==, day);
    }
  g_assert_cmpint (suy_date_get_day ("1969-12-31"), ==, -1);
}

static void
test_stored_forms (void)
{
  g_autofree char *minute = suy_date_format_time ("2026-11-20T02:00:00.000Z");
  g_autofree char *second = suy_date_format_time ("2026-12-31T16:00:05.000Z");

  g_assert_true (suy_date_is_date ("2026-11-20"));
  g_assert_false (suy_date_is_date ("2026/11/20"));
  g_assert_false (suy_date_is_date ("2026-11-31"));
  g_assert_true (suy_date_is_time ("2026-11-20T02:00:00.000Z"));
  g_assert_false (suy_date_is_time ("2026-11-20 02:00:00.000Z"));
  g_assert_false (suy_date_is_time ("2026-11-20T24:00:00.000Z"));
  g_assert_cmpstr (minute, ==, "2026-11-20 10:00");
  g_assert_cmpstr (second, ==, "2027-01-01 00:00:05");
}

/* Days split, joined and written agree with the count; moments go to text and back, and a day in
 * China begins eight hours before Greenwich's. */
static void
test_moment_round (void)
{
  for (gint64 day = -62000; day < 84000; day += 1 + g_test_rand_int_range (0, 200))
    {
      SuyDay date = suy_date_split (day);
      gint64 moment =
          suy_date_moment_of_day (day) + (gint64) (g_test_rand_double () * 86399999) * 1000;
      g_autofree char *text = suy_date_from_day (day);
      g_autofree char *time = suy_date_from_moment (moment);

      g_assert_cmpint (suy_date_get_day (text), ==, day);
      g_assert_cmpint (suy_date_join (date), ==, day);
      g_assert_cmpint (suy_date_get_moment (time), ==, moment);
      g_assert_cmpint (suy_date_day_of_moment (moment), ==, day);
    }
  g_assert_cmpint (suy_date_get_moment ("1970-01-01T00:00:01.500Z"), ==, 1500000);
  g_assert_cmpint (suy_date_get_moment ("1969-12-31T23:59:59.000Z"), ==, -1000000);
  g_assert_cmpint (suy_date_day_of_moment (suy_date_get_moment ("2024-07-10T15:59:59.999Z")), ==,
                   suy_date_get_day ("2024-07-10"));
  g_assert_cmpint (suy_date_day_of_moment (suy_date_get_moment ("2024-07-10T16:00:00.000Z")), ==,
                   suy_date_get_day ("2024-07-11"));
}

/* What is stored is what comes back when it is read as people write: texts near a stored one, each
 * with a few characters put wrong. */
static void
test_stored_random (void)
{
  static const char characters[] = "0123456789-:.TZ 9";
  const int n = g_getenv ("SUY_CASES") == NULL ? 20000 : atoi (g_getenv ("SUY_CASES"));

  for (int i = 0; i < n; i++)
    {
      gint64 moment = g_test_rand_int_range (-1480000, 2010000) * G_GINT64_CONSTANT (3601003000);
      gboolean whole = g_test_rand_bit ();
      g_autofree char *text =
          whole ? suy_date_from_moment (moment) : suy_date_from_day (moment / SUY_DATE_US_PER_DAY);
      g_autofree char *date = NULL, *time = NULL;

      for (int k = g_test_rand_int_range (0, 3); k > 0; k--)
        text[g_test_rand_int_range (0, (gint32) strlen (text))] =
            characters[g_test_rand_int_range (0, sizeof characters - 1)];
      date = suy_date_parse (text, NULL);
      time = suy_date_parse_time (text, NULL);
      g_assert_cmpint (suy_date_is_date (text), ==, g_strcmp0 (text, date) == 0);
      g_assert_cmpint (suy_date_is_time (text), ==, g_strcmp0 (text, time) == 0);
      if (suy_date_is_date (text))
        {
          g_autofree char *again = suy_date_from_day (suy_date_get_day (text));

          g_assert_cmpstr (again, ==, text);
        }
      if (suy_date_is_time (text))
        {
          g_autofree char *again = suy_date_from_moment (suy_date_get_moment (text));

          g_assert_cmpstr (again, ==, text);
        }
    }
}

/* Both sides of midnight in China, and the midnight of Greenwich between. */
static void
test_moment_moved (void)
{
  static const struct
  {
    const char *now, *want;
  } cases[] = {
    { "2024-07-10T15:59:59.999Z", "2026-11-20T15:59:59.999Z" },
    { "2024-07-10T16:00:00.000Z", "2026-11-19T16:00:00.000Z" },
    { "2024-07-10T23:59:00.000Z", "2026-11-19T23:59:00.000Z" },
    { "2024-07-11T00:00:00.000Z", "2026-11-20T00:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 moment = suy_date_move_to_day (suy_date_get_moment (cases[i].now),
                                            suy_date_get_day ("2026-11-20"));

      g_assert_cmpint (moment, ==, suy_date_get_moment (cases[i].want));
      g_assert_cmpint (suy_date_day_of_moment (moment), ==, suy_date_get_day ("2026-11-20"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/date/parse/dates", test_parse_dates);
  g_test_add_func ("/catalog/date/parse/times", test_parse_times);
  g_test_add_func ("/catalog/date/parse/reasons", test_parse_reasons);
  g_test_add_func ("/catalog/date/day/counts", test_day_counts);
  g_test_add_func ("/catalog/date/stored/forms", test_stored_forms);
  g_test_add_func ("/catalog/date/moment/round", test_moment_round);
  g_test_add_func ("/catalog/date/moment/moved", test_moment_moved);
  g_test_add_func ("/catalog/date/stored/random", test_stored_random);

  return g_test_run ();
}
