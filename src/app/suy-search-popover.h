/* suy-search-popover.h: which record or place does this text mean?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hits below a search entry: coordinates first, then records by kind.  Down goes into the list,
 * Enter takes the first.  Signals: "record" (const char *layer, gint64 id), "spot" (double lon,
 * double lat). */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_SEARCH_POPOVER (suy_search_popover_get_type ())
G_DECLARE_FINAL_TYPE (SuySearchPopover, suy_search_popover, SUY, SEARCH_POPOVER, GtkPopover)

/* @entry: a GtkSearchEntry, which becomes the parent */
SuySearchPopover *suy_search_popover_new (GtkWidget *entry);
void suy_search_popover_set_workspace (SuySearchPopover *self, SuyWorkspace *workspace);

/* Hits of the text that stands in the entry. */
guint suy_search_popover_get_n_hits (SuySearchPopover *self);

G_END_DECLS
