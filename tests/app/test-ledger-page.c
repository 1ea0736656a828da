/* test-ledger-page.c: the ledger by lamp and filter, beside a plain count of its items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-window.h"
#include "suy-application.h"
#include "suy-ledger-page.h"
#include "suy-link-chooser.h"
#include "suy-window.h"

static const char *const tiles[] = { "red", "yellow2", "yellow", "green", "overdue", "soon" };

#define ALL "R1 R2 R3 W1 W2 Y1 Y2 G1 G2 G3 S1 S2 " /* but what is cancelled */

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyLedgerPage *page;
  SuyRecordTable *table;
  gint64 cancelled, green;
} Fixture;

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Half of the time has passed: @done of 10,000 says how far behind it is. */
static gint64
add_item (Fixture *fixture,
          const char *code,
          const char *done,
          const char *class,
          const char *township,
          const char *deadline)
{
  g_autofree char *key = g_strconcat ("code=", code, NULL);
  g_autofree char *title = g_strconcat ("title=Item ", code, NULL);
  g_autofree char *bp = g_strconcat ("actual_bp=", done, NULL);
  g_autofree char *kind = g_strconcat ("rect_class=", class, NULL);
  g_autofree char *place = g_strconcat ("township=", township, NULL);
  g_autofree char *due = g_strconcat ("deadline=", deadline, NULL);

  return bureau_make (&fixture->bureau, "rectification_item", key, title, bp, kind, place, due,
                      "category=water", "lead_unit=LEAD", "responsible_unit=TOWN",
                      "supervising_unit=SUPER", "goal=clean", "measures=a;b", "start=today-50",
                      NULL);
}

static void
fill_ledger (Fixture *fixture)
{
  Bureau *bureau = &fixture->bureau;

  fixture->green = add_item (fixture, "G1", "5000", "phased", "T1", "today+50");
  add_item (fixture, "G2", "4001", "long_term", "T2", "today+50"); /* 999 behind */
  add_item (fixture, "Y1", "4000", "phased", "T2", "today+50");
  add_item (fixture, "W1", "3000", "phased", "T1", "today+50");
  add_item (fixture, "W2", "2001", "long_term", "T1", "today+50");
  add_item (fixture, "R1", "2000", "long_term", "T1", "today+50");
  add_item (fixture, "R2", "0", "phased", "T2", "today+50");
  add_item (fixture, "R3", "0", "phased", "T2", "today-1");
  add_item (fixture, "Y2", "9900", "phased", "T1", "today-1");  /* late, hence yellow at least */
  add_item (fixture, "S1", "9900", "phased", "T2", "today+0");  /* due soon, from today on, */
  add_item (fixture, "S2", "6300", "phased", "T1", "today+30"); /* to the first reminder */
  add_item (fixture, "G3", "6300", "phased", "T1", "today+31");
  fixture->cancelled = add_item (fixture, "R4", "0", "phased", "T1", "today+50");
  bureau_move (bureau, "rectification_office", "rectification_item", fixture->cancelled, "draft",
               NULL);
  bureau_move (bureau, "bureau_leader", "rectification_item", fixture->cancelled, "cancel",
               "cancel_reason=twice", "successor=R1", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  bureau_open (&fixture->bureau);
  fill_ledger (fixture);
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  suy_window_set_workspace (fixture->window, fixture->bureau.workspace);
  suy_window_show_view (fixture->window, "ledgers");
  fixture->page = SUY_LEDGER_PAGE (suy_window_get_page (fixture->window, "ledgers"));
  fixture->table = suy_ledger_page_get_table (fixture->page);
  settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

/* ---- the page, and what it should show ---- */

static gpointer
child (Fixture *fixture, const char *id)
{
  return made_child (GTK_WIDGET (fixture->page), SUY_TYPE_LEDGER_PAGE, id);
}

static void
search (Fixture *fixture, const char *text)
{
  GtkEditable *entry = child (fixture, "search_entry");

  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
choose_township (Fixture *fixture, const char *code)
{
  SuyLinkChooser *chooser = child (fixture, "township");

  suy_link_chooser_set_id (
      chooser, suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                               bureau_register (&fixture->bureau, "township"), code, NULL));
  g_signal_emit_by_name (chooser, "changed");
}

/* Codes in the order of the rows, each with a blank behind it. */
static char *
list_codes (Fixture *fixture)
{
  GListModel *rows = G_LIST_MODEL (suy_record_table_get_model (fixture->table));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SuyRow) row = g_list_model_get_item (rows, i);

      g_string_append_printf (text, "%s ", suy_record_get_text (suy_row_get_record (row), "code"));
    }

  return g_string_free (text, FALSE);
}

