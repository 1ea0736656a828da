/* test-findings.c: the river check and the question why, through the window's models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-findings.h"

#include <math.h>

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-map-page.h"
#include "suy-window.h"

typedef struct
{
  Small small;
  SuyWindow *window;
  SuyMapPage *page;
} Fixture;

static gint64
add_reach (SuyWorkspace *workspace, const char *code, const double ends[4])
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "river_reach");
  g_autoptr (SuyRecord) record = suy_record_new (reg);
  g_autoptr (SuyGeometry) line = NULL;
  SuyPoint points[2];
  const guint32 n = 2;
  const SuyShape shape = { SUY_SHAPE_LINE, 1, &n, points };

  suy_point_from_degrees (ends[0], ends[1], &points[0]);
  suy_point_from_degrees (ends[2], ends[3], &points[1]);
  line = suy_geometry_new (&shape, NULL);
  suy_record_set_text (record, "code", code);
  suy_record_set_geometry (record, line);
  g_assert_true (suy_workspace_save (workspace, record, NULL, NULL));

  return suy_record_get_id (record);
}

/* B begins 2 m behind the end of A, C is the same line as B, D lies 50 m off the river. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  SuyWorkspace *workspace;

  small_open (&fixture->small);
  workspace = fixture->small.workspace;
  add_reach (workspace, "A", (double[4]){ 118.00, 27.00, 118.01, 27.00 });
  add_reach (workspace, "B", (double[4]){ 118.01002, 27.00, 118.02, 27.00 });
  add_reach (workspace, "C", (double[4]){ 118.02, 27.00, 118.01002, 27.00 });
  add_reach (workspace, "D", (double[4]){ 118.005, 27.01, 118.005, 27.00045 });
  fixture->window = suy_window_new (NULL);
  g_object_ref (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  suy_window_set_workspace (fixture->window, workspace);
  fixture->page = SUY_MAP_PAGE (suy_window_get_page (fixture->window, "map"));
  small_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  suy_window_set_workspace (fixture->window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  small_settle ();
  g_object_unref (fixture->window);
  small_close (&fixture->small);
}

static SuyFindings *
findings_of (Fixture *fixture)
{
  SuyFindingsDrawer *drawer = suy_map_page_get_findings (fixture->page);

  g_assert_nonnull (drawer);

  return suy_findings_drawer_get_findings (drawer);
}

static void
wait_checked (Fixture *fixture)
{
  small_settle ();
  while (suy_findings_is_busy (findings_of (fixture)))
    g_main_context_iteration (NULL, TRUE);
  small_settle ();
}

static void
open_findings (Fixture *fixture)
{
  suy_map_page_check_rivers (fixture->page, NULL);
  wait_checked (fixture);
}

static void
assert_counts (Fixture *fixture, guint duplicates, guint gaps, guint islands)
{
  SuyFindings *findings = findings_of (fixture);

  g_assert_cmpuint (suy_findings_count (findings, SUY_FAULT_DUPLICATE, NULL), ==, duplicates);
  g_assert_cmpuint (suy_findings_count (findings, SUY_FAULT_GAP, NULL), ==, gaps);
  g_assert_cmpuint (suy_findings_count (findings, SUY_FAULT_ISLAND, NULL), ==, islands);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==,
                    duplicates + gaps + islands);
}

static SuyRiverFinding *
first_of (Fixture *fixture, SuyFaultKind kind)
{
  GListModel *list = G_LIST_MODEL (findings_of (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SuyRiverFinding) finding = g_list_model_get_item (list, i);

      if (suy_river_finding_get_fault (finding)->kind == kind)
        return g_steal_pointer (&finding);
    }
  g_assert_not_reached ();
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SuyRiverFinding) gap = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  open_findings (fixture);
  assert_counts (fixture, 1, 1, 1);
  g_assert_cmpuint (suy_findings_count_plain (findings_of (fixture)), ==, 2);
  gap = first_of (fixture, SUY_FAULT_GAP);
  lines = suy_findings_get_lines (findings_of (fixture), gap);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (suy_river_finding_get_proposal (gap), !=, "");
}

/* The list follows what is accepted, and what is undone. */
static void
test_accept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRiverFinding) island = NULL;

  open_findings (fixture);
  g_assert_cmpint (suy_findings_accept_plain (findings_of (fixture), &error), ==, 2);
  g_assert_no_error (error);
  wait_checked (fixture);
  assert_counts (fixture, 0, 0, 1);

  island = first_of (fixture, SUY_FAULT_ISLAND);
  g_assert_cmpint (suy_findings_accept (findings_of (fixture), island, &error), ==, 2);
  wait_checked (fixture);
  assert_counts (fixture, 0, 0, 0);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_checked (fixture);
  assert_counts (fixture, 0, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_checked (fixture);
  assert_counts (fixture, 1, 1, 1);
}

