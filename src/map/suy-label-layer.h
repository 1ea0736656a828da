/* suy-label-layer.h: the texts above everything on the map
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts come from collectors, are sorted by claim and placed so that none covers another or what is
 * blocked.  The places are worked out for a piece larger than the view and kept while the map is
 * panned; when they are worked out again, each text tries its old place first. */

#pragma once

#include "suy-map-frame.h"
#include "suy-map-label.h"

G_BEGIN_DECLS

#define SUY_TYPE_LABEL_LAYER (suy_label_layer_get_type ())
G_DECLARE_FINAL_TYPE (SuyLabelLayer, suy_label_layer, SUY, LABEL_LAYER, ShumateLayer)

/**
 * SuyLabelCollector:
 * @frame: the piece to fill, larger than the widget
 * @labels: (element-type SuyMapLabel): add owned ones
 * @blocked: (element-type graphene_rect_t): add what no text may cover, in pixels of @frame
 */
typedef void (*SuyLabelCollector) (gpointer data,
                                   const SuyMapFrame *frame,
                                   GPtrArray *labels,
                                   GArray *blocked);

SuyLabelLayer *suy_label_layer_new (ShumateViewport *viewport);

/* @data must outlive the layer or its next set_collector(). */
void suy_label_layer_set_collector (SuyLabelLayer *self,
                                    SuyLabelCollector collector,
                                    gpointer data);

/* Something that the collector gives has changed. */
void suy_label_layer_refresh (SuyLabelLayer *self);

/* What stands now: text and rectangle in widget pixels.  For tests. */
guint suy_label_layer_get_n_placed (SuyLabelLayer *self);
const char *suy_label_layer_get_placed (SuyLabelLayer *self, guint i, graphene_rect_t *rect);

G_END_DECLS
