/* test-case-loop.c: a case from its finding to its rebound, in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything is done by the buttons, forms and marks of the window, as each person in turn. */

#include <glib/gstdio.h>

#include "made-window.h"
#include "suy-application.h"
#include "suy-cases-page.h"
#include "suy-evidence.h"
#include "suy-ledger-checks.h"
#include "suy-ledger-page.h"
#include "suy-record-dialog.h"

typedef struct
{
  Bureau bureau;
  SuyWindow *window;
  SuyCasesPage *page;
  gint64 id;
  guint n_files;
} Fixture;

static SuyMoveBar *
bar_of (Fixture *fixture)
{
  return suy_sheet_get_moves (SUY_SHEET (suy_cases_page_get_view (fixture->page)));
}

/* As if a file were dropped on the evidence of the case. */
static void
drop (Fixture *fixture, const char *kind)
{
  g_autofree char *name = g_strdup_printf ("%s-%u.jpg", kind, fixture->n_files++);
  g_autofree char *path = g_build_filename (fixture->bureau.dir, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const SuyRegister *reg = bureau_register (&fixture->bureau, "problem");
  GtkWidget *evidence = made_find (GTK_WIDGET (fixture->page), SUY_TYPE_EVIDENCE);
  guint before, n;

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  n = before = suy_evidence_set_record (SUY_EVIDENCE (evidence), fixture->bureau.workspace, reg,
                                        fixture->id);
  suy_evidence_add (SUY_EVIDENCE (evidence), file, kind);
  while (n == before)
    {
      g_autoptr (GPtrArray) files = NULL;

      g_main_context_iteration (NULL, TRUE);
      files = suy_workspace_get_attachments (fixture->bureau.workspace, reg, fixture->id, NULL);
      n = files->len;
    }
  g_remove (path);
}

/* Presses a move and fills in its form: "FIELD=VALUE", "note:TEXT", "say:FACT". */
static void
move (Fixture *fixture, const char *name, const char *const *words)
{
  SuyMoveBar *bar = bar_of (fixture);
  SuyMoveForm *form;

  g_test_message ("%s", name);
  g_assert_true (suy_move_bar_press (bar, name));
  if (suy_move_bar_get_refusal (bar) != NULL)
    g_test_message ("%s", suy_refusal_get_text (suy_move_bar_get_refusal (bar)));
  form = suy_move_bar_get_form (bar);
  g_assert_nonnull (form);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *equals = strchr (words[i], '=');
      g_autofree char *field =
          equals == NULL ? NULL : g_strndup (words[i], (gsize) (equals - words[i]));

      if (g_str_has_prefix (words[i], "note:"))
        suy_move_form_set_note (form, words[i] + 5);
      else if (g_str_has_prefix (words[i], "say:"))
        suy_move_form_say (form, words[i] + 4, TRUE);
      else
        suy_move_form_set_text (form, field, equals + 1);
    }
  suy_move_form_make (form);
  if (suy_move_bar_get_refusal (bar) != NULL)
    g_test_message ("%s", suy_refusal_get_text (suy_move_bar_get_refusal (bar)));
  g_assert_null (suy_move_bar_get_refusal (bar));
  g_assert_null (suy_move_bar_get_form (bar));
}

#define MOVE(...)                                               \
  move (fixture, (const char *const[]){ __VA_ARGS__, NULL }[0], \
        &(const char *const[]){ __VA_ARGS__, NULL }[1])

/* A refused move offers the record that it lacks, with what is known; the rest is typed. */
static void
supply_acceptance (Fixture *fixture, const char *need, const char *move_name, const char *defects)
{
  SuyMoveBar *bar = bar_of (fixture);
  GListModel *all = gtk_window_get_toplevels ();
  GtkWidget *form = NULL;

  g_assert_true (suy_move_bar_press (bar, move_name));
  g_assert_nonnull (suy_move_bar_get_refusal (bar));
  g_assert_true (suy_refusal_supply (suy_move_bar_get_refusal (bar), need));
  for (guint i = 0; form == NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (GTK_WINDOW (window) != GTK_WINDOW (fixture->window))
        form = made_find (window, SUY_TYPE_RECORD_FORM);
    }
  g_assert_nonnull (form);
  suy_record_form_set_text (SUY_RECORD_FORM (form), "org_kind", "supervising");
  suy_record_form_set_text (SUY_RECORD_FORM (form), "report", "Seen");
  if (defects != NULL)
    suy_record_form_set_text (SUY_RECORD_FORM (form), "defects", defects);
  g_assert_true (suy_record_form_save (SUY_RECORD_FORM (form)));
  made_settle ();
  if (suy_move_bar_get_refusal (bar) != NULL)
    g_assert_false (suy_refusal_supply (suy_move_bar_get_refusal (bar), need));
}

static char *
id_of (Fixture *fixture, const char *reg, const char *code)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          suy_store_find (suy_workspace_get_store (fixture->bureau.workspace),
                                          bureau_register (&fixture->bureau, reg), code, NULL));
}

static char *
word (const char *field, char *value)
{
  char *text = g_strconcat (field, "=", value, NULL);

  g_free (value);

  return text;
}

