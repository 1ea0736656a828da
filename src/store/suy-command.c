/* suy-command.c: one transaction, one command, one link of the chain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-error.h"
#include "suy-log.h"
#include "suy-schema.h"
#include "suy-store-private.h"

/* A record id: 32 bits of seconds since 2020-01-01, 20 of the device, 11 that count. */
#define ID_EPOCH G_GINT64_CONSTANT (1577836800)
#define ID_SECOND_SHIFT 31
#define ID_DEVICE_SHIFT 11
#define ID_COUNTER_MASK ((1 << ID_DEVICE_SHIFT) - 1)
#define ID_DEVICE_MASK ((1 << 20) - 1)

static gboolean
is_register (const char *table)
{
  return !g_str_has_prefix (table, "suy_") && !g_str_has_prefix (table, "gpkg_") &&
         !g_str_has_prefix (table, "rtree_") && !g_str_has_prefix (table, "sqlite_");
}

static void
on_update (void *data, int what, const char *database, const char *table, sqlite3_int64 row)
{
  SuyStore *self = data;

  if (!is_register (table))
    return;
  self->unlawful |= !self->command.open;
  if (what == SQLITE_INSERT)
    suy_codes_see_insert (self->codes);
  else if (what == SQLITE_DELETE)
    suy_codes_forget (self->codes);
}

static int
on_commit (void *data)
{
  SuyStore *self = data;
  gboolean unlawful = self->unlawful;

  self->unlawful = FALSE;
  return unlawful;
}

static void
on_rollback (void *data)
{
  SuyStore *self = data;

  self->unlawful = FALSE;
  suy_codes_forget (self->codes);
}

/* Our own code that forgets the command would look like another program: it is refused. */
void
suy_store_install_hooks (SuyStore *self)
{
  sqlite3 *db = suy_connection_get_db (self->connection);

  sqlite3_update_hook (db, on_update, self);
  sqlite3_commit_hook (db, on_commit, self);
  sqlite3_rollback_hook (db, on_rollback, self);
}

gint64
suy_store_get_now (void)
{
  return g_get_real_time ();
}

static guint
row_key_hash (gconstpointer data)
{
  const SuyRowKey *key = data;

  return (guint) (key->row ^ key->row >> 32) * 31 + key->table;
}

static gboolean
row_key_equal (gconstpointer a, gconstpointer b)
{
  const SuyRowKey *x = a, *y = b;

  return x->row == y->row && x->table == y->table;
}

void
suy_store_mark_dirty (SuyStore *self, guint table, gint64 row)
{
  SuyRowKey key = { table, row };

  if (!g_hash_table_contains (self->command.dirty, &key))
    g_hash_table_add (self->command.dirty, g_memdup2 (&key, sizeof key));
}

void
suy_store_mark_box (SuyStore *self, const SuyRegister *reg, const SuyBox *box)
{
  SuyBox *sum = g_hash_table_lookup (self->command.boxes, reg);

  if (sum == NULL)
    {
      sum = g_memdup2 (&SUY_BOX_EMPTY, sizeof *sum);
      g_hash_table_insert (self->command.boxes, (gpointer) reg, sum);
    }
  if (box != NULL && !suy_box_is_empty (box))
    suy_box_add (sum, box);
}

static void
clear_command (SuyCommand *command)
{
  g_free (command->kind);
  g_free (command->actor);
  g_free (command->role);
  g_free (command->reason);
  g_free (command->wall_source);
  g_free (command->target);
  g_clear_pointer (&command->dirty, g_hash_table_unref);
  g_clear_pointer (&command->boxes, g_hash_table_unref);
  *command = (SuyCommand){ 0 };
}

static void
fill_command (SuyCommand *command, const SuyCommandInfo *info)
{
  command->open = TRUE;
  command->wall = info->wall != 0 ? info->wall : suy_store_get_now ();
  command->kind = g_strdup (info->kind != NULL ? info->kind : "edit");
  command->actor = g_strdup (info->actor);
  command->role = g_strdup (info->role);
  command->reason = g_strdup (info->reason);
  command->wall_source = g_strdup (info->wall_source != NULL ? info->wall_source : "system");
  command->dirty = g_hash_table_new_full (row_key_hash, row_key_equal, g_free, NULL);
  command->boxes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

void
suy_store_abandon_command (SuyStore *self)
{
  clear_command (&self->command);
}

gboolean
suy_store_check_command (SuyStore *self, GError **error)
{
  if (self->command.open)
    {
      if (!sqlite3_get_autocommit (suy_connection_get_db (self->connection)))
        return TRUE;
      g_set_error (error, SUY_ERROR, SUY_ERROR_IO,
                   "An error undid the change of “%s” as a whole; free some space and do it again",
                   self->path);
      return FALSE;
    }

  if (self->mode == SUY_STORE_READ)
    g_set_error (error, SUY_ERROR, SUY_ERROR_READ_ONLY,
                 "“%s” is open for reading only; open it for writing to change it", self->path);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED, "“%s” was to be changed outside a command",
                 self->path);
  return FALSE;
}

