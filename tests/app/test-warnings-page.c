/* test-warnings-page.c: warnings from their evaluation to their end, in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "made-window.h"
#include "suy-application.h"
#include "suy-evidence.h"
#include "suy-warning-card.h"
#include "suy-warning-item.h"
#include "suy-warning-words.h"
#include "suy-warnings-page.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyWarningsPage *page;
  gint64 project; /* yellow; “Pond”, of which TOWN is responsible */
  gint64 township;
} Fixture;

static void
wait_until_quiet (Fixture *fixture)
{
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, FALSE);
      g_object_get (fixture->page, "busy", &busy, NULL);
    }
  made_settle ();
}

static void
evaluate (Fixture *fixture)
{
  suy_warnings_page_evaluate (fixture->page);
  wait_until_quiet (fixture);
}

static gint64
make_project (Fixture *fixture, const char *name, const char *done, const char *unit)
{
  g_autofree char *title = g_strconcat ("name=", name, NULL);
  g_autofree char *code = g_strconcat ("code=", name, NULL);
  g_autofree char *bp = g_strconcat ("actual_bp=", done, NULL);
  g_autofree char *of = g_strconcat ("responsible_unit=", unit, NULL);

  return bureau_make (&fixture->bureau, "project", code, title, "category=environment",
                      "package=none", "content=x", "investment_yuan=1", of, "start=today-50",
                      "due=today+50", bp, NULL);
}

/* Half of the time has passed: 16, 24 and 40 points behind are yellow, orange and red. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  bureau_act_as (bureau, "hq_clerk");
  fixture->project = make_project (fixture, "Pond", "3400", "TOWN");
  make_project (fixture, "Road", "2600", "TOWN2");
  make_project (fixture, "Plant", "1000", "TOWN2");
  fixture->township = suy_store_find (suy_workspace_get_store (bureau->workspace),
                                      bureau_register (bureau, "township"), "T1", NULL);
  bureau_make (bureau, "enterprise", "name=Mill", "industry=other", "township=T1",
               "retrofit_started=today-300", NULL);
  fixture->window = made_window_open (bureau);
  suy_window_show_view (fixture->window, "warnings");
  fixture->page = SUY_WARNINGS_PAGE (suy_window_get_page (fixture->window, "warnings"));
  wait_until_quiet (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

/* ---- what is listed ---- */

static guint
count_listed (Fixture *fixture)
{
  return g_list_model_get_n_items (suy_warnings_page_get_items (fixture->page));
}

static guint
count_stored (Fixture *fixture, const SuyWarningFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
      suy_workspace_list_warnings (fixture->bureau.workspace, filter, &error);

  g_assert_no_error (error);

  return rows->len;
}

static gint64
find_warning (Fixture *fixture, const char *title) /* of I-02 */
{
  GListModel *items = suy_warnings_page_get_items (fixture->page);
  gint64 id = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SuyWarningItem) item = g_list_model_get_item (items, i);

      if (strstr (suy_warning_item_get_row (item)->title, title) != NULL &&
          g_strcmp0 (suy_warning_item_get_row (item)->indicator, "I-02") == 0)
        id = suy_warning_item_get_row (item)->id;
    }
  g_assert_cmpint (id, !=, 0);

  return id;
}

/* Opening the workspace has evaluated it; the board counts what the command line counts. */
static void
test_board (Fixture *fixture, gconstpointer data)
{
  SuyWarningBoard *board = suy_warnings_page_get_board (fixture->page);
  guint count, grave = 0;

  for (guint level = SUY_LEVEL_BLUE; level <= SUY_LEVEL_RED; level++)
    {
      const SuyWarningFilter filter = { .level = (SuyLevel) level };
      guint n = count_stored (fixture, &filter);

      g_assert_cmpuint (suy_warning_board_count (board, (SuyLevel) level), ==, n);
      grave += level >= SUY_LEVEL_YELLOW ? n : 0;
    }
  g_assert_cmpuint (suy_warning_board_count (board, SUY_LEVEL_RED), >=, 1);
  g_assert_cmpuint (suy_warning_board_count (board, SUY_LEVEL_ORANGE), >=, 1);
  g_assert_cmpuint (suy_warning_board_count (board, SUY_LEVEL_YELLOW), >=, 1);
  g_object_get (fixture->page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, grave);
  g_assert_cmpuint (count_listed (fixture), ==, count_stored (fixture, &(SuyWarningFilter){ 0 }));
}

