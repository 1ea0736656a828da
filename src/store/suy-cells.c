/* suy-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-cells.h"

#include <string.h>

#include "suy-schema.h"

struct _SuyCells
{
  GHashTable *values; /* number -> SuyValue */
  GBytes *geometry;
};

static void
value_free (gpointer data)
{
  suy_value_clear (data);
  g_free (data);
}

SuyCells *
suy_cells_new (void)
{
  SuyCells *self = g_new0 (SuyCells, 1);

  self->values = g_hash_table_new_full (NULL, NULL, NULL, value_free);
  return self;
}

void
suy_cells_free (SuyCells *self)
{
  g_hash_table_unref (self->values);
  g_clear_pointer (&self->geometry, g_bytes_unref);
  g_free (self);
}

void
suy_cells_set (SuyCells *self, guint number, const SuyValue *value)
{
  SuyValue copy;

  if (value == NULL || value->type == SUY_VALUE_NULL)
    {
      g_hash_table_remove (self->values, GUINT_TO_POINTER (number));
      return;
    }

  copy = suy_value_dup (value);
  g_hash_table_insert (self->values, GUINT_TO_POINTER (number), g_memdup2 (&copy, sizeof copy));
}

const SuyValue *
suy_cells_get (const SuyCells *self, guint number)
{
  return g_hash_table_lookup (self->values, GUINT_TO_POINTER (number));
}

void
suy_cells_set_geometry (SuyCells *self, GBytes *geometry)
{
  if (geometry != NULL)
    g_bytes_ref (geometry);
  g_clear_pointer (&self->geometry, g_bytes_unref);
  self->geometry = geometry;
}

GBytes *
suy_cells_get_geometry (const SuyCells *self)
{
  return self->geometry;
}

/* 'it''s' -> it's; @at is moved behind the closing quote. */
static char *
read_text (const char **at)
{
  GString *text = g_string_new (NULL);
  const char *from = *at + 1;

  for (;;)
    {
      const char *quote = strchr (from, '\'');

      if (quote == NULL)
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      g_string_append_len (text, from, quote - from);
      from = quote + 1;
      if (*from != '\'')
        break;
      g_string_append_c (text, *from++);
    }

  *at = from;
  return g_string_free (text, FALSE);
}

static gboolean
read_number (const char **at, SuyValue *value)
{
  gsize n = strcspn (*at, ",");
  g_autofree char *text = g_strndup (*at, n);
  char *end = NULL;

  if (n == 0)
    return FALSE;

  *value = SUY_INTEGER (g_ascii_strtoll (text, &end, 10));
  if (*end != '\0')
    *value = SUY_REAL (g_ascii_strtod (text, &end));

  *at += n;
  return *end == '\0';
}

/* A literal as SQLite's quote() writes it. */
static gboolean
read_literal (const char **at, SuyValue *value)
{
  const char *hex;

  if (**at == '\'')
    {
      char *text = read_text (at);

      *value = SUY_TEXT (text);
      return text != NULL;
    }

  if (**at == 'X')
    {
      hex = strchr (*at + 2, '\'');
      *value = SUY_VALUE_INIT_NULL;
      *at = hex != NULL ? hex + 1 : *at;
      return hex != NULL;
    }

  return read_number (at, value);
}

gboolean
suy_cells_read_image (SuyCells *self, const char *image)
{
  const char *at = image;

  while (*at != '\0')
    {
      SuyValue value = SUY_VALUE_INIT_NULL;
      char *end;
      guint64 number = g_ascii_strtoull (at, &end, 10);
      gboolean read;

      if (end == at || *end != '=' || number > G_MAXINT)
        return FALSE;
      at = end + 1;
      read = read_literal (&at, &value);
      if (read)
        suy_cells_set (self, (guint) number, &value);
      suy_value_clear (&value);
      if (!read || (*at != '\0' && *at++ != ','))
        return FALSE;
    }

  return TRUE;
}

