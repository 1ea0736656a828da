/* suy-cluster-symbol.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-cluster-symbol.h"

#include <math.h>

#define TEXTURES_MAX 2000
#define GAP 5.0 /* degrees between two shares */

static guint32
total (const guint32 count[SUY_N_LEVELS])
{
  guint32 sum = 0;

  for (guint i = 0; i < SUY_N_LEVELS; i++)
    sum += count[i];

  return sum;
}

/* Of the ring's middle; grows slowly with the number. */
static double
ring_radius (guint32 n)
{
  return 11 + MIN (9, 3.1 * log2 (MAX (2, n)) - 3);
}

double
suy_cluster_symbol_get_radius (const guint32 count[SUY_N_LEVELS])
{
  return ring_radius (total (count)) + 3.5;
}

static GdkRGBA
level_color (SuyLevel level, const char *part, SuyTheme theme)
{
  g_autofree char *token = g_strconcat ("level.", suy_level_get_name (level), part, NULL);

  return suy_palette_get (token, theme);
}

static void
draw_disc (cairo_t *cr, double radius, GdkRGBA color)
{
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_fill (cr);
}

static void
draw_shares (const guint32 count[SUY_N_LEVELS], cairo_t *cr, double radius, SuyTheme theme)
{
  guint32 sum = total (count);
  double from = -90;

  cairo_set_line_width (cr, 4.6);
  for (int level = SUY_LEVEL_RED; level >= SUY_LEVEL_NONE; level--)
    {
      double sweep = 360.0 * count[level] / sum;
      double gap = count[level] == sum ? 0 : MIN (GAP, sweep / 2);
      GdkRGBA color = level_color ((SuyLevel) level, "", theme);

      if (count[level] == 0)
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, 0, 0, radius, (from + gap / 2) * G_PI / 180,
                 (from + sweep - gap / 2) * G_PI / 180);
      gdk_cairo_set_source_rgba (cr, &color);
      cairo_stroke (cr);
      from += sweep;
    }
}

static void
draw_number (cairo_t *cr, guint32 n, SuyTheme theme)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  g_autofree char *text = n < 10000 ? g_strdup_printf ("%u", n) : g_strdup_printf ("%uk", n / 1000);
  PangoRectangle ink;
  GdkRGBA color;

  pango_font_description_set_absolute_size (font, 12 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  gdk_rgba_parse (&color, theme == SUY_THEME_DARK ? "#F0F0EC" : "#22272A");
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_move_to (cr, -ink.x - ink.width / 2.0, -ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_badge (const guint32 count[SUY_N_LEVELS], cairo_t *cr, double radius, SuyTheme theme)
{
  int level = SUY_LEVEL_RED;

  while (level > SUY_LEVEL_NONE && count[level] == 0)
    level--;
  if (level <= SUY_LEVEL_BLUE)
    return;
  cairo_save (cr);
  cairo_translate (cr, radius * .78, -radius * .78);
  cairo_scale (cr, .52, .52);
  suy_symbol_draw ((SuySymbol){ .level = (guint8) level }, cr, theme, FALSE);
  cairo_restore (cr);
}

void
suy_cluster_symbol_draw (const guint32 count[SUY_N_LEVELS], cairo_t *cr, SuyTheme theme)
{
  double radius = ring_radius (total (count));
  GdkRGBA ground, edge = suy_palette_get_faded ("map.district", theme, .45);

  gdk_rgba_parse (&ground, theme == SUY_THEME_DARK ? "#1E2221" : "#FFFFFF");
  draw_disc (cr, radius + 2.2, ground);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius + .2, 0, 2 * G_PI);
  cairo_set_line_width (cr, 6.6);
  gdk_cairo_set_source_rgba (cr, &edge);
  cairo_stroke (cr);
  draw_shares (count, cr, radius - .6, theme);
  draw_disc (cr, radius - 3.4, ground);
  draw_number (cr, total (count), theme);
  draw_badge (count, cr, radius, theme);
}

static GdkTexture *
make_texture (const guint32 *count, double factor, int scale, SuyTheme theme, double half)
{
  int side = (int) half * 2 * scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cairo_t *cr = cairo_create (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_translate (cr, half * scale, half * scale);
  cairo_scale (cr, factor * scale, factor * scale);
  suy_cluster_symbol_draw (count, cr, theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) side * (gsize) stride);
  texture = gdk_memory_texture_new (side, side, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  cairo_surface_destroy (surface);

  return texture;
}

GdkTexture *
suy_cluster_symbol_get_texture (const guint32 count[SUY_N_LEVELS],
                                double factor,
                                int scale,
                                SuyTheme theme,
                                graphene_rect_t *bounds)
{
  static GHashTable *textures;
  g_autofree char *key = g_strdup_printf ("%u %u %u %u %u %.2f %d %d", count[0], count[1], count[2],
                                          count[3], count[4], factor, scale, (int) theme);
  double half = ceil ((suy_cluster_symbol_get_radius (count) + 5) * factor);
  GdkTexture *texture;

  if (textures == NULL)
    textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  *bounds =
      GRAPHENE_RECT_INIT ((float) -half, (float) -half, (float) (2 * half), (float) (2 * half));
  texture = g_hash_table_lookup (textures, key);
  if (texture == NULL)
    {
      if (g_hash_table_size (textures) >= TEXTURES_MAX)
        g_hash_table_remove_all (textures);
      texture = make_texture (count, factor, scale, theme, half);
      g_hash_table_insert (textures, g_steal_pointer (&key), texture);
    }

  return texture;
}
