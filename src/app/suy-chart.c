/* suy-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-palette.h"
#include "suy-settings.h"

#define HEIGHT 120
#define LEFT 40.0
#define BOTTOM 18.0
#define TOP 16.0

struct _SuyChart
{
  GtkWidget parent_instance;

  char *name, *unit;
  GArray *points; /* SuyChartPoint */
  double limit, low, high;
  int current; /* index of the point walked to, -1: none */
};

G_DEFINE_FINAL_TYPE (SuyChart, suy_chart, GTK_TYPE_WIDGET)

static const SuyChartPoint *
point_at (SuyChart *self, guint i)
{
  return &g_array_index (self->points, SuyChartPoint, i);
}

static char *
describe_point (SuyChart *self, guint i)
{
  const SuyChartPoint *point = point_at (self, i);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (point->day * 86400);
  g_autofree char *date = g_date_time_format (time, "%F");

  if (isnan (point->value))
    return g_strdup_printf (_ ("%s no value"), date);
  if (point->value > self->limit)
    return g_strdup_printf (_ ("%s %g %s, above the limit"), date, point->value, self->unit);

  return g_strdup_printf ("%s %g %s", date, point->value, self->unit);
}

guint
suy_chart_count_above (SuyChart *self)
{
  guint n = 0;

  for (guint i = 0; i < self->points->len; i++)
    n += point_at (self, i)->value > self->limit;

  return n;
}

static void
describe (SuyChart *self)
{
  g_autofree char *text = NULL;

  if (self->current >= 0)
    text = describe_point (self, (guint) self->current);
  else
    text = g_strdup_printf (_ ("%u values, %u above the limit"), self->points->len,
                            suy_chart_count_above (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
suy_chart_set_points (SuyChart *self,
                      const char *name,
                      const char *unit,
                      const GArray *points,
                      double limit)
{
  g_return_if_fail (SUY_IS_CHART (self));

  g_free (self->name);
  g_free (self->unit);
  self->name = g_strdup (name);
  self->unit = g_strdup (unit != NULL ? unit : "");
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, points->data, points->len);
  self->limit = limit;
  self->current = -1;

  self->low = isnan (limit) ? INFINITY : 0;
  self->high = isnan (limit) ? -INFINITY : limit;
  for (guint i = 0; i < points->len; i++)
    if (!isnan (point_at (self, i)->value))
      {
        self->low = MIN (self->low, point_at (self, i)->value);
        self->high = MAX (self->high, point_at (self, i)->value);
      }
  if (!(self->high > self->low))
    {
      self->high = isfinite (self->high) ? self->high + 1 : 1;
      self->low = isfinite (self->low) ? self->low - 1 : 0;
    }
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- drawing ---- */

typedef struct
{
  SuyChart *chart;
  cairo_t *cr;
  double width, height;
  gint64 first, last;
  SuyTheme theme;
} Drawing;

static double
x_of (const Drawing *drawing, gint64 day)
{
  double span = MAX (1.0, (double) (drawing->last - drawing->first));

  return LEFT + (drawing->width - LEFT - 6) * (double) (day - drawing->first) / span;
}

static double
y_of (const Drawing *drawing, double value)
{
  const SuyChart *chart = drawing->chart;

  return TOP +
         (drawing->height - TOP - BOTTOM) * (chart->high - value) / (chart->high - chart->low);
}

static void
set_token (const Drawing *drawing, const char *token)
{
  GdkRGBA color = suy_palette_get (token, drawing->theme);

  gdk_cairo_set_source_rgba (drawing->cr, &color);
}

static void
draw_text (const Drawing *drawing, const char *text, double x, double y, double align)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (drawing->chart), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.78));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (drawing->cr, x - width * align, y - height / 2.0);
  pango_cairo_show_layout (drawing->cr, layout);
}

static void
draw_axes (const Drawing *drawing)
{
  for (guint i = 0; i <= 3; i++)
    {
      double value = drawing->chart->low + (drawing->chart->high - drawing->chart->low) * i / 3.0;
      double y = floor (y_of (drawing, value)) + 0.5;
      g_autofree char *text = g_strdup_printf ("%.2g", value);

      set_token (drawing, "level.none");
      cairo_set_line_width (drawing->cr, 0.4);
      cairo_move_to (drawing->cr, LEFT, y);
      cairo_line_to (drawing->cr, drawing->width - 6, y);
      cairo_stroke (drawing->cr);
      set_token (drawing, "ui.dim");
      draw_text (drawing, text, LEFT - 5, y, 1);
    }
}

