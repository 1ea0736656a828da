/* test-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "oracle.h"
#include "suy-frame.h"
#include "suy-geodesic.h"
#include "suy-plane.h"
#include "suy-short-way.h"

static guint
n_cases (void)
{
  const char *cases = g_getenv ("SUY_CASES");

  return cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : 3000;
}

static SuyPoint
random_point (void)
{
  return (SuyPoint){ g_test_rand_int_range (-1800000000, 1800000001),
                     g_test_rand_int_range (-900000000, 900000001) };
}

/* A place @metres away, on the grid. */
static SuyPoint
place_at (SuyPoint from, double azimuth, double metres)
{
  double lon, lat;
  SuyPoint out = from;

  suy_geodesic_direct (from, azimuth, metres, &lon, &lat);
  g_assert_true (suy_point_from_degrees (lon, lat, &out));

  return out;
}

/* The greatest radius that the frame takes here, to a part in a thousand. */
static double
most_metres (SuyPoint centre)
{
  double low = 0, high = 2e6;
  SuyFrame frame;

  while (high - low > low / 1000 + 1)
    {
      double middle = (low + high) / 2;

      if (suy_frame_init (&frame, centre, middle))
        low = middle;
      else
        high = middle;
    }

  return low;
}

static double
random_radius (double most)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return most;
    case 1:
      return g_test_rand_double_range (0, MIN (most, 3));
    default:
      return most * pow (10, g_test_rand_double_range (-5, 0));
    }
}

static void
check_place (const SuyFrame *frame, SuyPoint centre, double metres, SuyPoint place)
{
  float chord2 = suy_frame_chord2 (frame, place);
  double distance = suy_geodesic_distance (centre, place);

  if (chord2 <= frame->surely_in)
    g_assert_cmpfloat (distance, <=, metres);
  if (chord2 > frame->surely_out)
    g_assert_cmpfloat (distance, >, metres);
}

/* Near the edge on both sides, where an error shows first, then anywhere on earth. */
static void
test_point (void)
{
  guint n = n_cases (), n_checked = 0, n_in_doubt = 0;

  while (n_checked < n)
    {
      SuyPoint centre = random_point ();
      double most = most_metres (centre), metres;
      SuyFrame frame;

      if (most < 1)
        continue;
      metres = random_radius (most);
      g_assert_true (suy_frame_init (&frame, centre, metres));

      for (guint k = 0; k < 24; k++)
        {
          double off = metres * 1e-6 * pow (10, g_test_rand_double_range (-2, 5));
          double azimuth = k < 16 ? k * 22.5 : g_test_rand_double_range (0, 360);
          SuyPoint place = place_at (centre, azimuth, fabs (metres + (k % 2 == 0 ? off : -off)));
          float chord2 = suy_frame_chord2 (&frame, place);

          check_place (&frame, centre, metres, place);
          check_place (&frame, centre, metres, random_point ());
          n_in_doubt += chord2 > frame.surely_in && chord2 <= frame.surely_out;
        }
      n_checked++;
    }
  g_test_message ("%u of %u near the edge in doubt", n_in_doubt, 24 * n);
}

/* The band is thin: places a hundred-thousandth from the edge are decided. */
static void
test_band (void)
{
  static const double metres[] = { 500, 5000, 20000, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (metres); i++)
    for (gint32 y = -60; y <= 60; y += 5)
      {
        SuyPoint centre = { 1180000000, y * SUY_DEGREE };
        SuyFrame frame;

        g_assert_true (suy_frame_init (&frame, centre, metres[i]));
        for (guint k = 0; k < 16; k++)
          {
            SuyPoint in = place_at (centre, k * 22.5, metres[i] * (1 - 1e-5) - 0.02);
            SuyPoint out = place_at (centre, k * 22.5, metres[i] * (1 + 1e-5) + 0.02);

            g_assert_cmpfloat (suy_frame_chord2 (&frame, in), <=, frame.surely_in);
            g_assert_cmpfloat (suy_frame_chord2 (&frame, out), >, frame.surely_out);
          }
      }
}

static double
wrapped (gint32 a, gint32 b)
{
  return (gint32) ((guint32) a - (guint32) b);
}

