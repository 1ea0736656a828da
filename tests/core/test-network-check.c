/* test-network-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-network-check.h"

#include <math.h>
#include <stdlib.h>

#include "suy-geodesic.h"

/* A river under test: lines over points in metres from a corner, 0.01 m to 1 cm of the ground. */
typedef struct
{
  SuyFeatureSetBuilder *builder;
  GArray *length, *up, *down, *name, *order, *from, *to, *unknown;
  SuyRivers rivers;
  SuyCheckRule rule;
  SuyPoint outlets[4];
  SuyFaults *faults;
} Net;

/* Near the equator a metre is 90.4 units north and 89.8 east: close enough for tests that stay away
 * from the limit, and those at the limit ask the geodesic. */
static SuyPoint
at (double x, double y)
{
  return (SuyPoint){ (gint32) lround (x * 89.831528), (gint32) lround (y * 90.436947) };
}

static void
net_init (Net *net)
{
  *net = (Net){ .builder = suy_feature_set_builder_new (),
                .length = g_array_new (FALSE, FALSE, sizeof (double)),
                .up = g_array_new (FALSE, FALSE, sizeof (double)),
                .down = g_array_new (FALSE, FALSE, sizeof (double)),
                .name = g_array_new (FALSE, FALSE, sizeof (gint64)),
                .order = g_array_new (FALSE, FALSE, sizeof (gint64)),
                .from = g_array_new (FALSE, FALSE, sizeof (gint64)),
                .to = g_array_new (FALSE, FALSE, sizeof (gint64)),
                .unknown = g_array_new (FALSE, FALSE, 1) };
  net->rule = (SuyCheckRule){ .tolerance_m = SUY_CHECK_TOLERANCE_M,
                              .island_m = SUY_CHECK_ISLAND_M,
                              .outlets = net->outlets };
}

static void
net_clear (Net *net)
{
  GArray *const columns[] = { net->length, net->up,   net->down, net->name,
                              net->order,  net->from, net->to,   net->unknown };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_array_unref (columns[i]);
  suy_feature_set_unref (net->rivers.lines);
  suy_faults_free (net->faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Net, net_clear)

/* Adds a line and gives its number. */
static guint32
add_points (Net *net, const SuyPoint *points, guint32 n)
{
  const SuyShape shape = { SUY_SHAPE_LINE, 1, &n, points };
  double length = suy_shape_length (&shape), unknown = NAN;
  gint64 none = 0, id = net->length->len, fresh = -1 - 2 * id, other = fresh - 1;

  suy_feature_set_builder_add (net->builder, id + 1, &shape);
  g_array_append_val (net->length, length);
  g_array_append_val (net->up, unknown);
  g_array_append_val (net->down, unknown);
  g_array_append_val (net->name, none);
  g_array_append_val (net->order, none);
  g_array_append_val (net->from, fresh);
  g_array_append_val (net->to, other);
  g_array_append_vals (net->unknown, "", 1);

  return (guint32) id;
}

static guint32
add (Net *net, double x1, double y1, double x2, double y2)
{
  return add_points (net, (SuyPoint[2]){ at (x1, y1), at (x2, y2) }, 2);
}

static void
outlet (Net *net, double x, double y)
{
  net->outlets[net->rule.n_outlets++] = at (x, y);
}

static void
check (Net *net)
{
  net->rivers = (SuyRivers){ .lines = suy_feature_set_builder_end (net->builder),
                             .meet = net->rivers.meet,
                             .from_node = (const gint64 *) (void *) net->from->data,
                             .to_node = (const gint64 *) (void *) net->to->data,
                             .length_m = (const double *) (void *) net->length->data,
                             .elevation_up = (const double *) (void *) net->up->data,
                             .elevation_down = (const double *) (void *) net->down->data,
                             .name = (const gint64 *) (void *) net->name->data,
                             .order = (const gint64 *) (void *) net->order->data,
                             .key_unknown = (const guint8 *) net->unknown->data };
  net->faults = suy_network_check (&net->rivers, &net->rule);
}

static const SuyFault *
fault (const Net *net, guint i)
{
  g_assert_cmpuint (i, <, net->faults->faults->len);

  return &g_array_index (net->faults->faults, SuyFault, i);
}

static void
assert_n (const Net *net, guint n)
{
  for (guint i = 0; i < net->faults->faults->len; i++)
    g_test_message ("kind %u reach %u other %u size %g", fault (net, i)->kind,
                    fault (net, i)->reach, fault (net, i)->other, fault (net, i)->size_m);
  g_assert_cmpuint (net->faults->faults->len, ==, n);
}

/* ---- single faults ---- */

static void
test_clean (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 500, 900, 1000, 0);
  add (&net, 1000, 0, 2000, 0);
  check (&net);
  assert_n (&net, 0);
  g_assert_cmpuint (net.faults->n_parts, ==, 1);
  g_assert_cmpuint (net.faults->n_loose, ==, 3);
}

