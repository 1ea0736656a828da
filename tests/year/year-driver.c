/* year-driver.c: feeds the events of a year to the program, and tells its days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * year-driver EVENTS.jsonl [--day DATE]... [--every N] [--as-of N] [--times]
 * The same words and the same text as reckon.py.  --as-of: so many past days, by chance, are opened
 * from the log when the year is over, and have to be as they were told.  --times: processor time
 * behind the text, in seconds: of feeding, of evaluating all days, of the middle one of the last
 * month's days, of the last day again, when nothing is left to write, of the middle one of some
 * changes of open items on it, of opening a past day (0: none); and how many days there were. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "made-year.h"
#include "suy-date.h"
#include "suy-workspace-warnings.h"

#define MONTH 30
#define N_CHANGES 50
#define N_AGAIN 5

static char **days;
static int every, n_past;
static gboolean times;

static const GOptionEntry entries[] = {
  { "day", 0, 0, G_OPTION_ARG_STRING_ARRAY, &days, "Tell this day", "DATE" },
  { "every", 0, 0, G_OPTION_ARG_INT, &every, "Tell every Nth day", "N" },
  { "as-of", 0, 0, G_OPTION_ARG_INT, &n_past, "Compare N past days with the log", "N" },
  { "times", 0, 0, G_OPTION_ARG_NONE, &times, "Tell how long it took", NULL },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  Year year;
  GHashTable *past;   /* days to be looked at again to what was told of them; "" until then */
  double feeding;     /* seconds of processor time */
  double opening;     /* the same, of all past days */
  GArray *evaluating; /* the same, of each day */
} Run;

/* Exact, while that of the user alone is told by ticks. */
static double
processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* ---- past days ---- */

static char *
date_of (const char *line)
{
  const char *at = strstr (line, "\"at\":\"");

  g_assert_nonnull (at);

  return g_strndup (at + strlen ("\"at\":\""), strlen ("2025-01-01"));
}

/* @lines: of all events; the last day is no past one. */
static void
choose_past (Run *self, const GStrv lines)
{
  g_autofree char *first = date_of (lines[0]), *last = NULL;
  GRand *random = g_rand_new_with_seed (1);
  guint n = g_strv_length (lines);
  gint32 n_days;

  while (n > 0 && *lines[n - 1] == '\0')
    n--;
  last = date_of (lines[n - 1]);
  n_days = (gint32) (suy_date_get_day (last) - suy_date_get_day (first));
  for (int i = 0; i < n_past && n_days > 0; i++)
    g_hash_table_insert (
        self->past,
        suy_date_from_day (suy_date_get_day (first) + g_rand_int_range (random, 0, n_days)),
        g_strdup (""));
  g_rand_free (random);
}

/* The first line that differs, of the one or the other. */
static char *
find_difference (const char *a, const char *b)
{
  g_auto (GStrv) ours = g_strsplit (a, "\n", -1), theirs = g_strsplit (b, "\n", -1);

  for (guint i = 0; ours[i] != NULL && theirs[i] != NULL; i++)
    if (!g_str_equal (ours[i], theirs[i]))
      return g_strdup_printf ("“%s”, not “%s”", ours[i], theirs[i]);

  return g_strdup ("there are more lines, or fewer");
}

static SuyWorkspace *
open_past (Run *self, const char *date)
{
  double before = processor_time ();
  g_autoptr (GError) error = NULL;
  SuyWorkspace *past = suy_workspace_open_as_of (self->year.bureau.workspace, date, &error);

  g_assert_no_error (error);
  self->opening += processor_time () - before;

  return past;
}

static void
check_past (Run *self)
{
  GHashTableIter iter;
  gpointer date, told;

  g_hash_table_iter_init (&iter, self->past);
  while (g_hash_table_iter_next (&iter, &date, &told))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SuyWorkspace) past = open_past (self, date);
      g_autofree char *text = NULL;

      suy_workspace_evaluate (past, NULL, NULL, &error);
      g_assert_no_error (error);
      text = year_tell (past, self->year.names);
      if (!g_str_equal (text, told))
        {
          g_autofree char *why = find_difference (text, told);

          g_error ("As of %s the log says %s", (char *) date, why);
        }
    }
}

/* ---- days ---- */

