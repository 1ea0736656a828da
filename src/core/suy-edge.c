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
#define SPHERE_STEPS 6
#define MAX_STEPS 150
#define NEAR_M 1e6 /* here a plane tells how much is left to gain */
#define EXCESS_M 1e-9
#define MEAN_RADIUS_M 6371009.0 /* only guides the steps */

typedef struct
{
  struct geod_geodesicline line;
  double length;
  SuyPoint a, b;
  double start, end; /* azimuths of the edge at a and b */
  double lon, lat;   /* of P */
  gboolean wants_along;
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

/* Looks at P from the place @lon, @lat of the edge, which goes on towards the azimuth @way. */
static Spot
look_at (Look *look, double along, double lon, double lat, double way)
{
  Spot spot = { .along = along };
  double from_p, angle;

  geod_inverse (suy_edge_earth (), look->lat, look->lon, lat, lon, &spot.distance, NULL, &from_p);

  angle = spot.distance / MEAN_RADIUS_M;
  spot.ahead = -MEAN_RADIUS_M *
               atan2 (sin (angle) * cos ((from_p - way) * (G_PI / 180)), fabs (cos (angle)));

  if (spot.distance < look->best)
    {
      look->best = spot.distance;
      look->best_along = along;
    }

  return spot;
}

static Spot
look_from (Look *look, double along)
{
  double lat, lon, way;

  geod_position (&look->line, along, &lat, &lon, &way);

  return look_at (look, along, lon, lat, way);
}

/* The same, from an end itself if @along is there or beyond. */
static Spot
look_within (Look *look, double along)
{
  if (along <= 0)
    return look_at (look, 0, suy_degrees (look->a.x), suy_degrees (look->a.y), look->start);
  if (along >= look->length)
    return look_at (look, look->length, suy_degrees (look->b.x), suy_degrees (look->b.y),
                    look->end);

  return look_from (look, along);
}

/* At the foot itself the distance would be less by ahead^2 / 2 d, as on a plane. */
static gboolean
is_done (const Look *look, const Spot *spot)
{
  return spot->distance < SUY_TOUCH_M || fabs (spot->ahead) < STEP_M ||
         (!look->wants_along && spot->distance < NEAR_M &&
          spot->ahead * spot->ahead < 2 * EXCESS_M * spot->distance) ||
         (spot->along <= 0 && spot->ahead <= 0) ||
         (spot->along >= look->length && spot->ahead >= 0);
}

/* Walks from @spot to the foot of P, or to the end that is nearest, where d is convex; the foot
 * lies between @before and @behind.  Steps as on a sphere end it at once unless P is almost a
 * quarter of the earth away; then every third step halves what is left. */
static void
walk (Look *look, Spot spot, double before, double behind)
{
  for (guint step = 0; step < MAX_STEPS && behind - before > STEP_M; step++)
    {
      double along = CLAMP (spot.along + spot.ahead, 0, look->length);

      if (is_done (look, &spot))
        return;
      if (spot.ahead > 0)
        before = spot.along;
      else
        behind = spot.along;

      if ((step >= SPHERE_STEPS && step % 3 == 0) || !(along > before && along < behind))
        along = (before + behind) / 2;

      spot = look_within (look, along);
    }
}

static void
search (Look *look, const Spot *from, const Spot *to)
{
  double length = to->along - from->along;
  double sum = from->distance + to->distance;

  if ((sum - length) / 2 >= MIN (look->best, CONCAVE_M))
    return;

  if ((sum + length) / 2 <= CONVEX_M || length <= SHORT_M)
    {
      if (from->ahead > 0 && to->ahead < 0)
        walk (look, *from, from->along, to->along);
    }
  else
    {
      Spot middle = look_from (look, (from->along + to->along) / 2);

      search (look, from, &middle);
      search (look, &middle, to);
    }
}

/* Where the foot of P is about, by a flat map. */
static double
guess (const Look *look)
{
  double narrow = cos (look->lat * (G_PI / 180));
  double x = ((double) look->b.x - look->a.x) * narrow, y = (double) look->b.y - look->a.y;
  double to_x = (look->lon * SUY_DEGREE - look->a.x) * narrow;
  double to_y = look->lat * SUY_DEGREE - look->a.y;

  return look->length * (x * to_x + y * to_y) / (x * x + y * y);
}

/* Fills in everything for the edge from look->a to look->b, which are two places. */
static void
measure (Look *look)
{
  SuyPoint a = look->a, b = look->b;
  Spot spot, to;

  geod_inverse (suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x), suy_degrees (b.y),
                suy_degrees (b.x), &look->length, &look->start, &look->end);
  geod_lineinit (&look->line, suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x), look->start,
                 GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_AZIMUTH | GEOD_DISTANCE_IN);

  spot = look_within (look, guess (look));
  if (spot.distance + look->length <= CONVEX_M)
    walk (look, spot, -1, look->length + 1);
  else
    {
      spot = look_within (look, 0);
      to = look_within (look, look->length);
      search (look, &spot, &to);
    }
}

static gboolean
is_before (SuyPoint a, SuyPoint b)
{
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

double
suy_edge_point_distance (SuyPoint a, SuyPoint b, SuyPoint p, double *along)
{
  gboolean turned = is_before (b, a);
  Look look = { .a = turned ? b : a,
                .b = turned ? a : b,
                .lon = suy_degrees (p.x),
                .lat = suy_degrees (p.y),
                .wants_along = along != NULL,
                .best = INFINITY };

  if (suy_edge_same_place (a, b))
    look_at (&look, 0, suy_degrees (a.x), suy_degrees (a.y), 0);
  else
    measure (&look);

  if (along != NULL)
    *along = turned ? look.length - look.best_along : look.best_along;

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
    best = fmin (best, suy_edge_point_distance (b[0], b[1], a[i], NULL));

  if (a_is_point || best == 0)
    return best;

  for (guint i = 0; i < (b_is_point ? 1 : 2) && best > 0; i++)
    best = fmin (best, suy_edge_point_distance (a[0], a[1], b[i], NULL));

  if (!b_is_point && best > 0 && same_half (a, b) && cross (a, b))
    best = 0;

  return best;
}
