/* suy-trace-painter.h: what does a traced river look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "suy-flat-shapes.h"
#include "suy-highlight-layer.h"

G_BEGIN_DECLS

typedef struct
{
  SuyFlatShapes *shapes;
  GBytes *ranks; /* a byte for each item */
  SuyTrack track;
  SuyTheme theme;
  gboolean faint; /* only the light of 14 % */
} SuyTraceJob;

SuyTraceJob *suy_trace_job_copy (const SuyTraceJob *self);
void suy_trace_job_free (SuyTraceJob *self);

/* Its colour in the palette. */
const char *suy_trace_painter_get_token (SuyTrack track);

/* Draws on @cr in pixels of @frame, which is north up.  Any thread. */
void suy_trace_painter_paint (const SuyTraceJob *job, const SuyMapFrame *frame, cairo_t *cr);

G_END_DECLS
