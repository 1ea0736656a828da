/* suy-map-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-picture.h"

#define SURFACE "suy-surface"

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) +
                                            y * cairo_image_surface_get_stride (surface));
}

static gboolean
is_opaque (cairo_surface_t *surface, int w, int h)
{
  for (int y = 0; y < h; y++)
    {
      const guint32 *row = get_row (surface, y);

      for (int x = 0; x < w; x++)
        if (row[x] >> 24 != 0xff)
          return FALSE;
    }

  return TRUE;
}

static GdkTexture *
new_opaque (cairo_surface_t *surface, int w, int h)
{
  guint8 *pixels = g_malloc (3 * (gsize) w * (gsize) h);
  guint8 *at = pixels;
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < h; y++)
    {
      const guint32 *row = get_row (surface, y);

      for (int x = 0; x < w; x++)
        {
          *at++ = (guint8) (row[x] >> 16);
          *at++ = (guint8) (row[x] >> 8);
          *at++ = (guint8) row[x];
        }
    }
  bytes = g_bytes_new_take (pixels, 3 * (gsize) w * (gsize) h);

  return gdk_memory_texture_new (w, h, GDK_MEMORY_R8G8B8, bytes, 3 * (gsize) w);
}

GdkTexture *
suy_map_picture_new (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  int w = cairo_image_surface_get_width (surface), h = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *self;

  cairo_surface_flush (surface);
  if (is_opaque (surface, w, h))
    return new_opaque (surface, w, h);

  bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), (gsize) stride * (gsize) h,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  self = gdk_memory_texture_new (w, h, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  g_object_set_data_full (G_OBJECT (self), SURFACE, cairo_surface_reference (surface),
                          (GDestroyNotify) cairo_surface_destroy);

  return self;
}

static gboolean
is_drawn_by_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

void
suy_map_picture_append (GdkTexture *self,
                        GtkWidget *widget,
                        GtkSnapshot *snapshot,
                        const graphene_rect_t *bounds)
{
  cairo_surface_t *surface = g_object_get_data (G_OBJECT (self), SURFACE);
  cairo_t *cr;

  if (surface == NULL || !is_drawn_by_cairo (widget))
    {
      gtk_snapshot_append_texture (snapshot, self, bounds);
      return;
    }

  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_translate (cr, bounds->origin.x, bounds->origin.y);
  cairo_scale (cr, bounds->size.width / gdk_texture_get_width (self),
               bounds->size.height / gdk_texture_get_height (self));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, gdk_texture_get_width (self), gdk_texture_get_height (self));
  cairo_fill (cr);
  cairo_destroy (cr);
}
