/* test-ledger-check.c: the arithmetic of ledgers, on the numbers that the documents give
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "suy-ledger-check.h"
#include "suy-workspace-moves.h"

typedef struct
{
  char *folder, *path;
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  guint n;
} Fixture;

static SuyRecord *
begin (SuyWorkspace *workspace, const char *layer)
{
  return suy_record_new (suy_catalog_find (suy_workspace_get_catalog (workspace), layer));
}

static gint64
save (SuyWorkspace *workspace, SuyRecord *record)
{
  g_autoptr (GError) error = NULL;

  suy_workspace_save (workspace, record, NULL, &error);
  g_assert_no_error (error);

  return suy_record_get_id (record);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("suy-check-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "a.gpkg", NULL);
  self->workspace = suy_workspace_create (self->path, "台账", "350703", &error);
  g_assert_no_error (error);
  self->reg = suy_catalog_find (suy_workspace_get_catalog (self->workspace), "rectification_item");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  suy_workspace_close (self->workspace, NULL);
  g_object_unref (self->workspace);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static gint64
add_named (Fixture *self, const char *layer, const char *code)
{
  g_autoptr (SuyRecord) record = begin (self->workspace, layer);

  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", code);
  suy_record_set_text (record, strcmp (layer, "unit") == 0 ? "kind" : "role",
                       strcmp (layer, "unit") == 0 ? "township" : "responsible_unit");

  return save (self->workspace, record);
}

/* A sound item with so many measures; states are not made by moves here. */
static SuyRecord *
make_item (Fixture *self, const char *batch, guint n_measures, const char *state)
{
  SuyRecord *item = suy_record_new (self->reg);
  g_autoptr (GString) measures = g_string_new ("[");
  g_autofree char *code = g_strdup_printf ("T-%04u", ++self->n);
  g_autofree char *unit = g_strdup_printf ("DW-%04u", self->n);
  g_autofree char *other = g_strdup_printf ("DX-%04u", self->n);
  g_autofree char *person = g_strdup_printf ("RY-%04u", self->n);

  for (guint i = 0; i < n_measures; i++)
    g_string_append_printf (measures, "%s\"措施%u\"", i > 0 ? "," : "", i);
  g_string_append (measures, "]");
  suy_record_set_text (item, "code", code);
  suy_record_set_text (item, "title", code);
  suy_record_set_text (item, "batch", batch);
  suy_record_set_text (item, "category", "water");
  suy_record_set_text (item, "goal", "达标");
  suy_record_set_text (item, "measures", measures->str);
  suy_record_set_text (item, "rect_class", "immediate");
  suy_record_set_text (item, "deadline", "2026-12-31");
  suy_record_set_text (item, "plan_document", "一项一方案");
  suy_record_set_text (item, "state", state);
  suy_record_set_integer (item, "responsible_unit", add_named (self, "unit", unit));
  suy_record_set_integer (item, "supervising_unit", add_named (self, "unit", other));
  suy_record_set_integer (item, "responsible_person", add_named (self, "person", person));

  return item;
}

static void
add_acceptance (Fixture *self, gint64 item, const char *verdict)
{
  g_autoptr (SuyRecord) record = begin (self->workspace, "acceptance");

  suy_record_set_integer (record, "item", item);
  suy_record_set_integer (record, "org", add_named (self, "unit", verdict));
  suy_record_set_text (record, "org_kind", "third_party");
  suy_record_set_text (record, "accepted_on", "2026-10-01");
  suy_record_set_text (record, "verdict", verdict);
  save (self->workspace, record);
}

static SuyLedgerReport *
check_all (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (self->workspace), self->reg, NULL, &error);
  SuyLedgerReport *report;

  g_assert_no_error (error);
  report = suy_ledger_check (self->workspace, ids, &error);
  g_assert_no_error (error);

  return report;
}

