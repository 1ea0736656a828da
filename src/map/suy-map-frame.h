/* suy-map-frame.h: where on the widget is this place of the map, at this moment?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that drawing and picking need of the viewport, worked out once a frame.  Map places
 * are Mercator, 0..1 (suy-mercator.h). */

#pragma once

#include <math.h>
#include <shumate/shumate.h>

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct
{
  double zoom;          /* in tiles of 512 px, as the viewport counts */
  double world;         /* pixels from the map's west edge to its east edge */
  double x, y;          /* what stands in the middle of the widget */
  double cosine, sine;  /* of the rotation */
  double width, height; /* of the widget, in pixels */
} SuyMapFrame;

SuyMapFrame suy_map_frame_get (ShumateViewport *viewport, GtkWidget *widget);

/* The same north up and larger by @margin on each side (a rotated one covers what it needs). */
SuyMapFrame suy_map_frame_widen (const SuyMapFrame *self, double margin);

/* The box that covers the frame and @margin pixels around it, for searches. */
SuyBox suy_map_frame_get_box (const SuyMapFrame *self, double margin);

/* Whether what was drawn for @drawn, north up and of the same zoom, covers @self when moved. */
gboolean suy_map_frame_is_covered (const SuyMapFrame *self, const SuyMapFrame *drawn);

static inline void
suy_map_frame_to_widget (const SuyMapFrame *self, double mx, double my, double *x, double *y)
{
  double dx = (mx - self->x) * self->world, dy = (my - self->y) * self->world;

  *x = self->cosine * dx - self->sine * dy + self->width / 2;
  *y = self->sine * dx + self->cosine * dy + self->height / 2;
}

static inline void
suy_map_frame_from_widget (const SuyMapFrame *self, double x, double y, double *mx, double *my)
{
  double dx = x - self->width / 2, dy = y - self->height / 2;

  *mx = self->x + (self->cosine * dx + self->sine * dy) / self->world;
  *my = self->y + (-self->sine * dx + self->cosine * dy) / self->world;
}

G_END_DECLS
