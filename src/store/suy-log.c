/* suy-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-log.h"

#include "suy-batch.h"
#include "suy-error.h"
#include "suy-schema.h"

void
suy_operation_free (SuyOperation *operation)
{
  suy_value_clear (&operation->value);
  g_clear_pointer (&operation->geometry, g_bytes_unref);
  g_array_unref (operation->supersedes);
  g_free (operation);
}

/* "rep:seq:col rep:seq:col" */
static GArray *
read_names (const char *text)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (SuyOperationName));

  while (text != NULL && *text != '\0')
    {
      SuyOperationName name;
      char *end;

      name.rep = g_ascii_strtoll (text, &end, 10);
      name.seq = g_ascii_strtoll (end + (*end == ':'), &end, 10);
      name.col = (int) g_ascii_strtoll (end + (*end == ':'), &end, 10);
      if (end == text)
        break;
      g_array_append_val (names, name);
      text = end + (*end == ' ');
    }

  return names;
}

SuyOperation *
suy_log_read_statement (SuyStatement *statement)
{
  SuyOperation *operation = g_new0 (SuyOperation, 1);

  operation->id = sqlite3_column_int64 (statement, 0);
  operation->rep = sqlite3_column_int64 (statement, 1);
  operation->seq = sqlite3_column_int64 (statement, 2);
  operation->command = sqlite3_column_int64 (statement, 3);
  operation->table = (guint) sqlite3_column_int64 (statement, 4);
  operation->row = sqlite3_column_int64 (statement, 5);
  operation->col = sqlite3_column_int (statement, 6);
  operation->head = sqlite3_column_int (statement, 7) != 0;
  operation->value = suy_statement_get_value (statement, 8);
  operation->geometry = suy_statement_get_bytes (statement, 9);
  operation->supersedes = read_names ((const char *) sqlite3_column_text (statement, 10));

  return operation;
}

/* The operation of the batch: its mark, or a new one in its place by order of arrival. */
static SuyOperation *
find_batched (GPtrArray *operations, const SuyBatch *batch, guint k)
{
  gint64 id = batch->id + k;
  SuyOperation *operation;
  guint at = 0;

  while (at < operations->len && ((SuyOperation *) operations->pdata[at])->id < id)
    at++;
  if (at < operations->len && ((SuyOperation *) operations->pdata[at])->id == id)
    return operations->pdata[at];

  operation = g_new0 (SuyOperation, 1);
  operation->id = id;
  operation->rep = batch->rep;
  operation->seq = batch->seq + k;
  operation->command = batch->command;
  operation->table = batch->table;
  operation->row = batch->row + k;
  operation->col = SUY_COL_ROW;
  operation->head = TRUE;
  operation->supersedes = read_names (NULL);
  g_ptr_array_insert (operations, (int) at, operation);

  return operation;
}

static gboolean
add_batched (SuyConnection *connection,
             guint table,
             gint64 row,
             GPtrArray *operations,
             GError **error)
{
  gboolean found;
  g_autoptr (SuyStatement) statement = suy_batch_query (connection, table, row, &found, error);
  SuyOperation *operation;
  SuyBatch batch;
  SuyBatchItem item;
  guint k;

  if (statement == NULL)
    return FALSE;
  if (!found)
    return TRUE;
  if (!suy_batch_read (statement, &batch, error))
    return FALSE;

  k = (guint) (row - batch.row);
  suy_batch_get (&batch, k, &item);
  operation = find_batched (operations, &batch, k);
  suy_value_clear (&operation->value);
  operation->value = SUY_TEXT (g_strndup (item.image, item.image_size));
  if (item.place != NULL && operation->geometry == NULL)
    operation->geometry = g_bytes_new (item.place, item.place_size);

  return TRUE;
}

GPtrArray *
suy_log_read_row (SuyConnection *connection, guint table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) operations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_operation_free);
  g_autoptr (SuyStatement) statement = suy_connection_query (
      connection, error,
      "SELECT " SUY_LOG_COLUMNS " FROM suy_operation WHERE tbl = ?1 AND row = ?2 ORDER BY id", "ii",
      (gint64) table, row);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (connection, statement, &own))
    g_ptr_array_add (operations, suy_log_read_statement (statement));
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return add_batched (connection, table, row, operations, error) ? g_steal_pointer (&operations)
                                                                 : NULL;
}

