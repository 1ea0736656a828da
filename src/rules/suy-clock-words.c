/* suy-clock-words.c: the working of a deadline, a line each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "suy-clock.h"
#include "suy-date.h"

/* To the minute where hours count, else the day.  Returns: (transfer full) */
static char *
format_moment (const SuyDeadline *deadline, gint64 moment)
{
  g_autofree char *time = NULL;

  if (deadline->term->unit != SUY_TERM_HOURS)
    return suy_date_from_day (suy_date_day_of_moment (moment));

  time = suy_date_from_moment (moment);

  return suy_date_format_time (time);
}

static char *
format_amount (const SuyTerm *term)
{
  gulong n = (gulong) term->amount;

  switch (term->unit)
    {
    case SUY_TERM_HOURS:
      return g_strdup_printf (ngettext ("%d hour", "%d hours", n), term->amount);
    case SUY_TERM_DAYS:
      return g_strdup_printf (ngettext ("%d day", "%d days", n), term->amount);
    case SUY_TERM_WORKING_DAYS:
      return g_strdup_printf (ngettext ("%d working day", "%d working days", n), term->amount);
    case SUY_TERM_MONTHS:
      return g_strdup_printf (ngettext ("%d month", "%d months", n), term->amount);
    case SUY_TERM_DATE:
    default:
      return g_strdup (_ ("a day set for this case"));
    }
}

static char *
explain_rule (const SuyTerm *term, const char *language)
{
  g_autofree char *amount = format_amount (term);
  const char *label = suy_label_get (&term->label, language);

  return term->is_default
             /* Translators: name of the rule, its term, document and article. */
             ? g_strdup_printf (_ ("%s: %s (%s; the term is the bureau's default)"), label, amount,
                                term->source)
             : g_strdup_printf (_ ("%s: %s (%s)"), label, amount, term->source);
}

static void
add_pauses (GStrvBuilder *lines, const SuyDeadline *deadline)
{
  for (guint i = 0; i < deadline->n_pauses; i++)
    {
      const SuyPause *pause = &deadline->pauses[i];
      g_autofree char *from = format_moment (deadline, pause->from), *to = NULL, *line = NULL;

      if (pause->to == SUY_CLOCK_NEVER)
        /* Translators: day or time, reason. */
        line = g_strdup_printf (_ ("paused since %s: %s"), from, pause->reason);
      else
        {
          to = format_moment (deadline, pause->to);
          line = g_strdup_printf (_ ("paused from %s until %s: %s"), from, to, pause->reason);
        }
      g_strv_builder_add (lines, line);
    }
}

static void
add_extensions (GStrvBuilder *lines, const SuyDeadline *deadline)
{
  for (guint i = 0; i < deadline->n_extensions; i++)
    {
      const SuyExtension *extension = &deadline->extensions[i];
      g_autofree char *until = format_moment (deadline, extension->until), *on = NULL, *line = NULL;

      if (extension->approved == SUY_CLOCK_NEVER)
        {
          on = format_moment (deadline, extension->applied);
          /* Translators: new deadline, day, reason. */
          line = g_strdup_printf (_ ("extension to %s applied for on %s, not approved: %s"), until,
                                  on, extension->reason);
        }
      else
        {
          on = format_moment (deadline, extension->approved);
          line = g_strdup_printf (_ ("extended to %s, approved on %s: %s"), until, on,
                                  extension->reason);
        }
      g_strv_builder_add (lines, line);
    }
}

/* The notices that were counted by, and the years that had none. */
static void
add_calendar (GStrvBuilder *lines,
              const SuyDeadline *deadline,
              const SuyClock *clock,
              const SuyCalendar *calendar)
{
  int from = suy_date_split (suy_date_day_of_moment (deadline->start)).year;
  int to = suy_date_split (suy_date_day_of_moment (clock->due)).year;

  if (deadline->term->unit != SUY_TERM_WORKING_DAYS)
    return;

  for (int year = from; year <= to; year++)
    {
      const char *notice = suy_calendar_get_notice (calendar, year);
      g_autofree char *line =
          notice != NULL
              ? g_strdup_printf (_ ("working days of %d by %s"), year, notice)
              : g_strdup_printf (_ ("no notice of holidays for %d: Monday to Friday were counted"),
                                 year);

      g_strv_builder_add (lines, line);
    }
}

static char *
explain_left (const SuyDeadline *deadline, const SuyClock *clock)
{
  gboolean hours = deadline->term->unit == SUY_TERM_HOURS;
  int late_days = -clock->days_left;
  gint64 minutes = ABS (clock->left) / SUY_DATE_US_PER_MINUTE;
  g_autofree char *amount = NULL;

  if (hours)
    amount = g_strdup_printf (_ ("%d h %02d min"), (int) (minutes / 60), (int) (minutes % 60));
  else
    amount =
        g_strdup_printf (ngettext ("%d day", "%d days", (gulong) ABS (late_days)), ABS (late_days));

  switch (clock->state)
    {
    case SUY_CLOCK_MET:
      return g_strdup (_ ("done in time"));
    case SUY_CLOCK_MET_LATE:
      return g_strdup_printf (_ ("done %s late"), amount);
    case SUY_CLOCK_LATE:
      return g_strdup_printf (_ ("%s late"), amount);
    case SUY_CLOCK_PAUSED:
      return g_strdup_printf (_ ("paused, with %s left"), amount);
    case SUY_CLOCK_RUNNING:
    case SUY_CLOCK_SOON:
    default:
      return g_strdup_printf (_ ("%s left"), amount);
    }
}

GStrv
suy_clock_explain (const SuyDeadline *deadline,
                   const SuyClock *clock,
                   const SuyCalendar *calendar,
                   const char *language)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *rule = explain_rule (deadline->term, language);
  g_autofree char *start = format_moment (deadline, deadline->start);
  g_autofree char *due = format_moment (deadline, clock->due);
  g_autofree char *left = explain_left (deadline, clock);
  g_autofree char *from = g_strdup_printf (_ ("counted from %s"), start);
  g_autofree char *until = g_strdup_printf (_ ("due %s"), due);

  g_strv_builder_add_many (lines, rule, from, NULL);
  add_calendar (lines, deadline, clock, calendar);
  add_pauses (lines, deadline);
  if (deadline->n_extensions > 0)
    {
      g_autofree char *first_due = format_moment (deadline, clock->due_first);
      g_autofree char *first = g_strdup_printf (_ ("due %s at first"), first_due);

      g_strv_builder_add (lines, first);
    }
  add_extensions (lines, deadline);
  g_strv_builder_add_many (lines, until, left, NULL);

  return g_strv_builder_end (lines);
}
