/* suy-map-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-frame.h"

#include "suy-mercator.h"

SuyMapFrame
suy_map_frame_get (ShumateViewport *viewport, GtkWidget *widget)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);
  double zoom = shumate_viewport_get_zoom_level (viewport);
  double rotation = shumate_viewport_get_rotation (viewport);
  double latitude = CLAMP (shumate_location_get_latitude (location), -85.0511, 85.0511);
  double sine = sin (latitude * G_PI / 180);

  return (SuyMapFrame){
    .zoom = zoom,
    .world = shumate_map_source_get_tile_size_at_zoom (source, zoom) *
             shumate_map_source_get_column_count (source, (guint) zoom),
    .x = (shumate_location_get_longitude (location) + 180) / 360,
    .y = .5 - log ((1 + sine) / (1 - sine)) / (4 * G_PI),
    .cosine = cos (rotation),
    .sine = sin (rotation),
    .width = gtk_widget_get_width (widget),
    .height = gtk_widget_get_height (widget),
  };
}

/* Half the sides of the north-up box that a turned frame needs. */
static void
get_reach (const SuyMapFrame *self, double *half_width, double *half_height)
{
  double c = fabs (self->cosine), s = fabs (self->sine);

  *half_width = (c * self->width + s * self->height) / 2;
  *half_height = (s * self->width + c * self->height) / 2;
}

SuyMapFrame
suy_map_frame_widen (const SuyMapFrame *self, double margin)
{
  SuyMapFrame wide = *self;
  double half_width, half_height;

  get_reach (self, &half_width, &half_height);
  wide.width = ceil (2 * (half_width + margin));
  wide.height = ceil (2 * (half_height + margin));
  wide.cosine = 1;
  wide.sine = 0;

  return wide;
}

SuyBox
suy_map_frame_get_box (const SuyMapFrame *self, double margin)
{
  double half_width, half_height, west, east, north, south, x0, x1;
  SuyBox box;

  get_reach (self, &half_width, &half_height);
  x0 = self->x - (half_width + margin) / self->world;
  x1 = self->x + (half_width + margin) / self->world;
  suy_mercator_unproject (CLAMP (x0, 0, 1), MAX (self->y - (half_height + margin) / self->world, 0),
                          &west, &north);
  suy_mercator_unproject (CLAMP (x1, 0, 1), MIN (self->y + (half_height + margin) / self->world, 1),
                          &east, &south);
  box = (SuyBox){ (gint32) floor (west * SUY_DEGREE), (gint32) floor (south * SUY_DEGREE),
                  (gint32) ceil (east * SUY_DEGREE), (gint32) ceil (north * SUY_DEGREE) };

  return box;
}

gboolean
suy_map_frame_is_covered (const SuyMapFrame *self, const SuyMapFrame *drawn)
{
  double half_width, half_height;

  get_reach (self, &half_width, &half_height);

  return fabs (self->x - drawn->x) * self->world + half_width <= drawn->width / 2 + .5 &&
         fabs (self->y - drawn->y) * self->world + half_height <= drawn->height / 2 + .5;
}
