/* suy-lamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-lamp.h"

#define FULL_BP 10000

/* 000 §8.3 names 10, 20 and 30 %; 5 % for blue is our default, since the text gives none. */
#define BLUE_BP 500
#define YELLOW_BP 1000
#define ORANGE_BP 2000
#define RED_BP 3000

#define INDICATOR_BP 1500 /* 000 §6.3: more than that */

int
suy_lamp_get_planned_bp (const SuyPlan *plan, gint64 today)
{
  SuyCheckpoint from = { plan->start, 0 }, to = { plan->due, FULL_BP };

  if (today >= plan->due)
    return FULL_BP;
  if (today <= plan->start)
    return 0;

  for (guint i = 0; i < plan->n_checkpoints; i++)
    {
      if (plan->checkpoints[i].day > today)
        {
          to = plan->checkpoints[i];
          break;
        }
      from = plan->checkpoints[i];
    }

  return from.bp + (int) ((to.bp - from.bp) * (today - from.day) / (to.day - from.day));
}

SuyLamp
suy_lamp_of_lag (int lag_bp)
{
  if (lag_bp >= RED_BP)
    return SUY_LAMP_RED;
  if (lag_bp >= ORANGE_BP)
    return SUY_LAMP_YELLOW2;

  return lag_bp >= YELLOW_BP ? SUY_LAMP_YELLOW : SUY_LAMP_GREEN;
}

SuyLevel
suy_lamp_get_level (int lag_bp, SuyLagBands bands)
{
  if (lag_bp >= RED_BP)
    return SUY_LEVEL_RED;
  if (lag_bp >= ORANGE_BP && bands == SUY_LAG_BANDS_FOUR_LEVELS)
    return SUY_LEVEL_ORANGE;
  if (lag_bp >= YELLOW_BP)
    return SUY_LEVEL_YELLOW;

  return lag_bp >= BLUE_BP ? SUY_LEVEL_BLUE : SUY_LEVEL_NONE;
}

gboolean
suy_lamp_indicator_fires (int lag_bp)
{
  return lag_bp > INDICATOR_BP;
}

SuyLag
suy_lamp_compute (const SuyPlan *plan,
                  gint64 today,
                  int actual_bp,
                  gboolean accepted,
                  SuyLagBands bands)
{
  SuyLag lag = { .planned_bp = suy_lamp_get_planned_bp (plan, today) };

  if (accepted)
    return lag;

  lag.lag_bp = MAX (0, lag.planned_bp - actual_bp);
  lag.overdue = today > plan->due;
  lag.lamp = suy_lamp_of_lag (lag.lag_bp);
  lag.level = suy_lamp_get_level (lag.lag_bp, bands);
  if (lag.overdue)
    lag.lamp = MAX (lag.lamp, SUY_LAMP_YELLOW);

  return lag;
}

const char *
suy_lamp_get_name (SuyLamp lamp)
{
  static const char *const names[] = { "green", "yellow", "yellow2", "red" };

  return names[lamp];
}

const char *
suy_lamp_get_level_name (SuyLevel level)
{
  static const char *const names[] = { NULL, "blue", "yellow", "orange", "red" };

  return names[level];
}
