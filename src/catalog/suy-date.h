/* suy-date.h: which day, which moment does this text mean?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stored dates read "2026-11-20", stored times "2026-11-20T02:00:00.000Z".  A time written without
 * a zone is China's, UTC+8, which has had no summer time since 1992. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_DATE_CHINA_OFFSET (8 * 60) /* minutes east of Greenwich */
#define SUY_DATE_US_PER_MINUTE G_GINT64_CONSTANT (60000000)
#define SUY_DATE_US_PER_HOUR (60 * SUY_DATE_US_PER_MINUTE)
#define SUY_DATE_US_PER_DAY (24 * SUY_DATE_US_PER_HOUR)
#define SUY_DATE_MIN_YEAR 1800
#define SUY_DATE_MAX_YEAR 2199

/**
 * suy_date_parse:
 * @text: 2026-11-20, 2026/1/1, 2026.1.1, 20260101, 2026年3月1日, in any width; midnight may follow,
 *   as spreadsheets write it
 * @error: SUY_ERROR_INVALID: no date, no day of the calendar, or a time of day behind it
 *
 * Returns: (transfer full): the date as stored, or NULL with @error set
 */
char *suy_date_parse (const char *text, GError **error);

/**
 * suy_date_parse_time:
 * @text: a date as above, alone (midnight in China) or with 8:30, 08:30:15.5, 8时30分, and perhaps
 * Z or +08:00 behind it
 * @error: SUY_ERROR_INVALID
 *
 * Returns: (transfer full): the time as stored, or NULL with @error set
 */
char *suy_date_parse_time (const char *text, GError **error);

/* Exactly as stored, and in the calendar. */
gboolean suy_date_is_date (const char *text);
gboolean suy_date_is_time (const char *text);

/* Days since 1970-01-01 of a stored date, which must be valid. */
gint64 suy_date_get_day (const char *date);

/* Microseconds since 1970-01-01 in Greenwich of a stored time, which must be valid. */
gint64 suy_date_get_moment (const char *time);

/* The other way.  @day and @moment lie in the years that are taken.  Returns: (transfer full) */
char *suy_date_from_day (gint64 day);
char *suy_date_from_moment (gint64 moment);

/* The day that people in China have at @moment, and the moment at which their @day begins. */
gint64 suy_date_day_of_moment (gint64 moment);
gint64 suy_date_moment_of_day (gint64 day);

/* The same time of the clock in China as @moment, on @day. */
gint64 suy_date_move_to_day (gint64 moment, gint64 day);

/* A day of the calendar: @month from 1, @day from 1. */
typedef struct
{
  int year, month, day;
} SuyDay;

SuyDay suy_date_split (gint64 day);

/* @date must be in the calendar. */
gint64 suy_date_join (SuyDay date);

/* A stored time, which must be valid, as the clocks in China show it: "2026-11-20 10:00", with
 * seconds if they are not 0.  Returns: (transfer full) */
char *suy_date_format_time (const char *time);

G_END_DECLS
