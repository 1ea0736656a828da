/* test-figures-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-application.h"
#include "suy-figures-window.h"

static Bureau bureau;

static void
assert_text (SuyFiguresWindow *window, const char *words)
{
  g_autofree char *text = suy_figures_window_get_text (window);

  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in: %s", words, text);
}

/* What is chosen is shown, and again when a record changes; a formula from a file stays text. */
static void
test_shown (void)
{
  SuyFiguresWindow *window;

  bureau_open (&bureau);
  bureau_make (&bureau, "complaint", "text=Smell", "channel=letter", "complaint_type=odour",
               "received_at=2025-03-01T02:00:00.000Z", "batch==1+1", "weight=0.5", NULL);
  window = suy_figures_window_new (NULL, bureau.workspace);
  assert_text (window, "M-5 ");
  g_assert_true (suy_figures_window_show (window, "petitions", NULL, 0));
  assert_text (window, "'=1+1,1,0.5,0,0,0,0.00,1\r\nTotal,1,0.5,");
  bureau_make (&bureau, "complaint", "text=Smell", "channel=letter", "complaint_type=odour",
               "received_at=2025-03-01T02:00:00.000Z", "batch==1+1", "weight=0.25", NULL);
  assert_text (window, "'=1+1,2,0.75,");
  g_assert_true (suy_figures_window_show (window, "complaints", "year", 0));
  assert_text (window, "2025,2,");
  g_assert_true (suy_figures_window_show (window, "equipment", NULL, 0));
  assert_text (window, "Total,0,0,–");
  g_assert_false (suy_figures_window_show (window, "colours", NULL, 0));
  g_assert_false (suy_figures_window_show (window, "equipment", "colour", 0));
  gtk_window_destroy (GTK_WINDOW (window));
  bureau_close (&bureau);
}

/* What only leaders may read says so, and comes with the leader. */
static void
test_readers (void)
{
  SuyFiguresWindow *window;
  GObject *error;

  bureau_open (&bureau);
  bureau_act_as (&bureau, "monitor");
  window = suy_figures_window_new (NULL, bureau.workspace);
  error = gtk_widget_get_template_child (GTK_WIDGET (window), SUY_TYPE_FIGURES_WINDOW, "error");
  g_assert_true (suy_figures_window_show (window, "accountability", NULL, 0));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (error)), "is only for"));
  bureau_act_as (&bureau, "district_head");
  g_assert_true (suy_figures_window_show (window, "accountability", "year", 0));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (error)));
  gtk_window_destroy (GTK_WINDOW (window));
  bureau_close (&bureau);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_test_add_func ("/app/figures-window/shown", test_shown);
  g_test_add_func ("/app/figures-window/readers", test_readers);

  return g_test_run ();
}
