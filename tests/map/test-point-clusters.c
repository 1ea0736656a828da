/* test-point-clusters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-point-clusters.h"

#include <math.h>

#define WORLD 100000.0 /* pixels */

typedef struct
{
  guint32 n;
  double *xy;
  guint8 *level;
  guint32 *item;
} Points;

static Points
random_points (guint32 n, double spread)
{
  Points p = { n, g_new (double, 2 * n + 1), g_new (guint8, n + 1), g_new (guint32, n + 1) };

  for (guint32 i = 0; i < n; i++)
    {
      p.xy[2 * i] = .5 + g_test_rand_double_range (0, spread) / WORLD;
      p.xy[2 * i + 1] = .5 + g_test_rand_double_range (0, spread) / WORLD;
      p.level[i] = (guint8) g_test_rand_int_range (0, 5);
      p.item[i] = 1000 + i;
    }

  return p;
}

static void
points_clear (Points *p)
{
  g_free (p->xy);
  g_free (p->level);
  g_free (p->item);
}

static double
pixels (const Points *p, guint32 i, guint32 j)
{
  return hypot (p->xy[2 * i] - p->xy[2 * j], p->xy[2 * i + 1] - p->xy[2 * j + 1]) * WORLD;
}

/* Each point stands in exactly one place; red ones alone; counts are right; no cluster is left to
 * be made among the singles. */
static void
test_rules (gconstpointer data)
{
  Points p = random_points (GPOINTER_TO_UINT (data), 400);
  g_autoptr (SuyClustering) c = suy_point_clusters_new (p.xy, p.level, p.item, p.n, WORLD);
  g_autofree guint8 *seen = g_malloc0 (p.n + 1), *single = g_malloc0 (p.n + 1);

  for (guint i = 0; i < c->singles->len; i++)
    seen[g_array_index (c->singles, guint32, i) - 1000]++;
  for (guint32 i = 0; i < p.n; i++)
    single[i] = seen[i];
  for (guint k = 0; k < c->clusters->len; k++)
    {
      const SuyCluster *cluster = &g_array_index (c->clusters, SuyCluster, k);
      guint32 sum = 0, count[SUY_CLUSTER_LEVELS] = { 0 };

      for (guint m = 0; m < cluster->n; m++)
        {
          guint32 i = g_array_index (c->members, guint32, cluster->first + m) - 1000;

          seen[i]++;
          count[p.level[i]]++;
          g_assert_cmpuint (p.level[i], !=, 4);
        }
      for (guint l = 0; l < SUY_CLUSTER_LEVELS; l++)
        {
          g_assert_cmpuint (count[l], ==, cluster->count[l]);
          sum += count[l];
        }
      g_assert_cmpuint (sum, >=, SUY_CLUSTER_MIN);
    }
  for (guint32 i = 0; i < p.n; i++)
    {
      guint near = 0;

      g_assert_cmpuint (seen[i], ==, 1);
      for (guint32 j = 0; j < p.n; j++)
        near += single[j] && p.level[j] != 4 && pixels (&p, i, j) < SUY_CLUSTER_DISTANCE;
      if (single[i] && p.level[i] != 4)
        g_assert_cmpuint (near, <, SUY_CLUSTER_MIN);
    }
  points_clear (&p);
}

static void
check_row (guint n, double gap, guint want)
{
  Points p = random_points (n, 1);
  g_autoptr (SuyClustering) c = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      p.xy[2 * i] = .5 + i * gap / WORLD;
      p.xy[2 * i + 1] = .5;
      p.level[i] = 1;
    }
  c = suy_point_clusters_new (p.xy, p.level, p.item, n, WORLD);
  g_assert_cmpuint (c->clusters->len, ==, want);
  points_clear (&p);
}

/* Both sides of the limits: 3 or 4 points, and 22 pixels. */
static void
test_limits (void)
{
  check_row (3, 1, 0);
  check_row (4, 1, 1);
  check_row (5, 10.9, 1);
  check_row (5, 11.1, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map/point-clusters/rules/0", GUINT_TO_POINTER (0), test_rules);
  g_test_add_data_func ("/map/point-clusters/rules/1", GUINT_TO_POINTER (1), test_rules);
  g_test_add_data_func ("/map/point-clusters/rules/50", GUINT_TO_POINTER (50), test_rules);
  g_test_add_data_func ("/map/point-clusters/rules/1000", GUINT_TO_POINTER (1000), test_rules);
  g_test_add_func ("/map/point-clusters/limits", test_limits);

  return g_test_run ();
}
