/* suy-patrol-row.h: one stop of a patrol, with its tick
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-patrol-list.h"

G_BEGIN_DECLS

/* Property "seen" (gboolean). */
#define SUY_TYPE_PATROL_ROW (suy_patrol_row_get_type ())
G_DECLARE_FINAL_TYPE (SuyPatrolRow, suy_patrol_row, SUY, PATROL_ROW, GObject)

/* @stop: copied; @number: from 1 */
SuyPatrolRow *suy_patrol_row_new (const SuyPatrolStop *stop, guint number);

const SuyPatrolStop *suy_patrol_row_get_stop (SuyPatrolRow *self);
gboolean suy_patrol_row_is_seen (SuyPatrolRow *self);

/* Tick, number, name, the way from the stop before, what waits there. */
void suy_patrol_row_set_factory (GtkListView *list);

G_END_DECLS
