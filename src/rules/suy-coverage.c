/* suy-coverage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-coverage.h"

#include <math.h>

/* 1.4 * m / 1000 / 40 km/h * 60 min/h, in one division, so that whole metres give the nearest
 * double. */
#define MIN_PER_10_KM 21.0

double
suy_coverage_estimate_min (double straight_m)
{
  return straight_m * MIN_PER_10_KM / 10000.0;
}

SuyCoverage
suy_coverage_count (const double *minutes, guint n, double limit_min)
{
  SuyCoverage coverage = { { 0, n }, 0 };

  for (guint i = 0; i < n; i++)
    {
      coverage.n_unknown += isnan (minutes[i]);
      coverage.covered.num += minutes[i] <= limit_min;
    }

  return coverage;
}
