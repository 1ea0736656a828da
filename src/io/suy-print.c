/* suy-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-print-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "suy-error.h"
#include "suy-part.h"

static void
free_cell (gpointer data)
{
  SuyPrintCell *cell = data;

  g_free (cell->text);
  g_free (cell->lamp);
  g_free (cell);
}

static void
free_row (gpointer data)
{
  SuyPrintRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
free_table (gpointer data)
{
  SuyPrintTable *table = data;

  g_free (table->edges);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

SuyPrint *
suy_print_new (SuyPaper paper, gboolean landscape, const char *title)
{
  SuyPrint *self = g_new0 (SuyPrint, 1);

  self->paper = paper;
  self->landscape = landscape;
  self->title = g_strdup (title);
  self->subtitle = g_strdup ("");
  self->note = g_strdup ("");
  self->tables = g_ptr_array_new_with_free_func (free_table);

  return self;
}

void
suy_print_free (SuyPrint *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->note);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

void
suy_print_set_subtitle (SuyPrint *self, const char *text)
{
  g_free (self->subtitle);
  self->subtitle = g_strdup (text);
}

void
suy_print_set_note (SuyPrint *self, const char *text)
{
  g_free (self->note);
  self->note = g_strdup (text);
}

void
suy_print_begin_table (SuyPrint *self, const double *weights, guint n)
{
  SuyPrintTable *table = g_new0 (SuyPrintTable, 1);
  double sum = 0, before = 0;

  for (guint i = 0; i < n; i++)
    sum += weights[i];
  table->n_columns = n;
  table->edges = g_new0 (double, n + 1);
  for (guint i = 0; i < n; i++)
    {
      before += weights[i];
      table->edges[i + 1] = before / sum;
    }
  table->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (self->tables, table);
}

static SuyPrintTable *
get_table (SuyPrint *self)
{
  return g_ptr_array_index (self->tables, self->tables->len - 1);
}

void
suy_print_keep_table (SuyPrint *self)
{
  get_table (self)->keep = TRUE;
}

void
suy_print_begin_row (SuyPrint *self, double least_mm, gboolean head)
{
  SuyPrintRow *row = g_new0 (SuyPrintRow, 1);

  row->cells = g_ptr_array_new_with_free_func (free_cell);
  row->least_mm = least_mm;
  row->head = head;
  g_ptr_array_add (get_table (self)->rows, row);
}

static void
add_cell (SuyPrint *self, const char *lamp, const char *text, guint span, guint style)
{
  SuyPrintTable *table = get_table (self);
  SuyPrintRow *row = g_ptr_array_index (table->rows, table->rows->len - 1);
  const SuyPrintCell *last =
      row->cells->len == 0 ? NULL : g_ptr_array_index (row->cells, row->cells->len - 1);
  SuyPrintCell *cell = g_new0 (SuyPrintCell, 1);

  cell->text = g_strdup (text == NULL ? "" : text);
  cell->lamp = g_strdup (lamp);
  cell->column = last == NULL ? 0 : last->column + last->span;
  cell->span = span;
  cell->style = style;
  g_assert (cell->column + span <= table->n_columns);
  g_ptr_array_add (row->cells, cell);
}

void
suy_print_add_cell (SuyPrint *self, const char *text, guint span, guint style)
{
  add_cell (self, NULL, text, span, style);
}

void
suy_print_add_lamp (SuyPrint *self, const char *lamp, const char *text, guint span, guint style)
{
  add_cell (self, lamp, text, span, style);
}

gboolean
suy_print_write (SuyPrint *self, const char *path, guint *n_pages, GError **error)
{
  SuyPrintWrite write = (SuyPrintWrite) suy_part_load ("SUYUAN_PRINT_MODULE", SUY_LIBDIR "/suyuan",
                                                       "suyuan-print.so", SUY_PRINT_SYMBOL, error);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (write == NULL)
    return FALSE;
  if (!write (self, part, n_pages, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, path) == 0)
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("%s can't be put in place: %s"), path,
               g_strerror (errno));
  g_unlink (part);

  return FALSE;
}
