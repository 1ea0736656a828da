/* suy-feature-layer.h: one business layer on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Flat arrays and four bytes of style an item, never a widget an item.  A few thousand points in
 * view are drawn one by one and in clusters; more are stamped into one picture, thinned by level.
 * Lines and areas are drawn into a picture of the view by a thread. */

#pragma once

#include "suy-feature-set.h"
#include "suy-item-style.h"
#include "suy-map-frame.h"

G_BEGIN_DECLS

#define SUY_TYPE_FEATURE_LAYER (suy_feature_layer_get_type ())
G_DECLARE_FINAL_TYPE (SuyFeatureLayer, suy_feature_layer, SUY, FEATURE_LAYER, ShumateLayer)

/* Signal "changed": what is drawn has changed, and with it the labels.
 * Property "busy" (gboolean): a thread is drawing. */

/* The text of an item.  Returns: (transfer full) (nullable): NULL: none */
typedef char *(*SuyItemText) (gpointer data, guint32 item);

SuyFeatureLayer *suy_feature_layer_new (ShumateViewport *viewport, SuyLayerKind kind);

SuyLayerKind suy_feature_layer_get_kind (SuyFeatureLayer *self);

/**
 * suy_feature_layer_set_features:
 * @set: kept
 * @styles: (array length=n): one for each item of @set, copied
 *
 * Replaces what was shown; masks are dropped.  O(points).
 */
void suy_feature_layer_set_features (SuyFeatureLayer *self,
                                     SuyFeatureSet *set,
                                     const SuyItemStyle *styles);
SuyFeatureSet *suy_feature_layer_get_set (SuyFeatureLayer *self); /* (nullable) borrowed */

/* New styles for the same items. */
void suy_feature_layer_set_styles (SuyFeatureLayer *self, const SuyItemStyle *styles);
const SuyItemStyle *suy_feature_layer_get_styles (SuyFeatureLayer *self); /* borrowed */

/* A filter: @mask has a byte for each item, 0 hides it; NULL shows all.  Copied. */
void suy_feature_layer_set_mask (SuyFeatureLayer *self, const guint8 *mask);

/* Fades items whose byte is not 0 to 35 %; NULL: none.  Nothing is clustered meanwhile.  Copied. */
void suy_feature_layer_set_dim (SuyFeatureLayer *self, const guint8 *dim);

void suy_feature_layer_set_theme (SuyFeatureLayer *self, SuyTheme theme);
void suy_feature_layer_set_text (SuyFeatureLayer *self,
                                 SuyItemText text,
                                 gpointer data,
                                 GDestroyNotify destroy);
gboolean suy_feature_layer_is_busy (SuyFeatureLayer *self);

/* What was hit. */
typedef struct
{
  guint32 item;
  GArray *members; /* (element-type guint32) of a cluster, else NULL; owned, see suy_pick_clear() */
  double distance; /* pixels */
} SuyPick;

void suy_pick_clear (SuyPick *pick);

/**
 * suy_feature_layer_pick:
 * @x, @y: on the widget
 * @tolerance: pixels around a symbol's middle (its own half size if that is more), and around a
 * line (half its width if that is more); areas must hold the spot
 *
 * Returns: FALSE if nothing is there.  The nearest is taken, of equally near points the gravest, of
 * areas the smallest.
 */
gboolean suy_feature_layer_pick (SuyFeatureLayer *self,
                                 double x,
                                 double y,
                                 double tolerance,
                                 SuyPick *pick);

/* Adds the layer's texts, and the rectangles that no text may cover, in pixels of @frame. */
void suy_feature_layer_collect (SuyFeatureLayer *self,
                                const SuyMapFrame *frame,
                                GPtrArray *labels,
                                GArray *blocked);

/* Items shown one by one in the view, the gravest first.  (transfer full) (element-type guint32) */
GArray *suy_feature_layer_get_shown (SuyFeatureLayer *self);

G_END_DECLS
