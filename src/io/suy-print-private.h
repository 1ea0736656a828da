/* suy-print-private.h: what the program hands to the module suyuan-print.  Part of suy-print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-print.h"

G_BEGIN_DECLS

typedef struct
{
  char *text; /* never NULL */
  char *lamp; /* (nullable) */
  guint column, span, style;
} SuyPrintCell;

typedef struct
{
  GPtrArray *cells; /* of SuyPrintCell */
  double least_mm;
  gboolean head;
} SuyPrintRow;

typedef struct
{
  double *edges; /* n_columns + 1, from 0 to 1 */
  guint n_columns;
  gboolean keep;
  GPtrArray *rows; /* of SuyPrintRow */
} SuyPrintTable;

struct _SuyPrint
{
  SuyPaper paper;
  gboolean landscape;
  char *title, *subtitle, *note; /* never NULL */
  GPtrArray *tables;             /* of SuyPrintTable */
};

/* The one function of the module. */
typedef gboolean (*SuyPrintWrite) (const SuyPrint *print,
                                   const char *path,
                                   guint *n_pages,
                                   GError **error);
#define SUY_PRINT_SYMBOL "suy_print_write_by_pango"
gboolean suy_print_write_by_pango (const SuyPrint *print,
                                   const char *path,
                                   guint *n_pages,
                                   GError **error);

G_END_DECLS
