/* suy-store.c: writing records, settings and attachments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-store.h"

#include <string.h>

#include "suy-cells.h"
#include "suy-error.h"
#include "suy-schema.h"
#include "suy-sha256.h"
#include "suy-store-private.h"

#define BLOB_PART (1 << 20)

SuyCatalog *
suy_store_get_catalog (SuyStore *self)
{
  return self->catalog;
}

const char *
suy_store_get_path (SuyStore *self)
{
  return self->path;
}

SuyStoreMode
suy_store_get_mode (SuyStore *self)
{
  return self->mode;
}

void
suy_store_set_patience (SuyStore *self, guint milliseconds)
{
  sqlite3_busy_timeout (suy_connection_get_db (self->connection), (int) milliseconds);
}

char *
suy_store_get_other_program (SuyStore *self)
{
  return suy_file_get_other_program (self->path);
}

char *
suy_store_get_setting (SuyStore *self, const char *key)
{
  char *value = NULL;

  suy_connection_get_text (self->connection, &value, NULL,
                           "SELECT value FROM suy_setting WHERE key = ?1", "t", key);
  return value;
}

gboolean
suy_store_set_setting (SuyStore *self, const char *key, const char *value, GError **error)
{
  if (self->mode == SUY_STORE_READ)
    return suy_store_check_command (self, error);
  if (self->command.open)
    self->command.wrote = TRUE;

  return value != NULL
             ? suy_connection_do (self->connection, error,
                                  "INSERT INTO suy_setting VALUES (?1, ?2)"
                                  " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                  "tt", key, value)
             : suy_connection_do (self->connection, error, "DELETE FROM suy_setting WHERE key = ?1",
                                  "t", key);
}

static void
mark_written (SuyStore *self, const SuyRegister *reg, SuyGeometry *geometry)
{
  SuyBox box = SUY_BOX_EMPTY;

  if (geometry != NULL)
    box = suy_shape_get_box (suy_geometry_get_shape (geometry));
  suy_store_mark_box (self, reg, &box);
}

gboolean
suy_store_insert (SuyStore *self, SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);

  if (!suy_store_check_command (self, error) || !suy_row_check (record, error))
    return FALSE;

  if (suy_record_get_id (record) == 0)
    suy_record_set_id (record, suy_store_new_id (self));
  if (!suy_row_insert (self->connection, record, error))
    {
      g_prefix_error (error, "A record of “%s” was not saved: ", reg->name);
      return FALSE;
    }

  suy_codes_add (self->codes, reg->name, suy_record_get_text (record, reg->code->name));
  suy_store_mark_dirty (self, reg->number, suy_record_get_id (record));
  mark_written (self, reg, suy_record_get_geometry (record));
  return TRUE;
}

static gboolean
refuse_append_only (const SuyRegister *reg, GError **error)
{
  if (reg->append_only)
    g_set_error (error, SUY_ERROR, SUY_ERROR_REFUSED,
                 "Records of “%s” are never changed or deleted; add another one that corrects it",
                 reg->label.en);

  return reg->append_only;
}

/* The place differs and is to be written.  @bytes (out): NULL: no place any more */
static gboolean
get_new_place (const SuyRecord *record,
               GBytes *old,
               GBytes **bytes,
               gboolean *differs,
               GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  SuyGeometry *geometry = suy_record_get_geometry (record);

  *differs = FALSE;
  if (!suy_record_has_geometry (record) || reg->geometry == SUY_GEOMETRY_NONE)
    return TRUE;
  if (geometry != NULL)
    {
      *bytes = suy_geometry_to_gpkg (geometry, reg->geometry, error);
      if (*bytes == NULL)
        return FALSE;
    }

  *differs = !suy_cells_equal_geometry (old, *bytes);
  return TRUE;
}

/* Fields that are set and differ.  (element-type SuyField) */
static GPtrArray *
find_changes (const SuyRecord *record, const SuyRecord *old)
{
  const SuyRegister *reg = suy_record_get_register (record);
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < reg->fields->len; i++)
    {
      SuyField *field = g_ptr_array_index (reg->fields, i);

      if (suy_record_has (record, field) &&
          !suy_value_equal (suy_record_get (record, field), suy_record_get (old, field)))
        g_ptr_array_add (fields, field);
    }

  return fields;
}

static gboolean
write_changes (SuyStore *self,
               const SuyRecord *record,
               const GPtrArray *fields,
               gboolean place,
               GBytes *bytes,
               GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (SuyStatement) statement = NULL;
  const char *comma = "";
  GError *own = NULL;

  g_string_printf (sql, "UPDATE \"%s\" SET ", reg->name);
  if (place)
    g_string_append_printf (sql, "geom = ?%u%s", fields->len + 2, fields->len > 0 ? ", " : "");
  for (guint i = 0; i < fields->len; i++, comma = ", ")
    g_string_append_printf (sql, "%s\"%s\" = ?%u", comma,
                            ((SuyField *) g_ptr_array_index (fields, i))->name, i + 2);
  g_string_append (sql, " WHERE fid = ?1");

  statement =
      suy_connection_query (self->connection, error, sql->str, "i", suy_record_get_id (record));
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (fields, i);

      suy_statement_bind (statement, (int) i + 2, suy_record_get (record, field));
      self->command.wrote |= field->derived;
    }
  if (bytes != NULL)
    sqlite3_bind_blob64 (statement, (int) fields->len + 2, g_bytes_get_data (bytes, NULL),
                         g_bytes_get_size (bytes), SQLITE_STATIC);
  suy_connection_step (self->connection, statement, &own);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

