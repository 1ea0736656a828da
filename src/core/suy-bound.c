/* suy-bound.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-bound.h"

#include <math.h>

#include "suy-edge.h"

#define RADIUS_M (SUY_EARTH_B * SUY_EARTH_B / SUY_EARTH_A)
#define MOST_RADIUS_M (SUY_EARTH_A * SUY_EARTH_A / SUY_EARTH_B)
#define HALF_MERIDIAN_M 20003932.0     /* no two places are farther apart: 20003931.46 m */
#define UNIT (G_PI / 180 / SUY_DEGREE) /* radians in one grid unit */
#define SLACK 1e-9                     /* radians; 6 mm, far above all rounding here */
#define HALF_TURN ((gint64) 180 * SUY_DEGREE)
#define POLE ((gint64) 90 * SUY_DEGREE)
#define SHORT_X SUY_DEGREE

static gint32
clamp_y (gint64 y)
{
  return (gint32) CLAMP (y, -POLE, POLE);
}

/* An edge of at most one degree of longitude.  On a sphere the great circle between two places of
 * one latitude rises above it by at most -ln (cos (dlon / 2)) / 2, which is dlon^2 / 16 and a
 * ten-thousandth; between unequal latitudes it rises less above the higher one.  The geodesic is a
 * great circle of the auxiliary sphere, where longitudes differ by up to 0.34 % more and latitudes
 * by up to 0.34 % less: together far less than the step from 16 to 12. */
static gint64
short_bulge (gint64 dx)
{
  double units = (double) dx * (double) dx * UNIT / 12;

  return (gint64) units + 2;
}

/* By Clairaut cos (reduced latitude) * sin (azimuth) is constant, and at the turn the azimuth is 90
 * degrees.  Returns: the latitude there, rounded away from the equator */
static gint64
turn_latitude (SuyPoint a, double azimuth)
{
  double reduced = atan ((1 - SUY_EARTH_F) * tan (a.y * UNIT));
  double least_cos = fabs (sin (azimuth * (G_PI / 180))) * cos (reduced);
  double latitude = atan (tan (acos (MIN (least_cos, 1))) / (1 - SUY_EARTH_F));

  return (gint64) (latitude / UNIT) + 10;
}

static void
add_long_edge (SuyBox *box, SuyPoint a, SuyPoint b)
{
  double start, end;
  double turn = 90;

  if (suy_edge_same_place (a, b))
    return;

  geod_inverse (suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x), suy_degrees (b.y),
                suy_degrees (b.x), NULL, &start, &end);
  if (fabs (start) < turn && fabs (end) > turn)
    box->max_y = MAX (box->max_y, clamp_y (turn_latitude (a, start)));
  if (fabs (start) > turn && fabs (end) < turn)
    box->min_y = MIN (box->min_y, clamp_y (-turn_latitude (a, start)));

  /* The short way leads over a pole or the antimeridian. */
  if (ABS ((gint64) a.x - b.x) >= HALF_TURN)
    {
      box->min_x = (gint32) -HALF_TURN;
      box->max_x = (gint32) HALF_TURN;
    }
}

SuyBox
suy_bound_shape_box (const SuyShape *shape)
{
  SuyBox box = suy_shape_get_box (shape);
  gint64 longest = 0, bulge;
  guint32 i = 0;

  if (shape->kind != SUY_SHAPE_LINE && shape->kind != SUY_SHAPE_POLYGON)
    return box;

  for (guint32 run = 0; run < shape->n_runs; run++, i++)
    for (; i + 1 < shape->ends[run]; i++)
      {
        gint64 dx = ABS ((gint64) shape->points[i + 1].x - shape->points[i].x);

        if (dx > SHORT_X)
          add_long_edge (&box, shape->points[i], shape->points[i + 1]);
        else
          longest = MAX (longest, dx);
      }

  bulge = longest == 0 ? 0 : short_bulge (longest);
  if (box.max_y > 0)
    box.max_y = clamp_y (box.max_y + bulge);
  if (box.min_y < 0)
    box.min_y = clamp_y (box.min_y - bulge);

  return box;
}

/* A cap of angle t around latitude f reaches asin (sin t / cos f) to each side, unless it touches a
 * pole, where it holds every longitude. */
