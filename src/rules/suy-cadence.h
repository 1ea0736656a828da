/* suy-cadence.h: which of the duties that come again are due, late or missing?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain section 3.6 and row S-059.  The duties stand in data/rules/cadences.json.  Days
 * count since 1970-01-01. */

#pragma once

#include "suy-catalog.h"
#include "suy-period.h"

G_BEGIN_DECLS

/* Who owes it once a period. */
typedef enum
{
  SUY_EACH_ONE, /* the district as a whole */
  SUY_EACH_GROUP,
  SUY_EACH_TOWNSHIP,
  SUY_EACH_UNIT,
  SUY_EACH_ITEM, /* every item that is listed */
} SuyCadenceEach;

typedef struct
{
  char *name; /* "project_report" */
  SuyLabel label;
  SuyPeriodKind period;
  int due_day;  /* of the period, from 1; 0: its last */
  guint32 only; /* bit n: the n-th month or quarter of a year has it; 0: all have */
  char *who;    /* does it: a role or unit */
  SuyCadenceEach each;
  char *source;
} SuyCadence;

typedef struct _SuyCadences SuyCadences; /* constant */

SuyCadences *suy_cadences_new_builtin (GError **error);
SuyCadences *suy_cadences_new_from_text (const char *file, const char *text, GError **error);
void suy_cadences_free (SuyCadences *self);

/* (element-type SuyCadence), in the order of the table */
const GPtrArray *suy_cadences_get_all (const SuyCadences *self);

/* Returns: (nullable): NULL if there is no such duty */
const SuyCadence *suy_cadences_find (const SuyCadences *self, const char *name);

typedef enum
{
  SUY_DUTY_DONE,
  SUY_DUTY_DONE_LATE,
  SUY_DUTY_DUE,     /* not done, and its due day has not passed */
  SUY_DUTY_MISSING, /* not done, and it has */
} SuyDutyState;

/* That it was done: for the period that day @of lies in, on day @on. */
typedef struct
{
  gint64 of, on;
} SuyDutyRecord;

typedef struct
{
  SuyPeriod period;
  gint64 due;
  SuyDutyState state;
  gint64 done; /* the day, if it was done; else 0 */
} SuyDutyLine;

/**
 * suy_cadence_list:
 * @from: the day on which the duty began for whoever owes it; periods due before do not count
 * @today: what is recorded later is not known yet
 * @records: (array length=n): of one unit, in any order; the first one of a period counts
 *
 * Returns: (transfer full) (element-type SuyDutyLine): every period up to today's, by time
 */
GArray *suy_cadence_list (const SuyCadence *cadence,
                          gint64 from,
                          gint64 today,
                          const SuyDutyRecord *records,
                          guint n);

/* How many lines of that state. */
guint suy_cadence_count (const GArray *lines, SuyDutyState state);

/* "done", "late", "due", "missing". */
const char *suy_duty_state_get_name (SuyDutyState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCadences, suy_cadences_free)

G_END_DECLS
