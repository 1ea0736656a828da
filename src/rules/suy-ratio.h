/* suy-ratio.h: what is this share exactly, and how is it shown?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fraction of whole numbers, never a double.  Rules compare it exactly or rounded down to basis
 * points (10,000 is the whole); only what is shown is rounded half up, away from zero: 9516.87
 * basis points count as 9516 and show as 95.17 %. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_RATIO_FULL_BP 10000

typedef struct
{
  gint64 num, den; /* den 1 or more; 0: there is no such share, and it shows as nothing */
} SuyRatio;

#define SUY_RATIO_NONE ((SuyRatio){ 0, 0 })

/* @scale times the ratio, which must be, rounded down, up, or to the nearest (half away from 0).
 * Nothing overflows on the way; the result has to fit. */
gint64 suy_ratio_floor (SuyRatio ratio, gint64 scale);
gint64 suy_ratio_ceil (SuyRatio ratio, gint64 scale);
gint64 suy_ratio_round (SuyRatio ratio, gint64 scale);

/* Less than, equal to or greater than 0.  Both must be. */
int suy_ratio_compare (SuyRatio a, SuyRatio b);

/* @ranks: (out caller-allocates): from 1 for the largest; equal ones share a rank, and as many are
 * skipped.  O(n²), for lists of a page. */
void suy_ratio_rank (const SuyRatio *ratios, guint n, guint *ranks);

/**
 * suy_ratio_format:
 * @scale: 100 for a percentage, 1 for the value itself
 * @decimals: 0 to 6
 *
 * Returns: (transfer full): "95.17", "-10.45"; "" if there is no ratio
 */
char *suy_ratio_format (SuyRatio ratio, gint64 scale, int decimals);

/* A whole number for a message, whose translators know no 64 bits.  Returns: (transfer full) */
char *suy_ratio_format_whole (gint64 number);

G_END_DECLS
