/* plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "plan.h"

#include <math.h>
#include <string.h>

/* Most networks are small, since what goes wrong goes wrong in small ones. */
#define FEW_REACHES 30

guint
n_cases (guint usual)
{
  const char *text = g_getenv ("SUY_CASES");

  return text == NULL ? usual : (guint) g_ascii_strtoull (text, NULL, 10);
}

SuyNetwork *
build (const Plan *plan)
{
  const SuyNetworkInput input = { plan->n,
                                  plan->from,
                                  plan->to,
                                  plan->length,
                                  plan->has_hours ? plan->hours : NULL,
                                  plan->has_level ? plan->level : NULL };
  g_autoptr (GError) error = NULL;
  SuyNetwork *net = suy_network_new (&input, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_network_get_n (net), ==, plan->n);

  return net;
}

static void
join_tree (Plan *plan)
{
  guint32 down[MAX_REACHES];

  for (guint32 i = 0; i < plan->n; i++)
    {
      gboolean leaves = i == 0 || g_test_rand_int_range (0, 12) == 0;

      down[i] = leaves ? G_MAXUINT32 : (guint32) g_test_rand_int_range (0, (int) i);
    }
  suy_network_nodes_from_down (down, plan->n, plan->from, plan->to);
}

/* Between few nodes: braids and parallel reaches, and cycles unless water only goes up in number.
 */
static void
join_nodes (Plan *plan, gboolean cycles)
{
  int n_nodes = g_test_rand_int_range (2, 2 + (int) plan->n);
  gint64 scale = g_test_rand_bit () ? 1 : -0x123456789abcd;

  for (guint32 i = 0; i < plan->n; i++)
    {
      int a = g_test_rand_int_range (0, n_nodes), b = g_test_rand_int_range (0, n_nodes);

      if (!cycles)
        {
          int low = MIN (a, b);

          b = a == b ? a + 1 : MAX (a, b);
          a = low;
        }
      plan->from[i] = scale * a;
      plan->to[i] = scale * b;
    }
}

Plan
random_plan (void)
{
  int most = g_test_rand_int_range (0, 50) == 0 ? MAX_REACHES : FEW_REACHES;
  Plan plan = { (guint32) g_test_rand_int_range (1, most + 1) };
  int kind = g_test_rand_int_range (0, 4), unknown = g_test_rand_int_range (0, 5);

  plan.has_hours = g_test_rand_int_range (0, 4) > 0;
  plan.has_level = g_test_rand_bit ();
  for (guint32 i = 0; i < plan.n; i++)
    {
      plan.length[i] = g_test_rand_int_range (0, 5);
      plan.hours[i] =
          g_test_rand_int_range (0, 8) < unknown - 1 ? NAN : g_test_rand_int_range (0, 5);
      plan.level[i] = g_test_rand_int_range (0, 6);
    }
  if (kind == 0)
    join_tree (&plan);
  else
    join_nodes (&plan, kind > 1);

  return plan;
}

SuyPlace
random_place (const Plan *plan)
{
  return (SuyPlace){ (guint32) g_test_rand_int_range (0, (int) plan->n),
                     g_test_rand_int_range (0, 9) / 8.0 };
}

double
random_limit (int most)
{
  return g_test_rand_bit () ? INFINITY : g_test_rand_int_range (0, 4 * most) / 4.0;
}

Plan
mirrored (const Plan *plan)
{
  Plan other = *plan;

  memcpy (other.from, plan->to, sizeof other.from);
  memcpy (other.to, plan->from, sizeof other.to);

  return other;
}

void
add_piece (GArray *out, const Plan *plan, const SuyTraceRule *rule, SuyTracePiece piece)
{
  double length = plan->length[piece.reach];
  double hours = plan->has_hours ? plan->hours[piece.reach] : NAN;
  double keep = piece.to - piece.from;

  if (length > 0)
    keep = fmin (keep, (rule->max_m - piece.near_m) / length);
  if (hours > 0)
    keep = fmin (keep, (rule->max_h - piece.near_h) / hours);
  piece.to = piece.from + keep;
  piece.far_m = piece.near_m + keep * length;
  piece.far_h = keep == 0 ? piece.near_h : piece.near_h + keep * hours;
  g_array_append_val (out, piece);
}

void
turn (GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      SuyTracePiece *piece = &g_array_index (pieces, SuyTracePiece, i);
      double from = piece->from;

      piece->from = 1 - piece->to;
      piece->to = 1 - from;
    }
}

int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const SuyTracePiece *l = a, *r = b;

  if (l->near_m != r->near_m)
    return l->near_m < r->near_m ? -1 : 1;

  return l->reach < r->reach ? -1 : l->reach > r->reach;
}

void
assert_same (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_cmpfloat_with_epsilon (a, b, 1e-9);
}

void
assert_same_pieces (GArray *got, GArray *want, SuyPlace start)
{
  g_assert_cmpuint (got->len, ==, want->len);
  for (guint i = 0; i < got->len; i++)
    {
      const SuyTracePiece *g = &g_array_index (got, SuyTracePiece, i);
      const SuyTracePiece *w = &g_array_index (want, SuyTracePiece, i);

      g_assert_cmpuint (g->reach, ==, w->reach);
      g_assert_cmpfloat (g->near_m, ==, w->near_m);
      assert_same (g->near_h, w->near_h);
      assert_same (g->from, w->from);
      assert_same (g->to, w->to);
      assert_same (g->far_m, w->far_m);
      assert_same (g->far_h, w->far_h);
      if (g->reach != start.reach)
        g_assert_cmpfloat (g->from, <, g->to);
    }
}