static void
test_empty (void)
{
  g_auto (Net) net;

  net_init (&net);
  outlet (&net, 0, 0);
  check (&net);
  assert_n (&net, 0);
}

static void
test_duplicates (void)
{
  g_auto (Net) net;

  net_init (&net);
  add_points (&net, (SuyPoint[3]){ at (0, 0), at (400, 50), at (1000, 0) }, 3);
  add_points (&net, (SuyPoint[3]){ at (1000, 0), at (400, 50), at (0, 0) }, 3);
  add_points (&net, (SuyPoint[3]){ at (0, 0), at (400, 50), at (1000, 0) }, 3);
  add_points (&net, (SuyPoint[3]){ at (0, 0), at (400, 51), at (1000, 0) }, 3);
  outlet (&net, 1000, 0);
  check (&net);
  assert_n (&net, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (fault (&net, i)->kind, ==, SUY_FAULT_DUPLICATE);
      g_assert_cmpint (fault (&net, i)->mend, ==, SUY_MEND_DELETE);
      g_assert_true (fault (&net, i)->plain);
      g_assert_cmpuint (fault (&net, i)->reach, ==, i + 1);
      g_assert_cmpuint (fault (&net, i)->other, ==, 0);
    }
}

/* Which way a line is read is decided at the first place where both ways differ. */
static void
test_upright_duplicates (void)
{
  const SuyPoint up[] = { at (0, 0), at (50, 400), at (0, 1000) };
  const SuyPoint down[] = { at (0, 1000), at (50, 400), at (0, 0) };
  g_auto (Net) net;

  net_init (&net);
  add_points (&net, up, 3);
  add_points (&net, down, 3);
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_DUPLICATE);
}

/* An end at the tolerance is joined, one unit beyond it is not. */
static void
test_gap_limit (void)
{
  for (int beyond = 0; beyond < 2; beyond++)
    {
      g_auto (Net) net;
      SuyPoint gap = at (1003, 0);

      net_init (&net);
      add (&net, 0, 0, 1000, 0);
      add_points (&net, (SuyPoint[2]){ gap, at (2000, 0) }, 2);
      net.rule.tolerance_m = suy_geodesic_distance (at (1000, 0), gap);
      if (beyond)
        net.rule.tolerance_m -= 1e-6;
      check (&net);
      assert_n (&net, 1);
      g_assert_cmpint (fault (&net, 0)->kind, ==, beyond ? SUY_FAULT_ISLAND : SUY_FAULT_GAP);
      g_assert_cmpint (fault (&net, 0)->mend, ==, beyond ? SUY_MEND_EXTEND_END : SUY_MEND_JOIN_END);
      g_assert_cmpint (fault (&net, 0)->plain, ==, !beyond);
      g_assert_cmpfloat_with_epsilon (fault (&net, 0)->gap_m, 3, 0.01);
      g_assert_cmpuint (net.faults->n_parts, ==, 1 + beyond);
    }
}

/* Three ends around one place come to stand on one point, none of them left behind. */
static void
test_gap_of_three (void)
{
  g_auto (Net) net;
  SuyPoint place;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 0, 900, 1001, 1);
  add (&net, 1002.5, 0, 2000, 0);
  check (&net);
  assert_n (&net, 2);
  place = fault (&net, 0)->place;
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (fault (&net, i)->kind, ==, SUY_FAULT_GAP);
      g_assert_cmpint (fault (&net, i)->place.x, ==, place.x);
      g_assert_cmpint (fault (&net, i)->place.y, ==, place.y);
    }
  g_assert_cmpuint (net.faults->n_parts, ==, 1);
}

