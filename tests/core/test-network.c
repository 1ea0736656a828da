/* test-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plan.h"
#include "suy-error.h"

#define MAX_VERTICES (2 * MAX_REACHES + 1)

/* The oracle: Bellman and Ford's rounds over the ends of reaches.  Vertex 2 r is the downstream end
 * of reach r, 2 r + 1 its upstream end, 2 n the start; water is followed up. */
typedef struct
{
  guint32 a, b;
  double m, h;
} Edge;

typedef struct
{
  guint32 n, n_edges;
  Edge edges[MAX_REACHES * MAX_REACHES + MAX_REACHES + 1];
  double m[MAX_VERTICES], h[MAX_VERTICES];
  gboolean belongs[MAX_VERTICES];
} Oracle;

static void
oracle_init (Oracle *self, const Plan *plan, SuyPlace start)
{
  double part = 1.0 - start.fraction;
  double hours = plan->has_hours ? plan->hours[start.reach] : NAN;

  self->n = plan->n;
  self->n_edges = 0;
  for (guint32 r = 0; r < plan->n; r++)
    {
      self->edges[self->n_edges++] =
          (Edge){ 2 * r, 2 * r + 1, plan->length[r], plan->has_hours ? plan->hours[r] : NAN };
      for (guint32 q = 0; q < plan->n; q++)
        if (plan->to[q] == plan->from[r])
          self->edges[self->n_edges++] = (Edge){ 2 * r + 1, 2 * q, 0, 0 };
    }
  self->edges[self->n_edges++] =
      (Edge){ 2 * plan->n, 2 * start.reach + 1, part * plan->length[start.reach],
              part == 0.0 ? 0.0 : part * hours };
}

static void
oracle_find_metres (Oracle *self)
{
  gboolean changed = TRUE;

  for (guint32 v = 0; v < 2 * self->n; v++)
    self->m[v] = INFINITY;
  self->m[2 * self->n] = 0;
  while (changed)
    {
      changed = FALSE;
      for (const Edge *e = self->edges; e < self->edges + self->n_edges; e++)
        if (self->m[e->a] + e->m < self->m[e->b])
          {
            self->m[e->b] = self->m[e->a] + e->m;
            changed = TRUE;
          }
    }
}

static void
oracle_find_hours (Oracle *self, const SuyTraceRule *rule)
{
  gboolean changed = TRUE;

  for (guint32 v = 0; v < 2 * self->n; v++)
    self->h[v] = INFINITY;
  self->h[2 * self->n] = 0;
  while (changed)
    {
      changed = FALSE;
      for (const Edge *e = self->edges; e < self->edges + self->n_edges; e++)
        {
          double h = self->h[e->a] + e->h;

          if (self->m[e->b] < rule->max_m && h < rule->max_h && h < self->h[e->b])
            {
              self->h[e->b] = h;
              changed = TRUE;
            }
        }
    }
}

static void
oracle_find_all (Oracle *self, const SuyTraceRule *rule)
{
  gboolean changed = TRUE;

  oracle_find_metres (self);
  oracle_find_hours (self, rule);
  for (guint32 v = 0; v <= 2 * self->n; v++)
    self->belongs[v] = self->h[v] < INFINITY;
  while (changed)
    {
      changed = FALSE;
      for (const Edge *e = self->edges; e < self->edges + self->n_edges; e++)
        if (self->belongs[e->a] && !self->belongs[e->b] && self->m[e->b] < rule->max_m &&
            (isnan (e->h) || self->h[e->a] == INFINITY))
          self->belongs[e->b] = changed = TRUE;
    }
}

static GArray *
trace_up_by_oracle (const Plan *plan, SuyPlace start, const SuyTraceRule *rule)
{
  static Oracle oracle;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (SuyTracePiece));

  oracle_init (&oracle, plan, start);
  oracle_find_all (&oracle, rule);
  add_piece (out, plan, rule, (SuyTracePiece){ start.reach, start.fraction, 1 });
  for (guint32 r = 0; r < plan->n; r++)
    {
      double to = r == start.reach ? start.fraction : 1;
      double h = oracle.h[2 * r];

      if (oracle.belongs[2 * r] && to > 0)
        add_piece (out, plan, rule,
                   (SuyTracePiece){ r, 0, to, oracle.m[2 * r], 0, h < INFINITY ? h : NAN, 0 });
    }

  return out;
}

