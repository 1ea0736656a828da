/* suy-edge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Let d(s) be the distance from a point P to the place at s metres along the edge.  Its slope is
 * -cos of the angle between the edge and the way to P.  Its second derivative is the square of that
 * sine times M/m, geodesic scale over reduced length.  M starts at 1 and obeys M'' + K M = 0; the
 * Gauss curvature K of the ellipsoid lies between 1/c^2 at the poles (c = a^2/b) and 1/b^2 at the
 * equator, so by Sturm's comparison M > 0 while d < pi b / 2 = 9985.16 km, and M < 0 from
 * pi c / 2 = 10052.46 km up to where P loses sight (there d is a least of such functions).  Hence
 *
 *  - nearer than CONVEX_M, d is convex: one least place, which the slope points to;
 *  - farther than CONCAVE_M, d is concave: the nearer end is the least place;
 *  - an edge that reaches into both or the band between is halved until its pieces lie in one of
 *    them or are below SHORT_M.  In the band |M/m| < 1.7e-9 / m, and changes by less than 1e-15 /
 *    m^2, so what a short piece can hide below its ends and the place its slopes point to is under
 *    1e-6 m.
 *
 * Two edges that do not meet are nearest at an end of one of them: at a pair of inner places the
 * geodesic between would stand square on both, and as K > 0, sliding both feet the same way
 * shortens it (second variation: minus the integral of K), so such a pair is never least. */

#include "suy-edge.h"

#include <math.h>

#define CONVEX_M 9985000.0
#define CONCAVE_M 10053000.0
#define SHORT_M 2000.0
#define STEP_M 1e-7 /* at d the error is below STEP_M^2 / 2 d, and below STEP_M */
#define MAX_STEPS 60
#define MEAN_RADIUS_M 6371009.0 /* only guides the steps */

typedef struct
{
  struct geod_geodesicline line;
  double length;
  double lon, lat; /* of P */
  double best, best_along;
} Look;

typedef struct
{
  double along;
  double distance;
  double ahead; /* metres to the foot of P as seen from here, on a sphere */
} Spot;

static gpointer
make_earth (gpointer data)
{
  static struct geod_geodesic earth;

  geod_init (&earth, SUY_EARTH_A, SUY_EARTH_F);

  return &earth;
}

const struct geod_geodesic *
suy_edge_earth (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_earth, NULL);
}

gboolean
suy_edge_same_place (SuyPoint a, SuyPoint b)
{
  if (a.y != b.y)
    return FALSE;

  return a.x == b.x || ABS (a.y) == 90 * SUY_DEGREE ||
         (ABS (a.x) == 180 * SUY_DEGREE && ABS (b.x) == 180 * SUY_DEGREE);
}

static Spot
look_from (Look *look, double along)
{
  Spot spot = { .along = along };
  double lat, lon, way, to_p, angle;

  geod_position (&look->line, along, &lat, &lon, &way);
  geod_inverse (suy_edge_earth (), lat, lon, look->lat, look->lon, &spot.distance, &to_p, NULL);

  angle = spot.distance / MEAN_RADIUS_M;
  spot.ahead =
      MEAN_RADIUS_M * atan2 (sin (angle) * cos ((to_p - way) * (G_PI / 180)), fabs (cos (angle)));

  if (spot.distance < look->best)
    {
      look->best = spot.distance;
      look->best_along = along;
    }

  return spot;
}

/* Walks to the foot of P between @low and @high, where d is convex: steps as on a sphere, kept
 * between places known to be before and behind it. */
static void
walk (Look *look, double low, double high, double start)
{
  double before = low, behind = high;
  gboolean low_seen = FALSE, high_seen = FALSE;
  double along = CLAMP (start, low, high);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      Spot spot = look_from (look, along);

      if (spot.distance < SUY_TOUCH_M || fabs (spot.ahead) < STEP_M)
        return;

      if (spot.ahead > 0)
        {
          low_seen = TRUE;
          before = along;
        }
      else
        {
          high_seen = TRUE;
          behind = along;
        }

      if ((spot.ahead > 0 && along == high) || (spot.ahead < 0 && along == low) ||
          behind - before < STEP_M)
        return;

      along += spot.ahead;
      if (along >= behind)
        along = high_seen ? (before + behind) / 2 : high;
      else if (along <= before)
        along = low_seen ? (before + behind) / 2 : low;
    }
}

