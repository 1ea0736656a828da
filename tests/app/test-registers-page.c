/* test-registers-page.c: every register as a table with a form, beside what the store counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-window.h"
#include "suy-application.h"
#include "suy-condition-bar.h"
#include "suy-link-chooser.h"
#include "suy-readers.h"
#include "suy-record-form.h"
#include "suy-record-table.h"
#include "suy-registers-page.h"
#include "suy-window.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyRegistersPage *page;
  SuyRecordTable *table;
  SuyRecordForm *form;
  gint64 mill, works;
} Fixture;

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The window evaluates what it opens, and that writes. */
static void
wait_for_evaluation (Fixture *fixture)
{
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (suy_window_get_page (fixture->window, "warnings"), "busy", &busy, NULL);
    }
}

static gpointer
child (Fixture *fixture, const char *id)
{
  return made_child (GTK_WIDGET (fixture->page), SUY_TYPE_REGISTERS_PAGE, id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  bureau_act_as (bureau, "hq_clerk");
  fixture->mill = bureau_make (bureau, "enterprise", "code=E1", "name=Mill", "industry=paper",
                               "township=T1", "@=118.1,27.3", NULL);
  fixture->works = bureau_make (bureau, "enterprise", "code=E2", "name=Works", "industry=other",
                                "township=T2", NULL);
  bureau_make (bureau, "enterprise", "code=E3", "name=Mill yard", "industry=other", "township=T2",
               NULL);
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  suy_window_set_workspace (fixture->window, bureau->workspace);
  wait_for_evaluation (fixture);
  suy_window_show_view (fixture->window, "registers");
  fixture->page = SUY_REGISTERS_PAGE (suy_window_get_page (fixture->window, "registers"));
  fixture->table = child (fixture, "table");
  fixture->form = child (fixture, "form");
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

/* ---- the list of registers ---- */

static GtkListBoxRow *
row_of (Fixture *fixture, const char *layer)
{
  GtkListBox *list = child (fixture, "registers");
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_object_get_data (G_OBJECT (row), "register") == bureau_register (&fixture->bureau, layer))
      return row;
  g_error ("there is no row for %s", layer);
}

static void
choose (Fixture *fixture, const char *layer)
{
  gtk_list_box_select_row (child (fixture, "registers"), row_of (fixture, layer));
}

/* Each register has a row with the number of its records, and each group one heading. */
static void
test_registers (Fixture *fixture, gconstpointer data)
{
  SuyCatalog *catalog = suy_workspace_get_catalog (fixture->bureau.workspace);
  const GPtrArray *registers = suy_catalog_get_registers (catalog);
  GtkListBox *list = child (fixture, "registers");
  guint n_headings = 0, n_rows = 0;

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];
      GtkListBoxRow *row;
      GtkLabel *label;

      if (!suy_workspace_may_read (fixture->bureau.workspace, reg, NULL))
        continue;
      n_rows++;
      row = row_of (fixture, reg->name);
      label = g_object_get_data (G_OBJECT (row), "count");
      g_assert_cmpint (atoi (gtk_label_get_text (label)), ==,
                       suy_store_count (suy_workspace_get_store (fixture->bureau.workspace), reg));
      n_headings += gtk_list_box_row_get_header (row) != NULL;
    }
  g_assert_cmpuint (n_rows, >=, registers->len - 1);
  g_assert_null (gtk_list_box_get_row_at_index (list, (int) n_rows));
  g_assert_cmpuint (n_headings, ==, suy_catalog_get_groups (catalog)->len);
  bureau_make (&fixture->bureau, "enterprise", "code=E4", "name=New", "industry=other", NULL);
  g_assert_cmpstr (
      gtk_label_get_text (g_object_get_data (G_OBJECT (row_of (fixture, "enterprise")), "count")),
      ==, "4");
}

/* A register is found by its Chinese and English label and by its name. */
static void
test_find_register (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "enterPRISE", "企业", "Enterprises" };
  GtkEditable *entry = child (fixture, "register_entry");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gtk_editable_set_text (entry, words[i]);
      g_signal_emit_by_name (entry, "search-changed");
      g_assert_true (gtk_widget_get_child_visible (GTK_WIDGET (row_of (fixture, "enterprise"))));
      g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (row_of (fixture, "township"))));
    }
}

