/* suy-box.h: the coordinates that everything shares: points and boxes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_DEGREE 10000000 /* units in one degree; one unit is at most 1.12 cm on the ground */

/* Unit: 1e-7 degree on WGS 84, x east -180 to 180 degrees, y north -90 to 90. */
typedef struct
{
  gint32 x, y;
} SuyPoint;

/* A closed box: its edges belong to it.  Same unit.  Empty when min_x > max_x. */
typedef struct
{
  gint32 min_x, min_y, max_x, max_y;
} SuyBox;

#define SUY_BOX_EMPTY ((SuyBox){ G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 })
#define SUY_BOX_WORLD \
  ((SuyBox){ -180 * SUY_DEGREE, -90 * SUY_DEGREE, 180 * SUY_DEGREE, 90 * SUY_DEGREE })

/**
 * suy_point_from_degrees:
 * @out: (out): the nearest point of the 1e-7 grid; ties go away from zero
 *
 * Returns: FALSE when @lon is not in -180..180 or @lat not in -90..90 (or either is not a number)
 */
gboolean suy_point_from_degrees (double lon, double lat, SuyPoint *out);

static inline double
suy_degrees (gint32 units)
{
  return (double) units / SUY_DEGREE;
}

static inline gboolean
suy_box_is_empty (const SuyBox *box)
{
  return box->min_x > box->max_x;
}

static inline gboolean
suy_box_touches (const SuyBox *a, const SuyBox *b)
{
  return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y &&
         b->min_y <= a->max_y;
}

/* Makes @box just large enough to hold @other too. */
void suy_box_add (SuyBox *box, const SuyBox *other);
void suy_box_add_point (SuyBox *box, SuyPoint point);

G_END_DECLS
