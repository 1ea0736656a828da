/* suy-map-layers-private.h: what the files of SuyMapLayers share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-map-layers.h"

G_BEGIN_DECLS

#define SUY_N_SYMBOLS 256

typedef struct
{
  const SuyRegister *reg;
  SuyLayerKind kind;
  const char *heading;
  gboolean visible;
  SuyFeatureSet *set;   /* kept */
  SuyItemStyle *styles; /* of each item */
  guint8 *filtered;     /* (nullable): of each item, 0: does not pass the filter */
  guint count[SUY_N_SYMBOLS];
  gboolean hidden[SUY_N_SYMBOLS];
} SuyMapLayer;

struct _SuyMapLayers
{
  GObject parent_instance;

  SuyMapView *view;
  SuyWorkspace *workspace;
  GPtrArray *layers; /* (element-type SuyMapLayer) */
  gboolean level_hidden[SUY_N_LEVELS];
  guint n_passed;
};

/* suy-map-layers-style.c */

/* Symbols, levels, ranks and alerts of a layer whose set and styles are there. */
void suy_map_layers_fill_styles (SuyMapLayers *self, SuyMapLayer *layer);

/* Names of points, read when they are drawn. */
void suy_map_layers_set_texts (SuyMapLayers *self, SuyMapLayer *layer);

G_END_DECLS
