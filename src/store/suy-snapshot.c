/* suy-snapshot.c: what was computed from a layer's places, kept in the file until they change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A snapshot stands beside the end of the log as it was when the places were read.  Any operation
 * behind it that puts, moves or takes away a place makes it stale, whoever wrote it: the triggers
 * of the log run in other programs too.  An operation that is not sealed yet will be replaced, so
 * none may stand in the log when a snapshot is put there. */

#include <string.h>
#include <sys/mman.h>

#include "suy-schema-check.h"
#include "suy-schema.h"
#include "suy-sha256.h"
#include "suy-store-private.h"

#define PART (16 << 20) /* bytes in a row, below the limit of a value */
#define MAX_LINKS 8
#define LARGE_PAGE (2 << 20)

/* Behind so many operations, some 3 ms of reading, nobody looks which of them count. */
#define MOST_OPERATIONS 10000

typedef struct
{
  gint64 at; /* end of the log */
  gint64 size;
  gint64 n_parts;
} Head;

static void
add_table (GString *operations, GString *triggers, const SuyRegister *reg, const SuyField *place)
{
  g_string_append_printf (operations, "%s(tbl = %u AND (col < 0 OR col = %u))",
                          operations->len > 0 ? " OR " : "", reg->number,
                          place != NULL ? place->number : SUY_COL_GEOMETRY);
  g_string_append_printf (triggers, ", 'suy_%s_insert', 'suy_%s_delete', 'suy_%s_update'",
                          reg->name, reg->name, reg->name);
}

/* Through the links of those that have no place of their own.
 * @operations (out): a condition on those that matter; @triggers (out): names of those that write
 * them, quoted
 * Returns: how many triggers; 0: there is no place */
static guint
follow_places (SuyStore *self, const SuyRegister *reg, GString *operations, GString *triggers)
{
  guint n = 0;

  for (; reg != NULL && n < MAX_LINKS; n++)
    {
      gboolean last = reg->geometry != SUY_GEOMETRY_NONE;

      if (!last && reg->place == NULL)
        return 0;
      add_table (operations, triggers, reg, last ? NULL : reg->place);
      if (last)
        return 3 * (n + 1);
      reg = suy_catalog_find (self->catalog, reg->place->target);
    }

  return 0;
}

/* Whether the places are still those of @at: the triggers that would say otherwise are there, and
 * nothing was said.  NOT INDEXED keeps SQLite from the index by table, of which it would read all
 * entries of the register where a few behind the end are asked for. */
static gboolean
is_fresh (SuyStore *self, const SuyRegister *reg, gint64 at, gboolean *fresh, GError **error)
{
  g_autoptr (GString) operations = g_string_new (NULL);
  g_autoptr (GString) triggers = g_string_new (NULL);
  guint n_triggers = follow_places (self, reg, operations, triggers), n_writers;
  g_autofree char *there = NULL, *later = NULL;
  gint64 n = 0, changed = 0;

  *fresh = FALSE;
  if (n_triggers == 0)
    return TRUE;

  suy_schema_get_writers (&n_writers);
  there = g_strdup_printf ("SELECT count(*) FROM sqlite_schema WHERE tbl_name = '" SUY_WRITER_TABLE
                           "' OR (type = 'trigger' AND name IN (''%s))",
                           triggers->str);
  later = g_strdup_printf (
      "SELECT EXISTS (SELECT 1 FROM suy_operation NOT INDEXED WHERE id > ?1 AND (%s))",
      operations->str);
  if (!suy_connection_get_integer (self->connection, &n, error, there, "") ||
      !suy_connection_get_integer (self->connection, &changed, error, later, "i", at))
    return FALSE;
  *fresh = n == n_triggers + n_writers && changed == 0;

  return TRUE;
}

/* Files of older programs get the table when there is something to put into it. */
static gboolean
has_table (SuyStore *self, gboolean *there, GError **error)
{
  gint64 n = 0;
  gboolean known = suy_connection_get_integer (
      self->connection, &n, error,
      "SELECT count(*) FROM sqlite_schema WHERE name = 'suy_snapshot' AND sql = ?1", "t",
      SUY_SCHEMA_SNAPSHOT);

  *there = n == 1;
  return known;
}

/* Sealing puts others in the place of what is not sealed, and a command that is rolled back takes
 * its operations along, so that their numbers are given again: neither counts. */
