/* suy-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-batch.h"

#include <string.h>

#include "suy-error.h"

/* The bytes: for each row two numbers of 4 bytes, low first, that say where behind all of them its
 * image and then its place end; then images and places in turn. */
#define END_SIZE 4

struct _SuyBatchWriter
{
  SuyConnection *connection;
  gint64 rep, command;
  guint table;
  gint64 seq, row; /* of the first */
  guint n;
  guint32 ends[2 * SUY_BATCH_ROWS];
  GByteArray *items, *bytes;
};

static guint32
get_end (const guint8 *bytes, guint k)
{
  guint32 end;

  memcpy (&end, bytes + (gsize) k * END_SIZE, sizeof end);
  return GUINT32_FROM_LE (end);
}

static gboolean
is_sound (const SuyBatch *batch, gint64 n, gsize size)
{
  gsize head = 2 * END_SIZE * (gsize) n;
  guint32 before = 0;

  if (n < 1 || n > SUY_BATCH_ROWS || size < head || batch->row > G_MAXINT64 - n ||
      batch->id > G_MAXINT64 - n || batch->seq > G_MAXINT64 - n)
    return FALSE;
  for (guint k = 0; k < 2 * n; k++)
    {
      guint32 end = get_end (batch->bytes, k);

      if (end < before || end > size - head)
        return FALSE;
      before = end;
    }

  return before == size - head;
}

gboolean
suy_batch_read (SuyStatement *statement, SuyBatch *batch, GError **error)
{
  gint64 n = sqlite3_column_int64 (statement, 6);
  gsize size;

  batch->id = sqlite3_column_int64 (statement, 0);
  batch->rep = sqlite3_column_int64 (statement, 1);
  batch->seq = sqlite3_column_int64 (statement, 2);
  batch->command = sqlite3_column_int64 (statement, 3);
  batch->table = (guint) sqlite3_column_int64 (statement, 4);
  batch->row = sqlite3_column_int64 (statement, 5);
  batch->bytes = sqlite3_column_blob (statement, 7);
  size = (gsize) sqlite3_column_bytes (statement, 7);
  if (is_sound (batch, n, size))
    {
      batch->n = (guint) n;
      return TRUE;
    }

  g_set_error (error, SUY_ERROR, SUY_ERROR_CORRUPT,
               "The log of an import is damaged (batch %" G_GINT64_FORMAT
               "); open the latest backup",
               batch->id);
  return FALSE;
}

void
suy_batch_get (const SuyBatch *batch, guint k, SuyBatchItem *item)
{
  const guint8 *items = batch->bytes + 2 * END_SIZE * (gsize) batch->n;
  guint32 first = k > 0 ? get_end (batch->bytes, 2 * k - 1) : 0;
  guint32 middle = get_end (batch->bytes, 2 * k);
  guint32 end = get_end (batch->bytes, 2 * k + 1);

  item->image = (const char *) items + first;
  item->image_size = middle - first;
  item->place = end > middle ? items + middle : NULL;
  item->place_size = end - middle;
}

SuyStatement *
suy_batch_query (SuyConnection *connection,
                 guint table,
                 gint64 row,
                 gboolean *found,
                 GError **error)
{
  SuyStatement *statement = suy_connection_query (
      connection, error,
      "SELECT " SUY_BATCH_COLUMNS
      " FROM suy_batch b WHERE " SUY_BATCH_HOLDS ("?1", "?2") " ORDER BY row DESC LIMIT 1",
      "ii", (gint64) table, row);
  GError *own = NULL;

  if (statement == NULL)
    return NULL;
  *found = suy_connection_step (connection, statement, &own);
  if (own == NULL)
    return statement;

  g_propagate_error (error, own);
  return NULL;
}

gboolean
suy_batch_mark (SuyConnection *connection, guint table, gint64 row, GError **error)
{
  return suy_connection_do (connection, error, SUY_BATCH_MARK ("?1", "?2"), "ii", (gint64) table,
                            row);
}

/* ---- writing ---- */

SuyBatchWriter *
suy_batch_writer_new (SuyConnection *connection, gint64 rep, gint64 command, guint table)
{
  SuyBatchWriter *self = g_new0 (SuyBatchWriter, 1);

  self->connection = connection;
  self->rep = rep;
  self->command = command;
  self->table = table;
  self->items = g_byte_array_sized_new (2 * SUY_BATCH_BYTES);
  self->bytes = g_byte_array_sized_new (2 * SUY_BATCH_BYTES);

  return self;
}

void
suy_batch_writer_free (SuyBatchWriter *self)
{
  g_byte_array_unref (self->items);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
make_bytes (SuyBatchWriter *self)
{
  g_byte_array_set_size (self->bytes, 0);
  for (guint k = 0; k < 2 * self->n; k++)
    {
      guint32 end = GUINT32_TO_LE (self->ends[k]);

      g_byte_array_append (self->bytes, (const guint8 *) &end, END_SIZE);
    }
  g_byte_array_append (self->bytes, self->items->data, self->items->len);
}

gboolean
suy_batch_writer_flush (SuyBatchWriter *self, GError **error)
{
  gint64 id;

  if (self->n == 0)
    return TRUE;
  if (!suy_connection_get_integer (self->connection, &id, error,
                                   "SELECT coalesce(max(id), 0) + 1 FROM suy_operation", ""))
    return FALSE;

  make_bytes (self);
  if (!suy_connection_do (self->connection, error,
                          "INSERT INTO suy_batch (" SUY_BATCH_COLUMNS ")"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                          "iiiiiiib", id, self->rep, self->seq, self->command, (gint64) self->table,
                          self->row, (gint64) self->n, self->bytes->data,
                          (gsize) self->bytes->len) ||
      !suy_batch_mark (self->connection, self->table, self->row + self->n - 1, error))
    return FALSE;

  g_byte_array_set_size (self->items, 0);
  self->n = 0;
  return TRUE;
}

gboolean
suy_batch_writer_add (SuyBatchWriter *self,
                      gint64 seq,
                      gint64 row,
                      const SuyBatchItem *item,
                      GError **error)
{
  gsize size = item->image_size + item->place_size;
  gboolean fits = self->n < SUY_BATCH_ROWS && row == self->row + self->n &&
                  self->items->len + size <= SUY_BATCH_BYTES;

  if (self->n > 0 && !fits && !suy_batch_writer_flush (self, error))
    return FALSE;
  if (self->n == 0)
    {
      self->seq = seq;
      self->row = row;
    }

  g_byte_array_append (self->items, (const guint8 *) item->image, (guint) item->image_size);
  self->ends[2 * self->n] = self->items->len;
  if (item->place_size > 0)
    g_byte_array_append (self->items, item->place, (guint) item->place_size);
  self->ends[2 * self->n + 1] = self->items->len;
  self->n++;

  return TRUE;
}
