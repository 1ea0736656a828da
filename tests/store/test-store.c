/* test-store.c: records in and out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "fixture.h"
#include "suy-error.h"
#include "suy-store-private.h"

static void
fill_site (SuyRecord *record, gint64 company)
{
  suy_record_set_text (record, "level", "orange");
  suy_record_set_real (record, "amount", 0.1 + 0.2);
  suy_record_set_integer (record, "people", G_MAXINT64);
  suy_record_set_integer (record, "active", 1);
  suy_record_set_text (record, "since", "2026-11-20");
  suy_record_set_text (record, "seen", "2026-11-20T02:00:00.000Z");
  suy_record_set_integer (record, "company", company);
  suy_record_set_text (record, "tags", "[\"a\",\"b\"]");
  suy_record_set_text (record, "rank", "it's “odd”, 5=6\n");
}

static void
assert_same (const SuyRecord *a, const SuyRecord *b)
{
  const SuyRegister *reg = suy_record_get_register (a);

  g_assert_cmpint (suy_record_get_id (a), ==, suy_record_get_id (b));
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      const SuyField *other = suy_register_find (suy_record_get_register (b), field->name);

      if (!suy_value_equal (suy_record_get (a, field), suy_record_get (b, other)))
        g_error ("field %s differs", field->name);
    }
}

static void
test_insert (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record =
      fixture_site (fixture, "R-1", "黄坑镇化工厂", 118.1234567, 27.7654321);
  g_autoptr (SuyRecord) back = NULL;
  const SuyShape *shape;
  GError *error = NULL;
  gint64 id;

  fill_site (record, 12345678901234567);
  fixture_begin (fixture, "edit");
  suy_store_insert (fixture->store, record, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);
  g_assert_cmpint (suy_record_get_id (record), >, 0);

  fixture_reopen (fixture);
  id = suy_store_find (fixture->store, fixture->site, "R-1", &error);
  g_assert_no_error (error);
  back = suy_store_get (fixture->store, fixture->site, id, &error);
  g_assert_no_error (error);
  assert_same (record, back);
  shape = suy_geometry_get_shape (suy_record_get_geometry (back));
  g_assert_cmpint (shape->points[0].x, ==, 1181234567);
  g_assert_cmpint (shape->points[0].y, ==, 277654321);
}

static void
test_update (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) change = suy_record_new (fixture->site);
  g_autoptr (SuyRecord) back = NULL;
  GError *error = NULL;

  suy_record_set_id (change, id);
  suy_record_set_text (change, "name", "乙");
  suy_record_set_text (change, "code", "R-1");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, change, &error));
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);

  back = suy_store_get (fixture->store, fixture->site, id, &error);
  g_assert_cmpstr (suy_record_get_text (back, "name"), ==, "乙");
  g_assert_nonnull (suy_record_get_geometry (back));
}

static void
test_update_equal (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) same = suy_store_get (fixture->store, fixture->site, id, NULL);
  g_autoptr (GArray) recent = NULL;
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, same, &error));
  g_assert_cmpuint (fixture_commit (fixture), ==, 0);

  recent = suy_store_recent (fixture->store, 10, &error);
  g_assert_cmpuint (recent->len, ==, 1);
}

static void
test_delete (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->site, id, &error));
  g_assert_false (suy_store_delete (fixture->store, fixture->site, id, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 0);
  g_assert_null (suy_store_get (fixture->store, fixture->site, id, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

static void
test_rollback (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "甲", 118, 27);
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, record, &error));
  suy_store_rollback (fixture->store);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 0);
  fixture_assert_clean (fixture);
}

static void
test_outside_command (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "甲", 118, 27);
  GError *error = NULL;

  g_assert_false (suy_store_insert (fixture->store, record, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
}

static void
test_bad_value (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "甲", 118, 27);
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  suy_record_set_text (record, "level", "purple");
  g_assert_false (suy_store_insert (fixture->store, record, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  suy_record_set_text (record, "level", "red");
  suy_record_set_text (record, "name", "\xff");
  g_assert_false (suy_store_insert (fixture->store, record, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  suy_store_rollback (fixture->store);
}

static void
test_wrong_geometry (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "甲", 118, 27);
  g_autoptr (SuyRecord) line = suy_record_new (fixture->reach);
  GError *error = NULL;

  suy_record_set_geometry (line, suy_record_get_geometry (record));
  fixture_begin (fixture, "edit");
  g_assert_false (suy_store_insert (fixture->store, line, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  suy_store_rollback (fixture->store);
}

static void
test_append_only (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->event);
  GError *error = NULL;

  suy_record_set_text (record, "what", "one");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, record, &error));
  suy_record_set_text (record, "what", "two");
  g_assert_false (suy_store_update (fixture->store, record, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      suy_store_delete (fixture->store, fixture->event, suy_record_get_id (record), &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);
}

static void
test_derived (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) change = suy_record_new (fixture->site);
  g_autoptr (SuyRecord) back = NULL;
  GError *error = NULL;

  suy_record_set_id (change, id);
  suy_record_set_integer (change, "lag", 7);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, change, &error));
  g_assert_cmpuint (fixture_commit (fixture), ==, 0);

  fixture_reopen (fixture);
  back = suy_store_get (fixture->store, fixture->site, id, &error);
  g_assert_cmpint (suy_record_get_integer (back, "lag"), ==, 7);
  fixture_assert_clean (fixture);
}

static void
test_find (Fixture *fixture, gconstpointer unused)
{
  gint64 first = fixture_add_site (fixture, "R-1", "甲");
  gint64 second = fixture_add_site (fixture, "R-2", "乙");
  g_autofree char *by_id = g_strdup_printf ("#%" G_GINT64_FORMAT, second);
  g_autofree char *named = g_strdup_printf ("#%" G_GINT64_FORMAT, first);
  GError *error = NULL;

  g_assert_cmpint (suy_store_find (fixture->store, fixture->site, "R-1", &error), ==, first);
  g_assert_cmpint (suy_store_find (fixture->store, fixture->site, by_id, &error), ==, second);
  g_assert_cmpint (suy_store_find (fixture->store, fixture->site, "R-3", &error), ==, 0);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (suy_store_find (fixture->store, fixture->site, "#1", &error), ==, 0);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  fixture_add_site (fixture, "R-1", "丙");
  g_assert_cmpint (suy_store_find (fixture->store, fixture->site, "R-1", &error), ==, 0);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, named));
  g_clear_error (&error);
}

static void
test_new_code (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *code, *next;
  } steps[] = { { "AJ-2026-0001", "AJ-2026-0002" },  { "AJ-2026-0401", "AJ-2026-0402" },
                { "AJ-2026-0300", "AJ-2026-0402" },  { "AJ-2026-05x", "AJ-2026-0402" },
                { "AJ-2027-0900", "AJ-2026-0402" },  { "AJ-2026-9999", "AJ-2026-10000" },
                { "AJ-2026-10000", "AJ-2026-10001" } };
  g_autofree char *first = suy_store_new_code (fixture->store, fixture->site, "AJ-2026-", 4);

  g_assert_cmpstr (first, ==, "AJ-2026-0001");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *code = NULL;

      fixture_add_site (fixture, steps[i].code, "x");
      code = suy_store_new_code (fixture->store, fixture->site, "AJ-2026-", 4);
      g_assert_cmpstr (code, ==, steps[i].next);
    }
}

static void
test_ids (Fixture *fixture, gconstpointer unused)
{
  static const gint64 walls[] = { 1800000000, 1700000000, 1800000001, 0 };
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      SuyCommandInfo info = { .kind = "edit", .wall = walls[i] * G_USEC_PER_SEC };
      g_autoptr (SuyRecord) record = fixture_site (fixture, NULL, NULL, 1, 1);

      g_assert_true (suy_store_begin (fixture->store, &info, NULL));
      for (guint k = 0; k < 5000; k++)
        {
          gint64 id = suy_store_new_id (fixture->store);

          g_assert_cmpint (id, >, last);
          last = id;
        }
      g_assert_true (suy_store_insert (fixture->store, record, NULL));
      last = suy_record_get_id (record);
      fixture_commit (fixture);
      fixture_reopen (fixture);
    }
}

static void
test_settings (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *name = suy_store_get_setting (fixture->store, "name");
  g_autofree char *none = suy_store_get_setting (fixture->store, "person");
  g_autofree char *person = NULL;

  g_assert_cmpstr (name, ==, "测试");
  g_assert_null (none);
  g_assert_true (suy_store_set_setting (fixture->store, "person", "P-1", NULL));
  fixture_reopen (fixture);
  person = suy_store_get_setting (fixture->store, "person");
  g_assert_cmpstr (person, ==, "P-1");
}

static void
test_features (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) visit = suy_record_new (fixture->visit);
  g_autoptr (SuyFeatureSet) sites = NULL;
  g_autoptr (SuyFeatureSet) visits = NULL;
  g_autoptr (SuyFeatureSet) companies = NULL;
  GError *error = NULL;

  suy_record_set_integer (visit, "site", id);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, visit, &error));
  fixture_commit (fixture);

  sites = suy_store_load_features (fixture->store, fixture->site, &error);
  visits = suy_store_load_features (fixture->store, fixture->visit, &error);
  companies = suy_store_load_features (fixture->store, fixture->company, &error);
  g_assert_cmpuint (suy_feature_set_get_n (sites), ==, 1);
  g_assert_cmpuint (suy_feature_set_get_n (visits), ==, 1);
  g_assert_cmpuint (suy_feature_set_get_n (companies), ==, 0);
  g_assert_cmpint (suy_feature_set_get_id (visits, 0), ==, suy_record_get_id (visit));
  g_assert_cmpint (suy_feature_set_get_box (visits, 0).min_x, ==, 1181000000);
}

static void
test_blob (Fixture *fixture, gconstpointer unused)
{
  static const gsize sizes[] = { 0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20 };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *data = g_malloc0 (sizes[i] + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) back = NULL;
      g_autofree char *hash = NULL;
      g_autofree char *again = NULL;

      for (gsize k = 0; k < sizes[i]; k += 1000)
        data[k] = (guint8) g_test_rand_int ();
      bytes = g_bytes_new_take (data, sizes[i]);
      fixture_begin (fixture, "edit");
      hash = suy_store_put_blob (fixture->store, bytes, &error);
      again = suy_store_put_blob (fixture->store, bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (hash, ==, again);
      fixture_commit (fixture);
      back = suy_store_get_blob (fixture->store, hash, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, back));
    }
  g_assert_null (suy_store_get_blob (fixture->store, "00", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

static void
test_reader (Fixture *fixture, gconstpointer unused)
{
  GError *error = NULL;
  SuyStore *reader = suy_store_open_reader (fixture->store, &error);
  SuyCommandInfo info = { .kind = "edit" };
  gboolean changed;

  g_assert_no_error (error);
  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 0);
  fixture_add_site (fixture, "R-1", "甲");
  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 1);
  g_assert_true (suy_store_poll_outside (reader, &changed, &error));
  g_assert_true (changed);
  g_assert_false (suy_store_begin (reader, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (suy_store_close (reader, &error));
  g_assert_no_error (error);
}

/* Our own code that writes and forgets the command. */
static void
test_forgetful (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) back = NULL;
  GError *error = NULL;

  g_assert_false (
      suy_connection_run (fixture->store->connection, "UPDATE site SET name = '乙'", &error));
  g_clear_error (&error);
  back = suy_store_get (fixture->store, fixture->site, id, &error);
  g_assert_cmpstr (suy_record_get_text (back, "name"), ==, "甲");
  fixture_add_site (fixture, "R-2", "丙");
  fixture_assert_clean (fixture);
}

