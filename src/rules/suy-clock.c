/* suy-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-clock.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"

/* What is known at one moment, which is all that a reading looks at. */
typedef struct
{
  const SuyDeadline *deadline;
  const SuyCalendar *calendar;
  gint64 at;
  gboolean known;
} Reading;

static gint64
end_of_day (gint64 day)
{
  return suy_date_moment_of_day (day + 1) - 1;
}

static gboolean
has_begun (const Reading *self, const SuyPause *pause)
{
  return pause->from <= self->at;
}

/* A pause that lasts ends now, for the time being. */
static gint64
end_of (const Reading *self, const SuyPause *pause)
{
  return MIN (pause->to, self->at);
}

/* By a pause that began at @since or later. */
static gboolean
is_paused_day (const Reading *self, gint64 since, gint64 day)
{
  for (guint i = 0; i < self->deadline->n_pauses; i++)
    {
      const SuyPause *pause = &self->deadline->pauses[i];

      if (has_begun (self, pause) && pause->from >= since &&
          day >= suy_date_day_of_moment (pause->from) &&
          day < suy_date_day_of_moment (end_of (self, pause)))
        return TRUE;
    }

  return FALSE;
}

/* @last is put off by every paused day behind @from up to it. */
static gint64
put_off (const Reading *self, gint64 since, gint64 from, gint64 last)
{
  for (gint64 day = from + 1; day <= last; day++)
    last += is_paused_day (self, since, day);

  return last;
}

/* The same to the microsecond. */
static gint64
put_off_hours (const Reading *self, gint64 since, gint64 due)
{
  for (guint i = 0; i < self->deadline->n_pauses; i++)
    {
      const SuyPause *pause = &self->deadline->pauses[i];
      gint64 from = MAX (pause->from, self->deadline->start), to = end_of (self, pause);

      if (has_begun (self, pause) && pause->from >= since && from < due && to > from)
        due += to - from;
    }

  return due;
}

static gint64
count_working_days (Reading *self, gint64 day, int n)
{
  while (n > 0)
    {
      gboolean known;

      day = suy_calendar_add (self->calendar, day, 1, &known);
      self->known &= known;
      n -= !is_paused_day (self, G_MININT64, day);
    }

  return day;
}

/* 31 August and 6 months give the last of February. */
static gint64
add_months (gint64 day, int n)
{
  SuyDay date = suy_date_split (day);
  int month = date.month - 1 + n;

  date.year += month / 12;
  date.month = month % 12 + 1;
  date.day =
      MIN (date.day, g_date_get_days_in_month ((GDateMonth) date.month, (GDateYear) date.year));

  return suy_date_join (date);
}

static gint64
due_by_term (Reading *self)
{
  const SuyDeadline *deadline = self->deadline;
  const SuyTerm *term = deadline->term;
  gint64 start = suy_date_day_of_moment (deadline->start);

  switch (term->unit)
    {
    case SUY_TERM_HOURS:
      return put_off_hours (self, G_MININT64,
                            deadline->start + term->amount * SUY_DATE_US_PER_HOUR);
    case SUY_TERM_DAYS:
      return end_of_day (put_off (self, G_MININT64, start, start + term->amount));
    case SUY_TERM_WORKING_DAYS:
      return end_of_day (count_working_days (self, start, term->amount));
    case SUY_TERM_MONTHS:
      return end_of_day (put_off (self, G_MININT64, start, add_months (start, term->amount)));
    case SUY_TERM_DATE:
    default:
      return end_of_day (suy_date_day_of_moment (deadline->date));
    }
}

static gint64
due_by_extension (const Reading *self, const SuyExtension *extension)
{
  gint64 since = extension->approved;

  if (self->deadline->term->unit == SUY_TERM_HOURS)
    return put_off_hours (self, since, extension->until);

  return end_of_day (put_off (self, since, suy_date_day_of_moment (since),
                              suy_date_day_of_moment (extension->until)));
}

/* By the first @n_extensions of the list, as far as they are approved by then. */
static gint64
find_due (Reading *self, guint n_extensions)
{
  const SuyExtension *last = NULL;

  for (guint i = 0; i < n_extensions; i++)
    if (self->deadline->extensions[i].approved <= self->at)
      last = &self->deadline->extensions[i];

  return last == NULL ? due_by_term (self) : due_by_extension (self, last);
}

