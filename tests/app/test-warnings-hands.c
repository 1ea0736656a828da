/* test-warnings-hands.c: the cards of the warnings page, and its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-application.h"
#include "suy-warning-card.h"
#include "suy-warning-words.h"
#include "warnings-hands.h"

/* ---- the board ---- */

/* Cards stand by level and in the order of the items, and each says what its warning is by now. */
static void
assert_cards (Hands *hands)
{
  g_autoptr (GPtrArray) cards = hands_find_all (GTK_WIDGET (hands->board), SUY_TYPE_WARNING_CARD);
  guint n = 0;

  for (guint level = SUY_LEVEL_RED; level >= SUY_LEVEL_BLUE; level--)
    for (guint i = 0; i < hands_count (hands); i++)
      {
        SuyWarningRow *row =
            suy_workspace_get_warning (hands->bureau.workspace, hands_row (hands, i)->id, NULL);
        g_auto (SuyWarningWords) words = { 0 };
        g_autofree char *spoken = NULL;
        GtkWidget *card;

        if (row->level == (SuyLevel) level)
          {
            g_assert_cmpuint (n, <, cards->len);
            card = cards->pdata[n++];
            suy_warning_words_read (hands->bureau.workspace, row, &words);
            spoken = suy_warning_words_say (&words);
            g_assert_cmpint (suy_warning_card_get_id (SUY_WARNING_CARD (card)), ==, row->id);
            gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (card)),
                                                 GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
          }
        suy_warning_row_free (row);
      }
  g_assert_cmpuint (n, ==, cards->len);
}

/* Numbers in the heads of the columns, the gravest first. */
static void
assert_heads (Hands *hands, const char *numbers)
{
  g_autoptr (GPtrArray) labels = hands_find_all (GTK_WIDGET (hands->board), GTK_TYPE_LABEL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_has_css_class (labels->pdata[i], "suy-warning-count"))
      g_string_append_printf (text, "%s ", gtk_label_get_text (labels->pdata[i]));
  g_assert_cmpstr (text->str, ==, numbers);
}

static void
test_cards (Hands *hands, gconstpointer data)
{
  guint count;

  assert_cards (hands);
  hands_show_projects (hands);
  assert_cards (hands);
  assert_heads (hands, "2 0 3 0 ");
  g_object_get (hands->page, "count", &count, NULL);
  g_assert_cmpuint (count, >=, 5);
  bureau_move (&hands->bureau, "responsible_unit", "warning", hands_find_warning (hands, "Park"),
               "acknowledge", NULL);
  hands_settle (hands);
  assert_cards (hands);

  /* Another level, another value, one that is new. */
  bureau_set (&hands->bureau, "project",
              suy_store_find (suy_workspace_get_store (hands->bureau.workspace),
                              bureau_register (&hands->bureau, "project"), "Pond", NULL),
              "actual_bp=2600", NULL);
  hands_add_project (hands, "Quay", "3350");
  suy_warnings_page_evaluate (hands->page);
  hands_settle (hands);
  assert_heads (hands, "2 1 3 0 ");
  assert_cards (hands);
}

/* A card that is asked for is there at once, however many are still to be made. */
static void
test_cards_asked (Hands *hands, gconstpointer data)
{
  gint64 last;

  hands_show_projects (hands);
  last = hands_row (hands, 4)->id;
  suy_warning_bar_set_indicator (hands->bar, "I-11");
  hands_settle (hands);
  suy_warning_bar_set_indicator (hands->bar, "I-02");
  suy_warning_board_select (hands->board, last, FALSE);
  g_assert_cmpint (suy_warning_board_get_selected (hands->board), ==, last);
  hands_settle (hands);
  g_assert_cmpint (suy_warning_board_get_selected (hands->board), ==, last);
  assert_cards (hands);
}

/* From column to column, past those that have none, to a card that the column has. */
static void
test_arrows (Hands *hands, gconstpointer data)
{
  GtkWidget *board = GTK_WIDGET (hands->board);

  hands_show_projects (hands);
  suy_warning_board_select (hands->board, hands_row (hands, 4)->id, FALSE);
  g_assert_false (made_press (board, GDK_KEY_Right, 0));
  g_assert_false (made_press (board, GDK_KEY_Left, GDK_SHIFT_MASK));
  g_assert_true (made_press (board, GDK_KEY_Left, 0));
  g_assert_cmpint (hands_selected (hands), ==, hands_row (hands, 1)->id);
  g_assert_false (made_press (board, GDK_KEY_Left, 0));
  g_assert_true (made_press (board, GDK_KEY_Right, 0));
  g_assert_cmpint (hands_selected (hands), ==, hands_row (hands, 3)->id);
}

