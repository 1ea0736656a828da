/* test-tile-rings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "ring-check.h"
#include "suy-tile-rings.h"

#define MAX_POINTS 64

typedef struct
{
  GArray *points, *ends;
} Rings;

static void
rings_init (Rings *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (SuyPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
rings_clear (Rings *self)
{
  g_array_unref (self->points);
  g_array_unref (self->ends);
}

static const SuyPoint *
points_of (const Rings *self)
{
  return (const SuyPoint *) (gpointer) self->points->data;
}

static const guint32 *
ends_of (const Rings *self)
{
  return (const guint32 *) (gpointer) self->ends->data;
}

static void
add_ring (Rings *self, const SuyPoint *points, guint n)
{
  g_array_append_vals (self->points, points, n);
  g_array_append_val (self->ends, self->points->len);
}

/* Rings that cross, touch and cover themselves and each other, on a grid of @size. */
static void
add_random (Rings *self, gint32 size, gint32 low)
{
  guint n_rings = (guint) g_test_rand_int_range (1, 4);

  for (guint ring = 0; ring < n_rings; ring++)
    {
      SuyPoint points[MAX_POINTS];
      guint n = (guint) g_test_rand_int_range (3, 3 + (gint32) MIN (size * 2, MAX_POINTS - 3));

      for (guint i = 0; i < n; i++)
        points[i] = (SuyPoint){ low + g_test_rand_int_range (0, size),
                                low + g_test_rand_int_range (0, size) };
      add_ring (self, points, n);
    }
}

/* What is far enough from every side is inside before and after, or outside. */
static void
check_same_area (const Rings *before, const Rings *after, gint32 size, gint32 low)
{
  for (guint i = 0; i < 20; i++)
    {
      double x = low + g_test_rand_double_range (-1, size + 1);
      double y = low + g_test_rand_double_range (-1, size + 1);

      /* A side moves by half a unit in x and y at most; what is dropped is under a square unit. */
      if (check_distance (points_of (before), ends_of (before), before->ends->len, x, y) < 1.2)
        continue;
      g_assert_cmpint (
          check_is_inside (points_of (after), ends_of (after), after->ends->len, x, y), ==,
          check_is_inside (points_of (before), ends_of (before), before->ends->len, x, y));
    }
}

static void
test_random (gconstpointer data)
{
  gint32 size = GPOINTER_TO_INT (data);
  gint32 low = size > 4000 ? SUY_RINGS_LOW : 0;

  for (guint i = 0; i < check_n_cases (1200) / (size > 1000 ? 60 : size > 20 ? 12 : 1); i++)
    {
      Rings before, after;

      rings_init (&before);
      rings_init (&after);
      add_random (&before, size, low);
      g_array_append_vals (after.points, before.points->data, before.points->len);
      g_array_append_vals (after.ends, before.ends->data, before.ends->len);
      suy_rings_resolve (after.points, after.ends);
      check_rings (points_of (&after), ends_of (&after), after.ends->len);
      check_same_area (&before, &after, size, low);
      rings_clear (&before);
      rings_clear (&after);
    }
}

