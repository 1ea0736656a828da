/* suy-ring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-ring.h"

int
suy_ring_turn (const SuyPoint *ring, guint32 n)
{
  __int128 area = 0;

  for (guint32 i = 1; i < n; i++)
    area += (__int128) ring[i - 1].x * ring[i].y - (__int128) ring[i].x * ring[i - 1].y;

  return area > 0 ? 1 : area < 0 ? -1 : 0;
}

/* On which side of the edge from @a to @b is @p: 1 left, -1 right, 0 on its line.  Each product is
 * below 3.6e9 * 1.8e9 = 6.5e18, so it fits a gint64, though their difference might not. */
static int
side (SuyPoint a, SuyPoint b, SuyPoint p)
{
  gint64 l = ((gint64) b.x - a.x) * ((gint64) p.y - a.y);
  gint64 r = ((gint64) b.y - a.y) * ((gint64) p.x - a.x);

  return l > r ? 1 : l < r ? -1 : 0;
}

static gboolean
between (gint32 a, gint32 b, gint32 v)
{
  return MIN (a, b) <= v && v <= MAX (a, b);
}

/* Counts the edges that a ray to the east crosses; an edge owns its lower end, not its upper. */
SuyRingPlace
suy_ring_place (const SuyPoint *ring, guint32 n, SuyPoint point)
{
  gboolean inside = FALSE;

  for (guint32 i = 1; i < n; i++)
    {
      SuyPoint a = ring[i - 1], b = ring[i];
      int where;

      if (!between (a.y, b.y, point.y))
        continue;

      where = side (a, b, point);
      if (where == 0 && between (a.x, b.x, point.x))
        return SUY_RING_BOUNDARY;
      if ((a.y > point.y) != (b.y > point.y) && (where > 0) == (b.y > a.y))
        inside = !inside;
    }

  return inside ? SUY_RING_INSIDE : SUY_RING_OUTSIDE;
}
