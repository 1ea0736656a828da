/* suy-batch.h: which rows did a load write, many to a piece?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A load keeps the operations of its rows in batches: one row of suy_batch for up to
 * SUY_BATCH_ROWS rows whose ids count up, and the numbers of their operations with them.  A batch
 * never changes.  Where something replaces one of its operations, or names it, that operation gets
 * a row of its own in suy_operation, its mark: col -2 and no val, which is in the batch.  The last
 * operation of each batch has a mark from the start, so that max(id) and max(seq) of suy_operation
 * are those of the log. */

#pragma once

#include "suy-connection.h"

G_BEGIN_DECLS

/* A batch is read whole to get one row out of it, so it is some pages long and no more. */
#define SUY_BATCH_ROWS 256
#define SUY_BATCH_BYTES 32768

/* Operation number k is (id + k, rep, seq + k) and wrote row + k.  Borrows from the statement. */
typedef struct
{
  gint64 id, rep, seq, command, row;
  guint table, n;
  const guint8 *bytes;
} SuyBatch;

/* What was written to one row. */
typedef struct
{
  const char *image; /* without a zero at its end */
  gsize image_size;
  const guint8 *place; /* (nullable) */
  gsize place_size;
} SuyBatchItem;

#define SUY_BATCH_COLUMNS "id, rep, seq, cmd, tbl, row, n, bytes"

/* A condition on suy_batch b: it holds row @row of register @tbl, both SQL expressions.  An index
 * serves it. */
#define SUY_BATCH_HOLDS(tbl, row) \
  "b.tbl = " tbl " AND b.row BETWEEN " row " - 255 AND " row " AND b.row + b.n > " row

/* A statement that makes the mark of a row, if it is in a batch and has none. */
#define SUY_BATCH_MARK(tbl, row)                                                              \
  "INSERT INTO suy_operation (id, rep, seq, cmd, tbl, row, col, head) SELECT b.id + " row     \
  " - b.row, b.rep, b.seq + " row " - b.row, b.cmd, b.tbl, " row ", -2, 1 FROM suy_batch b"   \
  " WHERE " SUY_BATCH_HOLDS (tbl, row) " AND NOT EXISTS (SELECT 1 FROM suy_operation o WHERE" \
                                       " o.id = b.id + " row " - b.row)"

/* A table (tbl, row, seq) of the operations of those batches that @condition is true of. */
#define SUY_BATCH_EACH(condition)                                                               \
  "(WITH RECURSIVE each (tbl, row, seq, last) AS (SELECT tbl, row, seq, row + n - 1 FROM"       \
  " suy_batch WHERE " condition " UNION ALL SELECT tbl, row + 1, seq + 1, last FROM each WHERE" \
  " row < last) SELECT tbl, row, seq FROM each)"

/**
 * suy_batch_read:
 * @statement: stands at a row of SUY_BATCH_COLUMNS
 * @batch: (out): holds until the statement's next step
 * @error: SUY_ERROR_CORRUPT where lengths and numbers do not fit together
 */
gboolean suy_batch_read (SuyStatement *statement, SuyBatch *batch, GError **error);

/* @k: below batch->n */
void suy_batch_get (const SuyBatch *batch, guint k, SuyBatchItem *item);

/* The batch that holds the row, as a statement that stands at it; none: *@found is FALSE. */
SuyStatement *suy_batch_query (SuyConnection *connection,
                               guint table,
                               gint64 row,
                               gboolean *found,
                               GError **error);

/* Before something replaces what stands for a row. */
gboolean suy_batch_mark (SuyConnection *connection, guint table, gint64 row, GError **error);

typedef struct _SuyBatchWriter SuyBatchWriter;

SuyBatchWriter *suy_batch_writer_new (SuyConnection *connection,
                                      gint64 rep,
                                      gint64 command,
                                      guint table);
void suy_batch_writer_free (SuyBatchWriter *self);

/* Row @row, which was in no operation before, written by operation @seq of the device. */
gboolean suy_batch_writer_add (SuyBatchWriter *self,
                               gint64 seq,
                               gint64 row,
                               const SuyBatchItem *item,
                               GError **error);

/* Writes what is gathered: at the end, and before any operation that is not of a batch. */
gboolean suy_batch_writer_flush (SuyBatchWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyBatchWriter, suy_batch_writer_free)

G_END_DECLS