static void
assign (Fixture *fixture)
{
  g_autofree char *lead = word ("lead_unit", id_of (fixture, "unit", "LEAD"));
  g_autofree char *town = word ("responsible_unit", id_of (fixture, "unit", "TOWN"));
  g_autofree char *head = word ("responsible_person", id_of (fixture, "person", "unit_head"));
  g_autofree char *super = word ("supervising_unit", id_of (fixture, "unit", "SUPER"));
  g_autofree char *due = word ("deadline", bureau_day (&fixture->bureau, 10));

  made_window_act_as (fixture->window, "duty_officer");
  MOVE ("judge", "severity_tier=routine", "cause=Open heap");
  made_window_act_as (fixture->window, "rectification_office");
  MOVE ("assign", lead, town, head, super, due, "goal=No dust", "measure=Cover the heap",
        "rect_class=immediate");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;

  bureau_open (bureau);
  bureau_act_as (bureau, "grid_inspector");
  fixture->window = made_window_open (bureau);
  suy_window_show_view (fixture->window, "cases");
  fixture->page = SUY_CASES_PAGE (suy_window_get_page (fixture->window, "cases"));
  fixture->id = bureau_make (bureau, "problem", "title=Dust", "source=patrol", "medium=air",
                             "found_at=today-20T", "description=Dust at the yard", "@=118.2,27.35",
                             "township=T1", NULL);
  made_settle ();
  suy_view_selection_set (suy_window_get_selection (fixture->window), "problem", fixture->id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  made_window_close (fixture->window, &fixture->bureau);
}

static gint64
begin (Fixture *fixture)
{
  gint64 item;

  drop (fixture, "photo");
  MOVE ("report");
  assign (fixture);
  item = bureau_find (&fixture->bureau, "rectification_item", "problem", fixture->id);
  made_window_act_as (fixture->window, "responsible_unit");
  MOVE ("receive");
  bureau_attach (&fixture->bureau, "rectification_item", item, "plan");
  bureau_set (&fixture->bureau, "rectification_item", item, "start=today-5", NULL);
  MOVE ("start", "plan_document=Plan 1");
  bureau_move (&fixture->bureau, "responsible_unit", "rectification_item", item, "start", NULL);

  return item;
}

static void
mark_all (Fixture *fixture, gint64 item)
{
  static const char *const conditions[] = { "cause", "handled", "rectified", "responsibility",
                                            "satisfied" };
  const SuyRegister *items = bureau_register (&fixture->bureau, "rectification_item");
  g_autoptr (SuyLedgerChecks) checks =
      SUY_LEDGER_CHECKS (g_object_ref_sink (suy_ledger_checks_new ()));

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (SuyRecord) record =
          suy_store_get (suy_workspace_get_store (fixture->bureau.workspace), items, item, NULL);

      suy_ledger_checks_show (checks, fixture->bureau.workspace, record);
      g_assert_true (suy_ledger_checks_set_measure (checks, 0, TRUE));
      g_assert_true (suy_ledger_checks_set_condition (checks, conditions[i], TRUE));
    }
}

static void
submit (Fixture *fixture, gint64 item)
{
  g_autofree char *day = word ("completed_on", bureau_day (&fixture->bureau, 0));

  made_window_act_as (fixture->window, "responsible_unit");
  mark_all (fixture, item);
  bureau_set (&fixture->bureau, "rectification_item", item, "stages_met=1", NULL);
  drop (fixture, "before");
  drop (fixture, "after");
  MOVE ("submit", "actual_bp=100", day);
  bureau_attach (&fixture->bureau, "rectification_item", item, "report");
  bureau_move (&fixture->bureau, "responsible_unit", "rectification_item", item, "apply",
               "five_no_release=cause;handled;rectified;responsibility;satisfied", NULL);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  Bureau *bureau = &fixture->bureau;
  g_autofree char *accepted = word ("accepted_at", bureau_day (bureau, 0));
  g_autofree char *closed = word ("closed_at", bureau_day (bureau, 0));
  gint64 item = begin (fixture);

  /* The unit submits, and is sent back once. */
  submit (fixture, item);
  made_window_act_as (fixture->window, "supervising_unit");
  supply_acceptance (fixture, "fact:defects>=1", "send_back", "The cover is torn");
  MOVE ("send_back", "note:The cover is torn");
  bureau_assert (bureau, "problem", fixture->id, "state", "rectifying");

  /* Again, and accepted. */
  submit (fixture, item);
  made_window_act_as (fixture->window, "supervising_unit");
  mark_all (fixture, item);
  supply_acceptance (fixture, "fact:site_check=yes", "accept", NULL);
  drop (fixture, "report");
  MOVE ("accept", accepted);
  bureau_attach (bureau, "rectification_item", item, "form");
  made_window_act_as (fixture->window, "duty_officer");
  MOVE ("close", closed);
  bureau_assert (bureau, "problem", fixture->id, "state", "closed");

  /* The dust is back. */
  drop (fixture, "photo");
  MOVE ("reopen", "note:Dust again");
  bureau_assert (bureau, "problem", fixture->id, "state", "reopened");
  bureau_assert_people (bureau, "problem", fixture->id,
                        "report judge assign receive start submit send_back submit accept close "
                        "reopen");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/app/case-loop/found-to-rebound", Fixture, NULL, set_up, test_whole, tear_down);

  return g_test_run ();
}
