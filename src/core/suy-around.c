/* suy-around.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bounds for boxes.  Let D be the radius, and all places that matter lie in a range of latitude
 * where the distance from the axis is between p_least and p_most.  With the signs of suy-frame.c,
 * the square of the chord of two places is at least p_least^2 b^2 (1 - b^2 / 12) +
 * R1^2 a^2 (1 - a^2 / 12), and in a range of 0.2 radians the brackets are above 0.996; beyond it
 * the chord is above D, which is below 0.19 p_least.  The square of the way along a straight line
 * of longitude and latitude is at most p_most^2 b^2 + R2^2 a^2.
 *
 * The bounds on a plane.  It is the one of suy-plane.c, and its centre is near all the places. Let
 * h be the height of the ground above it.  The ground is turned from it by at most t = d / R1 if d
 * metres away, so two places whose images are q apart differ in h by at most q tan t, and their
 * chord is between q and q / cos t.  A place of the piece and the point are each misplaced by up to
 * error_m, the image of the piece lies within l^2 reach / (4 R1^2) of the straight segment (see
 * suy-plane.c), its ends within SUY_OUTLINE_ROUNDING_M of the edge, and a dozen roundings of
 * numbers below 2.4 times the reach are below 2^-19 of it. */

#include "suy-around.h"

#include <math.h>

#include "suy-edge.h"
#include "suy-geodesic.h"
#include "suy-radii.h"
#include "suy-ring.h"

#define LEAST_PIECE_M 2000.0
#define MOST_REACH_M 4e5
#define HALF_TURN (180.0 * SUY_DEGREE)
#define FLOAT_ROOM 1e-5 /* a hundred roundings */

/* Returns: FALSE where the bounds of this file are not good */
static gboolean
set_bounds (SuyAround *self)
{
  const SuyBox *box = &self->outline->box;
  double more = (self->metres * 1.001 + 1) / SUY_LEAST_RADIUS_M;
  double low = box->min_y * SUY_RADIAN - more, high = box->max_y * SUY_RADIAN + more;
  double far = fmax (fabs (low), fabs (high)),
         near = low <= 0 && high >= 0 ? 0 : fmin (fabs (low), fabs (high));
  double p_least = SUY_EARTH_A * cos (far), p_most = SUY_MOST_RADIUS_M * cos (near);
  double in = self->metres - self->outline->middle_m - SUY_TOUCH_M, out;
  double side;

  if (far > G_PI / 2 || !(self->metres * 1.001 + 1 < 0.19 * p_least))
    return FALSE;

  side = asin ((self->metres * 1.001 + 1) / p_least) / SUY_RADIAN + 10;
  if (box->min_x - side <= -HALF_TURN || box->max_x + side >= HALF_TURN)
    return FALSE;

  out = suy_frame_chord_out (self->metres);
  self->near_x = (float) (p_least * p_least * SUY_RADIAN * SUY_RADIAN * 0.996);
  self->near_y =
      (float) (SUY_LEAST_RADIUS_M * SUY_LEAST_RADIUS_M * SUY_RADIAN * SUY_RADIAN * 0.996);
  self->out = (float) (out * out * (1 + FLOAT_ROOM));
  self->far_x = (float) (p_most * p_most * SUY_RADIAN * SUY_RADIAN);
  self->far_y = (float) (SUY_MOST_RADIUS_M * SUY_MOST_RADIUS_M * SUY_RADIAN * SUY_RADIAN);
  self->in = in > 0 ? (float) (in * in * (1 - FLOAT_ROOM)) : -1;

  return TRUE;
}

gboolean
suy_around_plane_init (SuyAroundPlane *self, const SuyAround *around, const SuyBox *box)
{
  const SuyPoint centre = { (gint32) (((gint64) box->min_x + box->max_x) / 2),
                            (gint32) (((gint64) box->min_y + box->max_y) / 2) };
  gboolean straddles = box->min_y <= 0 && box->max_y >= 0;
  double lat = straddles ? 0 : fmin (fabs ((double) box->min_y), fabs ((double) box->max_y));
  double x = ((double) box->max_x - box->min_x) / 2 + 1;
  double y = ((double) box->max_y - box->min_y) / 2 + 1;
  double p = cos (lat * SUY_RADIAN);
  double edge = around->outline->longest_m;
  double radius = SUY_MOST_RADIUS_M * SUY_RADIAN * sqrt (x * x * p * p + y * y) * 1.0001 + 1;
  double reach = (radius + edge) * (1 + 0x1p-9) + 1;
  double turn = 2 * reach / SUY_LEAST_RADIUS_M;
  double in = suy_frame_chord_in (around->metres), out = suy_frame_chord_out (around->metres);
  double margin;

  if (!(reach <= MOST_REACH_M) || !suy_plane_init (&self->plane, centre, radius, edge))
    return FALSE;

  margin = 2 * self->plane.error_m + reach * 0x1p-19 +
           edge * edge * reach / (4 * SUY_LEAST_RADIUS_M * SUY_LEAST_RADIUS_M) +
           SUY_OUTLINE_ROUNDING_M;
  in = fmax (in, 0) * (1 - turn * turn / 2) - margin;
  out += margin;
  self->in = in > 0 ? (float) (in * in * (1 - SUY_FRAME_ROUNDING)) : -1;
  self->out = (float) (out * out * (1 + SUY_FRAME_ROUNDING));

  return TRUE;
}

