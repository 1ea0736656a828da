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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/fold/fold/words", test_fold_words);
  g_test_add_func ("/catalog/fold/nearest/words", test_nearest);

  return g_test_run ();
}
