/* test-undo.c: history, undo and redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fixture.h"
#include "suy-error.h"

static const SuyCommandInfo info = { .kind = "undo", .actor = "P-2" };

static void
update_text (Fixture *fixture, gint64 id, const char *field, const char *text, const char *kind)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->site);
  GError *error = NULL;

  suy_record_set_id (record, id);
  suy_record_set_text (record, field, text);
  fixture_begin (fixture, kind);
  suy_store_update (fixture->store, record, &error);
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static void
undo (Fixture *fixture)
{
  GError *error = NULL;

  suy_store_undo (fixture->store, &info, &error);
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  GError *error = NULL;

  suy_store_redo (fixture->store, &info, &error);
  g_assert_no_error (error);
}

static void
assert_name (Fixture *fixture, gint64 id, const char *name)
{
  g_autoptr (SuyRecord) record = suy_store_get (fixture->store, fixture->site, id, NULL);

  if (name == NULL)
    {
      g_assert_null (record);
      return;
    }
  g_assert_nonnull (record);
  g_assert_cmpstr (suy_record_get_text (record, "name"), ==, name);
  g_assert_cmpstr (suy_record_get_text (record, "code"), ==, "R-1");
  g_assert_nonnull (suy_record_get_geometry (record));
}

static void
test_chain (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  GError *error = NULL;

  update_text (fixture, id, "name", "二", "edit");
  update_text (fixture, id, "name", "三", "edit");
  undo (fixture);
  assert_name (fixture, id, "二");
  undo (fixture);
  assert_name (fixture, id, "一");
  redo (fixture);
  assert_name (fixture, id, "二");
  redo (fixture);
  assert_name (fixture, id, "三");
  g_assert_false (suy_store_redo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  undo (fixture);
  undo (fixture);
  undo (fixture);
  assert_name (fixture, id, NULL);
  g_assert_false (suy_store_undo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  redo (fixture);
  assert_name (fixture, id, "一");
  fixture_reopen (fixture);
  redo (fixture);
  assert_name (fixture, id, "二");
  fixture_assert_clean (fixture);
}

static void
test_new_edit (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  GError *error = NULL;

  update_text (fixture, id, "name", "二", "edit");
  undo (fixture);
  update_text (fixture, id, "name", "四", "edit");
  g_assert_false (suy_store_redo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  undo (fixture);
  assert_name (fixture, id, "一");
}

static void
test_delete (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  g_autoptr (SuyRecord) before = NULL;
  g_autoptr (SuyRecord) after = NULL;

  update_text (fixture, id, "name", "it's, 5='六'", "edit");
  update_text (fixture, id, "since", "2026-01-02", "edit");
  before = suy_store_get (fixture->store, fixture->site, id, NULL);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->site, id, NULL));
  fixture_commit (fixture);
  undo (fixture);
  after = suy_store_get (fixture->store, fixture->site, id, NULL);
  g_assert_nonnull (after);
  for (guint i = 0; i < fixture->site->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (fixture->site->fields, i);

      g_assert_true (
          suy_value_equal (suy_record_get (before, field), suy_record_get (after, field)));
    }
  fixture_assert_clean (fixture);
  redo (fixture);
  assert_name (fixture, id, NULL);
  fixture_assert_clean (fixture);
}

static void
test_merge (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  GError *error = NULL;

  update_text (fixture, id, "name", "二", "edit");
  update_text (fixture, id, "name", "三", "merge");
  g_assert_false (suy_store_undo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  assert_name (fixture, id, "三");
  fixture_assert_clean (fixture);
}

static void
run_sql (Fixture *fixture, const char *sql)
{
  fixture_close (fixture);
  g_free (fixture_sql (fixture, sql));
  fixture_open (fixture, SUY_STORE_WRITE);
}

/* Another device's edit, as a merge brings it, stands on the cell that undo would restore. */
static void
test_other_device (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  GError *error = NULL;

  update_text (fixture, id, "name", "二", "edit");
  run_sql (fixture, "INSERT INTO suy_device VALUES (2, 'other', 2, 0, NULL, NULL);"
                    " UPDATE suy_self SET rep = 2");
  update_text (fixture, id, "name", "三", "edit");
  run_sql (fixture, "UPDATE suy_self SET rep = 1");
  g_assert_false (suy_store_undo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "P-1"));
  g_clear_error (&error);
  assert_name (fixture, id, "三");

  update_text (fixture, id, "rank", "x", "edit");
  undo (fixture);
  assert_name (fixture, id, "三");
  fixture_assert_clean (fixture);
}

/* Of a cell that was written often one operation stands, and names the one before. */
static void
test_heads (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  g_autofree char *heads = NULL;
  g_autofree char *names = NULL;

  update_text (fixture, id, "name", "二", "edit");
  update_text (fixture, id, "name", "三", "edit");
  fixture_close (fixture);
  heads = fixture_sql (fixture, "SELECT group_concat(col || '/' || head, ' ') FROM suy_operation");
  g_assert_cmpstr (heads, ==, "-2/1 2/0 2/1");
  names = fixture_sql (fixture, "SELECT group_concat(coalesce(sup, '-'), ' ') FROM suy_operation");
  g_assert_cmpstr (names, ==, "- 1:1:2 1:2:2");
}

