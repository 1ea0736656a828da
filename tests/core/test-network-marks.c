/* test-network-marks.c: on what the hours of an answer rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle asks again with the hours of unsure reaches taken away: what is as quick without them
 * rests on none of them. */

#include <math.h>

#include "plan.h"

#define MOST_MARK 3

static Plan
plan_with_hours (guint8 *marks)
{
  Plan plan = random_plan ();

  plan.has_hours = TRUE;
  for (guint32 i = 0; i < plan.n; i++)
    {
      if (isnan (plan.hours[i]) || g_test_rand_bit ())
        plan.hours[i] = g_test_rand_int_range (0, 9);
      marks[i] = (guint8) g_test_rand_int_range (0, MOST_MARK + 1);
    }

  return plan;
}

static GArray *
ask (const Plan *plan, SuyPlace start, const SuyPlace *end, const SuyTraceRule *rule)
{
  g_autoptr (SuyNetwork) net = build (plan);

  return end == NULL ? suy_network_trace (net, start, rule) : suy_network_path (net, start, *end);
}

/* Hours to the piece of the same reach, or NAN: a cycle leads to the start reach twice, and what is
 * within a limit only thanks to an unsure reach is not there. */
static double
hours_without (const GArray *pieces, const GArray *others, guint i)
{
  const SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, i);
  guint before = 0;

  for (guint k = 0; k < i; k++)
    before += g_array_index (pieces, SuyTracePiece, k).reach == piece->reach;
  for (guint k = 0; k < others->len; k++)
    if (g_array_index (others, SuyTracePiece, k).reach == piece->reach && before-- == 0)
      return g_array_index (others, SuyTracePiece, k).near_h;

  return NAN;
}

/* The marks of the ways to each piece. */
static void
find_ways (const Plan *plan,
           const guint8 *marks,
           const GArray *pieces,
           SuyPlace start,
           const SuyPlace *end,
           const SuyTraceRule *rule,
           guint8 *ways)
{
  for (guint i = 0; i < pieces->len; i++)
    ways[i] = G_MAXUINT8;
  for (guint8 sure = MOST_MARK + 1; sure-- > 0;)
    {
      Plan less = *plan;
      g_autoptr (GArray) others = NULL;

      for (guint32 r = 0; r < plan->n; r++)
        less.hours[r] = marks[r] > sure ? NAN : plan->hours[r];
      others = ask (&less, start, end, rule);
      for (guint i = 0; i < pieces->len; i++)
        if (hours_without (pieces, others, i) == g_array_index (pieces, SuyTracePiece, i).near_h)
          ways[i] = sure;
    }
}

static void
check (const Plan *plan,
       const guint8 *marks,
       SuyPlace start,
       const SuyPlace *end,
       const SuyTraceRule *rule)
{
  g_autoptr (SuyNetwork) net = build (plan);
  g_autoptr (GArray) pieces = ask (plan, start, end, rule);
  guint8 got[2 * MAX_REACHES], ways[2 * MAX_REACHES];

  if (pieces == NULL)
    return;
  g_assert_cmpuint (pieces->len, <=, 2 * MAX_REACHES);
  find_ways (plan, marks, pieces, start, end, rule, ways);
  suy_network_mark_pieces (net, start, rule, pieces, marks, got);
  for (guint i = 0; i < pieces->len; i++)
    {
      const SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, i);
      guint8 own = piece->from == piece->to ? 0 : marks[piece->reach];

      g_assert_cmpuint (got[i], ==, MAX (ways[i], own));
    }
}

static void
test_traces (void)
{
  for (guint k = 0; k < n_cases (3000); k++)
    {
      guint8 marks[MAX_REACHES];
      const Plan plan = plan_with_hours (marks);
      const SuyPlace start = random_place (&plan);
      const SuyTraceRule rule = { (SuyTraceDirection) g_test_rand_int_range (0, 4),
                                  random_limit (60), random_limit (40) };

      check (&plan, marks, start, NULL, &rule);
    }
}

static void
test_paths (void)
{
  const SuyTraceRule rule = { SUY_TRACE_DOWN, INFINITY, INFINITY };

  for (guint k = 0; k < n_cases (3000); k++)
    {
      guint8 marks[MAX_REACHES];
      const Plan plan = plan_with_hours (marks);
      const SuyPlace start = random_place (&plan), end = random_place (&plan);

      check (&plan, marks, start, &end, &rule);
    }
}

/* Nothing is known beyond a reach without hours. */
static void
test_unknown (void)
{
  const gint64 nodes[] = { 0, 1, 2, 3 };
  const double length[] = { 8, 8, 8 }, hours[] = { 1, NAN, 1 };
  const SuyTraceRule rule = { SUY_TRACE_DOWN, INFINITY, INFINITY };
  const SuyPlace start = { 0, 1 };
  const guint8 marks[] = { 0, 1, 0 };
  g_autoptr (SuyNetwork) net =
      suy_network_new (&(SuyNetworkInput){ 3, nodes, nodes + 1, length, hours }, NULL);
  g_autoptr (GArray) pieces = suy_network_trace (net, start, &rule);
  guint8 got[3];

  suy_network_mark_pieces (net, start, &rule, pieces, marks, got);
  g_assert_cmpuint (got[0], ==, 0);
  g_assert_cmpuint (got[1], ==, 1);
  g_assert_cmpuint (got[2], ==, G_MAXUINT8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/network/marks/traces", test_traces);
  g_test_add_func ("/core/network/marks/paths", test_paths);
  g_test_add_func ("/core/network/marks/unknown", test_unknown);

  return g_test_run ();
}
