/* suy-tile-walk.c: rings along sides that meet in corners alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every corner has an even number of sides, and the sectors between them are inside and outside in
 * turn.  Each side is directed so that the inside is to its left; around a corner those that leave
 * and those that come alternate.  One ray tells it for one side, the corners hand it on.  The walk
 * comes in at a corner and leaves along the other side of the same inner sector; where it passes a
 * corner again, the loop since is a ring of its own. */

#include "suy-tile-rings.h"

#include <stdlib.h>

/* A side as its corner sees it. */
typedef struct
{
  guint32 from, to; /* codes */
  guint32 corner;   /* which corner from is */
  guint32 twin;     /* the same side seen from its other corner */
  gboolean leaves;
  gboolean is_walked;
} Arm;

#define NO_RING G_MAXUINT32
#define BAND 16 /* rows */
#define BANDS ((2 * (SUY_RINGS_HIGH - SUY_RINGS_LOW)) / (2 * BAND) + 1)

typedef struct
{
  Arm *arms; /* by corner, counter-clockwise around it (y taken to go up) */
  guint32 n;
  guint32 *firsts; /* first arm of each corner, one more than corners */
  guint32 n_corners;
  gboolean *is_known; /* of each corner: whether its arms know if they leave */
  guint32 *banded;    /* arms that go up, by the bands of rows that they pass */
  guint32 band_starts[BANDS + 1];
} Plan;

/* A ring while holes look for the outer ring around them. */
typedef struct
{
  guint32 start, end; /* in the points of all rings */
  gint64 area2;
  gint32 min_x, max_x, min_y, max_y;
} Ring;

static gint64
cross (SuyPoint a, SuyPoint b)
{
  return (gint64) a.x * b.y - (gint64) a.y * b.x;
}

static SuyPoint
way (const Arm *arm)
{
  SuyPoint from = suy_ring_point (arm->from);
  SuyPoint to = suy_ring_point (arm->to);

  return (SuyPoint){ to.x - from.x, to.y - from.y };
}

static gboolean
is_lower_half (SuyPoint direction)
{
  return direction.y < 0 || (direction.y == 0 && direction.x < 0);
}

static int
compare_arms (const void *a, const void *b)
{
  const Arm *l = a, *r = b;
  SuyPoint lw, rw;
  gint64 turn;

  if (l->from != r->from)
    return l->from < r->from ? -1 : 1;

  lw = way (l);
  rw = way (r);
  if (is_lower_half (lw) != is_lower_half (rw))
    return is_lower_half (lw) ? 1 : -1;
  turn = cross (lw, rw);

  return turn > 0 ? -1 : turn < 0;
}

/* twin holds the number of the side until the arms are in order. */
static void
make_arms (Plan *plan, const GArray *sides)
{
  g_autofree guint32 *seen = g_new (guint32, sides->len + 1);

  plan->n = 2 * sides->len;
  plan->arms = g_new0 (Arm, plan->n + 1);
  for (guint32 i = 0; i < sides->len; i++)
    {
      guint64 side = g_array_index (sides, guint64, i);

      seen[i] = G_MAXUINT32;
      plan->arms[2 * i] = (Arm){ (guint32) (side >> 32), (guint32) side, .twin = i };
      plan->arms[2 * i + 1] = (Arm){ (guint32) side, (guint32) (side >> 32), .twin = i };
    }
  qsort (plan->arms, plan->n, sizeof *plan->arms, compare_arms);
  for (guint32 i = 0; i < plan->n; i++)
    {
      guint32 side = plan->arms[i].twin;

      if (seen[side] == G_MAXUINT32)
        seen[side] = i;
      else
        {
          plan->arms[i].twin = seen[side];
          plan->arms[seen[side]].twin = i;
        }
    }
}

static void
make_corners (Plan *plan)
{
  plan->firsts = g_new (guint32, plan->n + 1);
  plan->n_corners = 0;
  for (guint32 i = 0; i < plan->n; i++)
    {
      if (i == 0 || plan->arms[i].from != plan->arms[i - 1].from)
        plan->firsts[plan->n_corners++] = i;
      plan->arms[i].corner = plan->n_corners - 1;
    }
  plan->firsts[plan->n_corners] = plan->n;
  plan->is_known = g_new0 (gboolean, plan->n_corners + 1);
}

static guint
band_of (gint32 y)
{
  return (guint) (y - SUY_RINGS_LOW) / BAND;
}

static void
make_bands (Plan *plan)
{
  guint32 next[BANDS];

  for (guint32 i = 0; i < plan->n; i++)
    if (way (&plan->arms[i]).y > 0)
      for (guint band = band_of (suy_ring_point (plan->arms[i].from).y);
           band <= band_of (suy_ring_point (plan->arms[i].to).y); band++)
        plan->band_starts[band + 1]++;
  for (guint band = 0; band < BANDS; band++)
    {
      plan->band_starts[band + 1] += plan->band_starts[band];
      next[band] = plan->band_starts[band];
    }
  plan->banded = g_new (guint32, plan->band_starts[BANDS] + 1);
  for (guint32 i = 0; i < plan->n; i++)
    if (way (&plan->arms[i]).y > 0)
      for (guint band = band_of (suy_ring_point (plan->arms[i].from).y);
           band <= band_of (suy_ring_point (plan->arms[i].to).y); band++)
        plan->banded[next[band]++] = i;
}

