/* test-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-places.h"

#include <glib.h>
#include <math.h>

#define MAX_REACHES 20
#define MAX_PLACES 60

/* Reach 0 flows into reach 1 and so on; each is 8 m and takes 4 h. */
static SuyNetwork *
chain (guint32 n, gboolean round)
{
  gint64 from[MAX_REACHES], to[MAX_REACHES];
  double length[MAX_REACHES], hours[MAX_REACHES];

  for (guint32 i = 0; i < n; i++)
    {
      from[i] = i;
      to[i] = round ? (i + 1) % n : i + 1;
      length[i] = 8;
      hours[i] = 4;
    }

  return suy_network_new (&(SuyNetworkInput){ n, from, to, length, hours }, NULL);
}

static GArray *
ask (SuyNetwork *net, SuyPlaces *places, SuyPlace start, SuyTraceRule rule)
{
  g_autoptr (GArray) pieces = suy_network_trace (net, start, &rule);

  return suy_places_on_trace (places, start, &rule, pieces);
}

static void
assert_hit (GArray *hits, guint i, guint32 item, double river_m, double travel_h)
{
  const SuyPlaceHit *hit = &g_array_index (hits, SuyPlaceHit, i);

  g_assert_cmpuint (i, <, hits->len);
  g_assert_cmpuint (hit->item, ==, item);
  g_assert_cmpfloat (hit->river_m, ==, river_m);
  if (isnan (travel_h))
    g_assert_true (isnan (hit->travel_h));
  else
    g_assert_cmpfloat (hit->travel_h, ==, travel_h);
}

