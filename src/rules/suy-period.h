/* suy-period.h: which week, month, quarter, year is this?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Periods of the calendar in China.  Weeks are those of ISO 8601: from Monday, numbered by the year
 * that has their Thursday.  Days count since 1970-01-01. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_PERIOD_DAY,
  SUY_PERIOD_WEEK,
  SUY_PERIOD_MONTH,
  SUY_PERIOD_QUARTER,
  SUY_PERIOD_HALF,
  SUY_PERIOD_YEAR,
} SuyPeriodKind;

typedef struct
{
  SuyPeriodKind kind;
  int year, number;   /* number from 1: of the day, week, month, quarter, half in the year; 1 */
  gint64 first, last; /* days */
} SuyPeriod;

/* The one that @day lies in. */
SuyPeriod suy_period_at (SuyPeriodKind kind, gint64 day);
SuyPeriod suy_period_next (const SuyPeriod *self);

/* "2024-03-01", "2024-W09", "2024-03", "2024Q1", "2024H1", "2024": sorts by time within a kind.
 * Returns: (transfer full) */
char *suy_period_get_key (const SuyPeriod *self);

/* "day", "week", ..., NULL at the end, in the order of the kinds. */
const char *const *suy_period_kind_names (void);

G_END_DECLS
