/* suy-due.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-due.h"

#include "suy-error.h"
#include "suy-schema.h"

#define BULK 250000 /* rows at once where somebody waits */
#define IN_MEMORY \
  "CREATE VIRTUAL TABLE texts USING fts5(body, content='', " SUY_SCHEMA_TOKENIZER ");"

/* Rows of one register that were noted together. */
typedef struct
{
  const SuyRegister *reg; /* (nullable): not in the catalog */
  gint64 table, first, last;
} Interval;

gboolean
suy_due_add (SuyStore *self, const SuyRegister *reg, gint64 first, gint64 last, GError **error)
{
  return suy_connection_do (self->connection, error,
                            "INSERT INTO suy_due VALUES (?1, ?2, ?3) ON CONFLICT (tbl, first)"
                            " DO UPDATE SET last = max(last, excluded.last)",
                            "iii", (gint64) reg->number, first, last);
}

/* The first interval.  @found (out): there is one */
static gboolean
read_interval (SuyStore *self, Interval *interval, gboolean *found, GError **error)
{
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error,
                            "SELECT tbl, first, last FROM suy_due ORDER BY tbl, first LIMIT 1", "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  *found = suy_connection_step (self->connection, statement, &own);
  if (*found)
    {
      interval->table = sqlite3_column_int64 (statement, 0);
      interval->first = sqlite3_column_int64 (statement, 1);
      interval->last = sqlite3_column_int64 (statement, 2);
      interval->reg = suy_catalog_find_number (self->catalog, (guint) interval->table);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

/* Records from ?1 to ?2 that are due, at most ?3. */
static SuyStatement *
query_due (SuyStore *self, const Interval *interval, gint64 most, GError **error)
{
  g_autofree char *columns = suy_row_get_columns (interval->reg);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s FROM \"%s\" WHERE fid BETWEEN ?1 AND ?2 AND NOT EXISTS (SELECT 1 FROM suy_text"
      " WHERE tbl = %u AND row = fid) ORDER BY fid LIMIT ?3",
      columns, interval->reg->name, interval->reg->number);

  return suy_connection_query (self->connection, error, sql, "iii", interval->first, interval->last,
                               most);
}

/* ---- writing what is due ---- */

typedef struct
{
  gint64 last;   /* row that came last */
  guint n;       /* of texts */
  gsize n_bytes; /* of them together */
} Portion;

static gboolean
write_texts (SuyStore *self, const Interval *interval, guint most, Portion *portion, GError **error)
{
  g_autoptr (SuyStatement) rows = query_due (self, interval, most, error);
  g_autoptr (SuyStatement) text = rows == NULL ? NULL : suy_search_query_add (self, error);
  g_autoptr (GString) body = g_string_new (NULL);
  GError *own = NULL;

  if (text == NULL)
    return FALSE;
  while (own == NULL && suy_connection_step (self->connection, rows, &own))
    {
      g_autoptr (SuyRecord) record = suy_row_read (rows, interval->reg);

      portion->last = suy_record_get_id (record);
      portion->n++;
      suy_search_put (self, text, record, body, &own);
      portion->n_bytes += body->len;
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
write_portion (SuyStore *self, const Interval *interval, guint most, GError **error)
{
  Portion portion = { 0 };
  gint64 last;

  if (interval->reg != NULL && (!suy_search_get_last (self, &last, error) ||
                                !write_texts (self, interval, most, &portion, error) ||
                                !suy_search_index (self, last, portion.n_bytes, error)))
    return FALSE;
  if (portion.n < most)
    return suy_connection_do (self->connection, error,
                              "DELETE FROM suy_due WHERE tbl = ?1 AND first = ?2", "ii",
                              interval->table, interval->first);

  return suy_connection_do (self->connection, error,
                            "UPDATE suy_due SET first = ?3 WHERE tbl = ?1 AND first = ?2", "iii",
                            interval->table, interval->first, portion.last + 1);
}

static gboolean
run_portion (SuyStore *self, guint most, gboolean *left, GError **error)
{
  Interval interval;

  return read_interval (self, &interval, left, error) &&
         (!*left || (write_portion (self, &interval, most, error) &&
                     read_interval (self, &interval, left, error)));
}

static gboolean
run_transaction (SuyStore *self, guint most, gboolean *left, GError **error)
{
  if (!suy_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_portion (self, most, left, error) &&
      suy_connection_run (self->connection, "COMMIT", error))
    return TRUE;

  suy_connection_run (self->connection, "ROLLBACK", NULL);
  return FALSE;
}

/* What is lost with the power is due again, so nothing waits for the disk; and none waits for
 * another program, as it can be done later. */
static gboolean
run_hastily (SuyStore *self, guint most, gboolean *left, GError **error)
{
  gint64 patience;
  gboolean done;

  if (!suy_connection_get_integer (self->connection, &patience, error, "PRAGMA busy_timeout", "") ||
      !suy_connection_run (self->connection, "PRAGMA synchronous=NORMAL", error))
    return FALSE;
  suy_store_set_patience (self, 0);
  done = run_transaction (self, most, left, error);
  suy_store_set_patience (self, (guint) patience);

  return suy_connection_run (self->connection, "PRAGMA synchronous=FULL", done ? error : NULL) &&
         done;
}

gboolean
suy_store_has_due_texts (SuyStore *self, gboolean *due, GError **error)
{
  Interval interval;

  g_return_val_if_fail (self != NULL && due != NULL, FALSE);

  return read_interval (self, &interval, due, error);
}

gboolean
suy_store_index_texts (SuyStore *self, guint most, gboolean *left, GError **error)
{
  g_return_val_if_fail (self != NULL && most > 0 && left != NULL, FALSE);

  if (!read_interval (self, &(Interval){ 0 }, left, error))
    return FALSE;
  if (!*left || self->mode == SUY_STORE_READ || self->command.open)
    return TRUE;

  return run_hastily (self, most, left, error);
}

/* ---- finding what is due ---- */

/* Another program that writes just now is no reason to find nothing. */
static gboolean
write_all (SuyStore *self, gboolean *left, GError **error)
{
  gboolean writes = self->mode == SUY_STORE_WRITE && !self->command.open;
  GError *own = NULL;

  if (!suy_store_has_due_texts (self, left, error))
    return FALSE;
  while (writes && *left && suy_store_index_texts (self, BULK, left, &own))
    ;
  if (own == NULL || g_error_matches (own, SUY_ERROR, SUY_ERROR_LOCKED))
    {
      g_clear_error (&own);
      return TRUE;
    }

  g_propagate_error (error, own);
  return FALSE;
}

static gboolean
add_interval (SuyStore *self, SuyConnection *memory, const Interval *interval, GError **error)
{
  g_autoptr (SuyStatement) rows = query_due (self, interval, -1, error);
  g_autoptr (GString) body = g_string_new (NULL);
  GError *own = NULL;

  if (rows == NULL)
    return FALSE;
  while (own == NULL && suy_connection_step (self->connection, rows, &own))
    {
      g_autoptr (SuyRecord) record = suy_row_read (rows, interval->reg);

      suy_search_make_body (body, record);
      if (suy_connection_do (memory, &own,
                             "INSERT OR IGNORE INTO record (tbl, row) VALUES (?1, ?2)", "ii",
                             interval->table, suy_record_get_id (record)) &&
          sqlite3_changes (suy_connection_get_db (memory)) > 0)
        suy_connection_do (memory, &own,
                           "INSERT INTO texts (rowid, body) VALUES (last_insert_rowid(), ?1)", "t",
                           body->str);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
add_intervals (SuyStore *self, SuyConnection *memory, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error, "SELECT tbl, first, last FROM suy_due ORDER BY tbl, first", "");
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (own == NULL && suy_connection_step (self->connection, statement, &own))
    {
      Interval interval = { NULL, sqlite3_column_int64 (statement, 0),
                            sqlite3_column_int64 (statement, 1),
                            sqlite3_column_int64 (statement, 2) };

      interval.reg = suy_catalog_find_number (self->catalog, (guint) interval.table);
      if (interval.reg != NULL)
        add_interval (self, memory, &interval, &own);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static SuyConnection *
make_index (SuyStore *self, GError **error)
{
  g_autoptr (SuyConnection) memory = suy_connection_open (":memory:", SUY_CONNECTION_MEMORY, error);

  if (memory == NULL ||
      !suy_connection_run (memory,
                           IN_MEMORY "CREATE TABLE record (id INTEGER PRIMARY KEY, tbl INTEGER,"
                                     " row INTEGER, UNIQUE (tbl, row)); BEGIN",
                           error) ||
      !add_intervals (self, memory, error) || !suy_connection_run (memory, "COMMIT", error))
    return NULL;

  return g_steal_pointer (&memory);
}

/* Kept as long as neither this connection nor another has written. */
static gboolean
take_index (SuyStore *self, GError **error)
{
  gint64 version;
  gint64 changes = sqlite3_total_changes64 (suy_connection_get_db (self->connection));

  if (!suy_connection_get_integer (self->connection, &version, error, "PRAGMA data_version", ""))
    return FALSE;
  if (self->due.index != NULL && self->due.version == version && self->due.changes == changes)
    return TRUE;

  g_clear_pointer (&self->due.index, suy_connection_free);
  self->due.index = make_index (self, error);
  self->due.version = version;
  self->due.changes = changes;

  return self->due.index != NULL;
}

GArray *
suy_due_match (SuyStore *self, const SuyRegister *reg, const char *query, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SuyRowKey));
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;
  gboolean left;

  if (!write_all (self, &left, error) || (left && !take_index (self, error)))
    return NULL;
  if (!left)
    {
      g_clear_pointer (&self->due.index, suy_connection_free);
      return g_steal_pointer (&keys);
    }

  statement = suy_connection_query (self->due.index, error,
                                    "SELECT tbl, row FROM texts JOIN record ON record.id ="
                                    " texts.rowid WHERE texts MATCH ?1 AND (?2 = 0 OR tbl = ?2)"
                                    " ORDER BY texts.rank, record.id",
                                    "ti", query, reg != NULL ? (gint64) reg->number : 0);
  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->due.index, statement, &own))
    {
      SuyRowKey key = { (guint) sqlite3_column_int64 (statement, 0),
                        sqlite3_column_int64 (statement, 1) };

      g_array_append_val (keys, key);
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&keys);
}