/* The two corners of a box: anywhere, or from the centre or from beyond just to the edge. */
static void
random_corners (SuyPoint centre, double metres, guint kind, SuyPoint *a, SuyPoint *b)
{
  double off = pow (10, g_test_rand_double_range (-6, -1)) * (g_test_rand_bit () ? 1 : -1);
  double azimuth = 90 * g_test_rand_int_range (0, 4);

  if (kind < 4)
    {
      *a = place_at (centre, g_test_rand_double_range (0, 360),
                     metres * g_test_rand_double_range (0, 1.5));
      *b = kind == 0 ? random_point ()
                     : place_at (*a, g_test_rand_double_range (0, 360),
                                 metres * g_test_rand_double_range (0, 1));
      return;
    }

  *a = place_at (centre, azimuth, metres * (1 + off));
  *b = kind < 6 ? centre : place_at (centre, azimuth, metres * 1.2);
}

/* Boxes that touch or hold the circle; corners, sides and places inside are looked at. */
static void
test_box (void)
{
  guint n = n_cases ();

  for (guint i = 0; i < n; i++)
    {
      SuyPoint centre = random_point ();
      double most = most_metres (centre), metres, near, far;
      SuyPoint a, b;
      SuyBox box = SUY_BOX_EMPTY;
      SuyFrame frame;
      double dx, dy;

      if (most < 1)
        continue;
      metres = random_radius (most);
      g_assert_true (suy_frame_init (&frame, centre, metres));
      random_corners (centre, metres, i % 8, &a, &b);
      suy_box_add_point (&box, a);
      suy_box_add_point (&box, b);

      dx = wrapped (CLAMP (centre.x, box.min_x, box.max_x), centre.x);
      dy = wrapped (CLAMP (centre.y, box.min_y, box.max_y), centre.y);
      near = dx * dx * (double) frame.near_x + dy * dy * (double) frame.near_y;
      dx = MAX (fabs (wrapped (box.min_x, centre.x)), fabs (wrapped (box.max_x, centre.x)));
      dy = MAX (fabs (wrapped (box.min_y, centre.y)), fabs (wrapped (box.max_y, centre.y)));
      far = dx * dx * (double) frame.far_x + dy * dy * (double) frame.far_y;

      for (guint k = 0; k < 16; k++)
        {
          double t = k < 4 ? k & 1 : g_test_rand_double_range (0, 1);
          double s = k < 4 ? k >> 1 : k < 8 ? (k & 1) : g_test_rand_double_range (0, 1);
          SuyPoint p = { (gint32) (box.min_x + t * ((double) box.max_x - box.min_x)),
                         (gint32) (box.min_y + s * ((double) box.max_y - box.min_y)) };
          double distance = suy_geodesic_distance (centre, p);

          if (near > (double) frame.box_out)
            g_assert_cmpfloat (distance, >, metres);
          if (far <= (double) frame.box_in)
            g_assert_cmpfloat (distance, <=, metres);
        }
    }
}

/* Chords of places up to 1,000 km apart, most of them on one meridian, where the curvature differs
 * most, against the two that their distance allows. */
static void
test_chord (void)
{
  guint n = n_cases ();

  for (guint i = 0; i < n; i++)
    {
      SuyPoint a = random_point ();
      double azimuth = i % 2 == 0 ? 0 : g_test_rand_double_range (0, 360);
      SuyPoint b = place_at (a, azimuth, pow (10, g_test_rand_double_range (0, 6)));
      SuyPlace l = suy_place (a), r = suy_place (b);
      double metres = suy_geodesic_distance (a, b), chord = suy_place_chord (&l, &r);

      g_assert_cmpfloat (suy_frame_chord_in (metres), <=, chord);
      g_assert_cmpfloat (suy_frame_chord_out (metres), >=, chord);
    }
}

