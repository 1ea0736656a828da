/* suy-load-share.h: which part of the known load comes from each source?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: domain formula F-14, share = 10,000 * load / sum of loads; what rounding leaves goes to
 * the largest remainders (Hamilton 1792), so that the shares are 10,000 together. */

#pragma once

#include "suy-suspect-rules.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_known;   /* sources whose load is known */
  double sum_kg_d; /* of those */
} SuyLoadSum;

/**
 * suy_load_share:
 * @kg_d: (array length=n): 0 to 1e9; NAN: unknown
 * @share_bp: (array length=n) (out caller-allocates): basis points; -1 where the load is unknown
 *
 * Loads count to the milligram.  The shares of the known loads are 10,000 together, or all 0 where
 * the sum is 0.  Of equal remainders the earlier source is given the point.  O(n log n).
 */
SuyLoadSum suy_load_share (const double *kg_d, guint n, int *share_bp);

/* What is left of @kg_d after that way by the table's row of @factor; without a row all of it.  NAN
 * where the load is unknown, or the hours are and the table asks for them. */
double suy_load_arrive (const SuySuspectRules *rules,
                        const char *factor,
                        double kg_d,
                        double river_m,
                        double travel_h);

G_END_DECLS