/* To the minute where hours count, else the day.  Returns: (transfer full) */
static char *
format (const SuyDeadline *deadline, gint64 moment)
{
  g_autofree char *time = suy_date_from_moment (moment);

  return deadline->term->unit == SUY_TERM_HOURS
             ? suy_date_format_time (time)
             : suy_date_from_day (suy_date_day_of_moment (moment));
}

static gboolean
check_pauses (const SuyDeadline *deadline, GError **error)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < deadline->n_pauses; i++)
    {
      const SuyPause *pause = &deadline->pauses[i];
      g_autofree char *from = format (deadline, pause->from);

      if (deadline->term->unit == SUY_TERM_DATE)
        g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                     _ ("The pause of %s cannot move a fixed date; extend the deadline instead"),
                     from);
      else if (pause->to < pause->from)
        g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                     _ ("The pause of %s ends before it begins; correct its days"), from);
      else if (pause->from < last)
        g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                     _ ("The pause of %s begins within the one before; end that one first"), from);
      else
        {
          last = pause->to;
          continue;
        }
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_extension (const SuyDeadline *deadline, const SuyCalendar *calendar, guint i, GError **error)
{
  const SuyExtension *extension = &deadline->extensions[i];
  Reading then = { deadline, calendar, extension->applied, TRUE };
  gint64 due = find_due (&then, i);
  g_autofree char *applied = format (deadline, extension->applied);
  g_autofree char *until = format (deadline, extension->until);
  g_autofree char *old = format (deadline, due);

  if (extension->applied > due)
    g_set_error (
        error, SUY_ERROR, SUY_ERROR_INVALID,
        _ ("The extension was applied for at %s, after the deadline of %s; it cannot count"),
        applied, old);
  else if (extension->approved < extension->applied)
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                 _ ("The extension applied for at %s was approved before; correct its days"),
                 applied);
  else if (extension->until <= due)
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                 _ ("The extension to %s does not extend the deadline of %s; name a later day"),
                 until, old);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_deadline (const SuyDeadline *deadline, const SuyCalendar *calendar, GError **error)
{
  if (!check_pauses (deadline, error))
    return FALSE;

  for (guint i = 0; i < deadline->n_extensions; i++)
    if (deadline->extensions[i].approved != SUY_CLOCK_NEVER &&
        !check_extension (deadline, calendar, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
is_paused (const Reading *self, gint64 due)
{
  for (guint i = 0; i < self->deadline->n_pauses; i++)
    {
      const SuyPause *pause = &self->deadline->pauses[i];

      if (has_begun (self, pause) && self->at < pause->to && pause->from < due)
        return TRUE;
    }

  return FALSE;
}

static SuyClockState
find_state (const Reading *self, const SuyClock *clock, gboolean done)
{
  const SuyTerm *term = self->deadline->term;

  if (done)
    return clock->left >= 0 ? SUY_CLOCK_MET : SUY_CLOCK_MET_LATE;
  if (is_paused (self, clock->due))
    return SUY_CLOCK_PAUSED;
  if (clock->left < 0)
    return SUY_CLOCK_LATE;
  if (term->unit == SUY_TERM_HOURS ? clock->left <= term->soon * SUY_DATE_US_PER_HOUR
                                   : clock->days_left <= term->soon)
    return SUY_CLOCK_SOON;

  return SUY_CLOCK_RUNNING;
}

gboolean
suy_clock_read (const SuyDeadline *deadline,
                const SuyCalendar *calendar,
                gint64 now,
                SuyClock *clock,
                GError **error)
{
  Reading reading = { deadline, calendar, MIN (now, deadline->done), TRUE };

  if (!check_deadline (deadline, calendar, error))
    return FALSE;

  clock->due_first = find_due (&reading, 0);
  reading.known = TRUE;
  clock->due = find_due (&reading, deadline->n_extensions);
  clock->known = reading.known;
  clock->left = clock->due - reading.at;
  clock->days_left =
      (int) (suy_date_day_of_moment (clock->due) - suy_date_day_of_moment (reading.at));
  clock->state = find_state (&reading, clock, deadline->done <= now);

  return TRUE;
}

const char *
suy_clock_state_get_name (SuyClockState state)
{
  static const char *const names[] = { "running", "paused", "soon", "late", "met", "met_late" };

  return names[state];
}
