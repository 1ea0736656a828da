/* suy-row.c: records to rows and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-cells.h"
#include "suy-error.h"
#include "suy-schema.h"
#include "suy-store-private.h"

char *
suy_row_get_columns (const SuyRegister *reg)
{
  GString *columns = g_string_new ("fid");

  if (reg->geometry != SUY_GEOMETRY_NONE)
    g_string_append (columns, ", geom");
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      g_string_append_printf (columns, ", \"%s\"", field->name);
    }

  return g_string_free (columns, FALSE);
}

/* A geometry that another program broke reads as none; verify names it. */
static void
read_geometry (SuyStatement *statement, SuyRecord *record)
{
  g_autoptr (GBytes) bytes = suy_statement_get_bytes (statement, 1);
  g_autoptr (SuyGeometry) geometry = NULL;
  const guint8 *data;
  gsize size;

  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &size);
      geometry = suy_geometry_new_from_gpkg (data, size, NULL);
    }
  suy_record_set_geometry (record, geometry);
}

SuyRecord *
suy_row_read (SuyStatement *statement, const SuyRegister *reg)
{
  SuyRecord *record = suy_record_new (reg);
  int at = 1;

  suy_record_set_id (record, sqlite3_column_int64 (statement, 0));
  if (reg->geometry != SUY_GEOMETRY_NONE)
    {
      read_geometry (statement, record);
      at++;
    }
  for (guint i = 0; i < reg->fields->len; i++, at++)
    {
      SuyValue value = suy_statement_get_value (statement, at);

      suy_record_set (record, g_ptr_array_index (reg->fields, i), &value);
      suy_value_clear (&value);
    }

  return record;
}

static gboolean
check_field (const SuyRecord *record, const SuyField *field, GError **error)
{
  const SuyValue *value = suy_record_get (record, field);

  if (value->type == SUY_VALUE_TEXT && !g_utf8_validate (value->text, -1, NULL))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s: the text is not UTF-8",
                   field->label.en);
      return FALSE;
    }
  if (value->type == SUY_VALUE_REAL && !isfinite (value->real))
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s: not a number", field->label.en);
      return FALSE;
    }

  return suy_field_check (field, value, error);
}

gboolean
suy_row_check (const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_record_has (record, field) && !check_field (record, field, error))
        return FALSE;
    }
  if (suy_record_get_geometry (record) != NULL && reg->geometry == SUY_GEOMETRY_NONE)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "A record of “%s” has no place of its own",
                   reg->name);
      return FALSE;
    }

  return TRUE;
}

char *
suy_row_make_insert (const SuyRegister *reg)
{
  g_autofree char *columns = suy_row_get_columns (reg);
  guint n = 1 + (reg->geometry != SUY_GEOMETRY_NONE) + reg->fields->len;
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" (%s) VALUES (?", reg->name, columns);
  for (guint i = 1; i < n; i++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');

  return g_string_free (sql, FALSE);
}

gboolean
suy_row_insert (SuyConnection *connection, const char *sql, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyGeometry *geometry = suy_record_get_geometry (record);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;
  int at = 1;

  if (geometry != NULL)
    {
      bytes = suy_geometry_to_gpkg (geometry, reg->geometry, error);
      if (bytes == NULL)
        return FALSE;
    }
  statement = suy_connection_query (connection, error, sql, "i", suy_record_get_id (record));
  if (statement == NULL)
    return FALSE;

  if (reg->geometry != SUY_GEOMETRY_NONE)
    at++;
  if (bytes != NULL)
    sqlite3_bind_blob64 (statement, at, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         SQLITE_STATIC);
  for (guint i = 0; i < reg->fields->len; i++)
    suy_statement_bind (statement, ++at,
                        suy_record_get (record, g_ptr_array_index (reg->fields, i)));
  suy_connection_step (connection, statement, &own);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}
