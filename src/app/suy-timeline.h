/* suy-timeline.h: what happened to this record, by whom and why?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beside each move stand the files that were handed in with it.  Signal "file" (guint place): the
 * person wants to see that one, by its place among the attachments of the record. */

#pragma once

#include <gtk/gtk.h>

#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_TIMELINE (suy_timeline_get_type ())
G_DECLARE_FINAL_TYPE (SuyTimeline, suy_timeline, SUY, TIMELINE, GtkWidget)

GtkWidget *suy_timeline_new (void);

/* The moves of a record, newest first; before them the files that no move has taken up yet.
 * Returns: how many moves */
guint suy_timeline_show_moves (SuyTimeline *self,
                               SuyWorkspace *workspace,
                               const SuyRegister *reg,
                               gint64 id);

/* Every change of a record, newest first.  Returns: how many */
guint suy_timeline_show_changes (SuyTimeline *self,
                                 SuyWorkspace *workspace,
                                 const SuyRegister *reg,
                                 gint64 id);

void suy_timeline_clear (SuyTimeline *self);

G_END_DECLS
