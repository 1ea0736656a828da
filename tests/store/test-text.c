/* test-text.c: a text is indexed as its folded form is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-text.h"

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return g_utf8_casefold (normal, -1);
}

static void
assert_folds (const char *text)
{
  g_autofree char *folded = fold (text);
  g_autofree char *again = fold (folded);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);

  if (!g_str_equal (folded, again))
    return; /* Cherokee turns back and forth */
  suy_text_add (body, text);
  suy_text_add (expected, folded);
  g_assert_cmpstr (body->str, ==, expected->str);
}

/* Letters that stay as they are take a short way: all that might, each alone and behind one that
 * does. */
static void
test_each_letter (void)
{
  for (gunichar c = 0x20; c < 0x10000; c++)
    {
      char text[16] = "B";
      int n;

      if (!g_unichar_isgraph (c))
        continue;
      n = g_unichar_to_utf8 (c, text + 1);
      text[1 + n] = '\0';
      assert_folds (text);
    }
}

static void
test_random (void)
{
  static const char *const parts[] = { "A", "b", "黄", "重庆", "Ａ", "é", "-07", " ", "龥", "㎡" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (gint n = g_test_rand_int_range (0, 50); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      assert_folds (text->str);
    }
}

static void
test_body (void)
{
  g_autoptr (GString) body = g_string_new (NULL);

  suy_text_add (body, "AJ-007");
  suy_text_add (body, "黄坑B");
  g_assert_cmpstr (body->str, ==, "aj-007 aj 007 7 -  黄  坑 b hk k");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/text/each-letter", test_each_letter);
  g_test_add_func ("/store/text/random", test_random);
  g_test_add_func ("/store/text/body", test_body);

  return g_test_run ();
}