/* @codes: with a blank behind each, in any order */
static void
assert_listed (Fixture *fixture, const char *codes)
{
  g_autofree char *listed = list_codes (fixture);
  g_auto (GStrv) words = g_strsplit (codes, " ", -1);
  GtkStack *stack = GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->table), SUY_TYPE_RECORD_TABLE, "stack"));
  g_autofree char *status = NULL, *expected = NULL;
  guint n = *codes == '\0' ? 0 : g_strv_length (words) - 1;

  g_test_message ("%s", listed);
  for (guint i = 0; i < n; i++)
    if (strstr (listed, words[i]) == NULL)
      g_error ("%s is not listed among %s", words[i], listed);
  g_assert_cmpuint (strlen (listed), ==, strlen (codes));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, n == 0 ? "empty" : "rows");
  g_object_get (fixture->page, "status", &status, NULL);
  expected = g_strdup_printf (n == 1 ? "%u item" : "%u items", n);
  g_assert_cmpstr (status, ==, expected);
}

static void
press (Fixture *fixture, const char *tile, gboolean on)
{
  gtk_toggle_button_set_active (suy_ledger_page_get_tile (fixture->page, tile), on);
}

/* @numbers: of the tiles as they stand */
static void
assert_numbers (Fixture *fixture, const char *numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    g_string_append_printf (text, "%s%u", i == 0 ? "" : " ",
                            suy_ledger_page_get_count (fixture->page, tiles[i]));
  g_assert_cmpstr (text->str, ==, numbers);
}

/* ---- what is listed ---- */

static void
test_lamps (Fixture *fixture, gconstpointer data)
{
  assert_listed (fixture, ALL);
  assert_numbers (fixture, "3 2 2 5 2 2");
  press (fixture, "red", TRUE);
  assert_listed (fixture, "R1 R2 R3 ");
  assert_numbers (fixture, "3 2 2 5 2 2"); /* the tiles count what can be chosen */
  press (fixture, "yellow2", TRUE);
  assert_listed (fixture, "R1 R2 R3 W1 W2 ");
  press (fixture, "red", FALSE);
  assert_listed (fixture, "W1 W2 ");
  press (fixture, "yellow2", FALSE);
  assert_listed (fixture, ALL);
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      static const char *const expected[] = { "R1 R2 R3 ",       "W1 W2 ", "Y1 Y2 ",
                                              "G1 G2 G3 S1 S2 ", "R3 Y2 ", "S1 S2 " };

      press (fixture, tiles[i], TRUE);
      assert_listed (fixture, expected[i]);
      press (fixture, tiles[i], FALSE);
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *codes = list_codes (fixture);

  g_assert_cmpint (codes[0], ==, 'R');
  g_assert_cmpint (codes[9], ==, 'W');
  g_assert_cmpint (codes[15], ==, 'Y');
  g_assert_cmpint (codes[21], ==, 'G');
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *class = child (fixture, "category_drop");

  gtk_toggle_button_set_active (child (fixture, "open_button"), FALSE);
  assert_listed (fixture, "R4 " ALL);
  assert_numbers (fixture, "4 2 2 5 2 2");
  gtk_toggle_button_set_active (child (fixture, "open_button"), TRUE);
  choose_township (fixture, "T2");
  assert_listed (fixture, "R2 R3 Y1 G2 S1 ");
  assert_numbers (fixture, "2 0 1 2 1 1");
  search (fixture, "item R");
  assert_listed (fixture, "R2 R3 ");
  search (fixture, "nothing at all");
  assert_listed (fixture, "");
  g_signal_emit_by_name (fixture->table, "cleared");
  assert_listed (fixture, ALL);
  g_assert_cmpstr (gtk_editable_get_text (child (fixture, "search_entry")), ==, "");
  for (guint i = 1; i < g_list_model_get_n_items (gtk_drop_down_get_model (class)); i++)
    {
      g_autoptr (GtkStringObject) name = g_list_model_get_item (gtk_drop_down_get_model (class), i);

      gtk_drop_down_set_selected (class, i);
      assert_listed (fixture, g_str_equal (gtk_string_object_get_string (name), "Phased")
                                  ? "R2 R3 W1 Y1 Y2 G1 G3 S1 S2 "
                              : g_str_equal (gtk_string_object_get_string (name), "Long-term")
                                  ? "R1 W2 G2 "
                                  : "");
    }
  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    press (fixture, tiles[i], TRUE);
  assert_listed (fixture, "");
  g_signal_emit_by_name (fixture->table, "cleared");
  assert_listed (fixture, ALL);
}

