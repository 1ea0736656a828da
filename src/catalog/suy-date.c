/* suy-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-fold.h"

/* Each branch has the groups year, separator, month, day. */
#define DATE_PATTERN                                                    \
  "^(?|(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)"                   \
  "|(\\d{4}) ?(年) ?(\\d{1,2}) ?月 ?(\\d{1,2})(?!\\d)(?: ?[日号])?" \
  "|(\\d{4})()(\\d{2})(\\d{2})(?!\\d))"

/* Each branch has the groups hour, minute, second, fraction, zone. */
#define TIME_PATTERN                                                                             \
  "^[T ]? *(?|(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)? ?(Z|[+-]\\d{2}(?::?\\d{2})?)?" \
  "|(\\d{1,2}) ?[时点](?: ?(\\d{1,2}) ?分)?(?: ?(\\d{1,2}) ?秒)?()())$"

#define EPOCH_JULIAN 719163 /* 1970-01-01, as GDate counts days */
#define CHINA_US (SUY_DATE_CHINA_OFFSET * SUY_DATE_US_PER_MINUTE)

typedef struct
{
  int year, month, day;
  const char *rest; /* what follows the date */
} Day;

/* Made at first use and kept: an import reads dates by the million. */
static GRegex *
made_once (gsize *kept, const char *pattern)
{
  if (g_once_init_enter (kept))
    g_once_init_leave (kept, (gsize) g_regex_new (pattern, G_REGEX_DEFAULT, 0, NULL));

  return (GRegex *) *kept;
}

static char *
refuse (GError **error, const char *text, const char *why)
{
  /* Translators: the text that was read, then what is wrong with it. */
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("“%s” %s"), text, why);

  return NULL;
}

static int
group (GMatchInfo *match, int number)
{
  g_autofree char *text = g_match_info_fetch (match, number);

  return text == NULL ? 0 : (int) g_ascii_strtoll (text, NULL, 10);
}

gint64
suy_date_join (SuyDay date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);

  return (gint64) g_date_get_julian (&day) - EPOCH_JULIAN;
}

static gboolean
check_day (const Day *day, const char *text, GError **error)
{
  g_autofree char *why = NULL;

  if (day->year < SUY_DATE_MIN_YEAR || day->year > SUY_DATE_MAX_YEAR)
    why = g_strdup_printf (_ ("has the year %d; years from %d to %d are taken"), day->year,
                           SUY_DATE_MIN_YEAR, SUY_DATE_MAX_YEAR);
  else if (day->month < 1 || day->month > 12)
    why = g_strdup_printf (_ ("has the month %d; write year, month and day as 2026-11-20"),
                           day->month);
  else if (!g_date_valid_dmy ((GDateDay) day->day, (GDateMonth) day->month, (GDateYear) day->year))
    why =
        g_strdup_printf (_ ("does not exist: that month has days 1 to %d"),
                         g_date_get_days_in_month ((GDateMonth) day->month, (GDateYear) day->year));

  return why == NULL || refuse (error, text, why) != NULL;
}

/* @folded is @text in narrow letters. */
static gboolean
read_day (const char *text, const char *folded, Day *day, GError **error)
{
  static gsize kept;
  GRegex *dates = made_once (&kept, DATE_PATTERN);
  g_autoptr (GMatchInfo) match = NULL;
  int end;

  if (!g_regex_match (dates, folded, 0, &match))
    {
      if (g_regex_match_simple ("^\\d{4}( ?年 ?\\d{1,2} ?月|[-/.]\\d{1,2}|\\d{2})$", folded, 0, 0))
        refuse (error, text, _ ("lacks the day; write it as 2026-11-20"));
      else
        refuse (error, text, _ ("is not a date; write it as 2026-11-20"));
      return FALSE;
    }

  g_match_info_fetch_pos (match, 0, NULL, &end);
  *day = (Day){ group (match, 1), group (match, 3), group (match, 4), folded + end };

  return check_day (day, text, error);
}

/* Milliseconds from midnight in Greenwich of the written day; FALSE if @text is no time of day. */
static gboolean
read_clock (const char *text, gint64 *ms)
{
  static gsize kept;
  GRegex *times = made_once (&kept, TIME_PATTERN);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *fraction = NULL, *zone = NULL, *thousandths = NULL;
  int hour, minute, second, offset = SUY_DATE_CHINA_OFFSET;

  if (!g_regex_match (times, text, 0, &match))
    return FALSE;

  hour = group (match, 1);
  minute = group (match, 2);
  second = group (match, 3);
  fraction = g_match_info_fetch (match, 4);
  zone = g_match_info_fetch (match, 5);
  thousandths = g_strdup_printf ("%.3s", fraction == NULL ? "" : fraction);
  *ms = g_ascii_strtoll (thousandths, NULL, 10);
  for (gsize digits = strlen (thousandths); digits < 3; digits++)
    *ms *= 10;

  if (zone != NULL && *zone == 'Z')
    offset = 0;
  else if (zone != NULL && *zone != '\0')
    {
      const char *minutes = zone + strlen (zone) - 2;

      offset = (zone[1] - '0') * 600 + (zone[2] - '0') * 60;
      if (strlen (zone) > 3)
        offset += (int) g_ascii_strtoll (minutes, NULL, 10);
      if (offset > 14 * 60 || (strlen (zone) > 3 && minutes[0] > '5'))
        return FALSE;
      offset = *zone == '-' ? -offset : offset;
    }

  *ms += ((hour * 60 + minute - offset) * G_GINT64_CONSTANT (60) + second) * 1000;

  return hour < 24 && minute < 60 && second < 60;
}

