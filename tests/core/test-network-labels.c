/* test-network-labels.c: upstream sets by labels against a plain search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan.h"

/* Bellman and Ford's rounds over whole reaches: metres from the upstream end of @start to the
 * downstream end of each, INFINITY where no way leads; that of @start itself is 0. */
static void
find_near (const Plan *plan, guint32 start, double *near)
{
  gboolean changed = TRUE;

  for (guint32 r = 0; r < plan->n; r++)
    near[r] = plan->to[r] == plan->from[start] ? 0 : INFINITY;
  while (changed)
    {
      changed = FALSE;
      for (guint32 r = 0; r < plan->n; r++)
        for (guint32 q = 0; q < plan->n && isfinite (near[r]); q++)
          if (plan->to[q] == plan->from[r] && near[r] + plan->length[r] < near[q])
            {
              near[q] = near[r] + plan->length[r];
              changed = TRUE;
            }
    }
  near[start] = 0;
}

static void
check_labels (const Plan *plan, SuyNetwork *net)
{
  const guint32 *numbers = suy_network_get_numbers (net);

  for (guint32 r = 0; r < plan->n; r++)
    {
      g_assert_cmpuint (suy_network_get_label (net, r), <, plan->n);
      g_assert_cmpuint (numbers[suy_network_get_label (net, r)], ==, r);
    }
}

static void
check_set (const Plan *plan, const double *near, const SuyItems *items)
{
  gboolean seen[MAX_REACHES] = { FALSE };
  guint32 n = 0;

  for (gsize i = 0; i < items->n; i++)
    {
      g_assert_cmpuint (items->at[i], <, plan->n);
      g_assert_false (seen[items->at[i]]);
      seen[items->at[i]] = TRUE;
      g_assert_true (isfinite (near[items->at[i]]));
    }
  for (guint32 r = 0; r < plan->n; r++)
    n += isfinite (near[r]) ? 1 : 0;
  g_assert_cmpuint (items->n, ==, n);
}

static void
check_spans (SuyNetwork *net, const SuySpans *spans, const SuyItems *items)
{
  const guint32 *numbers = suy_network_get_numbers (net);
  gsize k = 0;

  for (gsize i = 0; i < spans->n; i++)
    {
      g_assert_cmpuint (spans->at[i].first, <, spans->at[i].end);
      if (i > 0)
        g_assert_cmpuint (spans->at[i - 1].end, <, spans->at[i].first);
      for (guint32 x = spans->at[i].first; x < spans->at[i].end; x++)
        g_assert_cmpuint (items->at[k++], ==, numbers[x]);
    }
  g_assert_cmpuint (k, ==, items->n);
}

static void
check_within (const Plan *plan, SuyNetwork *net, guint32 start, const double *near, double max_m)
{
  g_auto (SuyItems) reaches = { 0 };
  g_auto (SuyItems) plain = { 0 };
  g_auto (SuyItems) near_mm = { 0 };
  gboolean seen[MAX_REACHES] = { FALSE };

  suy_network_upstream_within (net, start, max_m, &reaches, &near_mm);
  suy_network_upstream_within (net, start, max_m, &plain, NULL);
  g_assert_cmpmem (reaches.at, reaches.n * sizeof (guint32), plain.at, plain.n * sizeof (guint32));
  g_assert_cmpuint (reaches.n, ==, near_mm.n);
  for (gsize i = 0; i < reaches.n; i++)
    {
      guint32 r = reaches.at[i];

      g_assert_false (seen[r]);
      seen[r] = TRUE;
      g_assert_true (r == start || near[r] < max_m);
      g_assert_cmpuint (near_mm.at[i], ==, (guint32) (near[r] * 1000));
    }
  for (guint32 r = 0; r < plan->n; r++)
    g_assert_cmpint (seen[r], ==, r == start || near[r] < max_m);
}

static void
test_oracle (void)
{
  g_auto (SuyItems) items = { 0 };
  g_auto (SuySpans) spans = { 0 };

  for (guint k = 0; k < n_cases (3000); k++)
    {
      const Plan plan = random_plan ();
      g_autoptr (SuyNetwork) net = build (&plan);
      double near[MAX_REACHES];

      check_labels (&plan, net);
      for (guint t = 0; t < 4; t++)
        {
          guint32 start = random_place (&plan).reach;

          find_near (&plan, start, near);
          suy_network_upstream (net, start, &items);
          check_set (&plan, near, &items);
          suy_network_upstream_spans (net, start, &spans);
          check_spans (net, &spans, &items);
          for (guint32 r = 0; r < plan.n; r++)
            g_assert_cmpint (suy_network_is_upstream (net, r, start), ==, isfinite (near[r]));
          check_within (&plan, net, start, near, random_limit (20));
          check_within (&plan, net, start, near, random_limit (20));
        }
    }
}

/* A main stem with side waters of a tree beside it: what a limit in mm cuts, on both sides. */
static void
test_limit (void)
{
  const gint64 from[] = { 1, 2, 3 }, to[] = { 0, 1, 2 };
  const double length[] = { 5, 0.0014, 0.0016 };
  g_autoptr (SuyNetwork) net =
      suy_network_new (&(SuyNetworkInput){ 3, from, to, length, NULL, NULL }, NULL);
  g_auto (SuyItems) reaches = { 0 };
  const struct
  {
    double max_m;
    gsize n;
  } cases[] = { { 0, 1 }, { 0.0005, 2 }, { 0.001, 2 }, { 0.0010001, 3 }, { INFINITY, 3 } };

  /* Lengths are held in whole mm: 1.4 mm are 1, 1.6 mm are 2. */
  g_assert_cmpfloat (suy_network_get_length (net, 1), ==, 0.001);
  g_assert_cmpfloat (suy_network_get_length (net, 2), ==, 0.002);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      suy_network_upstream_within (net, 0, cases[i].max_m, &reaches, NULL);
      g_assert_cmpuint (reaches.n, ==, cases[i].n);
    }
}

