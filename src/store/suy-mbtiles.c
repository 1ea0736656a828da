/* suy-mbtiles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: MBTiles 1.3.  Of a file from outside nothing is believed: SQLite gets no chance to write,
 * to run its triggers or functions with side effects, to fill the memory or to go on for ever. */

#include "suy-mbtiles.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "suy-error.h"
#include "suy-gzip.h"

#define MAX_ZOOM 30
#define MAX_STORED (8 << 20)    /* bytes of a tile as stored, and of any other value */
#define MAX_UNPACKED (16 << 20) /* bytes */
#define MAX_METADATA 1000       /* rows */
#define DEADLINE (G_TIME_SPAN_SECOND)
#define STEPS_BETWEEN_LOOKS 1000 /* of SQLite's machine: a fraction of a millisecond */

struct _SuyMbtiles
{
  GMutex mutex;
  sqlite3 *db;
  sqlite3_stmt *tile;
  gint64 deadline; /* monotonic µs */
  char *path;
  GHashTable *metadata;
  guint min_zoom, max_zoom;
  SuyBox bounds;
};

static int
code_of (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_INTERRUPT:
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM:
      return SUY_ERROR_LIMIT;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return SUY_ERROR_IO;
    case SQLITE_NOTADB:
      return SUY_ERROR_FOREIGN;
    case SQLITE_CONSTRAINT:
      return SUY_ERROR_INVALID;
    default:
      return SUY_ERROR_CORRUPT;
    }
}

static gboolean
fail (sqlite3 *db, const char *path, GError **error)
{
  int code = code_of (sqlite3_errcode (db));

  if (code == SUY_ERROR_LIMIT)
    g_set_error (
        error, SUY_ERROR, code,
        _ ("Reading the map file “%s” took too long or too much memory. Use another file."), path);
  else if (code == SUY_ERROR_FOREIGN)
    g_set_error (error, SUY_ERROR, code, _ ("“%s” is not an MBTiles map file."), path);
  else
    g_set_error (error, SUY_ERROR, code, _ ("The map file “%s” could not be used: %s."), path,
                 sqlite3_errmsg (db));

  return FALSE;
}

static int
look_at_clock (void *data)
{
  const SuyMbtiles *self = data;

  return g_get_monotonic_time () > self->deadline;
}

static void
wind_clock (SuyMbtiles *self)
{
  self->deadline = g_get_monotonic_time () + DEADLINE;
}

static void
lower_limits (sqlite3 *db)
{
  static const struct
  {
    int what, most;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, MAX_STORED },
    { SQLITE_LIMIT_SQL_LENGTH, 100000 },
    { SQLITE_LIMIT_COLUMN, 100 },
    { SQLITE_LIMIT_EXPR_DEPTH, 50 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
    { SQLITE_LIMIT_VDBE_OP, 25000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 20 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 10 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].what, limits[i].most);
}

static void
lock_down (SuyMbtiles *self)
{
  lower_limits (self->db);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_progress_handler (self->db, STEPS_BETWEEN_LOOKS, look_at_clock, self);
  wind_clock (self);
}

/* Immutable: SQLite takes no lock, looks for no journal and believes that nobody writes. */
static gboolean
open_db (SuyMbtiles *self, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *full = NULL;

  if (uri == NULL)
    return FALSE;

  full = g_strconcat (uri, "?immutable=1", NULL);
  if (sqlite3_open_v2 (full, &self->db,
                       SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                           SQLITE_OPEN_EXRESCODE,
                       NULL) != SQLITE_OK)
    return fail (self->db, self->path, error);

  lock_down (self);

  return sqlite3_exec (self->db,
                       "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
                       "PRAGMA query_only = ON",
                       NULL, NULL, NULL) == SQLITE_OK ||
         fail (self->db, self->path, error);
}

static gboolean
fail_foreign (SuyMbtiles *self, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
               _ ("“%s” is not an MBTiles map file: it has no tables “metadata” and “tiles”."),
               self->path);

  return FALSE;
}

/* Preparing a statement can't be interrupted, and a view that names another view or a WITH term
 * twice, which does the same, and so on, doubles at every step.  So the two that we ask may be
 * views, but only plain ones over tables.  SQLite checks that type, name and sql agree when it
 * reads the schema, but minds neither case nor whether they are text, hence lower().  Virtual
 * tables run code over whatever the file holds: nobody needs them here. */
