/* suy-clock.h: when is this due, how much time is left, and why?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deadline is data; the clock reads it.  Moments are microseconds UTC.  A term of hours ends to
 * the microsecond so many hours after the start, and that moment is still in time: 48 h after
 * 10:00 an answer of 10:00 is in time and one of 10:01 is late.  Every other term ends with its
 * last day in China, whose last microsecond is the due moment; the day of the start is not counted
 * and a last day that is a holiday is not moved.
 *
 * A pause stops the clock if it begins before the due moment.  In a term of hours its time is
 * added.  In the others its days are: from the day of its beginning up to, but without, the day on
 * which it ends.  A fixed date has no pauses.  An extension, once approved, sets the day (for hours
 * the moment) that counts from then on (domain rule G-5); pauses that begin after the approval move
 * that on. */

#pragma once

#include "suy-calendar.h"
#include "suy-term.h"

G_BEGIN_DECLS

#define SUY_CLOCK_NEVER G_MAXINT64 /* a moment that has not come */

typedef struct
{
  gint64 from, to; /* to: SUY_CLOCK_NEVER while it lasts */
  const char *reason;
} SuyPause;

typedef struct
{
  gint64 applied, approved; /* approved: SUY_CLOCK_NEVER unless it was */
  gint64 until;             /* the new day, any moment of it; for hours the new moment */
  const char *reason;
} SuyExtension;

typedef struct
{
  const SuyTerm *term;
  gint64 start;
  gint64 date;            /* of a SUY_TERM_DATE: the day, any moment of it */
  const SuyPause *pauses; /* by time, without overlap */
  guint n_pauses;
  const SuyExtension *extensions; /* by time of approval, those never approved anywhere */
  guint n_extensions;
  gint64 done; /* SUY_CLOCK_NEVER: not yet */
} SuyDeadline;

typedef enum
{
  SUY_CLOCK_RUNNING,
  SUY_CLOCK_PAUSED,
  SUY_CLOCK_SOON, /* running, with no more left than the term's "soon" */
  SUY_CLOCK_LATE,
  SUY_CLOCK_MET,
  SUY_CLOCK_MET_LATE,
} SuyClockState;

typedef struct
{
  SuyClockState state;
  gint64 due;       /* the last moment in time; while it is paused, as if the pause ended now */
  gint64 due_first; /* without any extension */
  gint64 left;      /* from now, or from when it was done, to the due moment; negative: late */
  int days_left;    /* the same between the days in China: 0 on the due day, -1 on the next */
  gboolean known;   /* FALSE: working days were counted in a year without its notice */
} SuyClock;

/**
 * suy_clock_read:
 * @now: what happens later than this is not known yet and is not looked at
 * @clock: (out caller-allocates)
 * @error: SUY_ERROR_INVALID: pauses that overlap or end before they begin, a pause of a fixed date,
 *   an extension that was applied for after the deadline it extends or does not extend it
 *
 * Returns: FALSE with @error set
 */
gboolean suy_clock_read (const SuyDeadline *deadline,
                         const SuyCalendar *calendar,
                         gint64 now,
                         SuyClock *clock,
                         GError **error);

/**
 * suy_clock_explain:
 * @clock: of the same deadline
 * @language: of the term's label, as suy_label_get() takes it
 *
 * The working, a line each, for a person who asks why: the rule, where it stands, the start, every
 * pause and extension, the day that follows, and what calendar was missing.
 *
 * Returns: (transfer full)
 */
GStrv suy_clock_explain (const SuyDeadline *deadline,
                         const SuyClock *clock,
                         const SuyCalendar *calendar,
                         const char *language);

/* "running", "paused", "soon", "late", "met", "met_late". */
const char *suy_clock_state_get_name (SuyClockState state);

G_END_DECLS
