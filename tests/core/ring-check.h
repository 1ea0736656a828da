/* ring-check.h: are these rings sound, by looking at every pair of sides?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-box.h"

/* How many random cases: SUY_CASES in the environment, else @usual. */
guint check_n_cases (guint usual);

/* Twice the area by the surveyor's formula; a repeated end does no harm. */
gint64 check_area2 (const SuyPoint *points, guint32 n);

/**
 * check_rings:
 * @points: rings behind each other, without their repeated ends
 *
 * Fails the test unless every ring has an area of one square unit or more, the first ring and each
 * outer one (positive) is followed by its holes (negative) that lie inside, no ring meets itself,
 * and two of them share corners at most.
 */
void check_rings (const SuyPoint *points, const guint32 *ends, guint n_rings);

/* Even-odd over all rings, for a place that is on no side. */
gboolean check_is_inside (const SuyPoint *points,
                          const guint32 *ends,
                          guint n_rings,
                          double x,
                          double y);

/* Distance to the nearest side. */
double check_distance (const SuyPoint *points,
                       const guint32 *ends,
                       guint n_rings,
                       double x,
                       double y);