static gboolean
check_views (SuyMbtiles *self, GError **error)
{
  static const char strange[] =
      "WITH item AS (SELECT lower (type) AS type, lower (name) AS name, lower (sql) AS sql"
      " FROM sqlite_schema)"
      "SELECT 1 FROM item AS one WHERE one.name IN ('tiles', 'metadata')"
      " AND (instr (one.sql, 'virtual') OR one.type = 'view'"
      " AND (instr (one.sql, 'with') OR length (one.sql) > 4000"
      " OR EXISTS (SELECT 1 FROM item AS other WHERE other.type = 'view'"
      " AND other.name <> one.name"
      " AND (other.name GLOB '*[^a-z0-9_]*' OR instr (one.sql, other.name)))))";
  sqlite3_stmt *rows = NULL;
  int result = sqlite3_prepare_v2 (self->db, strange, -1, &rows, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (rows);

  if (result == SQLITE_ROW)
    g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
                 _ ("The map file “%s” makes its tiles from nested views or virtual tables, which "
                    "is not safe to open. Copy it with another program first."),
                 self->path);
  else if (result != SQLITE_DONE)
    fail (self->db, self->path, error);
  sqlite3_finalize (rows);

  return result == SQLITE_DONE;
}

static sqlite3_stmt *
prepare (SuyMbtiles *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  /* The plain error says that a table or column is missing. */
  if (result == SQLITE_ERROR)
    fail_foreign (self, error);
  else if (result != SQLITE_OK)
    fail (self->db, self->path, error);

  return statement;
}

static char *
text_at (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  int size = sqlite3_column_bytes (row, column);

  return text != NULL ? g_utf8_make_valid (text, size) : NULL;
}

/* Of a doubled key the first value holds. */
static void
take_metadata (SuyMbtiles *self, sqlite3_stmt *row)
{
  g_autofree char *key = text_at (row, 0);
  g_autofree char *value = text_at (row, 1);

  if (key != NULL && value != NULL && !g_hash_table_contains (self->metadata, key))
    g_hash_table_insert (self->metadata, g_steal_pointer (&key), g_steal_pointer (&value));
}

static gboolean
read_metadata (SuyMbtiles *self, GError **error)
{
  sqlite3_stmt *rows =
      prepare (self, "SELECT name, value FROM metadata LIMIT " G_STRINGIFY (MAX_METADATA), error);
  int result;

  if (rows == NULL)
    return FALSE;

  while ((result = sqlite3_step (rows)) == SQLITE_ROW)
    take_metadata (self, rows);
  if (result != SQLITE_DONE)
    fail (self->db, self->path, error);
  sqlite3_finalize (rows);

  return result == SQLITE_DONE;
}

/* @sql asks for one zoom.  Without tiles it is 0. */
static gboolean
ask_zoom (SuyMbtiles *self, const char *sql, guint *zoom, GError **error)
{
  sqlite3_stmt *row = prepare (self, sql, error);
  int result;

  if (row == NULL)
    return FALSE;

  result = sqlite3_step (row);
  if (result == SQLITE_ROW)
    *zoom = (guint) CLAMP (sqlite3_column_int64 (row, 0), 0, MAX_ZOOM);
  else if (result != SQLITE_DONE)
    fail (self->db, self->path, error);
  sqlite3_finalize (row);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

static gboolean
find_zoom (SuyMbtiles *self, const char *key, const char *sql, guint *zoom, GError **error)
{
  const char *text = suy_mbtiles_get_metadata (self, key);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_ZOOM, &number, NULL))
    return ask_zoom (self, sql, zoom, error);

  *zoom = (guint) number;

  return TRUE;
}

/* "west,south,east,north" in degrees; the whole world where that can't be read. */
static SuyBox
read_bounds (const char *text)
{
  double side[4];
  char *end = (char *) text;
  SuyPoint low, high;

  if (text == NULL)
    return SUY_BOX_WORLD;

  for (guint i = 0; i < 4; i++)
    {
      const char *start = i == 0 ? end : end + 1;

      if (i > 0 && *end != ',')
        return SUY_BOX_WORLD;
      side[i] = g_ascii_strtod (start, &end);
      if (end == start)
        return SUY_BOX_WORLD;
    }

  if (!suy_point_from_degrees (side[0], side[1], &low) ||
      !suy_point_from_degrees (side[2], side[3], &high) || low.x > high.x || low.y > high.y)
    return SUY_BOX_WORLD;

  return (SuyBox){ low.x, low.y, high.x, high.y };
}

