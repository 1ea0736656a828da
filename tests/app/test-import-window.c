/* test-import-window.c: what would become of each row of a file of invented enterprises
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "small-workspace.h"
#include "suy-application.h"
#include "suy-import-window.h"

static SuyImportWindow *
open_window (Small *small, const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "imports", file, NULL);
  SuyImportWindow *window;

  small_open (small);
  window = SUY_IMPORT_WINDOW (suy_import_window_new (NULL, small->workspace, "enterprise", path));
  while (suy_import_window_is_busy (window))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (suy_import_window_get_error (window), ==, NULL);
  g_assert_nonnull (suy_import_window_get_import (window));

  return window;
}

static gint64
count (Small *small)
{
  return suy_store_count (
      suy_workspace_get_store (small->workspace),
      suy_catalog_find (suy_workspace_get_catalog (small->workspace), "enterprise"));
}

/* Without a district none lies outside: of the 8 that the truth flags, 7 are doubtful here. */
static void
test_rows_counted (void)
{
  Small small;
  SuyImportWindow *window = open_window (&small, "A1_污染源清单_utf8bom.csv");
  SuyImportPlan *plan = suy_import_get_plan (suy_import_window_get_import (window));
  SuyPlanTable *table = suy_import_window_get_table (window);

  g_assert_cmpuint (suy_import_plan_get_n (plan), ==, 122);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 115);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_FLAGGED), ==, 7);
  g_assert_cmpuint (suy_plan_table_get_n_rows (table), ==, 122);
  suy_plan_table_set_fate (table, SUY_FATE_FLAGGED);
  g_assert_cmpuint (suy_plan_table_get_n_rows (table), ==, 7);
  g_assert_cmpint (count (&small), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  small_settle ();
  small_close (&small);
}

/* A row that is accepted or mended is counted anew; nothing is written before it is asked for. */
static void
test_rows_written (void)
{
  Small small;
  SuyImportWindow *window = open_window (&small, "A1_污染源清单_utf8bom.csv");
  SuyImportPlan *plan = suy_import_get_plan (suy_import_window_get_import (window));
  SuyPlanTable *table = suy_import_window_get_table (window);
  guint flagged = 0;

  while (suy_import_plan_get (plan, flagged)->fate != SUY_FATE_FLAGGED)
    flagged++;
  suy_plan_table_accept (table, flagged, TRUE);
  g_assert_cmpuint (suy_import_plan_count (plan, SUY_FATE_INSERT), ==, 116);
  g_assert_cmpint (count (&small), ==, 0);

  g_assert_true (suy_import_window_run (window));
  g_assert_cmpint (count (&small), ==, 116);
  g_assert_true (suy_import_window_undo (window));
  g_assert_cmpint (count (&small), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  small_settle ();
  small_close (&small);
}

static void
test_file_missing (void)
{
  Small small;
  SuyImportWindow *window;

  small_open (&small);
  window = SUY_IMPORT_WINDOW (
      suy_import_window_new (NULL, small.workspace, "enterprise", "/nowhere/list.csv"));
  while (suy_import_window_is_busy (window))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (suy_import_window_get_error (window));
  g_assert_null (suy_import_window_get_import (window));
  gtk_window_destroy (GTK_WINDOW (window));
  small_settle ();
  small_close (&small);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  suy_application_load_style ();

  g_test_add_func ("/app/import-window/rows/counted", test_rows_counted);
  g_test_add_func ("/app/import-window/rows/written", test_rows_written);
  g_test_add_func ("/app/import-window/file/missing", test_file_missing);

  return g_test_run ();
}
