/* test-files.c: what suyuanctl says of files and words that are not as they should be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "cli-run.h"

typedef struct
{
  const char *words[6];
  const char *says;
} Row;

static void
assert_rows (const Row *rows, gsize n, int status)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *const *w = rows[i].words;
      g_auto (CliRun) run = cli_run (w[0], w[1], w[2], w[3], w[4], w[5], NULL);

      cli_assert_says (&run, status, rows[i].says);
    }
}

static void
test_usage (void)
{
  const Row rows[] = {
    { { "no-such-command" }, "no command" },
    { { "query", "sideways", "x.gpkg", "--at", "118,27" }, "buffer, nearest or at" },
    { { "query", "buffer", "x.gpkg" }, "say where" },
    { { "query", "buffer", "x.gpkg", "--at", "181,27" }, "LON,LAT" },
    { { "query", "buffer", "x.gpkg", "--at", "118" }, "LON,LAT" },
    { { "trace", "x.gpkg", "--at", "118,27" }, "--direction" },
    { { "tile", "x.gpkg", "1/2" }, "Z/X/Y" },
    { { "tile", "x.gpkg", "3/8/7" }, "no tile" },
    { { "tile", "x.gpkg", "21/0/0" }, "no tile" },
    { { "import", "x.gpkg", "station", "x.csv", "--map=name" }, "FIELD=COLUMN" },
    { { "record", "set", "x.gpkg", "station:x" }, "FIELD=VALUE" },
    { { "info" }, "missing" },
    { { "info", "x.gpkg", "--format", "xml" }, "table, json" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), 2);
}

typedef struct
{
  const char *name, *content;
} File;

/* Reading and writing say no, name the file, and leave it as it was. */
static void
test_refuses (gconstpointer data)
{
  const File *file = data;
  g_autofree char *path = cli_path (file->name);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (file->content != NULL)
    {
      g_assert_true (g_file_set_contents (path, file->content, -1, NULL));
      before = cli_checksum (path);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_auto (CliRun) run = i == 0 ? cli_run ("info", path, NULL)
                                   : cli_run ("record", "new", path, "person", "name=x", NULL);

      cli_assert_says (&run, 1, file->name);
    }
  if (file->content == NULL)
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
  after = cli_checksum (path);
  g_assert_cmpstr (before, ==, after);
}

/* Every way in says no with these words, and the file stays as it was. */
static void
assert_closed (const char *path, const char *words, gboolean readable)
{
  g_autofree char *before = cli_checksum (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *csv = cli_data ("imports", "A4_usgs_nwis_sites_rdb.txt");
  g_autofree char *after = NULL;
  g_auto (CliRun) info = cli_run ("info", path, NULL);
  g_auto (CliRun) query = cli_run ("query", "buffer", path, "--at", "118.12,27.33", NULL);
  g_auto (CliRun) set = cli_run ("record", "new", path, "unit", "name=x", "kind=bureau", NULL);
  g_auto (CliRun) import = cli_run ("import", path, "station", csv, "--key", "site_no", NULL);
  g_auto (CliRun) undo = cli_run ("undo", path, NULL);
  const CliRun *const readers[] = { &info, &query };
  const CliRun *const writers[] = { &set, &import, &undo };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (readable)
      g_assert_cmpint (readers[i]->status, ==, 0);
    else
      cli_assert_says (readers[i], 1, words);
  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      cli_assert_says (writers[i], 1, words);
      g_assert_nonnull (strstr (writers[i]->err, name));
    }
  after = cli_checksum (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_truncated (void)
{
  g_autofree char *path = cli_path ("cut.gpkg");
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (cli_demo (), &data, &size, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize) size / 3, NULL));
  assert_closed (path, "damaged", FALSE);
}

static void
test_foreign (void)
{
  g_autofree char *map = cli_path ("foreign.gpkg");
  g_autofree char *database = cli_path ("foreign.sqlite");
  g_autofree char *source = cli_data ("rivers", "walker.gpkg");
  g_auto (CliRun) copied = cli_tool ("ogr2ogr", map, source, NULL);
  g_auto (CliRun) made =
      cli_tool ("sqlite3", database, "CREATE TABLE a (b); INSERT INTO a VALUES (1)", NULL);

  g_assert_cmpint (copied.status, ==, 0);
  g_assert_cmpint (made.status, ==, 0);
  assert_closed (map, "GeoPackage, but no workspace", FALSE);
  assert_closed (database, "another program", FALSE);
}

