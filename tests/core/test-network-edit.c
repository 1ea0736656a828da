/* test-network-edit.c: a network after edits against one built anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan.h"

static void
copy_reach (Plan *to, guint32 i, const Plan *from, guint32 k)
{
  to->from[i] = from->from[k];
  to->to[i] = from->to[k];
  to->level[i] = from->level[k];
  to->length[i] = from->length[k];
  to->hours[i] = from->hours[k];
}

/* A reach of @other between nodes of @plan, mostly, or one of its own columns changed. */
static void
change_reach (Plan *now, guint32 i, const Plan *plan, const Plan *other)
{
  guint32 a = random_place (plan).reach, b = random_place (plan).reach;
  gboolean up = g_test_rand_bit ();

  now->length[i] = other->length[0];
  if (g_test_rand_bit ())
    now->hours[i] = other->hours[0];
  if (g_test_rand_bit ())
    now->level[i] = other->level[0];
  if (g_test_rand_bit ())
    now->from[i] = up ? plan->to[a] : plan->from[a];
  if (g_test_rand_bit ())
    now->to[i] = up ? plan->from[b] : g_test_rand_int_range (1000, 1003);
}

/* Some reaches of @plan changed, some gone, some new between the others. */
static Plan
edited (const Plan *plan, guint32 *old_number)
{
  const Plan other = random_plan ();
  Plan now = *plan;
  int rate = g_test_rand_int_range (3, 40);

  now.n = 0;
  for (guint32 i = 0; i < plan->n && now.n < MAX_REACHES - 1; i++)
    {
      int dice = g_test_rand_int_range (0, 3 * rate);

      if (dice == 0)
        continue;
      copy_reach (&now, now.n, plan, i);
      old_number[now.n++] = dice < 3 ? G_MAXUINT32 : i;
      if (dice == 1)
        change_reach (&now, now.n - 1, plan, &other);
      if (dice == 3)
        {
          copy_reach (&now, now.n, plan, i);
          change_reach (&now, now.n, plan, &other);
          old_number[now.n++] = G_MAXUINT32;
        }
    }
  if (now.n == 0)
    {
      copy_reach (&now, 0, plan, 0);
      old_number[now.n++] = 0;
    }
  /* Hours alone make no reach another one. */
  for (guint32 i = 0; i < now.n; i++)
    if (g_test_rand_int_range (0, rate) == 0)
      now.hours[i] = other.hours[i % other.n];

  return now;
}

static SuyNetwork *
edit (SuyNetwork *net, const Plan *plan, const guint32 *old_number)
{
  const SuyNetworkInput input = { plan->n,
                                  plan->from,
                                  plan->to,
                                  plan->length,
                                  plan->has_hours ? plan->hours : NULL,
                                  plan->has_level ? plan->level : NULL };
  g_autoptr (GError) error = NULL;
  SuyNetwork *now = suy_network_edit (net, &input, old_number, &error);

  g_assert_no_error (error);

  return now;
}

static void
check_traces (const Plan *plan, SuyNetwork *got, SuyNetwork *want)
{
  for (guint t = 0; t < 6; t++)
    {
      SuyPlace start = random_place (plan);
      SuyTraceRule rule = { (SuyTraceDirection) g_test_rand_int_range (0, 4), random_limit (20),
                            random_limit (40) };
      g_autoptr (GArray) got_pieces = suy_network_trace (got, start, &rule);
      g_autoptr (GArray) want_pieces = suy_network_trace (want, start, &rule);

      assert_same_pieces (got_pieces, want_pieces, start);
    }
}

static void
check_sets (const Plan *plan, SuyNetwork *got, SuyNetwork *want)
{
  guint32 got_parts[MAX_REACHES], want_parts[MAX_REACHES];
  g_auto (SuyItems) items = { 0 };
  guint32 below = random_place (plan).reach, n = 0;

  suy_network_upstream (got, below, &items);
  for (guint32 r = 0; r < plan->n; r++)
    {
      gboolean up = suy_network_is_upstream (want, r, below);

      n += up ? 1 : 0;
      g_assert_cmpint (suy_network_is_upstream (got, r, below), ==, up);
      g_assert_cmpfloat (suy_network_get_length (got, r), ==, suy_network_get_length (want, r));
      assert_same (suy_network_main_distance (got, (SuyPlace){ below, 0.5 }, r),
                   suy_network_main_distance (want, (SuyPlace){ below, 0.5 }, r));
      g_assert_cmpuint (suy_network_get_numbers (got)[suy_network_get_label (got, r)], ==, r);
    }
  g_assert_cmpuint (items.n, ==, n);
  g_assert_cmpuint (suy_network_get_parts (got, got_parts), ==,
                    suy_network_get_parts (want, want_parts));
  g_assert_cmpmem (got_parts, plan->n * sizeof (guint32), want_parts, plan->n * sizeof (guint32));
}

static void
test_oracle (void)
{
  for (guint k = 0; k < n_cases (3000); k++)
    {
      Plan plan = random_plan ();
      g_autoptr (SuyNetwork) net = build (&plan);

      /* One edit after the other. */
      for (guint t = 0; t < 3; t++)
        {
          guint32 old_number[MAX_REACHES];
          Plan now = edited (&plan, old_number);
          g_autoptr (SuyNetwork) got = edit (net, &now, old_number);
          g_autoptr (SuyNetwork) want = build (&now);
          g_autoptr (GArray) cycle = suy_network_find_cycle (got);
          g_autoptr (GArray) want_cycle = suy_network_find_cycle (want);

          check_traces (&now, got, want);
          check_sets (&now, got, want);
          g_assert_cmpint (cycle != NULL, ==, want_cycle != NULL);
          suy_network_unref (net);
          net = g_steal_pointer (&got);
          plan = now;
        }
    }
}

/* What an edit does not touch keeps its place among the labels. */
static void
test_keeps_labels (void)
{
  enum
  {
    N = 3000
  };
  gint64 from[N], to[N];
  double length[N];
  guint32 old_number[N];
  g_autoptr (SuyNetwork) net = NULL;
  g_autoptr (SuyNetwork) now = NULL;
  guint32 step;

  /* Three rivers, one reach after the other. */
  for (guint32 i = 0; i < N; i++)
    {
      from[i] = i + 1 + i / 1000;
      to[i] = i + i / 1000;
      length[i] = 1;
      old_number[i] = i;
    }
  net = suy_network_new (&(SuyNetworkInput){ N, from, to, length, NULL, NULL }, NULL);
  length[1500] = 2;
  old_number[1500] = G_MAXUINT32;
  now = suy_network_edit (net, &(SuyNetworkInput){ N, from, to, length, NULL, NULL }, old_number,
                          NULL);

  g_assert_cmpfloat (suy_network_get_length (now, 1500), ==, 2);
  step = suy_network_get_label (net, 2000) - suy_network_get_label (now, 2000);
  for (guint32 i = 2000; i < N; i++)
    g_assert_cmpuint (suy_network_get_label (net, i) - suy_network_get_label (now, i), ==, step);
  for (guint32 i = 0; i < 1000; i++)
    g_assert_cmpuint (suy_network_get_label (net, i), ==, suy_network_get_label (now, i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/network/edit/oracle", test_oracle);
  g_test_add_func ("/core/network/edit/keeps-labels", test_keeps_labels);

  return g_test_run ();
}