/* Short of a line, across it and on it: split there; far across: only crossing. */
static void
test_off_line (void)
{
  const double ends[] = { 3, -3, 0, -40 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_auto (Net) net;

      net_init (&net);
      add (&net, 0, 0, 2000, 0);
      add (&net, 600, 900, 600, ends[i]);
      check (&net);
      assert_n (&net, 1);
      g_assert_cmpint (fault (&net, 0)->kind, ==, i == 3 ? SUY_FAULT_ISLAND : SUY_FAULT_OFF_LINE);
      g_assert_cmpuint (fault (&net, 0)->reach, ==, 1);
      g_assert_true (fault (&net, 0)->at_last);
      g_assert_cmpuint (fault (&net, 0)->other, ==, 0);
      g_assert_cmpfloat_with_epsilon (fault (&net, 0)->fraction, 0.3, 1e-4);
      g_assert_cmpfloat_with_epsilon (fault (&net, 0)->gap_m, fabs (ends[i]), 0.02);
    }
}

/* An end is preferred to a line that is nearer. */
static void
test_end_before_line (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 2000, 0);
  add (&net, 1003, 900, 1003, 1);
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_GAP);
  g_assert_cmpint (fault (&net, 0)->place.x, ==, at (1000, 0).x);
}

/* Two that chose each other and are both short of a line: one goes to the line. */
static void
test_two_off_line (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 2000, 0);
  add (&net, 600, 900, 600, 3);
  add (&net, 900, 900, 601, 3);
  check (&net);
  assert_n (&net, 2);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_GAP);
  g_assert_cmpint (fault (&net, 1)->kind, ==, SUY_FAULT_OFF_LINE);
  g_assert_cmpint (fault (&net, 0)->place.x, ==, fault (&net, 1)->place.x);
  g_assert_cmpint (fault (&net, 0)->place.y, ==, fault (&net, 1)->place.y);
  g_assert_cmpuint (net.faults->n_parts, ==, 1);
}

/* A head of 3 m is no gap, and its neighbours are not split beside it. */
static void
test_short_reach (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 2000, 0);
  add (&net, 1001, 3, 1000, 0);
  check (&net);
  assert_n (&net, 0);
}

/* With ids, touching is not joining. */
static void
test_ids (void)
{
  g_auto (Net) net;

  net_init (&net);
  net.rivers.meet = SUY_MEET_IDS;
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 2000, 0);
  add (&net, 1000, 900, 1000, 2);
  g_array_index (net.from, gint64, 1) = g_array_index (net.to, gint64, 0);
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_ISLAND);
  g_assert_cmpint (fault (&net, 0)->mend, ==, SUY_MEND_NONE);
  g_assert_cmpuint (net.faults->n_parts, ==, 2);
}

/* With ids and no stated outlet, directions are taken as given; with one, they are judged. */
static void
test_ids_directions (void)
{
  for (int stated = 0; stated < 2; stated++)
    {
      g_auto (Net) net;

      net_init (&net);
      net.rivers.meet = SUY_MEET_IDS;
      add (&net, 0, 0, 1000, 0);
      add (&net, 2000, 0, 1000, 0);
      add (&net, 2000, 0, 3000, 0);
      for (guint i = 0; i < 3; i++)
        {
          g_array_index (net.from, gint64, i) = i == 1 ? 2 : i;
          g_array_index (net.to, gint64, i) = i == 1 ? 1 : i + 1;
        }
      if (stated)
        outlet (&net, 3000, 0);
      check (&net);
      assert_n (&net, (guint) stated);
      if (stated)
        {
          g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_DIRECTION);
          g_assert_cmpuint (fault (&net, 0)->reach, ==, 1);
        }
    }
}

/* A circle of reaches that name each other is told, but turning a line would not open it. */
static void
test_down_cycle (void)
{
  g_auto (Net) net;
  const gint64 nodes[3] = { 10, 11, 12 };

  net_init (&net);
  net.rivers.meet = SUY_MEET_DOWN;
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 500, 800);
  add (&net, 500, 800, 0, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_array_index (net.from, gint64, i) = nodes[i];
      g_array_index (net.to, gint64, i) = nodes[(i + 1) % 3];
      g_array_index (net.up, double, i) = 100;
      g_array_index (net.down, double, i) = i == 1 ? 110 : 90;
    }
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_CYCLE);
  g_assert_cmpint (fault (&net, 0)->mend, ==, SUY_MEND_NONE);
}

static void
test_lengths_and_keys (void)
{
  g_auto (Net) net;

  net_init (&net);
  net.rivers.meet = SUY_MEET_DOWN;
  add (&net, 0, 0, 1000, 0);
  add (&net, 3000, 0, 4000, 0);
  g_array_index (net.length, double, 0) = 0;
  g_array_index (net.unknown, guint8, 1) = 1;
  check (&net);
  assert_n (&net, 2);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_NO_LENGTH);
  g_assert_cmpint (fault (&net, 0)->mend, ==, SUY_MEND_LENGTH);
  g_assert_cmpfloat_with_epsilon (fault (&net, 0)->size_m, 1000, 0.1);
  g_assert_cmpint (fault (&net, 1)->kind, ==, SUY_FAULT_UNKNOWN_KEY);
  g_assert_cmpuint (fault (&net, 1)->reach, ==, 1);
}