static gboolean
piece_holds (const SuyAround *self, const SuyPiece *piece, SuyPoint point)
{
  const SuyShape *shape = self->outline->shape;
  const SuyPoint *at = shape->points + piece->corner;
  double metres = shape->kind == SUY_SHAPE_POINT
                      ? suy_geodesic_distance (at[0], point)
                      : suy_edge_point_distance (at[0], at[1], point, NULL);

  return metres <= self->metres;
}

gboolean
suy_around_settles (const SuyAround *self,
                    const SuySegment *segments,
                    guint32 n,
                    guint leaf,
                    SuyPoint point)
{
  guint32 last = G_MAXUINT32;

  for (guint32 i = 0; i < n; i++)
    {
      const SuyPiece *piece = &self->pieces[segments[i].piece];

      if ((segments[i].near >> leaf & 1) == 0 || piece->corner == last)
        continue;
      if (piece_holds (self, piece, point))
        return TRUE;
      last = piece->corner;
    }

  return FALSE;
}

gboolean
suy_around_pieces (const SuyAround *self, const SuyPieceList *list, SuyPoint point)
{
  guint32 last = G_MAXUINT32;

  for (guint32 i = 0; i < list->n_pieces; i++)
    {
      const SuyPiece *piece = &self->pieces[list->pieces[i]];
      double dx =
          fmax (0, fmax ((double) piece->box.min_x - point.x, (double) point.x - piece->box.max_x));
      double dy =
          fmax (0, fmax ((double) piece->box.min_y - point.y, (double) point.y - piece->box.max_y));

      if ((piece->role & SUY_PIECE_GROUND) == 0 || piece->corner == last ||
          dx * dx * self->near_x + dy * dy * self->near_y > self->out)
        continue;
      if (piece_holds (self, piece, point))
        return TRUE;
      last = piece->corner;
    }

  return FALSE;
}

/* An edge is a ring of two points here: inside, if the ray crosses it. */
gboolean
suy_around_inside (const SuyAround *self, const SuyPieceList *list, SuyPoint point)
{
  gboolean inside = FALSE;
  guint32 last = G_MAXUINT32;

  for (guint32 i = 0; i < list->n_rays; i++)
    {
      guint32 corner = self->pieces[list->rays[i]].corner;
      SuyRingPlace place;

      if (corner == last)
        continue;

      last = corner;
      place = suy_ring_place (self->outline->shape->points + corner, 2, point);
      if (place == SUY_RING_BOUNDARY)
        return TRUE;
      if (place == SUY_RING_INSIDE)
        inside = !inside;
    }

  return inside;
}

/* Gives every level room for all pieces, and the first list all of them. */
static gpointer
make_lists (SuyAround *self)
{
  guint n_lists = self->levels->n_levels + 1;
  guint32 n = self->outline->pieces->len;
  gsize each = n * (2 * sizeof (guint32) + sizeof (guint16));
  guint8 *room = g_malloc (n * sizeof (SuySegment) + n_lists * (each + 8));
  guint8 *at = room + n * sizeof (SuySegment);
  SuyPieceList *first = &self->lists[n_lists - 1];

  self->segments = (SuySegment *) (void *) room;
  for (guint i = 0; i < n_lists; i++, at += (each + 8) / 8 * 8)
    self->lists[i] = (SuyPieceList){ (guint32 *) (void *) at, (guint32 *) (void *) at + n,
                                     (guint16 *) (void *) ((guint32 *) (void *) at + 2 * n), 0, 0 };

  for (guint32 i = 0; i < n; i++)
    {
      first->pieces[first->n_pieces++] = i;
      if ((self->pieces[i].role & SUY_PIECE_STRAIGHT) != 0)
        first->rays[first->n_rays++] = i;
    }

  return room;
}

gboolean
suy_around_search (SuyAround *self, const SuyShape *shape, double metres)
{
  SuyOutline outline;
  g_autofree gpointer room = NULL;
  gboolean fits;

  if (!suy_outline_init (&outline, shape, CLAMP (metres, LEAST_PIECE_M, SUY_OUTLINE_PIECE_M)))
    return FALSE;

  self->metres = metres;
  self->outline = &outline;
  self->pieces = suy_outline_pieces (&outline);
  self->is_solid = shape->kind == SUY_SHAPE_POLYGON;
  fits = set_bounds (self);
  if (fits)
    {
      room = make_lists (self);
      if (suy_index_has_avx2 ())
        suy_around_avx2 (self);
      else
        suy_around_portable (self);
    }
  suy_outline_clear (&outline);

  return fits;
}
