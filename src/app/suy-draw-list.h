/* suy-draw-list.h: rows of what was drawn, and of who was replaced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-sampling.h"

G_BEGIN_DECLS

/**
 * suy_draw_list_fill:
 * @results: whether each row has an entry for the public result of its object
 *
 * A row for each that was drawn, in the order of the draw, with its officers; then the next three,
 * who stand in for them.
 */
void suy_draw_list_fill (GtkListBox *list,
                         SuyWorkspace *workspace,
                         const SuyRecord *record,
                         const SuySampling *sampling,
                         gboolean results);

/* "KEY=TEXT" of every entry.  (transfer full) */
GStrv suy_draw_list_get_results (GtkListBox *list);

/* Officers who were passed over, who went instead, and why; returns how many. */
guint suy_draw_list_fill_replaced (GtkListBox *list, const SuySampling *sampling);

G_END_DECLS
