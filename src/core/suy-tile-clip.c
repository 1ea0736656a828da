/* suy-tile-clip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-clip.h"

#include <math.h>

/* The sides of a box; a point beyond one of them has its bit set. */
enum
{
  WEST = 1,
  EAST = 2,
  NORTH = 4,
  SOUTH = 8,
};

static guint
sides_beyond (const SuyFarBox *box, SuyFar point)
{
  return (point.x < box->min_x ? WEST : 0u) | (point.x > box->max_x ? EAST : 0u) |
         (point.y < box->min_y ? NORTH : 0u) | (point.y > box->max_y ? SOUTH : 0u);
}

/* Narrows @from..@to to the part of a segment where start + t * step is between low and high. */
static gboolean
narrow (double start, double step, gint64 low, gint64 high, double *part)
{
  double a, b;

  if (step == 0)
    return start >= (double) low && start <= (double) high;

  a = ((double) low - start) / step;
  b = ((double) high - start) / step;
  part[0] = MAX (part[0], MIN (a, b));
  part[1] = MIN (part[1], MAX (a, b));

  return part[0] <= part[1];
}

static gint64
round_into (double value, gint64 low, gint64 high)
{
  gint64 whole = (gint64) floor (value + 0.5);

  return CLAMP (whole, low, high);
}

static void
push_at (GArray *points, SuyFar a, double dx, double dy, double t, const SuyFarBox *box)
{
  SuyFar point = { round_into ((double) a.x + t * dx, box->min_x, box->max_x),
                   round_into ((double) a.y + t * dy, box->min_y, box->max_y) };

  g_array_append_val (points, point);
}

static void
end_run (GArray *points, GArray *ends)
{
  guint32 last = ends->len > 0 ? g_array_index (ends, guint32, ends->len - 1) : 0;

  if (points->len > last)
    g_array_append_val (ends, points->len);
}

static void
clip_segment (SuyFar a, SuyFar b, const SuyFarBox *box, GArray *points, GArray *ends)
{
  double dx = (double) (b.x - a.x);
  double dy = (double) (b.y - a.y);
  double part[2] = { 0, 1 };
  guint32 last;

  if (!narrow ((double) a.x, dx, box->min_x, box->max_x, part) ||
      !narrow ((double) a.y, dy, box->min_y, box->max_y, part))
    return;

  /* Who comes in again has been outside, and starts a new run. */
  if (part[0] > 0)
    end_run (points, ends);
  last = ends->len > 0 ? g_array_index (ends, guint32, ends->len - 1) : 0;
  if (points->len == last)
    push_at (points, a, dx, dy, part[0], box);
  if (part[1] < 1)
    push_at (points, a, dx, dy, part[1], box);
  else
    g_array_append_val (points, b);
}

void
suy_clip_line (const SuyFar *line, guint32 n, SuyFarBox box, GArray *points, GArray *ends)
{
  guint beyond = n > 0 ? sides_beyond (&box, line[0]) : 0;

  for (guint32 i = 1; i < n; i++)
    {
      guint before = beyond;

      beyond = sides_beyond (&box, line[i]);
      if ((before & beyond) == 0)
        clip_segment (line[i - 1], line[i], &box, points, ends);
    }
  end_run (points, ends);
}

/* Of a stretch beyond one side only its ends matter: the area between the stretch and the chord is
 * beyond that side too.  Returns: all sides that the ring passes */
static guint
drop_stretches (GArray *ring, const SuyFarBox *box)
{
  SuyFar *points = (SuyFar *) (gpointer) ring->data;
  guint n = ring->len;
  guint n_kept = 0;
  guint passed = 0;
  guint last = 0; /* of the last point kept */
  guint here = n > 0 ? sides_beyond (box, points[0]) : 0;
  guint first = here;

  for (guint i = 0; i < n; i++)
    {
      guint next = i + 1 < n ? sides_beyond (box, points[i + 1]) : first;

      passed |= here;
      if ((last & here & next) == 0)
        {
          points[n_kept++] = points[i];
          last = here;
        }
      here = next;
    }
  g_array_set_size (ring, n_kept);

  return passed;
}

/* How far inside the half-plane of @side; negative: outside. */
static gint64
depth (SuyFar point, guint side, const SuyFarBox *box)
{
  switch (side)
    {
    case WEST:
      return point.x - box->min_x;
    case EAST:
      return box->max_x - point.x;
    case NORTH:
      return point.y - box->min_y;
    default:
      return box->max_y - point.y;
    }
}

/* Where the segment crosses the side: on the side exactly, along it rounded. */
static SuyFar
crossing (SuyFar a, SuyFar b, guint side, const SuyFarBox *box)
{
  double depth_a = (double) depth (a, side, box);
  double t = depth_a / (depth_a - (double) depth (b, side, box));
  gint64 x = (gint64) floor ((double) a.x + t * (double) (b.x - a.x) + 0.5);
  gint64 y = (gint64) floor ((double) a.y + t * (double) (b.y - a.y) + 0.5);

  switch (side)
    {
    case WEST:
      return (SuyFar){ box->min_x, y };
    case EAST:
      return (SuyFar){ box->max_x, y };
    case NORTH:
      return (SuyFar){ x, box->min_y };
    default:
      return (SuyFar){ x, box->max_y };
    }
}

static void
clip_side (const GArray *ring, GArray *out, guint side, const SuyFarBox *box)
{
  const SuyFar *points = (const SuyFar *) (gconstpointer) ring->data;
  guint n = ring->len;

  g_array_set_size (out, 0);
  for (guint i = 0; i < n; i++)
    {
      SuyFar a = points[i == 0 ? n - 1 : i - 1];
      SuyFar b = points[i];
      gboolean is_in = depth (b, side, box) >= 0;

      if (is_in != (depth (a, side, box) >= 0))
        {
          SuyFar place = crossing (a, b, side, box);

          g_array_append_val (out, place);
        }
      if (is_in)
        g_array_append_val (out, b);
    }
}

void
suy_clip_ring (GArray *ring, GArray *spare, SuyFarBox box)
{
  guint passed = drop_stretches (ring, &box);

  for (guint side = WEST; side <= SOUTH; side <<= 1)
    if ((passed & side) != 0)
      {
        clip_side (ring, spare, side, &box);
        g_array_set_size (ring, 0);
        g_array_append_vals (ring, spare->data, spare->len);
      }
}
