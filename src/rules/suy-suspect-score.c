/* suy-suspect-score.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-suspect-score.h"

#include <math.h>
#include <string.h>

#define FULL_BP 10000

/* The part of the criterion's weight that lies between 0 and 10,000 basis points. */
static int
points_of (const SuyCriterionRow *row, int bp)
{
  return (row->weight * bp + 50) / 100;
}

static SuySuspectPart
known (const SuyCriterionRow *row, int bp)
{
  int points = points_of (row, bp);

  return (SuySuspectPart){ points, points, points };
}

/* Between two parts of the weight; the part for the unknown lies that far from least to most. */
static SuySuspectPart
between (const SuySuspectRules *rules, const SuyCriterionRow *row, int least_bp, int most_bp)
{
  int middle = least_bp + (most_bp - least_bp) * rules->unknown_percent / 100;

  return (SuySuspectPart){ points_of (row, middle), points_of (row, least_bp),
                           points_of (row, most_bp) };
}

static SuySuspectPart
score_pollutants (const SuySuspectRules *rules,
                  const SuySuspectQuestion *question,
                  const SuySuspectFacts *facts)
{
  const SuyCriterionRow *row = &rules->criteria[SUY_CRITERION_POLLUTANTS];
  int n = (int) question->n_pollutants, common = 0, unknown = 0;

  for (int i = 0; i < n; i++)
    {
      common += (facts->common >> i & 1) != 0;
      unknown += ((facts->common | facts->absent) >> i & 1) == 0;
    }

  return between (rules, row, FULL_BP * common / n, FULL_BP * (common + unknown) / n);
}

/* 10,000 up to the window, 0 from window * (100 + tolerance) % on. */
static int
time_bp (const SuySuspectRules *rules, double window_h, double travel_h)
{
  double beyond = travel_h - window_h, room = window_h * rules->tolerance_percent / 100.0;

  if (beyond <= 0)
    return FULL_BP;
  if (beyond >= room)
    return 0;

  return (int) lround (FULL_BP * (1.0 - beyond / room));
}

static SuySuspectPart
score_time (const SuySuspectRules *rules,
            const SuySuspectQuestion *question,
            const SuySuspectFacts *facts)
{
  const SuyCriterionRow *row = &rules->criteria[SUY_CRITERION_TIME];
  SuySuspectPart part = between (rules, row, 0, FULL_BP);
  int bp;

  if (isnan (facts->travel_h))
    return part;

  bp = time_bp (rules, question->window_h, facts->travel_h);
  part.points = points_of (row, bp);

  return facts->time_estimated ? part : known (row, bp);
}

static SuySuspectPart
score_distance (const SuySuspectRules *rules, const SuySuspectFacts *facts)
{
  double halves = facts->river_m / 1000.0 / rules->half_km;

  return known (&rules->criteria[SUY_CRITERION_DISTANCE], (int) lround (FULL_BP * exp2 (-halves)));
}

static SuySuspectPart
score_grade (const SuySuspectRules *rules, SuyCriterion criterion, const char *name)
{
  const SuyGrade *grade = suy_suspect_rules_find_grade (rules, criterion, name);
  const SuyCriterionRow *row = &rules->criteria[criterion];

  return grade == NULL ? between (rules, row, 0, FULL_BP) : known (row, grade->percent * 100);
}

static SuySuspectPart
score_count (const SuySuspectRules *rules, SuyCriterion criterion, int n, int percent_each)
{
  const SuyCriterionRow *row = &rules->criteria[criterion];

  if (n == SUY_FACT_UNKNOWN)
    return between (rules, row, 0, FULL_BP);

  return known (row, MIN (FULL_BP, MIN (n, 100) * percent_each * 100));
}

SuySuspectScore
suy_suspect_score (const SuySuspectRules *rules,
                   const SuySuspectQuestion *question,
                   const SuySuspectFacts *facts)
{
  SuySuspectScore score = {
    .parts = {
      [SUY_CRITERION_POLLUTANTS] = score_pollutants (rules, question, facts),
      [SUY_CRITERION_TIME] = score_time (rules, question, facts),
      [SUY_CRITERION_DISTANCE] = score_distance (rules, facts),
      [SUY_CRITERION_LEVEL] = score_grade (rules, SUY_CRITERION_LEVEL, facts->level),
      [SUY_CRITERION_CASES] =
          score_count (rules, SUY_CRITERION_CASES, facts->n_cases, rules->cases_percent),
      [SUY_CRITERION_VIOLATIONS] = score_count (rules, SUY_CRITERION_VIOLATIONS,
                                                facts->n_violations, rules->violations_percent),
      [SUY_CRITERION_OPERATION] = score_grade (rules, SUY_CRITERION_OPERATION, facts->operation),
    },
  };

  for (guint i = 0; i < SUY_N_CRITERIA; i++)
    {
      score.all.points += score.parts[i].points;
      score.all.least += score.parts[i].least;
      score.all.most += score.parts[i].most;
    }

  return score;
}

int
suy_suspect_compare (const SuySuspectScore *a,
                     const char *a_code,
                     gint64 a_id,
                     const SuySuspectScore *b,
                     const char *b_code,
                     gint64 b_id)
{
  int codes;

  if (a->all.points != b->all.points)
    return a->all.points > b->all.points ? -1 : 1;
  if (a_code == NULL || b_code == NULL)
    codes = (a_code == NULL) - (b_code == NULL);
  else
    codes = strcmp (a_code, b_code);
  if (codes != 0)
    return codes;

  return a_id < b_id ? -1 : a_id > b_id;
}