/* Reaches of more than 2^32 mm, and sums of more. */
static void
test_long_reaches (void)
{
  const gint64 from[] = { 1, 2, 3, 3 }, to[] = { 0, 1, 2, 1 };
  const double length[] = { 1, 5e6, 4294967.295, 6e6 };
  g_autoptr (SuyNetwork) net =
      suy_network_new (&(SuyNetworkInput){ 4, from, to, length, NULL, NULL }, NULL);
  const SuyTraceRule rule = { SUY_TRACE_UP, INFINITY, INFINITY };
  g_autoptr (GArray) pieces = suy_network_trace (net, (SuyPlace){ 0, 1 }, &rule);
  g_auto (SuyItems) reaches = { 0 };
  g_auto (SuyItems) near_mm = { 0 };

  for (guint32 i = 0; i < 4; i++)
    g_assert_cmpfloat (suy_network_get_length (net, i), ==, length[i]);
  g_assert_cmpuint (pieces->len, ==, 4);
  g_assert_cmpfloat (g_array_index (pieces, SuyTracePiece, 3).far_m, ==, 9294967.295);

  suy_network_upstream_within (net, 0, INFINITY, &reaches, &near_mm);
  for (gsize i = 0; i < reaches.n; i++)
    g_assert_cmpuint (near_mm.at[i], ==, reaches.at[i] == 2 ? G_MAXUINT32 : 0);
}

/* Ways that overlap at every step: 2^60 paths, and each node's distance improves again and again.
 * Must not take longer than the answer is long. */
static void
test_overlapping (void)
{
  const guint32 n_nodes = 4000, most = 8;
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) to = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) length = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (SuyNetwork) net = NULL;
  g_auto (SuyItems) reaches = { 0 };
  g_auto (SuySpans) spans = { 0 };
  gint64 started = g_get_monotonic_time ();

  for (guint32 node = 1; node < n_nodes; node++)
    for (guint32 step = 1; step <= most && step <= node; step++)
      {
        gint64 ends[] = { node, (gint64) node - step };
        double m = 1 << (most - step);

        g_array_append_val (from, ends[0]);
        g_array_append_val (to, ends[1]);
        g_array_append_val (length, m);
      }
  net = suy_network_new (&(SuyNetworkInput){ from->len, (gint64 *) (gpointer) from->data,
                                             (gint64 *) (gpointer) to->data,
                                             (double *) (gpointer) length->data, NULL, NULL },
                         NULL);
  for (guint k = 0; k < 20; k++)
    {
      suy_network_upstream_within (net, 0, INFINITY, &reaches, NULL);
      suy_network_upstream_spans (net, 0, &spans);
    }
  g_assert_cmpuint (reaches.n, >, from->len - most * most);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 5 * G_USEC_PER_SEC);
}

/* Ids that are far apart, alike in their lower or upper bits, or negative. */
static void
test_sparse_ids (void)
{
  const guint32 n = 40000;
  const guint64 factors[] = { 1, G_GUINT64_CONSTANT (1) << 40, 1000003, G_MAXUINT64 };
  g_autofree gint64 *from = g_new (gint64, n), *to = g_new (gint64, n);
  g_autofree double *length = g_new0 (double, n);
  g_auto (SuyItems) first = { 0 };
  g_auto (SuyItems) items = { 0 };

  for (gsize k = 0; k < G_N_ELEMENTS (factors); k++)
    {
      g_autoptr (SuyNetwork) net = NULL;

      for (guint32 i = 0; i < n; i++)
        {
          from[i] = (gint64) ((guint64) (i + 1) * factors[k]);
          to[i] = (gint64) ((guint64) ((i + 1) / 3) * factors[k]);
        }
      net = suy_network_new (&(SuyNetworkInput){ n, from, to, length, NULL, NULL }, NULL);
      suy_network_upstream (net, 0, k == 0 ? &first : &items);
      if (k > 0)
        g_assert_cmpmem (items.at, items.n * sizeof (guint32), first.at,
                         first.n * sizeof (guint32));
    }
  g_assert_cmpuint (first.n, >, 1000);
}

static gpointer
ask_again_and_again (gpointer data)
{
  SuyNetwork *net = data;
  g_auto (SuyItems) reaches = { 0 };
  gsize sum = 0;

  for (guint k = 0; k < 300; k++)
    for (guint32 r = 0; r < suy_network_get_n (net); r++)
      {
        suy_network_upstream_within (net, r, k, &reaches, NULL);
        sum += reaches.n;
      }

  return GSIZE_TO_POINTER (sum);
}

static void
test_threads (void)
{
  const Plan plan = random_plan ();
  g_autoptr (SuyNetwork) net = build (&plan);
  gpointer alone = ask_again_and_again (net);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_again_and_again, net);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == alone);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/network/labels/oracle", test_oracle);
  g_test_add_func ("/core/network/labels/limit", test_limit);
  g_test_add_func ("/core/network/labels/long-reaches", test_long_reaches);
  g_test_add_func ("/core/network/labels/overlapping", test_overlapping);
  g_test_add_func ("/core/network/labels/sparse-ids", test_sparse_ids);
  g_test_add_func ("/core/network/labels/threads", test_threads);

  return g_test_run ();
}