static void
test_island_limit (void)
{
  for (int beyond = 0; beyond < 2; beyond++)
    {
      g_auto (Net) net;

      net_init (&net);
      add (&net, 0, 0, 1000, 0);
      add (&net, 1000, 0, 2000, 0);
      add (&net, 600, 900, 600, 499 + 2 * beyond);
      check (&net);
      assert_n (&net, 1 - (guint) beyond);
      if (!beyond)
        g_assert_cmpint (fault (&net, 0)->mend, ==, SUY_MEND_EXTEND_LINE);
      g_assert_cmpuint (net.faults->n_parts, ==, 2);
    }
}

static gboolean
refuse_gaps (const SuyFault *fault, gpointer n)
{
  if (fault->kind == SUY_FAULT_GAP)
    ++*(guint *) n;

  return fault->kind == SUY_FAULT_GAP;
}

/* A refused join is not made, from neither side, and the rest is judged without it. */
static void
test_refused (void)
{
  g_auto (Net) net;
  guint n = 0;

  net_init (&net);
  net.rule.refused = refuse_gaps;
  net.rule.user_data = &n;
  add (&net, 0, 0, 1000, 0);
  add (&net, 1003, 0, 2000, 0);
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_ISLAND);
  g_assert_cmpuint (n, ==, 1);
}

/* ---- directions ---- */

static void
test_outlet (void)
{
  for (int stated = 0; stated < 2; stated++)
    {
      g_auto (Net) net;

      net_init (&net);
      add (&net, 0, 0, 1000, 0);
      add (&net, 1000, 0, 500, 900);
      add (&net, 1000, 0, 2000, 0);
      add (&net, 2000, 0, 3000, 0);
      if (stated)
        outlet (&net, 2990, 10);
      check (&net);
      assert_n (&net, stated ? 1 : 2);
      g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_DIRECTION);
      g_assert_cmpuint (fault (&net, 0)->reach, ==, 1);
      g_assert_cmpint (fault (&net, 0)->plain, ==, stated);
      g_assert_cmpint (fault (&net, 0)->ground, ==, stated ? SUY_GROUND_OUTLET : SUY_GROUND_GUESS);
      if (!stated)
        {
          g_assert_cmpint (fault (&net, 1)->kind, ==, SUY_FAULT_OUTLET);
          g_assert_cmpint (fault (&net, 1)->place.x, ==, at (3000, 0).x);
        }
    }
}

/* Between two stated outlets the digitised direction stands. */
static void
test_two_outlets (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 2000, 0);
  add (&net, 1000, 0, 1000, 900);
  outlet (&net, 2000, 0);
  outlet (&net, 1000, 900);
  check (&net);
  assert_n (&net, 0);
}

/* Both arms of a loop come in: what is known says which one goes out. */
static void
add_stuck_loop (Net *net)
{
  net_init (net);
  add (net, 0, 0, 1000, 0);       /* 0: into the loop */
  add (net, 1000, 0, 2000, 500);  /* 1: an arm */
  add (net, 1000, 0, 2000, -500); /* 2: the other arm */
  add (net, 3000, 0, 2000, 500);  /* 3: should go out, but comes in */
  add (net, 2000, -500, 3000, 0); /* 4: leads out */
  add (net, 3000, 0, 4000, 0);    /* 5: the outlet */
  outlet (net, 4000, 0);
}

static void
test_loop_asks (void)
{
  g_auto (Net) net;

  add_stuck_loop (&net);
  check (&net);
  assert_n (&net, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (fault (&net, i)->kind, ==, SUY_FAULT_DIRECTION);
      g_assert_cmpuint (fault (&net, i)->reach, ==, 1 + 2 * i);
      g_assert_cmpint (fault (&net, i)->ground, ==, SUY_GROUND_NONE);
      g_assert_false (fault (&net, i)->plain);
    }
}

