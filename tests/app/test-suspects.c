/* test-suspects.c: suspects in the window, on a river of one reach
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-map-page.h"
#include "suy-suspect-answer.h"
#include "suy-window.h"

typedef struct
{
  Small small;
  SuyWindow *window;
} Fixture;

/* A reach up the meridian of the three points, the section at its lower end. */
static void
add_river (SuyWorkspace *workspace)
{
  SuyCatalog *catalog = suy_workspace_get_catalog (workspace);
  const SuyPoint ends[] = { { 1180000000, 270200000 }, { 1180000000, 270000000 } };
  const guint32 end = 2;
  const SuyShape line = { SUY_SHAPE_LINE, 1, &end, (SuyPoint *) ends };
  g_autoptr (SuyRecord) reach = suy_record_new (suy_catalog_find (catalog, "river_reach"));
  g_autoptr (SuyRecord) section = suy_record_new (suy_catalog_find (catalog, "river_section"));
  g_autoptr (SuyGeometry) river = suy_geometry_new (&line, NULL);
  g_autoptr (SuyGeometry) place = suy_geometry_new_point (ends[1]);
  g_autoptr (GError) error = NULL;

  suy_record_set_text (reach, "code", "R");
  suy_record_set_geometry (reach, river);
  suy_workspace_save (workspace, reach, NULL, &error);
  g_assert_no_error (error);
  suy_record_set_text (section, "code", "S");
  suy_record_set_text (section, "name", "Section");
  suy_record_set_text (section, "section_level", "county");
  suy_record_set_text (section, "target_class", "III");
  suy_record_set_geometry (section, place);
  suy_workspace_save (workspace, section, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  small_open (&fixture->small);
  add_river (fixture->small.workspace);
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
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

/* A mapped label whose text has @part. */
static gboolean
says (GtkWidget *widget, const char *part)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_INSCRIPTION (widget)
                         ? gtk_inscription_get_text (GTK_INSCRIPTION (widget))
                         : NULL;

  if (text != NULL && gtk_widget_get_mapped (widget) && strstr (text, part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;

  return FALSE;
}

/* List rows are made by the frame clock. */
static void
wait_for (GtkWidget *widget, const char *part)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!says (widget, part) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (says (widget, part));
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_list_with_reasons (Fixture *fixture, gconstpointer data)
{
  SuyMapPage *page = SUY_MAP_PAGE (suy_window_get_page (fixture->window, "map"));
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.suspects-from", "s",
                              "river_section:S,tp,1");
  wait_for (widget, "=Near");
  wait_for (widget, "Far farm");
  g_assert_false (says (widget, "Other farm"));
  wait_for (widget, "risk level red");
  wait_for (widget, "h (estimated), within the window of");
  wait_for (widget, "20.0 / 20 (0–20)");
  g_assert_true (says (widget, "2 sources, the most suspicious first"));
  g_assert_true (says (widget, "total phosphorus: no sample of that time"));

  suy_map_page_clear_answer (page);
  small_settle ();
  g_assert_false (says (widget, "the most suspicious first"));
}

/* Without an exceedance and without a factor, total phosphorus is asked for, and said. */
static void
test_nothing_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = suy_window_get_page (fixture->window, "map");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.select", "s", "river_section:S");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.suspects", NULL);
  wait_for (page, "total phosphorus: no sample of that time");
  wait_for (page, "Suspects: Section");
}

/* What is chosen in the list is chosen everywhere, and the other way round. */
static void
test_in_step (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  GtkWidget *page = suy_window_get_page (fixture->window, "map");
  GtkColumnView *view;
  GtkSingleSelection *rows;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.suspects-from", "s",
                              "river_section:S,tp");
  small_settle ();
  view = GTK_COLUMN_VIEW (
      find (find (page, g_type_from_name ("SuySuspectsDrawer")), GTK_TYPE_COLUMN_VIEW));
  rows = GTK_SINGLE_SELECTION (gtk_column_view_get_model (view));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);
  gtk_single_selection_set_selected (rows, 1);
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, fixture->small.far);
  suy_view_selection_set (selection, "risk_point", fixture->small.near);
  g_assert_cmpuint (gtk_single_selection_get_selected (rows), ==, 0);
  suy_view_selection_set (selection, "risk_point", fixture->small.other);
  g_assert_cmpuint (gtk_single_selection_get_selected (rows), ==, GTK_INVALID_LIST_POSITION);
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  SuySuspectWish wish = { .factor = "tp", .window_h = 5 };
  g_autoptr (SuySuspectAnswer) answer = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  suy_workspace_resolve (fixture->small.workspace, "river_section:S", &wish.reg, &wish.id, &error);
  g_assert_no_error (error);
  answer = suy_suspect_answer_new (fixture->small.workspace, &wish, "S", &error);
  g_assert_no_error (error);
  csv = suy_suspect_answer_to_csv (answer);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[1], "1,risk_point,FX-1,\"'=Near, \"\"farm\"\"\",,"));
  g_assert_true (g_str_has_prefix (lines[2], "2,risk_point,FX-2,Far farm,,"));
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
  ADD ("/app/suspects/list/with-reasons", test_list_with_reasons);
  ADD ("/app/suspects/nothing-over/asks-phosphorus", test_nothing_over);
  ADD ("/app/suspects/selection/in-step", test_in_step);
  ADD ("/app/suspects/csv/holds-no-formula", test_csv);

  return g_test_run ();
}