static void
test_accept_kind (Fixture *fixture, gconstpointer data)
{
  open_findings (fixture);
  g_assert_cmpint (suy_findings_accept_kind (findings_of (fixture), SUY_FAULT_GAP, NULL), ==, 1);
  wait_checked (fixture);
  assert_counts (fixture, 1, 0, 1);
  g_assert_cmpint (suy_findings_accept_kind (findings_of (fixture), SUY_FAULT_CYCLE, NULL), ==, 0);
}

static void
test_reject (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SuyRiverFinding) gap = NULL;
  g_autoptr (GError) error = NULL;

  open_findings (fixture);
  gap = first_of (fixture, SUY_FAULT_GAP);
  g_assert_cmpint (suy_findings_reject (findings_of (fixture), gap, "", &error), ==, -1);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (suy_findings_reject (findings_of (fixture), gap, "a weir", &error), ==, 0);
  g_assert_no_error (error);
  wait_checked (fixture);
  g_assert_cmpuint (suy_findings_count (findings_of (fixture), SUY_FAULT_GAP, NULL), ==, 0);
  g_assert_cmpuint (suy_findings_get_n_rejected (findings_of (fixture)), ==, 1);
}

/* A finding that is wanted is chosen once it is there, and the map goes to it. */
static void
test_wanted (Fixture *fixture, gconstpointer data)
{
  SuyRiverFinding *chosen;

  suy_map_page_check_rivers (fixture->page, "gap:A.last:B.first");
  wait_checked (fixture);
  chosen = suy_findings_drawer_get_chosen (suy_map_page_get_findings (fixture->page));
  g_assert_nonnull (chosen);
  g_assert_cmpstr (suy_river_finding_get_key (chosen), ==, "gap:A.last:B.first");
}

/* Results and findings take turns, and both go with the workspace. */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  open_findings (fixture);
  suy_map_page_buffer (fixture->page, (SuyPoint){ 1180000000, 270000000 }, NULL, 500);
  g_assert_null (suy_map_page_get_findings (fixture->page));
  g_assert_nonnull (suy_map_page_get_answer (fixture->page));
  open_findings (fixture);
  g_assert_null (suy_map_page_get_answer (fixture->page));
  suy_window_set_workspace (fixture->window, NULL);
  g_assert_null (suy_map_page_get_findings (fixture->page));
  suy_window_set_workspace (fixture->window, fixture->small.workspace);
}

/* Beside a trace one asks for what is missing; the answer names the gap. */
static void
test_why (Fixture *fixture, gconstpointer data)
{
  SuyWorkspace *workspace = fixture->small.workspace;
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), "river_reach");
  SuyWhyPopover *popover = suy_map_page_get_why (fixture->page);
  const SuyPoint below = { 1180150000, 270000000 };
  const guint32 one = 1;
  const SuyShape spot = { SUY_SHAPE_POINT, 1, &one, &below };

  suy_map_page_trace (fixture->page, &spot, NULL, TRUE, 0);
  g_assert_nonnull (suy_map_page_get_answer (fixture->page));
  /* B and its twin run round: the way comes back to the start, and no limit cut it there. */
  g_assert_cmpuint (suy_answer_get_trace (suy_map_page_get_answer (fixture->page))->n_cut, ==, 0);
  g_signal_emit_by_name (popover, "show");
  suy_why_popover_ask (popover, reg,
                       suy_store_find (suy_workspace_get_store (workspace), reg, "A", NULL));
  g_assert_nonnull (suy_why_popover_get_why (popover));
  g_assert_cmpint (suy_why_popover_get_why (popover)->kind, ==, SUY_WHY_MISSING_JOIN);
  g_assert_cmpfloat_with_epsilon (suy_why_popover_get_why (popover)->gap_m, 2, 0.1);
  g_assert_cmpstr (suy_why_popover_get_answer (popover), ==,
                   suy_why_popover_get_why (popover)->text);
  g_signal_emit_by_name (popover, "shown");
  gtk_popover_popdown (GTK_POPOVER (popover));
  small_settle ();
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/app/findings/list", test_list },        { "/app/findings/accept", test_accept },
    { "/app/findings/kind", test_accept_kind }, { "/app/findings/reject", test_reject },
    { "/app/findings/wanted", test_wanted },    { "/app/findings/turns", test_turns },
    { "/app/findings/why", test_why },
  };

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  suy_application_load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);

  return g_test_run ();
}
