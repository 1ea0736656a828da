/* test-inbox-hands.c: the inbox by its filters, keys and what stands beside its rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-window.h"
#include "suy-application.h"
#include "suy-inbox-page.h"
#include "suy-window.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyInboxPage *page;
  SuyInboxModel *model;
  gint64 item;
} Fixture;

/* Until the window has evaluated, which may make more due, and what is due has been read. */
static void
settle (Fixture *fixture)
{
  gboolean reading = TRUE, evaluating = TRUE;

  while (reading || evaluating)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (suy_window_get_page (fixture->window, "warnings"), "busy", &evaluating, NULL);
      g_object_get (fixture->page, "busy", &reading, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
act_as (Fixture *fixture, const char *person)
{
  bureau_act_as (&fixture->bureau, person);
  settle (fixture);
}

/* TOWN owes three answers, one of them late; the plan of an item waits for the office. */
static void
fill_bureau (Fixture *fixture)
{
  static const char *const due[] = { "reply_due=today-3", "reply_due=today", "reply_due=today+40" };
  Bureau *bureau = &fixture->bureau;

  for (guint i = 0; i < G_N_ELEMENTS (due); i++)
    bureau_make (bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
                 "issued_on=today-20", due[i], NULL);
  fixture->item =
      bureau_make (bureau, "rectification_item", "code=X", "title=Ditch", "category=water",
                   "lead_unit=LEAD", "responsible_unit=TOWN", "responsible_person=responsible_unit",
                   "supervising_unit=SUPER", "goal=clean", "measures=a;b", "rect_class=long_term",
                   "start=today-9", "township=T1", "deadline=today+10", NULL);
  bureau_move (bureau, "rectification_office", "rectification_item", fixture->item, "draft", NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  bureau_open (&fixture->bureau);
  fill_bureau (fixture);
  bureau_act_as (&fixture->bureau, "responsible_unit");
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  suy_window_set_workspace (fixture->window, fixture->bureau.workspace);
  suy_window_show_view (fixture->window, "inbox");
  fixture->page = SUY_INBOX_PAGE (suy_window_get_page (fixture->window, "inbox"));
  fixture->model = suy_inbox_page_get_model (fixture->page);
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

/* ---- the page ---- */

static gpointer
child (Fixture *fixture, const char *id)
{
  return made_child (GTK_WIDGET (fixture->page), SUY_TYPE_INBOX_PAGE, id);
}

/* A part of the card above the record. */
static gpointer
part (Fixture *fixture, const char *id)
{
  GObject *object = gtk_widget_get_template_child (
      GTK_WIDGET (suy_inbox_page_get_view (fixture->page)), SUY_TYPE_DUTY_PANE, id);

  g_assert_nonnull (object);

  return object;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *at = gtk_widget_get_first_child (widget); at != NULL && found == NULL;
       at = gtk_widget_get_next_sibling (at))
    found = find_button (at, label);

  return found;
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static const SuyInboxItem *
item_at (Fixture *fixture, guint i)
{
  g_autoptr (SuyInboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

  return suy_inbox_entry_get_item (entry); /* the model keeps it */
}

static guint
find_row (Fixture *fixture, const char *duty)
{
  for (guint i = 0; i < count_rows (fixture); i++)
    if (g_str_equal (item_at (fixture, i)->duty->name, duty))
      return i;
  g_error ("there is no row for %s", duty);
}

static void
assert_page (Fixture *fixture, const char *name, const char *status)
{
  g_autofree char *said = NULL;

  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (fixture, "stack")), ==, name);
  g_object_get (fixture->page, "status", &said, NULL);
  g_assert_cmpstr (said, ==, status);
}

static gboolean
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  return made_press (GTK_WIDGET (fixture->page), key, modifiers);
}

static void
search (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (child (fixture, "search_entry"), text);
  g_signal_emit_by_name (child (fixture, "search_entry"), "search-changed");
}

static void
assert_selected (Fixture *fixture, const char *layer, gint64 id)
{
  SuyViewSelection *selection = suy_window_get_selection (fixture->window);

  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, layer);
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, id);
}