SuyValue
suy_statement_get_value (SuyStatement *statement, int at)
{
  switch (sqlite3_column_type (statement, at))
    {
    case SQLITE_INTEGER:
      return SUY_INTEGER (sqlite3_column_int64 (statement, at));
    case SQLITE_FLOAT:
      return SUY_REAL (sqlite3_column_double (statement, at));
    case SQLITE_TEXT:
      return SUY_TEXT (g_strdup ((const char *) sqlite3_column_text (statement, at)));
    default:
      return SUY_VALUE_INIT_NULL;
    }
}

GBytes *
suy_statement_get_bytes (SuyStatement *statement, int at)
{
  const void *bytes = sqlite3_column_blob (statement, at);

  if (sqlite3_column_type (statement, at) == SQLITE_NULL)
    return NULL;
  return g_bytes_new (bytes, (gsize) sqlite3_column_bytes (statement, at));
}

char *
suy_cells_get_columns (const SuyRegister *reg)
{
  GString *columns = g_string_new (reg->geometry != SUY_GEOMETRY_NONE ? ", geom" : NULL);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_schema_is_logged (field))
        g_string_append_printf (columns, ", \"%s\"", field->name);
    }

  return g_string_free (columns, FALSE);
}

SuyCells *
suy_cells_read_statement (SuyStatement *statement, int first, const SuyRegister *reg)
{
  SuyCells *self = suy_cells_new ();
  int at = first;

  if (reg->geometry != SUY_GEOMETRY_NONE)
    self->geometry = suy_statement_get_bytes (statement, at++);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      SuyValue value;

      if (!suy_schema_is_logged (field))
        continue;
      value = suy_statement_get_value (statement, at++);
      suy_cells_set (self, field->number, &value);
      suy_value_clear (&value);
    }

  return self;
}

SuyCells *
suy_cells_read_row (SuyConnection *connection, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autofree char *columns = suy_cells_get_columns (reg);
  g_autofree char *sql =
      g_strdup_printf ("SELECT fid%s FROM \"%s\" WHERE fid = ?1", columns, reg->name);
  g_autoptr (SuyStatement) statement = suy_connection_query (connection, error, sql, "i", id);

  if (statement == NULL || !suy_connection_step (connection, statement, error))
    return NULL;
  return suy_cells_read_statement (statement, 1, reg);
}

static gboolean
write_cell (SuyConnection *connection,
            const SuyRegister *reg,
            const SuyField *field,
            gint64 id,
            const SuyValue *value,
            GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE fid = ?1", reg->name, field->name);

  return suy_connection_do (connection, error, sql, "iv", id, value);
}

static gboolean
write_cells (SuyConnection *connection,
             const SuyRegister *reg,
             gint64 id,
             const SuyCells *now,
             const SuyCells *before,
             GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET geom = ?2 WHERE fid = ?1", reg->name);
  gsize size = 0;

  if (!suy_cells_equal_geometry (now->geometry, before->geometry))
    {
      const void *bytes =
          before->geometry != NULL ? g_bytes_get_data (before->geometry, &size) : NULL;

      if (!suy_connection_do (connection, error, sql, "ib", id, bytes, size))
        return FALSE;
    }
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      const SuyValue *value = suy_cells_get (before, field->number);

      if (suy_schema_is_logged (field) &&
          !suy_cells_equal_value (suy_cells_get (now, field->number), value) &&
          !write_cell (connection, reg, field, id, value, error))
        return FALSE;
    }

  return TRUE;
}

static char *
write_insert (const SuyRegister *reg)
{
  g_autofree char *columns = suy_cells_get_columns (reg);
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" (fid%s) VALUES (?1", reg->name, columns);
  for (const char *comma = strchr (columns, ','); comma != NULL; comma = strchr (comma + 1, ','))
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

static char *
write_update (const SuyRegister *reg)
{
  GString *sql = g_string_new (NULL);
  const char *comma = "";

  g_string_printf (sql, "UPDATE \"%s\" SET ", reg->name);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    {
      g_string_append (sql, "geom = ?2");
      comma = ", ";
    }
  for (guint i = 0, at = *comma != '\0' ? 3 : 2; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (!suy_schema_is_logged (field))
        continue;
      g_string_append_printf (sql, "%s\"%s\" = ?%u", comma, field->name, at++);
      comma = ", ";
    }
  g_string_append (sql, " WHERE fid = ?1");

  return g_string_free (sql, FALSE);
}

