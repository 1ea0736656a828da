/* suy-row.c: records to rows and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "suy-cells.h"
#include "suy-error.h"
#include "suy-gpkg-point.h"
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

      g_string_append (columns, ", \"");
      g_string_append (columns, field->name);
      g_string_append_c (columns, '"');
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
      SuyValue value = suy_select_peek (statement, at);

      suy_record_set (record, g_ptr_array_index (reg->fields, i), &value);
    }

  return record;
}

static gboolean
check_field (const SuyRecord *record, const SuyField *field, GError **error)
{
  const SuyValue *value = suy_record_get (record, field);

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

/* A single point in a column of points, as nearly all are, needs no bytes of its own. */
static gboolean
place_init (SuyRowPlace *place, const SuyRecord *record, GError **error)
{
  SuyGeometryType type = suy_record_get_register (record)->geometry;
  SuyGeometry *geometry = suy_record_get_geometry (record);
  const SuyShape *shape = geometry != NULL ? suy_geometry_get_shape (geometry) : NULL;

  *place = (SuyRowPlace){ 0 };
  if (shape == NULL)
    return TRUE;
  if (type == SUY_GEOMETRY_POINT && shape->kind == SUY_SHAPE_POINT &&
      suy_shape_get_n_points (shape) == 1)
    {
      suy_gpkg_point_write (shape->points[0], place->point);
      place->size = sizeof place->point;
      return TRUE;
    }

  place->bytes = suy_geometry_to_gpkg (geometry, type, error);
  if (place->bytes != NULL)
    place->size = g_bytes_get_size (place->bytes);

  return place->bytes != NULL;
}

const guint8 *
suy_row_place_get (const SuyRowPlace *place, gsize *size)
{
  *size = place->size;
  return place->bytes != NULL ? g_bytes_get_data (place->bytes, NULL) : place->point;
}

static void
bind_place (const SuyRowPlace *place, SuyStatement *statement, int at)
{
  gsize size;
  const guint8 *bytes = suy_row_place_get (place, &size);

  if (size > 0)
    sqlite3_bind_blob64 (statement, at, bytes, size, SQLITE_STATIC);
  else
    sqlite3_bind_null (statement, at);
}

gboolean
suy_row_bind (SuyStatement *statement,
              const SuyRecord *record,
              SuyRowPlace *place,
              guint8 *filled,
              GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  int at = 1;

  if (!place_init (place, record, error))
    return FALSE;

  sqlite3_bind_int64 (statement, at, suy_record_get_id (record));
  if (reg->geometry != SUY_GEOMETRY_NONE)
    bind_place (place, statement, ++at);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyValue *value = suy_record_get (record, g_ptr_array_index (reg->fields, i));
      guint8 fills = value->type != SUY_VALUE_NULL;

      at++;
      if (filled == NULL || filled[i] || fills)
        suy_statement_bind (statement, at, value);
      if (filled != NULL)
        filled[i] = fills;
    }

  return TRUE;
}

gboolean
suy_row_insert (SuyConnection *connection, const SuyRecord *record, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query_of (
      connection, suy_record_get_register (record), suy_row_make_insert, error);
  g_auto (SuyRowPlace) place = { 0 };

  return statement != NULL && suy_row_bind (statement, record, &place, NULL, error) &&
         suy_connection_put (connection, statement, error);
}
