/* suy-print.h: how do tables become pages of a PDF?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document is a title and tables below each other.  A cell takes one or more columns of its
 * table; a row is as high as its longest cell, goes to the next page when it does not fit, and is
 * split between lines only when no page would hold it whole.  Head rows stand on every page that
 * their table goes on to.  Nothing is ever cut.  Colours are those of the print palette; a lamp is
 * a shape with a sign in it and a word beside it.
 *
 * Pango and cairo come with the module suyuan-print.so at the first use. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SUY_PAPER_A4,
  SUY_PAPER_A3,
} SuyPaper;

typedef enum
{
  SUY_PRINT_PLAIN = 0,
  SUY_PRINT_LABEL = 1 << 0,  /* on a grey ground, in the middle */
  SUY_PRINT_STRONG = 1 << 1, /* bold */
  SUY_PRINT_CENTRE = 1 << 2,
  SUY_PRINT_BARE = 1 << 3, /* without lines around it: a heading between tables */
  SUY_PRINT_BOTTOM = 1 << 4,
  SUY_PRINT_MIDDLE = 1 << 5,
  SUY_PRINT_RIGHT = 1 << 6,
  SUY_PRINT_LARGE = 1 << 7, /* of a letter */
} SuyPrintStyle;

typedef struct _SuyPrint SuyPrint;

SuyPrint *suy_print_new (SuyPaper paper, gboolean landscape, const char *title);
void suy_print_free (SuyPrint *self);

/* Below the title. */
void suy_print_set_subtitle (SuyPrint *self, const char *text);

/* At the foot of every page, beside its number. */
void suy_print_set_note (SuyPrint *self, const char *text);

/* @weights: (array length=n): how the width is shared out */
void suy_print_begin_table (SuyPrint *self, const double *weights, guint n);

/* The table is begun on a new page where it fits no longer on the one before. */
void suy_print_keep_table (SuyPrint *self);

/* @least_mm: the row is at least so high; @head: it is one of the head rows, which come first */
void suy_print_begin_row (SuyPrint *self, double least_mm, gboolean head);

/* @text: (nullable); @span: columns; @style: SuyPrintStyle flags */
void suy_print_add_cell (SuyPrint *self, const char *text, guint span, guint style);

/* @lamp: (nullable): "green", "yellow", "yellow2", "red" */
void suy_print_add_lamp (SuyPrint *self,
                         const char *lamp,
                         const char *text,
                         guint span,
                         guint style);

/**
 * suy_print_write:
 * @n_pages: (out) (optional)
 * @error: SUY_ERROR_IO, SUY_ERROR_NOT_FOUND when no font has Chinese characters
 *
 * Writes beside @path and renames at the end.
 */
gboolean suy_print_write (SuyPrint *self, const char *path, guint *n_pages, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPrint, suy_print_free)

G_END_DECLS
