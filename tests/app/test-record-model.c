/* test-record-model.c: the model against what the store selects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <gtk/gtk.h>

#include "small-workspace.h"
#include "suy-record-model.h"

#define N 1000

static const SuyRegister *
points (Small *small)
{
  return suy_catalog_find (suy_workspace_get_catalog (small->workspace), "risk_point");
}

typedef struct
{
  const SuyRegister *reg;
  guint next;
} Load;

static SuyRecord *
next_point (gpointer data, GError **error)
{
  static const char *const levels[] = { "red", "orange", "yellow", "blue" };
  Load *load = data;
  g_autofree char *code = NULL, *name = NULL;
  SuyRecord *record;

  if (load->next == N)
    return NULL;
  record = suy_record_new (load->reg);
  code = g_strdup_printf ("P-%05u", (load->next * 7919) % N);
  name = g_strdup_printf ("Point %u", load->next);
  suy_record_set_text (record, "code", code);
  suy_record_set_text (record, "name", name);
  suy_record_set_text (record, "kind", "hazard");
  suy_record_set_text (record, "risk_level", levels[g_test_rand_int_range (0, 4)]);
  suy_record_set_text (record, "source_type", "farm");
  load->next++;

  return record;
}

static void
add_many (Small *small)
{
  SuyStore *store = suy_workspace_get_store (small->workspace);
  const SuyCommandInfo info = { .kind = "import" };
  Load load = { points (small), 0 };
  g_autoptr (GError) error = NULL;

  suy_store_begin (store, &info, &error);
  g_assert_no_error (error);
  suy_store_load (store, load.reg, next_point, &load, &error);
  g_assert_no_error (error);
  suy_store_commit (store, NULL, &error);
  g_assert_no_error (error);
}

static void
check_same (Small *small, const SuySelection *wish)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyRecordModel) model =
      suy_record_model_new (small->workspace, points (small), wish, &error);
  g_autoptr (GArray) ids =
      suy_store_select (suy_workspace_get_store (small->workspace), points (small), wish, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);
      gint64 id = g_array_index (ids, gint64, i);

      g_assert_cmpint (suy_row_get_id (row), ==, id);
      g_assert_cmpint (suy_record_get_id (suy_row_get_record (row)), ==, id);
      g_assert_cmpuint (suy_record_model_find (model, id), ==, i);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), ids->len));
}

static void
test_rows_equal (void)
{
  Small small;
  SuyFilter filter;
  SuySelection wish = { 0 };

  small_open (&small);
  add_many (&small);
  check_same (&small, NULL);

  filter = (SuyFilter){ suy_register_find (points (&small), "risk_level"), SUY_FILTER_EQUAL,
                        SUY_TEXT ("red") };
  wish.filters = &filter;
  wish.n_filters = 1;
  check_same (&small, &wish);

  wish.order = suy_register_find (points (&small), "name");
  wish.descending = TRUE;
  check_same (&small, &wish);
  small_close (&small);
}

/* A row at the end costs one page, and the same page again nothing. */
static void
test_pages_few (void)
{
  Small small;
  g_autoptr (SuyRecordModel) model = NULL;
  guint n;

  small_open (&small);
  add_many (&small);
  model = suy_record_model_new (small.workspace, points (&small), NULL, NULL);
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_cmpuint (suy_record_model_get_n_fetches (model), ==, 0);
  for (guint i = n - 3; i < n; i++)
    {
      g_autoptr (SuyRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_nonnull (row);
    }
  g_assert_cmpuint (suy_record_model_get_n_fetches (model), ==, 1);
  g_clear_object (&model);
  small_close (&small);
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, guint *told)
{
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (added, ==, 1);
  *told = position;
}

static void
on_stale (SuyRecordModel *model, guint *n)
{
  (*n)++;
}

static void
test_changes_told (void)
{
  Small small;
  g_autoptr (SuyRecordModel) model = NULL;
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (SuyRow) row = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  guint told = G_MAXUINT, stale = 0;

  small_open (&small);
  model = suy_record_model_new (small.workspace, points (&small), NULL, NULL);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &told);
  g_signal_connect (model, "stale", G_CALLBACK (on_stale), &stale);
  row = g_list_model_get_item (G_LIST_MODEL (model), 1);
  g_clear_object (&row);

  record = suy_record_new (points (&small));
  suy_record_set_id (record, small.far);
  suy_record_set_text (record, "name", "Renamed");
  suy_workspace_save (small.workspace, record, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told, ==, suy_record_model_find (model, small.far));
  g_assert_cmpuint (stale, ==, 0);
  row = g_list_model_get_item (G_LIST_MODEL (model), told);
  name = suy_row_format (row, suy_register_find (points (&small), "name"));
  g_assert_cmpstr (name, ==, "Renamed");

  suy_workspace_delete (small.workspace, points (&small), small.near, "test", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stale, ==, 1);
  g_clear_object (&row);
  g_clear_object (&model);
  g_clear_pointer (&record, suy_record_free);
  small_close (&small);
}

/* Cells of a hidden page keep their rows for a while. */
static void
test_rows_outlive_close (void)
{
  Small small;
  g_autoptr (SuyRecordModel) model = NULL;
  g_autoptr (SuyRow) row = NULL;
  g_autoptr (GError) error = NULL;

  small_open (&small);
  model = suy_record_model_new (small.workspace, points (&small), NULL, NULL);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  suy_workspace_close (small.workspace, &error);
  g_assert_no_error (error);

  g_assert_true (suy_record_get_register (suy_row_get_record (row)) == points (&small));
  g_clear_object (&model);
  g_clear_object (&row);
  small_close (&small);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/record-model/rows/equal", test_rows_equal);
  g_test_add_func ("/app/record-model/pages/few", test_pages_few);
  g_test_add_func ("/app/record-model/changes/told", test_changes_told);
  g_test_add_func ("/app/record-model/rows/outlive-close", test_rows_outlive_close);

  return g_test_run ();
}
