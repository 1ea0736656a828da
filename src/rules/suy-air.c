/* suy-air.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-air.h"

#include <stdlib.h>

#include "suy-rate.h"

/* GB 3095-2012, level 2, ng/m³, in the order of SuyAirParameter. */
static const gint64 limits[SUY_AIR_N_PARAMETERS] = { 35000, 70000, 60000, 40000, 4000000, 160000 };

#define COMMON 84000000 /* the least common multiple of the limits */

gint64
suy_air_get_limit (SuyAirParameter parameter)
{
  return limits[parameter];
}

SuyRatio
suy_air_good_days (const int *aqi, guint n)
{
  SuyRatio ratio = SUY_RATIO_NONE;

  for (guint i = 0; i < n; i++)
    if (aqi[i] != SUY_AIR_NOT_MEASURED)
      {
        ratio.num += aqi[i] <= SUY_AIR_GOOD_AQI;
        ratio.den++;
      }

  return ratio;
}

int
suy_air_bad_days_left (int n_days, int n_bad, int share_bp)
{
  return (int) (n_days - suy_rate_least (n_days, share_bp)) - n_bad;
}

SuyRatio
suy_air_index (const gint64 ng_m3[SUY_AIR_N_PARAMETERS])
{
  SuyRatio index = { 0, COMMON };

  for (guint i = 0; i < SUY_AIR_N_PARAMETERS; i++)
    {
      if (ng_m3[i] == SUY_AIR_NOT_MEASURED)
        return SUY_RATIO_NONE;
      index.num += ng_m3[i] * (COMMON / limits[i]);
    }

  return index;
}

static int
compare_worst_first (const void *a, const void *b)
{
  const SuyRatio *l = a, *r = b;

  return suy_ratio_compare (*r, *l);
}

SuyRatio
suy_air_reference (const SuyRatio *cities, guint n, guint from_bottom)
{
  g_autofree SuyRatio *sorted = NULL;

  g_return_val_if_fail (from_bottom > 0, SUY_RATIO_NONE);

  if (n < from_bottom)
    return SUY_RATIO_NONE;

  sorted = g_memdup2 (cities, n * sizeof *cities);
  qsort (sorted, n, sizeof *sorted, compare_worst_first);

  return sorted[from_bottom - 1];
}
