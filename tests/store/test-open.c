/* test-open.c: which files open, and what is left alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "suy-error.h"

static char *
read_all (const char *path, gsize *size)
{
  char *bytes = NULL;
  GError *error = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);
  return bytes;
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Both modes are refused with @code, and the file and its folder stay as they are. */
static void
assert_refused (Fixture *fixture, const char *path, int code)
{
  guint n = count_files (fixture);
  gsize size = 0, after = 0;
  g_autofree char *before =
      g_file_test (path, G_FILE_TEST_IS_REGULAR) ? read_all (path, &size) : NULL;

  for (guint mode = SUY_STORE_READ; mode <= SUY_STORE_WRITE; mode++)
    {
      GError *error = NULL;

      g_assert_null (suy_store_open (path, (SuyStoreMode) mode, &error));
      g_assert_error (error, SUY_ERROR, code);
      g_assert_nonnull (strstr (error->message, path));
      g_clear_error (&error);
    }
  g_assert_cmpuint (count_files (fixture), ==, n);
  if (before != NULL)
    {
      g_autofree char *now = read_all (path, &after);

      g_assert_cmpmem (before, size, now, after);
    }
}

static char *
write_file (Fixture *fixture, const char *name, const void *bytes, gsize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return path;
}

static void
test_wrong_files (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.gpkg", NULL);
  g_autofree char *empty = write_file (fixture, "empty.gpkg", "", 0);
  g_autofree char *brief = write_file (fixture, "brief.gpkg", "SQLite format 3", 16);
  g_autofree guint8 *noise = g_malloc (10000);
  g_autofree char *garbage = NULL;

  for (guint i = 0; i < 10000; i++)
    noise[i] = (guint8) g_test_rand_int ();
  noise[0] = 'x';
  garbage = write_file (fixture, "garbage.gpkg", noise, 10000);
  assert_refused (fixture, missing, SUY_ERROR_NOT_FOUND);
  assert_refused (fixture, empty, SUY_ERROR_CORRUPT);
  assert_refused (fixture, brief, SUY_ERROR_CORRUPT);
  assert_refused (fixture, garbage, SUY_ERROR_FOREIGN);
  assert_refused (fixture, fixture->folder, SUY_ERROR_FOREIGN);
}

