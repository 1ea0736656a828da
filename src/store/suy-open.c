/* suy-open.c: making, opening and closing the file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "suy-error.h"
#include "suy-rtree-pack.h"
#include "suy-schema-check.h"
#include "suy-schema.h"
#include "suy-store-private.h"

SuyStore *
suy_store_new (void)
{
  SuyStore *self = g_new0 (SuyStore, 1);

  self->codes = suy_codes_new ();

  return self;
}

void
suy_store_free (SuyStore *self)
{
  if (self == NULL)
    return;

  if (self->command.open)
    suy_store_rollback (self);
  g_clear_pointer (&self->due.index, suy_connection_free);
  g_clear_pointer (&self->connection, suy_connection_free);
  g_clear_pointer (&self->catalog, suy_catalog_unref);
  suy_codes_free (self->codes);
  suy_file_lock_free (self->lock);
  if (self->copied_to != NULL)
    suy_file_remove_aside (self->copied_to);
  g_free (self->copied_to);
  g_free (self->path);
  g_free (self);
}

char *
suy_store_make_uuid (void)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (hex, "%08x", g_random_int ());
  return g_string_free (hex, FALSE);
}

gboolean
suy_store_add_device (SuyConnection *connection,
                      const char *uuid,
                      guint32 number,
                      gint64 forked_from,
                      GError **error)
{
  return suy_connection_do (connection, error,
                            "INSERT INTO suy_device (uuid, number, own, forked_from, fork_seq)"
                            " SELECT ?1, ?2, 1, nullif(?3, 0), (SELECT max(seq) FROM suy_operation"
                            " WHERE rep = ?3)",
                            "tii", uuid, (gint64) number, forked_from) &&
         suy_connection_do (connection, error,
                            "INSERT INTO suy_self VALUES (1, last_insert_rowid(), 0)"
                            " ON CONFLICT (id) DO UPDATE SET rep = excluded.rep",
                            "");
}

gboolean
suy_store_start_writing (SuyStore *self, GError **error)
{
  g_autofree char *journal = NULL;

  if (!suy_connection_get_text (self->connection, &journal, error, "PRAGMA journal_mode=WAL", "") ||
      !suy_connection_run (self->connection, "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536",
                           error) ||
      !suy_connection_get_integer (self->connection, &self->data_version, error,
                                   "PRAGMA data_version", ""))
    return FALSE;
  if (g_strcmp0 (journal, "wal") != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
                   "“%s” lies where no write-ahead log can be kept; copy it to this computer",
                   self->path);
      return FALSE;
    }

  suy_store_install_hooks (self);
  return TRUE;
}

static gboolean
check_is_workspace (SuyStore *self, GError **error)
{
  gint64 n;

  if (!suy_connection_get_integer (self->connection, &n, error,
                                   "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND"
                                   " name IN ('suy_setting', 'suy_operation', 'suy_command')",
                                   ""))
    return FALSE;
  if (n == 3)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_FOREIGN,
               "“%s” is a GeoPackage, but no workspace; make a workspace and import it there",
               self->path);
  return FALSE;
}

static gboolean
check_version (SuyStore *self, SuyStoreMode mode, GError **error)
{
  g_autofree char *schema = suy_store_get_setting (self, "schema");
  gint64 version = schema != NULL ? g_ascii_strtoll (schema, NULL, 10) : 0;

  if (version < 1)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "“%s” does not say which version it is; open the latest backup", self->path);
      return FALSE;
    }
  if (version > SUY_SCHEMA_VERSION && mode == SUY_STORE_WRITE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_TOO_NEW,
                   "“%s” was written by a newer Suyuan (file version %s, this program knows %d); "
                   "update the program, or open the file for reading",
                   self->path, schema, SUY_SCHEMA_VERSION);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_catalog (SuyStore *self, GError **error)
{
  g_autofree char *text = suy_store_get_setting (self, "catalog");
  g_autofree char *hash = suy_store_get_setting (self, "catalog_hash");
  g_autoptr (GError) why = NULL;

  if (text != NULL)
    self->catalog = suy_catalog_new_from_text (text, &why);
  if (self->catalog != NULL && g_strcmp0 (hash, suy_catalog_get_hash (self->catalog)) == 0)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               "The catalog inside “%s” cannot be used (%s); open the latest backup", self->path,
               why != NULL    ? why->message
               : text == NULL ? "it is missing"
                              : "it was changed");
  return FALSE;
}

static gboolean
check_pages (SuyStore *self, GError **error)
{
  g_autofree char *answer = NULL;

  if (!suy_connection_get_text (self->connection, &answer, error, "PRAGMA quick_check(1)", ""))
    return FALSE;
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               "“%s” was not closed properly and is damaged (%s); open the latest backup",
               self->path, answer);
  return FALSE;
}

static gboolean
read_basics (SuyStore *self, const SuyFileFacts *facts, SuyStoreMode mode, GError **error)
{
  return check_is_workspace (self, error) && check_version (self, mode, error) &&
         ((!facts->wal_full && !facts->hot) || check_pages (self, error)) &&
         read_catalog (self, error);
}

/* Read-only connections are tried from the safest: research decides which is safe when. */
static gboolean
connect_for_reading (SuyStore *self, const SuyFileFacts *facts, GError **error)
{
  gboolean still = facts->wal && !facts->wal_full && !facts->shared;
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *copy = NULL;

  self->connection_mode = still ? SUY_CONNECTION_IMMUTABLE : SUY_CONNECTION_READ;
  self->connection = suy_connection_open (self->path, self->connection_mode, error);
  if (self->connection == NULL)
    return FALSE;
  if (suy_connection_run (self->connection, "SELECT count(*) FROM sqlite_schema", NULL))
    return TRUE;
  if (!facts->wal)
    {
      suy_connection_set_error (self->connection, error);
      return FALSE;
    }

  g_clear_pointer (&self->connection, suy_connection_free);
  self->connection_mode = SUY_CONNECTION_READ;
  if (!facts->wal_full)
    {
      self->connection_mode = SUY_CONNECTION_IMMUTABLE;
      self->connection = suy_connection_open (self->path, SUY_CONNECTION_IMMUTABLE, error);
      return self->connection != NULL;
    }

  self->copied_to = suy_file_copy_aside (self->path, error);
  if (self->copied_to == NULL)
    return FALSE;
  copy = g_build_filename (self->copied_to, base, NULL);
  self->connection = suy_connection_open (copy, SUY_CONNECTION_READ, error);
  return self->connection != NULL;
}

