/* suy-seal.c: edits of other programs become a command
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Triggers wrote down what another program did, without a command.  Such a run of operations is
 * replaced by the difference between the rows as the sealed log has them and as they stand now: so
 * a REPLACE that changed one cell is one operation, and edits made while triggers were missing are
 * found in the same way. */

#include "suy-batch.h"
#include "suy-error.h"
#include "suy-log.h"
#include "suy-schema.h"
#include "suy-store-private.h"

/* Rows that unsealed operations touch, or all that stand in a table or in the log. */
static GArray *
find_rows (SuyStore *self, const SuyRegister *reg, gboolean all, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql =
      all ? g_strdup_printf (
                "SELECT row FROM suy_operation WHERE tbl = ?1 UNION SELECT fid FROM"
                " \"%s\" UNION SELECT row FROM " SUY_BATCH_EACH ("tbl = ?1") " ORDER BY 1",
                reg->name)
          : g_strdup ("SELECT DISTINCT row FROM suy_operation WHERE tbl = ?1 AND cmd IS NULL"
                      " ORDER BY 1");
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error, sql, "i", (gint64) reg->number);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
log_cells (SuyStore *self,
           const SuyRegister *reg,
           gint64 row,
           const SuyCells *before,
           const SuyCells *now,
           GError **error)
{
  gint64 command = self->command.number;

  if (!suy_cells_equal_geometry (suy_cells_get_geometry (before), suy_cells_get_geometry (now)) &&
      !suy_log_add_cell (self->connection, reg, NULL, row, command, error))
    return FALSE;

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_schema_is_logged (field) &&
          !suy_cells_equal_value (suy_cells_get (before, field->number),
                                  suy_cells_get (now, field->number)) &&
          !suy_log_add_cell (self->connection, reg, field, row, command, error))
        return FALSE;
    }

  return TRUE;
}

/* The box of a place that another program wrote, for the extent. */
static void
mark_row (SuyStore *self, const SuyRegister *reg, gint64 row, const SuyCells *now)
{
  GBytes *bytes = now != NULL ? suy_cells_get_geometry (now) : NULL;
  g_autoptr (SuyGeometry) geometry = NULL;
  SuyBox box = SUY_BOX_EMPTY;
  const guint8 *data;
  gsize size;

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &size);
      geometry = suy_geometry_new_from_gpkg (data, size, NULL);
    }
  if (geometry != NULL)
    box = suy_shape_get_box (suy_geometry_get_shape (geometry));
  suy_store_mark_dirty (self, reg->number, row);
  suy_store_mark_box (self, reg, &box);
}

static gboolean
log_row (SuyStore *self, const SuyRegister *reg, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) operations = suy_log_read_row (self->connection, reg->number, row, error);
  g_autoptr (SuyCells) before = NULL;
  g_autoptr (SuyCells) now = NULL;
  GError *own = NULL;

  if (operations == NULL)
    return FALSE;
  before = suy_log_get_current (operations);
  now = suy_cells_read_row (self->connection, reg, row, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }

  mark_row (self, reg, row, now);
  if (before == NULL && now == NULL)
    return TRUE;
  if (before == NULL)
    return suy_log_add_row (self->connection, reg, row, self->command.number, error);
  if (now == NULL)
    return suy_log_add_delete (self->connection, reg, row, self->command.number, error);
  return log_cells (self, reg, row, before, now, error);
}

/* Rows that were there before keep their id; new ones of another program get one of ours, since two
 * computers would give the same. */
static gboolean
is_new (SuyStore *self, const SuyRegister *reg, gint64 row, gboolean *is, GError **error)
{
  gboolean known;
  gint64 stands;
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE fid = ?1", reg->name);

  if (!suy_log_is_known (self->connection, reg->number, row, &known, error) ||
      !suy_connection_get_integer (self->connection, &stands, error, sql, "i", row))
    return FALSE;

  *is = !known && stands;
  return TRUE;
}

/* Links to @old in rows that the other program touched follow. */
static gboolean
move_links (SuyStore *self,
            const SuyRegister *target,
            gint64 old,
            gint64 id,
            GHashTable *touched,
            GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const SuyRegister *reg = key;
      const GArray *rows = value;

      for (guint i = 0; i < reg->fields->len; i++)
        {
          const SuyField *field = g_ptr_array_index (reg->fields, i);
          g_autofree char *sql = NULL;

          if (field->type != SUY_FIELD_LINK || g_strcmp0 (field->target, target->name) != 0)
            continue;
          sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1 WHERE fid = ?2 AND \"%s\" = ?3",
                                 reg->name, field->name, field->name);
          for (guint k = 0; k < rows->len; k++)
            if (!suy_connection_do (self->connection, error, sql, "iii", id,
                                    g_array_index (rows, gint64, k), old))
              return FALSE;
        }
    }

  return TRUE;
}

