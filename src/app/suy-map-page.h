/* suy-map-page.h: the map with its layers, queries and the dossier of what is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page (suy-page.h).  Property "tool": "select", "buffer", "up", "down", "suspects" or "new";
 * also the action map.tool. */

#pragma once

#include <gtk/gtk.h>

#include "suy-answer.h"
#include "suy-findings-drawer.h"
#include "suy-patrol-drawer.h"
#include "suy-view-selection.h"
#include "suy-why-popover.h"

G_BEGIN_DECLS

#define SUY_TYPE_MAP_PAGE (suy_map_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyMapPage, suy_map_page, SUY, MAP_PAGE, GtkWidget)

/* Asks and shows what lies around; @label says what stands in the middle (nullable). */
void suy_map_page_buffer (SuyMapPage *self, SuyPoint middle, const char *label, double radius_m);

/* Asks and shows what drains to @shape, or from it.  What goes wrong is said in the window. */
void suy_map_page_trace (SuyMapPage *self,
                         const SuyShape *shape,
                         const char *label,
                         gboolean up,
                         double limit_km);

/* Asks and shows who may have caused an exceedance there; @factor NULL: those over their limits. */
void suy_map_page_suspects (SuyMapPage *self,
                            const SuyRegister *reg,
                            gint64 id,
                            const char *factor);

/* Opens the reasons of one of them, counted from 1. */
void suy_map_page_expand_suspect (SuyMapPage *self, guint rank);

/* The same for what is selected, with the limits of the last time; without a selection the tool is
 * taken, so that the next click says where. */
void suy_map_page_ask_selection (SuyMapPage *self, const char *tool);

/* Moves there: a record's place, or a spot. */
void suy_map_page_fly_to_selection (SuyMapPage *self);
void suy_map_page_fly_to (SuyMapPage *self, SuyPoint spot);

SuyAnswer *suy_map_page_get_answer (SuyMapPage *self); /* (nullable) */
void suy_map_page_clear_answer (SuyMapPage *self);

/* Looks what is wrong with the rivers, and lists it below the map.  @key: (nullable): of the
 * finding to show */
void suy_map_page_check_rivers (SuyMapPage *self, const char *key);
SuyFindingsDrawer *suy_map_page_get_findings (SuyMapPage *self); /* (nullable): not open */

/* The patrol list below the map, which the action duty.patrol opens.  (nullable): not open */
SuyPatrolDrawer *suy_map_page_get_patrol (SuyMapPage *self);

/* The question beside a trace: why is something not in it? */
SuyWhyPopover *suy_map_page_get_why (SuyMapPage *self);

/* Where the pointer is, else the middle of the map. */
SuyPoint suy_map_page_get_spot (SuyMapPage *self);

G_END_DECLS