/* ---- what is listed ---- */

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  guint n = count_rows (fixture);
  g_autofree char *all = g_strdup_printf ("%u things are due, 1 of them late", n);
  g_autofree char *none = g_strdup_printf ("0 of %u shown", n);
  g_autofree char *one = g_strdup_printf ("1 of %u shown", n);
  GtkToggleButton *late = child (fixture, "late_button");
  GtkDropDown *kinds = child (fixture, "kind_drop");

  g_assert_cmpuint (n, >, 3);
  assert_page (fixture, "list", all);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (late)), ==, "Late 1");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (late)));
  gtk_toggle_button_set_active (late, TRUE);
  assert_page (fixture, "list", one);
  search (fixture, "nothing of the kind");
  assert_page (fixture, "empty", none);
  gtk_drop_down_set_selected (kinds, 1);
  g_signal_emit_by_name (find_button (child (fixture, "stack"), "Clear filters"), "clicked");
  assert_page (fixture, "list", all);
  g_assert_false (gtk_toggle_button_get_active (late));
  g_assert_cmpuint (gtk_drop_down_get_selected (kinds), ==, 0);
  search (fixture, "ditch"); /* a title, */
  g_assert_cmpuint (count_rows (fixture), >, 0);
  g_assert_cmpuint (count_rows (fixture), <, n);
  search (fixture, "t1"); /* and a township */
  g_assert_cmpuint (count_rows (fixture), >, 0);
  g_assert_cmpuint (count_rows (fixture), <, n);
}

/* The kind that was chosen stays chosen while there is anything of it. */
static void
test_kind_stays (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *kinds = child (fixture, "kind_drop");
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (kinds)), before;

  g_assert_cmpuint (n, >, 2);
  gtk_drop_down_set_selected (kinds, n - 1);
  before = count_rows (fixture);
  bureau_set (&fixture->bureau, "unit",
              suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                              bureau_register (&fixture->bureau, "unit"), "LEAD", NULL),
              "name=Lead", NULL);
  settle (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (kinds), ==, n - 1);
  g_assert_cmpuint (count_rows (fixture), ==, before);
}

/* Nothing is due from an expert; the badge stays the own one while everybody's is listed. */
static void
test_everybody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *everybody = child (fixture, "everybody_button");
  guint count, own;

  g_assert_false (gtk_widget_get_visible (everybody));
  act_as (fixture, "district_head");
  g_assert_true (gtk_widget_get_visible (everybody));
  g_object_get (fixture->page, "count", &own, NULL);
  suy_inbox_page_show_everybody (fixture->page, TRUE);
  settle (fixture);
  g_object_get (fixture->page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, own);
  g_assert_cmpuint (count_rows (fixture), >, own);
  act_as (fixture, "expert");
  g_assert_false (gtk_widget_get_visible (everybody));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (everybody)));
  assert_page (fixture, "nothing", "0 things are due");
  g_object_get (fixture->page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, 0);
}

/* ---- rows ---- */

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows = gtk_list_view_get_model (child (fixture, "list"));
  GtkSingleSelection *chosen = GTK_SINGLE_SELECTION (rows);
  GtkWidget *focus;

  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 0);
  g_assert_true (press (fixture, GDK_KEY_j, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 1);
  g_assert_true (press (fixture, GDK_KEY_J, GDK_SHIFT_MASK));
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 2);
  g_assert_false (press (fixture, GDK_KEY_j, GDK_CONTROL_MASK));
  g_assert_true (press (fixture, GDK_KEY_k, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 1);
  for (guint i = 0; i < 2; i++)
    g_assert_true (press (fixture, GDK_KEY_k, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 0);
  for (guint i = 0; i <= count_rows (fixture); i++)
    g_assert_true (press (fixture, GDK_KEY_j, 0));
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, count_rows (fixture) - 1);
  g_assert_true (press (fixture, GDK_KEY_slash, 0));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, child (fixture, "search_entry")));
}