/* ---- rows ---- */

static void
assert_rows (Fixture *fixture, guint n, const char *status)
{
  g_autofree char *said = NULL;

  g_assert_cmpuint (suy_record_table_get_n_rows (fixture->table), ==, n);
  g_object_get (fixture->page, "status", &said, NULL);
  g_assert_cmpstr (said, ==, status);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search = child (fixture, "search_entry");
  SuyLinkChooser *township = child (fixture, "township");
  SuyConditionBar *conditions = child (fixture, "conditions");
  const SuyRegister *reg = bureau_register (&fixture->bureau, "enterprise");
  const SuyStore *store = suy_workspace_get_store (fixture->bureau.workspace);

  choose (fixture, "enterprise");
  assert_rows (fixture, 3, "3 records");
  gtk_editable_set_text (search, "mill");
  g_signal_emit_by_name (search, "search-changed");
  assert_rows (fixture, 2, "2 records");
  suy_link_chooser_set_id (township, suy_store_find ((SuyStore *) store,
                                                     bureau_register (&fixture->bureau, "township"),
                                                     "T2", NULL));
  g_signal_emit_by_name (township, "changed");
  assert_rows (fixture, 1, "1 record");
  gtk_editable_set_text (search, "");
  g_signal_emit_by_name (search, "search-changed");
  assert_rows (fixture, 2, "2 records");
  g_assert_true (suy_condition_bar_add (conditions, suy_register_find (reg, "name"),
                                        SUY_FILTER_EQUAL, "Works", NULL));
  assert_rows (fixture, 1, "1 record");
  g_signal_emit_by_name (fixture->table, "cleared");
  assert_rows (fixture, 3, "3 records");

  /* Another register begins without filters, and has a choice of township if it has townships. */
  gtk_editable_set_text (search, "mill");
  g_signal_emit_by_name (search, "search-changed");
  choose (fixture, "unit");
  g_assert_cmpint (
      suy_record_table_get_n_rows (fixture->table), ==,
      suy_store_count ((SuyStore *) store, bureau_register (&fixture->bureau, "unit")));
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (township)), ==,
                   suy_register_find (bureau_register (&fixture->bureau, "unit"), "township") !=
                       NULL);
  choose (fixture, "enterprise");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (township)));
  assert_rows (fixture, 3, "3 records");
}

/* What can be made and drawn differs from register to register. */
static void
test_buttons (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *reg;
    gboolean can_add, can_draw;
  } rows[] = { { "enterprise", TRUE, FALSE },
               { "journal", FALSE, FALSE },
               { "sampling_check", TRUE, TRUE },
               { "station_patrol", TRUE, TRUE },
               { "lookback_sample", TRUE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkActionable *import = child (fixture, "import_button");

      choose (fixture, rows[i].reg);
      g_assert_cmpint (gtk_widget_get_sensitive (child (fixture, "new_button")), ==,
                       rows[i].can_add);
      g_assert_cmpint (gtk_widget_get_visible (child (fixture, "draw_button")), ==,
                       rows[i].can_draw);
      g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (import), NULL),
                       ==, rows[i].reg);
    }
}

/* ---- the form beside ---- */

static void
assert_shown (Fixture *fixture, gint64 id)
{
  g_assert_cmpint (suy_record_form_get_id (fixture->form), ==, id);
  g_assert_cmpint (suy_record_table_get_selected (fixture->table), ==, id);
  g_assert_cmpint (gtk_widget_get_visible (child (fixture, "form_pane")), ==, id != 0);
}

static void
assert_selected (Fixture *fixture, const char *layer, gint64 id)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);

  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, layer);
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, id);
}

static void
choose_row (Fixture *fixture, gint64 id)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->table), SUY_TYPE_RECORD_TABLE, "view"));

  gtk_selection_model_select_item (
      gtk_column_view_get_model (view),
      suy_record_model_find (suy_record_table_get_model (fixture->table), id), TRUE);
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "enterprise");
  assert_shown (fixture, 0);
  choose_row (fixture, fixture->works);
  assert_shown (fixture, fixture->works);
  assert_selected (fixture, "enterprise", fixture->works);
  assert_rows (fixture, 3, "3 records, 1 selected");
  choose (fixture, "unit");
  assert_shown (fixture, 0);
}

