/* test-outside.c: what other programs see and do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fixture.h"
#include "suy-error.h"

static void
fill (Fixture *fixture)
{
  static const SuyPoint line[] = { { 1180000000, 270000000 }, { 1181000000, 271000000 } };
  static const SuyPoint ring[] = { { 1180000000, 270000000 },
                                   { 1181000000, 270000000 },
                                   { 1181000000, 271000000 },
                                   { 1180000000, 270000000 } };
  static const guint32 ends[] = { 2 }, ring_ends[] = { 4 };
  SuyShape line_shape = { SUY_SHAPE_LINE, 1, ends, line };
  SuyShape ring_shape = { SUY_SHAPE_POLYGON, 1, ring_ends, ring };
  g_autoptr (SuyGeometry) line_geometry = suy_geometry_new (&line_shape, NULL);
  g_autoptr (SuyGeometry) ring_geometry = suy_geometry_new (&ring_shape, NULL);
  g_autoptr (SuyRecord) reach = suy_record_new (fixture->reach);
  g_autoptr (SuyRecord) area = suy_record_new (fixture->area);
  g_autoptr (SuyRecord) company = suy_record_new (fixture->company);
  g_autoptr (SuyRecord) event = suy_record_new (fixture->event);
  GError *error = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  suy_record_set_geometry (reach, line_geometry);
  suy_record_set_geometry (area, ring_geometry);
  suy_record_set_text (company, "name", "竹业");
  suy_record_set_text (event, "what", "one");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, reach, &error));
  g_assert_true (suy_store_insert (fixture->store, area, &error));
  g_assert_true (suy_store_insert (fixture->store, company, &error));
  g_assert_true (suy_store_insert (fixture->store, event, &error));
  g_assert_cmpuint (fixture_commit (fixture), ==, 4);
}

static void
test_ogrinfo (Fixture *fixture, gconstpointer unused)
{
  const GPtrArray *registers = suy_catalog_get_registers (fixture->catalog);
  g_autofree char *output = NULL;
  g_autofree char *version = NULL;

  fill (fixture);
  fixture_close (fixture);
  if (!fixture_run (&output, "ogrinfo", "-al", "-so", fixture->path, NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }

  for (guint i = 0; i < registers->len; i++)
    {
      g_autofree char *line = g_strdup_printf (
          "Layer name: %s\n", ((const SuyRegister *) g_ptr_array_index (registers, i))->name);

      g_assert_nonnull (strstr (output, line));
    }
  g_assert_null (strstr (output, "suy_"));
  g_assert_null (strstr (output, "Warning"));
  g_assert_nonnull (strstr (output, "Extent: (118.100000, 27.300000) - (118.100000, 27.300000)"));
  g_assert_nonnull (strstr (output, "Geometry: Multi Polygon"));
  version = fixture_sql (fixture, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "10300");
}

static gint64
find_site (Fixture *fixture, const char *code)
{
  GError *error = NULL;
  gint64 id = suy_store_find (fixture->store, fixture->site, code, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_update (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (GArray) history = NULL;
  const SuyChange *change;
  GError *error = NULL;

  fixture_close (fixture);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql",
                    "UPDATE site SET name = '乙', amount = 1.5 WHERE code = 'R-1'", NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }

  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, "outsideEdit"));
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_WRITE);
  history = suy_store_history (fixture->store, fixture->site, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  change = &g_array_index (history, SuyChange, 1);
  g_assert_cmpstr (change->command_kind, ==, "outside");
  g_assert_cmpint (change->command, >, 0);
  g_assert_cmpstr (change->field->name, ==, "name");
  g_assert_cmpstr (change->old_value.text, ==, "甲");
  g_assert_cmpstr (change->new_value.text, ==, "乙");
  change = &g_array_index (history, SuyChange, 0);
  g_assert_cmpstr (change->field->name, ==, "amount");
  g_assert_cmpint (change->old_value.type, ==, SUY_VALUE_NULL);
  g_assert_cmpfloat (change->new_value.real, ==, 1.5);
  fixture_assert_clean (fixture);
}

static void
test_insert (Fixture *fixture, gconstpointer unused)
{
  gint64 old = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (GArray) hits = NULL;
  gint64 id;

  fixture_close (fixture);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql",
                    "INSERT INTO site (code, name, geom) SELECT 'R-2', '麻沙镇', geom FROM site",
                    NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }

  fixture_open (fixture, SUY_STORE_WRITE);
  id = find_site (fixture, "R-2");
  g_assert_cmpint (id, >, old + 1);
  g_assert_cmpint (find_site (fixture, "R-1"), ==, old);
  hits = suy_store_search (fixture->store, "msz", 10, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (g_array_index (hits, SuySearchHit, 0).id, ==, id);
  fixture_assert_clean (fixture);
}

static void
test_delete_and_move (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (GArray) history = NULL;

  fixture_add_site (fixture, "R-2", "乙");
  fixture_close (fixture);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql",
                    "DELETE FROM site WHERE code = 'R-2'", NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }
  fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql",
               "UPDATE site SET geom = NULL WHERE code = 'R-1'", NULL);

  fixture_open (fixture, SUY_STORE_WRITE);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 1);
  history = suy_store_history (fixture->store, fixture->site, id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_null (g_array_index (history, SuyChange, 0).field);
  fixture_assert_clean (fixture);
}

/* A REPLACE of a whole row with one cell changed is one operation after sealing. */
static void
test_replace (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (GArray) history = NULL;

  fixture_close (fixture);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql",
                    "INSERT OR REPLACE INTO site (fid, geom, code, name) SELECT fid, geom, code,"
                    " '乙' FROM site",
                    NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }

  fixture_open (fixture, SUY_STORE_WRITE);
  history = suy_store_history (fixture->store, fixture->site, id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (g_array_index (history, SuyChange, 0).field->name, ==, "name");
  fixture_assert_clean (fixture);
}

