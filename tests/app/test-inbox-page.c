/* test-inbox-page.c: the inbox in the window, beside what suyuanctl lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-bureau.h"
#include "suy-application.h"
#include "suy-case-view.h"
#include "suy-inbox-page.h"

typedef struct
{
  Bureau bureau;
  SuyInboxPage *page;
  SuyViewSelection *selection;
  gint64 judged, found; /* cases */
  GPtrArray *mirror;    /* (element-type SuyInboxEntry): the rows as signals tell them */
} Fixture;

/* Until what is due has been read. */
static void
wait (Fixture *fixture)
{
  gboolean busy = TRUE;

  while (busy)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->page, "busy", &busy, NULL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
act_as (Fixture *fixture, const char *person)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (suy_workspace_set_person (fixture->bureau.workspace, person, &error));
  g_assert_no_error (error);
  wait (fixture);
}

static gint64
add_case (Fixture *fixture, const char *title, const char *place)
{
  g_autofree char *name = g_strconcat ("title=", title, NULL);
  gint64 id = bureau_make (&fixture->bureau, "problem", name, "source=patrol", "medium=water",
                           "found_at=today-1T", "description=white foam", "risk_level=orange",
                           place, "township=T1", NULL);

  bureau_attach (&fixture->bureau, "problem", id, "before");
  bureau_move (&fixture->bureau, "grid_inspector", "problem", id, "report", NULL);

  return id;
}

static void
on_rows_changed (GListModel *model, guint position, guint removed, guint added, GPtrArray *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_mirror (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (suy_inbox_page_get_model (fixture->page));

  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < fixture->mirror->len; i++)
    {
      g_autoptr (SuyInboxEntry) entry = g_list_model_get_item (model, i);

      g_assert_true (entry == fixture->mirror->pdata[i]);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const due[] = { "reply_due=today-3", "reply_due=today", "reply_due=today+40",
                                     NULL };

  bureau_open (&fixture->bureau);
  fixture->found = add_case (fixture, "Foam", "@=118.1001,27.35");
  fixture->judged = add_case (fixture, "Smoke", "@=118.1001,27.36");
  bureau_move (&fixture->bureau, "duty_officer", "problem", fixture->judged, "judge",
               "severity_tier=routine", "cause=broken pipe", "upstream_trace=R1", NULL);
  for (guint i = 0; due[i] != NULL; i++)
    bureau_make (&fixture->bureau, "action_record", "title=Order", "kind=supervise", "to_unit=TOWN",
                 "issued_on=today-20", due[i], NULL);
  bureau_make (&fixture->bureau, "rectification_item", "code=X", "title=Item", "category=water",
               "lead_unit=LEAD", "responsible_unit=TOWN", "supervising_unit=SUPER", "goal=clean",
               "measures=a;b", "rect_class=long_term", "start=today-9", "township=T1",
               "deadline=today+10", NULL);
  bureau_move (
      &fixture->bureau, "rectification_office", "rectification_item",
      bureau_find (&fixture->bureau, "rectification_item", "responsible_unit",
                   suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                                   bureau_register (&fixture->bureau, "unit"), "TOWN", NULL)),
      "draft", NULL);
  bureau_make (&fixture->bureau, "extension_request", "item=X", "applied_by=responsible_unit",
               "applied_on=today", "new_deadline=today+60", "reason=rain", NULL);

  fixture->selection = suy_view_selection_new ();
  fixture->page =
      g_object_ref_sink (g_object_new (SUY_TYPE_INBOX_PAGE, "selection", fixture->selection, NULL));
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (suy_inbox_page_get_model (fixture->page), "items-changed",
                    G_CALLBACK (on_rows_changed), fixture->mirror);
  g_object_set (fixture->page, "workspace", fixture->bureau.workspace, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->page, "workspace", NULL, NULL);
  if (fixture->mirror != NULL)
    assert_mirror (fixture);
  g_clear_object (&fixture->page);
  g_clear_pointer (&fixture->mirror, g_ptr_array_unref);
  g_clear_object (&fixture->selection);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  bureau_close (&fixture->bureau);
}

