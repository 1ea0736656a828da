/* suy-batch-check.c: are the batches whole, and do the rows stand as they say?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "suy-batch.h"
#include "suy-error.h"
#include "suy-schema-check.h"
#include "suy-schema.h"
#include "suy-store-private.h"

/* Stubs that are of no batch, and batches whose last operation has none. */
static gboolean
check_marks (SuyStore *self, GArray *findings, GError **error)
{
  gint64 n;

  if (!suy_connection_get_integer (
          self->connection, &n, error,
          "SELECT (SELECT count(*) FROM suy_operation s WHERE s.col = -2 AND s.val IS NULL AND NOT"
          " EXISTS (SELECT 1 FROM suy_batch b WHERE " SUY_BATCH_HOLDS (
              "s.tbl", "s.row") " AND s.id - b.id = s.row - b.row AND s.seq - b.seq = s.row - b.row"
                                " AND s.rep = b.rep AND s.cmd = b.cmd AND s.geom IS NULL AND s.sup"
                                " IS NULL)) + (SELECT count(*) FROM suy_batch b WHERE NOT EXISTS"
                                " (SELECT 1 FROM suy_operation s WHERE s.id = b.id + b.n - 1 AND"
                                " s.col = -2 AND s.val IS NULL))",
          ""))
    return FALSE;
  if (n > 0)
    suy_finding_add (findings, "seqGap",
                     g_strdup_printf ("%" G_GINT64_FORMAT " operations of imports do not fit their"
                                      " batches; open the latest backup",
                                      n));

  return TRUE;
}

gboolean
suy_batch_check (SuyStore *self, GArray *findings, gboolean *sound, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      self->connection, error, "SELECT " SUY_BATCH_COLUMNS " FROM suy_batch ORDER BY id", "");
  GError *own = NULL;

  *sound = TRUE;
  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (self->connection, statement, &own))
    {
      g_autoptr (GError) why = NULL;
      SuyBatch batch;

      if (suy_batch_read (statement, &batch, &why))
        continue;
      *sound = FALSE;
      suy_finding_add (findings, "batchDamaged", g_strdup (why->message));
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }

  return check_marks (self, findings, error);
}

typedef struct
{
  SuyStore *store;
  const SuyRegister *reg;
  GArray *rows; /* (element-type gint64): to be looked at closely */
} Comparison;

/* Rows that single operations are about as well. */
static gboolean
add_edited (Comparison *comparison, const SuyBatch *batch, GError **error)
{
  g_autoptr (SuyStatement) statement = suy_connection_query (
      comparison->store->connection, error,
      "SELECT DISTINCT row FROM suy_operation WHERE tbl = ?1 AND row BETWEEN ?2 AND ?3"
      " AND (col <> -2 OR val NOT NULL OR head = 0) ORDER BY row",
      "iii", (gint64) batch->table, batch->row, batch->row + batch->n - 1);
  GError *own = NULL;

  if (statement == NULL)
    return FALSE;
  while (suy_connection_step (comparison->store->connection, statement, &own))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (comparison->rows, row);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
is_same (SuyStatement *statement, const SuyBatchItem *item)
{
  const void *image = sqlite3_column_text (statement, 1);
  gsize image_size = (gsize) sqlite3_column_bytes (statement, 1);
  const void *place = sqlite3_column_blob (statement, 2);
  gsize place_size = (gsize) sqlite3_column_bytes (statement, 2);

  return image_size == item->image_size && place_size == item->place_size &&
         (image_size == 0 || memcmp (image, item->image, image_size) == 0) &&
         (place_size == 0 || memcmp (place, item->place, place_size) == 0);
}

/* Rows of the batch that are gone, or not byte for byte what it says. */
static gboolean
add_different (Comparison *comparison, const SuyBatch *batch, SuyStatement *rows, GError **error)
{
  GError *own = NULL;
  guint next = 0;

  while (suy_connection_step (comparison->store->connection, rows, &own))
    {
      guint k = (guint) (sqlite3_column_int64 (rows, 0) - batch->row);
      SuyBatchItem item;

      suy_batch_get (batch, k, &item);
      for (; next <= k; next++)
        {
          gint64 row = batch->row + next;

          if (next < k || !is_same (rows, &item))
            g_array_append_val (comparison->rows, row);
        }
    }
  for (; own == NULL && next < batch->n; next++)
    {
      gint64 row = batch->row + next;

      g_array_append_val (comparison->rows, row);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static gboolean
compare_batch (Comparison *comparison, SuyStatement *batches, const char *sql, GError **error)
{
  g_autoptr (SuyStatement) rows = NULL;
  SuyBatch batch;

  if (!suy_batch_read (batches, &batch, error) || !add_edited (comparison, &batch, error))
    return FALSE;
  rows = suy_connection_query (comparison->store->connection, error, sql, "ii", batch.row,
                               batch.row + batch.n - 1);

  return rows != NULL && add_different (comparison, &batch, rows, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

GArray *
suy_batch_find_different (SuyStore *self, const SuyRegister *reg, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Comparison comparison = { self, reg, rows };
  g_autofree char *image = suy_schema_get_image (reg, "t");
  g_autofree char *sql =
      g_strdup_printf ("SELECT fid, %s, %s FROM \"%s\" t WHERE fid BETWEEN ?1 AND ?2 ORDER BY fid",
                       image, reg->geometry != SUY_GEOMETRY_NONE ? "geom" : "NULL", reg->name);
  g_autoptr (SuyStatement) batches = suy_connection_query (
      self->connection, error,
      "SELECT " SUY_BATCH_COLUMNS " FROM suy_batch WHERE tbl = ?1 ORDER BY row", "i",
      (gint64) reg->number);
  GError *own = NULL;

  if (batches == NULL)
    return NULL;
  while (own == NULL && suy_connection_step (self->connection, batches, &own))
    compare_batch (&comparison, batches, sql, &own);
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return NULL;
    }

  g_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}
