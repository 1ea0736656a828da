/* suy-search.c: the search table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * suy_text keeps what was indexed, since the index can only forget a text that it is shown again.
 */

#include <string.h>

#include "suy-due.h"
#include "suy-error.h"
#include "suy-text.h"

#define FTS_MEMORY (1 << 20) /* what FTS5 takes unless told otherwise */
#define FTS_AUTOMERGE 4      /* the same */
#define MAX_MEMORY (64 << 20)
#define WORDS_PER_BYTE 7
#define RUNS 10      /* of one time */
#define MOST_RUNS 64 /* of all */

char *
suy_search_make_query (const char *text)
{
  char *query = suy_text_make_query (text);

  /* A word that can't be there, since all words of nothing but signs find nothing. */
  return query != NULL || text[strspn (text, " \t\r\n")] == '\0' ? query
                                                                 : g_strdup ("\"-\" AND \"--\"");
}

gboolean
suy_search_has_field (const SuyRegister *reg, const SuyField *field)
{
  return field == reg->code || field == reg->title ||
         (field->listed && field->type == SUY_FIELD_TEXT);
}

void
suy_search_make_body (GString *body, const SuyRecord *record)
{
  const SuyRegister *reg = suy_record_get_register (record);

  g_string_truncate (body, 0);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (reg->fields, i);
      const SuyValue *value = suy_record_get (record, field);

      if (value->type == SUY_VALUE_TEXT && suy_search_has_field (reg, field))
        suy_text_add (body, value->text);
    }
}

static gboolean
remove_text (SuyStore *self, gint64 id, const char *body, GError **error)
{
  return suy_connection_do (self->connection, error,
                            "INSERT INTO suy_search (suy_search, rowid, body)"
                            " VALUES ('delete', ?1, ?2)",
                            "it", id, body) &&
         suy_connection_do (self->connection, error, "DELETE FROM suy_text WHERE id = ?1", "i", id);
}

static gboolean
add_text (SuyStore *self, const SuyRegister *reg, gint64 row, const char *body, GError **error)
{
  return suy_connection_do (self->connection, error,
                            "INSERT INTO suy_text (tbl, row, body) VALUES (?1, ?2, ?3)", "iit",
                            (gint64) reg->number, row, body) &&
         suy_connection_do (
             self->connection, error, "INSERT INTO suy_search (rowid, body) VALUES (?1, ?2)", "it",
             (gint64) sqlite3_last_insert_rowid (suy_connection_get_db (self->connection)), body);
}

SuyStatement *
suy_search_query_add (SuyStore *self, GError **error)
{
  return suy_connection_query (self->connection, error,
                               "INSERT INTO suy_text (tbl, row, body) VALUES (?1, ?2, ?3)", "");
}

gboolean
suy_search_put (SuyStore *self,
                SuyStatement *statement,
                const SuyRecord *record,
                GString *body,
                GError **error)
{
  suy_search_make_body (body, record);
  sqlite3_bind_int64 (statement, 1, suy_record_get_register (record)->number);
  sqlite3_bind_int64 (statement, 2, suy_record_get_id (record));
  sqlite3_bind_text (statement, 3, body->str, (int) body->len, SQLITE_STATIC);

  return suy_connection_put (self->connection, statement, error);
}

gboolean
suy_search_get_last (SuyStore *self, gint64 *last, GError **error)
{
  return suy_connection_get_integer (self->connection, last, error,
                                     "SELECT coalesce(max(id), 0) FROM suy_text", "");
}

static gboolean
set_option (SuyStore *self, const char *option, gint64 value, GError **error)
{
  return suy_connection_do (self->connection, error,
                            "INSERT INTO suy_search (suy_search, rank) VALUES (?1, ?2)", "ti",
                            option, value);
}

/* FTS5 gathers words in memory and writes a sorted run whenever that is full.  Unless told
 * otherwise it joins 4 runs as it goes, and 16 at once in any case, which takes more time than all
 * else in a load. So there may be MOST_RUNS, which a search hardly feels, and later changes join
 * them bit by bit.  The memory is as small as gives RUNS, since it is slow beyond the processor's
 * cache.  Measured: the words of a text take 7 times its bytes there, with their prefixes. */
gboolean
suy_search_index (SuyStore *self, gint64 last, gsize n_bytes, GError **error)
{
  const char *index = "INSERT INTO suy_search (rowid, body) SELECT id, body FROM suy_text"
                      " WHERE id > ?1 ORDER BY id";
  gint64 memory = (gint64) CLAMP (n_bytes * WORDS_PER_BYTE / RUNS, FTS_MEMORY, MAX_MEMORY);

  if (n_bytes * WORDS_PER_BYTE < FTS_MEMORY)
    return suy_connection_do (self->connection, error, index, "i", last);

  return set_option (self, "crisismerge", MOST_RUNS, error) &&
         set_option (self, "hashsize", memory, error) && set_option (self, "automerge", 0, error) &&
         suy_connection_do (self->connection, error, index, "i", last) &&
         set_option (self, "hashsize", FTS_MEMORY, error) &&
         set_option (self, "automerge", FTS_AUTOMERGE, error);
}

