/* test-snapshot.c: what is kept until a place changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"
#include "suy-error.h"

typedef struct
{
  const char *path, *sql;
  gboolean stale;
} Case;

static GBytes *
make_bytes (gsize size, guint seed)
{
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 31 + seed + i / 257);

  return g_bytes_new_take (bytes, size);
}

static void
put (Fixture *fixture, const SuyRegister *reg, guint seed)
{
  g_autoptr (GBytes) bytes = make_bytes (5000, seed);
  GError *error = NULL;
  gint64 end = suy_store_get_log_end (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_true (suy_store_put_snapshot (fixture->store, reg, end, bytes, &error));
  g_assert_no_error (error);
}

static gboolean
has (Fixture *fixture, const SuyRegister *reg, guint seed)
{
  g_autoptr (GBytes) expected = make_bytes (5000, seed);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = suy_store_get_snapshot (fixture->store, reg, &error);

  g_assert_no_error (error);
  if (bytes != NULL)
    g_assert_true (g_bytes_equal (bytes, expected));

  return bytes != NULL;
}

static gint64
add_visit (Fixture *fixture, gint64 site)
{
  g_autoptr (SuyRecord) visit = suy_record_new (fixture->visit);

  suy_record_set_integer (visit, "site", site);
  suy_record_set_text (visit, "code", "V-1");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_insert (fixture->store, visit, NULL));
  fixture_commit (fixture);

  return suy_record_get_id (visit);
}

/* It outlives closing; the newest counts; reading writes none. */
static void
test_kept (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *n = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  g_assert_false (has (fixture, fixture->site, 1));
  put (fixture, fixture->site, 1);
  g_assert_true (has (fixture, fixture->site, 1));
  put (fixture, fixture->site, 2);
  put (fixture, fixture->reach, 3);
  fixture_assert_clean (fixture);
  fixture_reopen (fixture);
  g_assert_true (has (fixture, fixture->site, 2));
  fixture_close (fixture);

  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (has (fixture, fixture->site, 2));
  g_assert_true (has (fixture, fixture->reach, 3));
  g_assert_false (has (fixture, fixture->area, 2));
  put (fixture, fixture->site, 4);
  g_assert_true (has (fixture, fixture->site, 2));
  fixture_close (fixture);
  n = fixture_sql (fixture, "SELECT count(*) FROM suy_snapshot");
  g_assert_cmpstr (n, ==, "2");
  n = (g_free (n), fixture_sql (fixture, "SELECT count(*) FROM suy_command"));
  g_assert_cmpstr (n, ==, "1");
}

/* 16 MiB make a part. */
static void
test_sizes (Fixture *fixture, gconstpointer unused)
{
  static const gsize sizes[] = { 0, 1, 16 << 20, (16 << 20) + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (sizes[i], i);
      g_autoptr (GBytes) read = NULL;

      g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, 0, bytes, NULL));
      read = suy_store_get_snapshot (fixture->store, fixture->site, NULL);
      g_assert_nonnull (read);
      g_assert_true (g_bytes_equal (read, bytes));
    }
}

static void
change_site (Fixture *fixture, gint64 id, const char *name, gboolean move)
{
  g_autoptr (SuyRecord) record = suy_record_new (fixture->site);
  g_autoptr (SuyGeometry) geometry = suy_geometry_new_point ((SuyPoint){ 1, 2 });

  suy_record_set_id (record, id);
  if (name != NULL)
    suy_record_set_text (record, "name", name);
  if (move)
    suy_record_set_geometry (record, geometry);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  g_assert_cmpuint (fixture_commit (fixture), ==, 1);
}

static SuyRecord *
next_site (gpointer data, GError **error)
{
  guint *left = ((gpointer *) data)[1];

  return (*left)-- == 0 ? NULL : fixture_site (((gpointer *) data)[0], "B", "批", 5, 5);
}