gint64
suy_store_get_log_end (SuyStore *self, GError **error)
{
  gint64 end = -1;

  g_return_val_if_fail (self != NULL, -1);

  if (self->command.open)
    return self->command.log_end;

  return suy_connection_get_integer (
             self->connection, &end, error,
             "SELECT coalesce((SELECT min(id) - 1 FROM suy_operation WHERE cmd IS NULL),"
             " (SELECT max(id) FROM suy_operation), 0)",
             "")
             ? end
             : -1;
}

/* So many that the caller does not want them. */
static GArray *
make_too_many (guint max)
{
  return g_array_set_size (g_array_new (FALSE, TRUE, sizeof (gint64)), max + 1);
}

GArray *
suy_store_list_changed (SuyStore *self,
                        const SuyRegister *reg,
                        gint64 since,
                        SuyChangedPart part,
                        guint max,
                        GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SuyStatement) statement = NULL;
  g_autofree char *sql = NULL;
  GError *own = NULL;
  gint64 end;

  g_return_val_if_fail (self != NULL && reg != NULL && since >= 0, NULL);

  if (!suy_connection_get_integer (self->connection, &end, error,
                                   "SELECT coalesce(max(id), 0) FROM suy_operation", ""))
    return NULL;
  if (end - since > MOST_OPERATIONS)
    return make_too_many (max);

  sql = g_strdup_printf ("SELECT DISTINCT row FROM suy_operation NOT INDEXED WHERE id > ?1"
                         " AND tbl = ?2 AND (col < 0 OR col = %d OR ?3) ORDER BY row LIMIT ?4",
                         SUY_COL_GEOMETRY);
  statement =
      suy_connection_query (self->connection, error, sql, "iiii", since, (gint64) reg->number,
                            (gint64) (part == SUY_CHANGED_ANY), (gint64) max + 1);
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

gboolean
suy_store_has_changed_field (SuyStore *self,
                             const SuyRegister *reg,
                             const SuyField *field,
                             gint64 since,
                             gboolean *changed,
                             GError **error)
{
  gint64 found;

  if (!suy_connection_get_integer (
          self->connection, &found, error,
          "SELECT EXISTS (SELECT 1 FROM suy_operation NOT INDEXED WHERE id > ?1 AND tbl = ?2"
          " AND (col < 0 OR col = ?3))",
          "iii", since, (gint64) reg->number, (gint64) field->number))
    return FALSE;
  *changed = found != 0;

  return TRUE;
}

/* FALSE without @error: there is none, or its parts do not fit together. */
static gboolean
read_head (SuyStore *self, const SuyRegister *reg, Head *head, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error,
      "SELECT min(at), min(size), count(*), max(at) = min(at) AND max(size) = min(size) AND"
      " max(part) = count(*) - 1 AND min(part) = 0 AND sum(length(bytes)) = min(size)"
      " FROM suy_snapshot WHERE layer = ?1",
      "t", reg->name);

  if (statement == NULL || !suy_connection_step (self->connection, statement, error))
    return FALSE;

  *head = (Head){ sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1),
                  sqlite3_column_int64 (statement, 2) };
  return sqlite3_column_int (statement, 3) == 1;
}

/* In large pages where the system has them: with small ones the kernel hands out 7,000 for a
 * million points, each when it is first touched. */
static guint8 *
make_room (gsize size)
{
  guint8 *bytes = g_malloc (size);
  gsize skip = (gsize) - (guintptr) bytes % LARGE_PAGE;

  if (size >= skip + LARGE_PAGE)
    madvise (bytes + skip, (size - skip) / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);

  return bytes;
}

/* Straight to where it belongs: as the value of a column it would be copied once more. */
static gboolean
read_part (SuyStore *self, gint64 rowid, guint8 *to, int n, GError **error)
{
  sqlite3 *db = suy_connection_get_db (self->connection);
  sqlite3_blob *blob = NULL;
  gboolean done =
      sqlite3_blob_open (db, "main", "suy_snapshot", "bytes", rowid, 0, &blob) == SQLITE_OK &&
      sqlite3_blob_bytes (blob) == n && sqlite3_blob_read (blob, to, n, 0) == SQLITE_OK;

  if (!done)
    suy_connection_set_error (self->connection, error);
  sqlite3_blob_close (blob);

  return done;
}

/* Another program of ours may write while we read: then what is missing shows. */
static GBytes *
read_parts (SuyStore *self, const SuyRegister *reg, const Head *head, GError **error)
{
  g_autofree guint8 *bytes = make_room ((gsize) head->size + 1);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (self->connection, error,
                            "SELECT rowid, length(bytes) FROM suy_snapshot WHERE layer = ?1 AND"
                            " at = ?2 AND size = ?3 ORDER BY part",
                            "tii", reg->name, head->at, head->size);
  gsize size = (gsize) head->size, filled = 0;
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (self->connection, statement, &own))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0), n = sqlite3_column_int64 (statement, 1);

      if (n < 0 || (gsize) n > size - filled ||
          (n > 0 && !read_part (self, rowid, bytes + filled, (int) n, error)))
        return NULL;
      filled += (gsize) n;
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return filled == size ? g_bytes_new_take (g_steal_pointer (&bytes), size) : NULL;
}