/* ---- one warning, and back ---- */

static GtkWidget *
get_focus (Hands *hands)
{
  return gtk_window_get_focus (GTK_WINDOW (hands->window));
}

static void
test_open (Hands *hands, gconstpointer data)
{
  gint64 pond = hands_find_warning (hands, "Pond"), kiln = hands_find_warning (hands, "Kiln");
  SuyViewSelection *selection = suy_window_get_selection (hands->window);
  g_autoptr (GPtrArray) lists = hands_find_all (GTK_WIDGET (hands->board), GTK_TYPE_LIST_VIEW);
  g_autoptr (GPtrArray) focused = NULL;

  hands_show_projects (hands);
  suy_view_selection_set (selection, "warning", kiln);
  g_assert_cmpint (suy_warning_board_get_selected (hands->board), ==, kiln);
  hands_assert_shows (hands, "board");
  for (guint i = 0; i < 3; i++)
    if (hands_row (hands, 2 + i)->id == pond)
      g_signal_emit_by_name (lists->pdata[2], "activate", i);
  hands_assert_shows (hands, "warning");
  g_assert_cmpint (hands_selected (hands), ==, pond);
  g_assert_true (gtk_widget_is_ancestor (get_focus (hands), hands_child (hands, "view")));

  /* Another one that is selected is opened in its place. */
  suy_view_selection_set (selection, "warning", kiln);
  hands_assert_shows (hands, "warning");
  g_assert_true (made_press (GTK_WIDGET (hands->page), GDK_KEY_Escape, 0));
  hands_assert_shows (hands, "board");
  g_assert_cmpint (suy_warning_board_get_selected (hands->board), ==, kiln);
  focused = hands_find_all (get_focus (hands), SUY_TYPE_WARNING_CARD);
  g_assert_cmpuint (focused->len, ==, 1);
  g_assert_cmpint (suy_warning_card_get_id (focused->pdata[0]), ==, kiln);
  g_assert_false (made_press (GTK_WIDGET (hands->page), GDK_KEY_Escape, 0));

  suy_warnings_page_open (hands->page, pond);
  suy_warning_bar_set_indicator (hands->bar, NULL);
  hands_assert_shows (hands, "board");
}

/* What a warning leads to stands on the page of its register. */
static void
test_lead (Hands *hands, gconstpointer data)
{
  SuyViewSelection *selection = suy_window_get_selection (hands->window);
  gint64 unit = suy_store_find (suy_workspace_get_store (hands->bureau.workspace),
                                bureau_register (&hands->bureau, "unit"), "TOWN", NULL);

  suy_warnings_page_open (hands->page, hands_find_warning (hands, "Pond"));
  g_signal_emit_by_name (hands_child (hands, "view"), "open", "unit", unit);
  g_assert_cmpstr (suy_view_selection_get_layer (selection), ==, "unit");
  g_assert_cmpint (suy_view_selection_get_id (selection), ==, unit);
  g_assert_true (gtk_widget_get_mapped (suy_window_get_page (hands->window, "registers")));
}

/* ---- keys ---- */

static void
test_keys (Hands *hands, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (hands->page);
  gboolean busy;

  g_assert_true (made_press (page, GDK_KEY_b, 0));
  hands_assert_shows (hands, "list");
  g_assert_true (made_press (page, GDK_KEY_B, GDK_SHIFT_MASK));
  hands_assert_shows (hands, "board");
  g_assert_false (made_press (page, GDK_KEY_b, GDK_CONTROL_MASK));
  g_assert_true (made_press (page, GDK_KEY_slash, 0));
  g_assert_true (gtk_widget_is_ancestor (get_focus (hands), GTK_WIDGET (hands->bar)));
  g_assert_true (made_press (page, GDK_KEY_r, 0));
  g_object_get (page, "busy", &busy, NULL);
  g_assert_true (busy);
  g_assert_false (gtk_widget_get_sensitive (hands_child (hands, "run_button")));
  hands_settle (hands);
  g_assert_true (gtk_widget_get_sensitive (hands_child (hands, "run_button")));
  g_assert_false (made_press (page, GDK_KEY_x, 0));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* names are kept, and told to nobody */
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add (path, Hands, NULL, hands_set_up, func, hands_tear_down)
  ADD ("/app/warnings-hands/board/cards", test_cards);
  ADD ("/app/warnings-hands/board/asked", test_cards_asked);
  ADD ("/app/warnings-hands/board/arrows", test_arrows);
  ADD ("/app/warnings-hands/one/open", test_open);
  ADD ("/app/warnings-hands/one/lead", test_lead);
  ADD ("/app/warnings-hands/page/keys", test_keys);

  return g_test_run ();
}