static gboolean
are_apart_plainly (const Rings *self)
{
  const SuyPoint *points = points_of (self);
  guint32 n = self->points->len;
  guint32 next[4 * MAX_POINTS];
  guint32 start = 0;

  for (guint ring = 0; ring < self->ends->len; start = ends_of (self)[ring++])
    for (guint32 i = start; i < ends_of (self)[ring]; i++)
      next[i] = i + 1 < ends_of (self)[ring] ? i + 1 : start;

  /* Sides that aren't neighbours have no place in common: on a fine grid of each of them. */
  for (guint32 i = 0; i < n; i++)
    for (guint32 k = 0; k < n; k++)
      {
        SuyPoint a = points[i], b = points[next[i]], c = points[k], d = points[next[k]];
        gint64 ac = (gint64) (b.x - a.x) * (c.y - a.y) - (gint64) (b.y - a.y) * (c.x - a.x);
        gint64 ad = (gint64) (b.x - a.x) * (d.y - a.y) - (gint64) (b.y - a.y) * (d.x - a.x);
        gint64 ca = (gint64) (d.x - c.x) * (a.y - c.y) - (gint64) (d.y - c.y) * (a.x - c.x);
        gint64 cb = (gint64) (d.x - c.x) * (b.y - c.y) - (gint64) (d.y - c.y) * (b.x - c.x);

        if (i == k || next[i] == k || next[k] == i)
          continue;
        if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x) ||
            MAX (a.y, b.y) < MIN (c.y, d.y) || MAX (c.y, d.y) < MIN (a.y, b.y))
          continue;
        if ((ac > 0 && ad > 0) || (ac < 0 && ad < 0) || (ca > 0 && cb > 0) || (ca < 0 && cb < 0))
          continue;
        return FALSE;
      }

  return TRUE;
}

/* Stars don't cross themselves unless a corner is moved. */
static void
add_star (Rings *self, guint n, double radius, gboolean is_moved)
{
  SuyPoint points[MAX_POINTS];

  for (guint i = 0; i < n; i++)
    {
      double way = 2 * G_PI * i / n;
      double r = radius * g_test_rand_double_range (0.5, 1);

      points[i] = (SuyPoint){ (gint32) (2000 + r * cos (way)), (gint32) (2000 + r * sin (way)) };
    }
  if (is_moved)
    points[n / 2].x += g_test_rand_int_range (-40, 40);
  n = suy_ring_clean (points, n);
  if (n >= 3)
    add_ring (self, points, n);
}

static void
test_apart (void)
{
  guint n_apart = 0;
  guint n_all = check_n_cases (2000);

  for (guint i = 0; i < n_all; i++)
    {
      Rings rings;
      gboolean apart;

      rings_init (&rings);
      add_star (&rings, (guint) g_test_rand_int_range (3, MAX_POINTS),
                pow (10, g_test_rand_double_range (0.5, 3)), i % 2 == 1);
      if (i % 3 == 0)
        add_star (&rings, (guint) g_test_rand_int_range (3, 20), 10, FALSE);
      apart = suy_rings_are_apart (points_of (&rings), ends_of (&rings), rings.ends->len);
      g_assert_cmpint (apart, ==, are_apart_plainly (&rings));
      n_apart += apart;
      rings_clear (&rings);
    }
  g_assert_cmpuint (n_apart, >, n_all / 10);
  g_assert_cmpuint (n_apart, <, n_all * 9 / 10);
}

static void
assert_resolved (const Rings *rings, guint n_rings, const gint64 *areas2)
{
  guint32 start = 0;

  suy_rings_resolve (rings->points, rings->ends);
  check_rings (points_of (rings), ends_of (rings), rings->ends->len);
  g_assert_cmpuint (rings->ends->len, ==, n_rings);
  for (guint i = 0; i < n_rings; start = ends_of (rings)[i++])
    g_assert_cmpint (check_area2 (points_of (rings) + start, ends_of (rings)[i] - start), ==,
                     areas2[i]);
}

#define RING(...) (const SuyPoint[]){ __VA_ARGS__ }, G_N_ELEMENTS (((SuyPoint[]){ __VA_ARGS__ }))

