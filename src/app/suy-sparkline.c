/* suy-sparkline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sparkline.h"

#include "suy-palette.h"
#include "suy-settings.h"

#define WIDTH 60
#define HEIGHT 20
#define MARGIN 4.0
#define DOT 3.0

struct _SuySparkline
{
  GtkWidget parent_instance;

  GArray *values; /* guint */
  SuyLevel level;
};

G_DEFINE_FINAL_TYPE (SuySparkline, suy_sparkline, GTK_TYPE_WIDGET)

typedef struct
{
  const GArray *values;
  double width, height;
  guint highest;
} Drawing;

static double
x_of (const Drawing *drawing, guint i)
{
  return MARGIN + (drawing->width - 2 * MARGIN) * i / MAX (1, drawing->values->len - 1);
}

static double
y_of (const Drawing *drawing, guint i)
{
  double part = (double) g_array_index (drawing->values, guint, i) / MAX (1, drawing->highest);

  return drawing->height - MARGIN - (drawing->height - 2 * MARGIN) * part;
}

static void
draw (const Drawing *drawing, cairo_t *cr, const GdkRGBA *line, const GdkRGBA *dot)
{
  guint last = drawing->values->len - 1;

  gdk_cairo_set_source_rgba (cr, line);
  cairo_set_line_width (cr, 1.3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i <= last; i++)
    cairo_line_to (cr, x_of (drawing, i), y_of (drawing, i));
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, dot);
  cairo_arc (cr, x_of (drawing, last), y_of (drawing, last), DOT, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
suy_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const char *const tokens[] = { "level.none", "level.blue", "level.yellow", "level.orange",
                                        "level.red" };
  SuySparkline *self = SUY_SPARKLINE (widget);
  SuyTheme theme = suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT;
  GdkRGBA line = suy_palette_get ("ui.dim", theme);
  GdkRGBA dot = suy_palette_get (tokens[self->level], theme);
  Drawing drawing = { self->values, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                      0 };
  cairo_t *cr;

  if (self->values->len == 0)
    return;
  for (guint i = 0; i < self->values->len; i++)
    drawing.highest = MAX (drawing.highest, g_array_index (self->values, guint, i));
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) drawing.width, (float) drawing.height));
  draw (&drawing, cr, &line, &dot);
  cairo_destroy (cr);
}

static void
suy_sparkline_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
suy_sparkline_finalize (GObject *object)
{
  g_array_unref (SUY_SPARKLINE (object)->values);

  G_OBJECT_CLASS (suy_sparkline_parent_class)->finalize (object);
}

static void
suy_sparkline_class_init (SuySparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = suy_sparkline_finalize;
  widget_class->measure = suy_sparkline_measure;
  widget_class->snapshot = suy_sparkline_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
suy_sparkline_init (SuySparkline *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
suy_sparkline_new (void)
{
  return g_object_new (SUY_TYPE_SPARKLINE, NULL);
}

void
suy_sparkline_set (SuySparkline *self,
                   const guint *values,
                   guint n,
                   SuyLevel level,
                   const char *text)
{
  g_array_set_size (self->values, 0);
  g_array_append_vals (self->values, values, n);
  self->level = level;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