static void
plan_clear (Plan *plan)
{
  g_free (plan->banded);
  g_free (plan->arms);
  g_free (plan->firsts);
  g_free (plan->is_known);
}

/* Whether the inside is west of the middle of @arm, which isn't level: an odd number of sides lies
 * west of it.  Everything doubled, so that the middle is a grid point. */
static gboolean
is_inside_west (const Plan *plan, const Arm *arm)
{
  SuyPoint from = suy_ring_point (arm->from);
  SuyPoint to = suy_ring_point (arm->to);
  SuyPoint middle = { from.x + to.x, from.y + to.y };
  guint band = (guint) (middle.y - 2 * SUY_RINGS_LOW) / (2 * BAND);
  gboolean inside = FALSE;

  for (guint32 i = plan->band_starts[band]; i < plan->band_starts[band + 1]; i++)
    {
      const Arm *other = &plan->arms[plan->banded[i]];
      SuyPoint a = suy_ring_point (other->from);
      SuyPoint b = suy_ring_point (other->to);

      /* Not the side itself. */
      if (2 * a.y > middle.y || 2 * b.y <= middle.y || other == arm ||
          other->twin == (guint32) (arm - plan->arms))
        continue;
      if (cross ((SuyPoint){ b.x - a.x, b.y - a.y },
                 (SuyPoint){ middle.x - 2 * a.x, middle.y - 2 * a.y }) < 0)
        inside = !inside;
    }

  return inside;
}

/* From one arm to all that hang together with it. */
static void
direct (Plan *plan, guint32 first, gboolean leaves, GArray *queue)
{
  plan->arms[first].leaves = leaves;
  g_array_append_val (queue, first);
  while (queue->len > 0)
    {
      guint32 known = g_array_index (queue, guint32, queue->len - 1);
      guint32 corner = plan->arms[known].corner;

      g_array_set_size (queue, queue->len - 1);
      if (plan->is_known[corner])
        continue;
      plan->is_known[corner] = TRUE;
      for (guint32 i = plan->firsts[corner]; i < plan->firsts[corner + 1]; i++)
        {
          guint32 twin = plan->arms[i].twin;

          plan->arms[i].leaves = plan->arms[known].leaves == (((i ^ known) & 1) == 0);
          plan->arms[twin].leaves = !plan->arms[i].leaves;
          if (!plan->is_known[plan->arms[twin].corner])
            g_array_append_val (queue, twin);
        }
    }
}

/* The inside is left of an arm that leaves upwards if it is west of it. */
static void
direct_all (Plan *plan)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < plan->n; i++)
    {
      gint32 rise = way (&plan->arms[i]).y;

      if (rise != 0 && !plan->is_known[plan->arms[i].corner])
        direct (plan, i, is_inside_west (plan, &plan->arms[i]) == (rise > 0), queue);
    }
}

/* A corner where no other ring passes may go if the way is straight there. */
static guint
drop_straight (const Plan *plan, const guint32 *path, guint n, SuyPoint *out)
{
  guint n_kept = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 corner = path[i];
      SuyPoint before =
          suy_ring_point (plan->arms[plan->firsts[path[i == 0 ? n - 1 : i - 1]]].from);
      SuyPoint here = suy_ring_point (plan->arms[plan->firsts[corner]].from);
      SuyPoint next = suy_ring_point (plan->arms[plan->firsts[path[i + 1 == n ? 0 : i + 1]]].from);

      if (plan->firsts[corner + 1] - plan->firsts[corner] > 2 ||
          cross ((SuyPoint){ here.x - before.x, here.y - before.y },
                 (SuyPoint){ next.x - here.x, next.y - here.y }) != 0)
        out[n_kept++] = here;
    }

  return n_kept;
}

static void
end_ring (const Plan *plan, const guint32 *path, guint n, GArray *points, GArray *rings)
{
  Ring ring = { .start = points->len,
                .min_x = G_MAXINT32,
                .max_x = G_MININT32,
                .min_y = G_MAXINT32,
                .max_y = G_MININT32 };
  SuyPoint *out;

  g_array_set_size (points, points->len + n);
  out = &g_array_index (points, SuyPoint, ring.start);
  n = drop_straight (plan, path, n, out);
  ring.area2 = suy_ring_get_area2 (out, n);
  ring.end = ring.start + (ABS (ring.area2) >= 2 ? n : 0);
  g_array_set_size (points, ring.end);
  for (guint32 i = ring.start; i < ring.end; i++)
    {
      SuyPoint point = g_array_index (points, SuyPoint, i);

      ring.min_x = MIN (ring.min_x, point.x);
      ring.max_x = MAX (ring.max_x, point.x);
      ring.min_y = MIN (ring.min_y, point.y);
      ring.max_y = MAX (ring.max_y, point.y);
    }
  if (ring.end > ring.start)
    g_array_append_val (rings, ring);
}

