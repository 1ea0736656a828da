/* test-cadence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "suy-cadence.h"
#include "suy-date.h"
#include "suy-error.h"

#define FILE_NAME "cadence.txt"
#define MAX_RECORDS 40

static SuyCadences *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  SuyCadences *cadences = suy_cadences_new_builtin (&error);

  g_assert_no_error (error);

  return cadences;
}

static SuyPeriodKind
kind_named (const char *name)
{
  SuyPeriodKind kind = SUY_PERIOD_DAY;

  while (!g_str_equal (suy_period_kind_names ()[kind], name))
    kind++;

  return kind;
}

static void
check_period (GStrv cells, gpointer data)
{
  SuyPeriod period = suy_period_at (kind_named (cells[1]), suy_date_get_day (cells[0]));
  g_autofree char *key = suy_period_get_key (&period);

  g_assert_cmpstr (key, ==, cells[2]);
  g_assert_cmpint (period.first, ==, suy_date_get_day (cells[3]));
  g_assert_cmpint (period.last, ==, suy_date_get_day (cells[4]));
}

static void
test_period_table (void)
{
  rows_check (FILE_NAME, "periods", 5, check_period, NULL);
}

/* Does GDate have @day in another period than @before? */
static gboolean
is_new_period (SuyPeriodKind kind, const GDate *before, const GDate *day)
{
  switch (kind)
    {
    case SUY_PERIOD_DAY:
      return TRUE;
    case SUY_PERIOD_WEEK:
      return g_date_get_iso8601_week_of_year (before) != g_date_get_iso8601_week_of_year (day);
    case SUY_PERIOD_MONTH:
      return g_date_get_month (before) != g_date_get_month (day);
    case SUY_PERIOD_QUARTER:
      return (g_date_get_month (before) - 1) / 3 != (g_date_get_month (day) - 1) / 3;
    case SUY_PERIOD_HALF:
      return (g_date_get_month (before) > 6) != (g_date_get_month (day) > 6);
    case SUY_PERIOD_YEAR:
    default:
      return g_date_get_year (before) != g_date_get_year (day);
    }
}

/* Fourteen years day by day, as GLib's calendar has them. */
static void
test_period_days (void)
{
  for (SuyPeriodKind kind = SUY_PERIOD_DAY; kind <= SUY_PERIOD_YEAR; kind++)
    {
      gint64 day = suy_date_get_day ("2018-01-01"), first = day;
      g_autofree char *last_key = NULL;
      GDate date, before;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2018);
      for (before = date; g_date_get_year (&date) < 2032; g_date_add_days (&date, 1), day++)
        {
          SuyPeriod period = suy_period_at (kind, day);
          g_autofree char *key = suy_period_get_key (&period);

          if (is_new_period (kind, &before, &date))
            first = day;
          g_assert_cmpint (period.first, ==, first);
          g_assert_cmpint (period.last, >=, day);
          if (kind == SUY_PERIOD_WEEK)
            g_assert_cmpint (period.number, ==, g_date_get_iso8601_week_of_year (&date));
          g_assert_cmpint (g_strcmp0 (key, last_key), >=, 0);
          if (last_key != NULL && strcmp (key, last_key) == 0)
            g_assert_cmpint (day, >, first);
          g_free (last_key);
          last_key = g_steal_pointer (&key);
          before = date;
        }
    }
}

static guint
read_records (const char *text, SuyDutyRecord *records)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = 0;

  for (; words[n] != NULL; n++)
    {
      g_auto (GStrv) days = g_strsplit (words[n], ">", 2);

      records[n] = (SuyDutyRecord){ suy_date_get_day (days[0]), suy_date_get_day (days[1]) };
    }

  return n;
}

static void
check_duty (GStrv cells, gpointer data)
{
  static const char letters[] = { 'd', 'l', 'u', 'm' };
  SuyDutyRecord records[MAX_RECORDS];
  guint n = read_records (cells[3], records), missing = 0;
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GArray) lines =
      suy_cadence_list (suy_cadences_find (data, cells[0]), suy_date_get_day (cells[1]),
                        suy_date_get_day (cells[2]), records, n);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_c (states, letters[g_array_index (lines, SuyDutyLine, i).state]);
  for (const char *p = cells[4]; *p != '\0'; p++)
    missing += *p == 'm';
  g_assert_cmpstr (states->str, ==, cells[4]);
  g_assert_cmpuint (suy_cadence_count (lines, SUY_DUTY_MISSING), ==, missing);
  if (lines->len > 0)
    g_assert_cmpint (g_array_index (lines, SuyDutyLine, lines->len - 1).due, ==,
                     suy_date_get_day (cells[5]));
}

static void
test_list_table (void)
{
  g_autoptr (SuyCadences) cadences = builtin ();

  rows_check (FILE_NAME, "duties", 6, check_duty, cadences);
}

typedef struct
{
  const GPtrArray *all;
  guint n;
} Walk;

static void
check_cadence (GStrv cells, gpointer data)
{
  static const char *const eaches[] = { "one", "working_group", "township", "unit", "item" };
  Walk *walk = data;
  const SuyCadence *cadence = g_ptr_array_index (walk->all, walk->n++);

  g_assert_cmpstr (cadence->name, ==, cells[0]);
  g_assert_cmpint (cadence->period, ==, kind_named (cells[1]));
  g_assert_cmpstr (eaches[cadence->each], ==, cells[2]);
}

static void
test_table_complete (void)
{
  g_autoptr (SuyCadences) cadences = builtin ();
  Walk walk = { suy_cadences_get_all (cadences), 0 };

  rows_check (FILE_NAME, "all", 3, check_cadence, &walk);
  g_assert_cmpuint (walk.n, ==, walk.all->len);
  g_assert_null (suy_cadences_find (cadences, "nothing"));
}

static void
test_table_faults (void)
{
  static const char *const rows[] = {
    "\"period\":\"fortnight\"",
    "\"period\":\"week\",\"due_day\":3",
    "\"period\":\"year\",\"only\":[3]",
    "\"period\":\"month\",\"only\":[13]",
    "\"period\":\"month\",\"due_day\":29",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"source\":\"s\",\"cadences\":[{\"name\":\"a\",\"en\":\"e\",\"zh\":"
                           "\"z\",%s,\"who\":\"w\",\"each\":\"one\",\"source\":\"s\"}]}",
                           rows[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_cadences_new_from_text ("x.json", text, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/period/at/table", test_period_table);
  g_test_add_func ("/rules/period/at/days", test_period_days);
  g_test_add_func ("/rules/cadence/list/table", test_list_table);
  g_test_add_func ("/rules/cadence/table/complete", test_table_complete);
  g_test_add_func ("/rules/cadence/table/faults", test_table_faults);

  return g_test_run ();
}
