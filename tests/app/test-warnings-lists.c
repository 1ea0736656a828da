/* test-warnings-lists.c: the list of warnings, the indicators and the figures of a year
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "suy-application.h"
#include "suy-warning-item.h"
#include "suy-warning-stats.h"
#include "warnings-hands.h"

/* ---- the list ---- */

static void
assert_status (Hands *hands)
{
  const SuyWarningFilter none = { 0 };
  g_autoptr (GPtrArray) all = suy_workspace_list_warnings (hands->bureau.workspace, &none, NULL);
  g_autofree char *status = NULL, *expected = NULL;

  g_object_get (hands->page, "status", &status, NULL);
  expected = g_strdup_printf ("%u of %u open warnings", hands_count (hands), all->len);
  g_assert_cmpstr (status, ==, expected);
}

static const SuyWarningRow *
listed_at (GtkColumnView *list, guint i)
{
  g_autoptr (SuyWarningItem) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (list)), i);

  return suy_warning_item_get_row (item); /* the page keeps it */
}

static void
test_list (Hands *hands, gconstpointer data)
{
  GtkColumnView *list = hands_child (hands, "list");
  g_autoptr (GtkColumnViewColumn) level =
      g_list_model_get_item (gtk_column_view_get_columns (list), 0);
  gint64 third;

  hands_show_projects (hands);
  g_assert_null (gtk_column_view_get_model (list)); /* it is made when it is looked at */
  suy_warnings_page_set_mode (hands->page, SUY_WARNINGS_LIST);
  hands_assert_shows (hands, "list");
  assert_status (hands);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (list))), ==,
                    5);
  gtk_column_view_sort_by_column (list, level, GTK_SORT_ASCENDING);
  g_assert_cmpint (listed_at (list, 0)->level, ==, SUY_LEVEL_YELLOW);
  g_assert_cmpint (listed_at (list, 4)->level, ==, SUY_LEVEL_RED);
  third = listed_at (list, 3)->id;
  g_signal_emit_by_name (list, "activate", 3);
  hands_assert_shows (hands, "warning");
  g_assert_cmpint (hands_selected (hands), ==, third);
  suy_warnings_page_open (hands->page, 0);
  suy_warning_bar_set_indicator (hands->bar, "I-11");
  hands_assert_shows (hands, "empty");
  assert_status (hands);
  suy_warnings_page_set_mode (hands->page, SUY_WARNINGS_STATS);
  hands_assert_shows (hands, "stats");
}

/* Three days later what had to be answered is due, and the button says how many. */
static void
test_due (Hands *hands, gconstpointer data)
{
  g_autofree char *day = bureau_day (&hands->bureau, 3);
  g_autoptr (GPtrArray) buttons = hands_find_all (GTK_WIDGET (hands->bar), GTK_TYPE_TOGGLE_BUTTON);
  g_autofree char *expected = NULL;
  guint n = 0;

  bureau_set_day (&hands->bureau, day);
  suy_warnings_page_evaluate (hands->page);
  hands_settle (hands);
  for (guint i = 0; i < hands_count (hands); i++)
    n += hands_row (hands, i)->is_due;
  g_assert_cmpuint (n, >, 0);
  expected = g_strdup_printf ("Due today %u", n);
  g_assert_cmpstr (gtk_button_get_label (buttons->pdata[buttons->len - 1]), ==, expected);
  suy_warning_bar_set_due (hands->bar, TRUE);
  g_assert_cmpuint (hands_count (hands), ==, n);
}

