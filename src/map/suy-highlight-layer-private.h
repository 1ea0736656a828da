/* suy-highlight-layer-private.h: what the files of the highlight layer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-flat-shapes.h"
#include "suy-highlight-layer.h"
#include "suy-trace-painter.h"
#include "suy-view-raster.h"

G_BEGIN_DECLS

#define SUY_HIGHLIGHT_RING_POINTS 180

/* A shape to be outlined, and how large the symbol on it is. */
typedef struct
{
  SuyFlatShapes *shapes; /* one item; NULL: none */
  double radius, dx, dy;
} SuyHighlightMark;

/* A cut with the direction across which its bar lies. */
typedef struct
{
  double x, y, angle;
  char *text;
} SuyHighlightCut;

/* The river of a trace, or of what drains to the pointer. */
typedef struct
{
  SuyTraceJob job; /* job.shapes NULL: none */
  SuyViewRaster *raster;
  GtkWidget *layer;
} SuyHighlightRiver;

struct _SuyHighlightLayer
{
  ShumateLayer parent_instance;

  SuyTheme theme;
  SuyHighlightMark hover, selection;
  SuySymbol symbol;                           /* of the selection */
  double symbol_size;                         /* 0: none */
  double ring[2 * SUY_HIGHLIGHT_RING_POINTS]; /* Mercator */
  double middle[2], rim[2];                   /* of the radius line */
  double metres;                              /* of the buffer; 0: none */
  SuyHighlightRiver trace, drainage;
  GArray *cuts;     /* (element-type SuyHighlightCut) */
  GArray *suspects; /* (element-type SuySuspectMark) */
};

/* suy-highlight-drawing.c */
void suy_highlight_layer_draw_hover (SuyHighlightLayer *self,
                                     GtkSnapshot *snapshot,
                                     const SuyMapFrame *frame);
void suy_highlight_layer_draw_symbol (SuyHighlightLayer *self,
                                      GtkSnapshot *snapshot,
                                      const SuyMapFrame *frame);
void suy_highlight_layer_draw_selection (SuyHighlightLayer *self,
                                         GtkSnapshot *snapshot,
                                         const SuyMapFrame *frame);
void suy_highlight_layer_draw_buffer (SuyHighlightLayer *self,
                                      GtkSnapshot *snapshot,
                                      const SuyMapFrame *frame);
void suy_highlight_layer_draw_cut (SuyHighlightLayer *self,
                                   const SuyHighlightCut *cut,
                                   GtkSnapshot *snapshot,
                                   const SuyMapFrame *frame);
void suy_highlight_layer_draw_suspect (SuyHighlightLayer *self,
                                       const SuySuspectMark *suspect,
                                       GtkSnapshot *snapshot,
                                       const SuyMapFrame *frame);

/* Where the symbol of a marked point has its middle; FALSE: the mark is no point. */
static inline gboolean
suy_highlight_mark_get_spot (const SuyHighlightMark *mark,
                             const SuyMapFrame *frame,
                             double *x,
                             double *y)
{
  double mx, my;

  if (mark->shapes == NULL || mark->shapes->kind[0] != SUY_SHAPE_POINT ||
      !suy_flat_shapes_get_spot (mark->shapes, 0, &mx, &my))
    return FALSE;
  suy_map_frame_to_widget (frame, mx, my, x, y);
  *x = round (*x) + mark->dx;
  *y = round (*y) + mark->dy;

  return TRUE;
}

/* The colour of the trace. */
static inline const char *
suy_highlight_layer_get_token (SuyHighlightLayer *self)
{
  return suy_trace_painter_get_token (self->trace.job.track);
}

G_END_DECLS
