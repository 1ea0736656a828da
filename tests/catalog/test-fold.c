/* test-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-fold.h"

static void
test_fold_words (void)
{
  static const struct
  {
    const char *text, *word, *heading;
  } cases[] = {
    { "", "", "" },
    { "　ＣＯＤ　（mg/L）", "cod(mg/l)", "cod" },
    { "总 磷", "总磷", "总磷" },
    { "(only)", "(only)", "(only)" },
    { "a(b)c", "a(b)c", "a(b)c" },
    { "\xff", "\xef\xbf\xbd", "\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *word = suy_fold (cases[i].text);
      g_autofree char *heading = suy_fold_heading (cases[i].text);

      g_assert_cmpstr (word, ==, cases[i].word);
      g_assert_cmpstr (heading, ==, cases[i].heading);
    }
}

/* What the standard's own forms make of it, whichever way a word is folded. */
static void
assert_folds (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = g_utf8_casefold (narrow, -1);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *folded = suy_fold (text);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (expected, g_utf8_get_char (p));
  g_assert_cmpstr (folded, ==, expected->str);
}

/* Both sides of the ranges that are taken the short way, alone and in words. */
static void
test_fold_forms (void)
{
  static const gunichar edges[] = { ' ',    '!',    'A',    'z',    '~',    0xa0,   0xb2,
                                    0x301,  0x4dff, 0x4e00, 0x6c34, 0x9fff, 0xa000, 0xf900,
                                    0xfa0e, 0xff21, 0xff5e, 0x3000, 0x20000 };
  char one[7] = { 0 };

  for (gunichar c = ' '; c <= 0xd7ff; c++)
    {
      one[g_unichar_to_utf8 (c, one)] = '\0';
      if (c != 0x200b)
        assert_folds (one);
    }
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      guint n = (guint) g_test_rand_int_range (0, 8);

      for (guint i = 0; i < n; i++)
        g_string_append_unichar (word,
                                 edges[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (edges))]);
      assert_folds (word->str);
    }
}

static void
test_nearest (void)
{
  static const char *const known[] = {
    "integer", "real", "text", "date", "data", "datetime", NULL
  };
  static const struct
  {
    const char *word, *nearest;
  } cases[] = {
    { "intger", "integer" },
    { "itneger", "integer" },
    { "datetmie", "datetime" },
    { "dat", "date" },
    { "TEXT", "text" },
    { "xy", NULL },
    { "", NULL },
    { "te", NULL },
    { "reel", "real" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (suy_fold_nearest (cases[i].word, known), ==, cases[i].nearest);
}

static void
test_trim (void)
{
  static const char *const pieces[] = { "a",        " ",  "\v",           "\n",
                                        "企",       "　", "\xef\xbb\xbf", "\xe2\x80\x8b",
                                        "\xc2\xa0", "~" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *trimmed = NULL, *narrow = NULL;

      for (int k = g_test_rand_int_range (0, 5); k > 0; k--)
        g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
      trimmed = suy_fold_trim (text->str);
      narrow = suy_fold_width (text->str);
      g_assert_cmpint (suy_fold_is_trimmed (text->str, text->len), ==,
                       g_str_equal (trimmed, text->str));
      if (suy_fold_is_narrow (text->str))
        g_assert_cmpstr (narrow, ==, trimmed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/fold/fold/words", test_fold_words);
  g_test_add_func ("/catalog/fold/fold/forms", test_fold_forms);
  g_test_add_func ("/catalog/fold/nearest/words", test_nearest);

  g_test_add_func ("/catalog/fold/trim/random", test_trim);

  return g_test_run ();
}