static void
assert_only (const SuyLedgerReport *report, int fault)
{
  for (guint i = 0; i < SUY_LEDGER_N_FAULTS; i++)
    {
      g_test_message ("%s", suy_ledger_fault_get_name ((SuyLedgerFault) i));
      g_assert_cmpuint (report->all.n_faults[i], ==, (int) i == fault ? 1 : 0);
    }
}

/* 001-2: one list of 13 tasks with 46 measures, beside another. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (SuyLedgerReport) report = NULL;

  for (guint i = 0; i < 13; i++)
    {
      g_autoptr (SuyRecord) item = make_item (self, "专项督察", i < 7 ? 4 : 3, NULL);

      save (self->workspace, item);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (SuyRecord) item = make_item (self, "反馈问题", 24, NULL);

      save (self->workspace, item);
    }
  report = check_all (self);
  assert_only (report, -1);
  g_assert_cmpuint (report->batches->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const SuyLedgerSum *sum = report->batches->pdata[i];
      gboolean special = strcmp (sum->batch, "专项督察") == 0;

      g_assert_cmpuint (sum->n_items, ==, special ? 13 : 6);
      g_assert_cmpuint (sum->n_measures, ==, special ? 46 : 144);
    }
  g_assert_cmpuint (report->all.n_measures, ==, 46 + 144);
}

/* 001-3: 14 problems, 4 by the first year, 5 by the second, 1 by the third, 4 long-term. */
static void
test_years (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *rect_class, *deadline;
    guint n, n_done;
  } plan[] = {
    { "immediate", "2021-12-31", 4, 4 },
    { "phased", "2022-12-31", 5, 2 },
    { "phased", "2023-12-31", 1, 0 },
    { "long_term", "2025-12-31", 4, 0 },
  };
  g_autoptr (SuyLedgerReport) report = NULL;
  guint planned = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (plan); i++)
    for (guint k = 0; k < plan[i].n; k++)
      {
        g_autoptr (SuyRecord) item =
            make_item (self, "督察反馈", 1, k < plan[i].n_done ? "closed" : "in_progress");

        suy_record_set_text (item, "rect_class", plan[i].rect_class);
        suy_record_set_text (item, "deadline", "2029-12-31"); /* extended; it began otherwise */
        suy_record_set_text (item, "deadline_original", plan[i].deadline);
        save (self->workspace, item);
      }
  report = check_all (self);
  g_assert_cmpuint (report->years->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const SuyLedgerYear *year = &g_array_index (report->years, SuyLedgerYear, i);

      for (guint k = 0; k < SUY_LEDGER_N_CLASSES; k++)
        {
          gboolean here = strcmp (suy_ledger_get_class (k), plan[i].rect_class) == 0;

          g_assert_cmpuint (year->planned[k], ==, here ? plan[i].n : 0);
          g_assert_cmpuint (year->done[k], ==, here ? plan[i].n_done : 0);
          planned += year->planned[k];
        }
      g_assert_cmpint (year->year, ==, atoi (plan[i].deadline));
    }
  g_assert_cmpuint (planned, ==, 14);
}

typedef struct
{
  const char *field, *text; /* NULL: emptied */
  const char *state;
  gint64 actual_bp;
  gboolean accepted, evident;
  int fault; /* -1: none */
} Case;

