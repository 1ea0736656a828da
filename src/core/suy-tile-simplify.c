/* suy-tile-simplify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-simplify.h"

#include <math.h>

/* How many places in a row may be unfit to end at before we give up; it bounds the time. */
#define LOOK_AHEAD 16

/* A segment from @from passes all places since within the tolerance if it goes at least as far as
 * @far2 (squared) and its direction is between @low and @high: angles from the direction @ahead. */
typedef struct
{
  SuyPlace from;
  double far2;
  gboolean is_narrow; /* else every direction will do */
  SuyPlace ahead;
  double low, high;
} Sleeve;

typedef enum
{
  FIT,   /* the segment may end here */
  UNFIT, /* not here, but perhaps farther on */
  CLOSED,
} Step;

static double
angle_between (SuyPlace a, SuyPlace b)
{
  return atan2 (a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
}

static Step
lengthen (Sleeve *self, SuyPlace place)
{
  SuyPlace way = { place.x - self->from.x, place.y - self->from.y };
  double length2 = way.x * way.x + way.y * way.y;
  gboolean is_far = length2 >= self->far2;
  double angle, half;

  self->far2 = MAX (self->far2, length2);
  if (length2 <= SUY_SIMPLIFY_TOLERANCE * SUY_SIMPLIFY_TOLERANCE)
    return self->is_narrow ? UNFIT : FIT;

  half = asin (SUY_SIMPLIFY_TOLERANCE / sqrt (length2));
  if (!self->is_narrow)
    {
      self->is_narrow = TRUE;
      self->ahead = way;
      self->low = -half;
      self->high = half;
      return FIT;
    }

  /* The first half angle is under a right one, so a range beyond half a turn can't meet it. */
  angle = angle_between (self->ahead, way);
  is_far = is_far && angle >= self->low && angle <= self->high;
  self->low = MAX (self->low, angle - half);
  self->high = MIN (self->high, angle + half);
  if (self->low > self->high)
    return CLOSED;

  return is_far ? FIT : UNFIT;
}

/* Returns: the last place up to which a segment from places[start] will do */
static guint
reach (const SuyPlace *places, guint n, guint start)
{
  Sleeve sleeve = { .from = places[start] };
  guint end = start + 1;

  for (guint i = start + 1; i < n && i <= end + LOOK_AHEAD; i++)
    {
      Step step = lengthen (&sleeve, places[i]);

      if (step == CLOSED)
        break;
      if (step == FIT)
        end = i;
    }

  return end;
}

guint
suy_places_simplify (SuyPlace *places, guint n)
{
  guint n_kept = 1;

  if (n < 3)
    return n;

  for (guint at = 0; at < n - 1;)
    {
      at = reach (places, n, at);
      places[n_kept++] = places[at];
    }

  return n_kept;
}

void
suy_grid_push (GArray *grid, SuyPoint point)
{
  if (grid->len > 0)
    {
      SuyPoint last = g_array_index (grid, SuyPoint, grid->len - 1);

      if (last.x == point.x && last.y == point.y)
        return;
    }

  g_array_append_val (grid, point);
}

/* 0 too where two of them are equal. */
static gint64
corner (SuyPoint a, SuyPoint b, SuyPoint c)
{
  return (gint64) (b.x - a.x) * (c.y - b.y) - (gint64) (b.y - a.y) * (c.x - b.x);
}

void
suy_grid_clean_ring (GArray *grid)
{
  SuyPoint *points = (SuyPoint *) (gpointer) grid->data;
  guint first = 0;
  guint n = 0; /* behind the last point that stays */

  for (guint i = 0; i < grid->len; i++)
    {
      points[n++] = points[i];
      while (n >= 3 && corner (points[n - 3], points[n - 2], points[n - 1]) == 0)
        {
          points[n - 2] = points[n - 1];
          n--;
        }
    }

  /* The same where the end meets the start. */
  while (n - first >= 3)
    {
      if (corner (points[n - 2], points[n - 1], points[first]) == 0)
        n--;
      else if (corner (points[n - 1], points[first], points[first + 1]) == 0)
        first++;
      else
        break;
    }

  g_array_set_size (grid, n);
  g_array_remove_range (grid, 0, first);
}

gint64
suy_grid_get_area2 (const GArray *grid)
{
  const SuyPoint *points = (const SuyPoint *) (gconstpointer) grid->data;
  gint64 sum = 0;

  for (guint i = 0; i < grid->len; i++)
    {
      SuyPoint a = points[i == 0 ? grid->len - 1 : i - 1];

      sum += (gint64) a.x * points[i].y - (gint64) points[i].x * a.y;
    }

  return sum;
}

void
suy_grid_reverse (GArray *grid)
{
  SuyPoint *points = (SuyPoint *) (gpointer) grid->data;

  for (guint i = 0, j = grid->len; i + 1 < j; i++)
    {
      SuyPoint point = points[i];

      points[i] = points[--j];
      points[j] = point;
    }
}
