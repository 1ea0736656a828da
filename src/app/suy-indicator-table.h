/* suy-indicator-table.h: all indicators and rules, with what they rest on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signal "chosen" (const char *code): the warnings of that one are wanted. */

#pragma once

#include <gtk/gtk.h>

#include "suy-indicator-state.h"

G_BEGIN_DECLS

#define SUY_TYPE_INDICATOR_TABLE (suy_indicator_table_get_type ())
G_DECLARE_FINAL_TYPE (SuyIndicatorTable, suy_indicator_table, SUY, INDICATOR_TABLE, GtkWidget)

/* @states: (nullable) (element-type SuyIndicatorState) */
void suy_indicator_table_show (SuyIndicatorTable *self,
                               SuyWorkspace *workspace,
                               const GPtrArray *states);

G_END_DECLS
