/* suy-base-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-base-map.h"

#define KICK_MS 150 /* map.md 6: after the last change of the view */
#define MAX_ZOOM 20

struct _SuyBaseMap
{
  ShumateMap *map;
  GFunc changed;
  gpointer owner;

  SuyTileSource *source;
  ShumateLayer *layer;
  ShumateLayer *old; /* shown until the new one has drawn */
  double opacity;
  guint timer; /* first the kick, then the wait for what it asks for */
  gboolean kicked;
};

SuyBaseMap *
suy_base_map_new (ShumateMap *map, GFunc changed, gpointer owner)
{
  SuyBaseMap *self = g_new0 (SuyBaseMap, 1);

  self->map = map;
  self->changed = changed;
  self->owner = owner;
  self->opacity = 1;

  return self;
}

static void
drop_source (SuyBaseMap *self)
{
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
}

void
suy_base_map_free (SuyBaseMap *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  drop_source (self);
  g_free (self);
}

static void
drop_old (SuyBaseMap *self)
{
  if (self->old != NULL)
    shumate_map_remove_layer (self->map, self->old);
  self->old = NULL;
}

static gboolean
on_timer (gpointer data)
{
  SuyBaseMap *self = data;

  if (!self->kicked)
    {
      self->kicked = TRUE;
      if (self->layer != NULL)
        gtk_widget_queue_allocate (GTK_WIDGET (self->layer));
      return G_SOURCE_CONTINUE;
    }
  self->timer = 0;
  if (self->source != NULL && suy_tile_source_get_pending (self->source) == 0)
    drop_old (self);
  self->changed (self->owner, NULL);

  return G_SOURCE_REMOVE;
}

void
suy_base_map_touch (SuyBaseMap *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->kicked = FALSE;
  self->timer = g_timeout_add (KICK_MS, on_timer, self);
}

static void
on_pending (SuyBaseMap *self)
{
  if (suy_tile_source_get_pending (self->source) > 0)
    return;
  if (self->timer == 0)
    drop_old (self);
  self->changed (self->owner, NULL);
}

static void
on_labels (SuyBaseMap *self)
{
  self->changed (self->owner, NULL);
}

void
suy_base_map_set (SuyBaseMap *self,
                  SuyMbtiles *tiles,
                  SuyStyle *style,
                  const char *language,
                  int scale)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  ShumateLayer *layer;

  drop_source (self);
  drop_old (self);
  self->source = suy_tile_source_new (tiles, style, language, scale);
  g_signal_connect_swapped (self->source, "notify::pending", G_CALLBACK (on_pending), self);
  g_signal_connect_swapped (self->source, "labels-changed", G_CALLBACK (on_labels), self);
  if (shumate_viewport_get_reference_map_source (viewport) == NULL)
    {
      shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (self->source));
      shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
    }
  layer = SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->source), viewport));
  gtk_widget_set_opacity (GTK_WIDGET (layer), self->opacity);
  self->old = self->layer;
  if (self->old == NULL)
    shumate_map_insert_layer_above (self->map, layer, NULL);
  else
    shumate_map_insert_layer_above (self->map, layer, self->old);
  self->layer = layer;
  suy_base_map_touch (self);
}

SuyTileSource *
suy_base_map_get_source (SuyBaseMap *self)
{
  return self->source;
}

void
suy_base_map_set_opacity (SuyBaseMap *self, double opacity)
{
  self->opacity = opacity;
  if (self->layer != NULL)
    gtk_widget_set_opacity (GTK_WIDGET (self->layer), opacity);
}

gboolean
suy_base_map_is_busy (SuyBaseMap *self)
{
  return self->timer != 0 || self->source == NULL || suy_tile_source_get_pending (self->source) > 0;
}
