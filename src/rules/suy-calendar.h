/* suy-calendar.h: is this a working day, and which is the fifth working day after it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weekends are Saturday and Sunday; holidays and the weekend days on which people work instead
 * stand in data/rules/calendar.json, a notice of the State Council's General Office a year.  A year
 * without its notice is not known: its days are then judged by the week alone, and the caller is
 * told so.  Days count since 1970-01-01, moments are microseconds UTC; days begin at midnight in
 * China. */

#pragma once

#include "suy-catalog.h"

G_BEGIN_DECLS

typedef struct _SuyCalendar SuyCalendar; /* never changes, so threads share it without a lock */

typedef enum
{
  SUY_DAY_WORKING, /* Monday to Friday, or a weekend day made up for a holiday */
  SUY_DAY_WEEKEND,
  SUY_DAY_HOLIDAY, /* named by a notice, also where it falls on a weekend */
} SuyDayKind;

/* Bits of the hours in which something was done (S-085); none: a working day between the nights.  A
 * holiday is no weekend beside. */
typedef enum
{
  SUY_HOURS_NIGHT = 1 << 0, /* from 20:00, before 06:00, as the table has it */
  SUY_HOURS_WEEKEND = 1 << 1,
  SUY_HOURS_HOLIDAY = 1 << 2,
} SuyHours;

SuyCalendar *suy_calendar_new_builtin (GError **error);

/* @error: SUY_ERROR_INVALID with the place: also for a holiday whose days are not as many as the
 * notice says, and a year that does not lose as many working days as it has statutory holidays. */
SuyCalendar *suy_calendar_new_from_text (const char *file, const char *text, GError **error);
void suy_calendar_free (SuyCalendar *self);

/* The notice of a year, "国办发明电〔2023〕7号".  Returns: (nullable): NULL if it is not known */
const char *suy_calendar_get_notice (const SuyCalendar *self, int year);

/* @known: (out) (optional): FALSE if no notice speaks of that day's year, nor of the day itself */
SuyDayKind suy_calendar_get_kind (const SuyCalendar *self, gint64 day, gboolean *known);

/* The holiday that a day is part of, or that it is worked for.  Returns: (nullable) */
const SuyLabel *suy_calendar_get_holiday (const SuyCalendar *self, gint64 day);

/**
 * suy_calendar_add:
 * @n: how many working days; negative: before @day; 0 gives @day whatever it is
 * @known: (out): FALSE if a day from @day to the result is not known
 *
 * @day itself is never counted: a term of 1 working day from a Friday ends on Monday.  O(n).
 *
 * Returns: the @n-th working day after @day
 */
gint64 suy_calendar_add (const SuyCalendar *self, gint64 day, int n, gboolean *known);

/**
 * suy_calendar_count:
 * @known: (out): FALSE if one of the days is not known
 *
 * Returns: working days after @from up to and with @to; negative, those after @to up to and with
 * @from, if @to is before @from
 */
int suy_calendar_count (const SuyCalendar *self, gint64 from, gint64 to, gboolean *known);

/* @known: (out): FALSE if the day of @moment is not known */
SuyHours suy_calendar_get_hours (const SuyCalendar *self, gint64 moment, gboolean *known);

/* "day", "night", "weekend", "holiday", "night_weekend" or "night_holiday", as the catalog's list
 * of choices has it. */
const char *suy_hours_get_name (SuyHours hours);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCalendar, suy_calendar_free)

G_END_DECLS