guint
suy_bound_around (const SuyBox *box, double metres, SuyBox out[2])
{
  double angle = metres / RADIUS_M + SLACK;
  gint64 max_y = MAX (ABS ((gint64) box->min_y), ABS ((gint64) box->max_y));
  gint64 dx, dy, west, east;

  if (suy_box_is_empty (box))
    return 0;

  dy = (gint64) MIN (angle / UNIT + 2, 2.0 * POLE);
  out[0].min_y = clamp_y (box->min_y - dy);
  out[0].max_y = clamp_y (box->max_y + dy);
  out[0].min_x = (gint32) -HALF_TURN;
  out[0].max_x = (gint32) HALF_TURN;
  if (max_y + dy >= POLE)
    return 1;

  dx = (gint64) (asin (fmin (sin (angle) / cos ((double) max_y * UNIT), 1)) * (1 + SLACK) / UNIT) +
       2;
  west = box->min_x - dx;
  east = box->max_x + dx;
  if (east - west >= 2 * HALF_TURN)
    return 1;

  out[1] = out[0];
  out[0].min_x = (gint32) MAX (west, -HALF_TURN);
  out[0].max_x = (gint32) MIN (east, HALF_TURN);
  if (west < -HALF_TURN)
    out[1].min_x = (gint32) (west + 2 * HALF_TURN);
  else if (east > HALF_TURN)
    out[1].max_x = (gint32) (east - 2 * HALF_TURN);
  else
    return 1;

  return 2;
}

static double
square_of_half_sine (gint64 units)
{
  double sine = sin ((double) units * (UNIT / 2));

  return sine * sine;
}

static gint64
gap (gint64 min_a, gint64 max_a, gint64 min_b, gint64 max_b)
{
  return MAX (0, MAX (min_b - max_a, min_a - max_b));
}

static double
least_cosine (const SuyBox *box)
{
  return cos ((double) MAX (ABS ((gint64) box->min_y), ABS ((gint64) box->max_y)) * UNIT);
}

/* The haversine: sin^2 (d/2) = sin^2 (dlat/2) + cos (lat1) cos (lat2) sin^2 (dlon/2), where each
 * factor is taken as small as the boxes allow. */
double
suy_bound_key (const SuyBox *a, const SuyBox *b)
{
  gint64 dx, dy;
  double key;

  if (suy_box_is_empty (a) || suy_box_is_empty (b))
    return INFINITY;

  dy = gap (a->min_y, a->max_y, b->min_y, b->max_y);
  dx = gap (a->min_x, a->max_x, b->min_x, b->max_x);
  if (dx > 0)
    dx = MIN (dx, 2 * HALF_TURN + MIN (a->min_x, b->min_x) - (gint64) MAX (a->max_x, b->max_x));

  key = dy == 0 ? 0 : square_of_half_sine (dy);
  if (dx > 0)
    key += fmax (0, least_cosine (a) * least_cosine (b)) * square_of_half_sine (dx);

  return key;
}

double
suy_bound_key_of_metres (double metres)
{
  double sine;

  if (!(metres < G_PI * RADIUS_M))
    return INFINITY;

  sine = sin ((metres / RADIUS_M + SLACK) / 2);

  return sine * sine * (1 + SLACK);
}

static double
most_cosine (const SuyBox *box)
{
  if (box->min_y <= 0 && box->max_y >= 0)
    return 1;

  return cos ((double) MIN (ABS ((gint64) box->min_y), ABS ((gint64) box->max_y)) * UNIT);
}

/* The haversine again, each factor as large as the boxes allow. */
double
suy_bound_most_key (const SuyBox *a, const SuyBox *b)
{
  gint64 dx, dy;

  if (suy_box_is_empty (a) || suy_box_is_empty (b))
    return INFINITY;

  dx = MAX ((gint64) a->max_x - b->min_x, (gint64) b->max_x - a->min_x);
  dy = MAX ((gint64) a->max_y - b->min_y, (gint64) b->max_y - a->min_y);

  return square_of_half_sine (dy) +
         most_cosine (a) * most_cosine (b) * square_of_half_sine (MIN (dx, HALF_TURN));
}

double
suy_bound_most_key_of_metres (double metres)
{
  double angle = metres / MOST_RADIUS_M - SLACK;
  double sine;

  if (metres >= HALF_MERIDIAN_M)
    return G_MAXDOUBLE;
  if (angle < 0)
    return -1;

  sine = sin (angle / 2);

  return sine * sine * (1 - SLACK);
}
