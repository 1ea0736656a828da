/* suy-as-of.c: the file as it stood on a past day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy of the file, in which every row that was written since is written back to the fold of its
 * operations up to then; the log of the copy ends there too.  So it costs what has changed since,
 * beside the copy.  Search texts are due again, since few past days are searched. */

#include <glib/gstdio.h>

#include "suy-batch.h"
#include "suy-due.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-log.h"
#include "suy-schema.h"
#include "suy-store-private.h"

/* Commands of @moment and before, by their numbers.  What stands without a command was not sealed
 * yet, and so is later. */
static GHashTable *
read_earlier (SuyStore *self, gint64 moment, GError **error)
{
  g_autoptr (GHashTable) earlier = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error, "SELECT id FROM suy_command WHERE wall <= ?1", "i", moment);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      gint64 *number = g_new (gint64, 1);

      *number = sqlite3_column_int64 (statement, 0);
      g_hash_table_add (earlier, number);
    }
  if (own == NULL)
    return g_steal_pointer (&earlier);
  g_propagate_error (error, own);

  return NULL;
}

/* Rows that a later command has written.  (element-type SuyRowKey) */
static GArray *
read_later_rows (SuyStore *self, gint64 moment, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SuyRowKey));
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT tbl, row FROM suy_operation WHERE cmd IS NULL OR cmd IN (SELECT id FROM suy_command"
      " WHERE wall > ?1) UNION SELECT tbl, row FROM " SUY_BATCH_EACH (
          "cmd IN (SELECT id FROM suy_command WHERE wall > ?1)"),
      "i", moment);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      SuyRowKey key = { (guint) sqlite3_column_int (statement, 0),
                        sqlite3_column_int64 (statement, 1) };

      g_array_append_val (keys, key);
    }
  if (own == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, own);

  return NULL;
}

/* ---- one row ---- */

/* What only a later operation replaced stands again.  @operations: those of the copy */
static gboolean
raise_heads (SuyStore *self, const GPtrArray *operations, GError **error)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = operations->pdata[i];

      if (!operation->head && !suy_log_is_superseded (operations, operation) &&
          !suy_connection_do (self->connection, error,
                              "UPDATE suy_operation SET head = 1 WHERE id = ?1", "i",
                              operation->id))
        return FALSE;
    }

  return TRUE;
}

static gboolean
stands (const GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = operations->pdata[i];

      if (operation->head && operation->col == SUY_COL_ROW)
        return TRUE;
    }

  return FALSE;
}

static gboolean
write_back (SuyStore *self, const SuyRowKey *key, GHashTable *earlier, GError **error)
{
  const SuyRegister *reg = suy_catalog_find_number (self->catalog, key->table);
  g_autoptr (GPtrArray) operations =
      suy_log_read_row (self->connection, key->table, key->row, error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (SuyCells) then = NULL;

  if (operations == NULL)
    return FALSE;
  for (guint i = 0; i < operations->len; i++)
    {
      SuyOperation *operation = operations->pdata[i];

      if (!g_hash_table_contains (earlier, &operation->command))
        continue;
      g_ptr_array_add (kept, operation);
      suy_log_apply (&then, operation);
    }
  if (reg != NULL) /* else of a register that this catalog does not have any more */
    suy_store_mark_box (self, reg, NULL);

  return raise_heads (self, kept, error) &&
         (reg == NULL ||
          suy_cells_put_back (self->connection, reg, key->row, stands (operations), then, error));
}

/* ---- the copy ---- */

#define LATER "(SELECT id FROM suy_command WHERE wall > ?1)"

static gboolean
forget_texts (SuyStore *self, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);

  if (!suy_connection_run (self->connection,
                           "INSERT INTO suy_search (suy_search) VALUES ('delete-all');"
                           "DELETE FROM suy_text; DELETE FROM suy_due",
                           error))
    return FALSE;
  for (guint i = 0; i < registers->len; i++)
    if (!suy_due_add (self, registers->pdata[i], G_MININT64, G_MAXINT64, error))
      return FALSE;

  return TRUE;
}

/* Snapshots say up to where in the log they hold, so they go too. */
static gboolean
cut_log (SuyStore *self, gint64 moment, GError **error)
{
  return suy_connection_do (self->connection, error,
                            "DELETE FROM suy_operation WHERE cmd IS NULL OR cmd IN " LATER, "i",
                            moment) &&
         suy_connection_do (self->connection, error, "DELETE FROM suy_batch WHERE cmd IN " LATER,
                            "i", moment) &&
         suy_connection_do (self->connection, error, "DELETE FROM suy_command WHERE wall > ?1", "i",
                            moment) &&
         suy_store_forget_snapshots (self, error);
}

/* Nothing of it is logged. */
static gboolean
write_all (SuyStore *self, const GArray *keys, GHashTable *earlier, gint64 moment, GError **error)
{
  if (!suy_connection_do (self->connection, error, "UPDATE suy_context SET log = 0", ""))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (!write_back (self, &g_array_index (keys, SuyRowKey, i), earlier, error))
      return FALSE;

  return forget_texts (self, error) && cut_log (self, moment, error);
}

/* The copy is nobody's but ours: what a power cut leaves of it is of no use. */
static gboolean
rewrite (SuyStore *copy, gint64 moment, const char *today, GError **error)
{
  const SuyCommandInfo info = { .kind = "as_of", .role = "system" };
  g_autoptr (GHashTable) earlier = read_earlier (copy, moment, error);
  g_autoptr (GArray) keys = earlier == NULL ? NULL : read_later_rows (copy, moment, error);

  if (keys == NULL || !suy_connection_run (copy->connection, "PRAGMA synchronous=OFF", error) ||
      !suy_store_begin (copy, &info, error))
    return FALSE;
  if (!write_all (copy, keys, earlier, moment, error))
    {
      suy_store_rollback (copy);
      return FALSE;
    }
  copy->command.wrote = TRUE;

  return suy_store_commit (copy, NULL, error) &&
         suy_store_set_setting (copy, "today", today, error);
}

static gboolean
go_back (const char *path, gint64 moment, const char *today, GError **error)
{
  SuyStore *copy = suy_store_open (path, SUY_STORE_WRITE, error);
  gboolean ok;

  if (copy == NULL)
    return FALSE;
  ok = rewrite (copy, moment, today, error);

  return suy_store_close (copy, ok ? error : NULL) && ok;
}

/* The log knows nothing of what was before it. */
static gboolean
check_known (SuyStore *self, gint64 moment, GError **error)
{
  g_autoptr (GDateTime) first = NULL;
  g_autofree char *text = NULL;
  gint64 wall;

  if (!suy_connection_get_integer (self->connection, &wall, error,
                                   "SELECT coalesce(min(wall), 0) FROM suy_command", ""))
    return FALSE;
  if (wall <= moment)
    return TRUE;
  first = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  text = g_date_time_format (first, "%F %H:%M UTC");
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
               "The log of “%s” begins at %s and knows nothing of what was before; choose a later "
               "day",
               self->path, text);

  return FALSE;
}

gboolean
suy_store_copy_as_of (SuyStore *self,
                      gint64 moment,
                      const char *today,
                      const char *path,
                      GError **error)
{
  g_return_val_if_fail (self != NULL && today != NULL && path != NULL, FALSE);

  if (!check_known (self, moment, error) || !suy_store_backup (self, path, error))
    return FALSE;
  if (go_back (path, moment, today, error))
    return TRUE;
  g_unlink (path);

  return FALSE;
}
