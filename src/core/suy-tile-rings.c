/* suy-tile-rings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-rings.h"

#include <stdlib.h>

#define FEW 24 /* sides: comparing all pairs is faster than sorting */

typedef struct
{
  SuyPoint a, b;
  gint32 min_x, max_x, min_y, max_y;
  guint32 ring, at, n; /* which side of which ring, and of how many */
} Side;

/* Twice the area of the triangle; its sign is the turn. */
static inline gint64
turn (SuyPoint a, SuyPoint b, SuyPoint c)
{
  return (gint64) (b.x - a.x) * (c.y - a.y) - (gint64) (b.y - a.y) * (c.x - a.x);
}

guint
suy_ring_clean (SuyPoint *points, guint n)
{
  guint first = 0;
  guint end = 0; /* behind the last point that stays */

  for (guint i = 0; i < n; i++)
    {
      points[end++] = points[i];
      while (end >= 3 && turn (points[end - 3], points[end - 2], points[end - 1]) == 0)
        {
          points[end - 2] = points[end - 1];
          end--;
        }
    }

  /* The same where the end meets the start. */
  while (end - first >= 3)
    {
      if (turn (points[end - 2], points[end - 1], points[first]) == 0)
        end--;
      else if (turn (points[end - 1], points[first], points[first + 1]) == 0)
        first++;
      else
        break;
    }

  for (guint i = 0; first > 0 && first + i < end; i++)
    points[i] = points[first + i];

  return end - first;
}

gint64
suy_ring_get_area2 (const SuyPoint *points, guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      SuyPoint a = points[i == 0 ? n - 1 : i - 1];

      sum += (gint64) a.x * points[i].y - (gint64) points[i].x * a.y;
    }

  return sum;
}

gboolean
suy_ring_holds (const SuyPoint *points, guint n, SuyPoint point)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < n; i++)
    {
      SuyPoint a = points[i == 0 ? n - 1 : i - 1];
      SuyPoint b = points[i];
      gint64 side = turn (a, b, point);

      if (side == 0 && point.x >= MIN (a.x, b.x) && point.x <= MAX (a.x, b.x) &&
          point.y >= MIN (a.y, b.y) && point.y <= MAX (a.y, b.y))
        return TRUE;
      if ((a.y > point.y) != (b.y > point.y) && (side < 0) == (a.y > b.y))
        inside = !inside;
    }

  return inside;
}

/* To the right and back once. */
gboolean
suy_ring_is_convex (const SuyPoint *points, guint n)
{
  SuyPoint last = points[n - 1];
  SuyPoint before = points[n - 2];
  gboolean left = turn (before, last, points[0]) > 0;
  gint32 way = 0;
  guint changes = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 bend = turn (before, last, points[i]);
      gint32 step = points[i].x - last.x;

      if (bend == 0 || (bend > 0) != left)
        return FALSE;
      if (step != 0)
        {
          changes += way != 0 && (step > 0) != (way > 0);
          way = step;
        }
      before = last;
      last = points[i];
    }

  return changes <= 2;
}

static gboolean
are_neighbours (const Side *one, const Side *other)
{
  guint32 apart = one->at > other->at ? one->at - other->at : other->at - one->at;

  return one->ring == other->ring && (apart == 1 || apart == one->n - 1);
}

/* Neighbours share a corner and nothing else, since the ring is cleaned. */
static gboolean
do_meet (const Side *one, const Side *other)
{
  gint64 a, b;

  if (one->min_y > other->max_y || other->min_y > one->max_y || one->min_x > other->max_x ||
      other->min_x > one->max_x || are_neighbours (one, other))
    return FALSE;

  a = turn (one->a, one->b, other->a);
  b = turn (one->a, one->b, other->b);
  if ((a > 0 && b > 0) || (a < 0 && b < 0))
    return FALSE;

  a = turn (other->a, other->b, one->a);
  b = turn (other->a, other->b, one->b);

  return !((a > 0 && b > 0) || (a < 0 && b < 0));
}

static int
compare_sides (const void *a, const void *b)
{
  const Side *l = a, *r = b;

  return l->min_x < r->min_x ? -1 : l->min_x > r->min_x;
}

static Side *
list_sides (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  guint32 n = ends[n_rings - 1];
  Side *sides = g_new (Side, n);
  guint32 start = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint32 i = start; i < ends[ring]; i++)
      {
        SuyPoint a = points[i];
        SuyPoint b = points[i + 1 == ends[ring] ? start : i + 1];

        sides[i] = (Side){ .a = a,
                           .b = b,
                           .min_x = MIN (a.x, b.x),
                           .max_x = MAX (a.x, b.x),
                           .min_y = MIN (a.y, b.y),
                           .max_y = MAX (a.y, b.y),
                           .ring = ring,
                           .at = i - start,
                           .n = ends[ring] - start };
      }

  return sides;
}

gboolean
suy_rings_are_apart (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  guint32 n = n_rings > 0 ? ends[n_rings - 1] : 0;
  g_autofree Side *sides = NULL;
  guint32 n_pairs = 0;

  if (n_rings == 0 || (n_rings == 1 && suy_ring_is_convex (points, n)))
    return TRUE;

  sides = list_sides (points, ends, n_rings);
  if (n > FEW)
    qsort (sides, n, sizeof *sides, compare_sides);
  for (guint32 i = 0; i < n; i++)
    for (guint32 k = i + 1; k < n && (n <= FEW || sides[k].min_x <= sides[i].max_x); k++)
      if (do_meet (&sides[i], &sides[k]) || ++n_pairs > SUY_RINGS_MAX_PAIRS)
        return FALSE;

  return TRUE;
}

void
suy_rings_resolve (GArray *points, GArray *ends)
{
  const SuyPoint *old_points = (const SuyPoint *) (gpointer) points->data;
  const guint32 *old_ends = (const guint32 *) (gpointer) ends->data;
  g_autoptr (GArray) sides = suy_rings_break (old_points, old_ends, ends->len);

  if (sides == NULL)
    sides = suy_rings_draw (old_points, old_ends, ends->len);
  g_array_set_size (points, 0);
  g_array_set_size (ends, 0);
  suy_rings_walk (sides, points, ends);
}