/* Another program counts on from the largest id, which may be the last of ours: ours go on behind
 * all of them, but not behind one that is far off. */
static void
run_ahead (SuyStore *self, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      if (row > self->last_id && row - self->last_id < G_GINT64_CONSTANT (1) << 52)
        self->last_id = row;
    }
}

static gboolean
renumber (SuyStore *self,
          const SuyRegister *reg,
          GArray *rows,
          GHashTable *touched,
          gboolean safe,
          GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET fid = ?2 WHERE fid = ?1", reg->name);

  run_ahead (self, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 old = g_array_index (rows, gint64, i);
      gboolean new;
      gint64 id;

      if (!is_new (self, reg, old, &new, error))
        return FALSE;
      if (!new)
        continue;
      if (!safe)
        continue;

      id = suy_store_new_id (self);
      if (!move_links (self, reg, old, id, touched, error) ||
          !suy_connection_do (self->connection, error, sql, "ii", old, id))
        return FALSE;
      g_array_index (rows, gint64, i) = id;
      suy_store_mark_dirty (self, reg->number, old);
    }

  return TRUE;
}

static gboolean
forget_unsealed (SuyStore *self, GHashTable *touched, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  if (!suy_connection_do (self->connection, error, "DELETE FROM suy_operation WHERE cmd IS NULL",
                          ""))
    return FALSE;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *rows = value;

      for (guint i = 0; i < rows->len; i++)
        if (!suy_log_restore_heads (self->connection, ((const SuyRegister *) key)->number,
                                    g_array_index (rows, gint64, i), error))
          return FALSE;
    }

  return TRUE;
}

/* The table's own triggers are silent while ids move: the difference is logged afterwards. */
static gboolean
log_difference (SuyStore *self, GHashTable *touched, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);
  g_autofree char *other = suy_file_get_other_program (self->path);

  if (!suy_connection_do (self->connection, error, "UPDATE suy_context SET log = 0", ""))
    return FALSE;
  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = g_ptr_array_index (registers, i);
      GArray *rows = g_hash_table_lookup (touched, reg);

      if (rows != NULL && !renumber (self, reg, rows, touched, other == NULL, error))
        return FALSE;
    }
  if (!suy_connection_do (self->connection, error, "UPDATE suy_context SET log = 1", ""))
    return FALSE;

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = g_ptr_array_index (registers, i);
      GArray *rows = g_hash_table_lookup (touched, reg);

      for (guint k = 0; rows != NULL && k < rows->len; k++)
        if (!log_row (self, reg, g_array_index (rows, gint64, k), error))
          return FALSE;
    }

  return TRUE;
}

static GHashTable *
find_touched (SuyStore *self, gboolean all, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);
  g_autoptr (GHashTable) touched =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = g_ptr_array_index (registers, i);
      GArray *rows = find_rows (self, reg, all, error);

      if (rows == NULL)
        return NULL;
      g_hash_table_insert (touched, (gpointer) reg, rows);
    }

  return g_steal_pointer (&touched);
}

gboolean
suy_seal (SuyStore *self, gboolean all, guint *n, GError **error)
{
  static const SuyCommandInfo info = { .kind = "outside", .wall_source = "untrusted" };
  g_autoptr (GHashTable) touched = NULL;
  gint64 unsealed;

  *n = 0;
  if (!suy_connection_get_integer (self->connection, &unsealed, error,
                                   "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE cmd IS NULL)",
                                   ""))
    return FALSE;
  if (!unsealed && !all)
    return TRUE;

  suy_codes_forget (self->codes);
  touched = find_touched (self, all, error);
  if (touched == NULL || !forget_unsealed (self, touched, error) ||
      !suy_store_begin_command (self, &info, error))
    return FALSE;
  if (!log_difference (self, touched, error) || !suy_store_end_command (self, n, error))
    {
      suy_store_abandon_command (self);
      return FALSE;
    }

  suy_store_abandon_command (self);
  return TRUE;
}
