/* test-map-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-map-picture.h"

#define W 5 /* so that a row of three bytes a pixel is no multiple of four */
#define H 3

/* Random pixels as Cairo keeps them: no colour above its alpha. */
static cairo_surface_t *
make_surface (gboolean opaque)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, W, H);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (guint i = 0; i < W * H; i++)
    {
      guint32 alpha = opaque ? 255 : (guint32) g_test_rand_int_range (0, 255);
      guint32 pixel = alpha << 24;

      for (guint k = 0; k < 3; k++)
        pixel |= (guint32) g_test_rand_int_range (0, (gint32) alpha + 1) << 8 * k;
      ((guint32 *) (gpointer) data)[i] = pixel;
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static void
test_keeps_pixels (gconstpointer opaque)
{
  cairo_surface_t *surface = make_surface (opaque != NULL);
  g_autoptr (GdkTexture) picture = suy_map_picture_new (surface);
  const guint8 *wanted = cairo_image_surface_get_data (surface);
  guint8 pixels[4 * W * H];

  g_assert_cmpint (gdk_texture_get_width (picture), ==, W);
  g_assert_cmpint (gdk_texture_get_height (picture), ==, H);
  gdk_texture_download (picture, pixels, 4 * W);
  for (guint i = 0; i < sizeof pixels; i++)
    g_assert_cmpint (ABS (pixels[i] - wanted[i]), <=, 1);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/map/map-picture/pixels/opaque", "opaque", test_keeps_pixels);
  g_test_add_data_func ("/map/map-picture/pixels/alpha", NULL, test_keeps_pixels);

  return g_test_run ();
}