static void
test_while_open (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (GArray) history = NULL;
  gboolean changed;

  g_assert_true (suy_store_poll_outside (fixture->store, &changed, NULL));
  g_assert_false (changed);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql", "UPDATE site SET name = '乙'",
                    NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }
  g_assert_true (suy_store_poll_outside (fixture->store, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (suy_store_poll_outside (fixture->store, &changed, NULL));
  g_assert_false (changed);
  history = suy_store_history (fixture->store, fixture->site, id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  fixture_assert_clean (fixture);
}

/* An edit that comes between two commands, without a poll, is sealed before the second. */
static void
test_before_command (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GArray) recent = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql", "UPDATE site SET name = '乙'",
                    NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }
  fixture_add_site (fixture, "R-2", "丙");
  recent = suy_store_recent (fixture->store, 10, NULL);
  g_assert_cmpuint (recent->len, ==, 3);
  g_assert_cmpstr (g_array_index (recent, SuyChange, 1).command_kind, ==, "outside");
  fixture_assert_clean (fixture);
}

/* A connection with nothing of ours can edit tables without places. */
static void
test_links_follow (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (SuyRecord) visit = NULL;
  gint64 id;

  fixture_close (fixture);
  g_free (fixture_sql (fixture, "INSERT INTO company (fid, code) VALUES (1, 'C-1')"));
  g_free (fixture_sql (fixture, "INSERT INTO event (fid, what) VALUES (1, 'x')"));
  fixture_open (fixture, SUY_STORE_WRITE);
  id = suy_store_find (fixture->store, fixture->company, "C-1", NULL);
  g_assert_cmpint (id, >, 1000000);
  fixture_assert_clean (fixture);
}

static void
test_trigger_gone (Fixture *fixture, gconstpointer unused)
{
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  g_autoptr (SuyRecord) company = suy_record_new (fixture->company);
  g_autoptr (GArray) history = NULL;
  GError *error = NULL;

  suy_record_set_text (company, "code", "C-1");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, company, &error));
  fixture_commit (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture,
                       "DROP TRIGGER suy_company_update; UPDATE company SET note = 'hidden';"
                       "DROP TRIGGER rtree_site_geom_insert"));
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, "triggerMissing"));
  g_assert_true (fixture_has_finding (fixture, "projectionDrift"));
  fixture_close (fixture);

  fixture_open (fixture, SUY_STORE_WRITE);
  history =
      suy_store_history (fixture->store, fixture->company, suy_record_get_id (company), &error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (g_array_index (history, SuyChange, 0).new_value.text, ==, "hidden");
  g_assert_cmpint (id, >, 0);
  fixture_assert_clean (fixture);
}

/* The view that all triggers put operations into, and its own with it. */
static void
test_view_gone (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *name = NULL;

  fill (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, "DROP VIEW suy_write"));
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, "triggerMissing"));
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_WRITE);
  fixture_assert_clean (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, "UPDATE company SET note = 'after'"));
  fixture_open (fixture, SUY_STORE_WRITE);
  fixture_assert_clean (fixture);
  name = fixture_sql (fixture, "SELECT group_concat(val) FROM suy_operation WHERE col = 3");
  g_assert_cmpstr (name, ==, "after");
}

/* Another id is a delete and a whole row with the new values, fields in their order, NULLs left
 * out; a row of nothing is one too. */
