/* suy-coverage.h: how many places can the emergency teams reach in time?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-12; 000 §4.4 (the circle of an hour).  How long the way takes is handed
 * in; where no road is known, the estimate is the bureau's default. */

#pragma once

#include "suy-ratio.h"

G_BEGIN_DECLS

#define SUY_COVERAGE_LIMIT_MIN 60.0 /* up to and with */

/* Minutes for @straight_m metres as the crow flies: 1.4 times that, at 40 km/h. */
double suy_coverage_estimate_min (double straight_m);

typedef struct
{
  SuyRatio covered; /* of all places; no ratio without any */
  guint n_unknown;  /* of them, whose way nobody knows: not covered */
} SuyCoverage;

/* @minutes: (array length=n): of the nearest team; NAN: unknown */
SuyCoverage suy_coverage_count (const double *minutes, guint n, double limit_min);

G_END_DECLS
