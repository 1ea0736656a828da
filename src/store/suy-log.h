/* suy-log.h: what do the operations of one row say?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * docs/workspace-format.md describes the log.  An operation writes one cell, a whole row, or
 * deletes the row; it names the operations that it replaces, so that the state is a function of the
 * set of operations, and old values are found through the names. */

#pragma once

#include "suy-cells.h"

G_BEGIN_DECLS

/* One cell of one operation. */
typedef struct
{
  gint64 rep, seq;
  int col;
} SuyOperationName;

typedef struct
{
  gint64 id; /* order of arrival in this file */
  gint64 rep, seq;
  gint64 command; /* 0: not sealed yet */
  gint64 row;
  guint table;
  int col;            /* a field's number, or one of SUY_COL_... */
  gboolean head;      /* nothing that is known replaces it */
  SuyValue value;     /* of a field */
  GBytes *geometry;   /* (nullable): of SUY_COL_GEOMETRY and SUY_COL_ROW */
  GArray *supersedes; /* (element-type SuyOperationName) */
} SuyOperation;

/* Whether any operation is about the row.  @known (out) */
gboolean suy_log_is_known (SuyConnection *connection,
                           guint table,
                           gint64 row,
                           gboolean *known,
                           GError **error);

/* All operations of a row, oldest first, those in batches too.  (element-type SuyOperation) */
GPtrArray *suy_log_read_row (SuyConnection *connection, guint table, gint64 row, GError **error);

/* A row of the columns that SUY_LOG_COLUMNS names.  (transfer full) */
SuyOperation *suy_log_read_statement (SuyStatement *statement);
void suy_operation_free (SuyOperation *operation);
#define SUY_LOG_COLUMNS "id, rep, seq, cmd, tbl, row, col, head, val, geom, sup"

/* The row that the heads make.  (transfer full) (nullable): NULL: deleted, or never there */
SuyCells *suy_log_get_current (const GPtrArray *operations);

/* The row that a delete took away.  (transfer full) (nullable) */
SuyCells *suy_log_get_deleted (const GPtrArray *operations, const SuyOperation *operation);

/* Does to @cells (inout) (nullable) what the operation did to the row. */
void suy_log_apply (SuyCells **cells, const SuyOperation *operation);

/* What an operation on one cell replaced; the newest where it replaced several.  @value (out) to
 * clear, @geometry (out) (transfer full) (nullable) */
void suy_log_get_old (const GPtrArray *operations,
                      const SuyOperation *operation,
                      SuyValue *value,
                      GBytes **geometry);

/* Writes operations of our own that no trigger writes: for a row that stands in its table, for one
 * that is gone, for one cell.  @command 0: not sealed. */
gboolean suy_log_add_row (SuyConnection *connection,
                          const SuyRegister *reg,
                          gint64 row,
                          gint64 command,
                          GError **error);
gboolean suy_log_add_delete (SuyConnection *connection,
                             const SuyRegister *reg,
                             gint64 row,
                             gint64 command,
                             GError **error);
gboolean suy_log_add_cell (SuyConnection *connection,
                           const SuyRegister *reg,
                           const SuyField *field, /* (nullable): the geometry */
                           gint64 row,
                           gint64 command,
                           GError **error);

/* Whether one of @operations replaced this one. */
gboolean suy_log_is_superseded (const GPtrArray *operations, const SuyOperation *operation);

/* Sets the heads of a row anew from its operations. */
gboolean suy_log_restore_heads (SuyConnection *connection, guint table, gint64 row, GError **error);

/**
 * suy_log_hash:
 * @previous: (nullable): hash of the device's command before, 32 bytes; NULL: none
 *
 * SHA-256 over @previous, the row of suy_command numbered @command and its operations in order,
 * with devices by their uuid.  O(operations).
 *
 * @n: (out) (optional): how many operations are there that name this command
 *
 * Returns: FALSE with @error set
 */
gboolean suy_log_hash (SuyConnection *connection,
                       gint64 command,
                       GBytes *previous,
                       gint64 *n,
                       guint8 hash[32],
                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyOperation, suy_operation_free)

G_END_DECLS