static gboolean
read_text (SuyStore *self,
           const SuyRegister *reg,
           gint64 row,
           gint64 *id,
           char **body,
           GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error, "SELECT id, body FROM suy_text WHERE tbl = ?1 AND row = ?2", "ii",
      (gint64) reg->number, row);
  GError *own = NULL;

  *id = 0;
  *body = NULL;
  if (statement == NULL)
    return FALSE;
  if (suy_connection_step (self->connection, statement, &own))
    {
      *id = sqlite3_column_int64 (statement, 0);
      *body = g_strdup ((const char *) sqlite3_column_text (statement, 1));
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static char *
write_columns (const SuyRegister *reg)
{
  GString *sql = g_string_new ("SELECT fid");

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (suy_search_has_field (reg, field))
        g_string_append_printf (sql, ", \"%s\"", field->name);
    }
  g_string_append_printf (sql, " FROM \"%s\" WHERE fid = ?1", reg->name);

  return g_string_free (sql, FALSE);
}

/* Of one row what the text is made of.  @found (out): it is there */
static gboolean
read_body (SuyStore *self,
           const SuyRegister *reg,
           gint64 row,
           GString *body,
           gboolean *found,
           GError **error)
{
  g_autoptr (SuyStatement) statement =
      suy_connection_query_of (self->connection, reg, write_columns, error);
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  *found = suy_connection_step (self->connection, statement, &own);
  for (int i = 1; *found && i < sqlite3_column_count (statement); i++)
    if (sqlite3_column_type (statement, i) == SQLITE_TEXT)
      suy_text_add (body, (const char *) sqlite3_column_text (statement, i));
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

gboolean
suy_search_update (SuyStore *self, const SuyRegister *reg, gint64 row, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *old = NULL;
  const char *body;
  gboolean found;
  gint64 id;

  if (!read_body (self, reg, row, text, &found, error) ||
      !read_text (self, reg, row, &id, &old, error))
    return FALSE;
  body = found ? text->str : NULL;
  if (g_strcmp0 (old, body) == 0)
    return TRUE;

  return (old == NULL || remove_text (self, id, old, error)) &&
         (body == NULL || add_text (self, reg, row, body, error));
}

static void
clear_hit (gpointer data)
{
  SuySearchHit *hit = data;

  g_free (hit->code);
  g_free (hit->title);
}

static gboolean
has_hit (const GArray *hits, const SuyRegister *reg, gint64 id)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const SuySearchHit *hit = &g_array_index (hits, SuySearchHit, i);

      if (hit->reg == reg && hit->id == id)
        return TRUE;
    }

  return FALSE;
}

static gboolean
add_hit (SuyStore *self, GArray *hits, const SuyRegister *reg, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) records = suy_store_get_many (self, reg, &id, 1, error);
  const SuyRecord *record;
  SuySearchHit hit = { reg, id, NULL, NULL };

  if (records == NULL)
    return FALSE;
  record = g_ptr_array_index (records, 0);
  if (record == NULL || has_hit (hits, reg, id))
    return TRUE;

  hit.code = g_strdup (suy_record_get_text (record, "code"));
  if (reg->title != NULL)
    hit.title = suy_value_to_string (suy_record_get (record, reg->title));
  g_array_append_val (hits, hit);
  return TRUE;
}

/* Whoever types a whole code wants that record first. */
static gboolean
add_codes (SuyStore *self, GArray *hits, const char *text, guint max, GError **error)
{
  const GPtrArray *registers = suy_catalog_get_registers (self->catalog);
  g_autofree char *code = g_strstrip (g_strdup (text));

  for (guint i = 0; i < registers->len && hits->len < max; i++)
    {
      const SuyRegister *reg = g_ptr_array_index (registers, i);
      g_autofree char *sql = g_strdup_printf (
          "SELECT fid FROM \"%s\" WHERE code = ?1 ORDER BY fid LIMIT 1", reg->name);
      gint64 id;

      if (!suy_connection_get_integer (self->connection, &id, error, sql, "t", code) ||
          (id != 0 && !add_hit (self, hits, reg, id, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_due (SuyStore *self, GArray *hits, const GArray *due, guint max, GError **error)
{
  for (guint i = 0; i < due->len && hits->len < max; i++)
    {
      const SuyRowKey *key = &g_array_index (due, SuyRowKey, i);
      const SuyRegister *reg = suy_catalog_find_number (self->catalog, key->table);

      if (reg != NULL && !add_hit (self, hits, reg, key->row, error))
        return FALSE;
    }

  return TRUE;
}

GArray *
suy_store_search (SuyStore *self, const char *text, guint max, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SuySearchHit));
  g_autofree char *query = suy_text_make_query (text);
  g_autoptr (GArray) due = NULL;
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;

  g_array_set_clear_func (hits, clear_hit);
  if (query == NULL)
    return g_steal_pointer (&hits);
  due = suy_due_match (self, NULL, query, error);
  if (due == NULL || !add_codes (self, hits, text, max, error))
    return NULL;

  statement = suy_connection_query (self->connection, error,
                                    "SELECT tbl, row FROM suy_search JOIN suy_text"
                                    " ON suy_text.id = suy_search.rowid"
                                    " WHERE suy_search MATCH ?1 ORDER BY suy_search.rank,"
                                    " suy_text.id LIMIT ?2",
                                    "ti", query, (gint64) max);
  if (statement == NULL)
    return NULL;
  while (own == NULL && hits->len < max && suy_connection_step (self->connection, statement, &own))
    {
      const SuyRegister *reg =
          suy_catalog_find_number (self->catalog, (guint) sqlite3_column_int (statement, 0));

      if (reg != NULL)
        add_hit (self, hits, reg, sqlite3_column_int64 (statement, 1), &own);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return add_due (self, hits, due, max, error) ? g_steal_pointer (&hits) : NULL;
}
