/* suy-route.h: in which order are these places best visited?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

#define SUY_ROUTE_MAX_EXACT 12
#define SUY_ROUTE_MAX 2000

/**
 * suy_route_plan:
 * @start: where the way begins; it ends wherever the last place is
 * @points: (array length=n): 0 to SUY_ROUTE_MAX
 * @exact: up to so many places, SUY_ROUTE_MAX_EXACT at most, no way is shorter
 * @order: (out caller-allocates) (array length=n): indices into @points
 *
 * More places are taken nearest first, and that way is then shortened by turning stretches round
 * and by moving up to three places elsewhere, until neither helps; so it is never longer than
 * nearest first.  Distances are geodesic.  The same answer each time; O(n^2) memory, 0.1 s for 300
 * places. Source: Held and Karp, "A dynamic programming approach to sequencing problems", J. SIAM
 * 10 (1962); Croes, "A method for solving traveling-salesman problems", Oper. Res. 6 (1958); Or,
 * dissertation, Northwestern University (1976).
 *
 * Returns: metres
 */
double suy_route_plan (SuyPoint start, const SuyPoint *points, guint n, guint exact, guint *order);

G_END_DECLS