/* Places at the corners of the reach, against the exact place on the plane. */
static void
test_plane_place (void)
{
  guint n = n_cases ();

  for (guint i = 0; i < n; i++)
    {
      SuyPoint centre = random_point (), p;
      double metres = random_radius (MIN (most_metres (centre), 5e5));
      double sine = sin (suy_degrees (centre.y) * (G_PI / 180));
      double cosine = cos (suy_degrees (centre.y) * (G_PI / 180));
      double east = suy_degrees (centre.x) * (G_PI / 180), d[3], across;
      SuyPlane plane;
      SuyPlace from, to;
      float x, y;

      if (metres < 1 || !suy_plane_init (&plane, centre, metres, 0))
        continue;
      p.x = centre.x + (g_test_rand_bit () ? plane.most_dx : -plane.most_dx);
      p.y = centre.y + (g_test_rand_bit () ? plane.most_dy : -plane.most_dy);
      from = suy_place (centre);
      to = suy_place (p);
      for (guint k = 0; k < 3; k++)
        d[k] = to.at[k] - from.at[k];
      across = d[0] * cos (east) + d[1] * sin (east);

      suy_plane_place (&plane, p, &x, &y);
      g_assert_cmpfloat (hypot ((double) x - (d[1] * cos (east) - d[0] * sin (east)),
                                (double) y - (d[2] * cosine - across * sine)),
                         <=, plane.error_m);
    }
}

static double
segment_distance2 (float ax, float ay, float bx, float by)
{
  float ex = bx - ax, ey = by - ay, l2 = ex * ex + ey * ey;
  float t = l2 > 0 ? CLAMP (-(ax * ex + ay * ey) / l2, 0, 1) : 0;
  float x = ax + t * ex, y = ay + t * ey;

  return (double) (x * x + y * y);
}

static gboolean
is_beyond (const SuyPlane *plane, SuyPoint corner)
{
  return fabs (wrapped (corner.x, plane->x)) > plane->most_dx ||
         fabs (wrapped (corner.y, plane->y)) > plane->most_dy;
}

/* Returns: -1 surely not within, 1 surely within, 0 in doubt */
static int
verdict (const SuyPlane *plane, SuyPoint a, SuyPoint b)
{
  float ax, ay, bx, by;
  double d2;

  if (is_beyond (plane, a) || is_beyond (plane, b))
    return -1;

  suy_plane_place (plane, a, &ax, &ay);
  suy_plane_place (plane, b, &bx, &by);
  d2 = segment_distance2 (ax, ay, bx, by);

  return d2 <= (double) plane->surely_in ? 1 : d2 > (double) plane->surely_out ? -1 : 0;
}

/* Edges whose distance is about the radius, against the geodesic edge. */
static void
test_edge (void)
{
  guint n = n_cases (), n_sure = 0;

  for (guint i = 0; i < n; i++)
    {
      SuyPoint centre = random_point (), foot, a, b;
      double most = MIN (most_metres (centre), 5e5) / 2.1;
      gboolean is_long = i % 2 == 0;
      double edge =
          is_long ? most * pow (10, g_test_rand_double_range (-1, 0)) : random_radius (most);
      double away = is_long ? edge * g_test_rand_double_range (0.5, 1) : random_radius (most);
      double azimuth = g_test_rand_double_range (0, 360), distance, metres;
      SuyPlane plane;
      int sure;

      foot = place_at (centre, azimuth, away);
      a = place_at (foot, azimuth + 90 + g_test_rand_double_range (-9, 9), edge * 0.49);
      b = place_at (foot, azimuth - 90 + g_test_rand_double_range (-9, 9), edge * 0.49);
      distance = oracle_point_edge (centre, a, b, 16);
      metres = distance *
               (1 + pow (10, g_test_rand_double_range (-8, -2)) * (g_test_rand_bit () ? 1 : -1));
      if (edge < 1 || suy_geodesic_distance (a, b) > edge ||
          !suy_plane_init (&plane, centre, metres, edge))
        continue;

      sure = verdict (&plane, a, b);
      if (sure > 0)
        g_assert_cmpfloat (distance, <=, metres);
      if (sure < 0)
        g_assert_cmpfloat (distance, >, metres);
      n_sure += sure != 0;
    }
  g_test_message ("%u of %u sure", n_sure, n);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/frame/point", test_point);
  g_test_add_func ("/core/frame/band", test_band);
  g_test_add_func ("/core/frame/box", test_box);
  g_test_add_func ("/core/frame/chord", test_chord);
  g_test_add_func ("/core/plane/place", test_plane_place);
  g_test_add_func ("/core/plane/edge", test_edge);

  return g_test_run ();
}
