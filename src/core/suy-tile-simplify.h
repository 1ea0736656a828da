/* suy-tile-simplify.h: which places of a run does a tile need?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before rounding a run is an array of SuyPlace, after it one of SuyPoint in tile units. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

/* Tile units, not rounded, y down. */
typedef struct
{
  double x, y;
} SuyPlace;

/* No place that is dropped is farther than this from the line that stays; tile units. */
#define SUY_SIMPLIFY_TOLERANCE 0.5

/**
 * suy_places_simplify:
 * @places: (array length=n): what stays comes to its front; first and last always stay
 *
 * Walks once and keeps, seen from the last place that stays, the sleeve of directions that come
 * near enough to all places since.  O(n), also for the worst run. Source: Zhao and Saalfeld,
 * "Linear-time sleeve-fitting polyline simplification", AutoCarto 13 (1997).
 *
 * Returns: how many stay
 */
guint suy_places_simplify (SuyPlace *places, guint n);

/* Appends @point unless it is the last one already. */
void suy_grid_push (GArray *grid, SuyPoint point);

/* Takes what adds no area out of a ring (repeated points, points on a straight side, spikes) and
 * the repeated end too.  Less than 3 points are left of a ring without area. */
void suy_grid_clean_ring (GArray *grid);

/* Twice the area by the surveyor's formula of a ring without repeated end. */
gint64 suy_grid_get_area2 (const GArray *grid);

void suy_grid_reverse (GArray *grid);

G_END_DECLS
