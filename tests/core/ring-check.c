/* ring-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ring-check.h"

#include <math.h>

typedef struct
{
  SuyPoint a, b;
  guint ring;
  guint32 at, n;
} Side;

guint
check_n_cases (guint usual)
{
  const char *text = g_getenv ("SUY_CASES");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : usual;
}

gint64
check_area2 (const SuyPoint *points, guint32 n)
{
  gint64 sum = 0;

  for (guint32 i = 0; i < n; i++)
    {
      SuyPoint a = points[i], b = points[(i + 1) % n];

      sum += (gint64) a.x * b.y - (gint64) b.x * a.y;
    }

  return sum;
}

static int
turn (SuyPoint a, SuyPoint b, SuyPoint c)
{
  gint64 area = (gint64) (b.x - a.x) * (c.y - a.y) - (gint64) (b.y - a.y) * (c.x - a.x);

  return area > 0 ? 1 : area < 0 ? -1 : 0;
}

static gboolean
is_same (SuyPoint a, SuyPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static gboolean
is_on (SuyPoint p, SuyPoint a, SuyPoint b)
{
  return turn (a, b, p) == 0 && p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x) &&
         p.y >= MIN (a.y, b.y) && p.y <= MAX (a.y, b.y);
}

/* Whether the sides have more in common than one end of both. */
static gboolean
do_clash (Side one, Side other)
{
  if (turn (one.a, one.b, other.a) * turn (one.a, one.b, other.b) < 0 &&
      turn (other.a, other.b, one.a) * turn (other.a, other.b, one.b) < 0)
    return TRUE;
  if (is_on (one.a, other.a, other.b) && !is_same (one.a, other.a) && !is_same (one.a, other.b))
    return TRUE;
  if (is_on (one.b, other.a, other.b) && !is_same (one.b, other.a) && !is_same (one.b, other.b))
    return TRUE;
  if (is_on (other.a, one.a, one.b) && !is_same (other.a, one.a) && !is_same (other.a, one.b))
    return TRUE;
  if (is_on (other.b, one.a, one.b) && !is_same (other.b, one.a) && !is_same (other.b, one.b))
    return TRUE;

  return (is_same (one.a, other.a) && is_same (one.b, other.b)) ||
         (is_same (one.a, other.b) && is_same (one.b, other.a));
}

static void
check_pair (Side one, Side other)
{
  g_assert_false (do_clash (one, other));

  /* Within a ring corners come once. */
  if (one.ring == other.ring)
    g_assert_false (is_same (one.a, other.a));
}

gboolean
check_is_inside (const SuyPoint *points, const guint32 *ends, guint n_rings, double x, double y)
{
  gboolean inside = FALSE;
  guint32 start = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint32 i = start; i < ends[ring]; i++)
      {
        SuyPoint a = points[i];
        SuyPoint b = points[i + 1 < ends[ring] ? i + 1 : start];

        if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
          inside = !inside;
      }

  return inside;
}

double
check_distance (const SuyPoint *points, const guint32 *ends, guint n_rings, double x, double y)
{
  double least = G_MAXDOUBLE;
  guint32 start = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    for (guint32 i = start; i < ends[ring]; i++)
      {
        SuyPoint a = points[i];
        SuyPoint b = points[i + 1 < ends[ring] ? i + 1 : start];
        double dx = b.x - a.x, dy = b.y - a.y;
        double length2 = dx * dx + dy * dy;
        double t = length2 > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length2 : 0;

        t = CLAMP (t, 0, 1);
        least = MIN (least, hypot (a.x + t * dx - x, a.y + t * dy - y));
      }

  return least;
}

/* The middle of the hole's first side is on no other ring. */
static void
check_hole (const SuyPoint *hole, const SuyPoint *outer, guint32 n_outer)
{
  double x = (hole[0].x + hole[1].x) / 2.0 + 1e-7;
  double y = (hole[0].y + hole[1].y) / 2.0 + 1e-7;

  g_assert_true (check_is_inside (outer, &n_outer, 1, x, y));
}

void
check_rings (const SuyPoint *points, const guint32 *ends, guint n_rings)
{
  guint32 n = n_rings > 0 ? ends[n_rings - 1] : 0;
  g_autofree Side *sides = g_new (Side, n + 1);
  guint32 start = 0, outer = 0, outer_end = 0;

  for (guint ring = 0; ring < n_rings; start = ends[ring++])
    {
      gint64 area2 = check_area2 (points + start, ends[ring] - start);

      g_assert_cmpint (ABS (area2), >=, 2);
      if (ring == 0)
        g_assert_cmpint (area2, >, 0);
      if (area2 < 0)
        check_hole (points + start, points + outer, outer_end - outer);
      else
        {
          outer = start;
          outer_end = ends[ring];
        }
      for (guint32 i = start; i < ends[ring]; i++)
        sides[i] = (Side){ points[i], points[i + 1 < ends[ring] ? i + 1 : start], ring, i - start,
                           ends[ring] - start };
    }

  for (guint32 i = 0; i < n; i++)
    for (guint32 k = i + 1; k < n; k++)
      check_pair (sides[i], sides[k]);
}