static void
test_trace_oracle (void)
{
  for (guint k = 0; k < n_cases (10000); k++)
    {
      const Plan plan = random_plan (), other = mirrored (&plan);
      g_autoptr (SuyNetwork) net = build (&plan);

      for (guint t = 0; t < 3; t++)
        {
          gboolean up = g_test_rand_bit ();
          SuyPlace start = random_place (&plan);
          const SuyTraceRule rule = { up ? SUY_TRACE_UP : SUY_TRACE_DOWN, random_limit (20),
                                      random_limit (20) };
          g_autoptr (GArray) got = suy_network_trace (net, start, &rule);
          g_autoptr (GArray) want = NULL;

          if (up)
            want = trace_up_by_oracle (&plan, start, &rule);
          else
            {
              start.fraction = 1 - start.fraction;
              want = trace_up_by_oracle (&other, start, &rule);
              turn (want);
            }
          g_array_sort (want, compare_pieces);
          assert_same_pieces (got, want, start);
        }
    }
}

static void
check_path (const Plan *plan, GArray *path, SuyPlace start, SuyPlace end)
{
  const SuyTracePiece *pieces = (const SuyTracePiece *) (gpointer) path->data;
  guint last = path->len - 1;

  g_assert_cmpuint (pieces[0].reach, ==, start.reach);
  g_assert_cmpfloat (pieces[0].to, ==, start.fraction);
  g_assert_cmpfloat (pieces[0].near_m, ==, 0);
  g_assert_cmpfloat (pieces[0].near_h, ==, 0);
  g_assert_cmpuint (pieces[last].reach, ==, end.reach);
  g_assert_cmpfloat (pieces[last].from, ==, end.fraction);
  for (guint i = 0; i <= last; i++)
    {
      const SuyTracePiece *piece = &pieces[i];
      double part = piece->to - piece->from;
      double hours = plan->has_hours ? plan->hours[piece->reach] : NAN;

      g_assert_cmpfloat (piece->far_m, ==, piece->near_m + part * plan->length[piece->reach]);
      assert_same (piece->far_h, piece->near_h + (part == 0 ? 0 : part * hours));
      if (i == 0)
        continue;
      g_assert_cmpint (plan->to[pieces[i - 1].reach], ==, plan->from[piece->reach]);
      g_assert_cmpfloat (pieces[i - 1].from, ==, 0);
      g_assert_cmpfloat (piece->to, ==, 1);
      g_assert_cmpfloat (piece->near_m, ==, pieces[i - 1].far_m);
      assert_same (piece->near_h, pieces[i - 1].far_h);
    }
}

static void
test_path_oracle (void)
{
  static Oracle oracle;

  for (guint k = 0; k < n_cases (3000); k++)
    {
      const Plan plan = random_plan (), other = mirrored (&plan);
      g_autoptr (SuyNetwork) net = build (&plan);
      SuyPlace start = random_place (&plan), end = random_place (&plan);
      g_autoptr (GArray) path = NULL;
      double want;

      if (k % 8 == 0)
        end.reach = start.reach;
      path = suy_network_path (net, start, end);
      oracle_init (&oracle, &other, (SuyPlace){ start.reach, 1 - start.fraction });
      oracle_find_metres (&oracle);
      want = oracle.m[2 * end.reach] + (1 - end.fraction) * plan.length[end.reach];
      if (start.reach == end.reach && end.fraction <= start.fraction)
        want = (start.fraction - end.fraction) * plan.length[end.reach];

      g_assert_cmpint (path != NULL, ==, isfinite (want));
      if (path == NULL)
        continue;
      check_path (&plan, path, start, end);
      g_assert_cmpfloat (g_array_index (path, SuyTracePiece, path->len - 1).far_m, ==, want);
    }
}

static void
test_parts_oracle (void)
{
  for (guint k = 0; k < n_cases (2000); k++)
    {
      const Plan plan = random_plan ();
      g_autoptr (SuyNetwork) net = build (&plan);
      guint32 lowest[MAX_REACHES], got[MAX_REACHES], size[MAX_REACHES] = { 0 };
      guint32 first[MAX_REACHES], n_parts = 0, n_got;
      gboolean changed = TRUE;

      for (guint32 i = 0; i < plan.n; i++)
        lowest[i] = i;
      while (changed)
        {
          changed = FALSE;
          for (guint32 i = 0; i < plan.n; i++)
            for (guint32 j = 0; j < plan.n; j++)
              if ((plan.from[i] == plan.from[j] || plan.from[i] == plan.to[j] ||
                   plan.to[i] == plan.from[j] || plan.to[i] == plan.to[j]) &&
                  lowest[i] < lowest[j])
                {
                  lowest[j] = lowest[i];
                  changed = TRUE;
                }
        }

      n_got = suy_network_get_parts (net, got);
      for (guint32 i = plan.n; i-- > 0;)
        {
          n_parts += lowest[i] == i;
          size[got[i]]++;
          first[got[i]] = i;
          g_assert_cmpuint (got[i], ==, got[lowest[i]]);
        }
      g_assert_cmpuint (n_got, ==, n_parts);
      for (guint32 p = 1; p < n_parts; p++)
        g_assert_true (size[p] > 0 && (size[p - 1] > size[p] ||
                                       (size[p - 1] == size[p] && first[p - 1] < first[p])));
    }
}

