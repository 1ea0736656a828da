/* suy-undo.c: taking a command back by another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-batch.h"
#include "suy-error.h"
#include "suy-log.h"
#include "suy-schema.h"
#include "suy-store-private.h"

typedef struct
{
  gint64 number, rep, first_seq, n;
  char *kind, *target;
} Command;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->kind);
  g_free (command->target);
  g_free (command);
}

static char *
name_command (const Command *command)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, command->rep,
                          command->first_seq);
}

/* Commands of this device and of those that it went on from.  (element-type Command) */
static GPtrArray *
read_commands (SuyStore *self, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (command_free);
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT c.id, c.rep, c.first_seq, c.n, c.kind, c.target FROM suy_command c"
      " JOIN suy_device d ON d.rep = c.rep WHERE d.own ORDER BY c.id",
      "");
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      Command *command = g_new (Command, 1);

      command->number = sqlite3_column_int64 (statement, 0);
      command->rep = sqlite3_column_int64 (statement, 1);
      command->first_seq = sqlite3_column_int64 (statement, 2);
      command->n = sqlite3_column_int64 (statement, 3);
      command->kind = g_strdup ((const char *) sqlite3_column_text (statement, 4));
      command->target = g_strdup ((const char *) sqlite3_column_text (statement, 5));
      g_ptr_array_add (commands, command);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&commands);
}

static void
take (GPtrArray *stack, const char *target)
{
  for (guint i = stack->len; i > 0; i--)
    {
      g_autofree char *name = name_command (g_ptr_array_index (stack, i - 1));

      if (g_strcmp0 (name, target) == 0)
        {
          g_ptr_array_remove_index (stack, i - 1);
          return;
        }
    }
}

/* The command that undo or redo is about; NULL: none.  What the program evaluates by itself follows
 * from the records, so it neither is taken back nor stands in the way. */
static const Command *
choose (const GPtrArray *commands, gboolean redo)
{
  g_autoptr (GPtrArray) stand = g_ptr_array_new ();
  g_autoptr (GPtrArray) undone = g_ptr_array_new ();
  GPtrArray *stack = redo ? undone : stand;

  for (guint i = 0; i < commands->len; i++)
    {
      Command *command = g_ptr_array_index (commands, i);
      gboolean is_undo;
      gboolean is_redo;

      if (strcmp (command->kind, "evaluate") == 0)
        continue;
      is_undo = strcmp (command->kind, "undo") == 0;
      is_redo = strcmp (command->kind, "redo") == 0;
      if (is_undo)
        take (stand, command->target);
      else if (is_redo)
        take (undone, command->target);
      else
        g_ptr_array_set_size (undone, 0);
      g_ptr_array_add (is_undo ? undone : stand, command);
    }

  return stack->len > 0 ? g_ptr_array_index (stack, stack->len - 1) : NULL;
}

static gboolean
refuse_kind (const Command *command, GError **error)
{
  static const char *const kept[] = { "move", "sign-off", "merge", NULL };

  if (!g_strv_contains (kept, command->kind))
    return FALSE;

  g_set_error (
      error, SUY_ERROR, SUY_ERROR_REFUSED,
      "The last change is a “%s”, which is never taken back; record a withdrawal or reopen "
      "the record instead",
      command->kind);
  return TRUE;
}

static gboolean
is_of (const SuyOperation *operation, const Command *command)
{
  return operation->rep == command->rep && operation->seq >= command->first_seq &&
         operation->seq < command->first_seq + command->n;
}

static char *
describe_change (SuyStore *self, const SuyOperation *operation)
{
  g_autofree char *who = NULL;

  suy_connection_get_text (self->connection, &who, NULL,
                           "SELECT coalesce(actor, kind) FROM suy_command WHERE id = ?1", "i",
                           operation->command);
  return g_strdup (who != NULL ? who : "another program");
}

/* Who wrote last on the row, beside the command. */
static const SuyOperation *
find_other (const GPtrArray *operations, const Command *command)
{
  for (guint i = operations->len; i > 0; i--)
    if (!is_of (g_ptr_array_index (operations, i - 1), command))
      return g_ptr_array_index (operations, i - 1);

  return NULL;
}

/* By the program itself, which will evaluate what it finds then. */
static gboolean
is_evaluated (SuyStore *self, const SuyOperation *operation)
{
  gint64 is = 0;

  return suy_connection_get_integer (self->connection, &is, NULL,
                                     "SELECT kind = 'evaluate' FROM suy_command WHERE id = ?1", "i",
                                     operation->command) &&
         is != 0;
}

/* Nothing that the command wrote has another value now, but by an evaluation: writing it again, and
 * what was evaluated since, changes nothing. */