static SuyOperation *
find (const GPtrArray *operations, const SuyOperationName *name)
{
  for (guint i = operations->len; i > 0; i--)
    {
      SuyOperation *operation = g_ptr_array_index (operations, i - 1);

      if (operation->rep == name->rep && operation->seq == name->seq)
        return operation;
    }

  return NULL;
}

static void
apply_row (SuyCells *cells, const SuyOperation *operation)
{
  if (operation->value.type == SUY_VALUE_TEXT)
    suy_cells_read_image (cells, operation->value.text);
  suy_cells_set_geometry (cells, operation->geometry);
}

static void
apply_cell (SuyCells *cells, const SuyOperation *operation)
{
  if (operation->col == SUY_COL_GEOMETRY)
    suy_cells_set_geometry (cells, operation->geometry);
  else
    suy_cells_set (cells, (guint) operation->col, &operation->value);
}

void
suy_log_apply (SuyCells **cells, const SuyOperation *operation)
{
  if (operation->col >= SUY_COL_GEOMETRY)
    {
      if (*cells != NULL)
        apply_cell (*cells, operation);
      return;
    }

  g_clear_pointer (cells, suy_cells_free);
  if (operation->col == SUY_COL_ROW)
    {
      *cells = suy_cells_new ();
      apply_row (*cells, operation);
    }
}

/* Rows first, then cells: a cell that stands beside its row's operation replaced its cell there. */
static SuyCells *
fold (const GPtrArray *operations)
{
  SuyCells *cells = NULL;

  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i);

      if (operation->col == SUY_COL_ROW)
        suy_log_apply (&cells, operation);
    }
  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i);

      if (operation->col >= SUY_COL_GEOMETRY)
        suy_log_apply (&cells, operation);
    }

  return cells;
}

SuyCells *
suy_log_get_current (const GPtrArray *operations)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  for (guint i = 0; i < operations->len; i++)
    {
      SuyOperation *operation = g_ptr_array_index (operations, i);

      if (operation->head)
        g_ptr_array_add (heads, operation);
    }

  return fold (heads);
}

SuyCells *
suy_log_get_deleted (const GPtrArray *operations, const SuyOperation *operation)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();

  for (guint i = 0; i < operation->supersedes->len; i++)
    {
      SuyOperation *old =
          find (operations, &g_array_index (operation->supersedes, SuyOperationName, i));

      if (old != NULL)
        g_ptr_array_add (heads, old);
    }

  return fold (heads);
}

void
suy_log_get_old (const GPtrArray *operations,
                 const SuyOperation *operation,
                 SuyValue *value,
                 GBytes **geometry)
{
  guint n = operation->supersedes->len;
  const SuyOperation *old =
      n > 0 ? find (operations, &g_array_index (operation->supersedes, SuyOperationName, n - 1))
            : NULL;
  g_autoptr (SuyCells) cells = suy_cells_new ();
  const SuyValue *cell;

  if (old != NULL && old->col == SUY_COL_ROW)
    apply_row (cells, old);
  else if (old != NULL)
    apply_cell (cells, old);

  cell = operation->col > 0 ? suy_cells_get (cells, (guint) operation->col) : NULL;
  *value = cell != NULL ? suy_value_dup (cell) : SUY_VALUE_INIT_NULL;
  *geometry = suy_cells_get_geometry (cells);
  if (*geometry != NULL)
    g_bytes_ref (*geometry);
}

#define INSERT_OPERATION                                                                         \
  "INSERT INTO suy_operation (rep, seq, cmd, tbl, row, col, head, val, geom, sup) SELECT s.rep," \
  " (SELECT coalesce(max(seq), 0) + 1 FROM suy_operation WHERE rep = s.rep),"                    \
  " nullif(?2, 0), %u, ?1, %d, 1, %s, %s,"                                                       \
  " (SELECT group_concat(h, ' ') FROM (SELECT rep || ':' || seq || ':' || %s AS h"               \
  " FROM suy_operation WHERE tbl = %u AND row = ?1 AND head = 1 AND col IN (%s) ORDER BY id))"   \
  " FROM suy_self s"

/* The operations with @cols stop being heads, but for the one just written. */
static gboolean
take_heads (SuyConnection *connection,
            guint table,
            gint64 row,
            const char *condition,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "UPDATE suy_operation SET head = 0 WHERE tbl = ?1 AND row = ?2 AND head = 1 AND %s"
      " AND id < (SELECT max(id) FROM suy_operation)",
      condition);

  return suy_connection_do (connection, error, sql, "ii", (gint64) table, row);
}

