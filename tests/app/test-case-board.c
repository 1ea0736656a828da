/* test-case-board.c: the keyboard crosses the columns of the board
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "made-window.h"
#include "suy-application.h"
#include "suy-case-board.h"

typedef struct
{
  Bureau bureau;
  GtkWindow *window;
  SuyCaseBoard *board;
  gint64 first, second, judged; /* two were found, one was judged */
  gint64 chosen;
} Fixture;

static gint64
add_case (Bureau *bureau, const char *place)
{
  gint64 id = bureau_make (bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                           "found_at=today-1T", "description=white foam", "risk_level=orange",
                           place, "township=T1", NULL);

  bureau_attach (bureau, "problem", id, "before");
  bureau_move (bureau, "grid_inspector", "problem", id, "report", NULL);

  return id;
}

static void
on_chosen (SuyCaseBoard *board, gint64 id, Fixture *fixture)
{
  fixture->chosen = id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  bureau_open (bureau);
  fixture->judged = add_case (bureau, "@=118.1001,27.34");
  bureau_move (bureau, "duty_officer", "problem", fixture->judged, "judge", "severity_tier=routine",
               "cause=broken pipe", "upstream_trace=R1", NULL);
  fixture->first = add_case (bureau, "@=118.1001,27.35");
  fixture->second = add_case (bureau, "@=118.1001,27.36");
  g_array_append_val (ids, fixture->first);
  g_array_append_val (ids, fixture->second);
  g_array_append_val (ids, fixture->judged);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->board = SUY_CASE_BOARD (suy_case_board_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->board));
  gtk_window_set_default_size (fixture->window, 720, 600);
  suy_case_board_show (fixture->board, bureau->workspace, ids);
  g_signal_connect (fixture->board, "chosen", G_CALLBACK (on_chosen), fixture);
  gtk_window_present (fixture->window);
  while (gtk_widget_get_height (GTK_WIDGET (fixture->board)) == 0)
    g_main_context_iteration (NULL, TRUE);
  made_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  suy_case_board_show (fixture->board, NULL, NULL);
  gtk_window_destroy (fixture->window);
  made_settle ();
  bureau_close (&fixture->bureau);
}

static gboolean
press (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->board));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (all, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }

  return taken;
}

/* The list in which the focus is. */
static GtkWidget *
focused_list (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  return focus == NULL ? NULL : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW);
}

/* To the card at the same height, or the last there is; nowhere beyond the ends. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *left;

  suy_case_board_select (fixture->board, fixture->first);
  g_assert_true (press (fixture, GDK_KEY_Right));
  g_assert_cmpint (fixture->chosen, ==, fixture->judged);
  g_assert_false (press (fixture, GDK_KEY_Right));
  g_assert_true (press (fixture, GDK_KEY_Left));
  g_assert_cmpint (fixture->chosen, ==, fixture->first);
  left = focused_list (fixture);
  g_assert_nonnull (left);
  g_assert_false (press (fixture, GDK_KEY_Left));
  g_assert_cmpint (fixture->chosen, ==, fixture->first);

  suy_case_board_select (fixture->board, fixture->second);
  g_assert_true (press (fixture, GDK_KEY_Right));
  g_assert_cmpint (fixture->chosen, ==, fixture->judged);
  g_assert_true (focused_list (fixture) != left);

  suy_case_board_select (fixture->board, 0);
  g_assert_true (press (fixture, GDK_KEY_Right));
  g_assert_cmpint (fixture->chosen, ==, fixture->first);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_test_add ("/app/case-board/keys", Fixture, NULL, set_up, test_keys, tear_down);

  return g_test_run ();
}
