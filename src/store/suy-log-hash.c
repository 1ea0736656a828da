/* suy-log-hash.c: the chain over the commands of a device
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-log.h"

#include <nettle/sha2.h>
#include <string.h>

#include "suy-batch.h"
#include "suy-schema.h"

#define FULL 16384 /* bytes that are gathered before they are summed up */

typedef struct
{
  struct sha256_ctx sum;
  guint8 bytes[FULL];
  gsize n;
} Sum;

static void
add (Sum *sum, const void *bytes, gsize size)
{
  if (size > FULL - sum->n)
    {
      sha256_update (&sum->sum, sum->n, sum->bytes);
      sum->n = 0;
    }
  if (size > FULL)
    sha256_update (&sum->sum, size, bytes);
  else if (size > 0)
    {
      memcpy (sum->bytes + sum->n, bytes, size);
      sum->n += size;
    }
}

/* A value is a letter for its type and its content: 8 bytes, low first, or a length of 8 bytes and
 * that many bytes.  So no two lists of values have the same bytes. */
static void
put (Sum *sum, char type, const void *bytes, gsize size)
{
  guint64 length = GUINT64_TO_LE (size);
  gboolean counted = type == 't' || type == 'b';
  guint8 head[1 + sizeof length] = { (guint8) type };

  if (counted)
    memcpy (head + 1, &length, sizeof length);
  add (sum, head, counted ? sizeof head : 1);
  add (sum, bytes, size);
}

static void
put_integer (Sum *sum, gint64 integer)
{
  gint64 low_first = GINT64_TO_LE (integer);

  put (sum, 'i', &low_first, sizeof low_first);
}

static void
put_text (Sum *sum, const char *text)
{
  if (text != NULL)
    put (sum, 't', text, strlen (text));
  else
    put (sum, 'n', NULL, 0);
}

static void
put_column (Sum *sum, SuyStatement *statement, int at)
{
  const void *bytes;
  double real;
  guint64 bits;

  switch (sqlite3_column_type (statement, at))
    {
    case SQLITE_INTEGER:
      put_integer (sum, sqlite3_column_int64 (statement, at));
      break;
    case SQLITE_FLOAT:
      real = sqlite3_column_double (statement, at);
      memcpy (&bits, &real, sizeof bits);
      bits = GUINT64_TO_LE (bits);
      put (sum, 'r', &bits, sizeof bits);
      break;
    case SQLITE_TEXT:
      put_text (sum, (const char *) sqlite3_column_text (statement, at));
      break;
    case SQLITE_BLOB:
      bytes = sqlite3_column_blob (statement, at);
      put (sum, 'b', bytes, (gsize) sqlite3_column_bytes (statement, at));
      break;
    default:
      put (sum, 'n', NULL, 0);
      break;
    }
}

static GHashTable *
read_devices (SuyConnection *connection, GError **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (SuyStatement) statement =
      suy_connection_query (connection, error, "SELECT rep, uuid FROM suy_device", "");
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  while (suy_connection_step (connection, statement, &own))
    g_hash_table_insert (uuids, GINT_TO_POINTER (sqlite3_column_int (statement, 0)),
                         g_strdup ((const char *) sqlite3_column_text (statement, 1)));
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  return g_steal_pointer (&uuids);
}

/* Names of operations or commands, "rep:number[:col] ...", with the device's uuid for its rep. */
static void
put_names (Sum *sum, const char *names, GHashTable *uuids)
{
  g_auto (GStrv) words = names != NULL ? g_strsplit (names, " ", -1) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      char *rest;
      gint64 rep = g_ascii_strtoll (words[i], &rest, 10);

      put_text (sum, g_hash_table_lookup (uuids, GINT_TO_POINTER ((int) rep)));
      put_text (sum, rest);
    }
  put (sum, 'n', NULL, 0);
}

typedef struct
{
  gint64 command, rep, first, end;
  GHashTable *uuids;
  SuyStatement *single, *batches; /* both by order of seq */
  gint64 n;                       /* found */
} Operations;