static void
test_move (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  GError *error = NULL;

  update_text (fixture, id, "name", "二", "move");
  g_assert_false (suy_store_undo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
}

static void
test_append_only (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) event = suy_record_new (fixture->event);
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, event, &error));
  fixture_commit (fixture);
  g_assert_false (suy_store_undo (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->event), ==, 1);
}

/* Two edits of one cell and a move of the place within one command. */
static void
test_one_command (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "二", 100, 20);
  g_autoptr (SuyRecord) back = NULL;
  g_autoptr (GArray) history = NULL;
  const SuyChange *change;

  suy_record_set_id (record, id);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  suy_record_set_text (record, "name", "三");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  g_assert_cmpuint (fixture_commit (fixture), ==, 3);
  undo (fixture);
  assert_name (fixture, id, "一");
  back = suy_store_get (fixture->store, fixture->site, id, NULL);
  g_assert_cmpint (suy_geometry_get_shape (suy_record_get_geometry (back))->points[0].x, ==,
                   1181000000);

  history = suy_store_history (fixture->store, fixture->site, id, NULL);
  g_assert_cmpuint (history->len, ==, 6);
  change = &g_array_index (history, SuyChange, 0);
  g_assert_cmpstr (change->command_kind, ==, "undo");
  g_assert_cmpstr (change->actor, ==, "P-2");
  change = &g_array_index (history, SuyChange, 5);
  g_assert_cmpint (change->kind, ==, SUY_CHANGE_INSERT);
  g_assert_cmpstr (change->reason, ==, "因为");
  fixture_assert_clean (fixture);
}

static void
random_step (Fixture *fixture, GArray *ids)
{
  gint64 id = g_array_index (ids, gint64, g_test_rand_int_range (0, (int) ids->len));
  g_autoptr (SuyRecord) record = suy_store_get (fixture->store, fixture->site, id, NULL);
  g_autofree char *name = g_strdup_printf ("%d'", g_test_rand_int_range (0, 5));
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  if (record == NULL)
    {
      g_autoptr (SuyRecord) new = fixture_site (fixture, NULL, name, 118, 27);

      suy_record_set_id (new, id);
      suy_store_insert (fixture->store, new, &error);
    }
  else if (g_test_rand_int_range (0, 4) == 0)
    suy_store_delete (fixture->store, fixture->site, id, &error);
  else
    {
      suy_record_set_text (record, "name", name);
      suy_record_set_real (record, "amount", g_test_rand_double_range (-1e9, 1e9));
      suy_record_set_integer (record, "people", g_test_rand_int ());
      suy_store_update (fixture->store, record, &error);
    }
  g_assert_no_error (error);
  fixture_commit (fixture);
}

static char *
get_rows (Fixture *fixture)
{
  g_autoptr (GArray) ids = suy_store_select (fixture->store, fixture->site, NULL, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (SuyRecord) record =
          suy_store_get (fixture->store, fixture->site, g_array_index (ids, gint64, i), NULL);

      g_string_append_printf (text, "%" G_GINT64_FORMAT ":", suy_record_get_id (record));
      for (guint k = 0; k < fixture->site->fields->len; k++)
        {
          g_autofree char *value = suy_value_to_string (
              suy_record_get (record, g_ptr_array_index (fixture->site->fields, k)));

          g_string_append_printf (text, "%s|", value);
        }
    }

  return g_string_free (text, FALSE);
}

/* Undoing everything step by step passes through the same states backwards, redo forwards. */
static void
test_random (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint n = 40;

  for (guint i = 0; i < 3; i++)
    {
      gint64 id = suy_store_new_id (fixture->store);

      g_array_append_val (ids, id);
    }
  g_ptr_array_add (states, get_rows (fixture));
  for (guint i = 0; i < n; i++)
    {
      random_step (fixture, ids);
      g_ptr_array_add (states, get_rows (fixture));
    }
  for (guint i = n; i > 0; i--)
    {
      g_autofree char *state = NULL;

      undo (fixture);
      state = get_rows (fixture);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i - 1));
    }
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *state = NULL;

      redo (fixture);
      state = get_rows (fixture);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i));
    }
  fixture_assert_clean (fixture);
}

#define ADD(path, function) \
  g_test_add ("/store/undo/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* What was evaluated since goes with the row, and comes back with it. */
static void
test_evaluated (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "一");

  update_text (fixture, id, "name", "二", "evaluate");
  undo (fixture);
  assert_name (fixture, id, NULL);
  redo (fixture);
  assert_name (fixture, id, "二");
  fixture_assert_clean (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("update/chain", test_chain);
  ADD ("update/new-edit-ends-redo", test_new_edit);
  ADD ("delete/all-cells", test_delete);
  ADD ("merge/refused", test_merge);
  ADD ("update/other-device", test_other_device);
  ADD ("update/heads", test_heads);
  ADD ("move/refused", test_move);
  ADD ("append-only/refused", test_append_only);
  ADD ("command/several-operations", test_one_command);
  ADD ("command/evaluated-since", test_evaluated);
  ADD ("random/there-and-back", test_random);

  return g_test_run ();
}
