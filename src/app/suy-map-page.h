/* suy-map-page.h: the map with its layers, queries and the dossier of what is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-view-selection.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_MAP_PAGE (suy_map_page_get_type ())
G_DECLARE_FINAL_TYPE (SuyMapPage, suy_map_page, SUY, MAP_PAGE, GtkWidget)

G_END_DECLS
