/* suy-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-period.h"

#include "suy-date.h"

static gint64
day_of (int year, int month, int day)
{
  return suy_date_join ((SuyDay){ year, month, day });
}

/* @n_months of the year each, beginning with January. */
static SuyPeriod
part_of_year (SuyPeriodKind kind, SuyDay date, int n_months)
{
  int number = (date.month - 1) / n_months + 1;
  int next = number * n_months + 1; /* a month */

  return (SuyPeriod){ kind, date.year, number, day_of (date.year, (number - 1) * n_months + 1, 1),
                      (next > 12 ? day_of (date.year + 1, 1, 1) : day_of (date.year, next, 1)) -
                          1 };
}

/* 1970-01-01 was a Thursday, so day -3 a Monday. */
static SuyPeriod
week_at (gint64 day)
{
  gint64 monday = day - ((day + 3) % 7 + 7) % 7, thursday = monday + 3;
  int year = suy_date_split (thursday).year;

  return (SuyPeriod){ SUY_PERIOD_WEEK, year, (int) (thursday - day_of (year, 1, 1)) / 7 + 1, monday,
                      monday + 6 };
}

SuyPeriod
suy_period_at (SuyPeriodKind kind, gint64 day)
{
  SuyDay date = suy_date_split (day);

  switch (kind)
    {
    case SUY_PERIOD_DAY:
      return (SuyPeriod){ kind, date.year, (int) (day - day_of (date.year, 1, 1)) + 1, day, day };
    case SUY_PERIOD_WEEK:
      return week_at (day);
    case SUY_PERIOD_MONTH:
      return part_of_year (kind, date, 1);
    case SUY_PERIOD_QUARTER:
      return part_of_year (kind, date, 3);
    case SUY_PERIOD_HALF:
      return part_of_year (kind, date, 6);
    case SUY_PERIOD_YEAR:
    default:
      return part_of_year (kind, date, 12);
    }
}

SuyPeriod
suy_period_next (const SuyPeriod *self)
{
  return suy_period_at (self->kind, self->last + 1);
}

char *
suy_period_get_key (const SuyPeriod *self)
{
  switch (self->kind)
    {
    case SUY_PERIOD_DAY:
      return suy_date_from_day (self->first);
    case SUY_PERIOD_WEEK:
      return g_strdup_printf ("%04d-W%02d", self->year, self->number);
    case SUY_PERIOD_MONTH:
      return g_strdup_printf ("%04d-%02d", self->year, self->number);
    case SUY_PERIOD_QUARTER:
      return g_strdup_printf ("%04dQ%d", self->year, self->number);
    case SUY_PERIOD_HALF:
      return g_strdup_printf ("%04dH%d", self->year, self->number);
    case SUY_PERIOD_YEAR:
    default:
      return g_strdup_printf ("%04d", self->year);
    }
}

const char *const *
suy_period_kind_names (void)
{
  static const char *const names[] = { "day", "week", "month", "quarter", "half", "year", NULL };

  return names;
}
