/* suy-map-view-private.h: what the files of the map view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-base-map.h"
#include "suy-map-input.h"
#include "suy-map-view.h"
#include "suy-scale-bar.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  SuyFeatureLayer *layer; /* the map owns it */
} SuyMapNamed;

struct _SuyMapView
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  ShumateMap *map;
  GtkButton *zoom_in, *zoom_out, *go_home;
  SuyScaleBar *scale_bar;
  GtkLabel *schematic_note, *credit;

  SuyBaseMap *base;
  SuyMbtiles *tiles;
  SuyStyle *style; /* NULL: our own */
  SuyMapInput *input;
  GPtrArray *layers;             /* (element-type SuyMapNamed), from below to above */
  SuyHighlightLayer *water;      /* traces and buffers, below the points */
  SuyHighlightLayer *highlights; /* hover, selection, suspects, above them */
  SuyLabelLayer *labels;

  gboolean dark, schematic;
  char *language;
  SuyBox home;
  SuyBox wanted; /* to be shown as soon as there is a size; empty: nothing */
  int width, height;
  int covered; /* pixels at the left edge */
  gboolean idle;
  guint describe_source;
  char *description;

  char *selected, *hovered; /* names of layers */
  gint64 selected_id, hovered_id;
  gboolean traced;
};

enum
{
  SUY_MAP_VIEW_HOVERED,
  SUY_MAP_VIEW_PICKED,
  SUY_MAP_VIEW_SPOT_CLICKED,
  SUY_MAP_VIEW_ACTIVATED,
  SUY_MAP_VIEW_CLUSTER_PICKED,
  SUY_MAP_VIEW_CONTEXT_MENU,
  SUY_MAP_VIEW_VIEW_CHANGED,
  SUY_MAP_VIEW_N_SIGNALS,
};

extern guint suy_map_view_signals[SUY_MAP_VIEW_N_SIGNALS];

/* suy-map-view.c */
void suy_map_view_update_idle (SuyMapView *self);
void suy_map_view_touch (SuyMapView *self); /* the view has changed, tiles will be asked for */
void suy_map_view_queue_describe (SuyMapView *self);

/* suy-map-view-layers.c */
void suy_map_named_free (SuyMapNamed *named);
void suy_map_view_refresh_marks (SuyMapView *self); /* after a change of data or of sizes */

/* suy-map-view-input.c */
void suy_map_view_connect_input (SuyMapView *self);

static inline ShumateViewport *
suy_map_view_get_viewport (SuyMapView *self)
{
  return shumate_map_get_viewport (self->map);
}

static inline SuyMapFrame
suy_map_view_get_frame (SuyMapView *self)
{
  return suy_map_frame_get (suy_map_view_get_viewport (self), GTK_WIDGET (self->map));
}

static inline SuyTheme
suy_map_view_get_theme (SuyMapView *self)
{
  return self->dark ? SUY_THEME_DARK : SUY_THEME_LIGHT;
}

static inline SuyMapNamed *
suy_map_view_find_layer (SuyMapView *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->layers->len; i++)
    if (g_str_equal (((SuyMapNamed *) self->layers->pdata[i])->name, name))
      return self->layers->pdata[i];

  return NULL;
}

static inline gboolean
suy_map_view_find_item (SuyMapView *self,
                        const char *name,
                        gint64 id,
                        SuyMapNamed **layer,
                        guint32 *item)
{
  *layer = suy_map_view_find_layer (self, name);

  return *layer != NULL && suy_feature_layer_get_set ((*layer)->layer) != NULL &&
         suy_feature_set_find (suy_feature_layer_get_set ((*layer)->layer), id, item);
}

/* 0: areas, 1: lines, 2: points */
static inline int
suy_map_named_height (SuyFeatureLayer *layer)
{
  SuyLayerKind kind = suy_feature_layer_get_kind (layer);

  return kind == SUY_LAYER_SYMBOLS ? 2 : kind == SUY_LAYER_RIVERS ? 1 : 0;
}

static inline gint64
suy_map_named_get_id (SuyMapNamed *layer, guint32 item)
{
  return suy_feature_set_get_id (suy_feature_layer_get_set (layer->layer), item);
}

G_END_DECLS