char *
suy_date_parse (const char *text, GError **error)
{
  g_autofree char *folded = suy_fold_width (text);
  Day day;

  if (!read_day (text, folded, &day, error))
    return NULL;
  if (*day.rest != '\0' &&
      !g_regex_match_simple ("^[T ] *0?0:00(:00(\\.0+)?)?$", day.rest, G_REGEX_DEFAULT, 0))
    return refuse (error, text, _ ("says more than a day; write it as 2026-11-20"));

  return g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day);
}

static char *
format_utc (gint64 ms)
{
  gint64 seconds = (ms - (ms % 1000 + 1000) % 1000) / 1000;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time), (int) (ms - seconds * 1000));
}

char *
suy_date_parse_time (const char *text, GError **error)
{
  g_autofree char *folded = suy_fold_width (text);
  gint64 ms = -SUY_DATE_CHINA_OFFSET * G_GINT64_CONSTANT (60000);
  gboolean apart;
  Day day;

  if (!read_day (text, folded, &day, error))
    return NULL;

  /* Only 日 and 号 may touch the hour; a digit would be read as part of it. */
  apart = *day.rest == 'T' || *day.rest == ' ' || !g_ascii_isdigit (day.rest[-1]);
  if (*day.rest != '\0' && !(apart && read_clock (day.rest, &ms)))
    return refuse (error, text, _ ("has no time of day; write it as 2026-11-20 08:30"));

  return format_utc (suy_date_join ((SuyDay){ day.year, day.month, day.day }) * 86400000 + ms);
}

/* Whether @text looks like @pattern, in which 0 stands for any digit. */
static gboolean
looks_like (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;

  return *text == '\0';
}

/* Of so many digits, which are there. */
static int
digits (const char *text, guint n)
{
  int number = 0;

  for (guint i = 0; i < n; i++)
    number = number * 10 + (text[i] - '0');

  return number;
}

static SuyDay
day_in (const char *date)
{
  return (SuyDay){ digits (date, 4), digits (date + 5, 2), digits (date + 8, 2) };
}

static gboolean
is_in_calendar (SuyDay day)
{
  return day.year >= SUY_DATE_MIN_YEAR && day.year <= SUY_DATE_MAX_YEAR &&
         g_date_valid_dmy ((GDateDay) day.day, (GDateMonth) day.month, (GDateYear) day.year);
}

/* Rows of a scan are asked by the million: nothing is parsed that stands in its place. */
gboolean
suy_date_is_date (const char *text)
{
  return looks_like (text, "0000-00-00") && is_in_calendar (day_in (text));
}

gboolean
suy_date_is_time (const char *text)
{
  return looks_like (text, "0000-00-00T00:00:00.000Z") && is_in_calendar (day_in (text)) &&
         digits (text + 11, 2) < 24 && digits (text + 14, 2) < 60 && digits (text + 17, 2) < 60;
}

gint64
suy_date_get_day (const char *date)
{
  g_return_val_if_fail (suy_date_is_date (date), 0);

  return suy_date_join (day_in (date));
}

gint64
suy_date_get_moment (const char *time)
{
  gint64 seconds;

  g_return_val_if_fail (suy_date_is_time (time), 0);

  seconds = suy_date_join (day_in (time)) * 86400 + digits (time + 11, 2) * 3600 +
            digits (time + 14, 2) * 60 + digits (time + 17, 2);

  return seconds * G_USEC_PER_SEC + digits (time + 20, 3) * 1000;
}

char *
suy_date_from_day (gint64 day)
{
  SuyDay date = suy_date_split (day);

  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

char *
suy_date_from_moment (gint64 moment)
{
  return format_utc ((moment - (moment % 1000 + 1000) % 1000) / 1000);
}

gint64
suy_date_day_of_moment (gint64 moment)
{
  gint64 local = moment + CHINA_US;
  gint64 within = (local % SUY_DATE_US_PER_DAY + SUY_DATE_US_PER_DAY) % SUY_DATE_US_PER_DAY;

  return (local - within) / SUY_DATE_US_PER_DAY;
}

gint64
suy_date_moment_of_day (gint64 day)
{
  return day * SUY_DATE_US_PER_DAY - CHINA_US;
}

gint64
suy_date_move_to_day (gint64 moment, gint64 day)
{
  return moment + (day - suy_date_day_of_moment (moment)) * SUY_DATE_US_PER_DAY;
}

SuyDay
suy_date_split (gint64 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));

  return (SuyDay){ g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date) };
}

char *
suy_date_format_time (const char *time)
{
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (SUY_DATE_CHINA_OFFSET * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (utc != NULL, NULL);

  local = g_date_time_to_timezone (utc, china);

  return g_date_time_format (local, g_date_time_get_second (local) == 0 ? "%Y-%m-%d %H:%M"
                                                                        : "%Y-%m-%d %H:%M:%S");
}
