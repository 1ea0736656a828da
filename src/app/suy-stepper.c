/* suy-stepper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-stepper.h"

#include <math.h>

#include "suy-palette.h"
#include "suy-settings.h"

#define RADIUS 9.0
#define LINE_Y 12

/* Each step is a label below its mark; the marks and the line between them are drawn here. */
struct _SuyStepper
{
  GtkWidget parent_instance;

  guint n, current;
};

G_DEFINE_FINAL_TYPE (SuyStepper, suy_stepper, GTK_TYPE_WIDGET)

static void
draw_mark (cairo_t *cr, double x, const GdkRGBA *colour, int where)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, x, LINE_Y, RADIUS, 0, 2 * M_PI);
  if (where < 0)
    {
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_move_to (cr, x - 4, LINE_Y);
      cairo_line_to (cr, x - 1, LINE_Y + 3);
      cairo_line_to (cr, x + 4, LINE_Y - 3);
      cairo_stroke (cr);
      return;
    }

  cairo_stroke (cr);
  if (where == 0)
    {
      cairo_arc (cr, x, LINE_Y, RADIUS - 4.5, 0, 2 * M_PI);
      cairo_fill (cr);
    }
}

static void
suy_stepper_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyStepper *self = SUY_STEPPER (widget);
  double width = gtk_widget_get_width (widget), step = self->n == 0 ? 1 : width / self->n;
  SuyTheme theme = suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT;
  GdkRGBA done = suy_palette_get ("state.work", theme), open;
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, 2 * LINE_Y));

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &open);
  open.alpha = 0.35f;
  cairo_set_line_width (cr, 2);
  for (guint i = 0; i + 1 < self->n; i++)
    {
      gdk_cairo_set_source_rgba (cr, i < self->current ? &done : &open);
      cairo_move_to (cr, (i + 0.5) * step + RADIUS, LINE_Y);
      cairo_line_to (cr, (i + 1.5) * step - RADIUS, LINE_Y);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < self->n; i++)
    draw_mark (cr, (i + 0.5) * step, i <= self->current ? &done : &open,
               (int) i - (int) self->current);
  cairo_destroy (cr);

  GTK_WIDGET_CLASS (suy_stepper_parent_class)->snapshot (widget, snapshot);
}

static void
clear (SuyStepper *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
suy_stepper_dispose (GObject *object)
{
  clear (SUY_STEPPER (object));

  G_OBJECT_CLASS (suy_stepper_parent_class)->dispose (object);
}

static void
suy_stepper_class_init (SuyStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = suy_stepper_dispose;
  widget_class->snapshot = suy_stepper_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
suy_stepper_init (SuyStepper *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "suy-stepper");
}

GtkWidget *
suy_stepper_new (void)
{
  return g_object_new (SUY_TYPE_STEPPER, NULL);
}

void
suy_stepper_set (SuyStepper *self, const char *const *steps, guint current)
{
  clear (self);
  self->n = g_strv_length ((char **) steps);
  self->current = current;

  for (guint i = 0; i < self->n; i++)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", steps[i], "ellipsize",
                                       PANGO_ELLIPSIZE_END, "margin-top", 2 * LINE_Y + 2,
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

      gtk_widget_set_tooltip_text (label, steps[i]);
      if (i == current)
        gtk_widget_add_css_class (label, "suy-current");
      else if (i > current)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_accessible_update_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_SELECTED,
                                   i == current, -1);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
