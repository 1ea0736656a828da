/* test-feature-speed.c: a measure, not a test; run it with -m perf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "suy-feature-set.h"

/* Somewhere in a province. */
static SuyPoint
random_point (void)
{
  return (SuyPoint){ g_test_rand_int_range (1158000000, 1202000000),
                     g_test_rand_int_range (243000000, 283000000) };
}

static SuyPoint
beside (SuyPoint point, double x, double y)
{
  return (SuyPoint){ point.x + (gint32) lround (x * SUY_DEGREE),
                     point.y + (gint32) lround (y * SUY_DEGREE) };
}

/* Each run with -m perf: how long a query of @shape takes in @set. */
static void
measure (SuyFeatureSet *set, guint n_corners, double metres)
{
  guint n_hits = 0, n_queries = n_corners == 1 ? 1000 : 50;
  double within = 0, nearest = 0;
  SuyPoint points[400];

  for (guint pass = 0; pass < 2; pass++)
    {
      g_test_timer_start ();
      for (guint i = 0; i < n_queries; i++)
        {
          const guint32 end = n_corners;
          const SuyShape line = { n_corners == 1 ? SUY_SHAPE_POINT : SUY_SHAPE_LINE, 1, &end,
                                  points };
          g_autoptr (GArray) hits = NULL;

          points[0] = random_point ();
          for (guint k = 1; k < n_corners; k++)
            points[k] = (SuyPoint){ points[k - 1].x + g_test_rand_int_range (-2000, 9000),
                                    points[k - 1].y + g_test_rand_int_range (-9000, 9000) };
          hits = pass == 0 ? suy_feature_set_within (set, &line, metres)
                           : suy_feature_set_nearest (set, &line, 10, INFINITY);
          if (pass == 0)
            n_hits += hits->len;
        }
      if (pass == 0)
        within = g_test_timer_elapsed () * 1e6 / n_queries;
      else
        nearest = g_test_timer_elapsed () * 1e6 / n_queries;
    }

  g_test_message ("%u corners: within %.0f m %.2f us, %.1f hits; 10 nearest %.2f us", n_corners,
                  metres, within, (double) n_hits / n_queries, nearest);
}

/* Points, lines and polygons as a province has them. */
static void
test_speed (void)
{
  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }

  for (SuyShapeKind kind = SUY_SHAPE_POINT; kind <= SUY_SHAPE_POLYGON; kind++)
    {
      SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
      g_autoptr (SuyFeatureSet) set = NULL;

      for (gint64 id = 0; id < 100000; id++)
        {
          SuyPoint middle = random_point (), points[10];
          const guint32 end = kind == SUY_SHAPE_POINT ? 1 : 10;

          for (guint i = 0; i < 10; i++)
            points[i] = beside (middle, 0.005 * sin (i * 0.6), 0.005 * cos (i * 0.6));
          suy_feature_set_builder_add (builder, id, &(SuyShape){ kind, 1, &end, points });
        }
      g_test_timer_start ();
      set = suy_feature_set_builder_end (builder);
      g_test_message ("kind %d: packed in %.3f s", kind, g_test_timer_elapsed ());

      measure (set, 1, 500);
      measure (set, 1, 20000);
      measure (set, 120, 500);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/feature-set/speed/all", test_speed);

  return g_test_run ();
}
