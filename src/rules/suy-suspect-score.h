/* suy-suspect-score.h: how strongly do the known facts point at this source, and why?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure functions over facts that are handed in and the table of suy-suspect-rules.h.  Points are
 * hundredths: 10,000 is all.  Each criterion gives a part of its weight; a fact that nobody knows
 * gives the table's part for the unknown, and least and most say what it could be once known. */

#pragma once

#include "suy-suspect-rules.h"

G_BEGIN_DECLS

#define SUY_FACT_UNKNOWN (-1)
#define SUY_MAX_POLLUTANTS 30

/* What was asked; the same for all sources. */
typedef struct
{
  guint n_pollutants;        /* 1 to SUY_MAX_POLLUTANTS */
  const char *const *labels; /* (array length=n_pollutants): their names as people read them */
  double window_h;           /* > 0 */
  const char *language;      /* of the words that stand in the table: "zh_CN" */
} SuySuspectQuestion;

typedef struct
{
  guint32 common, absent;  /* bit i: pollutant i is, or is not, discharged; neither bit: unknown */
  double travel_h;         /* NAN: unknown */
  double river_m;          /* >= 0 */
  const char *level;       /* (nullable): NULL and what is no grade of the table: unknown */
  const char *operation;   /* (nullable): the same */
  int n_cases;             /* open; SUY_FACT_UNKNOWN */
  int n_violations;        /* within the years of the table; SUY_FACT_UNKNOWN */
  gboolean time_estimated; /* travel_h is no measured time */
} SuySuspectFacts;

/* @points lies within @least and @most, which are equal where everything is known. */
typedef struct
{
  int points, least, most;
} SuySuspectPart;

typedef struct
{
  SuySuspectPart parts[SUY_N_CRITERIA];
  SuySuspectPart all; /* their sums */
} SuySuspectScore;

/* - pollutants: the part of those asked for that the source discharges;
 * - time: all of the weight up to the window, none from the tolerance beyond it on, even in
 * between; an estimated time gives the points of the estimate, and could be any once known;
 * - distance: halves over each half_km;
 * - level, operation: the percentage of the grade;
 * - cases, violations: the percentage for each, to the whole weight. */
SuySuspectScore suy_suspect_score (const SuySuspectRules *rules,
                                   const SuySuspectQuestion *question,
                                   const SuySuspectFacts *facts);

/* Higher points first, then by @a_code, @b_code (nullable: last), then the ids: total and
 * deterministic.  As strcmp(). */
int suy_suspect_compare (const SuySuspectScore *a,
                         const char *a_code,
                         gint64 a_id,
                         const SuySuspectScore *b,
                         const char *b_code,
                         gint64 b_id);

/* One criterion in words and numbers; what is unknown says so.  (transfer full) */
char *suy_suspect_explain (const SuySuspectRules *rules,
                           const SuySuspectQuestion *question,
                           const SuySuspectFacts *facts,
                           SuyCriterion criterion);

/* The same in a line: what counts for at least half of its weight, then what is unknown.
 * (transfer full) */
char *suy_suspect_summarize (const SuySuspectRules *rules,
                             const SuySuspectQuestion *question,
                             const SuySuspectFacts *facts);

G_END_DECLS