/* Other pages are told what was chosen once they can be looked at. */
static void
test_told_later (Fixture *fixture, gconstpointer data)
{
  guint row = find_row (fixture, "order_reply");
  const SuyInboxItem *item = item_at (fixture, row);
  gint64 id = item->id;

  assert_selected (fixture, NULL, 0);
  suy_inbox_page_select (fixture->page, row);
  assert_selected (fixture, NULL, 0);
  suy_window_show_view (fixture->window, "registers");
  assert_selected (fixture, "action_record", id);
}

/* The chosen row stays chosen where another goes; what was discharged stays beside. */
static void
test_row_stays (Fixture *fixture, gconstpointer data)
{
  GtkSingleSelection *chosen =
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (child (fixture, "list")));
  gint64 first = item_at (fixture, 0)->id, second = item_at (fixture, 1)->id;

  g_assert_cmpstr (item_at (fixture, 0)->duty->name, ==, "order_reply");
  suy_inbox_page_select (fixture->page, 1);
  bureau_set (&fixture->bureau, "action_record", first, "replied_on=today", NULL);
  settle (fixture);
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, 0);
  g_assert_cmpint (item_at (fixture, 0)->id, ==, second);
  bureau_set (&fixture->bureau, "action_record", second, "replied_on=today", NULL);
  settle (fixture);
  g_assert_cmpuint (gtk_single_selection_get_selected (chosen), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpint (item_at (fixture, 0)->id, !=, second);
  g_assert_true (gtk_widget_get_visible (part (fixture, "card")));
}

/* ---- beside a row ---- */

static void
assert_button (Fixture *fixture, const char *id, gboolean shown)
{
  g_assert_cmpint (gtk_widget_get_visible (part (fixture, id)), ==, shown);
}

/* Met by a field of the record itself. */
static void
test_fill_in (Fixture *fixture, gconstpointer data)
{
  guint row = find_row (fixture, "order_reply");
  const SuyInboxItem *item = item_at (fixture, row);
  gint64 id = item->id;

  suy_inbox_page_select (fixture->page, row);
  assert_button (fixture, "record_button", TRUE);
  g_assert_cmpstr (gtk_button_get_label (part (fixture, "record_button")), ==, "Fill it in…");
  assert_button (fixture, "open_button", TRUE);
  assert_button (fixture, "map_button", FALSE);
  assert_button (fixture, "due", TRUE);
  g_signal_emit_by_name (part (fixture, "open_button"), "clicked");
  assert_selected (fixture, "action_record", id);
  g_assert_true (gtk_widget_get_mapped (suy_window_get_page (fixture->window, "registers")));
}

/* What a move discharges opens the form of the move. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  SuyMoveBar *moves;

  act_as (fixture, "rectification_office");
  suy_inbox_page_activate (fixture->page, find_row (fixture, "item_approve_plan"));
  assert_button (fixture, "record_button", FALSE);
  moves = suy_duty_pane_get_moves (suy_inbox_page_get_view (fixture->page));
  g_assert_true (suy_move_bar_get_form (moves) != NULL || suy_move_bar_get_refusal (moves) != NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (moves)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/inbox-hands/list/filters", test_filters);
  ADD ("/app/inbox-hands/list/kind-stays", test_kind_stays);
  ADD ("/app/inbox-hands/list/everybody", test_everybody);
  ADD ("/app/inbox-hands/row/keys", test_keys);
  ADD ("/app/inbox-hands/row/told-later", test_told_later);
  ADD ("/app/inbox-hands/row/stays", test_row_stays);
  ADD ("/app/inbox-hands/beside/fill-in", test_fill_in);
  ADD ("/app/inbox-hands/beside/move", test_move);

  return g_test_run ();
}