static gboolean
read_head (SuyMbtiles *self, GError **error)
{
  if (!check_views (self, error) || !read_metadata (self, error))
    return FALSE;

  self->tile = prepare (self,
                        "SELECT tile_data FROM tiles"
                        " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                        error);
  self->bounds = read_bounds (suy_mbtiles_get_metadata (self, "bounds"));

  return self->tile != NULL &&
         find_zoom (self, "minzoom", "SELECT min(zoom_level) FROM tiles", &self->min_zoom, error) &&
         find_zoom (self, "maxzoom", "SELECT max(zoom_level) FROM tiles", &self->max_zoom, error);
}

/* An immutable file is read without its journal, so what stands there would be missing. */
static gboolean
check_journal (const char *path, const char *ending, GError **error)
{
  g_autofree char *journal = g_strconcat (path, ending, NULL);
  GStatBuf status;

  if (g_stat (journal, &status) != 0 || status.st_size == 0)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_LOCKED,
               _ ("The map file “%s” is being written by another program. Close it there first."),
               path);

  return FALSE;
}

static gboolean
check_file (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   _ ("There is no map file “%s”. Choose another one."), path);
      return FALSE;
    }

  /* A pipe would make us wait for ever. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN, _ ("“%s” is not a file."), path);
      return FALSE;
    }

  return check_journal (path, "-wal", error) && check_journal (path, "-journal", error);
}

static void
clear (gpointer data)
{
  SuyMbtiles *self = data;

  sqlite3_finalize (self->tile);
  sqlite3_close (self->db);
  g_hash_table_unref (self->metadata);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
}

SuyMbtiles *
suy_mbtiles_open (const char *path, GError **error)
{
  g_autoptr (SuyMbtiles) self = NULL;

  if (!check_file (path, error))
    return NULL;

  self = g_atomic_rc_box_new0 (SuyMbtiles);
  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->metadata = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!open_db (self, error) || !read_head (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

SuyMbtiles *
suy_mbtiles_ref (SuyMbtiles *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
suy_mbtiles_unref (SuyMbtiles *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
suy_mbtiles_get_metadata (SuyMbtiles *self, const char *key)
{
  return g_hash_table_lookup (self->metadata, key);
}

guint
suy_mbtiles_get_min_zoom (SuyMbtiles *self)
{
  return self->min_zoom;
}

guint
suy_mbtiles_get_max_zoom (SuyMbtiles *self)
{
  return self->max_zoom;
}

SuyBox
suy_mbtiles_get_bounds (SuyMbtiles *self)
{
  return self->bounds;
}

/* Returns: FALSE on failure; @stored stays NULL where there is no such tile */
static gboolean
read_stored (SuyMbtiles *self, guint zoom, guint32 x, guint32 y, GBytes **stored, GError **error)
{
  int result;

  sqlite3_bind_int64 (self->tile, 1, zoom);
  sqlite3_bind_int64 (self->tile, 2, x);
  sqlite3_bind_int64 (self->tile, 3, (gint64) (1u << zoom) - 1 - y);

  wind_clock (self);
  result = sqlite3_step (self->tile);
  if (result == SQLITE_ROW && sqlite3_column_type (self->tile, 0) != SQLITE_NULL)
    {
      const void *blob = sqlite3_column_blob (self->tile, 0);

      *stored = g_bytes_new (blob, (gsize) sqlite3_column_bytes (self->tile, 0));
    }
  else if (result != SQLITE_ROW && result != SQLITE_DONE)
    fail (self->db, self->path, error);
  sqlite3_reset (self->tile);

  return result == SQLITE_ROW || result == SQLITE_DONE;
}

GBytes *
suy_mbtiles_get_tile (SuyMbtiles *self, guint zoom, guint32 x, guint32 y, GError **error)
{
  g_autoptr (GBytes) stored = NULL;
  GBytes *tile;

  if (zoom > MAX_ZOOM || x >> zoom != 0 || y >> zoom != 0)
    return NULL;

  g_mutex_lock (&self->mutex);
  read_stored (self, zoom, x, y, &stored, error);
  g_mutex_unlock (&self->mutex);

  if (stored == NULL || !suy_gzip_is_packed (stored))
    return g_steal_pointer (&stored);

  tile = suy_gzip_unpack (stored, MAX_UNPACKED, error);
  if (tile == NULL)
    g_prefix_error (error, _ ("Tile %u/%u/%u of the map file “%s” is damaged. "), zoom, x, y,
                    self->path);

  return tile;
}