static void
test_known (void)
{
  Rings rings;

  /* A bow tie falls into two. */
  rings_init (&rings);
  add_ring (&rings, RING ({ 0, 0 }, { 10, 10 }, { 10, 0 }, { 0, 10 }));
  assert_resolved (&rings, 2, (gint64[]){ 50, 50 });
  rings_clear (&rings);

  /* The tile in a hole of the same size. */
  rings_init (&rings);
  add_ring (&rings, RING ({ 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }));
  add_ring (&rings, RING ({ 0, 0 }, { 0, 10 }, { 10, 10 }, { 10, 0 }));
  assert_resolved (&rings, 0, NULL);
  rings_clear (&rings);

  /* A hole that touches the outer ring in one corner stays a hole; an island in it is outer. */
  rings_init (&rings);
  add_ring (&rings, RING ({ 0, 0 }, { 20, 0 }, { 20, 20 }, { 0, 20 }));
  add_ring (&rings, RING ({ 0, 10 }, { 10, 18 }, { 18, 10 }, { 10, 2 }));
  add_ring (&rings, RING ({ 9, 9 }, { 11, 9 }, { 11, 11 }, { 9, 11 }));
  suy_rings_resolve (rings.points, rings.ends);
  check_rings (points_of (&rings), ends_of (&rings), rings.ends->len);
  g_assert_cmpuint (rings.ends->len, ==, 3);
  rings_clear (&rings);

  /* Touching in two corners it parts the area. */
  rings_init (&rings);
  add_ring (&rings, RING ({ 0, 0 }, { 20, 0 }, { 20, 20 }, { 0, 20 }));
  add_ring (&rings, RING ({ 0, 10 }, { 10, 12 }, { 20, 10 }, { 10, 8 }));
  assert_resolved (&rings, 2, (gint64[]){ 800 / 2 - 40, 800 / 2 - 40 });
  rings_clear (&rings);

  /* A spike and a ring under one square unit are gone. */
  rings_init (&rings);
  add_ring (&rings, RING ({ 0, 0 }, { 4, 0 }, { 4, 4 }, { 9, 9 }, { 4, 4 }, { 0, 4 }));
  add_ring (&rings, RING ({ 100, 100 }, { 101, 100 }, { 100, 101 }));
  assert_resolved (&rings, 1, (gint64[]){ 32 });
  rings_clear (&rings);
}

static void
assert_cleaned (const SuyPoint *points, guint n, guint n_left, gint64 area2)
{
  for (guint turn = 0; turn < n; turn++)
    {
      SuyPoint ring[16];
      guint left;

      memcpy (ring, points + turn, (n - turn) * sizeof *ring);
      memcpy (ring + n - turn, points, turn * sizeof *ring);
      ring[n] = ring[0];
      left = suy_ring_clean (ring, n + 1);
      if (n_left < 3)
        g_assert_cmpuint (left, <, 3);
      else
        {
          g_assert_cmpuint (left, ==, n_left);
          g_assert_cmpint (suy_ring_get_area2 (ring, left), ==, area2);
        }
    }
}

static void
test_clean (void)
{
  assert_cleaned (RING ({ 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 }), 4, 32);
  assert_cleaned (RING ({ 0, 0 }, { 1, 0 }, { 2, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 }), 4, 32);
  assert_cleaned (RING ({ 0, 0 }, { 4, 0 }, { 4, 4 }, { 9, 9 }, { 4, 4 }, { 0, 4 }), 4, 32);
  assert_cleaned (
      RING ({ 0, 0 }, { 4, 0 }, { 4, 4 }, { 8, 4 }, { 9, 9 }, { 8, 4 }, { 4, 4 }, { 0, 4 }), 4, 32);
  assert_cleaned (RING ({ 0, 0 }, { 4, 0 }, { 8, 0 }, { 4, 0 }), 0, 0);
  assert_cleaned (RING ({ 3, 3 }, { 3, 3 }, { 3, 3 }), 0, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/core/tile-rings/random/tiny", GINT_TO_POINTER (4), test_random);
  g_test_add_data_func ("/core/tile-rings/random/small", GINT_TO_POINTER (9), test_random);
  g_test_add_data_func ("/core/tile-rings/random/middle", GINT_TO_POINTER (60), test_random);
  g_test_add_data_func ("/core/tile-rings/random/large", GINT_TO_POINTER (4225), test_random);
  g_test_add_func ("/core/tile-rings/apart", test_apart);
  g_test_add_func ("/core/tile-rings/known", test_known);
  g_test_add_func ("/core/tile-rings/clean", test_clean);

  return g_test_run ();
}