/* SQLite undoes the transaction by itself, as when the disk is full. */
static void
test_undone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) record = fixture_site (fixture, "R-1", "甲", 1, 1);
  GError *error = NULL;

  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, record, &error));
  g_assert_true (suy_connection_run (fixture->store->connection, "ROLLBACK", &error));
  g_assert_false (suy_store_insert (fixture->store, record, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (suy_store_commit (fixture->store, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
  g_clear_error (&error);
  fixture_add_site (fixture, "R-1", "甲");
  fixture_assert_clean (fixture);
}

static void
test_backup (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "backup.gpkg", NULL);
  GError *error = NULL;
  SuyStore *copy;

  fixture_add_site (fixture, "R-1", "甲");
  g_assert_true (suy_store_backup (fixture->store, path, &error));
  g_assert_false (suy_store_backup (fixture->store, path, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  fixture_add_site (fixture, "R-2", "乙");
  copy = suy_store_open (path, SUY_STORE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (suy_store_count (copy, fixture->site), ==, 1);
  g_assert_true (suy_store_close (copy, &error));
}

/* ---- scan ---- */

static void
collect (gint64 id, const SuyValue *value, gpointer data)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT "=%s ", id,
                          value->type == SUY_VALUE_TEXT ? value->text : "-");
}

static void
test_scan (Fixture *f, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  gint64 first = fixture_add_site (f, "B", "one");
  gint64 second = fixture_add_site (f, "A", NULL);
  g_autofree char *wanted =
      g_strdup_printf ("%" G_GINT64_FORMAT "=one %" G_GINT64_FORMAT "=- ", first, second);

  g_assert_true (suy_store_scan (f->store, suy_register_find (f->site, "name"), f->site, collect,
                                 seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen->str, ==, wanted);
}

static void
collect_row (gint64 id, const SuyValue *values, gpointer data)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT "=%s/%s ", id,
                          values[0].type == SUY_VALUE_TEXT ? values[0].text : "-",
                          values[1].type == SUY_VALUE_TEXT ? values[1].text : "-");
}

/* The rows that are named, whatever the order and however often, by rising id. */
static void
test_scan_cells (Fixture *f, gconstpointer unused)
{
  const SuyField *fields[] = { suy_register_find (f->site, "name"), f->site->code };
  gint64 first = fixture_add_site (f, "B", "one"), second = fixture_add_site (f, "A", NULL);
  gint64 third = fixture_add_site (f, "C", "three");
  const gint64 ids[] = { third, first, 7, first };
  const SuyFilter named = { fields[0], SUY_FILTER_NOT_NULL, SUY_VALUE_INIT_NULL };
  const SuyFilter is_c = { fields[1], SUY_FILTER_EQUAL, SUY_TEXT ("C") };
  const struct
  {
    SuyCellScan scan;
    char *wanted;
  } cases[] = {
    { { fields, 2, NULL, 0, NULL, 0 },
      g_strdup_printf ("%" G_GINT64_FORMAT "=one/B %" G_GINT64_FORMAT "=-/A %" G_GINT64_FORMAT
                       "=three/C ",
                       first, second, third) },
    { { fields, 2, &named, 1, NULL, 0 },
      g_strdup_printf ("%" G_GINT64_FORMAT "=one/B %" G_GINT64_FORMAT "=three/C ", first, third) },
    { { fields, 2, NULL, 0, ids, G_N_ELEMENTS (ids) },
      g_strdup_printf ("%" G_GINT64_FORMAT "=one/B %" G_GINT64_FORMAT "=three/C ", first, third) },
    { { fields, 2, &is_c, 1, ids, G_N_ELEMENTS (ids) },
      g_strdup_printf ("%" G_GINT64_FORMAT "=three/C ", third) },
    { { fields, 2, NULL, 0, ids, 0 }, g_strdup ("") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) seen = g_string_new (NULL);
      g_autofree char *wanted = cases[i].wanted;
      g_autoptr (GError) error = NULL;

      g_assert_true (
          suy_store_scan_cells (f->store, f->site, &cases[i].scan, collect_row, seen, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (seen->str, ==, wanted);
    }
}

#define ADD(path, function) \
  g_test_add ("/store/store/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("insert/all-types", test_insert);
  ADD ("update/changed", test_update);
  ADD ("update/equal", test_update_equal);
  ADD ("delete/twice", test_delete);
  ADD ("rollback/insert", test_rollback);
  ADD ("insert/no-command", test_outside_command);
  ADD ("insert/bad-value", test_bad_value);
  ADD ("insert/wrong-geometry", test_wrong_geometry);
  ADD ("append-only/refused", test_append_only);
  ADD ("update/derived", test_derived);
  ADD ("find/keys", test_find);
  ADD ("new-code/limits", test_new_code);
  ADD ("new-id/increasing", test_ids);
  ADD ("settings/kept", test_settings);
  ADD ("scan/all", test_scan);
  ADD ("scan-cells/named", test_scan_cells);
  ADD ("features/place", test_features);
  ADD ("blob/sizes", test_blob);
  ADD ("reader/sees-commits", test_reader);

  ADD ("command/forgotten", test_forgetful);
  ADD ("command/undone-by-sqlite", test_undone);
  ADD ("backup/opens", test_backup);

  return g_test_run ();
}
