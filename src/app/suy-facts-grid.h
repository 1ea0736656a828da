/* suy-facts-grid.h: a column of labels and what they stand for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "open" (const char *layer, gint64 id): a link was pressed. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_FACTS_GRID (suy_facts_grid_get_type ())
G_DECLARE_FINAL_TYPE (SuyFactsGrid, suy_facts_grid, SUY, FACTS_GRID, GtkWidget)

GtkWidget *suy_facts_grid_new (void);

void suy_facts_grid_clear (SuyFactsGrid *self);

/* The fields of that name that are filled in; levels with their shape, links to press. */
void suy_facts_grid_add_fields (SuyFactsGrid *self,
                                SuyWorkspace *workspace,
                                const SuyRecord *record,
                                const char *const *fields);

/* What the records that belong to this one add up to, as the table of tallies has it. */
void suy_facts_grid_add_tallies (SuyFactsGrid *self,
                                 SuyWorkspace *workspace,
                                 const SuyRecord *record);

/* A row of our own. */
void suy_facts_grid_add_link (SuyFactsGrid *self,
                              const char *label,
                              const char *text,
                              const SuyRegister *reg,
                              gint64 id);
void suy_facts_grid_add (SuyFactsGrid *self, const char *label, GtkWidget *widget);

G_END_DECLS