static void
test_own_changes (Fixture *fixture, gconstpointer unused)
{
  const SuyCommandInfo info = { .kind = "undo" };
  gint64 id = fixture_add_site (fixture, "R-1", "甲");
  guint left = 3;
  gpointer source[] = { fixture, &left };

  put (fixture, fixture->site, 1);
  change_site (fixture, id, "乙", FALSE);
  g_assert_true (has (fixture, fixture->site, 1));
  change_site (fixture, id, NULL, TRUE);
  g_assert_false (has (fixture, fixture->site, 1));

  put (fixture, fixture->site, 2);
  g_assert_true (suy_store_undo (fixture->store, &info, NULL));
  g_assert_false (has (fixture, fixture->site, 2));

  put (fixture, fixture->site, 3);
  fixture_add_site (fixture, "R-2", "丙");
  g_assert_false (has (fixture, fixture->site, 3));

  put (fixture, fixture->site, 4);
  fixture_begin (fixture, "import");
  g_assert_true (suy_store_load (fixture->store, fixture->site, next_site, source, NULL));
  fixture_commit (fixture);
  g_assert_false (has (fixture, fixture->site, 4));

  put (fixture, fixture->site, 5);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->site, id, NULL));
  g_assert_false (has (fixture, fixture->site, 5));
  suy_store_rollback (fixture->store);
  g_assert_true (has (fixture, fixture->site, 5));
}

/* Made from places that have changed meanwhile, or within a command. */
static void
test_late (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) bytes = make_bytes (5000, 1);
  gint64 end = suy_store_get_log_end (fixture->store, NULL);
  gint64 id = fixture_add_site (fixture, "R-1", "甲");

  g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, end, bytes, NULL));
  g_assert_false (has (fixture, fixture->site, 1));

  end = suy_store_get_log_end (fixture->store, NULL);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, end, bytes, NULL));
  g_assert_false (has (fixture, fixture->site, 1));
  fixture_commit (fixture);

  change_site (fixture, id, "乙", FALSE);
  g_assert_true (suy_store_put_snapshot (fixture->store, fixture->site, end, bytes, NULL));
  g_assert_true (has (fixture, fixture->site, 1));
}

/* A visit lies where its site lies. */
static void
test_by_link (Fixture *fixture, gconstpointer unused)
{
  gint64 site = fixture_add_site (fixture, "R-1", "甲");
  gint64 other = fixture_add_site (fixture, "R-2", "乙");
  gint64 visit = add_visit (fixture, site);
  g_autoptr (SuyRecord) record = suy_record_new (fixture->visit);

  put (fixture, fixture->visit, 1);
  suy_record_set_id (record, visit);
  suy_record_set_text (record, "note", "好");
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  fixture_commit (fixture);
  g_assert_true (has (fixture, fixture->visit, 1));

  suy_record_set_integer (record, "site", other);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_update (fixture->store, record, NULL));
  fixture_commit (fixture);
  g_assert_false (has (fixture, fixture->visit, 1));

  put (fixture, fixture->visit, 2);
  change_site (fixture, site, NULL, TRUE);
  g_assert_false (has (fixture, fixture->visit, 2));

  put (fixture, fixture->company, 3);
  g_assert_false (has (fixture, fixture->company, 3)); /* has no place at all */
}