static void
draw_date (const Drawing *drawing, gint64 day, double align)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (day * 86400);
  g_autofree char *text = g_date_time_format (time, "%F");

  set_token (drawing, "ui.dim");
  draw_text (drawing, text, x_of (drawing, day), drawing->height - BOTTOM / 2, align);
}

static void
draw_limit (const Drawing *drawing)
{
  const double dash[] = { 4, 3 };
  double y;

  if (isnan (drawing->chart->limit))
    return;
  y = y_of (drawing, drawing->chart->limit);
  set_token (drawing, "level.red");
  cairo_set_line_width (drawing->cr, 1.2);
  cairo_set_dash (drawing->cr, dash, 2, 0);
  cairo_move_to (drawing->cr, LEFT, y);
  cairo_line_to (drawing->cr, drawing->width - 6, y);
  cairo_stroke (drawing->cr);
  cairo_set_dash (drawing->cr, NULL, 0, 0);
}

static void
draw_line (const Drawing *drawing)
{
  gboolean pen_down = FALSE;

  set_token (drawing, "ui.link");
  cairo_set_line_width (drawing->cr, 1.5);
  for (guint i = 0; i < drawing->chart->points->len; i++)
    {
      const SuyChartPoint *point = point_at (drawing->chart, i);

      if (isnan (point->value))
        {
          pen_down = FALSE;
          continue;
        }
      if (pen_down)
        cairo_line_to (drawing->cr, x_of (drawing, point->day), y_of (drawing, point->value));
      else
        cairo_move_to (drawing->cr, x_of (drawing, point->day), y_of (drawing, point->value));
      pen_down = TRUE;
    }
  cairo_stroke (drawing->cr);
}

static void
draw_marks (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->chart->points->len; i++)
    {
      const SuyChartPoint *point = point_at (drawing->chart, i);
      double x = x_of (drawing, point->day), y = y_of (drawing, point->value);
      gboolean above = point->value > drawing->chart->limit;

      if (isnan (point->value) || (!above && (int) i != drawing->chart->current))
        continue;
      set_token (drawing, above ? "level.red" : "ui.link");
      cairo_move_to (drawing->cr, x, y - 4);
      cairo_line_to (drawing->cr, x + 4, y);
      cairo_line_to (drawing->cr, x, y + 4);
      cairo_line_to (drawing->cr, x - 4, y);
      cairo_close_path (drawing->cr);
      cairo_fill (drawing->cr);
    }
}

static void
suy_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyChart *self = SUY_CHART (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  Drawing drawing = {
    self, NULL, width, height, 0, 0, suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT
  };
  g_autofree char *text = NULL;

  if (self->points->len == 0 || width <= LEFT)
    return;

  drawing.first = point_at (self, 0)->day;
  drawing.last = point_at (self, self->points->len - 1)->day;
  drawing.cr = gtk_snapshot_append_cairo (snapshot, &rect);
  draw_axes (&drawing);
  draw_limit (&drawing);
  draw_line (&drawing);
  draw_marks (&drawing);
  draw_date (&drawing, drawing.first, 0);
  if (drawing.last != drawing.first)
    draw_date (&drawing, drawing.last, 1);
  if (self->current >= 0)
    {
      text = describe_point (self, (guint) self->current);
      set_token (&drawing, "ui.fg");
      draw_text (&drawing, text, LEFT, TOP / 2, 0);
    }
  cairo_destroy (drawing.cr);
}

static void
suy_chart_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 160;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SuyChart *self)
{
  int n = (int) self->points->len;

  if (n == 0 || (key != GDK_KEY_Left && key != GDK_KEY_Right))
    return FALSE;
  if (self->current < 0)
    self->current = key == GDK_KEY_Left ? n - 1 : 0;
  else
    self->current = CLAMP (self->current + (key == GDK_KEY_Left ? -1 : 1), 0, n - 1);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

static void
suy_chart_finalize (GObject *object)
{
  SuyChart *self = SUY_CHART (object);

  g_free (self->name);
  g_free (self->unit);
  g_array_unref (self->points);

  G_OBJECT_CLASS (suy_chart_parent_class)->finalize (object);
}

static void
suy_chart_class_init (SuyChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = suy_chart_finalize;
  widget_class->snapshot = suy_chart_snapshot;
  widget_class->measure = suy_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
suy_chart_init (SuyChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (SuyChartPoint));
  self->current = -1;
  self->limit = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
suy_chart_new (void)
{
  return g_object_new (SUY_TYPE_CHART, NULL);
}
