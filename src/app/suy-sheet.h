/* suy-sheet.h: what do the views of one record have in common?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They show the record anew when it, what stands beside it or the acting person changes.  Actions
 * of their buttons: "sheet.edit", "sheet.show-on-map".  Signal "open" (const char *layer, gint64
 * id): the person wants to see that record. */

#pragma once

#include <gtk/gtk.h>

#include "suy-move-bar.h"

G_BEGIN_DECLS

#define SUY_TYPE_SHEET (suy_sheet_get_type ())
G_DECLARE_DERIVABLE_TYPE (SuySheet, suy_sheet, SUY, SHEET, GtkWidget)

struct _SuySheetClass
{
  GtkWidgetClass parent_class;

  /* Registers whose changes may concern the record too; NULL: all. */
  const char *const *beside;

  void (*show) (SuySheet *self, const SuyRecord *record);

  /* A file of that kind is to be added. */
  void (*ask_evidence) (SuySheet *self, const char *kind);
};

/* What a view says once, when it is made: its one child, hidden without a record, and the moves. */
void suy_sheet_set_parts (SuySheet *self, GtkWidget *root, SuyMoveBar *moves);

/* @workspace or @reg NULL, or @id 0: nothing */
void suy_sheet_set_record (SuySheet *self,
                           SuyWorkspace *workspace,
                           const SuyRegister *reg,
                           gint64 id);

SuyWorkspace *suy_sheet_get_workspace (SuySheet *self);     /* (nullable) */
const SuyRegister *suy_sheet_get_register (SuySheet *self); /* (nullable) */
gint64 suy_sheet_get_id (SuySheet *self);
SuyMoveBar *suy_sheet_get_moves (SuySheet *self);

/* Emits "open". */
void suy_sheet_open (SuySheet *self, const char *layer, gint64 id);

G_END_DECLS