static gboolean
put_command (SuyConnection *connection, Sum *sum, Operations *operations, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      connection, error,
      "SELECT rep, first_seq, n, kind, actor, role, reason, wall, wall_source,"
      " app, target FROM suy_command WHERE id = ?1",
      "i", operations->command);

  if (statement == NULL || !suy_connection_step (connection, statement, error))
    return FALSE;

  operations->rep = sqlite3_column_int64 (statement, 0);
  operations->first = sqlite3_column_int64 (statement, 1);
  operations->end = operations->first + sqlite3_column_int64 (statement, 2);
  put_text (sum, g_hash_table_lookup (operations->uuids, GINT_TO_POINTER ((int) operations->rep)));
  for (int i = 1; i <= 9; i++)
    put_column (sum, statement, i);
  put_names (sum, (const char *) sqlite3_column_text (statement, 10), operations->uuids);
  return TRUE;
}

static void
put_batch (Sum *sum, const SuyBatch *batch)
{
  for (guint k = 0; k < batch->n; k++)
    {
      SuyBatchItem item;

      suy_batch_get (batch, k, &item);
      put_integer (sum, batch->seq + k);
      put_integer (sum, batch->table);
      put_integer (sum, batch->row + k);
      put_integer (sum, SUY_COL_ROW);
      put (sum, 't', item.image, item.image_size);
      put (sum, item.place != NULL ? 'b' : 'n', item.place, item.place_size);
      put (sum, 'n', NULL, 0);
    }
}

static gboolean
put_next_batch (Sum *sum, Operations *operations, GError **error)
{
  SuyBatch batch;

  if (!suy_batch_read (operations->batches, &batch, error))
    return FALSE;
  put_batch (sum, &batch);
  operations->n += batch.command == operations->command ? batch.n : 0;

  return TRUE;
}

static void
put_single (Sum *sum, Operations *operations)
{
  for (int i = 0; i < 6; i++)
    put_column (sum, operations->single, i);
  put_names (sum, (const char *) sqlite3_column_text (operations->single, 6), operations->uuids);
  operations->n += sqlite3_column_int64 (operations->single, 7) == operations->command;
}

static gboolean
put_operations (SuyConnection *connection, Sum *sum, Operations *operations, GError **error)
{
  GError *own = NULL;
  gboolean single = suy_connection_step (connection, operations->single, &own);
  gboolean batched = own == NULL && suy_connection_step (connection, operations->batches, &own);

  while (own == NULL && (single || batched))
    if (batched && (!single || sqlite3_column_int64 (operations->batches, 2) <=
                                   sqlite3_column_int64 (operations->single, 0)))
      {
        if (put_next_batch (sum, operations, &own))
          batched = suy_connection_step (connection, operations->batches, &own);
      }
    else
      {
        put_single (sum, operations);
        single = suy_connection_step (connection, operations->single, &own);
      }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

/* Stubs are left out, since their batches have what they say. */
static gboolean
put_range (SuyConnection *connection, Sum *sum, Operations *operations, GError **error)
{
  g_autoptr (SuyStatement) single = suy_connection_query (
      connection, error,
      "SELECT seq, tbl, row, col, val, geom, sup, cmd FROM suy_operation WHERE rep = ?1 AND"
      " seq >= ?2 AND seq < ?3 AND (col <> -2 OR val NOT NULL) ORDER BY seq",
      "iii", operations->rep, operations->first, operations->end);
  g_autoptr (SuyStatement) batches =
      single == NULL
          ? NULL
          : suy_connection_query (connection, error,
                                  "SELECT " SUY_BATCH_COLUMNS " FROM suy_batch WHERE"
                                  " rep = ?1 AND seq >= ?2 AND seq < ?3 ORDER BY seq",
                                  "iii", operations->rep, operations->first, operations->end);

  operations->single = single;
  operations->batches = batches;

  return batches != NULL && put_operations (connection, sum, operations, error);
}

gboolean
suy_log_hash (SuyConnection *connection,
              gint64 command,
              GBytes *previous,
              gint64 *n,
              guint8 hash[32],
              GError **error)
{
  static const guint8 nothing[32];
  g_autofree Sum *sum = g_new0 (Sum, 1);
  g_autoptr (GHashTable) uuids = read_devices (connection, error);
  Operations operations = { .command = command, .uuids = uuids };
  gsize size = 32;

  if (uuids == NULL)
    return FALSE;
  sha256_init (&sum->sum);
  put (sum, 'b', previous != NULL ? g_bytes_get_data (previous, &size) : nothing, size);
  if (!put_command (connection, sum, &operations, error) ||
      !put_range (connection, sum, &operations, error))
    return FALSE;

  sha256_update (&sum->sum, sum->n, sum->bytes);
  sha256_digest (&sum->sum, SHA256_DIGEST_SIZE, hash);
  if (n != NULL)
    *n = operations.n;

  return TRUE;
}
