/* suy-map-layers.h: which objects does the map show, and how are they drawn?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made from the catalog: every register with places that has records.  Rows are what the legend
 * lists: a whole layer, or the objects of a layer with one symbol.  Signal "rows-changed": other
 * rows or counts.  Signal "filtered": other objects are shown. */

#pragma once

#include "suy-map-view.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

#define SUY_TYPE_MAP_LAYERS (suy_map_layers_get_type ())
G_DECLARE_FINAL_TYPE (SuyMapLayers, suy_map_layers, SUY, MAP_LAYERS, GObject)

/* The part of a layer that a row stands for: a symbol's number, or this for all of it. */
#define SUY_ALL_SYMBOLS -1

typedef struct
{
  const char *heading; /* translated */
  const SuyRegister *reg;
  SuyLayerKind kind;
  int symbol; /* a number, or SUY_ALL_SYMBOLS */
  char *label;
  guint n;
  gboolean visible;
} SuyLegendRow;

/* @view outlives it. */
SuyMapLayers *suy_map_layers_new (SuyMapView *view);
void suy_map_layers_set_workspace (SuyMapLayers *self, SuyWorkspace *workspace);

/* Reads records of one register again. */
void suy_map_layers_reload (SuyMapLayers *self, const char *layer);

/* In the order of the legend.  (transfer full) (element-type SuyLegendRow) */
GPtrArray *suy_map_layers_get_rows (SuyMapLayers *self);
void suy_map_layers_set_visible (SuyMapLayers *self,
                                 const SuyRegister *reg,
                                 int symbol,
                                 gboolean visible);
gboolean suy_map_layers_is_visible (SuyMapLayers *self, const char *layer);

/* Risk points by level: how many, and whether they are shown. */
guint suy_map_layers_count_level (SuyMapLayers *self, SuyLevel level);
void suy_map_layers_set_level_visible (SuyMapLayers *self, SuyLevel level, gboolean visible);
gboolean suy_map_layers_get_level_visible (SuyMapLayers *self, SuyLevel level);

/* What a risk point must be to be shown; NULL and 0 ask nothing. */
typedef struct
{
  const char *search;
  gint64 township;
  const char *industry; /* name of a choice */
} SuyMapFilter;

gboolean suy_map_layers_set_filter (SuyMapLayers *self, const SuyMapFilter *filter, GError **error);

/* Risk points that pass the filter, and all. */
void suy_map_layers_count (SuyMapLayers *self, guint *shown, guint *all);

/* Point layers that are shown, and those that a query always asks. (element-type SuyRegister) */
GPtrArray *suy_map_layers_get_queried (SuyMapLayers *self);

/* The box of the district, else of everything that is shown. */
SuyBox suy_map_layers_get_extent (SuyMapLayers *self);

G_END_DECLS
