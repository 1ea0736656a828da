/* suy-priority.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-priority.h"

#include <glib/gi18n-lib.h>

#include "suy-error.h"

#define FULL 100 /* of a score, and of the weights together */

static gboolean
check_weights (const SuyPriorityWeights *weights, GError **error)
{
  int sum = weights->impact + weights->urgency + weights->difficulty;

  if (sum == FULL && weights->impact >= 0 && weights->urgency >= 0 && weights->difficulty >= 0)
    return TRUE;

  /* Translators: three weights, their sum, what they should be. */
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("The weights %d, %d and %d are %d together; they have to be %d, none below 0"),
               weights->impact, weights->urgency, weights->difficulty, sum, FULL);

  return FALSE;
}

static gboolean
check_score (int score, guint expert, GError **error)
{
  if (score >= 0 && score <= FULL)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("Expert %u gave %d points; scores are from 0 to %d"), expert + 1, score, FULL);

  return FALSE;
}

gboolean
suy_priority_score (const SuyExpertScore *scores,
                    guint n,
                    const SuyPriorityWeights *weights,
                    SuyRatio *score,
                    GError **error)
{
  gint64 sum = 0;

  if (!check_weights (weights, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   _ ("No expert has given points; one at least has to"));
      return FALSE;
    }

  for (guint i = 0; i < n; i++)
    {
      const SuyExpertScore *expert = &scores[i];

      if (!check_score (expert->impact, i, error) || !check_score (expert->urgency, i, error) ||
          !check_score (expert->difficulty, i, error))
        return FALSE;
      sum += weights->impact * expert->impact + weights->urgency * expert->urgency +
             weights->difficulty * expert->difficulty;
    }
  *score = (SuyRatio){ sum, FULL * (gint64) n };

  return TRUE;
}

gint64
suy_priority_milli (SuyRatio score)
{
  return suy_ratio_floor (score, 1000);
}

int
suy_priority_level (SuyRatio score)
{
  if (suy_ratio_compare (score, (SuyRatio){ SUY_PRIORITY_LEVEL_1, 1 }) >= 0)
    return 1;

  return suy_ratio_compare (score, (SuyRatio){ SUY_PRIORITY_LEVEL_2, 1 }) >= 0 ? 2 : 3;
}

gboolean
suy_priority_spread (const SuyExpertScore *scores,
                     guint n,
                     const SuyPriorityWeights *weights,
                     SuyRatio *spread,
                     GError **error)
{
  SuyRatio all, one;
  gint64 low = G_MAXINT64, high = 0;

  if (!suy_priority_score (scores, n, weights, &all, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      suy_priority_score (&scores[i], 1, weights, &one, NULL);
      low = MIN (low, one.num);
      high = MAX (high, one.num);
    }
  *spread = (SuyRatio){ high - low, FULL };

  return TRUE;
}