static gboolean
make_reader (SuyStore *self, GError **error)
{
  sqlite3_db_config (suy_connection_get_db (self->connection), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                     NULL);
  return suy_connection_run (self->connection, "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0",
                             error) &&
         suy_connection_get_integer (self->connection, &self->data_version, error,
                                     "PRAGMA data_version", "");
}

static gboolean
rebuild_trees (SuyStore *self, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = g_ptr_array_index (registers, i);

      if (reg->geometry != SUY_GEOMETRY_NONE &&
          !suy_rtree_rebuild (self->connection, reg->name, error))
        return FALSE;
    }

  return TRUE;
}

/* Triggers that are gone are made again; what was edited meanwhile is logged as from outside. */
static gboolean
repair (SuyStore *self, const GPtrArray *missing, GError **error)
{
  guint n;

  if (!suy_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < missing->len; i++)
    if (!suy_connection_run (self->connection, g_ptr_array_index (missing, i), error))
      {
        suy_connection_run (self->connection, "ROLLBACK", NULL);
        return FALSE;
      }
  if (rebuild_trees (self, error) && suy_seal (self, TRUE, &n, error) &&
      suy_connection_run (self->connection, "COMMIT", error))
    return TRUE;

  suy_connection_run (self->connection, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
check_schema (SuyStore *self, SuySchemaCheck **check, GError **error)
{
  static const char *const grave[] = { "tableMissing", "tableChanged", "schemaForeign",
                                       "schemaChanged" };

  *check = suy_schema_check_new (self->connection, self->catalog, error);
  if (*check == NULL)
    return FALSE;

  for (guint k = 0; (*check)->refuse && k < G_N_ELEMENTS (grave); k++)
    for (guint i = 0; i < (*check)->findings->len; i++)
      {
        const SuyFinding *finding = &g_array_index ((*check)->findings, SuyFinding, i);

        if (strcmp (finding->name, grave[k]) != 0)
          continue;
        g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY, "“%s” can only be read: %s (%s)",
                     self->path, finding->text, finding->name);
        return FALSE;
      }

  return TRUE;
}

/* A copied or restored file goes on under a name of its own, so that its operations never meet
 * others of the same number. */
static gboolean
fork_device (SuyStore *self, GError **error)
{
  g_autofree char *marker = suy_file_get_marker (self->path);
  g_autofree char *before = suy_store_get_setting (self, "place");
  g_autofree char *uuid = suy_store_make_uuid ();
  gint64 rep;

  if (g_strcmp0 (marker, before) == 0)
    return TRUE;
  if (!suy_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (suy_connection_get_integer (self->connection, &rep, error, "SELECT rep FROM suy_self", "") &&
      suy_store_add_device (self->connection, uuid, (guint32) g_random_int_range (1, 1 << 20), rep,
                            error) &&
      suy_store_set_setting (self, "place", marker, error) &&
      suy_connection_run (self->connection, "COMMIT", error))
    return TRUE;

  suy_connection_run (self->connection, "ROLLBACK", NULL);
  return FALSE;
}

static gboolean
connect_for_writing (SuyStore *self, GError **error)
{
  if (!suy_file_check_writable (self->path, error))
    return FALSE;
  self->lock = suy_file_lock_new (self->path, error);
  if (self->lock == NULL)
    return FALSE;
  self->connection_mode = SUY_CONNECTION_WRITE;
  self->connection = suy_connection_open (self->path, SUY_CONNECTION_WRITE, error);
  return self->connection != NULL;
}

/* What is read first decides whether anything may change: nothing has until here. */
static gboolean
go_on_writing (SuyStore *self, GError **error)
{
  g_autoptr (SuySchemaCheck) check = NULL;
  gboolean changed;

  if (!check_schema (self, &check, error))
    return FALSE;
  suy_connection_trust_schema (self->connection);
  if (!suy_store_start_writing (self, error) || !fork_device (self, error) ||
      !suy_connection_get_integer (self->connection, &self->last_id, error,
                                   "SELECT last_id FROM suy_self", "") ||
      (check->missing->len > 0 && !repair (self, check->missing, error)))
    return FALSE;

  self->data_version = -1;
  return suy_store_poll_outside (self, &changed, error);
}

SuyStore *
suy_store_open (const char *path, SuyStoreMode mode, GError **error)
{
  g_autoptr (SuyStore) self = suy_store_new ();
  SuyFileFacts facts = { 0 };

  g_return_val_if_fail (path != NULL, NULL);

  self->path = suy_file_resolve (path);
  self->mode = SUY_STORE_READ;
  if (!suy_file_inspect (self->path, &facts, error))
    return NULL;
  if (!(mode == SUY_STORE_WRITE ? connect_for_writing (self, error)
                                : connect_for_reading (self, &facts, error)) ||
      !read_basics (self, &facts, mode, error))
    return NULL;

  self->mode = mode;
  if (!(mode == SUY_STORE_WRITE ? go_on_writing (self, error) : make_reader (self, error)))
    return NULL;

  return g_steal_pointer (&self);
}

SuyStore *
suy_store_open_reader (SuyStore *self, GError **error)
{
  g_autoptr (SuyStore) reader = suy_store_new ();
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *path = self->copied_to != NULL ? g_build_filename (self->copied_to, base, NULL)
                                                  : g_strdup (self->path);

  reader->path = g_strdup (self->path);
  reader->catalog = suy_catalog_ref (self->catalog);
  reader->mode = SUY_STORE_READ;
  reader->connection_mode = self->connection_mode == SUY_CONNECTION_IMMUTABLE
                                ? SUY_CONNECTION_IMMUTABLE
                                : SUY_CONNECTION_READ;
  reader->connection = suy_connection_open (path, reader->connection_mode, error);
  if (reader->connection == NULL || !make_reader (reader, error))
    return NULL;

  return g_steal_pointer (&reader);
}

static gboolean
seal_now (SuyStore *self, guint *n, GError **error)
{
  if (!suy_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (suy_seal (self, FALSE, n, error) && suy_connection_run (self->connection, "COMMIT", error))
    return TRUE;

  suy_connection_run (self->connection, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
suy_store_poll_outside (SuyStore *self, gboolean *changed, GError **error)
{
  gint64 version, unsealed = 0;
  guint n = 0;

  g_return_val_if_fail (self != NULL && changed != NULL, FALSE);

  *changed = FALSE;
  if (!suy_connection_get_integer (self->connection, &version, error, "PRAGMA data_version", ""))
    return FALSE;
  *changed = self->outside;
  self->outside = FALSE;
  if (version == self->data_version)
    return TRUE;

  if (self->mode == SUY_STORE_READ)
    {
      self->data_version = version;
      *changed = TRUE;
      return TRUE;
    }
  if (self->command.open)
    return TRUE;
  if (!suy_connection_get_integer (self->connection, &unsealed, error,
                                   "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE cmd IS NULL)",
                                   "") ||
      (unsealed && !seal_now (self, &n, error)))
    return FALSE;

  self->data_version = version;
  *changed |= n > 0;
  return TRUE;
}

static gboolean
settle (SuyStore *self, GError **error)
{
  g_autofree char *journal = NULL;
  g_autoptr (GError) why = NULL;
  gboolean settled;

  suy_connection_run (self->connection, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
  settled = suy_connection_get_text (self->connection, &journal, &why, "PRAGMA journal_mode=DELETE",
                                     "") &&
            g_strcmp0 (journal, "delete") == 0;
  if (!settled)
    {
      g_autofree char *other = suy_file_get_other_program (self->path);

      g_set_error (
          error, SUY_ERROR, SUY_ERROR_LOCKED,
          "“%s” is still open in %s: all is saved, but copy the file only after closing it "
          "there",
          self->path, other != NULL ? other : "another program");
    }

  return settled;
}

gboolean
suy_store_close (SuyStore *self, GError **error)
{
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->command.open)
    suy_store_rollback (self);
  suy_connection_forget (self->connection);
  if (self->mode == SUY_STORE_WRITE)
    done = settle (self, error);
  suy_store_free (self);

  return done;
}
