/* suy-grid.h: where in a sheet of cells do the headings stand, and where the records?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_GRID_MAX_COLUMNS 4096

/* Rows of text cells, numbered as a person sees them: the first line of the file is row 1. */
typedef struct _SuyGrid SuyGrid;

typedef struct
{
  guint32 header_row;  /* number of the row with the headings */
  guint n_header_rows; /* 1, or 2 where merged headings have a second row below them */
  GPtrArray *names;    /* (element-type utf8): "parent/child" for two rows; never equal, never "" */
  GArray *records;     /* (element-type guint32): indices of the rows that are records */
  GArray *notes;       /* (element-type guint32): rows at the end that are remarks or totals */
} SuyGridTable;

SuyGrid *suy_grid_new (void);

/* Over a text whose parts become cells where they stand.  @text: (transfer full) (array
 * length=size) */
SuyGrid *suy_grid_new_over (char *text, gsize size);
void suy_grid_free (SuyGrid *self);

/* A row is begun, its cells are added, and the next one begun.  Cells of white space are empty. */
void suy_grid_begin_row (SuyGrid *self, guint32 number);

/* @text: UTF-8 without NUL; FALSE when the grid is full (4 GiB of text, SUY_GRID_MAX_COLUMNS) */
gboolean suy_grid_add_cell (SuyGrid *self, const char *text, gsize length);

/* The same for @length bytes at @at of the grid's own text; the byte behind them becomes NUL. */
gboolean suy_grid_add_part (SuyGrid *self, gsize at, gsize length);

guint32 suy_grid_get_n_rows (SuyGrid *self);
guint32 suy_grid_get_number (SuyGrid *self, guint32 row);
guint suy_grid_get_n_cells (SuyGrid *self, guint32 row);

gboolean suy_grid_is_empty (SuyGrid *self, guint32 row);

/* NULL for an empty cell or one past the end of the row. */
const char *suy_grid_get_cell (SuyGrid *self, guint32 row, guint column);

/**
 * suy_grid_find_table:
 * @header_row: the number of the row with the headings, 0 to find it
 * @error: SUY_ERROR_INVALID when there is no row that could be the headings
 *
 * The headings are the first row that fills at least half of the sheet's width and holds no number
 * or date; title lines above it fill less.  The row below belongs to it when it fills exactly the
 * gaps that merged headings left.  A line of field widths ("5s 15s", as USGS writes) is no record.
 *
 * Returns: (transfer full): the table, or NULL with @error set
 */
SuyGridTable *suy_grid_find_table (SuyGrid *self, guint32 header_row, GError **error);
void suy_grid_table_free (SuyGridTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyGrid, suy_grid_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyGridTable, suy_grid_table_free)

G_END_DECLS