static void
search (Look *look, const Spot *from, const Spot *to, double guess)
{
  double length = to->along - from->along;
  double sum = from->distance + to->distance;

  if ((sum - length) / 2 >= MIN (look->best, CONCAVE_M))
    return;

  if ((sum + length) / 2 <= CONVEX_M || length <= SHORT_M)
    {
      if (from->ahead > 0 && to->ahead < 0)
        walk (look, from->along, to->along, guess);
    }
  else
    {
      Spot middle = look_from (look, (from->along + to->along) / 2);

      search (look, from, &middle, guess);
      search (look, &middle, to, guess);
    }
}

double
suy_edge_point_distance (SuyPoint a, SuyPoint b, SuyPoint p, double guess, double *along)
{
  Look look = { .lon = suy_degrees (p.x), .lat = suy_degrees (p.y), .best = INFINITY };
  Spot from, to;

  geod_inverseline (&look.line, suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x),
                    suy_degrees (b.y), suy_degrees (b.x), 0);
  look.length = look.line.s13;

  if (suy_edge_same_place (a, p) || suy_edge_same_place (b, p))
    {
      if (along != NULL)
        *along = suy_edge_same_place (a, p) ? 0 : look.length;
      return 0;
    }

  from = look_from (&look, 0);
  if (!suy_edge_same_place (a, b))
    {
      to = look_from (&look, look.length);
      search (&look, &from, &to, guess * look.length);
    }

  if (along != NULL)
    *along = look.best_along;

  return look.best < SUY_TOUCH_M ? 0 : look.best;
}

/* Metres that @p lies to the right of the geodesic from @a to @b, near enough for its sign. */
static double
right_of (SuyPoint a, SuyPoint b, SuyPoint p)
{
  double to_b, to_p;

  geod_inverse (suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x), suy_degrees (b.y),
                suy_degrees (b.x), NULL, &to_b, NULL);
  geod_inverse (suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x), suy_degrees (p.y),
                suy_degrees (p.x), NULL, &to_p, NULL);

  return sin ((to_p - to_b) * (G_PI / 180));
}

/* Each edge has its ends on both sides of the other.  Great circles meet twice, so this is also
 * true when one edge crosses the far half of the other's circle; the caller rules that out. */
static gboolean
cross (const SuyPoint a[2], const SuyPoint b[2])
{
  return right_of (a[0], a[1], b[0]) * right_of (a[0], a[1], b[1]) < 0 &&
         right_of (b[0], b[1], a[0]) * right_of (b[0], b[1], a[1]) < 0;
}

static void
unit_vector (SuyPoint p, double out[3])
{
  double lon = suy_degrees (p.x) * (G_PI / 180), lat = suy_degrees (p.y) * (G_PI / 180);

  out[0] = cos (lat) * cos (lon);
  out[1] = cos (lat) * sin (lon);
  out[2] = sin (lat);
}

/* Whether the edges are on the same side of the earth: their middles are less than 90 degrees
 * apart. Edges of at most half the earth that cross have it so, unless both are nearly that long.
 */
static gboolean
same_half (const SuyPoint a[2], const SuyPoint b[2])
{
  double sum[2][3], v[3], dot = 0;

  for (guint e = 0; e < 2; e++)
    {
      const SuyPoint *edge = e == 0 ? a : b;

      unit_vector (edge[0], sum[e]);
      unit_vector (edge[1], v);
      for (guint i = 0; i < 3; i++)
        sum[e][i] += v[i];
    }

  for (guint i = 0; i < 3; i++)
    dot += sum[0][i] * sum[1][i];

  return dot > 0;
}

double
suy_edge_distance (const SuyPoint a[2], const SuyPoint b[2])
{
  gboolean a_is_point = suy_edge_same_place (a[0], a[1]);
  gboolean b_is_point = suy_edge_same_place (b[0], b[1]);
  double best = INFINITY;

  for (guint i = 0; i < (a_is_point ? 1 : 2) && best > 0; i++)
    best = MIN (best, suy_edge_point_distance (b[0], b[1], a[i], 0.5, NULL));

  if (a_is_point || best == 0)
    return best;

  for (guint i = 0; i < (b_is_point ? 1 : 2) && best > 0; i++)
    best = MIN (best, suy_edge_point_distance (a[0], a[1], b[i], 0.5, NULL));

  if (!b_is_point && best > 0 && same_half (a, b) && cross (a, b))
    best = 0;

  return best;
}