static void
test_update_id (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *operations = NULL;

  fixture_close (fixture);
  g_free (fixture_sql (fixture, "INSERT INTO visit (fid, code, site) VALUES (5, 'V', 7);"
                                "UPDATE visit SET fid = 6, note = 'a''b', site = 8;"
                                "UPDATE visit SET fid = 9, code = NULL, note = NULL, site = NULL"));
  operations =
      fixture_sql (fixture, "SELECT group_concat(row || ':' || col || ':' || ifnull(val, '')"
                            " || ':' || ifnull(sup, ''), ' ') FROM"
                            " (SELECT * FROM suy_operation ORDER BY id)");
  g_assert_cmpstr (operations, ==,
                   "5:-2:1='V',3=7: 5:-1::1:1:-2 6:-2:1='V',2='a''b',3=8: 6:-1::1:3:-2 9:-2::");
}

/* Each is another value although it may be an equal number: what is stored is compared. */
static void
test_update_equal_numbers (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *cells = NULL;

  fill (fixture);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, "INSERT INTO visit (fid, code, note) VALUES (5, 'V', '01');"
                                "UPDATE visit SET note = '1';"
                                "UPDATE visit SET site = 7, note = '1.0', code = 'W'"));
  cells =
      fixture_sql (fixture, "SELECT group_concat(col || '=' || ifnull(quote(val), ''), ' ') FROM"
                            " (SELECT col, val FROM suy_operation WHERE col >= 0 ORDER BY id)");
  g_assert_cmpstr (cells, ==, "2='1' 3=7 2='1.0' 1='W'");
}

static void
test_column_added (Fixture *fixture, gconstpointer unused)
{
  gint64 id;

  fixture_close (fixture);
  g_free (fixture_sql (fixture, "ALTER TABLE site ADD COLUMN remark TEXT"));
  fixture_open (fixture, SUY_STORE_WRITE);
  g_assert_true (fixture_has_finding (fixture, "columnAdded"));
  id = fixture_add_site (fixture, "R-1", "甲");
  g_assert_cmpint (id, >, 0);
}

static void
assert_refused (Fixture *fixture, const char *sql, const char *finding)
{
  GError *error = NULL;

  fixture_close (fixture);
  g_free (fixture_sql (fixture, sql));
  g_assert_null (suy_store_open (fixture->path, SUY_STORE_WRITE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, finding));
  g_clear_error (&error);
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (fixture_has_finding (fixture, finding));
}

static void
test_foreign_trigger (Fixture *fixture, gconstpointer unused)
{
  assert_refused (fixture,
                  "CREATE TRIGGER evil AFTER UPDATE ON company BEGIN DELETE FROM event; END",
                  "schemaForeign");
}

static void
test_foreign_writer (Fixture *fixture, gconstpointer unused)
{
  assert_refused (fixture,
                  "CREATE TRIGGER evil INSTEAD OF INSERT ON suy_write BEGIN DELETE FROM event; END",
                  "schemaForeign");
}

static void
test_changed_writer (Fixture *fixture, gconstpointer unused)
{
  assert_refused (fixture,
                  "DROP TRIGGER suy_write_row; CREATE TRIGGER suy_write_row INSTEAD OF INSERT ON"
                  " suy_write WHEN NEW.col < 0 BEGIN SELECT 1; END",
                  "schemaChanged");
}

static void
test_foreign_index (Fixture *fixture, gconstpointer unused)
{
  assert_refused (fixture, "CREATE INDEX evil ON company (upper(name))", "schemaForeign");
}

static void
test_renamed_column (Fixture *fixture, gconstpointer unused)
{
  assert_refused (fixture, "ALTER TABLE company RENAME COLUMN note TO remark", "tableChanged");
}

static void
test_plain_index (Fixture *fixture, gconstpointer unused)
{
  fixture_close (fixture);
  g_free (fixture_sql (fixture, "CREATE INDEX handy ON company (name); CREATE TABLE other (x);"
                                "CREATE VIEW seen AS SELECT * FROM company"));
  fixture_open (fixture, SUY_STORE_WRITE);
  fixture_assert_clean (fixture);
}

#define ADD(path, function) \
  g_test_add ("/store/outside/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("ogrinfo/layers", test_ogrinfo);
  ADD ("update/in-history", test_update);
  ADD ("insert/new-id", test_insert);
  ADD ("delete/and-move", test_delete_and_move);
  ADD ("replace/one-cell", test_replace);
  ADD ("poll/while-open", test_while_open);
  ADD ("begin/seals-first", test_before_command);
  ADD ("insert/no-functions", test_links_follow);
  ADD ("schema/trigger-gone", test_trigger_gone);
  ADD ("schema/view-gone", test_view_gone);
  ADD ("update/id", test_update_id);
  ADD ("update/equal-numbers", test_update_equal_numbers);
  ADD ("schema/column-added", test_column_added);
  ADD ("schema/foreign-trigger", test_foreign_trigger);
  ADD ("schema/foreign-writer", test_foreign_writer);
  ADD ("schema/changed-writer", test_changed_writer);
  ADD ("schema/foreign-index", test_foreign_index);
  ADD ("schema/renamed-column", test_renamed_column);
  ADD ("schema/plain-index", test_plain_index);

  return g_test_run ();
}
