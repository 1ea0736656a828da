/* suy-priority.h: which field of problems do the experts put first?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-03; 000 §2.5 (five experts; impact 40, urgency 30, difficulty 30).  The
 * scale of 0 to 100 is ours.  Scores are exact; the levels' bounds are the bureau's defaults, since
 * the document gives none. */

#pragma once

#include "suy-ratio.h"

G_BEGIN_DECLS

typedef struct
{
  int impact, urgency, difficulty; /* 0 to 100 */
} SuyExpertScore;

typedef struct
{
  int impact, urgency, difficulty; /* percent, 100 together */
} SuyPriorityWeights;

#define SUY_PRIORITY_WEIGHTS ((SuyPriorityWeights){ 40, 30, 30 }) /* 000 §2.5 */
#define SUY_PRIORITY_LEVEL_1 85
#define SUY_PRIORITY_LEVEL_2 70

/**
 * suy_priority_score:
 * @scores: (array length=n): one an expert
 * @n: 1 or more
 * @score: (out): 0 to 100, exact
 * @error: SUY_ERROR_INVALID: no expert, a score outside 0 to 100, weights that are not 100
 *
 * score = (40 ΣI + 30 ΣU + 30 ΣD) / (100 n).
 *
 * Returns: FALSE with @error set
 */
gboolean suy_priority_score (const SuyExpertScore *scores,
                             guint n,
                             const SuyPriorityWeights *weights,
                             SuyRatio *score,
                             GError **error);

/* Thousandths of a point, rounded down: 86900. */
gint64 suy_priority_milli (SuyRatio score);

/* 1 from 85 on, 2 from 70 on, else 3. */
int suy_priority_level (SuyRatio score);

/* How far the experts are apart: the highest less the lowest of what each would give alone.  The
 * same arguments and refusals. */
gboolean suy_priority_spread (const SuyExpertScore *scores,
                              guint n,
                              const SuyPriorityWeights *weights,
                              SuyRatio *spread,
                              GError **error);

G_END_DECLS
