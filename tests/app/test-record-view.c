/* test-record-view.c: the files of a record stand beside the moves that they were handed in with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-photo.h"
#include "made-window.h"
#include "suy-application.h"
#include "suy-case-view.h"
#include "suy-evidence.h"
#include "suy-ledger-item.h"
#include "suy-ledger-page.h"
#include "suy-picture-viewer.h"
#include "suy-thumbs.h"
#include "suy-timeline.h"

#define N_MANY 23

typedef struct
{
  Bureau bureau;
  GtkWindow *window;
  SuySheet *view;
  gint64 id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  fixture->id = bureau_make (bureau, "problem", "title=Foam", "source=patrol", "medium=water",
                             "found_at=today-1T", "description=white foam", "risk_level=orange",
                             "@=118.1001,27.35", "township=T1", NULL);
  bureau_attach (bureau, "problem", fixture->id, "before");
  bureau_move (bureau, "grid_inspector", "problem", fixture->id, "report", NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->view = g_object_ref_sink (g_object_new (SUY_TYPE_CASE_VIEW, NULL));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (fixture->window, 800, 800);
  gtk_window_present (fixture->window);
}

static void
show (Fixture *fixture)
{
  suy_sheet_set_record (fixture->view, fixture->bureau.workspace,
                        bureau_register (&fixture->bureau, "problem"), fixture->id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  suy_sheet_set_record (fixture->view, NULL, NULL, 0);
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->view);
  made_settle ();
  bureau_close (&fixture->bureau);
}

/* ---- beside the moves ---- */

static void
add_buttons (GtkWidget *widget, GPtrArray *buttons)
{
  if (GTK_IS_BUTTON (widget))
    g_ptr_array_add (buttons, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_buttons (child, buttons);
}

/* The buttons of a row of the timeline.  (transfer full) */
static GPtrArray *
get_buttons (Fixture *fixture, int row)
{
  GtkWidget *timeline = made_find (GTK_WIDGET (fixture->view), SUY_TYPE_TIMELINE);
  GtkListBoxRow *at =
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (made_find (timeline, GTK_TYPE_LIST_BOX)), row);
  GPtrArray *buttons = g_ptr_array_new ();

  g_assert_nonnull (at);
  add_buttons (GTK_WIDGET (at), buttons);

  return buttons;
}

static void
assert_buttons (Fixture *fixture, int row, guint n)
{
  g_autoptr (GPtrArray) buttons = get_buttons (fixture, row);

  g_assert_cmpuint (buttons->len, ==, n);
}

static SuyPictureViewer *
find_viewer (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (SUY_IS_PICTURE_VIEWER (window))
        return SUY_PICTURE_VIEWER (window);
    }

  return NULL;
}

static void
assert_opens (Fixture *fixture, int row, guint button, guint place)
{
  g_autoptr (GPtrArray) buttons = get_buttons (fixture, row);
  SuyPictureViewer *viewer;

  g_signal_emit_by_name (buttons->pdata[button], "clicked");
  viewer = find_viewer ();
  g_assert_nonnull (viewer);
  g_assert_cmpuint (suy_picture_viewer_get_place (viewer), ==, place);
  gtk_window_destroy (GTK_WINDOW (viewer));
  made_settle ();
}

/* File 0 was there at the report, 1 to 6 came before the judgement, 7 after it. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_attach (bureau, "problem", fixture->id, "photo photo photo photo photo photo");
  bureau_move (bureau, "duty_officer", "problem", fixture->id, "judge", "severity_tier=routine",
               "cause=broken pipe", "upstream_trace=R1", NULL);
  show (fixture);
  assert_buttons (fixture, 0, 5); /* four, and one for the others */
  assert_buttons (fixture, 1, 1);
  assert_opens (fixture, 0, 1, 2);
  assert_opens (fixture, 0, 4, 5);
  assert_opens (fixture, 1, 0, 0);

  bureau_attach (bureau, "problem", fixture->id, "after");
  assert_buttons (fixture, 0, 1); /* in no move as yet */
  assert_buttons (fixture, 1, 5);
  assert_opens (fixture, 0, 0, 7);
}

/* ---- tiles ---- */

static guint
count_tiles (Fixture *fixture)
{
  GtkWidget *evidence = made_find (GTK_WIDGET (fixture->view), SUY_TYPE_EVIDENCE);
  GtkFlowBox *flow = GTK_FLOW_BOX (made_find (evidence, GTK_TYPE_FLOW_BOX));
  g_auto (GStrv) missing = suy_move_bar_get_missing_evidence (suy_sheet_get_moves (fixture->view));
  guint n = 0;

  while (gtk_flow_box_get_child_at_index (flow, (int) n) != NULL)
    n++;

  return n - g_strv_length (missing);
}

static GtkWidget *
get_last_tile (Fixture *fixture)
{
  GtkWidget *evidence = made_find (GTK_WIDGET (fixture->view), SUY_TYPE_EVIDENCE);

  return gtk_widget_get_last_child (made_find (evidence, GTK_TYPE_FLOW_BOX));
}