/* In a file where nobody acts it is nobody's turn. */
static void
test_nobody (Hands *hands, gconstpointer data)
{
  g_autofree char *path = g_build_filename (hands->bureau.dir, "other.gpkg", NULL);
  g_autoptr (SuyWorkspace) other = suy_workspace_create (path, "other", NULL, NULL);
  gpointer mine =
      gtk_widget_get_template_child (GTK_WIDGET (hands->bar), SUY_TYPE_WARNING_BAR, "mine_button");

  g_assert_true (gtk_widget_get_sensitive (mine));
  suy_warning_bar_set_mine (hands->bar, TRUE);
  suy_window_set_workspace (hands->window, other);
  g_assert_false (gtk_widget_get_sensitive (mine));
  g_assert_false (gtk_toggle_button_get_active (mine));
  suy_window_set_workspace (hands->window, hands->bureau.workspace);
  hands_settle (hands);
  g_assert_true (gtk_widget_get_sensitive (mine));
  g_assert_true (suy_workspace_close (other, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* ---- indicators and figures ---- */

/* Presses the button of indicator I-02 below @widget. */
static void
press_indicator (GtkWidget *widget)
{
  g_autoptr (GPtrArray) buttons = hands_find_all (widget, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_str_equal (gtk_widget_get_name (buttons->pdata[i]), "I-02"))
      {
        g_signal_emit_by_name (buttons->pdata[i], "clicked");
        return;
      }
  g_error ("there is no button for I-02");
}

static void
test_indicators (Hands *hands, gconstpointer data)
{
  suy_warnings_page_show_indicators (hands->page);
  hands_assert_shows (hands, "indicators");
  press_indicator (hands_child (hands, "table"));
  hands_assert_shows (hands, "board");
  g_assert_cmpuint (hands_count (hands), ==, 5);
  suy_warning_bar_clear (hands->bar);
  g_assert_cmpuint (hands_count (hands), >, 5);
  suy_warnings_page_set_mode (hands->page, SUY_WARNINGS_STATS);
  press_indicator (hands_child (hands, "strip"));
  hands_assert_shows (hands, "board");
  g_assert_cmpuint (hands_count (hands), ==, 5);
  suy_warnings_page_show_indicators (hands->page);
  g_assert_true (made_press (GTK_WIDGET (hands->page), GDK_KEY_Escape, 0));
  hands_assert_shows (hands, "board");
}

/* @n of a level: triggered, not closed, closed, in time, and their share */
static void
assert_figures (GtkGrid *grid, int row, guint n, guint closed, guint on_time)
{
  g_autofree char *share = closed == 0
                               ? g_strdup ("–")
                               : g_strdup_printf ("%u %%", (200 * on_time + closed) / (2 * closed));
  g_autofree char *expected =
      g_strdup_printf ("%u %u %u %u %s ", n, n - closed, closed, on_time, share);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 1; i <= 5; i++)
    g_string_append_printf (text, "%s ",
                            gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (grid, i, row))));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_year (Hands *hands, int year)
{
  GtkWidget *stats = hands_child (hands, "stats");
  gpointer grid = gtk_widget_get_template_child (stats, SUY_TYPE_WARNING_STATS, "grid");
  gpointer title = gtk_widget_get_template_child (stats, SUY_TYPE_WARNING_STATS, "title");
  g_autofree char *words = g_strdup_printf ("%d", year);
  SuyWarningYear counts;
  guint n = 0, closed = 0, on_time = 0;

  g_assert_nonnull (strstr (gtk_label_get_text (title), words));
  g_assert_true (suy_workspace_count_warnings (hands->bureau.workspace, year, &counts, NULL));
  for (guint level = SUY_LEVEL_RED; level >= SUY_LEVEL_BLUE; level--)
    {
      assert_figures (grid, 1 + (int) (SUY_LEVEL_RED - level), counts.n[level],
                      counts.closed[level], counts.on_time[level]);
      n += counts.n[level];
      closed += counts.closed[level];
      on_time += counts.on_time[level];
    }
  assert_figures (grid, 5, n, closed, on_time);
}

/* The whole way of the warning of “Pond”. */
static void
close_pond (Hands *hands)
{
  Bureau *bureau = &hands->bureau;
  gint64 id = hands_find_warning (hands, "Pond");
  g_autofree char *closed = NULL;

  bureau_move (bureau, "responsible_unit", "warning", id, "acknowledge", NULL);
  bureau_attach (bureau, "warning", id, "plan");
  bureau_move (bureau, "responsible_unit", "warning", id, "act", NULL);
  bureau_set (bureau, "project",
              suy_store_find (suy_workspace_get_store (bureau->workspace),
                              bureau_register (bureau, "project"), "Pond", NULL),
              "actual_bp=10000", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *day = bureau_day (bureau, 1);

      bureau_set_day (bureau, day);
      suy_warnings_page_evaluate (hands->page);
      hands_settle (hands);
    }
  bureau_move (bureau, "responsible_unit", "warning", id, "claim", "report=Done", NULL);
  bureau_move (bureau, "hq_clerk", "warning", id, "verify", NULL);
  bureau_move (bureau, "hq_clerk", "warning", id, "close", "closed_at=today", NULL);
  hands_settle (hands);
}

static void
test_stats (Hands *hands, gconstpointer data)
{
  const int year = atoi (suy_workspace_get_today (hands->bureau.workspace));
  GtkWidget *stats = hands_child (hands, "stats");
  g_autoptr (GPtrArray) buttons = hands_find_all (stats, GTK_TYPE_BUTTON);

  g_assert_cmpuint (buttons->len, ==, 2);
  suy_warnings_page_set_mode (hands->page, SUY_WARNINGS_STATS);
  hands_assert_shows (hands, "stats");
  close_pond (hands);
  assert_year (hands, year);
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  assert_year (hands, year - 1);
  g_signal_emit_by_name (buttons->pdata[1], "clicked");
  assert_year (hands, year);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* names are kept, and told to nobody */
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add (path, Hands, NULL, hands_set_up, func, hands_tear_down)
  ADD ("/app/warnings-lists/list", test_list);
  ADD ("/app/warnings-lists/due", test_due);
  ADD ("/app/warnings-lists/nobody", test_nobody);
  ADD ("/app/warnings-lists/indicators", test_indicators);
  ADD ("/app/warnings-lists/stats", test_stats);

  return g_test_run ();
}
