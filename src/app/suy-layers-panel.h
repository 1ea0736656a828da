/* suy-layers-panel.h: which layers are there, what do their symbols mean, which are shown?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "suy-map-layers.h"

G_BEGIN_DECLS

#define SUY_TYPE_LAYERS_PANEL (suy_layers_panel_get_type ())
G_DECLARE_FINAL_TYPE (SuyLayersPanel, suy_layers_panel, SUY, LAYERS_PANEL, GtkWidget)

/* @layers: kept */
void suy_layers_panel_set_layers (SuyLayersPanel *self, SuyMapLayers *layers);

G_END_DECLS
