/* test-demo-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-demo-picture.h"

#include <string.h>

static guint32
read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Chunks follow one another without a gap, the last is IEND, and the size is the one promised. */
static void
test_chunks (void)
{
  static const char *const names[] = { "IHDR", "PLTE", "IDAT", "IEND" };
  g_autoptr (GBytes) picture = suy_demo_picture_new (SUY_DEMO_SCENE_FOUND, 2);
  gsize size, at = 8;
  const guint8 *bytes = g_bytes_get_data (picture, &size);

  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpmem (bytes + at + 4, 4, names[i], 4);
      if (i == 0)
        {
          g_assert_cmpuint (read_u32 (bytes + at + 8), ==, SUY_DEMO_PICTURE_WIDTH);
          g_assert_cmpuint (read_u32 (bytes + at + 12), ==, SUY_DEMO_PICTURE_HEIGHT);
        }
      at += 12 + read_u32 (bytes + at);
    }
  g_assert_cmpuint (at, ==, size);

  /* The sum over "IEND" is the same in every PNG. */
  g_assert_cmphex (read_u32 (bytes + size - 4), ==, 0xae426082);
}

static void
test_differ (void)
{
  g_autoptr (GBytes) a = suy_demo_picture_new (SUY_DEMO_SCENE_BEFORE, 1);
  g_autoptr (GBytes) b = suy_demo_picture_new (SUY_DEMO_SCENE_BEFORE, 2);
  g_autoptr (GBytes) c = suy_demo_picture_new (SUY_DEMO_SCENE_AFTER, 1);
  g_autoptr (GBytes) again = suy_demo_picture_new (SUY_DEMO_SCENE_BEFORE, 1);

  g_assert_false (g_bytes_equal (a, b));
  g_assert_false (g_bytes_equal (a, c));
  g_assert_true (g_bytes_equal (a, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/demo-picture/new/chunks", test_chunks);
  g_test_add_func ("/io/demo-picture/new/differ", test_differ);

  return g_test_run ();
}
