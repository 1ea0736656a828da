/* suy-history.c: who changed what, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-log.h"
#include "suy-schema.h"
#include "suy-store-private.h"

static void
clear_change (gpointer data)
{
  SuyChange *change = data;

  suy_value_clear (&change->old_value);
  suy_value_clear (&change->new_value);
  g_free (change->command_kind);
  g_free (change->actor);
  g_free (change->role);
  g_free (change->reason);
}

static GArray *
new_changes (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (SuyChange));

  g_array_set_clear_func (changes, clear_change);
  return changes;
}

static char *
copy_text (SuyStatement *statement, int at)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, at));
}

/* Operations without a command are edits of another program that were not sealed yet. */
static gboolean
read_command (SuyStore *self, gint64 command, SuyChange *change, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT wall, kind, actor, role, reason FROM suy_command WHERE id = ?1", "i", command);
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  change->command = command;
  if (suy_connection_step (self->connection, statement, &own))
    {
      change->wall = sqlite3_column_int64 (statement, 0);
      change->command_kind = copy_text (statement, 1);
      change->actor = copy_text (statement, 2);
      change->role = copy_text (statement, 3);
      change->reason = copy_text (statement, 4);
    }
  else
    change->command_kind = g_strdup ("outside");
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static void
fill_change (SuyChange *change, const SuyRegister *reg, const SuyOperation *operation)
{
  change->reg = reg;
  change->id = operation->row;
  change->kind = operation->col == SUY_COL_ROW      ? SUY_CHANGE_INSERT
                 : operation->col == SUY_COL_DELETE ? SUY_CHANGE_DELETE
                                                    : SUY_CHANGE_UPDATE;
  if (reg != NULL && operation->col > 0)
    change->field = suy_register_find_number (reg, (guint) operation->col);
}

GArray *
suy_store_history (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) operations = suy_log_read_row (self->connection, reg->number, id, error);
  g_autoptr (GArray) changes = new_changes ();

  if (operations == NULL)
    return NULL;

  for (guint i = operations->len; i > 0; i--)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i - 1);
      SuyChange change = { 0 };
      g_autoptr (GBytes) geometry = NULL;

      fill_change (&change, reg, operation);
      if (operation->col > 0)
        {
          suy_log_get_old (operations, operation, &change.old_value, &geometry);
          change.new_value = suy_value_dup (&operation->value);
        }
      g_array_append_val (changes, change);
      if (!read_command (self, operation->command,
                         &g_array_index (changes, SuyChange, changes->len - 1), error))
        return NULL;
    }

  return g_steal_pointer (&changes);
}

GArray *
suy_store_recent (SuyStore *self, guint max, GError **error)
{
  g_autoptr (GArray) changes = new_changes ();
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT c.id, coalesce(o.tbl, b.tbl), coalesce(o.row, b.row), coalesce(o.col, -2) FROM"
      " suy_command c LEFT JOIN suy_operation o ON o.rep = c.rep AND o.seq = c.first_seq LEFT JOIN"
      " suy_batch b ON b.rep = c.rep AND b.seq = c.first_seq ORDER BY c.id DESC LIMIT ?1",
      "i", (gint64) max);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (own == NULL && suy_connection_step (self->connection, statement, &own))
    {
      SuyOperation first = { .row = sqlite3_column_int64 (statement, 2),
                             .col = sqlite3_column_int (statement, 3) };
      const SuyRegister *reg =
          suy_catalog_find_number (self->catalog, (guint) sqlite3_column_int (statement, 1));
      SuyChange change = { 0 };

      fill_change (&change, reg, &first);
      g_array_append_val (changes, change);
      read_command (self, sqlite3_column_int64 (statement, 0),
                    &g_array_index (changes, SuyChange, changes->len - 1), &own);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&changes);
}
