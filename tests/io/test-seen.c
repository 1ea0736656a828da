/* test-seen.c: where a text was first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-seen.h"

/* Few texts, so that many are the same; beside a hash table of GLib's. */
static void
test_random (void)
{
  g_autoptr (SuySeen) seen = suy_seen_new ();
  g_autoptr (GHashTable) oracle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 1; row < 40000; row++)
    {
      char kind = g_test_rand_bit () ? 'c' : 'u';
      g_autofree char *text = g_strdup_printf ("编%d", g_test_rand_int_range (0, 20000));
      char *key = g_strdup_printf ("%c%s", kind, text);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (oracle, key));

      if (g_test_rand_bit ())
        suy_seen_expect (seen, kind, text);
      g_assert_cmpuint (suy_seen_add (seen, kind, text, row), ==, before);
      if (before == 0)
        g_hash_table_insert (oracle, key, GUINT_TO_POINTER (row));
      else
        g_free (key);
    }
}

static void
test_clear (void)
{
  g_autoptr (SuySeen) seen = suy_seen_new ();

  g_assert_cmpuint (suy_seen_add (seen, 'k', "", 7), ==, 0);
  g_assert_cmpuint (suy_seen_add (seen, 'k', "", 8), ==, 7);
  g_assert_cmpuint (suy_seen_add (seen, 'c', "", 9), ==, 0);
  suy_seen_clear (seen);
  g_assert_cmpuint (suy_seen_add (seen, 'k', "", 10), ==, 0);
  g_assert_cmpuint (suy_seen_add (seen, 'k', "", 11), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/io/seen/random", test_random);
  g_test_add_func ("/io/seen/clear", test_clear);

  return g_test_run ();
}
