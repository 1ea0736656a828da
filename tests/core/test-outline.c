/* test-outline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bounds that the search around an outline rests on, each against the geodesic.  The worst case
 * must come near to the bound, so that one that is made too small is found. */

#include "oracle.h"
#include "shapes.h"
#include "suy-edge.h"
#include "suy-around.h"

static SuyPoint
place (double lon, double lat)
{
  SuyPoint point;

  g_assert_true (
      suy_point_from_degrees (CLAMP (lon, -179.9, 179.9), CLAMP (lat, -79.5, 79.5), &point));

  return point;
}

/* A place up to @metres to each side of @from. */
static SuyPoint
beside (SuyPoint from, double metres)
{
  double lat = suy_degrees (from.y);
  double across = 111e3 * fmax (0.1, cos (lat * G_PI / 180));

  return place (suy_degrees (from.x) + g_test_rand_double_range (-1, 1) * metres / across,
                lat + g_test_rand_double_range (-1, 1) * metres / 111e3);
}

static SuyPoint
anywhere (void)
{
  return place (g_test_rand_double_range (-179, 179), g_test_rand_double_range (-79, 79));
}

static gboolean
some_piece_holds (const SuyOutline *outline, double lon, double lat)
{
  const SuyPiece *pieces = suy_outline_pieces (outline);

  for (guint i = 0; i < outline->pieces->len; i++)
    if ((pieces[i].role & SUY_PIECE_GROUND) != 0 && lon * 1e7 >= pieces[i].box.min_x &&
        lon * 1e7 <= pieces[i].box.max_x && lat * 1e7 >= pieces[i].box.min_y &&
        lat * 1e7 <= pieces[i].box.max_y)
      return TRUE;

  return FALSE;
}

/* All places of an edge are in the box of a piece, and all middles are near the edge. */
static void
test_pieces (void)
{
  guint n = shapes_n_cases (3000);
  double worst = 0;

  for (guint i = 0; i < n; i++)
    {
      double metres = pow (10, g_test_rand_double_range (1, 5.5));
      SuyPoint points[2] = { anywhere () };
      const guint32 end = 2;
      const SuyShape shape = { SUY_SHAPE_LINE, 1, &end, points };
      SuyOutline outline;
      OracleEdge edge;

      points[1] = beside (points[0], metres);
      if (!suy_outline_init (&outline, &shape, SUY_OUTLINE_PIECE_M))
        continue;

      edge = oracle_edge (points[0], points[1]);
      for (guint k = 0; k <= 40; k++)
        {
          double lon, lat;

          geod_position (&edge.line, edge.length * k / 40, &lat, &lon, NULL);
          g_assert_true (some_piece_holds (&outline, lon, lat));
        }
      for (guint k = 0; k < outline.pieces->len; k++)
        {
          const SuyPiece *piece = &suy_outline_pieces (&outline)[k];
          double away = suy_edge_point_distance (points[0], points[1], piece->middle, NULL);

          g_assert_cmpfloat (away, <=, outline.middle_m);
          g_assert_cmpfloat (oracle_points (piece->a, piece->b), <=,
                             outline.longest_m * 1.001 + 0.02);
          if (outline.longest_m > 5000)
            worst = fmax (worst, away / outline.middle_m);
        }
      suy_outline_clear (&outline);
    }

  g_test_message ("middles: %.2f of the bound", worst);
  g_assert_cmpfloat (worst, >, 0.3);
}

/* The square of the distance on the plane, in float as the search finds it. */
static float
on_plane (const SuyPlane *plane, const SuyPiece *piece, SuyPoint point)
{
  float ax, ay, bx, by, x, y, t, square;

  suy_plane_place (plane, piece->a, &ax, &ay);
  suy_plane_place (plane, piece->b, &bx, &by);
  suy_plane_place (plane, point, &x, &y);
  bx -= ax;
  by -= ay;
  x -= ax;
  y -= ay;
  square = bx * bx + by * by;
  t = square > 1e-6f ? x * (bx / square) + y * (by / square) : 0;
  t = CLAMP (t, 0, 1);
  x -= t * bx;
  y -= t * by;

  return x * x + y * y;
}

/* With the distance itself as radius, a plane never rules a point out, and with a little less never
 * in.  @far: some place that the plane serves too.  @part: how much of the margin some case has
 * used
 */
static void
check_plane (const SuyOutline *outline, SuyPoint point, SuyPoint far, double *part)
{
  const SuyPiece *piece = suy_outline_pieces (outline);
  SuyAround around = { .outline = outline };
  SuyAroundPlane plane;
  SuyBox box = piece->box;
  float d2;

  suy_box_add_point (&box, point);
  suy_box_add_point (&box, far);
  around.metres = suy_edge_point_distance (piece->a, piece->b, point, NULL);
  if (!suy_around_plane_init (&plane, &around, &box))
    return;

  d2 = on_plane (&plane.plane, piece, point);
  g_assert_cmpfloat (d2, <=, plane.out);
  if (around.metres < 5000)
    *part = fmax (*part, fabs (sqrt (d2) - around.metres) / (sqrt (plane.out) - around.metres));

  around.metres = fmax (0, around.metres - 1e-6);
  g_assert_true (suy_around_plane_init (&plane, &around, &box));
  g_assert_cmpfloat (d2, >, plane.in);
}

static void
test_plane (void)
{
  guint n = shapes_n_cases (20000);
  double part = 0;

  for (guint i = 0; i < n; i++)
    {
      double metres = pow (10, g_test_rand_double_range (2, 5.3));
      SuyPoint points[2] = { anywhere () };
      SuyPoint point, far = beside (points[0], metres);
      const guint32 end = 2;
      const SuyShape shape = { SUY_SHAPE_LINE, 1, &end, points };
      SuyOutline outline;

      points[1] = beside (points[0], fmin (metres, g_test_rand_double_range (0, 10000)));
      point = beside (points[0], i % 2 == 0 ? metres : 3000);
      if (!suy_outline_init (&outline, &shape, SUY_OUTLINE_PIECE_M))
        continue;
      if (outline.pieces->len == 1)
        check_plane (&outline, point, far, &part);
      suy_outline_clear (&outline);
    }

  g_test_message ("plane: %.2f of the margin", part);
  g_assert_cmpfloat (part, >, 0.05);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/outline/pieces/bounds", test_pieces);
  g_test_add_func ("/core/outline/plane/bounds", test_plane);

  return g_test_run ();
}