static gboolean
is_wanted (const char *date, guint n)
{
  return (days != NULL && g_strv_contains ((const char *const *) days, date)) ||
         (every != 0 && n % (guint) every == 0);
}

static void
end_day (Run *self, gint64 day)
{
  g_autofree char *date = suy_date_from_day (day), *text = NULL;
  double before = processor_time (), taken;
  guint n = self->evaluating->len;

  year_end_day (&self->year, day);
  taken = processor_time () - before;
  g_array_append_val (self->evaluating, taken);
  if (!is_wanted (date, n) && !g_hash_table_contains (self->past, date))
    return;
  text = year_tell (self->year.bureau.workspace, self->year.names);
  if (g_hash_table_contains (self->past, date))
    g_hash_table_insert (self->past, g_strdup (date), g_strdup (text));
  if (is_wanted (date, n))
    printf ("day %s\n%s", date, text);
  fflush (stdout);
}

static void
feed (Run *self, JsonObject *event)
{
  double before = processor_time ();

  year_take (&self->year, event);
  self->feeding += processor_time () - before;
}

static int
compare_seconds (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Progress of open items, each evaluated by itself as the window does. */
static double
time_changes (Run *self)
{
  SuyWorkspace *workspace = self->year.bureau.workspace;
  const SuyRegister *reg = bureau_register (&self->year.bureau, "rectification_item");
  const SuyFilter open = { .field = suy_register_find (reg, "accepted_at"),
                           .kind = SUY_FILTER_NULL };
  const SuySelection selection = { .filters = &open, .n_filters = 1 };
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (workspace), reg, &selection, NULL);
  guint n = MIN (ids->len, N_CHANGES);
  double taken[N_CHANGES];

  bureau_act_as (&self->year.bureau, "rectification_office");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      double before;

      year_set (&self->year, "rectification_item", g_array_index (ids, gint64, i), "actual_bp=%u",
                i);
      before = processor_time ();
      suy_workspace_evaluate_changed (workspace, NULL, &error);
      g_assert_no_error (error);
      taken[i] = processor_time () - before;
    }
  qsort (taken, n, sizeof *taken, compare_seconds);

  return n == 0 ? 0 : taken[n / 2];
}

static double
time_again (Run *self)
{
  double taken[N_AGAIN];

  for (guint i = 0; i < N_AGAIN; i++)
    {
      g_autoptr (GError) error = NULL;
      double before = processor_time ();
      guint n;

      suy_workspace_evaluate (self->year.bureau.workspace, NULL, &n, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, 0);
      taken[i] = processor_time () - before;
    }
  qsort (taken, N_AGAIN, sizeof *taken, compare_seconds);

  return taken[N_AGAIN / 2];
}

static void
tell_times (Run *self)
{
  guint n_past_days = g_hash_table_size (self->past);
  double *all = (double *) (void *) self->evaluating->data, sum = 0;
  guint n = self->evaluating->len, n_last = MIN (n, MONTH);

  for (guint i = 0; i < n; i++)
    sum += all[i];
  qsort (all + n - n_last, n_last, sizeof *all, compare_seconds);
  printf ("times %.3f %.3f %.6f ", self->feeding, sum, all[n - n_last + n_last / 2]);
  printf ("%.6f %.6f %.3f %u\n", time_again (self), time_changes (self),
          n_past_days == 0 ? 0 : self->opening / n_past_days, n);
}

/* ---- all ---- */

static JsonObject *
parse (JsonParser *parser, const char *line)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);

  return json_node_get_object (json_parser_get_root (parser));
}

static void
live (Run *self, const GStrv lines)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *first = date_of (lines[0]);
  gint64 day = suy_date_get_day (first);

  year_open (&self->year, first);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      JsonObject *event = parse (parser, lines[i]);
      g_autofree char *date = date_of (lines[i]);

      for (; day < suy_date_get_day (date); day++)
        end_day (self, day);
      if (!g_str_equal (year_text (event, "do"), "end"))
        feed (self, event);
    }
  end_day (self, day);
}

static void
run (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GHashTable) past = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) evaluating = g_array_new (FALSE, FALSE, sizeof (double));
  Run self = { .past = past, .evaluating = evaluating };

  choose_past (&self, lines);
  live (&self, lines);
  check_past (&self);
  if (times)
    tell_times (&self);
  year_close (&self.year);
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
