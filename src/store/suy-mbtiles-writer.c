/* suy-mbtiles-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything goes into one transaction of a file with a draft name, without journal: a draft that
 * wasn't finished is worth nothing. */

#include "suy-mbtiles.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-gzip.h"

#define MAX_ZOOM 30

/* The application id is "MPBX".  Synchronous FULL makes COMMIT wait for the disk, once. */
#define SCHEMA                                                                     \
  "PRAGMA application_id = 0x4d504258;"                                            \
  "PRAGMA journal_mode = OFF;"                                                     \
  "PRAGMA synchronous = FULL;"                                                     \
  "PRAGMA locking_mode = EXCLUSIVE;"                                               \
  "BEGIN;"                                                                         \
  "CREATE TABLE metadata (name text, value text);"                                 \
  "CREATE UNIQUE INDEX metadata_index ON metadata (name);"                         \
  "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer," \
  " tile_data blob);"                                                              \
  "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)"

struct _SuyMbtilesWriter
{
  sqlite3 *db;
  sqlite3_stmt *put, *set;
  char *path, *draft;
};

static gboolean
fail (SuyMbtilesWriter *self, GError **error)
{
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
               _ ("The map file “%s” could not be written: %s. Look whether the disk is full."),
               self->path, sqlite3_errmsg (self->db));

  return FALSE;
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
               _ ("The file “%s” exists already. Choose another name."), path);

  return FALSE;
}

/* An empty file of its own name next to @path. */
static char *
make_draft (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("The file “%s” could not be made: %s."), path,
                   g_strerror (errno));
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&name);
}

static gboolean
open_draft (SuyMbtilesWriter *self, GError **error)
{
  static const char put[] = "INSERT INTO tiles VALUES (?, ?, ?, ?)";
  static const char set[] = "INSERT OR REPLACE INTO metadata VALUES (?, ?)";

  if (sqlite3_open_v2 (self->draft, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
          SQLITE_OK ||
      sqlite3_exec (self->db, SCHEMA, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (self->db, put, sizeof put, &self->put, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (self->db, set, sizeof set, &self->set, NULL) != SQLITE_OK)
    return fail (self, error);

  return TRUE;
}

SuyMbtilesWriter *
suy_mbtiles_writer_new (const char *path, GError **error)
{
  g_autoptr (SuyMbtilesWriter) self = NULL;

  if (!check_free (path, error))
    return NULL;

  self = g_new0 (SuyMbtilesWriter, 1);
  self->path = g_strdup (path);
  self->draft = make_draft (path, error);
  if (self->draft == NULL || !open_draft (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
suy_mbtiles_writer_set_metadata (SuyMbtilesWriter *self,
                                 const char *key,
                                 const char *value,
                                 GError **error)
{
  int result;

  sqlite3_bind_text (self->set, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->set, 2, value, -1, SQLITE_STATIC);
  result = sqlite3_step (self->set);
  sqlite3_reset (self->set);
  sqlite3_clear_bindings (self->set);

  return result == SQLITE_DONE || fail (self, error);
}

gboolean
suy_mbtiles_writer_put_as_is (SuyMbtilesWriter *self,
                              guint zoom,
                              guint32 x,
                              guint32 y,
                              const guint8 *tile,
                              gsize size,
                              GError **error)
{
  int result;

  g_return_val_if_fail (zoom <= MAX_ZOOM && x >> zoom == 0 && y >> zoom == 0, FALSE);

  sqlite3_bind_int64 (self->put, 1, zoom);
  sqlite3_bind_int64 (self->put, 2, x);
  sqlite3_bind_int64 (self->put, 3, (gint64) (1u << zoom) - 1 - y);
  sqlite3_bind_blob64 (self->put, 4, tile, size, SQLITE_STATIC);
  result = sqlite3_step (self->put);
  sqlite3_reset (self->put);
  sqlite3_clear_bindings (self->put);

  if (result == SQLITE_CONSTRAINT)
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                 _ ("Tile %u/%u/%u is written to “%s” twice. Write it once."), zoom, x, y,
                 self->path);
  else if (result != SQLITE_DONE)
    fail (self, error);

  return result == SQLITE_DONE;
}

gboolean
suy_mbtiles_writer_put (SuyMbtilesWriter *self,
                        guint zoom,
                        guint32 x,
                        guint32 y,
                        GBytes *tile,
                        GError **error)
{
  g_autoptr (GBytes) packed = suy_gzip_pack (tile);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  return suy_mbtiles_writer_put_as_is (self, zoom, x, y, data, size, error);
}

static void
close_db (SuyMbtilesWriter *self)
{
  int result;

  sqlite3_finalize (g_steal_pointer (&self->put));
  sqlite3_finalize (g_steal_pointer (&self->set));
  result = sqlite3_close (g_steal_pointer (&self->db));
  g_assert (result == SQLITE_OK);
}

static gboolean
take_name (SuyMbtilesWriter *self, GError **error)
{
  if (!check_free (self->path, error))
    return FALSE;

  if (g_rename (self->draft, self->path) != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("The file “%s” could not be made: %s."),
                   self->path, g_strerror (errno));
      return FALSE;
    }
  g_clear_pointer (&self->draft, g_free);

  return TRUE;
}

gboolean
suy_mbtiles_writer_end (SuyMbtilesWriter *writer, GError **error)
{
  g_autoptr (SuyMbtilesWriter) self = writer;

  if (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    return fail (self, error);

  close_db (self);

  return take_name (self, error);
}

void
suy_mbtiles_writer_free (SuyMbtilesWriter *self)
{
  if (self == NULL)
    return;

  close_db (self);
  if (self->draft != NULL)
    g_unlink (self->draft);
  g_free (self->draft);
  g_free (self->path);
  g_free (self);
}