/* A line of tiles at once, the others later, each once. */
static void
test_portions (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i < N_MANY; i++)
    bureau_attach (&fixture->bureau, "problem", fixture->id, "photo");
  show (fixture);
  g_assert_cmpuint (count_tiles (fixture), ==, 5);
  made_settle ();
  g_assert_cmpuint (count_tiles (fixture), ==, N_MANY);
}

/* What is changed beside the files leaves their tiles, and the pictures in them, alone. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tile;

  show (fixture);
  made_settle ();
  tile = get_last_tile (fixture);
  g_assert_cmpuint (count_tiles (fixture), ==, 1);
  bureau_set (&fixture->bureau, "problem", fixture->id, "title=Smoke", NULL);
  made_settle ();
  g_assert_true (get_last_tile (fixture) == tile);
  bureau_attach (&fixture->bureau, "problem", fixture->id, "photo");
  made_settle ();
  g_assert_true (get_last_tile (fixture) != tile);
  g_assert_cmpuint (count_tiles (fixture), ==, 2);
}

/* ---- thumbnails ---- */

typedef struct
{
  guint n_done;
  GdkTexture *texture; /* (nullable) */
  GError *error;
} Outcome;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->texture = suy_thumbs_load_finish (result, &outcome->error);
  outcome->n_done++;
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->texture);
  g_clear_error (&outcome->error);
}

/* Whoever asks for a picture gets the same, though the first who asked gives up. */
static void
test_thumbs (Fixture *fixture, gconstpointer data)
{
  const gboolean gives_up = GPOINTER_TO_INT (data);
  const MadeExif exif = { .orientation = gives_up ? 2 : 1 }; /* other bytes, not kept yet */
  g_autoptr (GBytes) bytes = made_png_new (&exif);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome first = { 0 }, second = { 0 };
  SuyWorkspace *workspace = fixture->bureau.workspace;

  g_assert_cmpint (suy_workspace_attach (workspace, bureau_register (&fixture->bureau, "problem"),
                                         fixture->id, "a.png", "photo", bytes, NULL),
                   !=, 0);
  suy_thumbs_load_async (workspace, hash, SUY_THUMBS_SMALL, cancellable, on_loaded, &first);
  suy_thumbs_load_async (workspace, hash, SUY_THUMBS_SMALL, NULL, on_loaded, &second);
  if (gives_up)
    g_cancellable_cancel (cancellable);
  while (first.n_done == 0 || second.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (second.error);
  g_assert_nonnull (second.texture);
  if (gives_up)
    g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_true (first.texture == second.texture);
  outcome_clear (&first);
  outcome_clear (&second);
}

/* ---- lamps ---- */

static gint64
make_item (Bureau *bureau)
{
  gint64 id = bureau_make (bureau, "rectification_item", "code=X", "title=Item", "category=water",
                           "lead_unit=LEAD", "responsible_unit=TOWN", "supervising_unit=SUPER",
                           "goal=clean", "measures=a;b", "rect_class=long_term", "start=today-40",
                           "township=T1", "deadline=today+10", NULL);

  bureau_move (bureau, "rectification_office", "rectification_item", id, "draft", NULL);

  return id;
}

/* A press on a lamp, and Enter on a row, show the item and what its lamp follows from. */
static void
test_lamp (Fixture *fixture, gconstpointer data)
{
  gint64 id = make_item (&fixture->bureau);
  SuyLedgerPage *page = g_object_ref_sink (
      g_object_new (SUY_TYPE_LEDGER_PAGE, "workspace", fixture->bureau.workspace, NULL));
  GtkWidget *item = made_find (GTK_WIDGET (page), SUY_TYPE_LEDGER_ITEM);
  GtkWidget *table = GTK_WIDGET (suy_ledger_page_get_table (page));
  GtkPopover *popover;
  const char *text;

  gtk_window_set_child (fixture->window, GTK_WIDGET (page));
  made_settle ();
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (made_find (item, GTK_TYPE_MENU_BUTTON)));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (popover)));
  g_assert_true (gtk_widget_activate_action (table, "table.activate", "x", id));
  made_settle ();
  g_assert_cmpint (suy_sheet_get_id (SUY_SHEET (item)), ==, id);
  g_assert_cmpint (suy_record_table_get_selected (SUY_RECORD_TABLE (table)), ==, id);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (popover)));
  text = gtk_label_get_text (GTK_LABEL (gtk_popover_get_child (popover)));
  g_assert_nonnull (strstr (text, "80 % is due"));
  g_assert_nonnull (strstr (text, "10 days are left"));
  gtk_popover_popdown (popover);
  made_settle ();
  gtk_window_set_child (fixture->window, NULL);
  g_object_set (page, "workspace", NULL, NULL);
  g_object_unref (page);
}

#define ADD(path, data, function) \
  g_test_add ("/app/record-view/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  ADD ("timeline/beside", NULL, test_beside);
  ADD ("tiles/portions", NULL, test_portions);
  ADD ("tiles/kept", NULL, test_kept);
  ADD ("lamp/explained", NULL, test_lamp);
  ADD ("thumbs/shared", GINT_TO_POINTER (FALSE), test_thumbs);
  ADD ("thumbs/given-up", GINT_TO_POINTER (TRUE), test_thumbs);

  return g_test_run ();
}
