/* test-view-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-view-selection.h"

static void
count (guint *n)
{
  ++*n;
}

static void
test_set_tells_once (void)
{
  g_autoptr (SuyViewSelection) selection = suy_view_selection_new ();
  guint n = 0;

  g_signal_connect_swapped (selection, "changed", G_CALLBACK (count), &n);
  suy_view_selection_set (selection, "outfall", 7);
  suy_view_selection_set (selection, "outfall", 7);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, "outfall");
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, 7);

  suy_view_selection_set (selection, "outfall", 0);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (suy_view_selection_get_layer (selection));
}

static void
test_past_as_a_browser (void)
{
  g_autoptr (SuyViewSelection) selection = suy_view_selection_new ();

  g_assert_false (suy_view_selection_back (selection));
  for (gint64 id = 1; id <= 3; id++)
    suy_view_selection_set (selection, "outfall", id);
  g_assert_true (suy_view_selection_back (selection));
  g_assert_true (suy_view_selection_back (selection));
  g_assert_false (suy_view_selection_back (selection));
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, 1);
  g_assert_true (suy_view_selection_forward (selection));
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, 2);

  suy_view_selection_set (selection, "station", 9);
  g_assert_false (suy_view_selection_forward (selection));
  g_assert_true (suy_view_selection_back (selection));
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, 2);

  suy_view_selection_reset (selection);
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, 0);
  g_assert_false (suy_view_selection_back (selection));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/view-selection/set/tells-once", test_set_tells_once);
  g_test_add_func ("/app/view-selection/past/as-a-browser", test_past_as_a_browser);

  return g_test_run ();
}