/* SQL of another program with none of our functions, so on a table without places. */
static const Case cases[] = {
  { "note", "UPDATE visit SET note = 'x'", FALSE },
  { "link", "UPDATE visit SET site = NULL", TRUE },
  { "insert", "INSERT INTO visit (code) VALUES ('V-2')", TRUE },
  { "delete", "DELETE FROM visit", TRUE },
  { "id", "UPDATE visit SET fid = 17", TRUE },
  { "delete-journal", "PRAGMA journal_mode=DELETE; UPDATE visit SET site = NULL", TRUE },
  { "trigger-gone", "DROP TRIGGER suy_visit_update; UPDATE visit SET site = NULL", TRUE },
  { "trigger-gone-of-target", "DROP TRIGGER suy_site_update", TRUE },
  { "trigger-gone-of-all", "DROP TRIGGER suy_write_row", TRUE },
  { "part-gone", "DELETE FROM suy_snapshot", TRUE },
  { "part-numbered", "UPDATE suy_snapshot SET part = 1", TRUE },
  { "cut", "UPDATE suy_snapshot SET bytes = substr(bytes, 2)", TRUE },
  { "size", "UPDATE suy_snapshot SET size = size + 1", TRUE },
  { "size-negative", "UPDATE suy_snapshot SET size = -1", TRUE },
  { "table-gone", "DROP TABLE suy_snapshot", TRUE },
};

/* Seen at once by who reads, and after sealing by who writes. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;

  add_visit (fixture, fixture_add_site (fixture, "R-1", "甲"));
  put (fixture, fixture->visit, 1);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, test->sql));
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_cmpint (has (fixture, fixture->visit, 1), ==, !test->stale);
  fixture_close (fixture);
  fixture_open (fixture, SUY_STORE_WRITE);
  if (!g_str_has_prefix (test->path, "trigger-gone-of-"))
    g_assert_cmpint (has (fixture, fixture->visit, 1), ==, !test->stale);
  put (fixture, fixture->visit, 2);
  g_assert_true (has (fixture, fixture->visit, 2));
}

/* An edit that nobody sealed yet: what is put beside it would outlive its replacement. */
static void
test_unsealed (Fixture *fixture, gconstpointer unused)
{
  add_visit (fixture, fixture_add_site (fixture, "R-1", "甲"));
  g_free (fixture_sql (fixture, "INSERT INTO visit (code) VALUES ('V-2')"));
  put (fixture, fixture->visit, 1);
  g_assert_false (has (fixture, fixture->visit, 1));
}

static void
test_ogr (Fixture *fixture, gconstpointer unused)
{
  fixture_add_site (fixture, "R-1", "甲");
  put (fixture, fixture->site, 1);
  fixture_close (fixture);
  if (!fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql", "UPDATE site SET name = '乙'",
                    NULL))
    {
      g_test_skip ("ogrinfo is not installed");
      return;
    }

  fixture_open (fixture, SUY_STORE_READ);
  g_assert_true (has (fixture, fixture->site, 1));
  fixture_close (fixture);
  fixture_run (NULL, "ogrinfo", "-q", fixture->path, "-sql", "UPDATE site SET geom = NULL", NULL);
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_false (has (fixture, fixture->site, 1));
}

/* A copy has what the file had, and goes its own way. */
static void
test_backup (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  gint64 id = fixture_add_site (fixture, "R-1", "甲");

  put (fixture, fixture->site, 1);
  g_assert_true (suy_store_backup (fixture->store, path, NULL));
  change_site (fixture, id, NULL, TRUE);
  g_assert_false (has (fixture, fixture->site, 1));
  fixture_close (fixture);

  g_free (fixture->path);
  fixture->path = g_steal_pointer (&path);
  fixture_open (fixture, SUY_STORE_WRITE);
  g_assert_true (has (fixture, fixture->site, 1));
  fixture_assert_clean (fixture);
}

static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  fixture_add_site (fixture, "R-1", "甲");
  put (fixture, fixture->site, 1);
  fixture_close (fixture);
  g_free (fixture_sql (fixture,
                       "UPDATE suy_snapshot SET bytes = CAST(substr(bytes, 2) || x'07' AS BLOB)"));
  fixture_open (fixture, SUY_STORE_WRITE);
  g_assert_true (fixture_has_finding (fixture, "snapshotDamaged"));
  put (fixture, fixture->site, 1);
  fixture_assert_clean (fixture);
}