/* TRUE when something is left after taking away, again and again, what nothing flows into. */
static gboolean
has_cycle (const Plan *plan)
{
  gboolean gone[MAX_REACHES] = { FALSE }, changed = TRUE;
  guint32 n = plan->n;

  while (changed)
    {
      changed = FALSE;
      for (guint32 i = 0; i < plan->n; i++)
        {
          gboolean fed = gone[i];

          for (guint32 j = 0; j < plan->n && !fed; j++)
            fed = !gone[j] && plan->to[j] == plan->from[i];
          if (fed)
            continue;
          gone[i] = changed = TRUE;
          n--;
        }
    }

  return n > 0;
}

static void
test_cycle_oracle (void)
{
  for (guint k = 0; k < n_cases (3000); k++)
    {
      const Plan plan = random_plan ();
      g_autoptr (SuyNetwork) net = build (&plan);
      g_autoptr (GArray) cycle = suy_network_find_cycle (net);
      gboolean seen[MAX_REACHES] = { FALSE };

      g_assert_cmpint (cycle != NULL, ==, has_cycle (&plan));
      for (guint i = 0; cycle != NULL && i < cycle->len; i++)
        {
          guint32 here = g_array_index (cycle, guint32, i);
          guint32 next = g_array_index (cycle, guint32, (i + 1) % cycle->len);

          g_assert_false (seen[here]);
          seen[here] = TRUE;
          g_assert_cmpint (plan.to[here], ==, plan.from[next]);
        }
    }
}

/* Small graphs by hand: "1>3 1>2" is an edge list.  Each number is a reach of 1 m, each edge one of
 * no length, so that nothing else is joined. */
static SuyNetwork *
graph (const char *edges)
{
  g_auto (GStrv) parts = g_strsplit (edges, " ", -1);
  gint64 from[MAX_REACHES], to[MAX_REACHES];
  double length[MAX_REACHES] = { 0 };
  guint32 n = 12;

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = 2 * (gint64) i;
      to[i] = 2 * (gint64) i + 1;
      length[i] = 1;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *end;

      from[n] = 2 * g_ascii_strtoll (parts[i], &end, 10) + 1;
      to[n++] = 2 * g_ascii_strtoll (end + 1, NULL, 10);
    }

  return suy_network_new (&(SuyNetworkInput){ n, from, to, length }, NULL);
}

#define BRAID "2>3 3>4 3>5 4>6 5>7 6>8 7>8 8>9"
#define PARTED "2>3 3>4 3>5 4>6 5>7 6>8 7>9 8>10"

typedef struct
{
  const char *edges;
  SuyTraceDirection direction;
  guint start;
  guint set; /* bits */
} Small;

static void
test_small_sets (void)
{
  const Small cases[] = {
    { BRAID, SUY_TRACE_DOWN, 2, 0x3fc },
    { BRAID, SUY_TRACE_UP, 9, 0x3fc },
    { PARTED, SUY_TRACE_UP, 9, 1 << 9 | 1 << 7 | 1 << 5 | 1 << 3 | 1 << 2 },
    { PARTED, SUY_TRACE_DOWN, 5, 1 << 5 | 1 << 7 | 1 << 9 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (SuyNetwork) net = graph (cases[k].edges);
      const SuyTraceRule rule = { cases[k].direction, INFINITY, INFINITY };
      SuyPlace start = { cases[k].start, cases[k].direction == SUY_TRACE_UP ? 0 : 1 };
      g_autoptr (GArray) pieces = suy_network_trace (net, start, &rule);
      guint set = 0;

      for (guint i = 0; i < pieces->len; i++)
        if (g_array_index (pieces, SuyTracePiece, i).reach < 12)
          set |= 1u << g_array_index (pieces, SuyTracePiece, i).reach;
      g_assert_cmphex (set, ==, cases[k].set);
    }
}

static void
test_small_cycles (void)
{
  const char *without[] = { BRAID, PARTED, "1>3 1>2 3>4 2>4 4>5",
                            "1>2 2>3 2>7 3>4 4>5 4>8 5>6 7>9 9>5 8>10 10>6" };
  g_autoptr (SuyNetwork) round = graph ("1>3 2>5 3>5 4>3 5>4 5>6");
  g_autoptr (GArray) cycle = suy_network_find_cycle (round);
  guint set = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (without); k++)
    {
      g_autoptr (SuyNetwork) net = graph (without[k]);

      g_assert_null (suy_network_find_cycle (net));
    }

  g_assert_cmpuint (cycle->len, ==, 6);
  for (guint i = 0; i < cycle->len; i++)
    if (g_array_index (cycle, guint32, i) < 12)
      set |= 1u << g_array_index (cycle, guint32, i);
  g_assert_cmphex (set, ==, 1 << 3 | 1 << 4 | 1 << 5);
}