/* Each fault alone, and what just passes beside it. */
static void
test_faults (Fixture *self, gconstpointer data)
{
  static const Case cases[] = {
    { "note", NULL, "in_progress", 1, FALSE, FALSE, -1 },
    { "plan_document", NULL, "in_progress", 1, FALSE, FALSE, SUY_LEDGER_NO_PLAN },
    { "measures", "[]", "in_progress", 1, FALSE, FALSE, SUY_LEDGER_NO_MEASURE },
    { "note", NULL, "in_progress", 0, FALSE, FALSE, SUY_LEDGER_NO_RESULT },
    { "note", NULL, "planned", 0, FALSE, FALSE, -1 },
    { "note", NULL, "closed", 9999, TRUE, TRUE, SUY_LEDGER_NO_RESULT },
    { "note", NULL, "closed", 10000, TRUE, TRUE, -1 },
    { "note", NULL, "closed", 10000, FALSE, TRUE, SUY_LEDGER_NO_ACCEPTANCE },
    { "note", NULL, "closed", 10000, TRUE, FALSE, SUY_LEDGER_NO_EVIDENCE },
    { "supervising_unit", NULL, "drafted", 0, FALSE, FALSE, SUY_LEDGER_EMPTY_FIELD },
    { "goal", NULL, "drafted", 0, FALSE, FALSE, SUY_LEDGER_EMPTY_FIELD },
    { "closed_at", "2026-10-01", "closed", 10000, TRUE, TRUE, -1 },
    { "closed_at", "2026-10-01", "in_progress", 1, FALSE, FALSE, SUY_LEDGER_NOT_CLOSED },
    { "plan_document", NULL, "cancelled", 0, FALSE, FALSE, -1 },
  };
  const Case *wanted = &cases[GPOINTER_TO_UINT (data)];
  g_autoptr (SuyRecord) item = make_item (self, NULL, 2, wanted->state);
  g_autoptr (SuyRecord) change = suy_record_new (self->reg);
  g_autoptr (SuyLedgerReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_cmpuint (GPOINTER_TO_UINT (data), <, G_N_ELEMENTS (cases));
  suy_record_set_integer (item, "actual_bp", wanted->actual_bp);
  suy_record_set_text (item, "accepted_at", "2026-10-01");
  id = save (self->workspace, item);
  suy_record_set_id (change, id);
  suy_record_set (change, suy_register_find (self->reg, wanted->field),
                  wanted->text == NULL ? &SUY_VALUE_INIT_NULL : &SUY_TEXT (wanted->text));
  save (self->workspace, change);
  add_acceptance (self, id, wanted->accepted ? "pass" : "fail");
  if (wanted->evident)
    g_assert_cmpint (
        suy_workspace_attach (self->workspace, self->reg, id, "a.txt", "after", bytes, &error), !=,
        0);
  g_assert_no_error (error);
  report = check_all (self);
  assert_only (report, wanted->fault);
}

/* What is saved here keeps its days in order; another program need not. */
static void
test_wrong_order (Fixture *self, gconstpointer data)
{
  g_autoptr (SuyRecord) item = make_item (self, NULL, 2, "closed");
  g_autoptr (SuyRecord) change = suy_record_new (self->reg);
  g_autoptr (SuyLedgerReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  SuyStore *store = suy_workspace_get_store (self->workspace);
  const SuyCommandInfo info = { .kind = "edit" };
  gint64 id;

  suy_record_set_integer (item, "actual_bp", 10000);
  suy_record_set_text (item, "accepted_at", "2026-10-01");
  suy_record_set_text (item, "closed_at", "2026-10-01");
  id = save (self->workspace, item);
  add_acceptance (self, id, "pass");
  g_assert_cmpint (
      suy_workspace_attach (self->workspace, self->reg, id, "a.txt", "after", bytes, &error), !=,
      0);
  suy_record_set_id (change, id);
  suy_record_set_text (change, "closed_at", "2026-09-30");
  g_assert_true (suy_store_begin (store, &info, &error) &&
                 suy_store_update (store, change, &error) &&
                 suy_store_commit (store, NULL, &error));
  g_assert_no_error (error);

  report = check_all (self);
  assert_only (report, SUY_LEDGER_WRONG_ORDER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workspace/ledger-check/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/workspace/ledger-check/years", Fixture, NULL, set_up, test_years, tear_down);
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *path = g_strdup_printf ("/workspace/ledger-check/faults/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_faults, tear_down);
    }

  g_test_add ("/workspace/ledger-check/wrong-order", Fixture, NULL, set_up, test_wrong_order,
              tear_down);

  return g_test_run ();
}