/* A little after an edit the warnings follow it. */
static void
test_follows_edits (Fixture *fixture, gconstpointer data)
{
  SuyWarningBoard *board = suy_warnings_page_get_board (fixture->page);
  guint red = suy_warning_board_count (board, SUY_LEVEL_RED);

  make_project (fixture, "Late", "0", "TOWN2");
  while (suy_warning_board_count (board, SUY_LEVEL_RED) == red)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (suy_warning_board_count (board, SUY_LEVEL_RED), >, red);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  SuyWarningBar *bar = suy_warnings_page_get_bar (fixture->page);
  guint all = count_listed (fixture);

  suy_warning_bar_set_text (bar, "ＰＯＮＤ"); /* full width, other case */
  while (count_listed (fixture) == all)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_listed (fixture), ==,
                    count_stored (fixture, &(SuyWarningFilter){ .text = "Pond" }));
  suy_warning_bar_clear (bar);
  g_assert_cmpuint (count_listed (fixture), ==, all);

  suy_warning_bar_set_indicator (bar, "I-02");
  g_assert_cmpuint (count_listed (fixture), ==, 3);
  suy_warning_bar_set_indicator (bar, "I-11");
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  suy_warning_bar_clear (bar);

  suy_warning_bar_set_township (bar, fixture->township);
  g_assert_cmpuint (count_listed (fixture), ==,
                    count_stored (fixture, &(SuyWarningFilter){ .township = fixture->township }));
  suy_warning_bar_clear (bar);

  /* None is due on its first day. */
  suy_warning_bar_set_due (bar, TRUE);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  suy_warning_bar_clear (bar);
  g_assert_cmpuint (count_listed (fixture), ==, all);
}

/* Whose turn it is goes by who acts. */
static void
test_mine (Fixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "district_head", "responsible_unit", "expert" };
  SuyWarningBar *bar = suy_warnings_page_get_bar (fixture->page);

  suy_warning_bar_set_mine (bar, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      made_window_act_as (fixture->window, people[i]);
      g_assert_cmpuint (count_listed (fixture), ==,
                        count_stored (fixture, &(SuyWarningFilter){ .person = people[i] }));
    }
  made_window_act_as (fixture->window, "district_head");
  g_assert_cmpuint (count_listed (fixture), >=, 1);
  made_window_act_as (fixture->window, "expert");
  g_assert_cmpuint (count_listed (fixture), ==, 0);
}

/* ---- the keyboard, and what is spoken ---- */

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  SuyWarningBoard *board = suy_warnings_page_get_board (fixture->page);
  gint64 red = find_warning (fixture, "Plant"), orange = find_warning (fixture, "Road");

  suy_warning_bar_set_indicator (suy_warnings_page_get_bar (fixture->page), "I-02");
  wait_until_quiet (fixture);
  g_assert_true (suy_warning_board_step (board, 1));
  g_assert_cmpint (suy_warning_board_get_selected (board), ==, red);
  g_assert_false (suy_warning_board_step (board, -1));
  g_assert_true (suy_warning_board_step (board, 1));
  g_assert_cmpint (suy_warning_board_get_selected (board), ==, orange);
  g_assert_true (suy_warning_board_step (board, -1));
  g_assert_cmpint (suy_warning_board_get_selected (board), ==, red);
  g_assert_cmpint (suy_view_selection_get_id (suy_window_get_selection (fixture->window)), ==, red);
}

