/* suy-feature-layer-private.h: what the files of the feature layer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-cluster-symbol.h"
#include "suy-feature-layer.h"
#include "suy-flat-shapes.h"
#include "suy-point-clusters.h"
#include "suy-point-stamper.h"
#include "suy-view-raster.h"

G_BEGIN_DECLS

#define SUY_FEATURE_LAYER_STAMP_SIZE 9.0 /* pixels of a symbol where thousands stand together */

struct _SuyFeatureLayer
{
  ShumateLayer parent_instance;

  SuyLayerKind kind;
  SuyTheme theme;
  SuyFlatShapes *shapes; /* NULL: nothing to show */
  GBytes *styles, *mask, *dim;
  SuyItemText text;
  gpointer text_data;
  GDestroyNotify text_destroy;

  SuyClustering *clustering; /* of points, for the next three */
  SuyMapFrame region;
  double cluster_zoom;
  gboolean stamped; /* too many points in the view for nodes */
  SuyViewRaster *raster;
  SuyPointStamps *stamps;
  double stamp_size;
};

/* Items that touch the region and are not filtered out.  (transfer full) (element-type guint32) */
GArray *suy_feature_layer_find_items (SuyFeatureLayer *self, const SuyMapFrame *region);

/* Works out the clusters for the frame where those at hand don't do. */
void suy_feature_layer_ensure_clusters (SuyFeatureLayer *self, const SuyMapFrame *frame);

static inline const SuyItemStyle *
suy_feature_layer_styles (SuyFeatureLayer *self)
{
  return g_bytes_get_data (self->styles, NULL);
}

static inline const guint8 *
suy_feature_layer_bytes (GBytes *bytes)
{
  return bytes == NULL ? NULL : g_bytes_get_data (bytes, NULL);
}

static inline gboolean
suy_feature_layer_is_shown (SuyFeatureLayer *self, guint32 item)
{
  const guint8 *mask = suy_feature_layer_bytes (self->mask);

  return mask == NULL || mask[item];
}

static inline gboolean
suy_feature_layer_is_dim (SuyFeatureLayer *self, guint32 item)
{
  const guint8 *dim = suy_feature_layer_bytes (self->dim);

  return dim != NULL && dim[item];
}

static inline SuyMapFrame
suy_feature_layer_get_frame (SuyFeatureLayer *self)
{
  return suy_map_frame_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
}

static inline int
suy_feature_layer_get_scale (SuyFeatureLayer *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static inline double
suy_feature_layer_cluster_factor (double zoom)
{
  return zoom < 10 ? .86 : 1;
}

/* Pixels of a symbol's box now. */
static inline double
suy_feature_layer_get_size (SuyFeatureLayer *self, const SuyMapFrame *frame)
{
  double size = suy_symbols_size_at_zoom (frame->zoom);

  return self->stamped ? MIN (size, SUY_FEATURE_LAYER_STAMP_SIZE) : size;
}

static inline gboolean
suy_feature_layer_is_near (const SuyMapFrame *frame, double x, double y, double margin)
{
  return x > -margin && y > -margin && x < frame->width + margin && y < frame->height + margin;
}

/* The middle of a symbol is not its spot: a pin's head stands above. */
static inline void
suy_feature_layer_get_middle (const SuyItemStyle *style, double size, double *x, double *y)
{
  SuySymbol symbol = suy_item_style_get_symbol (style);
  graphene_rect_t bounds = suy_symbol_get_bounds (symbol);
  double k = suy_symbol_get_scale (symbol, size);

  *x += (bounds.origin.x + bounds.size.width / 2) * k;
  *y += (bounds.origin.y + bounds.size.height / 2) * k;
}

G_END_DECLS
