/* test-tile-tree.c: every search beside a plain scan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-tree.h"

#include "ring-check.h"

#define FAN SUY_TILE_TREE_FAN

static SuyWorldBox
random_box (guint32 world, guint32 size)
{
  guint32 x = g_test_rand_int () % world, y = g_test_rand_int () % world;

  return (SuyWorldBox){ x, y, x + g_test_rand_int () % size, y + g_test_rand_int () % size };
}

static SuyTileTree
plant (const GArray *boxes)
{
  SuyWorldBox *over = g_new (SuyWorldBox, suy_tile_tree_count (boxes->len));
  SuyTileTree tree;

  for (guint i = 0; i < boxes->len; i++)
    {
      SuyWorldBox box = g_array_index (boxes, SuyWorldBox, i);

      if (i % FAN == 0)
        over[i / FAN] = box;
      else
        suy_tile_tree_widen (&over[i / FAN], &box);
    }
  suy_tile_tree_init (&tree, over, boxes->len);

  return tree;
}

static void
test_some (gconstpointer owner, guint32 first, guint32 end, const SuyWorldBox *box, SuySpans *spans)
{
  const GArray *boxes = owner;

  g_assert_cmpuint (first, <, end);
  g_assert_cmpuint (end - first, <=, FAN);
  for (guint32 i = first; i < end; i++)
    if (suy_world_box_touches (box, &g_array_index (boxes, SuyWorldBox, i)))
      suy_spans_add (spans, i, i + 1);
}

static void
check_search (const SuyTileTree *tree, const GArray *boxes, SuyWorldBox wanted)
{
  g_auto (SuySpans) spans = { 0 };
  gsize at = 0;

  suy_tile_tree_find (tree, &wanted, test_some, boxes, &spans);
  for (gsize s = 0; s < spans.n; s++)
    {
      g_assert_cmpuint (spans.at[s].first, <, spans.at[s].end);
      g_assert_true (s == 0 || spans.at[s - 1].end < spans.at[s].first);
    }
  for (guint32 i = 0; i < boxes->len; i++)
    {
      const SuyWorldBox *box = &g_array_index (boxes, SuyWorldBox, i);
      gboolean is_wanted = box->max_x >= wanted.min_x && box->min_x <= wanted.max_x &&
                           box->max_y >= wanted.min_y && box->min_y <= wanted.max_y;

      while (at < spans.n && spans.at[at].end <= i)
        at++;
      g_assert_cmpint (at < spans.n && spans.at[at].first <= i, ==, is_wanted);
    }
}

/* Around the numbers where a level begins, in a small world, where many edges are equal. */
static void
test_random (void)
{
  const guint sizes[] = { 0, 1, 15, 16, 17, 255, 256, 257, 1000, 4096, 4097 };

  for (guint i = 0; i < check_n_cases (400); i++)
    {
      g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (SuyWorldBox));
      guint n = sizes[i % G_N_ELEMENTS (sizes)];
      guint32 world = i % 3 == 0 ? 12 : 4000;
      SuyTileTree tree;

      for (guint k = 0; k < n; k++)
        {
          SuyWorldBox box = random_box (world, i % 2 == 0 ? 1 : 30);

          g_array_append_val (boxes, box);
        }
      tree = plant (boxes);
      check_search (&tree, boxes, (SuyWorldBox){ 0, 0, G_MAXUINT32, G_MAXUINT32 });
      for (guint k = 0; k < 8; k++)
        check_search (&tree, boxes, random_box (world, world));
      suy_tile_tree_clear (&tree);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/tile-tree/random", test_random);

  return g_test_run ();
}
