/* year-driver.c: feeds the events of a year to the program, and tells its days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * year-driver EVENTS.jsonl [--day DATE]... [--every N] [--times]
 * The same words and the same text as reckon.py.  --times: user time of feeding and of evaluating,
 * behind the text, in seconds. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "made-year.h"
#include "suy-date.h"

static char **days;
static int every;
static gboolean times;
static double feeding, evaluating; /* seconds of user time */

static const GOptionEntry entries[] = {
  { "day", 0, 0, G_OPTION_ARG_STRING_ARRAY, &days, "Tell this day", "DATE" },
  { "every", 0, 0, G_OPTION_ARG_INT, &every, "Tell every Nth day", "N" },
  { "times", 0, 0, G_OPTION_ARG_NONE, &times, "Tell how long it took", NULL },
  G_OPTION_ENTRY_NULL,
};

static double
user_time (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_utime.tv_sec + (double) usage.ru_utime.tv_usec / 1e6;
}

static gboolean
is_wanted (gint64 day, guint n)
{
  g_autofree char *text = suy_date_from_day (day);

  return (days != NULL && g_strv_contains ((const char *const *) days, text)) ||
         (every != 0 && n % (guint) every == 0);
}

static void
end_day (Year *year, gint64 day, guint n)
{
  g_autofree char *date = suy_date_from_day (day), *text = NULL;
  double before = user_time ();

  year_end_day (year, day);
  evaluating += user_time () - before;
  if (!is_wanted (day, n))
    return;
  text = year_tell (year->bureau.workspace, year->names);
  printf ("day %s\n%s", date, text);
  fflush (stdout);
}

static void
feed (Year *year, JsonObject *event)
{
  double before = user_time ();

  year_take (year, event);
  feeding += user_time () - before;
}

static JsonObject *
parse (JsonParser *parser, const char *line)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (parser));
}

static void
run (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 day = G_MININT64;
  Year year;
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      JsonObject *event = parse (parser, lines[i]);
      const char *at = year_text (event, "at");
      g_autofree char *date = g_strndup (at, strlen ("2025-01-01"));
      gint64 now = suy_date_get_day (date);

      if (day == G_MININT64)
        {
          year_open (&year, date);
          day = now;
        }
      for (; day < now; day++)
        end_day (&year, day, n++);
      if (!g_str_equal (year_text (event, "do"), "end"))
        feed (&year, event);
    }
  end_day (&year, day, n);
  if (times)
    printf ("times %.3f %.3f %u\n", feeding, evaluating, n + 1);
  year_close (&year);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("EVENTS");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  setlocale (LC_ALL, "C");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 ||
      !g_file_get_contents (argv[1], &text, NULL, &error))
    {
      g_printerr ("year-driver: %s\n", error == NULL ? "name one file of events" : error->message);
      return 2;
    }
  run (text);

  return 0;
}