/* Where @record says nothing of it, there is nothing to compare. */
static gboolean
read_place (SuyStore *self, const SuyRecord *record, GBytes **bytes, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  gint64 id = suy_record_get_id (record);
  g_autofree char *sql = g_strdup_printf ("SELECT geom FROM \"%s\" WHERE fid = ?1", reg->name);
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;

  *bytes = NULL;
  if (reg->geometry == SUY_GEOMETRY_NONE || !suy_record_has_geometry (record))
    return TRUE;
  statement = suy_connection_query (self->connection, error, sql, "i", id);
  if (statement == NULL)
    return FALSE;
  if (suy_connection_step (self->connection, statement, &own))
    *bytes = suy_statement_get_bytes (statement, 0);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
only_derived (const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (!((SuyField *) g_ptr_array_index (fields, i))->derived)
      return FALSE;

  return TRUE;
}

static gboolean
is_searched (const SuyRegister *reg, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (suy_search_has_field (reg, fields->pdata[i]))
      return TRUE;

  return FALSE;
}

gboolean
suy_store_update (SuyStore *self, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  gint64 id = suy_record_get_id (record);
  g_autoptr (SuyRecord) old = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GBytes) old_bytes = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean place;

  if (!suy_store_check_command (self, error) || !suy_row_check (record, error))
    return FALSE;
  old = suy_store_get (self, reg, id, error);
  if (old == NULL || !read_place (self, record, &old_bytes, error) ||
      !get_new_place (record, old_bytes, &bytes, &place, error))
    return FALSE;

  fields = find_changes (record, old);
  if (fields->len == 0 && !place)
    return TRUE;
  if ((place || !only_derived (fields)) && refuse_append_only (reg, error))
    return FALSE;
  if (!write_changes (self, record, fields, place, bytes, error))
    return FALSE;
  if (g_ptr_array_find (fields, reg->code, NULL))
    suy_codes_forget (self->codes);

  if (is_searched (reg, fields))
    suy_store_mark_dirty (self, reg->number, id);
  mark_written (self, reg, place ? suy_record_get_geometry (record) : NULL);
  return TRUE;
}

gboolean
suy_store_delete (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE fid = ?1", reg->name);

  if (!suy_store_check_command (self, error) || refuse_append_only (reg, error) ||
      !suy_connection_do (self->connection, error, sql, "i", id))
    return FALSE;
  if (sqlite3_changes (suy_connection_get_db (self->connection)) == 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   "There is no record #%" G_GINT64_FORMAT " in “%s”", id, reg->name);
      return FALSE;
    }

  suy_store_mark_dirty (self, reg->number, id);
  mark_written (self, reg, NULL);
  return TRUE;
}

char *
suy_store_new_code (SuyStore *self, const SuyRegister *reg, const char *prefix, guint digits)
{
  glong n = g_utf8_strlen (prefix, -1);
  g_autofree char *sql = g_strdup_printf (
      "SELECT coalesce(max(CAST(substr(code, ?2) AS INTEGER)), 0) FROM \"%s\""
      " WHERE code >= ?1 AND code < ?1 || char(0x10ffff) AND length(code) BETWEEN ?2 AND ?2 + 17"
      " AND substr(code, ?2) NOT GLOB '*[^0-9]*'",
      reg->name);
  gint64 last = 0;

  if (!suy_codes_get (self->codes, reg->name, prefix, &last) &&
      suy_connection_get_integer (self->connection, &last, NULL, sql, "ti", prefix,
                                  (gint64) n + 1) &&
      self->mode != SUY_STORE_READ)
    suy_codes_set (self->codes, reg->name, prefix, last);

  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, prefix, (int) MIN (digits, 18), last + 1);
}

char *
suy_store_put_blob (SuyStore *self, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree char *hash = suy_sha256_of (data, size);
  gint64 there = 0;
  gsize at = 0;

  if (!suy_store_check_command (self, error) ||
      !suy_connection_get_integer (self->connection, &there, error,
                                   "SELECT count(*) FROM suy_blob WHERE hash = ?1", "t", hash))
    return NULL;

  for (gint64 part = 0; there == 0 && (part == 0 || at < size); part++, at += BLOB_PART)
    {
      if (!suy_connection_do (self->connection, error, "INSERT INTO suy_blob VALUES (?1, ?2, ?3)",
                              "tib", hash, part, size > 0 ? data + at : (const guint8 *) "",
                              MIN (size - at, (gsize) BLOB_PART)))
        return NULL;
      self->command.wrote = TRUE;
    }

  return g_steal_pointer (&hash);
}

GBytes *
suy_store_get_blob (SuyStore *self, const char *hash, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error,
                            "SELECT bytes FROM suy_blob WHERE hash = ?1 ORDER BY part", "t", hash);
  g_autofree char *actual = NULL;
  gboolean found = FALSE;
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  for (; suy_connection_step (self->connection, statement, &own); found = TRUE)
    g_byte_array_append (bytes, sqlite3_column_blob (statement, 0),
                         (guint) sqlite3_column_bytes (statement, 0));
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }
  if (!found)
    {
      g_set_error (
          error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
          "The original of attachment %.12s… is not in this file; it is on the device that "
          "took it",
          hash);
      return NULL;
    }

  actual = suy_sha256_of (bytes->data, bytes->len);
  if (strcmp (actual, hash) != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
                   "Attachment %.12s… is damaged; take it from a backup", hash);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