static GListModel *
rows_of (Fixture *fixture)
{
  return G_LIST_MODEL (suy_inbox_page_get_model (fixture->page));
}

static const SuyInboxItem *
item_at (Fixture *fixture, guint i)
{
  g_autoptr (SuyInboxEntry) entry = g_list_model_get_item (rows_of (fixture), i);

  if (entry == NULL)
    g_error ("there is no row %u", i);

  return suy_inbox_entry_get_item (entry);
}

static guint
find_row (Fixture *fixture, const char *duty)
{
  guint n = g_list_model_get_n_items (rows_of (fixture));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (item_at (fixture, i)->duty->name, duty))
      return i;
  g_error ("there is no row for %s", duty);
}

/* ---- what is listed ---- */

/* Lines of "state,days,layer,key,title,what,move", as the program prints them. */
static GStrv
list_by_program (Fixture *fixture, const char *person)
{
  const char *everybody = person == NULL ? "--everybody" : "--as";
  const char *argv[] = { g_getenv ("SUYUANCTL"),
                         "inbox",
                         fixture->bureau.path,
                         "--format",
                         "csv",
                         everybody,
                         person,
                         NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_strsplit (g_strchomp (out), "\n", -1);
}

/* Cells of a line; one in quotes may have commas. */
static GStrv
split_cells (const char *line)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *at = line; *at != '\0'; at++)
    if (*at == '"')
      quoted = !quoted;
    else if (*at == ',' && !quoted)
      {
        g_strv_builder_add (cells, cell->str);
        g_string_truncate (cell, 0);
      }
    else
      g_string_append_c (cell, *at);
  g_strv_builder_add (cells, cell->str);

  return g_strv_builder_end (cells);
}

static void
assert_same (Fixture *fixture, const char *person)
{
  g_auto (GStrv) lines = list_by_program (fixture, person);
  guint n = g_list_model_get_n_items (rows_of (fixture));

  assert_mirror (fixture);
  g_assert_cmpuint (n, ==, g_strv_length (lines) - 1); /* and the headings */
  for (guint i = 0; i < n; i++)
    {
      const SuyInboxItem *item = item_at (fixture, i);
      g_auto (GStrv) cells = split_cells (g_strchomp (lines[i + 1]));
      g_autofree char *key = item->reg == NULL ? g_strdup ("")
                                               : suy_workspace_get_key (fixture->bureau.workspace,
                                                                        item->reg, item->id);
      g_autofree char *days =
          item->due == SUY_CLOCK_NEVER ? g_strdup ("") : g_strdup_printf ("%d", item->days_left);

      g_assert_cmpstr (cells[2], ==, days);
      g_assert_cmpstr (cells[3], ==, item->reg == NULL ? "" : item->reg->name);
      g_assert_cmpstr (cells[4], ==, key);
      g_assert_cmpstr (cells[5], ==, item->title == NULL ? "" : item->title);
      g_assert_cmpstr (cells[6], ==, suy_inbox_words_get_what (item));
      g_assert_cmpstr (cells[7], ==, item->duty->move == NULL ? "" : item->duty->move);
    }
}

static void
test_rows_same (Fixture *fixture, gconstpointer data)
{
  static const char *const people[] = { "duty_officer",         "responsible_unit", "hq_clerk",
                                        "rectification_office", "district_head",    "volunteer" };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      act_as (fixture, people[i]);
      assert_same (fixture, people[i]);
    }
  suy_inbox_page_show_everybody (fixture->page, TRUE); /* a volunteer may not */
  wait (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, 0);
  act_as (fixture, "district_head");
  suy_inbox_page_show_everybody (fixture->page, TRUE);
  wait (fixture);
  assert_same (fixture, NULL);
  suy_inbox_page_show_everybody (fixture->page, FALSE);
  assert_same (fixture, "district_head");
}

