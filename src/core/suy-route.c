/* suy-route.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-route.h"

#include <math.h>
#include <string.h>

#include "suy-geodesic.h"

#define MOST_MOVED 3    /* places that move together (Or 1976) */
#define LEAST_GAIN 1e-6 /* metres; below that rounding could go back and forth */

/* Node 0 is the start, node i + 1 the place i; a way is all nodes in order, the start first. */
typedef struct
{
  guint n;     /* nodes */
  double *far; /* n x n, metres */
  guint *way;
} Route;

static double
far (const Route *self, guint a, guint b)
{
  return self->far[(gsize) a * self->n + b];
}

/* Between the places that stand at two positions; nothing behind the last. */
static double
leg (const Route *self, guint from, guint to)
{
  return to < self->n ? far (self, self->way[from], self->way[to]) : 0;
}

static void
measure (Route *self, SuyPoint start, const SuyPoint *points)
{
  for (guint a = 0; a < self->n; a++)
    for (guint b = 0; b <= a; b++)
      {
        SuyPoint p = a == 0 ? start : points[a - 1], q = b == 0 ? start : points[b - 1];
        double metres = a == b ? 0 : suy_geodesic_distance (p, q);

        self->far[(gsize) a * self->n + b] = metres;
        self->far[(gsize) b * self->n + a] = metres;
      }
}

static double
sum (const Route *self)
{
  double metres = 0;

  for (guint i = 0; i + 1 < self->n; i++)
    metres += leg (self, i, i + 1);

  return metres;
}

/* ---- exact ---- */

/* best[set * m + last]: the shortest way from the start through the places of set to last. */
static void
fill_best (const Route *self, double *best, guint8 *before)
{
  guint m = self->n - 1;

  for (guint set = 1; set < 1u << m; set++)
    for (guint last = 0; last < m; last++)
      {
        guint rest = set & ~(1u << last);
        double *cell = &best[(gsize) set * m + last];

        *cell = rest == 0 && set != 0 ? far (self, 0, last + 1) : INFINITY;
        for (guint k = 0; (set & (1u << last)) != 0 && k < m; k++)
          {
            double metres = (rest & (1u << k)) == 0
                                ? INFINITY
                                : best[(gsize) rest * m + k] + far (self, k + 1, last + 1);

            if (metres < *cell)
              {
                *cell = metres;
                before[(gsize) set * m + last] = (guint8) k;
              }
          }
      }
}

static void
solve (Route *self)
{
  guint m = self->n - 1, set = (1u << m) - 1, last = 0;
  g_autofree double *best = g_new (double, (gsize) m << m);
  g_autofree guint8 *before = g_new0 (guint8, (gsize) m << m);

  fill_best (self, best, before);
  for (guint k = 1; k < m; k++)
    if (best[(gsize) set * m + k] < best[(gsize) set * m + last])
      last = k;
  for (guint at = m; at > 0; at--)
    {
      guint next = before[(gsize) set * m + last];

      self->way[at] = last + 1;
      set &= ~(1u << last);
      last = next;
    }
}

/* ---- nearest first, then shorter ---- */

static void
take_nearest (Route *self)
{
  for (guint i = 0; i < self->n; i++)
    self->way[i] = i;
  for (guint at = 1; at < self->n; at++)
    {
      guint nearest = at, swap;

      for (guint k = at + 1; k < self->n; k++)
        if (leg (self, at - 1, k) < leg (self, at - 1, nearest) ||
            (leg (self, at - 1, k) <= leg (self, at - 1, nearest) &&
             self->way[k] < self->way[nearest]))
          nearest = k;
      swap = self->way[at];
      self->way[at] = self->way[nearest];
      self->way[nearest] = swap;
    }
}

static void
turn (Route *self, guint from, guint to)
{
  for (; from < to; from++, to--)
    {
      guint swap = self->way[from];

      self->way[from] = self->way[to];
      self->way[to] = swap;
    }
}