static void
test_loop_elevation (void)
{
  g_auto (Net) net;

  add_stuck_loop (&net);
  g_array_index (net.up, double, 1) = 120;
  g_array_index (net.down, double, 1) = 110;
  g_array_index (net.up, double, 3) = 100;
  g_array_index (net.down, double, 3) = 110;
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpuint (fault (&net, 0)->reach, ==, 3);
  g_assert_cmpint (fault (&net, 0)->ground, ==, SUY_GROUND_ELEVATION);
  g_assert_true (fault (&net, 0)->plain);
}

/* What speaks for both arms speaks for none. */
static void
test_loop_both (void)
{
  g_auto (Net) net;

  add_stuck_loop (&net);
  for (guint i = 1; i <= 3; i += 2)
    {
      g_array_index (net.up, double, i) = 100;
      g_array_index (net.down, double, i) = 110;
      g_array_index (net.order, gint64, i) = 2;
    }
  check (&net);
  assert_n (&net, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (fault (&net, i)->ground, ==, SUY_GROUND_NONE);
}

static void
test_loop_order (void)
{
  g_auto (Net) net;

  add_stuck_loop (&net);
  g_array_index (net.order, gint64, 1) = 2;
  g_array_index (net.order, gint64, 3) = 3;
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpuint (fault (&net, 0)->reach, ==, 3);
  g_assert_cmpint (fault (&net, 0)->ground, ==, SUY_GROUND_ORDER);
}

/* A river of a name comes to the loop by a bridge and goes on in one arm. */
static void
test_loop_name (void)
{
  g_auto (Net) net;

  add_stuck_loop (&net);
  add (&net, 1500, 900, 2000, 500);
  g_array_index (net.name, gint64, 6) = 7;
  g_array_index (net.name, gint64, 3) = 7;
  g_array_index (net.name, gint64, 1) = 8;
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpuint (fault (&net, 0)->reach, ==, 3);
  g_assert_cmpint (fault (&net, 0)->ground, ==, SUY_GROUND_NAME);
}

static void
test_cycle (void)
{
  g_auto (Net) net;

  net_init (&net);
  add (&net, 0, 0, 1000, 0);
  add (&net, 1000, 0, 2000, 500);
  add (&net, 2000, 500, 2000, -500);
  add (&net, 2000, -500, 1000, 0);
  add (&net, 2000, -500, 3000, -500);
  outlet (&net, 3000, -500);
  g_array_index (net.up, double, 3) = 90;
  g_array_index (net.down, double, 3) = 110;
  check (&net);
  assert_n (&net, 1);
  g_assert_cmpint (fault (&net, 0)->kind, ==, SUY_FAULT_CYCLE);
  g_assert_cmpuint (fault (&net, 0)->n, ==, 3);
  g_assert_cmpuint (fault (&net, 0)->reach, ==, 3);
  g_assert_cmpint (fault (&net, 0)->mend, ==, SUY_MEND_REVERSE);
}

/* ---- random networks ---- */

typedef struct
{
  guint from, to; /* the water runs from from to to */
  gboolean turned, told;
} Link;

/* Whether @goal is reached from @root without link @without. */
static gboolean
connected (const GArray *links, guint n_nodes, guint without, guint root, guint goal)
{
  g_autofree gboolean *seen = g_new0 (gboolean, n_nodes);
  gboolean grown = TRUE;

  seen[root] = TRUE;
  while (grown)
    {
      grown = FALSE;
      for (guint i = 0; i < links->len; i++)
        {
          const Link *link = &g_array_index (links, Link, i);

          if (i == without || seen[link->from] == seen[link->to])
            continue;
          seen[link->from] = seen[link->to] = grown = TRUE;
        }
    }

  return seen[goal];
}

static guint
cases (void)
{
  const char *text = g_getenv ("SUY_CASES");

  return text == NULL ? 300 : (guint) atoi (text);
}

/* A tree towards node 0 with some links more, some turned round. */
static GArray *
random_links (guint n)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (Link));
  guint more = (guint) g_test_rand_int_range (0, 3);

  for (guint i = 1; i < n; i++)
    {
      const Link link = { i, (guint) g_test_rand_int_range (0, (gint32) i), FALSE, FALSE };

      g_array_append_val (links, link);
    }
  for (guint k = 0; k < more && n > 2; k++)
    {
      guint a = (guint) g_test_rand_int_range (1, (gint32) n);
      const Link link = { a, (guint) g_test_rand_int_range (0, (gint32) a), FALSE, FALSE };

      g_array_append_val (links, link);
    }

  return links;
}