static gboolean
add_whole (SuyConnection *connection,
           const SuyRegister *reg,
           int col,
           gint64 row,
           gint64 command,
           GError **error)
{
  g_autofree char *image = col == SUY_COL_ROW ? suy_schema_get_image (reg, "t") : NULL;
  g_autofree char *head = g_strdup_printf (
      INSERT_OPERATION, reg->number, col, image != NULL ? image : "NULL",
      image != NULL && reg->geometry != SUY_GEOMETRY_NONE ? "CAST(t.geom AS BLOB)" : "NULL", "col",
      reg->number, "SELECT col");
  g_autofree char *sql = image != NULL
                             ? g_strdup_printf ("%s, \"%s\" t WHERE t.fid = ?1", head, reg->name)
                             : g_steal_pointer (&head);

  return suy_batch_mark (connection, reg->number, row, error) &&
         suy_connection_do (connection, error, sql, "ii", row, command) &&
         take_heads (connection, reg->number, row, "1", error);
}

gboolean
suy_log_add_row (SuyConnection *connection,
                 const SuyRegister *reg,
                 gint64 row,
                 gint64 command,
                 GError **error)
{
  return add_whole (connection, reg, SUY_COL_ROW, row, command, error);
}

gboolean
suy_log_is_known (SuyConnection *connection,
                  guint table,
                  gint64 row,
                  gboolean *known,
                  GError **error)
{
  gint64 is;

  if (!suy_connection_get_integer (
          connection, &is, error,
          "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE tbl = ?1 AND row = ?2) OR EXISTS"
          " (SELECT 1 FROM suy_batch b WHERE " SUY_BATCH_HOLDS ("?1", "?2") ")",
          "ii", (gint64) table, row))
    return FALSE;

  *known = is != 0;
  return TRUE;
}

gboolean
suy_log_add_delete (SuyConnection *connection,
                    const SuyRegister *reg,
                    gint64 row,
                    gint64 command,
                    GError **error)
{
  return add_whole (connection, reg, SUY_COL_DELETE, row, command, error);
}

gboolean
suy_log_add_cell (SuyConnection *connection,
                  const SuyRegister *reg,
                  const SuyField *field,
                  gint64 row,
                  gint64 command,
                  GError **error)
{
  int col = field != NULL ? (int) field->number : SUY_COL_GEOMETRY;
  g_autofree char *number = g_strdup_printf ("%d", col);
  g_autofree char *value = field != NULL ? g_strdup_printf ("t.\"%s\"", field->name) : NULL;
  g_autofree char *cols = g_strdup_printf (
      "SELECT iif(EXISTS (SELECT 1 FROM suy_operation WHERE tbl = %u AND row = ?1 AND col = %d"
      " AND head = 1), %d, %d)",
      reg->number, col, col, SUY_COL_ROW);
  g_autofree char *condition = g_strdup_printf ("col = %d", col);
  g_autofree char *head =
      g_strdup_printf (INSERT_OPERATION, reg->number, col, value != NULL ? value : "NULL",
                       value != NULL ? "NULL" : "CAST(t.geom AS BLOB)", number, reg->number, cols);
  g_autofree char *sql = g_strdup_printf ("%s, \"%s\" t WHERE t.fid = ?1", head, reg->name);

  return suy_batch_mark (connection, reg->number, row, error) &&
         suy_connection_do (connection, error, sql, "ii", row, command) &&
         take_heads (connection, reg->number, row, condition, error);
}

gboolean
suy_log_is_superseded (const GPtrArray *operations, const SuyOperation *operation)
{
  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *other = g_ptr_array_index (operations, i);

      for (guint k = 0; k < other->supersedes->len; k++)
        {
          SuyOperationName *name = &g_array_index (other->supersedes, SuyOperationName, k);

          if (name->rep == operation->rep && name->seq == operation->seq &&
              name->col == operation->col)
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
suy_log_restore_heads (SuyConnection *connection, guint table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) operations = suy_log_read_row (connection, table, row, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const SuyOperation *operation = g_ptr_array_index (operations, i);
      gboolean head = !suy_log_is_superseded (operations, operation);

      if (head != operation->head &&
          !suy_connection_do (connection, error, "UPDATE suy_operation SET head = ?2 WHERE id = ?1",
                              "ii", operation->id, (gint64) head))
        return FALSE;
    }

  return TRUE;
}
