/* test-utf8.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-utf8.h"

#include <string.h>

static void
check (const char *text, gsize length)
{
  g_assert_cmpint (suy_utf8_is_valid (text, length), ==, g_utf8_validate_len (text, length, NULL));
}

/* Every first byte with second bytes and third bytes on both sides of each limit, cut anywhere. */
static void
test_limits (void)
{
  static const guchar edges[] = { 0x00, 0x01, 0x41, 0x7f, 0x80, 0x8f,
                                  0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff };

  for (guint a = 0; a < 256; a++)
    for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (edges); j++)
        for (gsize k = 0; k < G_N_ELEMENTS (edges); k++)
          {
            const char text[] = { (char) a, (char) edges[i], (char) edges[j], (char) edges[k] };

            for (gsize length = 0; length <= sizeof text; length++)
              check (text, length);
          }
}

/* Words of many bytes at once: whole characters of all lengths, with one byte broken now and then.
 */
static void
test_random (void)
{
  static const char *const pieces[] = { "a", "QY0000001", "é", "企业", "𠀀", "\x7f", "~~~~~~~~" };
  guint64 cases = g_ascii_strtoull (
      g_getenv ("SUY_CASES") != NULL ? g_getenv ("SUY_CASES") : "20000", NULL, 10);

  for (guint64 round = 0; round < cases; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int k = g_test_rand_int_range (0, 8); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
      check (text->str, text->len);
      if (text->len == 0)
        continue;
      text->str[g_test_rand_int_range (0, (gint32) text->len)] =
          (char) g_test_rand_int_range (0, 256);
      check (text->str, text->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/utf8/valid/limits", test_limits);
  g_test_add_func ("/core/utf8/valid/random", test_random);

  return g_test_run ();
}