/* Headings stand at the first row of each group, late ones first. */
static void
test_rows_groups (Fixture *fixture, gconstpointer data)
{
  const char *today = suy_workspace_get_today (fixture->bureau.workspace);
  int last = -1;

  act_as (fixture, "responsible_unit");
  for (guint i = 0; i < g_list_model_get_n_items (rows_of (fixture)); i++)
    {
      g_autoptr (SuyInboxEntry) entry = g_list_model_get_item (rows_of (fixture), i);
      int soon = (int) suy_inbox_words_get_soon (item_at (fixture, i), today);

      g_assert_cmpint (soon, >=, last);
      g_assert_cmpint (suy_inbox_entry_get_heading (entry) != NULL, ==, soon != last);
      last = soon;
    }
  {
    g_autoptr (SuyInboxEntry) first = g_list_model_get_item (rows_of (fixture), 0);

    g_assert_cmpstr (suy_inbox_entry_get_heading (first), ==, "Late · 1");
  }
}

/* Many rows come in portions, and none is lost on the way, whatever is asked meanwhile. */
static void
test_rows_portions (Fixture *fixture, gconstpointer data)
{
  SuyInboxModel *model = suy_inbox_page_get_model (fixture->page);
  guint n;

  for (guint i = 0; i < 120; i++)
    bureau_make (&fixture->bureau, "action_record", i % 3 == 0 ? "title=Third" : "title=Other",
                 "kind=supervise", "to_unit=TOWN", "issued_on=today-20", "reply_due=today+3", NULL);
  act_as (fixture, "responsible_unit");
  assert_same (fixture, "responsible_unit");
  n = g_list_model_get_n_items (rows_of (fixture));
  g_assert_cmpuint (n, >, 120);
  suy_inbox_model_filter (model, NULL, "third", FALSE);
  g_assert_cmpuint (suy_inbox_model_get_n_all (model), ==, 40);
  suy_inbox_model_filter (model, NULL, "", FALSE); /* in the middle of it */
  suy_inbox_model_filter (model, NULL, "other", FALSE);
  suy_inbox_model_filter (model, NULL, "", FALSE);
  g_assert_cmpuint (suy_inbox_model_get_n_all (model), ==, n);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_same (fixture, "responsible_unit");
  bureau_set (&fixture->bureau, "action_record", item_at (fixture, n / 2)->id, "replied_on=today",
              NULL);
  wait (fixture);
  assert_same (fixture, "responsible_unit");
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, n - 1);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  SuyInboxModel *model = suy_inbox_page_get_model (fixture->page);
  g_autoptr (GArray) kinds = NULL;
  guint n = 0;

  act_as (fixture, "responsible_unit");
  kinds = suy_inbox_model_list_kinds (model);
  for (guint i = 0; i < kinds->len; i++)
    {
      const SuyInboxKind *kind = &g_array_index (kinds, SuyInboxKind, i);

      suy_inbox_model_filter (model, kind->label, "", FALSE);
      g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, kind->count);
      n += kind->count;
    }
  suy_inbox_model_filter (model, NULL, "", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, n);
  suy_inbox_model_filter (model, NULL, "", TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, 1);
  suy_inbox_model_filter (model, NULL, "ＯＲＤＥＲ reply", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, 3);
  suy_inbox_model_filter (model, NULL, "order nothing", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, 0);
}

