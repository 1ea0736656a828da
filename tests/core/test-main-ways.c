/* test-main-ways.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan.h"

/* The main ways, each looked for by itself. */
typedef struct
{
  guint32 down[MAX_REACHES], up[MAX_REACHES];
  double total[MAX_REACHES];
} MainWays;

static gboolean
same_level (const Plan *plan, guint32 a, guint32 b)
{
  return plan->has_level && plan->level[a] != 0 && plan->level[a] == plan->level[b];
}

static gboolean
goes_through (const Plan *plan, guint32 reach)
{
  for (guint32 i = 0; i < plan->n; i++)
    if (plan->to[i] == plan->from[reach] && same_level (plan, i, reach))
      {
        /* Only the longest of those that share a level path continues it. */
        for (guint32 k = 0; k < plan->n; k++)
          if (plan->from[k] == plan->from[reach] && same_level (plan, i, k) &&
              (plan->length[k] > plan->length[reach] ||
               (plan->length[k] == plan->length[reach] && k < reach)))
            return FALSE;
        return TRUE;
      }

  return FALSE;
}

static void
find_main_down (const Plan *plan, MainWays *ways)
{
  for (guint32 i = 0; i < plan->n; i++)
    {
      double best = -1;

      ways->down[i] = G_MAXUINT32;
      for (guint32 k = 0; k < plan->n; k++)
        {
          double score =
              plan->length[k] + 1000 * goes_through (plan, k) + 10000 * same_level (plan, i, k);

          if (plan->from[k] == plan->to[i] && score > best)
            {
              best = score;
              ways->down[i] = k;
            }
        }
    }
}

/* Where a main way goes round it is cut below its lowest reach. */
static gboolean
is_cut (const Plan *plan, const MainWays *ways, guint32 reach)
{
  guint32 at = ways->down[reach];

  for (guint32 k = 0; k < plan->n && at != G_MAXUINT32; k++, at = ways->down[at])
    {
      if (at < reach)
        return FALSE;
      if (at == reach)
        return TRUE;
    }

  return FALSE;
}

static void
find_main_ways (const Plan *plan, MainWays *ways)
{
  find_main_down (plan, ways);
  memset (ways->total, 0, sizeof ways->total);
  for (guint32 i = 0; i < plan->n; i++)
    for (guint32 at = i; at != G_MAXUINT32;
         at = is_cut (plan, ways, at) ? G_MAXUINT32 : ways->down[at])
      ways->total[at] += plan->length[i];

  for (guint32 i = 0; i < plan->n; i++)
    {
      double best = -1;

      ways->up[i] = G_MAXUINT32;
      for (guint32 k = 0; k < plan->n; k++)
        {
          double score = ways->total[k] + 10000 * same_level (plan, i, k);

          if (plan->to[k] == plan->from[i] && score > best)
            {
              best = score;
              ways->up[i] = k;
            }
        }
    }
}

/* Up along @next; @plan is mirrored for the way down. */
static GArray *
main_by_oracle (const Plan *plan, const guint32 *next, SuyPlace start, const SuyTraceRule *rule)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));
  gboolean seen[MAX_REACHES] = { FALSE };
  guint32 at = start.reach;

  add_piece (out, plan, rule, (SuyTracePiece){ at, start.fraction, 1 });
  while ((at = next[at]) != G_MAXUINT32 && !seen[at])
    {
      SuyTracePiece last = g_array_index (out, SuyTracePiece, out->len - 1);

      seen[at] = TRUE;
      if (last.far_m >= rule->max_m || last.far_h >= rule->max_h)
        break;
      if (at != start.reach || start.fraction > 0)
        add_piece (out, plan, rule,
                   (SuyTracePiece){ at, 0, at == start.reach ? start.fraction : 1, last.far_m, 0,
                                    last.far_h, 0 });
      if (at == start.reach)
        break;
    }

  return out;
}

static void
test_main_oracle (void)
{
  for (guint k = 0; k < n_cases (2000); k++)
    {
      const Plan plan = random_plan (), other = mirrored (&plan);
      g_autoptr (SuyNetwork) net = build (&plan);
      MainWays ways;

      find_main_ways (&plan, &ways);
      for (guint t = 0; t < 6; t++)
        {
          gboolean up = g_test_rand_bit ();
          SuyPlace start = random_place (&plan);
          const SuyTraceRule rule = { up ? SUY_TRACE_UP_MAIN : SUY_TRACE_DOWN_MAIN,
                                      random_limit (40), random_limit (40) };
          g_autoptr (GArray) got = suy_network_trace (net, start, &rule);
          g_autoptr (GArray) want = NULL;

          if (up)
            want = main_by_oracle (&plan, ways.up, start, &rule);
          else
            {
              start.fraction = 1 - start.fraction;
              want = main_by_oracle (&other, ways.down, start, &rule);
              turn (want);
            }
          g_array_sort (want, compare_pieces);
          assert_same_pieces (got, want, start);
        }
    }
}

/* From the downstream end of @above to the upstream end of @below, another reach. */
static double
walk_down (const Plan *plan, const MainWays *ways, guint32 above, guint32 below)
{
  double sum = 0;
  guint32 at = ways->down[above];

  for (guint32 k = 0; k < plan->n && at != G_MAXUINT32; k++, at = ways->down[at])
    {
      if (at == below)
        return sum;
      sum += plan->length[at];
    }

  return INFINITY;
}

static void
test_main_distance_oracle (void)
{
  for (guint k = 0; k < n_cases (2000); k++)
    {
      const Plan plan = random_plan ();
      g_autoptr (SuyNetwork) net = build (&plan);
      SuyPlace start = random_place (&plan);
      double length = plan.length[start.reach];
      MainWays ways;

      find_main_ways (&plan, &ways);
      for (guint32 r = 0; r < plan.n; r++)
        {
          double up = walk_down (&plan, &ways, r, start.reach) + (1 - start.fraction) * length;
          double down = walk_down (&plan, &ways, start.reach, r) + start.fraction * length;
          double want = r == start.reach ? 0 : MIN (up, down);

          assert_same (suy_network_main_distance (net, start, r), isinf (want) ? NAN : want);
          g_assert_cmpfloat (suy_network_get_length (net, r), ==, plan.length[r]);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/network/trace/main-oracle", test_main_oracle);
  g_test_add_func ("/core/network/main-distance/oracle", test_main_distance_oracle);

  return g_test_run ();
}
