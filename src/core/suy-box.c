/* suy-box.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-box.h"

#include <math.h>

gboolean
suy_point_from_degrees (double lon, double lat, SuyPoint *out)
{
  if (!(lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0))
    return FALSE;

  *out = (SuyPoint){ (gint32) lround (lon * SUY_DEGREE), (gint32) lround (lat * SUY_DEGREE) };

  return TRUE;
}

void
suy_box_add (SuyBox *box, const SuyBox *other)
{
  box->min_x = MIN (box->min_x, other->min_x);
  box->min_y = MIN (box->min_y, other->min_y);
  box->max_x = MAX (box->max_x, other->max_x);
  box->max_y = MAX (box->max_y, other->max_y);
}

void
suy_box_add_point (SuyBox *box, SuyPoint point)
{
  suy_box_add (box, &(SuyBox){ point.x, point.y, point.x, point.y });
}