/* Behind the arm that came in, clockwise, is the other side of the inner sector. */
static guint32
next_arm (const Plan *plan, guint32 came)
{
  guint32 corner = plan->arms[came].corner;

  return came > plan->firsts[corner] ? came - 1 : plan->firsts[corner + 1] - 1;
}

/* @passed: of each corner, 1 + where it stands in the path, or 0. */
static void
walk_from (Plan *plan, guint32 arm, guint32 *passed, GArray *path, GArray *points, GArray *rings)
{
  g_array_set_size (path, 0);
  g_array_append_val (path, plan->arms[arm].corner);
  passed[plan->arms[arm].corner] = 1;
  while (!plan->arms[arm].is_walked)
    {
      guint32 came = plan->arms[arm].twin;
      guint32 corner = plan->arms[came].corner;
      guint32 *all = (guint32 *) (gpointer) path->data;

      plan->arms[arm].is_walked = TRUE;
      if (passed[corner] > 0)
        {
          guint32 at = passed[corner] - 1;

          end_ring (plan, all + at, path->len - at, points, rings);
          for (guint32 i = at + 1; i < path->len; i++)
            passed[all[i]] = 0;
          g_array_set_size (path, at + 1);
        }
      else
        {
          g_array_append_val (path, corner);
          passed[corner] = path->len;
        }
      arm = next_arm (plan, came);
    }
  passed[g_array_index (path, guint32, 0)] = 0;
}

/* The smallest outer ring around a hole; the middle of a hole's side is on no other ring. */
static guint32
find_holder (const GArray *rings, const SuyPoint *points, const Ring *hole)
{
  SuyPoint a = points[hole->start];
  SuyPoint b = points[hole->start + 1];
  SuyPoint middle = { a.x + b.x, a.y + b.y };
  guint32 best = NO_RING;

  for (guint32 i = 0; i < rings->len; i++)
    {
      const Ring *ring = &g_array_index (rings, Ring, i);
      gboolean inside = FALSE;

      if (ring->area2 <= 0 || ring->min_x > hole->min_x || ring->max_x < hole->max_x ||
          ring->min_y > hole->min_y || ring->max_y < hole->max_y ||
          (best != NO_RING && g_array_index (rings, Ring, best).area2 <= ring->area2))
        continue;
      for (guint32 k = ring->start; k < ring->end; k++)
        {
          SuyPoint from = points[k];
          SuyPoint to = points[k + 1 < ring->end ? k + 1 : ring->start];
          gint64 side = cross ((SuyPoint){ to.x - from.x, to.y - from.y },
                               (SuyPoint){ middle.x - 2 * from.x, middle.y - 2 * from.y });

          if ((2 * from.y > middle.y) != (2 * to.y > middle.y) && (side < 0) == (from.y < to.y))
            inside = !inside;
        }
      if (inside)
        best = i;
    }

  return best;
}

static void
append_ring (const Ring *ring, const GArray *from, GArray *points, GArray *ends)
{
  g_array_append_vals (points, &g_array_index (from, SuyPoint, ring->start),
                       ring->end - ring->start);
  g_array_append_val (ends, points->len);
}

/* Outer rings, each with its holes behind it. */
static void
append_all (GArray *rings, const GArray *found, GArray *points, GArray *ends)
{
  g_autofree guint32 *first_hole = g_new (guint32, rings->len + 1);
  g_autofree guint32 *next_hole = g_new (guint32, rings->len + 1);

  for (guint32 i = 0; i < rings->len; i++)
    first_hole[i] = NO_RING;
  for (guint32 i = rings->len; i > 0; i--)
    {
      const Ring *ring = &g_array_index (rings, Ring, i - 1);
      guint32 holder = NO_RING;

      if (ring->area2 < 0)
        holder = find_holder (rings, (const SuyPoint *) (gpointer) found->data, ring);
      if (holder == NO_RING)
        continue;
      next_hole[i - 1] = first_hole[holder];
      first_hole[holder] = i - 1;
    }
  for (guint32 i = 0; i < rings->len; i++)
    {
      const Ring *ring = &g_array_index (rings, Ring, i);

      if (ring->area2 > 0)
        append_ring (ring, found, points, ends);
      for (guint32 hole = first_hole[i]; hole != NO_RING; hole = next_hole[hole])
        append_ring (&g_array_index (rings, Ring, hole), found, points, ends);
    }
}

void
suy_rings_walk (const GArray *sides, GArray *points, GArray *ends)
{
  Plan plan = { 0 };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *passed = NULL;

  make_arms (&plan, sides);
  make_corners (&plan);
  make_bands (&plan);
  direct_all (&plan);
  passed = g_new0 (guint32, plan.n_corners + 1);
  for (guint32 i = 0; i < plan.n; i++)
    if (plan.arms[i].leaves && !plan.arms[i].is_walked)
      walk_from (&plan, i, passed, path, found, rings);
  plan_clear (&plan);

  append_all (rings, found, points, ends);
}