/* What a later program wrote can be read, not changed. */
static void
test_newer (void)
{
  g_autofree char *path = cli_demo_copy ("newer.gpkg");
  g_auto (CliRun) raised = cli_tool (
      "sqlite3", path, "UPDATE suy_setting SET value = value + 1 WHERE key = 'schema'", NULL);

  g_assert_cmpint (raised.status, ==, 0);
  assert_closed (path, "newer", TRUE);
}

/* Another program keeps the file for itself for longer than anyone waits. */
static void
test_locked (void)
{
  g_autofree char *path = cli_demo_copy ("locked.gpkg");
  g_autofree char *before = cli_checksum (path);
  g_autofree char *after = NULL;
  g_auto (CliRun) run = { 0 };
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  run = cli_run ("undo", path, NULL);
  cli_assert_says (&run, 1, "locked.gpkg");
  g_assert_nonnull (strstr (run.err, "another program"));
  sqlite3_close (db);
  after = cli_checksum (path);
  g_assert_cmpstr (before, ==, after);
}

/* Permissions do not bind root, so there the file is made immutable where the disk knows that. */
static void
test_read_only (void)
{
  g_autofree char *path = cli_demo_copy ("kept.gpkg");

  if (geteuid () == 0)
    {
      g_auto (CliRun) run = cli_tool ("chattr", "+i", path, NULL);

      if (run.status != 0)
        {
          g_test_skip ("root, and no immutable files here");
          return;
        }
      assert_closed (path, "write-protected", TRUE);
      cli_run_clear (&run);
      run = cli_tool ("chattr", "-i", path, NULL);
      return;
    }
  g_chmod (path, 0400);
  assert_closed (path, "write-protected", TRUE);
}

static void
test_unknown_names (void)
{
  const char *demo = cli_demo ();
  g_autofree char *before = cli_checksum (demo);
  g_autofree char *after = NULL;
  const Row rows[] = {
    { { "record", "list", demo, "no_such_layer" }, "no_such_layer" },
    { { "record", "show", demo, "risk_point:no-such-key" }, "no-such-key" },
    { { "record", "list", demo, "risk_point", "--filter", "colour=red" }, "colour" },
    { { "trace", demo, "--from", "river_reach:none", "--direction", "up" }, "none" },
    { { "query", "buffer", demo, "--feature", "person:none" }, "none" },
  };

  assert_rows (rows, G_N_ELEMENTS (rows), 1);
  after = cli_checksum (demo);
  g_assert_cmpstr (before, ==, after);
}

/* A workspace for practice goes by its own day, forwards only; all others by the clock. */
static void
test_practice (void)
{
  g_autofree char *path = cli_path ("practice.gpkg");
  g_autofree char *real = cli_init ("real.gpkg");
  g_autofree char *made = NULL, *first = NULL, *next = NULL, *last = NULL;
  const Row rows[] = {
    { { "init", "never.gpkg", "--practice", "2026-02-30" }, "no day" },
    { { "today", path, "2026-11-19" }, "no day comes back" },
    { { "today", path, "tomorrow" }, "no day" },
    { { "today", real, "2030-01-01" }, "goes by the clock" },
  };

  made = cli_ok ("init", path, "--practice", "2026-11-20", NULL);
  first = cli_ok ("today", path, NULL);
  g_assert_cmpstr (first, ==, "2026-11-20\n");
  assert_rows (rows, G_N_ELEMENTS (rows), 1);
  next = cli_ok ("today", path, "2027-03-01", NULL);
  last = cli_ok ("today", path, NULL);
  g_assert_cmpstr (next, ==, "2027-03-01\n");
  g_assert_cmpstr (last, ==, next);
  g_assert_false (g_file_test ("never.gpkg", G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  static const File files[] = {
    { "missing.gpkg", NULL },
    { "empty.gpkg", "" },
    { "text.gpkg", "these are words, not a workspace, and there are enough of them to fill it" },
  };
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/files/usage", test_usage);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/files/refuses/%s", files[i].name);

      g_test_add_data_func (path, &files[i], test_refuses);
    }
  g_test_add_func ("/cli/files/truncated", test_truncated);
  g_test_add_func ("/cli/files/foreign", test_foreign);
  g_test_add_func ("/cli/files/newer", test_newer);
  g_test_add_func ("/cli/files/locked", test_locked);
  g_test_add_func ("/cli/files/read-only", test_read_only);
  g_test_add_func ("/cli/files/unknown-names", test_unknown_names);
  g_test_add_func ("/cli/files/practice", test_practice);

  status = g_test_run ();
  cli_clean ();

  return status;
}