/* A stretch walked the other way round. */
static gboolean
turn_stretches (Route *self)
{
  gboolean better = FALSE;

  for (guint i = 1; i + 1 < self->n; i++)
    for (guint j = i + 1; j < self->n; j++)
      {
        double behind = j + 1 < self->n ? far (self, self->way[i], self->way[j + 1]) : 0;
        double gain = leg (self, i - 1, i) + leg (self, j, j + 1) -
                      far (self, self->way[i - 1], self->way[j]) - behind;

        if (gain <= LEAST_GAIN)
          continue;
        turn (self, i, j);
        better = TRUE;
      }

  return better;
}

/* Puts @count places from @from on between positions @to and @to + 1 of the others. */
static void
move (Route *self, guint from, guint count, guint to, gboolean turned)
{
  guint held[MOST_MOVED];

  for (guint i = 0; i < count; i++)
    held[i] = self->way[turned ? from + count - 1 - i : from + i];
  if (to < from)
    memmove (&self->way[to + 1 + count], &self->way[to + 1], (from - to - 1) * sizeof (guint));
  else
    memmove (&self->way[from], &self->way[from + count], (to - from - count + 1) * sizeof (guint));
  memcpy (&self->way[to < from ? to + 1 : to - count + 1], held, count * sizeof (guint));
}

/* The best other position of one stretch.  Returns: whether it was moved */
static gboolean
move_stretch (Route *self, guint from, guint count)
{
  guint first = self->way[from], last = self->way[from + count - 1], best_to = 0;
  double joined =
      from + count < self->n ? far (self, self->way[from - 1], self->way[from + count]) : 0;
  double saved = leg (self, from - 1, from) + leg (self, from + count - 1, from + count) - joined;
  double best = LEAST_GAIN;
  gboolean best_turned = FALSE;

  for (guint to = 0; to < self->n; to++)
    {
      guint behind = to + 1 < self->n ? self->way[to + 1] : G_MAXUINT;
      double open = leg (self, to, to + 1);

      if (to + 1 >= from && to < from + count)
        continue;
      for (guint turned = 0; turned < 2; turned++)
        {
          guint a = turned ? last : first, b = turned ? first : last;
          double added = far (self, self->way[to], a) +
                         (behind == G_MAXUINT ? 0 : far (self, b, behind)) - open;

          if (saved - added > best)
            {
              best = saved - added;
              best_to = to;
              best_turned = turned != 0;
            }
        }
    }
  if (best <= LEAST_GAIN)
    return FALSE;
  move (self, from, count, best_to, best_turned);

  return TRUE;
}

static gboolean
move_stretches (Route *self)
{
  gboolean better = FALSE;

  for (guint count = 1; count <= MOST_MOVED; count++)
    for (guint from = 1; from + count <= self->n; from++)
      better |= move_stretch (self, from, count);

  return better;
}

/* Each step gains more than rounding can lose, so that it ends. */
static void
shorten (Route *self)
{
  gboolean better = TRUE;

  while (better)
    {
      better = turn_stretches (self);
      better |= move_stretches (self);
    }
}

double
suy_route_plan (SuyPoint start, const SuyPoint *points, guint n, guint exact, guint *order)
{
  g_autofree double *distances = NULL;
  g_autofree guint *way = NULL;
  Route route = { .n = n + 1 };

  g_return_val_if_fail (n <= SUY_ROUTE_MAX && exact <= SUY_ROUTE_MAX_EXACT, 0);

  route.far = distances = g_new (double, (gsize) route.n *route.n);
  route.way = way = g_new0 (guint, route.n);
  measure (&route, start, points);
  if (n > 0 && n <= exact)
    solve (&route);
  else
    {
      take_nearest (&route);
      shorten (&route);
    }
  for (guint i = 0; i < n; i++)
    order[i] = way[i + 1] - 1;

  return sum (&route);
}