/* Which links must be told to turn is known by taking each away and looking what holds together. */
static void
test_random_directions (void)
{
  for (guint k = 0; k < cases (); k++)
    {
      guint n = (guint) g_test_rand_int_range (2, 14), expected = 0, told = 0;
      g_autoptr (GArray) links = random_links (n);
      g_auto (Net) net;

      net_init (&net);
      for (guint i = 0; i < links->len; i++)
        {
          Link *link = &g_array_index (links, Link, i);
          gboolean bridge = !connected (links, n, i, link->from, link->to);
          double x[2] = { 1000 * cos (link->from), 1000 * cos (link->to) };
          double y[2] = { 1000 * sin (link->from), 1000 * sin (link->to) };

          link->turned = g_test_rand_bit ();
          link->told = bridge && link->turned;
          expected += link->told;
          /* A point between keeps parallel links apart. */
          add_points (&net,
                      (SuyPoint[3]){ at (x[link->turned], y[link->turned]),
                                     at ((x[0] + x[1]) / 2 + 20 + i, (y[0] + y[1]) / 2 + 7),
                                     at (x[!link->turned], y[!link->turned]) },
                      3);
        }
      outlet (&net, 1000, 0);
      check (&net);
      for (guint i = 0; i < net.faults->faults->len; i++)
        {
          if (fault (&net, i)->ground != SUY_GROUND_OUTLET)
            continue;
          g_assert_true (g_array_index (links, Link, fault (&net, i)->reach).told);
          told++;
        }
      g_assert_cmpuint (told, ==, expected);
      g_assert_cmpuint (net.faults->n_parts, ==, 1);
    }
}

/* A clean tree with ends pulled off by different amounts: each pulled end is joined again, to where
 * the others stand, and all is one part. */
static void
test_random_gaps (void)
{
  for (guint k = 0; k < cases (); k++)
    {
      guint n = (guint) g_test_rand_int_range (2, 20), pulled = 0, told = 0;
      g_auto (Net) net;

      net_init (&net);
      for (guint i = 1; i < n; i++)
        {
          guint down = (guint) g_test_rand_int_range (0, (gint32) i);
          double off = down != 0 && g_test_rand_bit () ? 1 + 0.1 * i : 0;

          pulled += off > 0;
          add (&net, 1000 * cos (i), 1000 * sin (i), 1000 * cos (down), 1000 * sin (down) + off);
        }
      outlet (&net, 1000, 0);
      check (&net);
      for (guint i = 0; i < net.faults->faults->len; i++)
        told += fault (&net, i)->kind == SUY_FAULT_GAP;
      g_assert_cmpuint (told, ==, pulled);
      g_assert_cmpuint (net.faults->n_parts, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/network-check/clean", test_clean);
  g_test_add_func ("/core/network-check/empty", test_empty);
  g_test_add_func ("/core/network-check/duplicates/either-way", test_duplicates);
  g_test_add_func ("/core/network-check/duplicates/upright", test_upright_duplicates);
  g_test_add_func ("/core/network-check/gap/limit", test_gap_limit);
  g_test_add_func ("/core/network-check/gap/three", test_gap_of_three);
  g_test_add_func ("/core/network-check/line/off", test_off_line);
  g_test_add_func ("/core/network-check/line/end-first", test_end_before_line);
  g_test_add_func ("/core/network-check/line/two", test_two_off_line);
  g_test_add_func ("/core/network-check/short-reach", test_short_reach);
  g_test_add_func ("/core/network-check/ids", test_ids);
  g_test_add_func ("/core/network-check/ids-directions", test_ids_directions);
  g_test_add_func ("/core/network-check/down-cycle", test_down_cycle);
  g_test_add_func ("/core/network-check/lengths-and-keys", test_lengths_and_keys);
  g_test_add_func ("/core/network-check/island/limit", test_island_limit);
  g_test_add_func ("/core/network-check/refused", test_refused);
  g_test_add_func ("/core/network-check/outlet", test_outlet);
  g_test_add_func ("/core/network-check/two-outlets", test_two_outlets);
  g_test_add_func ("/core/network-check/loop/asks", test_loop_asks);
  g_test_add_func ("/core/network-check/loop/elevation", test_loop_elevation);
  g_test_add_func ("/core/network-check/loop/both", test_loop_both);
  g_test_add_func ("/core/network-check/loop/order", test_loop_order);
  g_test_add_func ("/core/network-check/loop/name", test_loop_name);
  g_test_add_func ("/core/network-check/cycle", test_cycle);
  g_test_add_func ("/core/network-check/random/directions", test_random_directions);
  g_test_add_func ("/core/network-check/random/gaps", test_random_gaps);

  return g_test_run ();
}