static void
test_nodes_from_ends (void)
{
  /* Equal to the unit and no less; both axes count, and their signs. */
  const SuyPoint first[] = { { 0, 0 }, { 5, -7 }, { -7, 5 }, { 5, -6 } };
  const SuyPoint last[] = { { 5, -7 }, { -7, 5 }, { -1, -1 }, { 7, -5 } };
  gint64 from[4], to[4];

  suy_network_nodes_from_ends (first, last, 4, from, to);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < 4; k++)
      g_assert_cmpint (to[i] == from[k], ==, last[i].x == first[k].x && last[i].y == first[k].y);
}

static void
assert_refused (double length, double hours, const char *message)
{
  const gint64 nodes[] = { 1, 2, 3 };
  const double lengths[] = { 0, length }, travel[] = { NAN, hours };
  g_autoptr (GError) error = NULL;

  g_assert_null (
      suy_network_new (&(SuyNetworkInput){ 2, nodes, nodes + 1, lengths, travel }, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_new_refuses (void)
{
  assert_refused (-1e-9, 1, "Reach 1 has the length");
  assert_refused (NAN, 1, "Reach 1 has the length");
  assert_refused (INFINITY, 1, "Reach 1 has the length");
  assert_refused (1, -1e-9, "Reach 1 has the travel time");
  assert_refused (1, INFINITY, "Reach 1 has the travel time");
}

static void
test_empty (void)
{
  g_autoptr (SuyNetwork) net = suy_network_new (&(SuyNetworkInput){ 0 }, NULL);

  g_assert_cmpuint (suy_network_get_n (net), ==, 0);
  g_assert_cmpuint (suy_network_get_parts (net, NULL), ==, 0);
  g_assert_null (suy_network_find_cycle (net));
}

/* A star of many reaches must not cost their square. */
static void
test_star (void)
{
  const guint32 n = 200000;
  g_autofree gint64 *from = g_new (gint64, n), *to = g_new (gint64, n), *level = g_new (gint64, n);
  g_autofree double *length = g_new (double, n);
  g_autofree guint32 *part = g_new (guint32, n);
  const SuyTraceRule rule = { SUY_TRACE_UP, 2, INFINITY };
  g_autoptr (SuyNetwork) net = NULL;
  g_autoptr (GArray) pieces = NULL;

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = i % 2 == 0 ? (gint64) i + 1 : 0;
      to[i] = i % 2 == 0 ? 0 : (gint64) i + 1 + n;
      level[i] = i / 2 + 1;
      length[i] = 1;
    }
  net = suy_network_new (&(SuyNetworkInput){ n, from, to, length, NULL, level }, NULL);
  pieces = suy_network_trace (net, (SuyPlace){ 1, 0 }, &rule);
  g_assert_cmpuint (pieces->len, ==, n / 2 + 1);
  g_assert_cmpuint (suy_network_get_parts (net, part), ==, 1);
  g_assert_null (suy_network_find_cycle (net));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/network/trace/oracle", test_trace_oracle);
  g_test_add_func ("/core/network/trace/small", test_small_sets);
  g_test_add_func ("/core/network/trace/star", test_star);
  g_test_add_func ("/core/network/path/oracle", test_path_oracle);
  g_test_add_func ("/core/network/parts/oracle", test_parts_oracle);
  g_test_add_func ("/core/network/cycle/oracle", test_cycle_oracle);
  g_test_add_func ("/core/network/cycle/small", test_small_cycles);
  g_test_add_func ("/core/network/nodes/from-ends", test_nodes_from_ends);
  g_test_add_func ("/core/network/new/refuses", test_new_refuses);
  g_test_add_func ("/core/network/new/empty", test_empty);

  return g_test_run ();
}