static void
test_limits (void)
{
  const guint32 items[] = { 7, 3, 5, 4, 9, 8 };
  const SuyPlace where[] = { { 0, 0.25 }, { 0, 0.125 }, { 1, 1 }, { 0, 0 }, { 1, 0.5 }, { 2, 1 } };
  g_autoptr (SuyNetwork) net = chain (3, FALSE);
  g_autoptr (SuyPlaces) places = suy_places_new (net, items, where, G_N_ELEMENTS (items));
  const SuyPlace start = { 1, 0.5 };
  g_autoptr (GArray) cut = ask (net, places, start, (SuyTraceRule){ SUY_TRACE_UP, 6, INFINITY });
  g_autoptr (GArray) more = ask (net, places, start, (SuyTraceRule){ SUY_TRACE_UP, 6.5, INFINITY });
  g_autoptr (GArray) by_h = ask (net, places, start, (SuyTraceRule){ SUY_TRACE_UP, INFINITY, 3 });
  g_autoptr (GArray) down = ask (net, places, start, (SuyTraceRule){ SUY_TRACE_DOWN, 4, INFINITY });
  g_autoptr (GArray) none = ask (net, places, start, (SuyTraceRule){ SUY_TRACE_UP, 0, INFINITY });

  /* The end of a piece belongs to it; both sides of a confluence stand at one distance. */
  g_assert_cmpuint (cut->len, ==, 4);
  assert_hit (cut, 0, 9, 0, 0);
  assert_hit (cut, 1, 4, 4, 2);
  assert_hit (cut, 2, 5, 4, 2);
  assert_hit (cut, 3, 3, 5, 2.5);

  /* Item 7 stands exactly where 6 m cut. */
  g_assert_cmpuint (more->len, ==, 5);
  assert_hit (more, 4, 7, 6, 3);
  g_assert_cmpuint (by_h->len, ==, 4);

  /* The limit falls on the end of a reach: neither the end nor the next reach belongs. */
  g_assert_cmpuint (down->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (suy_places_get_n (places), ==, 6);
}

/* Where the water leads back to the start, what stands there is told once. */
static void
test_round (void)
{
  const guint32 items[] = { 0, 1, 2 };
  const SuyPlace where[] = { { 0, 0.5 }, { 0, 0.25 }, { 0, 0.75 } };
  g_autoptr (SuyNetwork) net = chain (2, TRUE);
  g_autoptr (SuyPlaces) places = suy_places_new (net, items, where, 3);
  const SuyTraceRule rule = { SUY_TRACE_UP, INFINITY, INFINITY };
  g_autoptr (GArray) hits = ask (net, places, where[0], rule);

  g_assert_cmpuint (hits->len, ==, 3);
  assert_hit (hits, 0, 0, 0, 0);
  assert_hit (hits, 1, 2, 2, 1);
  assert_hit (hits, 2, 1, 14, 7);
}

static void
test_unknown_hours (void)
{
  const gint64 nodes[] = { 0, 1, 2 };
  const double length[] = { 8, 8 }, hours[] = { 4, NAN };
  const guint32 items[] = { 0, 1 };
  const SuyPlace where[] = { { 1, 0.5 }, { 0, 0.5 } };
  g_autoptr (SuyNetwork) net =
      suy_network_new (&(SuyNetworkInput){ 2, nodes, nodes + 1, length, hours }, NULL);
  g_autoptr (SuyPlaces) places = suy_places_new (net, items, where, 2);
  g_autoptr (GArray) hits =
      ask (net, places, (SuyPlace){ 0, 1 }, (SuyTraceRule){ SUY_TRACE_DOWN, INFINITY, 5 });

  g_assert_cmpuint (hits->len, ==, 2);
  assert_hit (hits, 0, 1, 4, 2);
  assert_hit (hits, 1, 0, 12, NAN);
}

/* On a chain the distance is a subtraction. */
static void
test_chain_oracle (void)
{
  for (guint k = 0; k < 3000; k++)
    {
      guint32 n = (guint32) g_test_rand_int_range (1, MAX_REACHES + 1);
      guint32 n_places = (guint32) g_test_rand_int_range (0, MAX_PLACES + 1);
      gboolean up = g_test_rand_bit ();
      g_autoptr (SuyNetwork) net = chain (n, FALSE);
      SuyPlace where[MAX_PLACES], start = { (guint32) g_test_rand_int_range (0, (int) n),
                                            g_test_rand_int_range (0, 9) / 8.0 };
      const SuyTraceRule rule = { up ? SUY_TRACE_UP : SUY_TRACE_DOWN,
                                  g_test_rand_bit () ? INFINITY : g_test_rand_int_range (0, 80),
                                  INFINITY };
      guint32 items[MAX_PLACES];
      g_autoptr (SuyPlaces) places = NULL;
      g_autoptr (GArray) pieces = NULL;
      g_autoptr (GArray) hits = NULL;
      guint n_want = 0;

      for (guint32 i = 0; i < n_places; i++)
        {
          double m;

          where[i] = (SuyPlace){ (guint32) g_test_rand_int_range (0, (int) n),
                                 g_test_rand_int_range (0, 9) / 8.0 };
          items[i] = i;
          m = 8 * (where[i].reach - where[i].fraction - start.reach + start.fraction);
          m = up ? -m : m;
          n_want += m >= 0 && m < rule.max_m &&
                    (up ? where[i].reach <= start.reach : where[i].reach >= start.reach);
        }
      places = suy_places_new (net, items, where, n_places);
      pieces = suy_network_trace (net, start, &rule);
      hits = suy_places_on_trace (places, start, &rule, pieces);

      g_assert_cmpuint (hits->len, ==, n_want);
      for (guint i = 0; i < hits->len; i++)
        {
          const SuyPlaceHit *hit = &g_array_index (hits, SuyPlaceHit, i);
          SuyPlace at = where[hit->item];
          double m = 8 * fabs (at.reach - at.fraction - start.reach + start.fraction);

          g_assert_cmpfloat_with_epsilon (hit->river_m, m, 1e-9);
          g_assert_cmpfloat_with_epsilon (hit->travel_h, m / 2, 1e-9);
          g_assert_cmpuint (g_array_index (pieces, SuyTracePiece, hit->piece).reach, ==, at.reach);
          if (i > 0)
            g_assert_true (hit[-1].river_m < hit->river_m ||
                           (hit[-1].river_m == hit->river_m && hit[-1].item < hit->item));
        }
    }
}

/* Each place stands in the answer as often as a span holds its reach. */
static void
test_in_spans (void)
{
  g_auto (SuySpans) spans = { 0 };
  g_auto (SuyItems) found = { 0 };

  for (guint k = 0; k < 2000; k++)
    {
      guint32 n = (guint32) g_test_rand_int_range (1, MAX_REACHES + 1);
      guint32 n_places = (guint32) g_test_rand_int_range (0, MAX_PLACES + 1);
      g_autoptr (SuyNetwork) net = chain (n, g_test_rand_bit ());
      g_autoptr (SuyPlaces) places = NULL;
      guint32 below = (guint32) g_test_rand_int_range (0, (int) n), items[MAX_PLACES];
      gboolean wanted[MAX_PLACES] = { FALSE };
      SuyPlace where[MAX_PLACES];
      guint32 n_wanted = 0;

      for (guint32 i = 0; i < n_places; i++)
        {
          where[i] = (SuyPlace){ (guint32) g_test_rand_int_range (0, (int) n),
                                 g_test_rand_int_range (0, 9) / 8.0 };
          items[i] = i;
          wanted[i] = suy_network_is_upstream (net, where[i].reach, below);
          n_wanted += wanted[i] ? 1 : 0;
        }
      places = suy_places_new (net, items, where, n_places);
      suy_network_upstream_spans (net, below, &spans);
      suy_places_in_spans (places, &spans, &found);

      g_assert_cmpuint (found.n, ==, n_wanted);
      for (gsize i = 0; i < found.n; i++)
        {
          g_assert_true (wanted[found.at[i]]);
          wanted[found.at[i]] = FALSE;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/places/on-trace/limits", test_limits);
  g_test_add_func ("/core/places/on-trace/round", test_round);
  g_test_add_func ("/core/places/on-trace/unknown-hours", test_unknown_hours);
  g_test_add_func ("/core/places/on-trace/chain-oracle", test_chain_oracle);

  g_test_add_func ("/core/places/in-spans/chain-oracle", test_in_spans);

  return g_test_run ();
}
