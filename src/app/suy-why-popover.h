/* suy-why-popover.h: why is that object not upstream of here?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The person chooses the other object; the answer stands below.  Signal "shown": the map should
 * show where it breaks. */

#pragma once

#include <gtk/gtk.h>

#include "suy-river-check.h"

G_BEGIN_DECLS

#define SUY_TYPE_WHY_POPOVER (suy_why_popover_get_type ())
G_DECLARE_FINAL_TYPE (SuyWhyPopover, suy_why_popover, SUY, WHY_POPOVER, GtkPopover)

GtkWidget *suy_why_popover_new (void);

/**
 * suy_why_popover_set_place:
 * @here: where the trace starts
 * @up: asks what is not upstream of here, else what is not downstream
 * @max_m: the limit of the trace; INFINITY: none
 */
void suy_why_popover_set_place (SuyWhyPopover *self,
                                SuyWorkspace *workspace,
                                SuyPlace here,
                                gboolean up,
                                double max_m);

/* Asks about a record, as if the person had chosen it. */
void suy_why_popover_ask (SuyWhyPopover *self, const SuyRegister *reg, gint64 id);

const SuyWhy *suy_why_popover_get_why (SuyWhyPopover *self); /* (nullable) */
const char *suy_why_popover_get_answer (SuyWhyPopover *self);

G_END_DECLS
