/* suy-select.c: reading records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-cells.h"
#include "suy-due.h"
#include "suy-error.h"
#include "suy-gpkg-point.h"

#define MAX_LINKS 4 /* a milestone's project's enterprise is 2 */

/* '%', '_' and '\' stand for themselves. */
static char *
make_pattern (const SuyValue *value)
{
  g_autofree char *text = suy_value_to_string (value);
  GString *pattern = g_string_new ("%");

  for (const char *at = text; *at != '\0'; at++)
    {
      if (strchr ("%_\\", *at) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *at);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

void
suy_select_add_filter (GString *sql, GArray *values, const SuyFilter *filter)
{
  static const char *const forms[] = {
    [SUY_FILTER_EQUAL] = "\"%s\" IS ?",
    [SUY_FILTER_NOT_EQUAL] = "\"%s\" IS NOT ?",
    [SUY_FILTER_LESS] = "\"%s\" < ?",
    [SUY_FILTER_GREATER] = "\"%s\" > ?",
    [SUY_FILTER_CONTAINS] = "\"%s\" LIKE ? ESCAPE '\\'",
    [SUY_FILTER_NULL] = "\"%s\" IS NULL",
    [SUY_FILTER_NOT_NULL] = "\"%s\" IS NOT NULL",
  };
  g_auto (GStrv) parts = g_strsplit (forms[filter->kind], "%s", 2);
  SuyValue value = suy_value_dup (&filter->value);

  g_string_append_printf (sql, " AND %s%s%s", parts[0], filter->field->name, parts[1]);
  if (filter->kind == SUY_FILTER_CONTAINS)
    {
      char *pattern = make_pattern (&filter->value);

      suy_value_clear (&value);
      value = SUY_TEXT (pattern);
    }
  if (strchr (parts[1], '?') != NULL)
    g_array_append_val (values, value);
  else
    suy_value_clear (&value);
}

static void
add_value (GArray *values, const SuyValue *value)
{
  SuyValue copy = suy_value_dup (value);

  g_array_append_val (values, copy);
}

/* Choices go by their order in the catalog, which is one of rank. */
static void
add_order (GString *sql, const SuyField *field, gboolean descending)
{
  const char *direction = descending ? "DESC" : "ASC";

  if (field->type != SUY_FIELD_CHOICE)
    {
      g_string_append_printf (sql, " ORDER BY \"%s\" %s NULLS LAST, fid", field->name, direction);
      return;
    }

  g_string_append_printf (sql, " ORDER BY CASE \"%s\"", field->name);
  for (guint i = 0; field->choices != NULL && i < field->choices->len; i++)
    {
      const SuyChoice *choice = g_ptr_array_index (field->choices, i);
      char *quoted = sqlite3_mprintf ("%Q", choice->name);

      g_string_append_printf (sql, " WHEN %s THEN %u", quoted, i);
      sqlite3_free (quoted);
    }
  g_string_append_printf (sql, " END %s NULLS LAST, \"%s\" %s, fid", direction, field->name,
                          direction);
}

static void
clear_value (gpointer value)
{
  suy_value_clear (value);
}

/* "[1,2]" */
static char *
list_rows (const GArray *keys)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (keys, SuyRowKey, i).row);
  g_string_append_c (list, ']');

  return g_string_free (list, FALSE);
}

static gboolean
add_search (SuyStore *self,
            const SuyRegister *reg,
            char *query,
            GString *sql,
            GArray *values,
            GError **error)
{
  g_autoptr (GArray) due = suy_due_match (self, reg, query, error);
  g_autofree char *list = due != NULL && due->len > 0 ? list_rows (due) : NULL;

  if (due == NULL)
    return FALSE;

  g_string_append_printf (sql,
                          " AND fid IN (SELECT row FROM suy_text WHERE tbl = %u AND id IN"
                          " (SELECT rowid FROM suy_search WHERE suy_search MATCH ?)%s)",
                          reg->number,
                          list != NULL ? " UNION SELECT value FROM json_each (?)" : "");
  add_value (values, &SUY_TEXT (query));
  if (list != NULL)
    add_value (values, &SUY_TEXT (list));

  return TRUE;
}

/* What comes behind the columns; @values (element-type SuyValue) gets what is bound. */
static gboolean
add_wish (SuyStore *self,
          const SuyRegister *reg,
          const SuySelection *wish,
          GString *sql,
          GArray *values,
          GError **error)
{
  g_autofree char *query = wish->search != NULL ? suy_search_make_query (wish->search) : NULL;

  g_string_append_printf (sql, " FROM \"%s\" WHERE 1", reg->name);
  for (guint i = 0; i < wish->n_filters; i++)
    suy_select_add_filter (sql, values, &wish->filters[i]);
  if (query != NULL && !add_search (self, reg, query, sql, values, error))
    return FALSE;
  add_order (sql, wish->order != NULL ? wish->order : reg->code, wish->descending);

  return TRUE;
}