/* A trigger of another's on our table would run in our connection, which trusts the schema. */
static void
test_foreign_trigger (Fixture *fixture, gconstpointer sql)
{
  GError *error = NULL;

  fixture_add_site (fixture, "R-1", "甲");
  put (fixture, fixture->site, 1);
  fixture_close (fixture);
  g_free (fixture_sql (fixture, sql));
  g_assert_null (suy_store_open (fixture->path, SUY_STORE_WRITE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY);
  g_clear_error (&error);
  fixture_open (fixture, SUY_STORE_READ);
  has (fixture, fixture->site, 1);
}

/* ---- which rows changed ---- */

static void
assert_changed (Fixture *fixture, gint64 since, SuyChangedPart part, guint n)
{
  GError *error = NULL;
  g_autoptr (GArray) rows =
      suy_store_list_changed (fixture->store, fixture->site, since, part, 3, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
test_changed (Fixture *fixture, gconstpointer unused)
{
  gint64 one = fixture_add_site (fixture, "R-1", "甲");
  gint64 end = suy_store_get_log_end (fixture->store, NULL), late;

  assert_changed (fixture, 0, SUY_CHANGED_ANY, 1);
  assert_changed (fixture, end, SUY_CHANGED_ANY, 0);
  change_site (fixture, one, "乙", FALSE);
  assert_changed (fixture, end, SUY_CHANGED_ANY, 1);
  assert_changed (fixture, end, SUY_CHANGED_PLACE, 0);
  change_site (fixture, one, "乙", TRUE);
  assert_changed (fixture, end, SUY_CHANGED_PLACE, 1);
  fixture_add_site (fixture, "R-2", "甲");
  assert_changed (fixture, end, SUY_CHANGED_PLACE, 2);
  add_visit (fixture, one);
  assert_changed (fixture, end, SUY_CHANGED_ANY, 2);

  late = suy_store_get_log_end (fixture->store, NULL);
  fixture_begin (fixture, "edit");
  g_assert_true (suy_store_delete (fixture->store, fixture->site, one, NULL));
  g_assert_cmpint (suy_store_get_log_end (fixture->store, NULL), ==, late);
  assert_changed (fixture, late, SUY_CHANGED_PLACE, 1);
  suy_store_rollback (fixture->store);
  assert_changed (fixture, late, SUY_CHANGED_PLACE, 0);

  for (guint i = 0; i < 4; i++)
    fixture_add_site (fixture, NULL, "丙");
  assert_changed (fixture, late, SUY_CHANGED_ANY, 4); /* more than the three that are wanted */
  fixture_add_site (fixture, NULL, "丙");
  assert_changed (fixture, late, SUY_CHANGED_ANY, 4);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "/store/snapshot/kept", test_kept },
    { "/store/snapshot/sizes", test_sizes },
    { "/store/snapshot/own-changes", test_own_changes },
    { "/store/snapshot/late", test_late },
    { "/store/snapshot/by-link", test_by_link },
    { "/store/snapshot/unsealed", test_unsealed },
    { "/store/snapshot/ogr", test_ogr },
    { "/store/snapshot/backup", test_backup },
    { "/store/snapshot/damaged", test_damaged },
    { "/store/snapshot/changed", test_changed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/snapshot/outside/", cases[i].path, NULL);

      g_test_add (path, Fixture, &cases[i], fixture_set_up, test_outside, fixture_tear_down);
    }
  g_test_add ("/store/snapshot/foreign/trigger", Fixture,
              "CREATE TRIGGER t AFTER INSERT ON suy_snapshot BEGIN DELETE FROM site; END",
              fixture_set_up, test_foreign_trigger, fixture_tear_down);
  g_test_add ("/store/snapshot/foreign/table", Fixture,
              "DROP TABLE suy_snapshot; CREATE TABLE suy_snapshot (layer TEXT)", fixture_set_up,
              test_foreign_trigger, fixture_tear_down);

  return g_test_run ();
}
