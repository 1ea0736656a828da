/* test-mbtiles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "suy-error.h"
#include "suy-gzip.h"
#include "suy-mbtiles.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("suy-mbtiles-XXXXXX", &error);
  g_assert_no_error (error);
  /* Characters that mean something in a URI. */
  fixture->path = g_build_filename (fixture->folder, "图 50%?a#b.mbtiles", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* A file made with plain SQL, as another program might. */
static void
make_foreign (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static SuyMbtiles *
open_good (const char *path)
{
  g_autoptr (GError) error = NULL;
  SuyMbtiles *tiles = suy_mbtiles_open (path, &error);

  g_assert_no_error (error);

  return tiles;
}

static void
assert_tile (SuyMbtiles *tiles, guint zoom, guint32 x, guint32 y, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile = suy_mbtiles_get_tile (tiles, zoom, x, y, &error);
  gsize size;
  const void *data;

  g_assert_no_error (error);
  g_assert_nonnull (tile);
  data = g_bytes_get_data (tile, &size);
  g_assert_cmpmem (data, size, text, strlen (text));
}

static void
assert_no_tile (SuyMbtiles *tiles, guint zoom, guint32 x, guint32 y)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_mbtiles_get_tile (tiles, zoom, x, y, &error));
  g_assert_no_error (error);
}

static void
assert_bad_tile (SuyMbtiles *tiles, guint zoom, guint32 x, guint32 y, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_mbtiles_get_tile (tiles, zoom, x, y, &error));
  g_assert_error (error, SUY_ERROR, code);
}

static void
assert_bad_file (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (suy_mbtiles_open (path, &error));
  g_assert_error (error, SUY_ERROR, code);
}

static void
put (SuyMbtilesWriter *writer, guint zoom, guint32 x, guint32 y, const char *text)
{
  g_autoptr (GBytes) tile = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  suy_mbtiles_writer_put (writer, zoom, x, y, tile, &error);
  g_assert_no_error (error);
}

static void
write_sample (const char *path)
{
  g_autoptr (GError) error = NULL;
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (path, &error);

  g_assert_no_error (error);
  suy_mbtiles_writer_set_metadata (writer, "name", "溯源", &error);
  suy_mbtiles_writer_set_metadata (writer, "minzoom", "1", &error);
  suy_mbtiles_writer_set_metadata (writer, "maxzoom", "3", &error);
  suy_mbtiles_writer_set_metadata (writer, "bounds", "104.5,30,104.75,31.25", &error);
  suy_mbtiles_writer_set_metadata (writer, "name", "溯源图", &error);
  g_assert_no_error (error);
  put (writer, 1, 0, 0, "north-west");
  put (writer, 1, 1, 1, "south-east");
  put (writer, 3, 7, 2, "");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  suy_mbtiles_writer_end (writer, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SuyMbtiles) tiles = NULL;
  SuyBox bounds;

  write_sample (fixture->path);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  tiles = open_good (fixture->path);
  g_assert_cmpstr (suy_mbtiles_get_metadata (tiles, "name"), ==, "溯源图");
  g_assert_cmpstr (suy_mbtiles_get_metadata (tiles, "none"), ==, NULL);
  g_assert_cmpuint (suy_mbtiles_get_min_zoom (tiles), ==, 1);
  g_assert_cmpuint (suy_mbtiles_get_max_zoom (tiles), ==, 3);
  bounds = suy_mbtiles_get_bounds (tiles);
  g_assert_cmpint (bounds.min_x, ==, 1045000000);
  g_assert_cmpint (bounds.min_y, ==, 300000000);
  g_assert_cmpint (bounds.max_x, ==, 1047500000);
  g_assert_cmpint (bounds.max_y, ==, 312500000);

  assert_tile (tiles, 1, 0, 0, "north-west");
  assert_tile (tiles, 1, 1, 1, "south-east");
  assert_tile (tiles, 3, 7, 2, "");
  assert_no_tile (tiles, 1, 0, 1);
  assert_no_tile (tiles, 1, 2, 0);
  assert_no_tile (tiles, 0, 0, 0);
  assert_no_tile (tiles, 31, 0, 0);
}

