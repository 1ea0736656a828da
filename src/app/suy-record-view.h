/* suy-record-view.h: one record of any register: where it stands, what comes next, what proves it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet with places for children of other views, by their type in the .ui: "start" and "note" of
 * the head, "side" below the facts. */

#pragma once

#include <gtk/gtk.h>

#include "suy-facts-grid.h"
#include "suy-sheet.h"

G_BEGIN_DECLS

#define SUY_TYPE_RECORD_VIEW (suy_record_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (SuyRecordView, suy_record_view, SUY, RECORD_VIEW, SuySheet)

struct _SuyRecordViewClass
{
  SuySheetClass parent_class;

  /* Fields whose titles make the line below the title; NULL: the code and the kind. */
  const char *const *subtitle;

  /* Adds to the facts, which are empty; here all fields that are filled in. */
  void (*add_facts) (SuyRecordView *self, SuyFactsGrid *facts, const SuyRecord *record);
};

/* Facts beside the evidence, not above it. */
void suy_record_view_set_side_width (SuyRecordView *self, int width);

/* What the record is, large, before its title. */
void suy_record_view_set_sign (SuyRecordView *self, GtkWidget *image);

/* What is due at the right end, with a class of the guide or NULL, and a line below it. */
void suy_record_view_set_due (SuyRecordView *self,
                              const char *due,
                              const char *css,
                              const char *below);

G_END_DECLS
