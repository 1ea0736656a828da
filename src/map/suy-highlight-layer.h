/* suy-highlight-layer.h: what the person points at, has chosen, or asked about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hover outline, selection ring, buffer ring, traced river with its cuts, suspects' numbers.
 * Nothing of it touches the business layers' own pictures. */

#pragma once

#include "suy-geometry.h"
#include "suy-map-frame.h"
#include "suy-symbols.h"

G_BEGIN_DECLS

#define SUY_TYPE_HIGHLIGHT_LAYER (suy_highlight_layer_get_type ())
G_DECLARE_FINAL_TYPE (SuyHighlightLayer, suy_highlight_layer, SUY, HIGHLIGHT_LAYER, ShumateLayer)

/* Signal "changed": texts, the room they need, or is_busy() have changed. */

typedef enum
{
  SUY_TRACK_UP,
  SUY_TRACK_DOWN, /* with a second thin line, so that it differs without colour */
  SUY_TRACK_WAY,  /* of people: dashed, and nothing fades for it */
} SuyTrack;

/* Where a limit cut a reach, as "45 km". */
typedef struct
{
  SuyPoint at;
  char *text; /* (nullable) */
} SuyCutMark;

typedef struct
{
  SuyPoint at;
  guint rank; /* from 1 */
} SuySuspectMark;

SuyHighlightLayer *suy_highlight_layer_new (ShumateViewport *viewport);
void suy_highlight_layer_set_theme (SuyHighlightLayer *self, SuyTheme theme);

/* @shape: NULL: nothing; copied.  @radius: pixels of the symbol drawn at a point; @x, @y: pixels
 * from the point to the symbol's middle. */
void suy_highlight_layer_set_hover (SuyHighlightLayer *self,
                                    const SuyShape *shape,
                                    double radius,
                                    double x,
                                    double y);
void suy_highlight_layer_set_selection (SuyHighlightLayer *self,
                                        const SuyShape *shape,
                                        double radius,
                                        double x,
                                        double y);

/* The symbol of the selected point, drawn again above everything that covers it; NULL: none. */
void suy_highlight_layer_set_symbol (SuyHighlightLayer *self, const SuySymbol *symbol, double size);

/* @metres: 0: none.  Along the ground. */
void suy_highlight_layer_set_buffer (SuyHighlightLayer *self, SuyPoint middle, double metres);

/**
 * suy_highlight_layer_set_trace:
 * @pieces: (element-type SuyGeometry) (nullable): lines in the direction of flow; NULL: none
 * @ranks: (array) (nullable): Strahler's order of each piece; 1 without
 * @cuts: (element-type SuyCutMark) (nullable): copied
 */
void suy_highlight_layer_set_trace (SuyHighlightLayer *self,
                                    const GPtrArray *pieces,
                                    const guint8 *ranks,
                                    SuyTrack track,
                                    const GArray *cuts);

/* What drains to the pointer, lit faintly.  (element-type SuyGeometry) (nullable) */
void suy_highlight_layer_set_drainage (SuyHighlightLayer *self, const GPtrArray *pieces);

/* (element-type SuySuspectMark) (nullable) copied */
void suy_highlight_layer_set_suspects (SuyHighlightLayer *self, const GArray *suspects);

gboolean suy_highlight_layer_is_busy (SuyHighlightLayer *self);

/* Adds texts, and rectangles that no text may cover, in pixels of @frame. */
void suy_highlight_layer_collect (SuyHighlightLayer *self,
                                  const SuyMapFrame *frame,
                                  GPtrArray *labels,
                                  GArray *blocked);

G_END_DECLS
