/* test-label-placer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-label-placer.h"

static gboolean
overlap (const graphene_rect_t *a, const graphene_rect_t *b)
{
  return a->origin.x < b->origin.x + b->size.width && b->origin.x < a->origin.x + a->size.width &&
         a->origin.y < b->origin.y + b->size.height && b->origin.y < a->origin.y + a->size.height;
}

static SuyLabelWish
random_wish (void)
{
  return (SuyLabelWish){ .x = g_test_rand_double_range (-100, 900),
                         .y = g_test_rand_double_range (-100, 700),
                         .width = g_test_rand_double_range (5, 150),
                         .height = g_test_rand_double_range (5, 30),
                         .offset = g_test_rand_int_range (0, 4) == 0 ? -1 : 8,
                         .first = g_test_rand_int_range (-1, SUY_LABEL_PLACES),
                         .far = g_test_rand_int_range (0, 2) };
}

/* Random texts and obstacles: what was placed never covers another, and what was refused has no
 * free place at all among those next to its spot. */
static void
test_never_overlaps (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (SuyLabelPlacer) placer = suy_label_placer_new ();
      g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

      for (guint i = 0; i < 30; i++)
        {
          graphene_rect_t rect =
              GRAPHENE_RECT_INIT ((float) g_test_rand_int_range (0, 800),
                                  (float) g_test_rand_int_range (0, 600), 24, 24);

          suy_label_placer_block (placer, &rect);
          g_array_append_val (placed, rect);
        }
      for (guint i = 0; i < 200; i++)
        {
          SuyLabelWish wish = random_wish ();
          graphene_rect_t rect;
          int place;
          gboolean found = suy_label_placer_place (placer, &wish, &rect, &place);

          for (guint k = 0; found && k < placed->len; k++)
            g_assert_false (overlap (&rect, &g_array_index (placed, graphene_rect_t, k)));
          for (guint p = 0; !found && p < (wish.offset < 0 ? 1 : SUY_LABEL_PLACES); p++)
            {
              gboolean free = TRUE;

              rect =
                  suy_label_placer_rect (wish.x, wish.y, wish.width, wish.height, wish.offset, p);
              for (guint k = 0; k < placed->len; k++)
                free &= !overlap (&rect, &g_array_index (placed, graphene_rect_t, k));
              g_assert_false (free);
            }
          if (found)
            g_array_append_val (placed, rect);
        }
    }
}

static void
test_places (void)
{
  g_autoptr (SuyLabelPlacer) placer = suy_label_placer_new ();
  SuyLabelWish wish = { 100, 100, 40, 10, 8, -1, FALSE, FALSE };
  graphene_rect_t rect;
  int place;

  g_assert_true (suy_label_placer_place (placer, &wish, &rect, &place));
  g_assert_cmpint (place, ==, 0);
  g_assert_cmpfloat (rect.origin.x, ==, 108);
  g_assert_cmpfloat (rect.origin.y, ==, 95);
  g_assert_true (suy_label_placer_place (placer, &wish, &rect, &place));
  g_assert_cmpint (place, ==, 1);
  g_assert_cmpfloat (rect.origin.x, ==, 52);
  wish.first = 3;
  g_assert_true (suy_label_placer_place (placer, &wish, &rect, &place));
  g_assert_cmpint (place, ==, 3);
  g_assert_cmpfloat (rect.origin.y, ==, 108);
}

/* Edges that only meet leave each other free. */
static void
test_edges (void)
{
  g_autoptr (SuyLabelPlacer) placer = suy_label_placer_new ();

  suy_label_placer_block (placer, &GRAPHENE_RECT_INIT (10, 10, 10, 10));
  g_assert_true (suy_label_placer_is_free (placer, &GRAPHENE_RECT_INIT (20, 10, 5, 5)));
  g_assert_false (suy_label_placer_is_free (placer, &GRAPHENE_RECT_INIT (19.5f, 10, 5, 5)));
  g_assert_true (suy_label_placer_is_free (placer, &GRAPHENE_RECT_INIT (10, 20, 5, 5)));
  g_assert_false (suy_label_placer_is_free (placer, &GRAPHENE_RECT_INIT (10, 19.5f, 5, 5)));
}

static void
test_always (void)
{
  g_autoptr (SuyLabelPlacer) placer = suy_label_placer_new ();
  SuyLabelWish wish = { 100, 100, 40, 10, 8, -1, TRUE, FALSE };
  graphene_rect_t rect;
  int place;

  suy_label_placer_block (placer, &GRAPHENE_RECT_INIT (-500, -500, 1500, 1500));
  g_assert_false (suy_label_placer_place (placer, &wish, &rect, &place));
  wish.always = TRUE;
  g_assert_true (suy_label_placer_place (placer, &wish, &rect, &place));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/label-placer/never-overlaps", test_never_overlaps);
  g_test_add_func ("/map/label-placer/places", test_places);
  g_test_add_func ("/map/label-placer/edges", test_edges);
  g_test_add_func ("/map/label-placer/always", test_always);

  return g_test_run ();
}
