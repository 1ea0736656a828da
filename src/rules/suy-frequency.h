/* suy-frequency.h: have there been as many checks as there have to be by now?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain rules W-6 (M-1 to M-10) and F-11; 004 #8, #10, #11, #18, #19.  The minimums stand
 * in data/rules/frequencies.json.  A check has one topic, and the topic decides for which rule it
 * counts, so that a check in May is one of spring or one of summer.  Days count since 1970-01-01.
 */

#pragma once

#include "suy-catalog.h"
#include "suy-lamp.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_COUNT_CAMPAIGNS, /* a campaign counts once for the district, however many firms it visits */
  SUY_COUNT_CHECKS,    /* every check */
  SUY_COUNT_SHARE,     /* different objects, as a share of all */
  SUY_COUNT_EACH,      /* checks of one object */
} SuyCountKind;

typedef enum
{
  SUY_WINDOW_SEASON, /* from one day of the year to another, over the year's end if need be */
  SUY_WINDOW_MONTH,
  SUY_WINDOW_YEAR,
  SUY_WINDOW_ANY, /* at any time, without a minimum */
} SuyWindowKind;

typedef struct
{
  char *name; /* "M-1" */
  SuyLabel label;
  SuyWindowKind window;
  int from_month, from_day, to_month, to_day; /* of a season */
  guint32 only;                               /* bit n: month n has the window; 0: all have */
  SuyCountKind count;
  int least;    /* but for SUY_COUNT_SHARE */
  int share_bp; /* of SUY_COUNT_SHARE, rounded up */
  GStrv topics;
  char *source;
} SuyFrequencyRule;

typedef struct _SuyFrequencies SuyFrequencies; /* constant */

SuyFrequencies *suy_frequencies_new_builtin (GError **error);
SuyFrequencies *suy_frequencies_new_from_text (const char *file, const char *text, GError **error);
void suy_frequencies_free (SuyFrequencies *self);

/* (element-type SuyFrequencyRule), in the order of the table */
const GPtrArray *suy_frequencies_get_all (const SuyFrequencies *self);

/* Returns: (nullable): NULL if there is no such rule */
const SuyFrequencyRule *suy_frequencies_find (const SuyFrequencies *self, const char *name);

/* Does @day lie in a window of the rule?  @first, @last: (out): that window's days */
gboolean suy_frequency_get_window (const SuyFrequencyRule *rule,
                                   gint64 day,
                                   gint64 *first,
                                   gint64 *last);

typedef struct
{
  gint64 day;
  const char *topic;
  const char *of; /* the campaign, for SUY_COUNT_CAMPAIGNS (NULL: one by itself), else the object */
} SuyCheck;

/* What is asked about. */
typedef struct
{
  gint64 at;          /* a day of the window; mostly today */
  gint64 today;       /* later checks are not known yet */
  gint64 total;       /* SUY_COUNT_SHARE: how many objects there are in all */
  const char *object; /* SUY_COUNT_EACH: which one */
} SuyFrequencyAsk;

typedef struct
{
  gint64 first, last; /* the window */
  gint64 least, done, deficit;
  gint64 expected; /* by the end of today: floor (least * days gone / days of the window) */
  SuyLevel level;  /* yellow once the window is over with too few; blue from its middle on while
                    * there are fewer than expected; else none */
} SuyFrequency;

/**
 * suy_frequency_judge:
 * @checks: (array length=n): in any order; those of other topics or windows do not count
 *
 * O(n).
 *
 * Returns: FALSE if @ask->at lies in no window of the rule
 */
gboolean suy_frequency_judge (const SuyFrequencyRule *rule,
                              const SuyFrequencyAsk *ask,
                              const SuyCheck *checks,
                              guint n,
                              SuyFrequency *frequency);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyFrequencies, suy_frequencies_free)

G_END_DECLS