static void
make_database (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_other_databases (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *plain = g_build_filename (fixture->folder, "plain.gpkg", NULL);

  make_database (other, "CREATE TABLE t (x)");
  make_database (plain, "PRAGMA application_id=1196444487; CREATE TABLE gpkg_contents (x)");
  assert_refused (fixture, other, SUY_ERROR_FOREIGN);
  assert_refused (fixture, plain, SUY_ERROR_FOREIGN);
}

static void
test_truncated (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *bytes = NULL;
  g_autofree char *path = NULL;
  gsize size;

  fixture_add_site (fixture, "R-1", "甲");
  fixture_close (fixture);
  bytes = read_all (fixture->path, &size);
  path = write_file (fixture, "half.gpkg", bytes, size / 2 / 4096 * 4096);
  assert_refused (fixture, path, SUY_ERROR_CORRUPT);
}

static void
test_too_new (Fixture *fixture, gconstpointer unused)
{
  GError *error = NULL;

  fixture_close (fixture);
  g_free (fixture_sql (fixture, "UPDATE suy_setting SET value = '2' WHERE key = 'schema'"));
  g_assert_null (suy_store_open (fixture->path, SUY_STORE_WRITE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  fixture_open (fixture, SUY_STORE_READ);
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 0);
}

static void
test_second_writer (Fixture *fixture, gconstpointer unused)
{
  GError *error = NULL;
  SuyStore *reader;

  g_assert_null (suy_store_open (fixture->path, SUY_STORE_WRITE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_LOCKED);
  g_clear_error (&error);
  reader = suy_store_open (fixture->path, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  fixture_add_site (fixture, "R-1", "甲");
  g_assert_cmpint (suy_store_count (reader, fixture->site), ==, 1);
  g_assert_true (suy_store_close (reader, &error));
  fixture_reopen (fixture);
}

static void
test_locked (Fixture *fixture, gconstpointer unused)
{
  SuyCommandInfo info = { .kind = "edit" };
  GError *error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  suy_store_set_patience (fixture->store, 50);
  g_assert_false (suy_store_begin (fixture->store, &info, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_LOCKED);
  g_clear_error (&error);
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (db);
  fixture_add_site (fixture, "R-1", "甲");
}

static guint8
journal_mark (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  bytes = read_all (path, &size);
  return (guint8) bytes[18];
}

static void
test_journal (Fixture *fixture, gconstpointer unused)
{
  fixture_add_site (fixture, "R-1", "甲");
  g_assert_cmpuint (count_files (fixture), ==, 4); /* with -wal, -shm and -lock */
  fixture_close (fixture);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_cmpuint (journal_mark (fixture->path), ==, 1);
}

/* What a crash leaves: the header says WAL, and the log is empty, or holds the last rows. */
static void
test_left_in_wal (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *wal_copy = g_strconcat (copy, "-wal", NULL);
  g_autofree char *main_bytes = NULL;
  g_autofree char *wal_bytes = NULL;
  gsize main_size, wal_size;
  GError *error = NULL;
  SuyStore *store;

  fixture_add_site (fixture, "R-1", "甲");
  main_bytes = read_all (fixture->path, &main_size);
  wal_bytes = read_all (wal, &wal_size);
  g_assert_true (g_file_set_contents (copy, main_bytes, (gssize) main_size, NULL));
  store = suy_store_open (copy, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (suy_store_count (store, fixture->site), ==, 0);
  suy_store_close (store, NULL);

  g_assert_true (g_file_set_contents (wal_copy, wal_bytes, (gssize) wal_size, NULL));
  store = suy_store_open (copy, SUY_STORE_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (suy_store_count (store, fixture->site), ==, 1);
  suy_store_close (store, NULL);
}

/* A copy goes on as another device; the file itself does not. */
static void
test_copy (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.gpkg", NULL);
  g_autofree char *devices = NULL;
  g_autofree char *same = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  fixture_add_site (fixture, "R-1", "甲");
  fixture_reopen (fixture);
  fixture_close (fixture);
  same = fixture_sql (fixture, "SELECT count(*) FROM suy_device");
  g_assert_cmpstr (same, ==, "1");
  bytes = read_all (fixture->path, &size);
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));

  g_free (fixture->path);
  fixture->path = g_steal_pointer (&copy);
  fixture_open (fixture, SUY_STORE_WRITE);
  fixture_add_site (fixture, "R-2", "乙");
  fixture_assert_clean (fixture);
  devices = fixture_sql (fixture, "SELECT count(*) FROM suy_device");
  g_assert_cmpstr (devices, ==, "2");
  numbers = fixture_sql (fixture, "SELECT count(DISTINCT fid >> 11 & 1048575) FROM site");
  g_assert_cmpstr (numbers, ==, "2");
  g_assert_true (suy_store_undo (fixture->store, &(SuyCommandInfo){ 0 }, NULL));
  g_assert_true (suy_store_undo (fixture->store, &(SuyCommandInfo){ 0 }, NULL));
  g_assert_cmpint (suy_store_count (fixture->store, fixture->site), ==, 0);
}

static void
test_create_exists (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "where.gpkg", NULL);
  GError *error = NULL;
  guint n = count_files (fixture);

  g_assert_null (suy_store_create (fixture->path, fixture->catalog, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (suy_store_create (nowhere, fixture->catalog, NULL, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (fixture), ==, n);
}

static void
test_protected (Fixture *fixture, gconstpointer unused)
{
  GError *error = NULL;

  fixture_close (fixture);
  if (geteuid () == 0)
    {
      g_test_skip ("permissions do not hold for root");
      fixture_open (fixture, SUY_STORE_READ);
      return;
    }
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  g_assert_null (suy_store_open (fixture->path, SUY_STORE_WRITE, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY);
  g_clear_error (&error);
  fixture_open (fixture, SUY_STORE_READ);
  fixture_close (fixture);
  g_chmod (fixture->folder, 0755);
}

/* The same seed makes the same rows and operations. */
static void
make_seeded (const char *path, SuyCatalog *catalog)
{
  SuyStoreSeed seed = { .name = "x",
                        .device = "0123456789abcdef0123456789abcdef",
                        .device_number = 7,
                        .today = "2026-11-20" };
  SuyCommandInfo info = { .kind = "demo",
                          .wall = G_GINT64_CONSTANT (1795000000000000),
                          .wall_source = "demo" };
  SuyStore *store = suy_store_create (path, catalog, &seed, NULL);
  g_autoptr (SuyRecord) record = suy_record_new (suy_catalog_find (catalog, "company"));

  suy_record_set_text (record, "code", "C-1");
  g_assert_true (suy_store_begin (store, &info, NULL));
  g_assert_true (suy_store_insert (store, record, NULL));
  g_assert_true (suy_store_commit (store, NULL, NULL));
  g_assert_true (suy_store_close (store, NULL));
}

static void
test_seed (Fixture *fixture, gconstpointer unused)
{
  g_auto (GStrv) hashes = g_new0 (char *, 3);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.gpkg", fixture->folder, i);
      Fixture other = { .path = path };

      make_seeded (path, fixture->catalog);
      hashes[i] =
          fixture_sql (&other, "SELECT hex(hash) || (SELECT fid FROM company) FROM suy_command");
    }
  g_assert_cmpstr (hashes[0], ==, hashes[1]);
}

#define ADD(path, function) \
  g_test_add ("/store/open/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("refused/wrong-files", test_wrong_files);
  ADD ("refused/other-databases", test_other_databases);
  ADD ("refused/truncated", test_truncated);
  ADD ("refused/too-new", test_too_new);
  ADD ("refused/second-writer", test_second_writer);
  ADD ("refused/locked", test_locked);
  ADD ("refused/protected", test_protected);
  ADD ("journal/one-file-at-rest", test_journal);
  ADD ("journal/left-in-wal", test_left_in_wal);
  ADD ("device/copy-forks", test_copy);
  ADD ("create/exists", test_create_exists);
  ADD ("create/seed", test_seed);

  return g_test_run ();
}