/* The file counts rows from the south, and is marked as a tile set. */
static void
test_written_rows (Fixture *fixture, gconstpointer data)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;

  write_sample (fixture->path);
  sqlite3_open (fixture->path, &db);
  sqlite3_prepare_v2 (db,
                      "SELECT tile_row, hex(substr(tile_data, 1, 2)),"
                      " (SELECT application_id FROM pragma_application_id) FROM tiles"
                      " WHERE zoom_level = 3",
                      -1, &row, NULL);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (row, 0), ==, 5);
  g_assert_cmpstr ((const char *) sqlite3_column_text (row, 1), ==, "1F8B");
  g_assert_cmpint (sqlite3_column_int (row, 2), ==, 0x4d504258);
  sqlite3_finalize (row);
  sqlite3_close (db);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strconcat (fixture->path, "2", NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  gsize one_size, two_size;

  write_sample (fixture->path);
  write_sample (other);
  g_assert_true (g_file_get_contents (fixture->path, &one, &one_size, NULL));
  g_assert_true (g_file_get_contents (other, &two, &two_size, NULL));
  g_assert_cmpmem (one, one_size, two, two_size);
}

static void
test_writer_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) tile = g_bytes_new ("a", 1);
  g_autoptr (GError) error = NULL;
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (fixture->path, &error);

  g_assert_no_error (error);
  g_assert_true (suy_mbtiles_writer_put (writer, 5, 1, 1, tile, &error));
  g_assert_false (suy_mbtiles_writer_put (writer, 5, 1, 1, tile, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);

  /* Someone else took the name meanwhile: theirs stays. */
  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));
  g_assert_false (suy_mbtiles_writer_end (writer, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  g_assert_null (suy_mbtiles_writer_new (fixture->path, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (suy_mbtiles_writer_new ("/nowhere/at/all.mbtiles", &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_IO);
}

static void
test_writer_gives_up (Fixture *fixture, gconstpointer data)
{
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (fixture->path, NULL);

  put (writer, 5, 1, 1, "a");
  suy_mbtiles_writer_free (writer);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

#define METADATA                                   \
  "CREATE TABLE metadata (name text, value text);" \
  "INSERT INTO metadata VALUES ('minzoom', '0'), ('maxzoom', '2');"
#define SHALLOW                                                                       \
  "CREATE TABLE map (zoom_level int, tile_column int, tile_row int, id text);"        \
  "CREATE TABLE images (tile_data blob, id text);"                                    \
  "INSERT INTO map VALUES (2, 1, 3, 'a'), (4, 1, 1, 'b');"                            \
  "INSERT INTO images VALUES ('plain', 'a'), (x'1f8b0800', 'b');"                     \
  "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map" \
  " JOIN images ON images.id = map.id;"                                               \
  "CREATE VIEW grids AS SELECT * FROM map;"

static void
test_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SuyMbtiles) tiles = NULL;

  make_foreign (fixture->path, "CREATE TABLE metadata (name text, value text);" SHALLOW);
  tiles = open_good (fixture->path);
  g_assert_cmpuint (suy_mbtiles_get_min_zoom (tiles), ==, 2);
  g_assert_cmpuint (suy_mbtiles_get_max_zoom (tiles), ==, 4);
  g_assert_cmpint (suy_mbtiles_get_bounds (tiles).min_x, ==, -180 * SUY_DEGREE);
  assert_tile (tiles, 2, 1, 0, "plain");
  assert_bad_tile (tiles, 4, 1, 14, SUY_ERROR_CORRUPT);
}

/* Views that never end, that fill the memory, that never end and never say a word. */
static void
test_hostile (Fixture *fixture, gconstpointer view)
{
  g_autofree char *sql = g_strconcat (METADATA, view, NULL);
  g_autoptr (SuyMbtiles) tiles = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  make_foreign (fixture->path, sql);
  start = g_get_monotonic_time ();
  tiles = suy_mbtiles_open (fixture->path, &error);
  if (tiles != NULL)
    g_assert_null (suy_mbtiles_get_tile (tiles, 1, 0, 0, &error));
  g_assert_true (g_error_matches (error, SUY_ERROR, SUY_ERROR_LIMIT) ||
                 g_error_matches (error, SUY_ERROR, SUY_ERROR_CORRUPT) ||
                 g_error_matches (error, SUY_ERROR, SUY_ERROR_FOREIGN));
  g_test_message ("%s", error->message);

  /* The deadline is one second; a loaded machine or valgrind may be slow to look at the clock. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
}

static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 ((16 << 20) + 1);
  g_autoptr (SuyMbtiles) tiles = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize more = 0; more <= 1; more++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (zeros, (16 << 20) + more);
      g_autoptr (GBytes) packed = suy_gzip_pack (bytes);
      g_autoptr (GBytes) back = suy_gzip_unpack (packed, 16 << 20, &error);

      if (more == 0)
        {
          g_assert_no_error (error);
          g_assert_true (g_bytes_equal (bytes, back));
        }
      else
        g_assert_error (error, SUY_ERROR, SUY_ERROR_LIMIT);
    }
}

static void
test_gzip_damaged (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("some text, some text, some text", 31);
  g_autoptr (GBytes) packed = suy_gzip_pack (bytes);
  gsize size;
  g_autofree guint8 *copy = NULL;

  g_assert_true (suy_gzip_is_packed (packed));
  g_assert_false (suy_gzip_is_packed (bytes));
  for (gsize cut = 0; cut < g_bytes_get_size (packed); cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (suy_gzip_unpack (part, 1000, &error));
      g_assert_error (error, SUY_ERROR, SUY_ERROR_CORRUPT);
    }

  copy = g_memdup2 (g_bytes_get_data (packed, &size), g_bytes_get_size (packed));
  for (gsize bit = 80; bit < size * 8; bit++)
    {
      g_autoptr (GBytes) part = NULL;
      g_autoptr (GBytes) back = NULL;

      copy[bit / 8] ^= (guint8) (1 << bit % 8);
      part = g_bytes_new (copy, size);
      back = suy_gzip_unpack (part, 1000, NULL);
      g_assert_true (back == NULL || g_bytes_equal (back, bytes));
      copy[bit / 8] ^= (guint8) (1 << bit % 8);
    }
}

/* Many tiles, so that the cut is felt in all places. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize size;
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (fixture->path, NULL);

  for (guint32 i = 0; i < 1024; i++)
    put (writer, 5, i / 32, i % 32, "some tile or other");
  g_assert_true (suy_mbtiles_writer_end (writer, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &whole, &size, NULL));

  for (gsize cut = 0; cut < size; cut += 1 + size / 97)
    {
      g_autoptr (SuyMbtiles) tiles = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) cut, NULL));
      tiles = suy_mbtiles_open (fixture->path, &error);
      for (guint32 i = 0; tiles != NULL && error == NULL && i < 1024; i++)
        {
          g_autoptr (GBytes) tile = suy_mbtiles_get_tile (tiles, 5, i / 32, i % 32, &error);

          g_assert_true (tile != NULL || error != NULL);
        }
      g_assert_nonnull (error);
      g_assert_true (error->domain == SUY_ERROR);
    }
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  assert_bad_file (fixture->path, SUY_ERROR_NOT_FOUND);
  assert_bad_file (fixture->folder, SUY_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (fixture->path, "This is text, not a database.", -1, NULL));
  assert_bad_file (fixture->path, SUY_ERROR_FOREIGN);
  g_unlink (fixture->path);
  make_foreign (fixture->path, "CREATE TABLE metadata (name text, value text)");
  assert_bad_file (fixture->path, SUY_ERROR_FOREIGN);
  g_unlink (fixture->path);
  make_foreign (fixture->path, METADATA "CREATE TABLE tiles (zoom_level, tile_data)");
  assert_bad_file (fixture->path, SUY_ERROR_FOREIGN);
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  const char *bad[] = { "",           "1,2,3",     "1,2,3,x", "1 2 3 4",  "3,2,1",       "3,2,1,4",
                        "-181,0,1,1", "nan,0,1,1", ",,,",     "1,2,3,-4", "0,0,1,90.01", "1,2,,4" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *sql =
          g_strdup_printf (METADATA SHALLOW "INSERT INTO metadata VALUES ('bounds', '%s')", bad[i]);
      g_autoptr (SuyMbtiles) tiles = NULL;

      make_foreign (fixture->path, sql);
      tiles = open_good (fixture->path);
      g_assert_cmpint (suy_mbtiles_get_bounds (tiles).max_y, ==, 90 * SUY_DEGREE);
      g_assert_cmpint (suy_mbtiles_get_bounds (tiles).min_x, ==, -180 * SUY_DEGREE);
      g_unlink (fixture->path);
    }
}

/* Rows that are still in the journal would be missing in silence. */
static void
test_journal (Fixture *fixture, gconstpointer data)
{
  const char *endings[] = { "-wal", "-journal" };

  write_sample (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *journal = g_strconcat (fixture->path, endings[i], NULL);
      g_autoptr (SuyMbtiles) tiles = NULL;

      g_assert_true (g_file_set_contents (journal, "x", -1, NULL));
      assert_bad_file (fixture->path, SUY_ERROR_LOCKED);
      g_assert_true (g_file_set_contents (journal, "", -1, NULL));
      tiles = open_good (fixture->path);
      g_unlink (journal);
    }
}

static gpointer
read_all (gpointer data)
{
  SuyMbtiles *tiles = data;

  for (guint round = 0; round < 500; round++)
    {
      assert_tile (tiles, 1, 0, 0, "north-west");
      assert_no_tile (tiles, 1, 1, 0);
    }

  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SuyMbtiles) tiles = NULL;
  GThread *threads[4];

  write_sample (fixture->path);
  tiles = open_good (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, read_all, tiles);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* 10^15 rows: as good as endless. */
#define DIGITS "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))"
#define THOUSAND \
  "CREATE TABLE n (i); INSERT INTO n SELECT 1 FROM " DIGITS ", " DIGITS ", " DIGITS ";"
#define TILES "CREATE VIEW tiles AS "

static const struct
{
  const char *path, *view;
} hostile[] = {
  { "/store/mbtiles/hostile/endless",
    THOUSAND TILES "SELECT 1 AS zoom_level, 0 AS tile_column, 1 AS tile_row, x'00' AS tile_data"
                   " FROM n a, n b, n c, n d, n e WHERE a.i + b.i + c.i + d.i + e.i < 0" },
  { "/store/mbtiles/hostile/recursive",
    TILES "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
          " SELECT 1 AS zoom_level, 0 AS tile_column, 1 AS tile_row, x'00' AS tile_data"
          " FROM n WHERE i < 0" },
  { "/store/mbtiles/hostile/large", TILES "SELECT 1 AS zoom_level, 0 AS tile_column, 1 AS tile_row,"
                                          " zeroblob(100000000) AS tile_data" },
  { "/store/mbtiles/hostile/memory", THOUSAND TILES
    "SELECT 1 AS zoom_level, 0 AS tile_column, 1 AS tile_row, randomblob (1000) AS tile_data"
    " FROM n a, n b, n c, n d, n e ORDER BY 4" },
  { "/store/mbtiles/hostile/doubling",
    "CREATE VIEW TILES AS WITH a AS (SELECT 1 AS z), b AS (SELECT x.z FROM a x, a y),"
    " c AS (SELECT x.z FROM b x, b y), d AS (SELECT x.z FROM c x, c y),"
    " e AS (SELECT x.z FROM d x, d y), f AS (SELECT x.z FROM e x, e y),"
    " g AS (SELECT x.z FROM f x, f y), h AS (SELECT x.z FROM g x, g y),"
    " i AS (SELECT x.z FROM h x, h y), j AS (SELECT x.z FROM i x, i y),"
    " k AS (SELECT x.z FROM j x, j y), l AS (SELECT x.z FROM k x, k y),"
    " m AS (SELECT x.z FROM l x, l y), n AS (SELECT x.z FROM m x, m y),"
    " o AS (SELECT x.z FROM n x, n y), p AS (SELECT x.z FROM o x, o y),"
    " q AS (SELECT x.z FROM p x, p y), r AS (SELECT x.z FROM q x, q y),"
    " s AS (SELECT x.z FROM r x, r y), t AS (SELECT x.z FROM s x, s y),"
    " u AS (SELECT x.z FROM t x, t y), v AS (SELECT x.z FROM u x, u y),"
    " w AS (SELECT x.z FROM v x, v y)"
    " SELECT z AS zoom_level, 0 AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM w" },
  { "/store/mbtiles/hostile/nested",
    "CREATE VIEW a AS SELECT 1 AS z; CREATE VIEW B AS SELECT x.z FROM a x, a y;" TILES
    "SELECT x.z AS zoom_level, 0 AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM b x, b y" },
  { "/store/mbtiles/hostile/disguised",
    "CREATE VIEW a AS SELECT 1 AS z; CREATE VIEW b AS SELECT x.z FROM a x, a y;" TILES
    "SELECT x.z AS zoom_level, 0 AS tile_column, 1 AS tile_row, x'00' AS tile_data FROM b x, b y;"
    "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET type = CAST ('VIEW' AS BLOB), name = CAST (name AS BLOB)"
    " WHERE type = 'view'" },
  { "/store/mbtiles/hostile/virtual",
    "CREATE VIRTUAL TABLE tiles USING rtree (zoom_level, tile_column, tile_row, +tile_data)" },
};

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/store/mbtiles/round-trip", test_round_trip);
  ADD ("/store/mbtiles/writer/rows", test_written_rows);
  ADD ("/store/mbtiles/writer/same-bytes", test_same_bytes);
  ADD ("/store/mbtiles/writer/refuses", test_writer_refuses);
  ADD ("/store/mbtiles/writer/gives-up", test_writer_gives_up);
  ADD ("/store/mbtiles/view", test_view);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    g_test_add (hostile[i].path, Fixture, hostile[i].view, set_up, test_hostile, tear_down);
  ADD ("/store/mbtiles/truncated", test_truncated);
  ADD ("/store/mbtiles/foreign", test_foreign);
  ADD ("/store/mbtiles/bounds", test_bounds);
  ADD ("/store/mbtiles/journal", test_journal);
  ADD ("/store/mbtiles/threads", test_threads);
  ADD ("/store/gzip/bomb", test_bomb);
  g_test_add_func ("/store/gzip/damaged", test_gzip_damaged);

  return g_test_run ();
}
