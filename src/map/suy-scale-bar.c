/* suy-scale-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-scale-bar.h"

#include <math.h>

#define WIDTH_MIN 62.0
#define HEIGHT 22

struct _SuyScaleBar
{
  GtkWidget parent_instance;

  ShumateViewport *viewport;
  SuyTheme theme;
};

G_DEFINE_FINAL_TYPE (SuyScaleBar, suy_scale_bar, GTK_TYPE_WIDGET)

double
suy_scale_bar_metres_per_pixel (ShumateViewport *viewport)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);

  if (source == NULL)
    return 1;

  return shumate_map_source_get_meters_per_pixel (
      source, shumate_viewport_get_zoom_level (viewport), shumate_location_get_latitude (location),
      shumate_location_get_longitude (location));
}

double
suy_scale_bar_choose (double metres_per_pixel)
{
  double wanted = WIDTH_MIN * metres_per_pixel, power = pow (10, floor (log10 (wanted)));

  if (wanted <= power)
    return power;
  if (wanted <= 2 * power)
    return 2 * power;

  return wanted <= 5 * power ? 5 * power : 10 * power;
}

static void
draw_text (SuyScaleBar *self, cairo_t *cr, double x, double metres)
{
  g_autofree char *text =
      metres < 1000 ? g_strdup_printf ("%g m", metres) : g_strdup_printf ("%g km", metres / 1000);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Medium");
  GdkRGBA halo = suy_palette_get_faded ("map.halo", self->theme, .92);
  GdkRGBA ink = suy_palette_get ("map.label", self->theme);

  pango_font_description_set_absolute_size (font, 11.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  cairo_move_to (cr, x, 2);
  pango_cairo_layout_path (cr, layout);
  gdk_cairo_set_source_rgba (cr, &halo);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_fill (cr);
}

static void
suy_scale_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyScaleBar *self = SUY_SCALE_BAR (widget);
  GdkRGBA halo = suy_palette_get_faded ("map.halo", self->theme, .85);
  GdkRGBA ink = suy_palette_get ("map.label", self->theme);
  double per_pixel, metres, width, y = HEIGHT - 5;
  cairo_t *cr;

  if (self->viewport == NULL)
    return;
  per_pixel = suy_scale_bar_metres_per_pixel (self->viewport);
  metres = suy_scale_bar_choose (per_pixel);
  width = metres / per_pixel;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                       (float) gtk_widget_get_height (widget)));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, 3, y - 5);
  cairo_line_to (cr, 3, y);
  cairo_line_to (cr, 3 + width, y);
  cairo_line_to (cr, 3 + width, y - 5);
  gdk_cairo_set_source_rgba (cr, &halo);
  cairo_set_line_width (cr, 4.5);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  draw_text (self, cr, 10 + width, metres);
  cairo_destroy (cr);
}

static void
suy_scale_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* The longest bar is 2.5 times the shortest; the text needs about 60 more. */
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? (int) (2.5 * WIDTH_MIN) + 70 : HEIGHT;
}

static void
suy_scale_bar_dispose (GObject *object)
{
  suy_scale_bar_set_viewport (SUY_SCALE_BAR (object), NULL);

  G_OBJECT_CLASS (suy_scale_bar_parent_class)->dispose (object);
}

static void
suy_scale_bar_class_init (SuyScaleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_scale_bar_dispose;
  widget_class->snapshot = suy_scale_bar_snapshot;
  widget_class->measure = suy_scale_bar_measure;
}

static void
suy_scale_bar_init (SuyScaleBar *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
suy_scale_bar_set_viewport (SuyScaleBar *self, ShumateViewport *viewport)
{
  g_return_if_fail (SUY_IS_SCALE_BAR (self));

  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  g_set_object (&self->viewport, viewport);
  if (viewport != NULL)
    g_signal_connect_swapped (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), self);
}

void
suy_scale_bar_set_theme (SuyScaleBar *self, SuyTheme theme)
{
  g_return_if_fail (SUY_IS_SCALE_BAR (self));

  self->theme = theme;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