/* A screen reader says all of a card. */
static void
test_card (Fixture *fixture, gconstpointer data)
{
  gint64 id = find_warning (fixture, "Plant");
  SuyWarningRow *row = suy_workspace_get_warning (fixture->bureau.workspace, id, NULL);
  g_auto (SuyWarningWords) words = { 0 };
  g_autofree char *spoken = NULL;
  GtkWidget *card;

  suy_warning_bar_set_indicator (suy_warnings_page_get_bar (fixture->page), "I-02");
  wait_until_quiet (fixture);
  card = made_find (GTK_WIDGET (fixture->page), SUY_TYPE_WARNING_CARD);
  suy_warning_words_read (fixture->bureau.workspace, row, &words);
  spoken = suy_warning_words_say (&words);
  g_assert_nonnull (card);
  g_assert_cmpint (suy_warning_card_get_id (SUY_WARNING_CARD (card)), ==, id);
  g_test_message ("%s", spoken);
  g_assert_true (g_str_has_prefix (
      spoken, "Red: Plant. 40 points behind its plan, limit 30. To act: District head, Deputy "
              "district head, "));
  g_assert_true (g_str_has_suffix (spoken, " State: Notified"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (card)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  suy_warning_row_free (row);
}

/* ---- the life of one ---- */

static SuyMoveBar *
bar_of (Fixture *fixture)
{
  return suy_sheet_get_moves (SUY_SHEET (suy_warnings_page_get_view (fixture->page)));
}

static void
press (Fixture *fixture, const char *move)
{
  g_test_message ("%s", move);
  g_assert_true (suy_move_bar_press (bar_of (fixture), move));
}

static void
make (Fixture *fixture, const char *move, const char *field, const char *value)
{
  SuyMoveForm *form;

  press (fixture, move);
  if (suy_move_bar_get_refusal (bar_of (fixture)) != NULL)
    g_test_message ("%s", suy_refusal_get_text (suy_move_bar_get_refusal (bar_of (fixture))));
  form = suy_move_bar_get_form (bar_of (fixture));
  g_assert_nonnull (form);
  if (field != NULL)
    suy_move_form_set_text (form, field, value);
  g_assert_true (suy_move_form_make (form));
  g_assert_null (suy_move_bar_get_refusal (bar_of (fixture)));
  made_settle ();
}

/* As if a file were dropped on the evidence of the warning. */
static void
drop (Fixture *fixture, gint64 id, const char *kind)
{
  g_autofree char *path = g_build_filename (fixture->bureau.dir, kind, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const SuyRegister *reg = bureau_register (&fixture->bureau, "warning");
  GtkWidget *evidence =
      made_find (GTK_WIDGET (suy_warnings_page_get_view (fixture->page)), SUY_TYPE_EVIDENCE);
  guint n = 0;

  g_assert_true (g_file_set_contents (path, kind, -1, NULL));
  suy_evidence_add (SUY_EVIDENCE (evidence), file, kind);
  while (n == 0)
    {
      g_autoptr (GPtrArray) files = NULL;

      g_main_context_iteration (NULL, TRUE);
      files = suy_workspace_get_attachments (fixture->bureau.workspace, reg, id, NULL);
      n = files->len;
    }
  g_remove (path);
}

/* The bureau's clock goes on to another day. */
static void
go_to_day (Fixture *fixture, int days)
{
  g_autofree char *day = bureau_day (&fixture->bureau, days);

  bureau_set_day (&fixture->bureau, day);
  evaluate (fixture);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  gint64 id = find_warning (fixture, "Pond");
  g_autofree char *today = NULL;

  suy_warnings_page_open (fixture->page, id);
  g_assert_cmpint (suy_sheet_get_id (SUY_SHEET (suy_warnings_page_get_view (fixture->page))), ==,
                   id);
  made_window_act_as (fixture->window, "responsible_unit");
  make (fixture, "acknowledge", NULL, NULL);
  bureau_assert (bureau, "warning", id, "state", "acknowledged");

  /* A yellow one needs a plan, which is supplied there. */
  press (fixture, "act");
  g_assert_nonnull (suy_move_bar_get_refusal (bar_of (fixture)));
  g_assert_nonnull (strstr (suy_refusal_get_text (suy_move_bar_get_refusal (bar_of (fixture))),
                            "rectification plan"));
  drop (fixture, id, "plan");
  made_settle ();
  make (fixture, "act", NULL, NULL);
  bureau_assert (bureau, "warning", id, "state", "acting");

  /* It cannot be claimed before the metric has been back for two evaluations. */
  press (fixture, "claim");
  suy_move_form_set_text (suy_move_bar_get_form (bar_of (fixture)), "report", "Done");
  g_assert_false (suy_move_form_make (suy_move_bar_get_form (bar_of (fixture))));
  g_test_message ("%s", suy_refusal_get_text (suy_move_bar_get_refusal (bar_of (fixture))));
  g_assert_nonnull (strstr (suy_refusal_get_text (suy_move_bar_get_refusal (bar_of (fixture))),
                            "beyond its band"));
  bureau_set (bureau, "project", fixture->project, "actual_bp=10000", NULL);
  go_to_day (fixture, 1);
  go_to_day (fixture, 1);
  make (fixture, "claim", "report", "Done");
  bureau_assert (bureau, "warning", id, "state", "claimed");
  made_window_act_as (fixture->window, "hq_clerk");
  make (fixture, "verify", NULL, NULL);
  today = bureau_day (bureau, 0);
  make (fixture, "close", "closed_at", today);
  bureau_assert (bureau, "warning", id, "state", "closed");
  suy_warnings_page_open (fixture->page, 0);
  wait_until_quiet (fixture);
  g_assert_cmpuint (suy_warning_item_find (suy_warnings_page_get_items (fixture->page), id), ==,
                    G_MAXUINT);
}

/* The list, the statistics and the table of indicators build, and show what there is. */
static void
test_modes (Fixture *fixture, gconstpointer data)
{
  suy_warnings_page_set_mode (fixture->page, SUY_WARNINGS_LIST);
  made_settle ();
  suy_warnings_page_set_mode (fixture->page, SUY_WARNINGS_STATS);
  made_settle ();
  suy_warnings_page_show_indicators (fixture->page);
  made_settle ();
  suy_warnings_page_set_mode (fixture->page, SUY_WARNINGS_BOARD);
  made_settle ();
  g_assert_nonnull (made_find (GTK_WIDGET (fixture->page), SUY_TYPE_WARNING_CARD));
}

/* A file that cannot be written keeps its warnings, and they are shown. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n = count_listed (fixture);

  suy_window_set_workspace (fixture->window, NULL);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  g_assert_true (suy_workspace_close (fixture->bureau.workspace, &error));
  g_object_unref (fixture->bureau.workspace);
  fixture->bureau.workspace = suy_workspace_open (fixture->bureau.path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  suy_window_set_workspace (fixture->window, fixture->bureau.workspace);
  wait_until_quiet (fixture);
  g_assert_cmpuint (count_listed (fixture), ==, n);
}

#define ADD(name, test) \
  g_test_add ("/app/warnings-page/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* names are kept, and told to nobody */
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("board", test_board);
  ADD ("card", test_card);
  ADD ("filters", test_filters);
  ADD ("follows-edits", test_follows_edits);
  ADD ("keys", test_keys);
  ADD ("life", test_life);
  ADD ("mine", test_mine);
  ADD ("modes", test_modes);
  ADD ("read-only", test_read_only);

  return g_test_run ();
}
