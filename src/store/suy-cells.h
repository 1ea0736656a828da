/* suy-cells.h: what stands in one row, by field number?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form that the log, the sealer, undo and verify share: numbers, not names, and the geometry as
 * the bytes of the file. */

#pragma once

#include "suy-connection.h"
#include "suy-record.h"

G_BEGIN_DECLS

typedef struct _SuyCells SuyCells;

SuyCells *suy_cells_new (void);
void suy_cells_free (SuyCells *self);

/* Copies; a NULL value unsets.  get gives NULL where nothing stands. */
void suy_cells_set (SuyCells *self, guint number, const SuyValue *value);
const SuyValue *suy_cells_get (const SuyCells *self, guint number);
void suy_cells_set_geometry (SuyCells *self, GBytes *geometry); /* (nullable), refs */
GBytes *suy_cells_get_geometry (const SuyCells *self);          /* (nullable), borrowed */

/* What suy_schema_get_image() made.  FALSE: it is something else */
gboolean suy_cells_read_image (SuyCells *self, const char *image);

/* The row as it stands in its table, derived fields left out.  (transfer full) (nullable): NULL
 * without @error: there is none */
SuyCells *suy_cells_read_row (SuyConnection *connection,
                              const SuyRegister *reg,
                              gint64 id,
                              GError **error);

/* The cells of a statement's row: geometry at @first if the register has places, then the logged
 * fields in order; suy_cells_get_columns() names them so. */
SuyCells *suy_cells_read_statement (SuyStatement *statement, int first, const SuyRegister *reg);
char *suy_cells_get_columns (const SuyRegister *reg);

/* Makes the row @now into @before by UPDATE, INSERT or DELETE of what differs; NULL: no row. */
gboolean suy_cells_write (SuyConnection *connection,
                          const SuyRegister *reg,
                          gint64 id,
                          const SuyCells *now,
                          const SuyCells *before,
                          GError **error);

/* As the first, with one statement for all cells of a row that stands on both sides, in any order:
 * for where nothing is logged.  @stands: there is a row now */
gboolean suy_cells_put_back (SuyConnection *connection,
                             const SuyRegister *reg,
                             gint64 id,
                             gboolean stands,
                             const SuyCells *before,
                             GError **error);

/* Equal as values; a NULL pointer is NULL. */
gboolean suy_cells_equal_value (const SuyValue *a, const SuyValue *b);

/* Equal in all logged fields and the place; NULL: no row. */
gboolean suy_cells_equal (const SuyRegister *reg, const SuyCells *a, const SuyCells *b);

/* Equal bytes or equal shapes: programs write one place in different ways. */
gboolean suy_cells_equal_geometry (GBytes *a, GBytes *b);

/* A value of any type in column @at; blobs read as NULL.  Text is copied. */
SuyValue suy_statement_get_value (SuyStatement *statement, int at);
GBytes *suy_statement_get_bytes (SuyStatement *statement, int at); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyCells, suy_cells_free)

G_END_DECLS