/* Nobody acts: nothing is listed, and there is no badge; it is there once somebody does. */
static void
test_nobody (void)
{
  Fixture fixture = { 0 };
  guint count;

  bureau_open (&fixture.bureau);
  g_assert_null (suy_workspace_get_person (fixture.bureau.workspace));
  fixture.page = g_object_ref_sink (g_object_new (SUY_TYPE_INBOX_PAGE, NULL));
  g_object_set (fixture.page, "workspace", fixture.bureau.workspace, NULL);
  g_object_get (fixture.page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (&fixture)), ==, 0);
  act_as (&fixture, "hq_clerk"); /* whose meetings are due */
  g_object_get (fixture.page, "count", &count, NULL);
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (&fixture)), ==, count);
  tear_down (&fixture, NULL);
}

/* ---- what a row leads to ---- */

static void
test_row_to_move (Fixture *fixture, gconstpointer data)
{
  SuyDutyPane *pane = suy_inbox_page_get_view (fixture->page);
  SuyMoveForm *form;
  guint before, count;
  g_autofree char *text = NULL;

  act_as (fixture, "duty_officer");
  g_object_get (fixture->page, "count", &before, NULL);
  g_assert_true (suy_inbox_page_select (fixture->page, find_row (fixture, "problem_judge")));
  g_assert_cmpstr (suy_view_selection_get_layer (fixture->selection), ==, "problem");
  g_assert_cmpint (suy_view_selection_get_id (fixture->selection), ==, fixture->found);
  form = suy_move_bar_get_form (suy_duty_pane_get_moves (pane));
  g_assert_nonnull (form);
  suy_move_form_set_text (form, "severity_tier", "routine");
  suy_move_form_set_text (form, "cause", "broken pipe");
  suy_move_form_set_text (form, "upstream_trace", "R1");
  suy_move_form_make (form);
  bureau_assert (&fixture->bureau, "problem", fixture->found, "state", "judged");
  wait (fixture);

  /* It is discharged and gone from the list; the record stays beside. */
  g_object_get (fixture->page, "count", &count, NULL);
  g_assert_cmpuint (count, ==, before - 1);
  g_assert_cmpuint (g_list_model_get_n_items (rows_of (fixture)), ==, before - 1);
  act_as (fixture, "hq_clerk");
  g_object_get (fixture->page, "count", &count, "count-text", &text, NULL);
  g_assert_cmpuint (count, ==, g_list_model_get_n_items (rows_of (fixture)));
  g_assert_nonnull (strstr (text, "due"));
}

/* An application is answered by a move of its item. */
static void
test_row_to_extension (Fixture *fixture, gconstpointer data)
{
  SuyDutyPane *pane = suy_inbox_page_get_view (fixture->page);
  SuyMoveForm *form;

  act_as (fixture, "rectification_office");
  g_assert_true (suy_inbox_page_select (fixture->page, find_row (fixture, "extension_answer")));
  form = suy_move_bar_get_form (suy_duty_pane_get_moves (pane));
  g_assert_nonnull (form);
  suy_move_form_set_note (form, "rain");
  suy_move_form_make (form);
  bureau_assert (&fixture->bureau, "extension_request",
                 bureau_find (&fixture->bureau, "extension_request", "applied_by",
                              suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                                              bureau_register (&fixture->bureau, "person"),
                                              "responsible_unit", NULL)),
                 "verdict", "pass");
}

/* The record of the reminder says what about, when, and to whom. */
static void
assert_reminded (Fixture *fixture, gint64 item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = suy_workspace_get_linked (
      fixture->bureau.workspace, bureau_register (&fixture->bureau, "action_record"), "item", item,
      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (suy_record_get_text (rows->pdata[0], "kind"), ==, "remind");
  g_assert_cmpstr (suy_record_get_text (rows->pdata[0], "issued_on"), ==,
                   suy_workspace_get_today (fixture->bureau.workspace));
  g_assert_nonnull (strstr (suy_record_get_text (rows->pdata[0], "title"), "Item"));
  g_assert_cmpint (suy_record_get_integer (rows->pdata[0], "to_unit"), ==,
                   suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                                   bureau_register (&fixture->bureau, "unit"), "TOWN", NULL));
}