static char *
write_delete (const SuyRegister *reg)
{
  return g_strdup_printf ("DELETE FROM \"%s\" WHERE fid = ?1", reg->name);
}

/* Binds the id, the place and the logged fields, in order. */
static gboolean
run_with_cells (SuyConnection *connection,
                SuyStatement *query,
                const SuyRegister *reg,
                gint64 id,
                const SuyCells *cells,
                GError **error)
{
  g_autoptr (SuyStatement) statement = query;
  int at = 2;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    {
      if (cells->geometry != NULL)
        sqlite3_bind_blob64 (statement, at, g_bytes_get_data (cells->geometry, NULL),
                             g_bytes_get_size (cells->geometry), SQLITE_STATIC);
      at++;
    }
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_schema_is_logged (field))
        suy_statement_bind (statement, at++, suy_cells_get (cells, field->number));
    }

  return suy_connection_put (connection, statement, error);
}

static gboolean
delete_row (SuyConnection *connection, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (SuyStatement) statement =
      suy_connection_query_of (connection, reg, write_delete, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);

  return suy_connection_put (connection, statement, error);
}

static gboolean
insert_cells (SuyConnection *connection,
              const SuyRegister *reg,
              gint64 id,
              const SuyCells *cells,
              GError **error)
{
  return run_with_cells (connection, suy_connection_query_of (connection, reg, write_insert, error),
                         reg, id, cells, error);
}

gboolean
suy_cells_write (SuyConnection *connection,
                 const SuyRegister *reg,
                 gint64 id,
                 const SuyCells *now,
                 const SuyCells *before,
                 GError **error)
{
  if (before == NULL)
    return now == NULL || delete_row (connection, reg, id, error);
  if (now == NULL)
    return insert_cells (connection, reg, id, before, error);
  return write_cells (connection, reg, id, now, before, error);
}

gboolean
suy_cells_put_back (SuyConnection *connection,
                    const SuyRegister *reg,
                    gint64 id,
                    gboolean stands,
                    const SuyCells *before,
                    GError **error)
{
  if (before == NULL)
    return !stands || delete_row (connection, reg, id, error);
  if (!stands)
    return insert_cells (connection, reg, id, before, error);

  return run_with_cells (connection, suy_connection_query_of (connection, reg, write_update, error),
                         reg, id, before, error);
}

gboolean
suy_cells_equal_value (const SuyValue *a, const SuyValue *b)
{
  static const SuyValue null = { SUY_VALUE_NULL, { 0 } };

  return suy_value_equal (a != NULL ? a : &null, b != NULL ? b : &null);
}

gboolean
suy_cells_equal (const SuyRegister *reg, const SuyCells *a, const SuyCells *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_schema_is_logged (field) && !suy_cells_equal_value (suy_cells_get (a, field->number),
                                                                  suy_cells_get (b, field->number)))
        return FALSE;
    }

  return suy_cells_equal_geometry (a->geometry, b->geometry);
}

gboolean
suy_cells_equal_geometry (GBytes *a, GBytes *b)
{
  g_autoptr (SuyGeometry) left = NULL;
  g_autoptr (SuyGeometry) right = NULL;
  const SuyShape *x, *y;
  gsize n, m;
  const guint8 *bytes;

  if (a == NULL || b == NULL || g_bytes_equal (a, b))
    return (a == NULL && b == NULL) || (a != NULL && b != NULL);

  bytes = g_bytes_get_data (a, &n);
  left = suy_geometry_new_from_gpkg (bytes, n, NULL);
  bytes = g_bytes_get_data (b, &m);
  right = suy_geometry_new_from_gpkg (bytes, m, NULL);
  if (left == NULL || right == NULL)
    return FALSE;

  x = suy_geometry_get_shape (left);
  y = suy_geometry_get_shape (right);
  n = suy_shape_get_n_points (x);
  return x->kind == y->kind && x->n_runs == y->n_runs && n == suy_shape_get_n_points (y) &&
         (n == 0 || memcmp (x->points, y->points, n * sizeof *x->points) == 0) &&
         (x->n_runs == 0 || memcmp (x->ends, y->ends, x->n_runs * sizeof *x->ends) == 0);
}
