/* suy-clue-rule.h: which stretches of these readings look made up, or as if treatment stood still?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: S-043 (003 2023(一)二, 001-5, 004 #21): production, treatment and discharge are compared,
 * and what is abnormal is looked into.  The numbers are the bureau's, in
 * data/rules/clue_rules.json. Pure: readings are handed in, by rising time. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double on_kwh;   /* a meter that reads this or more runs */
  gint64 off_min;  /* treatment that stands so long, while production runs, is a clue */
  gint64 hold_min; /* a reading holds until the next one, but no longer than this */
  gint64 flat_n;   /* so many equal readings, one behind the other, are a flat line */
  gint64 under_bp; /* from this part of the limit on, up to the limit, is just under it */
  gint64 under_n;  /* so many of them, one behind the other */
  gint64 gap_h;    /* longer than this without a reading is a gap */
} SuyClueLimits;

gboolean suy_clue_limits_read_builtin (SuyClueLimits *limits, GError **error);
gboolean suy_clue_limits_read_text (SuyClueLimits *limits,
                                    const char *file,
                                    const char *text,
                                    GError **error);

typedef struct
{
  gint64 at; /* µs UTC */
  double value;
} SuyReading;

typedef struct
{
  gint64 from, until; /* µs UTC */
  guint n;            /* readings in it */
} SuyStretch;

/* Production runs and treatment stands, for off_min or longer.  Unknown is neither: where a meter
 * is silent, a stretch ends.  (transfer full) (element-type SuyStretch), by time */
GArray *suy_clue_find_off (const SuyClueLimits *limits,
                           const GArray *production,
                           const GArray *treatment);

/* Equal readings that are not 0, flat_n or more. */
GArray *suy_clue_find_flat (const SuyClueLimits *limits, const GArray *readings);

/* @limit: what the readings must not exceed, above 0 */
GArray *suy_clue_find_under (const SuyClueLimits *limits, const GArray *readings, double limit);

/* From the last reading before to the first one after. */
GArray *suy_clue_find_gaps (const SuyClueLimits *limits, const GArray *readings);

G_END_DECLS
