/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-window.h"

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-error.h"
#include "suy-map-page.h"
#include "suy-page.h"
#include "suy-problem-form.h"

typedef struct
{
  Small small;
  SuyWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  small_open (&fixture->small);
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  suy_window_set_workspace (fixture->window, fixture->small.workspace);
  small_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  suy_window_set_workspace (fixture->window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  small_settle ();
  g_object_unref (fixture->window);
  small_close (&fixture->small);
}

/* The first label below @widget whose text has @part. */
static GtkWidget *
find_label (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, part);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_pages_get_both (Fixture *fixture, gconstpointer data)
{
  const SuyPage *pages;
  guint n;

  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page = suy_window_get_page (fixture->window, pages[i].name);
      g_autoptr (GObject) workspace = NULL;
      g_autoptr (GObject) selection = NULL;

      g_object_get (page, "workspace", &workspace, "selection", &selection, NULL);
      g_assert_true (workspace == G_OBJECT (fixture->small.workspace));
      g_assert_true (selection == G_OBJECT (suy_window_get_selection (fixture->window)));
    }
}

static void
test_view_by_action (Fixture *fixture, gconstpointer data)
{
  const SuyPage *pages;
  guint n;

  pages = suy_page_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", pages[i].name);
      small_settle ();
      g_assert_true (gtk_widget_get_mapped (suy_window_get_page (fixture->window, pages[i].name)));
    }
  g_assert_false (suy_window_show_view (fixture->window, "no such view"));
}

static void
test_selection_opens_dossier (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  GtkWidget *page = suy_window_get_page (fixture->window, "map");

  g_assert_null (find_label (page, "Far farm"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.select", "s", "risk_point:FX-2");
  small_settle ();
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, fixture->small.far);
  g_assert_nonnull (find_label (page, "Far farm"));

  suy_view_selection_set (selection, NULL, 0);
  small_settle ();
  g_assert_null (find_label (page, "Far farm"));
}

static void
test_buffer_fills_drawer (Fixture *fixture, gconstpointer data)
{
  SuyMapPage *page = SUY_MAP_PAGE (suy_window_get_page (fixture->window, "map"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.buffer-at", "s", "118,27,1000");
  small_settle ();
  g_assert_nonnull (suy_map_page_get_answer (page));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (suy_map_page_get_answer (page))), ==,
                    2);
  g_assert_nonnull (find_label (GTK_WIDGET (page), "2 objects, nearest first"));

  suy_map_page_clear_answer (page);
  g_assert_null (suy_map_page_get_answer (page));
}

static void
test_fits_a_small_screen (Fixture *fixture, gconstpointer data)
{
  int least;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.select", "s", "risk_point:FX-2");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.buffer-at", "s", "118,27,1000");
  small_settle ();
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <=, 800);
  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_VERTICAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <=, 560);
}

static void
test_error_is_shown (Fixture *fixture, gconstpointer data)
{
  g_assert_null (find_label (GTK_WIDGET (fixture->window), "no such workspace"));
  g_assert_false (suy_window_open (fixture->window, "/nowhere/no such workspace.gpkg"));
  small_settle ();
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "no such workspace"));
  g_assert_true (suy_window_get_workspace (fixture->window) == fixture->small.workspace);
}

static void
test_trace_without_rivers_says_so (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.trace-from", "s",
                              "risk_point:FX-1,up,5");
  small_settle ();
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "no rivers"));
}

static SuyProblemForm *
find_form (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (SUY_IS_PROBLEM_FORM (window))
        return SUY_PROBLEM_FORM (window);
    }

  return NULL;
}

static GtkWidget *
find_suggested (GtkWidget *widget)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, "suggested-action") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_suggested (child);

  return found;
}

/* What is missing is named and focused; what is recorded at a place of the map is in the store, and
 * is what all views show next. */
static void
test_new_case_is_selected (Fixture *fixture, gconstpointer data)
{
  SuyWorkspace *workspace = fixture->small.workspace;
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  g_autoptr (SuyRecord) record = NULL;
  SuyProblemForm *form;
  GtkTextBuffer *text;
  GtkWidget *drop;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-problem", "s", "118.0,27.0");
  small_settle ();
  form = find_form ();
  g_assert_nonnull (form);
  g_assert_cmpint (suy_store_count (suy_workspace_get_store (workspace), reg), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (form))), "Foam on the Ma");
  g_signal_emit_by_name (find_suggested (GTK_WIDGET (form)), "clicked");
  g_assert_nonnull (find_label (GTK_WIDGET (form), "Medium is required"));
  drop = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (form)), GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  g_signal_emit_by_name (find_suggested (GTK_WIDGET (form)), "clicked");
  g_assert_nonnull (find_label (GTK_WIDGET (form), "Description is required"));
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (form))));
  g_assert_cmpint (suy_store_count (suy_workspace_get_store (workspace), reg), ==, 0);

  text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (form))));
  gtk_text_buffer_set_text (text, "White foam below the weir", -1);
  g_signal_emit_by_name (find_suggested (GTK_WIDGET (form)), "clicked");
  small_settle ();

  g_assert_null (find_form ());
  g_assert_cmpint (suy_store_count (suy_workspace_get_store (workspace), reg), ==, 1);
  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, "problem");
  record = suy_store_get (suy_workspace_get_store (workspace), reg,
                          suy_view_selection_get_id (selection), NULL);
  g_assert_nonnull (record);
  g_assert_cmpstr (suy_record_get_text (record, "title"), ==, "Foam on the Ma");
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("/app/window/pages/get-both", test_pages_get_both);
  ADD ("/app/window/view/by-action", test_view_by_action);
  ADD ("/app/window/selection/opens-dossier", test_selection_opens_dossier);
  ADD ("/app/window/buffer/fills-drawer", test_buffer_fills_drawer);
  ADD ("/app/window/size/fits-a-small-screen", test_fits_a_small_screen);
  ADD ("/app/window/new-case/is-selected", test_new_case_is_selected);
  ADD ("/app/window/open/error-is-shown", test_error_is_shown);
  ADD ("/app/window/trace/without-rivers-says-so", test_trace_without_rivers_says_so);

  return g_test_run ();
}
