/* suy-tile-simplify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-simplify.h"

#include <math.h>

#define TOLERANCE2 (SUY_SIMPLIFY_TOLERANCE * SUY_SIMPLIFY_TOLERANCE)

/* A ray from @from that goes at least as far as @far2 (squared) between @right and @left passes all
 * places since within the tolerance. */
typedef struct
{
  SuyPlace from;
  double far2;
  gboolean is_narrow; /* else every direction will do */
  SuyPlace right, left;
} Sleeve;

static double
cross (SuyPlace a, SuyPlace b)
{
  return a.x * b.y - a.y * b.x;
}

static SuyPlace
turn (SuyPlace way, double sine, double cosine)
{
  return (SuyPlace){ way.x * cosine - way.y * sine, way.x * sine + way.y * cosine };
}

static void
narrow (Sleeve *self, SuyPlace way, double length2)
{
  double sine = SUY_SIMPLIFY_TOLERANCE / sqrt (length2);
  double cosine = sqrt (1 - sine * sine);
  SuyPlace right = turn (way, -sine, cosine);
  SuyPlace left = turn (way, sine, cosine);

  if (!self->is_narrow || cross (self->right, right) > 0)
    self->right = right;
  if (!self->is_narrow || cross (self->left, left) < 0)
    self->left = left;
  self->is_narrow = TRUE;
}

/* Whether the line may go on to @place; if so the sleeve is narrowed to it. */
static gboolean
lengthen (Sleeve *self, SuyPlace place)
{
  SuyPlace way = { place.x - self->from.x, place.y - self->from.y };
  double length2 = way.x * way.x + way.y * way.y;

  if (self->is_narrow &&
      (length2 < self->far2 || cross (self->right, way) < 0 || cross (way, self->left) < 0))
    return FALSE;

  self->far2 = MAX (self->far2, length2);
  if (length2 > TOLERANCE2)
    narrow (self, way, length2);

  return TRUE;
}

guint
suy_places_simplify (SuyPlace *places, guint n)
{
  Sleeve sleeve = { 0 };
  guint n_kept = 1;

  if (n < 3)
    return n;

  sleeve.from = places[0];
  for (guint i = 1; i < n; i++)
    if (!lengthen (&sleeve, places[i]))
      {
        SuyPlace end = places[i - 1];

        places[n_kept++] = end;
        sleeve = (Sleeve){ .from = end };
        lengthen (&sleeve, places[i]);
      }
  places[n_kept++] = places[n - 1];

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
