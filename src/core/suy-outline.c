/* suy-outline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places where an edge is cut are rounded to the grid, so a piece ends up to 8 mm beside it;
 * between ends that lie so, geodesics of a few kilometres stay as near (on a surface bent like this
 * one they do not come apart in between).  SUY_OUTLINE_ROUNDING_M is more than twice that.
 *
 * How far is the middle of a straight piece from the geodesic between its ends?  Run evenly through
 * longitude and latitude, with the speeds u to the east and v to the north, the way bends along the
 * ground by -2 tan (lat) u v / N to the east and tan (lat) u^2 / N + M' v^2 / M^2 to the north.
 * With w^2 = (u / cos (lat))^2 + v^2, which is the squared speed that METRES_A_UNIT counts or less,
 * that is 2 tan (lat) |u| sqrt (v^2 + u^2 / 4) / N <= w^2 / N, and M' adds at most 0.011 w^2 / R.
 * So the way stays within 1.011 w^2 / 8 R of the geodesic: 2.0e-8 of the square of the metres that
 * are counted; BEND_A_M has a twentieth more for what the ground itself bends. */

#include "suy-outline.h"

#include <math.h>

#include "suy-edge.h"

#define METRES_A_UNIT 0.01117 /* at most */
#define UNIT (G_PI / 180 / SUY_DEGREE)
#define MOST_Y (80 * SUY_DEGREE)
#define MOST_DX (90 * SUY_DEGREE) /* far below half the earth, where the short way turns over */
#define ROUNDING 3                /* units */
#define BEND_A_M 2.1e-8

/* The bulge of a geodesic is bounded in suy-bound.c for up to a degree of longitude, which at 80
 * degrees of latitude is 19 km. */
static void
add_piece (SuyOutline *self, SuyPoint a, SuyPoint b, guint32 corner, guint32 role)
{
  SuyBox box = SUY_BOX_EMPTY;
  double dx = (double) b.x - a.x;
  gint32 bulge = ROUNDING + (gint32) (dx * dx * UNIT / 12 + 2);
  double dy = (double) b.y - a.y;
  double metres = METRES_A_UNIT * sqrt (dx * dx + dy * dy);
  SuyPiece piece = { .a = a, .b = b, .corner = corner, .role = role };

  suy_box_add_point (&box, a);
  suy_box_add_point (&box, b);
  piece.box =
      (SuyBox){ box.min_x - ROUNDING, box.min_y - bulge, box.max_x + ROUNDING, box.max_y + bulge };
  piece.middle =
      (SuyPoint){ (gint32) (((gint64) a.x + b.x) / 2), (gint32) (((gint64) a.y + b.y) / 2) };
  self->middle_m = fmax (self->middle_m, metres * metres * BEND_A_M + SUY_OUTLINE_ROUNDING_M);
  self->longest_m = fmax (self->longest_m, metres);
  suy_box_add (&self->box, &piece.box);
  g_array_append_val (self->pieces, piece);
}

static void
cut_ground (SuyOutline *self, SuyPoint a, SuyPoint b, guint32 n, guint32 corner)
{
  struct geod_geodesicline line;
  SuyPoint from = a;

  geod_inverseline (&line, suy_edge_earth (), suy_degrees (a.y), suy_degrees (a.x),
                    suy_degrees (b.y), suy_degrees (b.x), 0);

  for (guint32 i = 1; i <= n; i++)
    {
      double lon, lat;
      SuyPoint to = b;

      geod_position (&line, line.s13 * i / n, &lat, &lon, NULL);
      if (i < n && !suy_point_from_degrees (lon, lat, &to))
        g_assert_not_reached ();
      add_piece (self, from, to, corner, SUY_PIECE_GROUND);
      from = to;
    }
}

static void
cut_straight (SuyOutline *self, SuyPoint a, SuyPoint b, guint32 n, guint32 corner)
{
  gint64 dx = (gint64) b.x - a.x, dy = (gint64) b.y - a.y;
  SuyPoint from = a;

  for (guint32 i = 1; i <= n; i++)
    {
      SuyPoint to = { (gint32) (a.x + dx * i / n), (gint32) (a.y + dy * i / n) };

      add_piece (self, from, to, corner, SUY_PIECE_STRAIGHT);
      from = to;
    }
}

static gboolean
add_edge (SuyOutline *self, guint32 corner, double piece_m)
{
  SuyPoint a = self->shape->points[corner], b = self->shape->points[corner + 1];
  double dx = fabs ((double) b.x - a.x), dy = fabs ((double) b.y - a.y);
  double metres = METRES_A_UNIT * sqrt (dx * dx + dy * dy);
  gboolean is_ring = self->shape->kind == SUY_SHAPE_POLYGON;
  guint32 n;

  if (dx > MOST_DX)
    return FALSE;

  if (metres <= piece_m)
    {
      add_piece (self, a, b, corner, SUY_PIECE_GROUND | (is_ring ? SUY_PIECE_STRAIGHT : 0));
      return TRUE;
    }

  n = (guint32) ceil (metres * 1.2 / piece_m);
  cut_ground (self, a, b, n, corner);
  if (is_ring)
    cut_straight (self, a, b, n, corner);

  return TRUE;
}

gboolean
suy_outline_init (SuyOutline *self, const SuyShape *shape, double piece_m)
{
  guint32 n = suy_shape_get_n_points (shape), i = 0;
  gboolean fits = TRUE;

  *self = (SuyOutline){ shape, g_array_sized_new (FALSE, FALSE, sizeof (SuyPiece), n),
                        SUY_BOX_EMPTY, 0, 0 };

  for (guint32 run = 0; run < shape->n_runs && fits; run++)
    if (shape->kind == SUY_SHAPE_POINT)
      for (; i < shape->ends[run]; i++)
        add_piece (self, shape->points[i], shape->points[i], i, SUY_PIECE_GROUND);
    else
      for (i++; i < shape->ends[run] && fits; i++)
        fits = add_edge (self, i - 1, piece_m);

  if (fits && self->box.min_y >= -MOST_Y && self->box.max_y <= MOST_Y)
    return TRUE;

  suy_outline_clear (self);

  return FALSE;
}

void
suy_outline_clear (SuyOutline *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
}