GBytes *
suy_store_get_snapshot (SuyStore *self, const SuyRegister *reg, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gboolean fresh;
  Head head;

  g_return_val_if_fail (self != NULL && reg != NULL, NULL);

  if (!has_table (self, &fresh, error) || !fresh || !read_head (self, reg, &head, error) ||
      !is_fresh (self, reg, head.at, &fresh, error) || !fresh)
    return NULL;

  bytes = read_parts (self, reg, &head, error);
  if (bytes == NULL || !is_fresh (self, reg, head.at, &fresh, error) || !fresh)
    return NULL;

  return g_steal_pointer (&bytes);
}

static gboolean
write_parts (SuyStore *self, const SuyRegister *reg, gint64 at, GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize done = 0;

  if (!suy_connection_do (self->connection, error, "DELETE FROM suy_snapshot WHERE layer = ?1", "t",
                          reg->name))
    return FALSE;
  for (gint64 part = 0; part == 0 || done < size; part++, done += PART)
    {
      gsize n = MIN (size - done, PART);
      g_autofree char *hash = suy_sha256_of (data + done, n);

      if (!suy_connection_do (self->connection, error,
                              "INSERT INTO suy_snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6)", "tiiitb",
                              reg->name, part, at, (gint64) size, hash,
                              n > 0 ? data + done : (const guint8 *) "", n))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_now (SuyStore *self, const SuyRegister *reg, gint64 at, GBytes *bytes, GError **error)
{
  gboolean fresh, there;
  gint64 unsealed;

  if (!has_table (self, &there, error) || !is_fresh (self, reg, at, &fresh, error) ||
      !suy_connection_get_integer (self->connection, &unsealed, error,
                                   "SELECT EXISTS (SELECT 1 FROM suy_operation WHERE cmd IS NULL)",
                                   ""))
    return FALSE;
  if (!fresh || unsealed != 0)
    return TRUE;

  return (there || suy_connection_run (self->connection, SUY_SCHEMA_SNAPSHOT, error)) &&
         write_parts (self, reg, at, bytes, error);
}

gboolean
suy_store_put_snapshot (SuyStore *self,
                        const SuyRegister *reg,
                        gint64 log_end,
                        GBytes *bytes,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && reg != NULL && bytes != NULL && log_end >= 0, FALSE);

  if (self->mode == SUY_STORE_READ || self->command.open)
    return TRUE;
  if (!suy_connection_run (self->connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_now (self, reg, log_end, bytes, error) &&
      suy_connection_run (self->connection, "COMMIT", error))
    return TRUE;

  suy_connection_run (self->connection, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
suy_store_forget_snapshots (SuyStore *self, GError **error)
{
  gboolean there;

  return has_table (self, &there, error) &&
         (!there || suy_connection_run (self->connection, "DELETE FROM suy_snapshot", error));
}

/* ---- verify ---- */

static gboolean
is_part_sound (SuyStatement *statement)
{
  gsize size = (gsize) sqlite3_column_bytes (statement, 2);
  const void *bytes = sqlite3_column_blob (statement, 2);
  g_autofree char *hash = suy_sha256_of (bytes, size);

  return g_strcmp0 (hash, (const char *) sqlite3_column_text (statement, 1)) == 0;
}

gboolean
suy_snapshot_check (SuyStore *self, GArray *findings, GError **error)
{
  g_autoptr (SuyStatement) statement = NULL;
  gboolean there;
  GError *own = NULL;

  if (!has_table (self, &there, error))
    return FALSE;
  if (!there)
    return TRUE;

  statement = suy_connection_query (
      self->connection, error,
      "SELECT layer, hash, bytes, size <> (SELECT sum(length(bytes)) FROM suy_snapshot o"
      " WHERE o.layer = s.layer) FROM suy_snapshot s ORDER BY layer, part",
      "");
  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    if (sqlite3_column_int (statement, 3) != 0 || !is_part_sound (statement))
      suy_finding_add (findings, "snapshotDamaged",
                       g_strdup_printf ("The index of places kept for “%s” is damaged; it is made "
                                        "anew when the file is opened, nothing else is lost",
                                        (const char *) sqlite3_column_text (statement, 0)));
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}
