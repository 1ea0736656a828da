/* suy-print-layout.h: on which page, and where, stands what?  In the module suyuan-print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pangocairo.h>

#include "suy-print-private.h"

G_BEGIN_DECLS

/* Lengths in points. */
#define SUY_PRINT_MM (72 / 25.4)
#define SUY_PRINT_PAD 3.0    /* between a cell's edge and its text */
#define SUY_PRINT_LAMP 9.0   /* a lamp, with a third of it as gap */
#define SUY_PRINT_SMALL 9.0  /* type: cells */
#define SUY_PRINT_BODY 12.5  /* letters */
#define SUY_PRINT_TITLE 18.0 /* the title */
#define SUY_PRINT_FOOT 8.0   /* at the foot */

/* One row, or what of it stands on this page: lines first[i] to ends[i] of cell i. */
typedef struct
{
  const SuyPrintTable *table;
  const SuyPrintRow *row;
  double y, height;
  guint *first, *ends; /* (array length=cells) */
} SuyPrintPiece;

typedef struct
{
  const SuyPrint *print;
  PangoContext *context; /* with fonts and language */
  double width, height;  /* of the page */
  double left, right, top, bottom;
  GPtrArray *pages; /* of GArray of SuyPrintPiece */
} SuyPrintLayout;

/* Measures everything and shares it out over pages. */
void suy_print_layout_init (SuyPrintLayout *self, const SuyPrint *print, PangoContext *context);
void suy_print_layout_clear (SuyPrintLayout *self);

/* A text set in @points over @width (below 0: one line).  (transfer full) */
PangoLayout *suy_print_layout_set (const SuyPrintLayout *self,
                                   const char *text,
                                   double points,
                                   guint style,
                                   double width);

/* The text of a cell in its width.  (transfer full) */
PangoLayout *suy_print_layout_set_cell (const SuyPrintLayout *self,
                                        const SuyPrintTable *table,
                                        const SuyPrintCell *cell);

/* Where column edge @i is. */
double suy_print_layout_get_edge (const SuyPrintLayout *self, const SuyPrintTable *table, guint i);

G_END_DECLS