/* A rung of the ladder is climbed by its record. */
static void
test_row_to_record (Fixture *fixture, gconstpointer data)
{
  SuyDutyPane *pane = suy_inbox_page_get_view (fixture->page);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  SuyInboxModel *model = suy_inbox_page_get_model (fixture->page);
  const SuyRegister *reg = bureau_register (&fixture->bureau, "rectification_item");
  SuyRecordForm *form;
  gint64 id;

  gtk_window_set_child (window, GTK_WIDGET (fixture->page));
  act_as (fixture, "rectification_office");
  g_assert_true (
      suy_inbox_page_activate (fixture->page, find_row (fixture, "item_ladder_reminded")));
  id = suy_view_selection_get_id (fixture->selection);
  g_assert_cmpuint (suy_inbox_model_find (model, "item_ladder_reminded", reg, id), !=,
                    GTK_INVALID_LIST_POSITION);
  form = suy_duty_pane_record (pane);
  g_assert_nonnull (form);
  g_assert_true (suy_record_form_save (form)); /* all that is needed is known */
  wait (fixture);
  assert_reminded (fixture, id);
  g_assert_cmpuint (suy_inbox_model_find (model, "item_ladder_reminded", reg, id), ==,
                    GTK_INVALID_LIST_POSITION);
  gtk_window_set_child (window, NULL);
  gtk_window_destroy (window);
}

/* What is selected elsewhere is chosen here. */
static void
test_selected_elsewhere (Fixture *fixture, gconstpointer data)
{
  SuyDutyPane *pane = suy_inbox_page_get_view (fixture->page);

  act_as (fixture, "hq_clerk");
  g_assert_null (suy_duty_pane_get_moves (pane));
  suy_view_selection_set (fixture->selection, "problem", fixture->judged);
  g_assert_nonnull (suy_duty_pane_get_moves (pane));
}

/* ---- words ---- */

static void
test_words_soon (void)
{
  static const struct
  {
    const char *today;
    int days;
    SuySoon soon;
  } rows[] = {
    { "2026-11-20", 0, SUY_SOON_TODAY }, /* a Friday */
    { "2026-11-20", 2, SUY_SOON_WEEK },  { "2026-11-20", 3, SUY_SOON_LATER },
    { "2026-11-16", 6, SUY_SOON_WEEK },  { "2026-11-16", 7, SUY_SOON_LATER },
    { "2026-11-22", 1, SUY_SOON_LATER }, /* a Sunday */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SuyInboxItem item = { .due = 1, .days_left = rows[i].days, .state = SUY_CLOCK_SOON };
      const SuyInboxItem late = { .due = 1, .days_left = rows[i].days, .state = SUY_CLOCK_LATE };
      const SuyInboxItem never = { .due = SUY_CLOCK_NEVER, .days_left = rows[i].days };

      g_assert_cmpint (suy_inbox_words_get_soon (&item, rows[i].today), ==, rows[i].soon);
      g_assert_cmpint (suy_inbox_words_get_soon (&late, rows[i].today), ==, SUY_SOON_LATE);
      g_assert_cmpint (suy_inbox_words_get_soon (&never, rows[i].today), ==, SUY_SOON_ANY_TIME);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/inbox/rows/same", test_rows_same);
  ADD ("/app/inbox/rows/groups", test_rows_groups);
  ADD ("/app/inbox/rows/portions", test_rows_portions);
  ADD ("/app/inbox/rows/filter", test_filter);
  ADD ("/app/inbox/row/to-move", test_row_to_move);
  ADD ("/app/inbox/row/to-extension", test_row_to_extension);
  ADD ("/app/inbox/row/to-record", test_row_to_record);
  ADD ("/app/inbox/row/selected-elsewhere", test_selected_elsewhere);
  g_test_add_func ("/app/inbox/rows/nobody", test_nobody);
  g_test_add_func ("/app/inbox/words/soon", test_words_soon);

  return g_test_run ();
}