typedef void (*Take) (SuyStatement *statement, const SuyRegister *reg, gpointer user_data);

/* @sql: as far as the columns go */
static gboolean
select_rows (SuyStore *self,
             const SuyRegister *reg,
             const SuySelection *selection,
             GString *sql,
             Take take,
             gpointer user_data,
             GError **error)
{
  static const SuySelection all = { 0 };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (SuyValue));
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;

  g_array_set_clear_func (values, clear_value);
  if (!add_wish (self, reg, selection != NULL ? selection : &all, sql, values, error))
    return FALSE;
  statement = suy_connection_query (self->connection, error, sql->str, "");
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    suy_statement_bind (statement, (int) i + 1, &g_array_index (values, SuyValue, i));
  while (suy_connection_step (self->connection, statement, &own))
    take (statement, reg, user_data);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static void
take_id (SuyStatement *statement, G_GNUC_UNUSED const SuyRegister *reg, gpointer user_data)
{
  gint64 id = sqlite3_column_int64 (statement, 0);

  g_array_append_val ((GArray *) user_data, id);
}

GArray *
suy_store_select (SuyStore *self,
                  const SuyRegister *reg,
                  const SuySelection *selection,
                  GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) sql = g_string_new ("SELECT fid");

  return select_rows (self, reg, selection, sql, take_id, ids, error) ? g_steal_pointer (&ids)
                                                                      : NULL;
}

static void
record_free (gpointer record)
{
  if (record != NULL)
    suy_record_free (record);
}

static void
take_record (SuyStatement *statement, const SuyRegister *reg, gpointer user_data)
{
  g_ptr_array_add (user_data, suy_row_read (statement, reg));
}

GPtrArray *
suy_store_read (SuyStore *self,
                const SuyRegister *reg,
                const SuySelection *selection,
                GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);
  g_autofree char *columns = suy_row_get_columns (reg);
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  g_string_append (sql, columns);

  return select_rows (self, reg, selection, sql, take_record, records, error)
             ? g_steal_pointer (&records)
             : NULL;
}

gint64
suy_store_count (SuyStore *self, const SuyRegister *reg)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", reg->name);
  gint64 n;

  return suy_connection_get_integer (self->connection, &n, NULL, sql, "") ? n : -1;
}

static char *
write_get (const SuyRegister *reg)
{
  g_autofree char *columns = suy_row_get_columns (reg);

  return g_strdup_printf ("SELECT %s FROM \"%s\" WHERE fid = ?1", columns, reg->name);
}

/* @record (out): NULL where there is none */
static gboolean
get_one (SuyStore *self, const SuyRegister *reg, gint64 id, SuyRecord **record, GError **error)
{
  g_autoptr (SuyStatement) statement =
      suy_connection_query_of (self->connection, reg, write_get, error);
  GError *own = NULL;

  *record = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (suy_connection_step (self->connection, statement, &own))
    *record = suy_row_read (statement, reg);
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

GPtrArray *
suy_store_get_many (SuyStore *self,
                    const SuyRegister *reg,
                    const gint64 *ids,
                    guint n_ids,
                    GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);

  for (guint i = 0; i < n_ids; i++)
    {
      SuyRecord *record;

      if (!get_one (self, reg, ids[i], &record, error))
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

SuyRecord *
suy_store_get (SuyStore *self, const SuyRegister *reg, gint64 id, GError **error)
{
  SuyRecord *record;

  if (get_one (self, reg, id, &record, error) && record == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 "There is no record #%" G_GINT64_FORMAT " in “%s”", id, reg->name);

  return record;
}

static gint64
find_id (SuyStore *self, const SuyRegister *reg, const char *key, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT fid FROM \"%s\" WHERE fid = ?1", reg->name);
  gint64 wanted, id = 0;

  if (!g_ascii_string_to_signed (key + 1, 10, G_MININT64, G_MAXINT64, &wanted, NULL) ||
      !suy_connection_get_integer (self->connection, &id, error, sql, "i", wanted))
    return 0;
  return id;
}

static gint64
find_code (SuyStore *self, const SuyRegister *reg, const char *key, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT fid FROM \"%s\" WHERE code = ?1 ORDER BY fid LIMIT 2", reg->name);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error, sql, "t", key);
  gint64 ids[2] = { 0, 0 };

  if (statement == NULL)
    return 0;
  for (guint i = 0; i < 2 && suy_connection_step (self->connection, statement, error); i++)
    ids[i] = sqlite3_column_int64 (statement, 0);
  if (ids[1] != 0)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_AMBIGUOUS,
                   "“%s” has the code “%s” more than once: #%" G_GINT64_FORMAT
                   " and #%" G_GINT64_FORMAT "; name one by its number",
                   reg->name, key, ids[0], ids[1]);
      return 0;
    }

  return ids[0];
}