/* What was typed is not lost by a row, a register or a record that is chosen meanwhile. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  GtkListBox *list = child (fixture, "registers");

  choose (fixture, "enterprise");
  choose_row (fixture, fixture->works);
  suy_record_form_set_text (fixture->form, "name", "Works, typed");
  choose_row (fixture, fixture->mill);
  assert_shown (fixture, fixture->works);
  choose (fixture, "unit");
  assert_shown (fixture, fixture->works);
  g_assert_true (gtk_list_box_get_selected_row (list) == row_of (fixture, "enterprise"));
  suy_view_selection_set (selection, "enterprise", fixture->mill);
  assert_shown (fixture, fixture->works);
  g_signal_emit_by_name (child (fixture, "new_button"), "clicked");
  assert_shown (fixture, fixture->works);
  g_assert_true (suy_record_form_is_dirty (fixture->form));
  g_assert_true (suy_record_form_save (fixture->form));
  bureau_assert (&fixture->bureau, "enterprise", fixture->works, "name", "Works, typed");
  choose (fixture, "unit");
  g_assert_true (suy_record_form_get_register (fixture->form) == NULL);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  gint64 id;

  choose (fixture, "enterprise");
  choose_row (fixture, fixture->works);
  g_signal_emit_by_name (child (fixture, "new_button"), "clicked");
  g_assert_cmpint (suy_record_form_get_id (fixture->form), ==, 0);
  g_assert_cmpint (suy_record_table_get_selected (fixture->table), ==, 0);
  g_assert_true (gtk_widget_get_visible (child (fixture, "form_pane")));
  suy_record_form_discard (fixture->form);
  g_assert_false (gtk_widget_get_visible (child (fixture, "form_pane")));

  g_signal_emit_by_name (child (fixture, "new_button"), "clicked");
  suy_record_form_set_text (fixture->form, "name", "Third");
  suy_record_form_set_text (fixture->form, "industry", "other");
  g_assert_true (suy_record_form_save (fixture->form));
  settle ();
  id = suy_record_form_get_id (fixture->form);
  assert_selected (fixture, "enterprise", id);
  assert_shown (fixture, id);
  assert_rows (fixture, 4, "4 records, 1 selected");

  suy_record_form_delete (fixture->form, "twice");
  settle ();
  assert_shown (fixture, 0);
  assert_selected (fixture, NULL, 0);
  assert_rows (fixture, 3, "3 records");
}

static void
test_selected_elsewhere (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);

  choose (fixture, "unit");
  suy_view_selection_set (selection, "enterprise", fixture->mill);
  g_assert_true (gtk_list_box_get_selected_row (child (fixture, "registers")) ==
                 row_of (fixture, "enterprise"));
  assert_shown (fixture, fixture->mill);
  assert_rows (fixture, 3, "3 records, 1 selected");
  suy_view_selection_set (selection, NULL, 0);
  assert_shown (fixture, 0);
}

/* ---- the keyboard ---- */

/* G goes to the map with the record that is chosen. */
static void
test_key_map (Fixture *fixture, gconstpointer data)
{
  GtkWidget *keys = GTK_WIDGET (fixture->table);

  choose (fixture, "enterprise");
  g_assert_false (made_press (keys, GDK_KEY_g, 0));
  choose_row (fixture, fixture->mill);
  g_assert_false (made_press (keys, GDK_KEY_g, GDK_CONTROL_MASK));
  g_assert_true (made_press (keys, GDK_KEY_g, 0));
  settle ();
  g_assert_true (gtk_widget_get_mapped (suy_window_get_page (fixture->window, "map")));
  assert_selected (fixture, "enterprise", fixture->mill);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/registers-page/list/counts", test_registers);
  ADD ("/app/registers-page/list/find", test_find_register);
  ADD ("/app/registers-page/rows/filters", test_filters);
  ADD ("/app/registers-page/rows/buttons", test_buttons);
  ADD ("/app/registers-page/form/row", test_row);
  ADD ("/app/registers-page/form/typed", test_typed);
  ADD ("/app/registers-page/form/new", test_new);
  ADD ("/app/registers-page/form/selected-elsewhere", test_selected_elsewhere);
  ADD ("/app/registers-page/key/map", test_key_map);

  return g_test_run ();
}
