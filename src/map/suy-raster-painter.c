/* suy-raster-painter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-raster-painter.h"

#include <gdk/gdk.h>

#include "suy-error.h"

#define PIXELS_MAX 4096 /* on a side; a larger picture is no tile */

static cairo_surface_t *
read_picture (GBytes *bytes, GError **error)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, error);
  cairo_surface_t *surface;
  int w, h;

  if (texture == NULL)
    return NULL;
  w = gdk_texture_get_width (texture);
  h = gdk_texture_get_height (texture);
  if (w > PIXELS_MAX || h > PIXELS_MAX)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_LIMIT, "A tile's picture is too large: %d by %d", w,
                   h);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* The picture of tile @zoom, @x, @y or of its nearest ancestor.  Returns: (nullable) */
static GBytes *
find_picture (SuyMbtiles *tiles, guint zoom, guint32 x, guint32 y, guint *found, GError **error)
{
  guint max = suy_mbtiles_get_max_zoom (tiles), min = suy_mbtiles_get_min_zoom (tiles);

  for (int z = (int) MIN (zoom, max); z >= (int) min; z--)
    {
      guint deeper = zoom - (guint) z;
      GError *own = NULL;
      GBytes *bytes = suy_mbtiles_get_tile (tiles, (guint) z, x >> deeper, y >> deeper, &own);

      *found = (guint) z;
      if (own != NULL)
        {
          g_propagate_error (error, own);
          return NULL;
        }
      if (bytes != NULL)
        return bytes;
    }

  return NULL;
}

/* One of the four squares: tile @zoom, @x, @y over @size pixels at 0,0. */
static gboolean
paint_one (SuyMbtiles *tiles,
           guint zoom,
           guint32 x,
           guint32 y,
           double size,
           cairo_t *cr,
           GError **error)
{
  guint found = 0;
  GError *own = NULL;
  g_autoptr (GBytes) bytes = find_picture (tiles, zoom, x, y, &found, &own);
  cairo_surface_t *surface = bytes == NULL ? NULL : read_picture (bytes, &own);
  guint32 parts = 1u << (zoom - found);
  double w;

  if (own != NULL)
    g_propagate_error (error, own);
  if (surface == NULL)
    return own == NULL;
  w = cairo_image_surface_get_width (surface);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, size, size);
  cairo_clip (cr);
  cairo_translate (cr, -size * (x % parts), -size * (y % parts));
  cairo_scale (cr, size * parts / w, size * parts / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);

  return TRUE;
}

gboolean
suy_raster_painter_paint (SuyMbtiles *tiles,
                          guint zoom,
                          guint32 x,
                          guint32 y,
                          double size,
                          cairo_t *cr,
                          GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; i < 4; i++)
    {
      guint dx = i % 2, dy = i / 2;

      cairo_save (cr);
      cairo_translate (cr, dx * size / 2, dy * size / 2);
      good &=
          paint_one (tiles, zoom + 1, 2 * x + dx, 2 * y + dy, size / 2, cr, good ? error : NULL);
      cairo_restore (cr);
    }

  return good;
}