gint64
suy_store_find (SuyStore *self, const SuyRegister *reg, const char *key, GError **error)
{
  GError *own = NULL;
  gint64 id = find_code (self, reg, key, &own);

  if (id == 0 && own == NULL && key[0] == '#')
    id = find_id (self, reg, key, &own);
  if (own != NULL)
    g_propagate_error (error, own);
  else if (id == 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, "There is no “%s” in “%s”", key, reg->name);

  return id;
}

/* The geometry of a register's rows: their own, or through links to one that has some. */
static char *
make_places (SuyCatalog *catalog, const SuyRegister *reg)
{
  g_autoptr (GString) from = g_string_new (NULL);
  const SuyRegister *at = reg;
  guint n = 0;

  g_string_printf (from, "FROM \"%s\" t0", reg->name);
  while (at != NULL && at->geometry == SUY_GEOMETRY_NONE && at->place != NULL && n < MAX_LINKS)
    {
      const SuyField *place = at->place;

      at = suy_catalog_find (catalog, place->target);
      if (at == NULL)
        break;
      g_string_append_printf (from, " JOIN \"%s\" t%u ON t%u.fid = t%u.\"%s\"", at->name, n + 1,
                              n + 1, n, place->name);
      n++;
    }
  if (at == NULL || at->geometry == SUY_GEOMETRY_NONE)
    return g_strdup ("SELECT 0, NULL WHERE 0");

  return g_strdup_printf ("SELECT t0.fid, t%u.geom %s ORDER BY t0.fid", n, from->str);
}

static void
add_feature (SuyFeatureSetBuilder *builder, SuyStatement *statement)
{
  static const SuyShape none = { SUY_SHAPE_NONE, 0, NULL, NULL };
  static const guint32 end = 1;
  gint64 id = sqlite3_column_int64 (statement, 0);
  const guint8 *bytes = NULL;
  gsize size = 0;
  SuyPoint point;
  g_autoptr (SuyGeometry) geometry = NULL;

  if (sqlite3_column_type (statement, 1) == SQLITE_BLOB)
    {
      bytes = sqlite3_column_blob (statement, 1);
      size = (gsize) sqlite3_column_bytes (statement, 1);
    }
  if (bytes != NULL && suy_gpkg_point_read (bytes, size, &point))
    {
      const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &point };

      suy_feature_set_builder_add (builder, id, &shape);
      return;
    }

  if (bytes != NULL)
    geometry = suy_geometry_new_from_gpkg (bytes, size, NULL);
  suy_feature_set_builder_add (builder, id,
                               geometry != NULL ? suy_geometry_get_shape (geometry) : &none);
}

SuyFeatureSet *
suy_store_load_features (SuyStore *self, const SuyRegister *reg, GError **error)
{
  g_autoptr (SuyFeatureSetBuilder) builder = suy_feature_set_builder_new ();
  g_autofree char *sql = make_places (self->catalog, reg);
  g_autoptr (SuyStatement) statement = suy_connection_query (self->connection, error, sql, "");
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    add_feature (builder, statement);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return suy_feature_set_builder_end (g_steal_pointer (&builder));
}

SuyValue
suy_select_peek (SuyStatement *statement, int at)
{
  if (sqlite3_column_type (statement, at) == SQLITE_TEXT)
    return SUY_TEXT ((char *) sqlite3_column_text (statement, at));

  return suy_statement_get_value (statement, at);
}

static void
clear_tally (gpointer data)
{
  SuyTally *tally = data;

  suy_value_clear (&tally->value);
}

GArray *
suy_store_tally (SuyStore *self, const SuyField *field, const SuyRegister *reg, GError **error)
{
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (SuyTally));
  g_autofree char *sql = g_strdup_printf (
      "SELECT \"%s\", count(*) FROM \"%s\" GROUP BY 1 ORDER BY 2 DESC, 1", field->name, reg->name);
  g_autoptr (SuyStatement) statement = suy_connection_query (self->connection, error, sql, "");
  GError *own = NULL;

  g_array_set_clear_func (tallies, clear_tally);
  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      SuyTally tally = { suy_statement_get_value (statement, 0),
                         sqlite3_column_int64 (statement, 1) };

      g_array_append_val (tallies, tally);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&tallies);
}
