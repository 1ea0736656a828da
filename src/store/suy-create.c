/* suy-create.c: making a new file, and copying one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-schema.h"
#include "suy-store-private.h"

static gboolean
fill_new (SuyStore *self, const SuyStoreSeed *seed, GError **error)
{
  g_autofree char *uuid = seed->device != NULL ? g_strdup (seed->device) : suy_store_make_uuid ();
  guint32 number =
      seed->device_number != 0 ? seed->device_number : (guint32) g_random_int_range (1, 1 << 20);
  g_autofree char *marker = suy_file_get_marker (self->path);
  g_autofree char *version = g_strdup_printf ("%d", SUY_SCHEMA_VERSION);
  const char *now = "2020-01-01T00:00:00.000Z"; /* nothing has changed yet */

  return suy_schema_create (self->connection, self->catalog, error) &&
         suy_schema_add_rows (self->connection, self->catalog, now, error) &&
         suy_store_add_device (self->connection, uuid, number, 0, error) &&
         suy_store_set_setting (self, "schema", version, error) &&
         suy_store_set_setting (self, "catalog", suy_catalog_get_text (self->catalog), error) &&
         suy_store_set_setting (self, "catalog_hash", suy_catalog_get_hash (self->catalog),
                                error) &&
         suy_store_set_setting (self, "place", marker, error) &&
         suy_store_set_setting (self, "name", seed->name, error) &&
         suy_store_set_setting (self, "district", seed->district, error) &&
         suy_store_set_setting (self, "today", seed->today, error);
}

static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

  if (fd < 0)
    {
      g_set_error (error, SUY_ERROR,
                   g_file_test (path, G_FILE_TEST_EXISTS) ? SUY_ERROR_REFUSED : SUY_ERROR_IO,
                   "“%s” cannot be made: %s", path,
                   g_file_test (path, G_FILE_TEST_EXISTS)
                       ? "there is a file of that name; choose another name"
                       : "the folder is missing or write-protected; choose another folder");
      return FALSE;
    }

  close (fd);
  return TRUE;
}

static void
remove_file (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static gboolean
create_in (SuyStore *self, const SuyStoreSeed *seed, GError **error)
{
  g_autofree char *start = g_strdup_printf (
      "PRAGMA page_size=4096; PRAGMA application_id=%d; PRAGMA user_version=%d; BEGIN IMMEDIATE",
      SUY_GPKG_APPLICATION_ID, SUY_GPKG_VERSION);

  self->connection = suy_connection_open (self->path, SUY_CONNECTION_WRITE, error);
  if (self->connection == NULL)
    return FALSE;
  suy_connection_trust_schema (self->connection);
  if (!suy_connection_run (self->connection, start, error) || !fill_new (self, seed, error) ||
      !suy_connection_run (self->connection, "COMMIT", error))
    return FALSE;

  return suy_store_start_writing (self, error);
}

SuyStore *
suy_store_create (const char *path, SuyCatalog *catalog, const SuyStoreSeed *seed, GError **error)
{
  static const SuyStoreSeed nothing = { 0 };
  g_autoptr (SuyStore) self = suy_store_new ();

  g_return_val_if_fail (path != NULL && catalog != NULL, NULL);

  self->path = suy_file_resolve (path);
  self->catalog = suy_catalog_ref (catalog);
  self->mode = SUY_STORE_WRITE;
  if (!make_file (self->path, error))
    return NULL;
  if (!suy_file_check_writable (self->path, error) ||
      (self->lock = suy_file_lock_new (self->path, error)) == NULL ||
      !create_in (self, seed != NULL ? seed : &nothing, error))
    {
      g_clear_pointer (&self->connection, suy_connection_free);
      remove_file (self->path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
suy_store_backup (SuyStore *self, const char *path, GError **error)
{
  g_autoptr (SuyConnection) connection = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);
  g_return_val_if_fail (!self->command.open, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                   "“%s” is there already; choose another name for the copy", path);
      return FALSE;
    }

  connection = suy_connection_open (self->path,
                                    self->connection_mode == SUY_CONNECTION_IMMUTABLE
                                        ? SUY_CONNECTION_IMMUTABLE
                                        : SUY_CONNECTION_READ,
                                    error);
  if (connection != NULL && suy_connection_do (connection, error, "VACUUM INTO ?1", "t", path))
    return TRUE;

  g_prefix_error (error, "The copy “%s” was not made: ", path);
  g_unlink (path);
  return FALSE;
}
