/* test-cases.c: a move says what is missing, and is made once it is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-assign-dialog.h"
#include "suy-cases-page.h"
#include "suy-due.h"
#include "suy-duplicate-list.h"
#include "suy-ledger-checks.h"
#include "suy-record-dialog.h"

typedef struct
{
  Small small;
  const SuyRegister *reg;
  gint64 id;
} Fixture;

static void
save (SuyWorkspace *workspace, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);
}

static void
add_person (SuyWorkspace *workspace, const char *code, const char *role)
{
  g_autoptr (SuyRecord) record =
      suy_record_new (suy_catalog_find (suy_workspace_get_catalog (workspace), "person"));

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", code);
  suy_record_set_text (record, "role", role);
  save (workspace, record);
}

static gint64
add_unit (SuyWorkspace *workspace, const char *code)
{
  g_autoptr (SuyRecord) record =
      suy_record_new (suy_catalog_find (suy_workspace_get_catalog (workspace), "unit"));

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", code);
  suy_record_set_text (record, "kind", "bureau");
  save (workspace, record);

  return suy_record_get_id (record);
}

static void
act_as (Fixture *fixture, const char *code)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_set_person (fixture->small.workspace, code, &error);
  g_assert_no_error (error);
}

static gint64
find_person (Fixture *fixture, const char *code)
{
  const SuyRegister *people =
      suy_catalog_find (suy_workspace_get_catalog (fixture->small.workspace), "person");

  return suy_store_find (suy_workspace_get_store (fixture->small.workspace), people, code, NULL);
}

/* A case that is reported, so that it can be judged. */
static void
add_case (Fixture *fixture)
{
  static gint32 east = 1181000000; /* each far from the others, so that none is a duplicate */
  SuyWorkspace *workspace = fixture->small.workspace;
  g_autoptr (SuyRecord) record = suy_record_new (fixture->reg), changes = NULL;
  g_autoptr (SuyGeometry) place = suy_geometry_new_point ((SuyPoint){ east += 1000000, 273000000 });
  g_autoptr (GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autoptr (GError) error = NULL;

  suy_record_set_text (record, "title", "Smoke");
  suy_record_set_text (record, "source", "petition");
  suy_record_set_text (record, "medium", "air");
  suy_record_set_text (record, "found_at", "2026-01-05T02:00:00.000Z");
  suy_record_set_text (record, "description", "Smoke at night");
  suy_record_set_geometry (record, place);
  save (workspace, record);
  fixture->id = suy_record_get_id (record);
  suy_workspace_attach (workspace, fixture->reg, fixture->id, "a.jpg", "photo", photo, &error);
  g_assert_no_error (error);
  changes = suy_record_new (fixture->reg);
  suy_record_set_id (changes, fixture->id);
  suy_workspace_move (workspace, changes, "report", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
open_case (Fixture *fixture)
{
  SuyWorkspace *workspace;

  small_open (&fixture->small);
  workspace = fixture->small.workspace;
  add_person (workspace, "duty", "duty_officer");
  add_person (workspace, "monitor", "monitor");
  act_as (fixture, "duty");
  fixture->reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "problem");
  add_case (fixture);
}

static char *
get_state (Fixture *fixture)
{
  g_autoptr (SuyRecord) record = suy_store_get (suy_workspace_get_store (fixture->small.workspace),
                                                fixture->reg, fixture->id, NULL);

  return g_strdup (suy_record_get_text (record, "state"));
}

static void
test_move_refused_then_made (void)
{
  Fixture fixture;
  g_autoptr (SuyMoveBar) bar = SUY_MOVE_BAR (g_object_ref_sink (suy_move_bar_new ()));
  g_autofree char *state = NULL;
  const char *refusal;
  SuyMoveForm *form;

  open_case (&fixture);
  act_as (&fixture, "monitor");
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  g_assert_true (suy_move_bar_press (bar, "judge"));
  g_assert_null (suy_move_bar_get_form (bar));
  refusal = suy_refusal_get_text (suy_move_bar_get_refusal (bar));
  g_assert_nonnull (strstr (refusal, "Act as"));
  g_assert_nonnull (strstr (refusal, "severity tier"));

  act_as (&fixture, "duty");
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  g_assert_true (suy_move_bar_press (bar, "judge"));
  form = suy_move_bar_get_form (bar);
  g_assert_nonnull (form);
  suy_move_form_set_text (form, "severity_tier", "key");
  g_assert_false (suy_move_form_make (form)); /* the cause is still missing */
  refusal = suy_refusal_get_text (suy_move_bar_get_refusal (bar));
  g_assert_nonnull (strstr (refusal, "cause"));
  g_assert_null (strstr (refusal, "severity tier"));
  suy_move_form_set_text (form, "cause", "Old filter");
  g_assert_null (suy_move_bar_get_refusal (bar)); /* it goes as soon as nothing is missing */
  g_assert_true (suy_move_form_make (form));
  state = get_state (&fixture);
  g_assert_cmpstr (state, ==, "judged");
  g_assert_null (suy_move_bar_get_form (bar));
  g_assert_false (suy_move_bar_press (bar, "judge"));
  g_clear_object (&bar);
  small_close (&fixture.small);
}

/* What only a person can say is asked for and handed on. */
static void
test_move_said (void)
{
  Fixture fixture;
  g_autoptr (SuyMoveBar) bar = SUY_MOVE_BAR (g_object_ref_sink (suy_move_bar_new ()));
  g_autofree char *state = NULL;
  SuyMoveForm *form;

  open_case (&fixture);
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  g_assert_true (suy_move_bar_press (bar, "reject"));
  form = suy_move_bar_get_form (bar);
  g_assert_nonnull (form);
  suy_move_form_set_note (form, "No smoke");
  suy_move_form_say (form, "reporter_told", TRUE);
  g_assert_false (suy_move_form_make (form));
  suy_move_form_set_text (form, "site_checked", "1");
  g_assert_true (suy_move_form_make (form));
  state = get_state (&fixture);
  g_assert_cmpstr (state, ==, "rejected");
  g_clear_object (&bar);
  small_close (&fixture.small);
}

static void
count_asked (SuyMoveBar *bar, const char *kind, char **asked)
{
  g_free (*asked);
  *asked = g_strdup (kind);
}

/* What the form asks for opens there, and leaves the refusal as it is supplied. */
static void
test_refusal_form (void)
{
  Fixture fixture;
  g_autoptr (SuyMoveBar) bar = SUY_MOVE_BAR (g_object_ref_sink (suy_move_bar_new ()));
  SuyRefusal *refusal;

  open_case (&fixture);
  act_as (&fixture, "monitor");
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  suy_move_bar_press (bar, "reject");
  refusal = suy_move_bar_get_refusal (bar);
  g_assert_nonnull (refusal);
  g_assert_null (suy_move_bar_get_form (bar));
  g_assert_false (suy_refusal_supply (refusal, "field:goal")); /* this move doesn't ask for it */
  g_assert_true (suy_refusal_supply (refusal, "note"));
  g_assert_nonnull (suy_move_bar_get_form (bar));
  suy_move_form_set_note (suy_move_bar_get_form (bar), "No smoke");
  g_assert_false (suy_refusal_supply (refusal, "note"));
  g_assert_true (suy_refusal_supply (refusal, "fact:reporter_told=yes"));
  suy_move_form_say (suy_move_bar_get_form (bar), "reporter_told", TRUE);
  g_assert_false (suy_refusal_supply (refusal, "fact:reporter_told=yes"));
  suy_move_form_set_text (suy_move_bar_get_form (bar), "site_checked", "1");

  /* Another person, and what was typed is still there. */
  act_as (&fixture, "duty");
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  g_assert_null (suy_move_bar_get_refusal (bar));
  g_assert_true (suy_move_form_make (suy_move_bar_get_form (bar)));
  g_clear_object (&bar);
  small_close (&fixture.small);
}

/* A file that is added elsewhere leaves the refusal as well. */
static void
test_refusal_file (void)
{
  Fixture fixture;
  g_autoptr (SuyMoveBar) bar = SUY_MOVE_BAR (g_object_ref_sink (suy_move_bar_new ()));
  g_autoptr (GBytes) form = g_bytes_new_static ("form", 4);
  g_autofree char *asked = NULL;

  open_case (&fixture);
  g_signal_connect (bar, "ask-evidence", G_CALLBACK (count_asked), &asked);
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  suy_move_bar_press (bar, "transfer");
  g_assert_true (suy_refusal_supply (suy_move_bar_get_refusal (bar), "evidence:form"));
  g_assert_cmpstr (asked, ==, "form");
  suy_workspace_attach (fixture.small.workspace, fixture.reg, fixture.id, "a.pdf", "form", form,
                        NULL);
  suy_move_bar_set_record (bar, fixture.small.workspace, fixture.reg, fixture.id);
  g_assert_nonnull (suy_move_bar_get_refusal (bar));
  g_assert_false (suy_refusal_supply (suy_move_bar_get_refusal (bar), "evidence:form"));
  g_clear_object (&bar);
  small_close (&fixture.small);
}

/* A record that a move lacks opens with what is known, and is saved as it stands. */
static void
test_draft_saved (void)
{
  Fixture fixture;
  g_autoptr (SuyRecord) draft = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  SuyRecordForm *form;

  open_case (&fixture);
  draft = suy_record_new (
      suy_catalog_find (suy_workspace_get_catalog (fixture.small.workspace), "acceptance"));
  suy_record_set_integer (draft, "problem", fixture.id);
  suy_record_set_integer (draft, "org", add_unit (fixture.small.workspace, "U1"));
  suy_record_set_text (draft, "accepted_on", "2026-01-06");
  suy_record_set_text (draft, "verdict", "fail");
  form = suy_record_dialog_show_draft (NULL, fixture.small.workspace, draft);
  g_assert_true (suy_record_form_is_dirty (form));
  suy_record_form_set_text (form, "org_kind", "supervising");
  suy_record_form_set_text (form, "defects", "The filter leaks");
  g_assert_true (suy_record_form_save (form)); /* which closes it */
  rows = suy_workspace_get_linked (fixture.small.workspace, suy_record_get_register (draft),
                                   "problem", fixture.id, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (suy_record_get_text (rows->pdata[0], "accepted_on"), ==, "2026-01-06");
  g_assert_cmpstr (suy_record_get_text (rows->pdata[0], "verdict"), ==, "fail");
  g_clear_pointer (&rows, g_ptr_array_unref);
  g_clear_pointer (&draft, suy_record_free);
  small_settle ();
  small_close (&fixture.small);
}

static void
judge (Fixture *fixture)
{
  g_autoptr (SuyRecord) changes = suy_record_new (fixture->reg);
  g_autoptr (GError) error = NULL;

  suy_record_set_id (changes, fixture->id);
  suy_record_set_text (changes, "severity_tier", "key");
  suy_record_set_text (changes, "cause", "Old filter");
  suy_workspace_move (fixture->small.workspace, changes, "judge", NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Several are assigned with the same fields; one that cannot be says why, and stays. */
static void
test_assign_fates (void)
{
  Fixture fixture;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *unit = NULL, *state = NULL, *person = NULL;
  SuyAssignDialog *dialog;
  gint64 first;

  open_case (&fixture);
  judge (&fixture);
  first = fixture.id;
  g_array_append_val (ids, first);
  add_case (&fixture); /* only reported */
  g_array_append_val (ids, fixture.id);
  add_person (fixture.small.workspace, "clerk", "hq_clerk");
  act_as (&fixture, "clerk");
  unit = g_strdup_printf ("%" G_GINT64_FORMAT, add_unit (fixture.small.workspace, "U1"));
  person = g_strdup_printf ("%" G_GINT64_FORMAT, find_person (&fixture, "monitor"));

  dialog = suy_assign_dialog_new (NULL, fixture.small.workspace, ids);
  g_assert_cmpuint (suy_assign_dialog_make (dialog), ==, 0);
  g_assert_nonnull (strstr (suy_assign_dialog_get_fate (dialog, first), "responsible unit"));
  suy_assign_dialog_set_text (dialog, "lead_unit", unit);
  suy_assign_dialog_set_text (dialog, "responsible_unit", unit);
  suy_assign_dialog_set_text (dialog, "responsible_person", person);
  g_free (unit);
  unit = g_strdup_printf ("%" G_GINT64_FORMAT, add_unit (fixture.small.workspace, "U2"));
  suy_assign_dialog_set_text (dialog, "supervising_unit", unit);
  suy_assign_dialog_set_text (dialog, "goal", "No smoke");
  suy_assign_dialog_set_text (dialog, "measure", "New filter");
  suy_assign_dialog_set_text (dialog, "deadline", "2099-01-01");
  suy_assign_dialog_set_text (dialog, "rect_class", "phased");
  g_assert_cmpuint (suy_assign_dialog_make (dialog), ==, 1);
  g_assert_cmpstr (suy_assign_dialog_get_fate (dialog, first), ==, "✓ Assigned");
  g_assert_cmpstr (suy_assign_dialog_get_fate (dialog, fixture.id), !=, "✓ Assigned");
  gtk_window_destroy (GTK_WINDOW (dialog));
  fixture.id = first;
  state = get_state (&fixture);
  g_assert_cmpstr (state, ==, "assigned");
  small_close (&fixture.small);
}

/* A new case beside one that is there is linked to it, or said to be another. */
static void
test_duplicate_decided (void)
{
  Fixture fixture;
  g_autoptr (SuyDuplicateList) list =
      SUY_DUPLICATE_LIST (g_object_ref_sink (suy_duplicate_list_new ()));
  g_autoptr (SuyRecord) draft = NULL, there = NULL;

  open_case (&fixture);
  there = suy_store_get (suy_workspace_get_store (fixture.small.workspace), fixture.reg, fixture.id,
                         NULL);
  draft = suy_record_new (fixture.reg);
  suy_record_set_text (draft, "medium", "water");
  suy_record_set_text (draft, "found_at", "2026-01-07T02:00:00.000Z");
  suy_record_set_geometry (draft, suy_record_get_geometry (there));
  g_assert_cmpuint (suy_duplicate_list_show (list, fixture.small.workspace, draft), ==, 0);
  g_assert_true (suy_duplicate_list_apply (list, draft));

  suy_record_set_text (draft, "medium", "air");
  g_assert_cmpuint (suy_duplicate_list_show (list, fixture.small.workspace, draft), ==, 1);
  g_assert_false (suy_duplicate_list_apply (list, draft));
  suy_duplicate_list_link (list, fixture.id);
  g_assert_true (suy_duplicate_list_apply (list, draft));
  g_assert_cmpint (suy_record_get_integer (draft, "duplicate_of"), ==, fixture.id);
  suy_duplicate_list_set_reason (list, "the other chimney");
  suy_record_set_integer (draft, "duplicate_of", 0);
  g_assert_true (suy_duplicate_list_apply (list, draft));
  g_assert_cmpint (suy_record_get_integer (draft, "duplicate_of"), ==, 0);
  g_assert_nonnull (strstr (suy_record_get_text (draft, "distinct_reason"), "the other chimney"));
  g_clear_pointer (&draft, suy_record_free);
  g_clear_pointer (&there, suy_record_free);
  g_clear_object (&list);
  small_close (&fixture.small);
}

static SuyRecord *
get_item (Fixture *fixture, const SuyRegister *items, gint64 id)
{
  return suy_store_get (suy_workspace_get_store (fixture->small.workspace), items, id, NULL);
}

/* Marks of a plan are saved one by one, and shown again. */
static void
test_ledger_marks (void)
{
  Fixture fixture;
  g_autoptr (SuyLedgerChecks) checks =
      SUY_LEDGER_CHECKS (g_object_ref_sink (suy_ledger_checks_new ()));
  g_autoptr (SuyRecord) item = NULL;
  const SuyRegister *items;
  gint64 id;

  open_case (&fixture);
  items =
      suy_catalog_find (suy_workspace_get_catalog (fixture.small.workspace), "rectification_item");
  item = suy_record_new (items);
  suy_record_set_text (item, "title", "Filter");
  suy_record_set_text (item, "category", "air");
  suy_record_set_text (item, "rect_class", "phased");
  suy_record_set_integer (item, "lead_unit", add_unit (fixture.small.workspace, "U1"));
  suy_record_set_integer (item, "responsible_unit", suy_record_get_integer (item, "lead_unit"));
  suy_record_set_integer (item, "responsible_person", find_person (&fixture, "monitor"));
  suy_record_set_integer (item, "supervising_unit", add_unit (fixture.small.workspace, "U2"));
  suy_record_set_text (item, "goal", "No smoke");
  suy_record_set_text (item, "start", "2026-01-05");
  suy_record_set_text (item, "deadline", "2026-12-31");
  suy_record_set_text (item, "measures", "[\"order\",\"build\"]");
  save (fixture.small.workspace, item);
  id = suy_record_get_id (item);
  suy_ledger_checks_show (checks, fixture.small.workspace, item);
  g_assert_nonnull (strstr (suy_ledger_checks_get_course (checks), "2026-01-05"));
  g_assert_true (suy_ledger_checks_set_measure (checks, 1, TRUE));
  g_assert_true (suy_ledger_checks_set_condition (checks, "handled", TRUE));
  suy_record_free (item);
  item = get_item (&fixture, items, id);
  g_assert_cmpint (suy_record_get_integer (item, "measures_done"), ==, 2);
  g_assert_cmpstr (suy_record_get_text (item, "five_no_release"), ==, "[\"handled\"]");
  suy_ledger_checks_show (checks, fixture.small.workspace, item);
  g_assert_true (suy_ledger_checks_set_condition (checks, "cause", TRUE));
  g_assert_true (suy_ledger_checks_set_measure (checks, 1, FALSE));
  suy_record_free (item);
  item = get_item (&fixture, items, id);
  g_assert_cmpint (suy_record_get_integer (item, "measures_done"), ==, 1);
  g_assert_cmpstr (suy_record_get_text (item, "five_no_release"), ==, "[\"cause\",\"handled\"]");
  g_clear_pointer (&item, suy_record_free);
  g_clear_object (&checks);
  small_close (&fixture.small);
}

/* A filter is kept under its name and taken again. */
static void
test_filter_kept (void)
{
  Fixture fixture;
  g_autoptr (SuyCasesPage) page = g_object_ref_sink (g_object_new (SUY_TYPE_CASES_PAGE, NULL));
  SuyCaseFilter *filter = suy_cases_page_get_filter (page);
  g_auto (SuyCaseQuery) query = { 0 };

  open_case (&fixture);
  g_object_set (page, "workspace", fixture.small.workspace, NULL);
  suy_case_filter_set_query (
      filter, &(SuyCaseQuery){ .state = (char *) "judged", .order = (char *) "found_at" });
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 0);
  g_assert_true (suy_case_filter_keep (filter, "Judged ones"));
  suy_case_filter_set_query (filter, &(SuyCaseQuery){ 0 });
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 1);
  g_assert_true (suy_case_filter_take (filter, "Judged ones"));
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 0);
  suy_case_filter_get_query (filter, &query);
  g_assert_cmpstr (query.state, ==, "judged");
  g_assert_cmpstr (query.order, ==, "found_at");
  g_assert_true (query.descending);
  g_object_set (page, "workspace", NULL, NULL);
  g_clear_object (&page);
  small_settle ();
  small_close (&fixture.small);
}

static void
test_page_lists (void)
{
  Fixture fixture;
  g_autoptr (SuyViewSelection) selection = suy_view_selection_new ();
  g_autoptr (SuyCasesPage) page =
      g_object_ref_sink (g_object_new (SUY_TYPE_CASES_PAGE, "selection", selection, NULL));

  SuyCaseBoard *board;

  open_case (&fixture);
  g_object_set (page, "workspace", fixture.small.workspace, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 1);
  suy_case_filter_set_state (suy_cases_page_get_filter (page), "judged");
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 0);
  suy_case_filter_set_state (suy_cases_page_get_filter (page), SUY_CASES_ALL);
  g_assert_cmpuint (g_list_model_get_n_items (suy_cases_page_get_model (page)), ==, 1);

  suy_view_selection_set (selection, "problem", fixture.id);
  g_assert_cmpint (suy_sheet_get_id (SUY_SHEET (suy_cases_page_get_view (page))), ==, fixture.id);

  board = suy_cases_page_show_board (page);
  g_assert_cmpuint (suy_case_board_get_n_columns (board), ==, 1);
  g_assert_cmpuint (suy_case_board_get_n_cards (board, "found"), ==, 1);
  g_assert_cmpuint (suy_case_board_get_n_cards (board, "judged"), ==, 0);
  judge (&fixture);
  g_assert_cmpuint (suy_case_board_get_n_cards (board, "judged"), ==, 1);
  g_object_set (page, "workspace", NULL, NULL);
  g_clear_object (&page);
  small_settle ();
  small_close (&fixture.small);
}

/* Looking at the page shows the first of the list, which other pages don't hear of. */
static void
test_page_first (void)
{
  Fixture fixture;
  g_autoptr (SuyViewSelection) selection = suy_view_selection_new ();
  SuyCasesPage *page = g_object_new (SUY_TYPE_CASES_PAGE, "selection", selection, NULL);
  GtkWidget *window = gtk_window_new ();

  open_case (&fixture);
  g_object_set (page, "workspace", fixture.small.workspace, NULL);
  g_assert_cmpint (suy_sheet_get_id (SUY_SHEET (suy_cases_page_get_view (page))), ==, 0);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpint (suy_sheet_get_id (SUY_SHEET (suy_cases_page_get_view (page))), ==, fixture.id);
  g_assert_null (suy_view_selection_get_layer (selection));
  g_object_set (page, "workspace", NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  small_settle ();
  small_close (&fixture.small);
}

static void
test_due_days (void)
{
  static const struct
  {
    const char *deadline, *text, *class;
  } rows[] = {
    { "2026-11-17", "3 days overdue", "due-late" }, { "2026-11-19", "1 day overdue", "due-late" },
    { "2026-11-20", "Due today", "due-soon" },      { "2026-11-25", "5 days left", "due-soon" },
    { "2026-11-26", "6 days left", NULL },          { NULL, "–", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int days = suy_due_get_days (rows[i].deadline, "2026-11-20");
      g_autofree char *text = suy_due_format (days);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (suy_due_get_class (days), ==, rows[i].class);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

  g_test_add_func ("/app/cases/move/refused-then-made", test_move_refused_then_made);
  g_test_add_func ("/app/cases/move/said", test_move_said);
  g_test_add_func ("/app/cases/refusal/form", test_refusal_form);
  g_test_add_func ("/app/cases/refusal/file", test_refusal_file);
  g_test_add_func ("/app/cases/draft/saved", test_draft_saved);
  g_test_add_func ("/app/cases/page/lists", test_page_lists);
  g_test_add_func ("/app/cases/page/first", test_page_first);
  g_test_add_func ("/app/cases/assign/fates", test_assign_fates);
  g_test_add_func ("/app/cases/duplicate/decided", test_duplicate_decided);
  g_test_add_func ("/app/cases/ledger/marks", test_ledger_marks);
  g_test_add_func ("/app/cases/filter/kept", test_filter_kept);
  g_test_add_func ("/app/cases/due/days", test_due_days);

  return g_test_run ();
}