gboolean
suy_store_begin_command (SuyStore *self, const SuyCommandInfo *info, GError **error)
{
  SuyCommand *command = &self->command;

  fill_command (command, info);
  if (!suy_connection_get_integer (self->connection, &command->number, error,
                                   "SELECT coalesce(max(id), 0) + 1 FROM suy_command", "") ||
      !suy_connection_get_integer (self->connection, &command->rep, error,
                                   "SELECT rep FROM suy_self", "") ||
      !suy_connection_get_integer (self->connection, &command->device, error,
                                   "SELECT number FROM suy_device WHERE rep = ?1", "i",
                                   command->rep) ||
      !suy_connection_get_integer (self->connection, &command->first_seq, error,
                                   "SELECT coalesce(max(seq), 0) + 1 FROM suy_operation"
                                   " WHERE rep = ?1",
                                   "i", command->rep) ||
      !suy_connection_get_integer (self->connection, &command->log_end, error,
                                   "SELECT coalesce(max(id), 0) FROM suy_operation", "") ||
      !suy_connection_get_integer (self->connection, &self->last_id, error,
                                   "SELECT max(last_id, ?1) FROM suy_self", "i", self->last_id) ||
      !suy_connection_do (self->connection, error, "DELETE FROM suy_context", "") ||
      !suy_connection_do (self->connection, error, "INSERT INTO suy_context VALUES (1, ?1, 1)", "i",
                          command->number))
    {
      clear_command (command);
      return FALSE;
    }

  return TRUE;
}

/* In a write-ahead log every new page is written twice; with a rollback journal once, since what is
 * behind the old end of the file needs no journal.  That shuts others out, and it is not done where
 * another connection has the file open: then SQLite leaves the mode as it is. */
static void
leave_log (SuyStore *self)
{
  g_autofree char *mode = NULL;

  self->plain =
      suy_connection_get_text (self->connection, &mode, NULL, "PRAGMA journal_mode=DELETE", "") &&
      g_strcmp0 (mode, "delete") == 0;
}

/* Where another program came in between the next command tries again; edits are as safe meanwhile,
 * but readers and the writer wait for each other. */
static void
return_to_log (SuyStore *self)
{
  g_autofree char *mode = NULL;

  if (self->plain &&
      suy_connection_get_text (self->connection, &mode, NULL, "PRAGMA journal_mode=WAL", "") &&
      g_strcmp0 (mode, "wal") == 0)
    self->plain = FALSE;
}

gboolean
suy_store_begin (SuyStore *self, const SuyCommandInfo *info, GError **error)
{
  guint n;

  g_return_val_if_fail (self != NULL && info != NULL, FALSE);
  g_return_val_if_fail (!self->command.open, FALSE);

  if (self->mode == SUY_STORE_READ)
    return suy_store_check_command (self, error);
  if (info->bulk)
    leave_log (self);
  else
    return_to_log (self);
  if (suy_connection_do (self->connection, error, "BEGIN IMMEDIATE", ""))
    {
      if (suy_seal (self, FALSE, &n, error) && suy_store_begin_command (self, info, error))
        {
          self->outside |= n > 0;
          return TRUE;
        }
      suy_connection_run (self->connection, "ROLLBACK", NULL);
    }

  return_to_log (self);
  return FALSE;
}

static gboolean
update_texts (SuyStore *self, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->command.dirty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const SuyRowKey *row = key;
      const SuyRegister *reg = suy_catalog_find_number (self->catalog, row->table);

      if (reg != NULL && !suy_search_update (self, reg, row->row, error))
        return FALSE;
    }

  return TRUE;
}

/* Extents only grow, which GeoPackage allows: they inform. */
static gboolean
update_contents (SuyStore *self, GError **error)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->command.wall / G_USEC_PER_SEC);
  g_autofree char *now = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->command.boxes);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const SuyRegister *reg = key;
      const SuyBox *box = value;
      gboolean done =
          suy_box_is_empty (box)
              ? suy_connection_do (
                    self->connection, error,
                    "UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1", "tt",
                    reg->name, now)
              : suy_connection_do (self->connection, error,
                                   "UPDATE gpkg_contents SET last_change = ?2,"
                                   " min_x = min(coalesce(min_x, ?3), ?3),"
                                   " min_y = min(coalesce(min_y, ?4), ?4),"
                                   " max_x = max(coalesce(max_x, ?5), ?5),"
                                   " max_y = max(coalesce(max_y, ?6), ?6) WHERE table_name = ?1",
                                   "ttdddd", reg->name, now, suy_degrees (box->min_x),
                                   suy_degrees (box->min_y), suy_degrees (box->max_x),
                                   suy_degrees (box->max_y));

      if (!done)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_last_hash (SuyStore *self, GBytes **hash, GError **error)
{
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error,
                            "SELECT hash FROM suy_command WHERE rep = ?1 AND first_seq < ?2"
                            " ORDER BY first_seq DESC LIMIT 1",
                            "ii", self->command.rep, self->command.first_seq);
  GError *own = NULL;

  *hash = NULL;
  if (statement == NULL)
    return FALSE;
  if (suy_connection_step (self->connection, statement, &own))
    *hash = suy_statement_get_bytes (statement, 0);
  if (own != NULL)
    g_propagate_error (error, own);
  return own == NULL;
}