/* What changes elsewhere is seen in the rows and in the tiles. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  bureau_set (&fixture->bureau, "rectification_item", fixture->green, "actual_bp=100", NULL);
  settle ();
  assert_numbers (fixture, "4 2 2 4 2 2");
  press (fixture, "red", TRUE);
  assert_listed (fixture, "G1 R1 R2 R3 ");
  add_item (fixture, "R5", "0", "phased", "T1", "today+50");
  settle ();
  assert_listed (fixture, "G1 R1 R2 R3 R5 ");
  assert_numbers (fixture, "5 2 2 4 2 2");
}

/* ---- the item beside ---- */

static void
assert_shown (Fixture *fixture, gint64 id)
{
  g_assert_cmpint (gtk_widget_get_visible (child (fixture, "item_pane")), ==, id != 0);
  g_assert_cmpint (suy_record_table_get_selected (fixture->table), ==, id);
}

static void
test_item (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  gint64 made;

  assert_shown (fixture, 0);
  suy_view_selection_set (selection, "rectification_item", fixture->green);
  assert_shown (fixture, fixture->green);
  g_assert_nonnull (suy_ledger_page_get_moves (fixture->page));

  /* So is one that was made a moment ago. */
  made = add_item (fixture, "R5", "0", "phased", "T1", "today+50");
  suy_view_selection_set (selection, "rectification_item", made);
  assert_shown (fixture, made);
  g_assert_true (gtk_toggle_button_get_active (child (fixture, "open_button")));

  /* One that the list leaves out is shown with the closed ones. */
  suy_view_selection_set (selection, "rectification_item", fixture->cancelled);
  g_assert_false (gtk_toggle_button_get_active (child (fixture, "open_button")));
  assert_shown (fixture, fixture->cancelled);

  /* What is selected of another register is no matter of this page. */
  suy_view_selection_set (selection, "unit", 1);
  assert_shown (fixture, fixture->cancelled);
}

/* A row that the person chooses is selected for all pages. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);
  GtkColumnView *view = GTK_COLUMN_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->table), SUY_TYPE_RECORD_TABLE, "view"));
  gint64 id = suy_record_model_get_id (suy_record_table_get_model (fixture->table), 3);

  gtk_selection_model_select_item (gtk_column_view_get_model (view), 3, TRUE);
  assert_shown (fixture, id);
  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, "rectification_item");
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, id);
}

/* Without a file nothing of it is left. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  suy_view_selection_set (suy_window_get_selection (fixture->window), "rectification_item",
                          fixture->green);
  suy_window_set_workspace (fixture->window, NULL);
  settle ();
  g_assert_null (suy_record_table_get_model (fixture->table));
  assert_shown (fixture, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/ledger-page/list/lamps", test_lamps);
  ADD ("/app/ledger-page/list/order", test_order);
  ADD ("/app/ledger-page/list/filters", test_filters);
  ADD ("/app/ledger-page/list/changes", test_changes);
  ADD ("/app/ledger-page/item/selected", test_item);
  ADD ("/app/ledger-page/item/row", test_row);
  ADD ("/app/ledger-page/item/closed", test_closed);

  return g_test_run ();
}