static gboolean
check_unchanged (SuyStore *self,
                 const SuyRegister *reg,
                 const GPtrArray *operations,
                 const Command *command,
                 const SuyCells *now,
                 GError **error)
{
  g_autoptr (SuyCells) again = suy_log_get_current (operations);
  const SuyOperation *last = NULL;
  const SuyOperation *other = find_other (operations, command);
  g_autofree char *who = NULL;

  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i);

      if (is_of (operation, command))
        last = operation;
      else if (last == NULL || !is_evaluated (self, operation))
        continue;
      suy_log_apply (&again, operation);
    }
  if (last == NULL ||
      ((now == NULL) == (last->col == SUY_COL_DELETE) && suy_cells_equal (reg, now, again)))
    return TRUE;

  who = other != NULL ? describe_change (self, other) : g_strdup ("another program");
  g_set_error (error, SUY_ERROR, SUY_ERROR_CONFLICT,
               "Record #%" G_GINT64_FORMAT " of “%s” was changed since by %s; change it by hand",
               last->row, reg->name, who);
  return FALSE;
}

/* The row as it stood before the command's operations on it; NULL: there was none. */
static SuyCells *
get_before (const GPtrArray *operations, const Command *command, SuyCells *now)
{
  SuyCells *cells = now;

  for (guint i = operations->len; i > 0; i--)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i - 1);
      SuyValue value;
      g_autoptr (GBytes) geometry = NULL;

      if (!is_of (operation, command))
        continue;
      if (operation->col < 0)
        {
          g_clear_pointer (&cells, suy_cells_free);
          cells = suy_log_get_deleted (operations, operation);
          continue;
        }
      if (cells == NULL)
        continue;
      suy_log_get_old (operations, operation, &value, &geometry);
      if (operation->col == SUY_COL_GEOMETRY)
        suy_cells_set_geometry (cells, geometry);
      else
        suy_cells_set (cells, (guint) operation->col, &value);
      suy_value_clear (&value);
    }

  return cells;
}

static gboolean
restore_row (SuyStore *self,
             const SuyRegister *reg,
             gint64 row,
             const Command *command,
             GError **error)
{
  g_autoptr (GPtrArray) operations = suy_log_read_row (self->connection, reg->number, row, error);
  g_autoptr (SuyCells) now = NULL;
  g_autoptr (SuyCells) before = NULL;

  if (operations == NULL)
    return FALSE;
  now = suy_log_get_current (operations);
  if (!check_unchanged (self, reg, operations, command, now, error))
    return FALSE;

  before = get_before (operations, command, suy_log_get_current (operations));
  suy_store_mark_dirty (self, reg->number, row);
  suy_store_mark_box (self, reg, NULL);
  return suy_cells_write (self->connection, reg, row, now, before, error);
}

static gboolean
restore_all (SuyStore *self, const Command *command, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SuyRowKey));
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT tbl, row FROM (SELECT tbl, row, seq FROM suy_operation WHERE rep = ?1 AND seq >= ?2"
      " AND seq < ?3 UNION ALL SELECT tbl, row, seq FROM " SUY_BATCH_EACH (
          "rep = ?1 AND seq >= ?2 AND seq < ?3") ") GROUP BY tbl, row ORDER BY max(seq) DESC",
      "iii", command->rep, command->first_seq, command->first_seq + command->n);
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    {
      SuyRowKey key = { (guint) sqlite3_column_int (statement, 0),
                        sqlite3_column_int64 (statement, 1) };

      g_array_append_val (keys, key);
    }
  for (guint i = 0; own == NULL && i < keys->len; i++)
    {
      const SuyRowKey *key = &g_array_index (keys, SuyRowKey, i);
      const SuyRegister *reg = suy_catalog_find_number (self->catalog, key->table);

      if (reg == NULL || reg->append_only)
        g_set_error (&own, SUY_ERROR, SUY_ERROR_REFUSED,
                     "The last change added to “%s”, which is never taken back",
                     reg != NULL ? reg->label.en : "a register that this program does not know");
      else
        restore_row (self, reg, key->row, command, &own);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
take_back (SuyStore *self, const SuyCommandInfo *info, gboolean redo, GError **error)
{
  SuyCommandInfo wish = *info;
  g_autoptr (GPtrArray) commands = NULL;
  const Command *command;

  wish.kind = redo ? "redo" : "undo";
  if (!suy_store_begin (self, &wish, error))
    return FALSE;
  commands = read_commands (self, error);
  command = commands != NULL ? choose (commands, redo) : NULL;
  if (commands != NULL && command == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 redo ? "There is nothing to redo" : "There is nothing to undo");
  if (command == NULL || refuse_kind (command, error) || !restore_all (self, command, error))
    {
      suy_store_rollback (self);
      return FALSE;
    }

  self->command.target = name_command (command);
  return suy_store_commit (self, NULL, error);
}

gboolean
suy_store_undo (SuyStore *self, const SuyCommandInfo *info, GError **error)
{
  suy_codes_forget (self->codes);

  return take_back (self, info, FALSE, error);
}

gboolean
suy_store_redo (SuyStore *self, const SuyCommandInfo *info, GError **error)
{
  suy_codes_forget (self->codes);

  return take_back (self, info, TRUE, error);
}