static gboolean
write_command (SuyStore *self, gint64 n, GError **error)
{
  SuyCommand *command = &self->command;
  g_autoptr (GBytes) previous = NULL;
  guint8 hash[32] = { 0 };

  return read_last_hash (self, &previous, error) &&
         suy_connection_do (self->connection, error,
                            "INSERT INTO suy_command VALUES"
                            " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                            "iiiittttitttb", command->number, command->rep, command->first_seq, n,
                            command->kind, command->actor, command->role, command->reason,
                            command->wall, command->wall_source, "suyuan " SUY_VERSION,
                            command->target, hash, sizeof hash) &&
         suy_log_hash (self->connection, command->number, previous, NULL, hash, error) &&
         suy_connection_do (self->connection, error,
                            "UPDATE suy_command SET hash = ?2 WHERE id = ?1", "ib", command->number,
                            hash, sizeof hash);
}

gboolean
suy_store_end_command (SuyStore *self, guint *n_operations, GError **error)
{
  gint64 n;

  if (!suy_connection_get_integer (self->connection, &n, error,
                                   "SELECT coalesce(max(seq), 0) + 1 - ?2 FROM suy_operation"
                                   " WHERE rep = ?1",
                                   "ii", self->command.rep, self->command.first_seq) ||
      !update_texts (self, error) || !update_contents (self, error) ||
      (n > 0 && !write_command (self, n, error)) ||
      (n > 0 && !suy_connection_do (self->connection, error, "UPDATE suy_self SET last_id = ?1",
                                    "i", self->last_id)) ||
      !suy_connection_do (self->connection, error, "DELETE FROM suy_context", ""))
    return FALSE;

  *n_operations = (guint) n;
  return TRUE;
}

gboolean
suy_store_commit (SuyStore *self, guint *n_operations, GError **error)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!suy_store_check_command (self, error))
    {
      suy_store_rollback (self);
      return FALSE;
    }
  if (!suy_store_end_command (self, &n, error))
    {
      suy_store_rollback (self);
      return FALSE;
    }
  if (n == 0 && !self->command.wrote)
    suy_store_rollback (self);
  else if (!suy_connection_do (self->connection, error, "COMMIT", ""))
    {
      suy_store_rollback (self);
      return FALSE;
    }

  clear_command (&self->command);
  return_to_log (self);
  if (n_operations != NULL)
    *n_operations = n;
  return TRUE;
}

void
suy_store_rollback (SuyStore *self)
{
  g_return_if_fail (self != NULL);

  if (!sqlite3_get_autocommit (suy_connection_get_db (self->connection)))
    suy_connection_run (self->connection, "ROLLBACK", NULL);
  clear_command (&self->command);
  return_to_log (self);
}

/* Ids run ahead of the clock when it was set back or many come at once; nobody may read a time out
 * of them. */
gint64
suy_store_new_id (SuyStore *self)
{
  gint64 wall = self->command.open ? self->command.wall : suy_store_get_now ();
  gint64 second = CLAMP (wall / G_USEC_PER_SEC - ID_EPOCH, 1, G_MAXUINT32);
  gint64 last = self->last_id >> ID_SECOND_SHIFT;
  gint64 counter = self->last_id & ID_COUNTER_MASK;
  gint64 device = self->command.device;
  gint64 id;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->command.open)
    suy_connection_get_integer (
        self->connection, &device, NULL,
        "SELECT number FROM suy_device WHERE rep = (SELECT rep FROM suy_self)", "");
  id = second << ID_SECOND_SHIFT | (device & ID_DEVICE_MASK) << ID_DEVICE_SHIFT;
  if (second <= last)
    {
      gboolean same = (self->last_id >> ID_DEVICE_SHIFT & ID_DEVICE_MASK) == device;
      gboolean room = same && counter < ID_COUNTER_MASK;

      id = (room ? last : last + 1) << ID_SECOND_SHIFT | device << ID_DEVICE_SHIFT |
           (room ? counter + 1 : 0);
    }

  self->last_id = id;
  return id;
}
