/* suy-indicator-strip.h: how do the indicators stand, in two rows?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals "chosen" (const char *code): the warnings of that one are wanted; "all": the whole
 * table is. */

#pragma once

#include <gtk/gtk.h>

#include "suy-indicator-state.h"

G_BEGIN_DECLS

#define SUY_TYPE_INDICATOR_STRIP (suy_indicator_strip_get_type ())
G_DECLARE_FINAL_TYPE (SuyIndicatorStrip, suy_indicator_strip, SUY, INDICATOR_STRIP, GtkWidget)

/* @states: (nullable) (element-type SuyIndicatorState): the twelve of them are shown */
void suy_indicator_strip_show (SuyIndicatorStrip *self, const GPtrArray *states);

/* When it was, or that it goes on. */
void suy_indicator_strip_set_time (SuyIndicatorStrip *self, const char *text);

G_END_DECLS
