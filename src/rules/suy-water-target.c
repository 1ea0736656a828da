/* suy-water-target.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-water-target.h"

#include "suy-water-class.h"

#define GOOD_CLASS 3
#define STABLE_MONTHS 3

SuyWaterShares
suy_water_shares (const int *classes, guint n)
{
  SuyWaterShares shares = { SUY_RATIO_NONE, 0, 0 };

  for (guint i = 0; i < n; i++)
    if (classes[i] > 0)
      {
        shares.good.den++;
        shares.good.num += classes[i] <= GOOD_CLASS;
        shares.not_meeting += classes[i] > GOOD_CLASS;
        shares.inferior += classes[i] == SUY_WATER_INFERIOR_V;
      }

  return shares;
}

SuyTpState
suy_tp_state (const gint64 *ug_l, guint n)
{
  guint in_a_row = 0;
  gint64 latest = -1;

  for (guint i = n; i > 0 && latest < 0; i--)
    latest = ug_l[i - 1];
  if (latest < 0)
    return SUY_TP_UNKNOWN;
  if (latest > SUY_TP_LIMIT_UG_L)
    return SUY_TP_EXCEEDS;
  if (latest > SUY_TP_TARGET_UG_L)
    return SUY_TP_PASSES;

  while (in_a_row < n && ug_l[n - 1 - in_a_row] >= 0 &&
         ug_l[n - 1 - in_a_row] <= SUY_TP_TARGET_UG_L)
    in_a_row++;

  return in_a_row >= STABLE_MONTHS ? SUY_TP_STABLE : SUY_TP_REACHED;
}

const char *
suy_tp_state_get_name (SuyTpState state)
{
  static const char *const names[] = { "unknown", "exceeds", "passes", "reached", "stable" };

  return names[state];
}
