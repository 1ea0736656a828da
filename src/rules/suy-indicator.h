/* suy-indicator.h: what does this value say, by the warning indicators?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: 000 §6.3 and domain rules W-2, W-3 and W-6.  The indicators stand in
 * data/rules/indicators.json; the bureau may set their thresholds otherwise in the register of
 * indicators.  Values are whole numbers, `scale` of which are one of the shown unit. */

#pragma once

#include "suy-catalog.h"
#include "suy-lamp.h"

G_BEGIN_DECLS

/* What is observed of each object; `value` and, where it says so, `second`. */
typedef enum
{
  SUY_METRIC_COMPLAINTS_GROWTH, /* bp, this month against the last; second: how many now, if there
                                 * were none */
  SUY_METRIC_PROJECT_LAG,       /* bp */
  SUY_METRIC_MILESTONE_LAG,     /* bp */
  SUY_METRIC_SECTION_CLASS,     /* classes below the target; second: the class, 6 beyond V */
  SUY_METRIC_SECTION_TP,        /* µg/L */
  SUY_METRIC_MONITOR,           /* minutes offline; second: 1 if it exceeded on the day */
  SUY_METRIC_ITEM_OVERDUE,      /* days */
  SUY_METRIC_ITEM_REBOUND,      /* 1 from a rebound until the next acceptance */
  SUY_METRIC_COMPLAINT_WAIT,    /* minutes without an answer, 0 once it is there */
  SUY_METRIC_RETROFIT_MONTHS,   /* months begun without acceptance */
  SUY_METRIC_SATISFACTION,      /* tenths of a point; second: of the quarter before */
  SUY_METRIC_FUNDS_BEHIND,      /* bp that arrived are behind the year; second: that are used */
  SUY_METRIC_CHECKS_MISSING,    /* by today, of a rule of frequencies.json with the indicator's
                                 * name; second: at the end of its window, once it is over */
  SUY_METRIC_YELLOW_CARD,       /* open cards of a project; second: how many there were */
  SUY_METRIC_RUNG_MISSING,  /* step of the overdue ladder that is due and has no record, 1 to 4 */
  SUY_METRIC_HOT_EVENT,     /* minutes with nobody on site; second: 1 while it is open */
  SUY_METRIC_STATION_CLASS, /* classes below the target of its reach; second: the class */
  SUY_METRIC_EQUIPMENT_INTACT, /* bp; second: how many are not */
  SUY_METRIC_ASSESSMENT_LAG,   /* bp at the end of the last quarter, by the report of the month */
  SUY_METRIC_CLASS_WORSE,      /* classes below last year, by the means; second: the class */
  SUY_METRIC_NONE,             /* nothing is kept that could be observed */
  SUY_N_METRICS,
} SuyMetric;

/* One look at one object.  What is not known never holds. */
typedef struct
{
  gint64 value, second;
  gboolean has_value, has_second;
} SuyObservation;

typedef struct _SuyLimit SuyLimit;

typedef struct
{
  char *name; /* "I-01" */
  SuyLabel label;
  SuyMetric metric;
  char *of;                 /* (nullable): which of several, where a metric has them: the measure of
                             * a survey */
  char *object;             /* register of the objects; "district": one for all */
  int scale;                /* 100: a value of 1501 shows as 15.01 */
  char *unit;               /* "%" */
  gint64 threshold, orange; /* what the bureau may set; orange only with has_orange */
  gboolean has_orange;
  gboolean alone; /* it looks at what another one looks at too, so that both are not two reasons */
  GArray *limits; /* (element-type SuyLimit), by rising level; none: not defined */
  char *source;
} SuyIndicator;

typedef struct _SuyIndicators SuyIndicators; /* constant */

SuyIndicators *suy_indicators_new_builtin (GError **error);

/* @error: SUY_ERROR_INVALID with file and place */
SuyIndicators *suy_indicators_new_from_text (const char *file, const char *text, GError **error);
void suy_indicators_free (SuyIndicators *self);

/* (element-type SuyIndicator), in the order of the table */
const GPtrArray *suy_indicators_get_all (const SuyIndicators *self);

/* Returns: (nullable): NULL if there is no such indicator */
const SuyIndicator *suy_indicators_find (const SuyIndicators *self, const char *name);

/* Thresholds that the bureau has set instead of the table's. */
typedef struct
{
  gint64 threshold, orange;
} SuyThresholds;

/* Those of the table. */
SuyThresholds suy_indicator_get_thresholds (const SuyIndicator *self);

/* An indicator without limits is not defined: it shows as such and never fires. */
gboolean suy_indicator_is_defined (const SuyIndicator *self);

/**
 * suy_indicator_judge:
 * @thresholds: (nullable): NULL: those of the table
 * @limit: (out) (optional): the number of the limit that fired, of the one that gave the level;
 *   of the lowest level where none did, and @thresholds' where it compares with no number
 *
 * Returns: the highest level one of whose limits holds
 */
SuyLevel suy_indicator_judge (const SuyIndicator *self,
                              const SuyThresholds *thresholds,
                              const SuyObservation *observation,
                              gint64 *limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyIndicators, suy_indicators_free)

G_END_DECLS
