/* suy-progress-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-progress-cell.h"

#include <glib/gi18n.h>

#include "suy-palette.h"
#include "suy-settings.h"

#define BAR_HEIGHT 8
#define FIGURE_WIDTH 44
#define MIN_WIDTH 90
#define BARE_WIDTH 44 /* a figure of another widget stands beside it */

struct _SuyProgressCell
{
  GtkWidget parent_instance;

  int actual_bp, due_bp;
  const char *token; /* of the palette */
  gboolean figure;
};

G_DEFINE_FINAL_TYPE (SuyProgressCell, suy_progress_cell, GTK_TYPE_WIDGET)

static void
suy_progress_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  const gboolean figure = SUY_PROGRESS_CELL (widget)->figure;

  *minimum = *natural = 18;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = figure ? MIN_WIDTH : BARE_WIDTH;
      *natural = figure ? MIN_WIDTH + FIGURE_WIDTH : BARE_WIDTH;
    }
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *colour, graphene_rect_t rect)
{
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &rect, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, &rect);
  gtk_snapshot_pop (snapshot);
}

static void
draw_figure (SuyProgressCell *self, GtkSnapshot *snapshot, const GdkRGBA *fg)
{
  g_autofree char *text = g_strdup_printf ("%d%%", self->actual_bp / 100);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (GTK_WIDGET (self)) - width),
                            (float) (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, fg);
  gtk_snapshot_restore (snapshot);
}

static void
suy_progress_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SuyProgressCell *self = SUY_PROGRESS_CELL (widget);
  float width = (float) gtk_widget_get_width (widget) - (self->figure ? FIGURE_WIDTH : 0);
  float y = ((float) gtk_widget_get_height (widget) - BAR_HEIGHT) / 2;
  SuyTheme theme = suy_settings_is_dark () ? SUY_THEME_DARK : SUY_THEME_LIGHT;
  GdkRGBA bar = suy_palette_get (self->token, theme);
  GdkRGBA fg, trough;
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (style, &fg);
  trough = fg;
  trough.alpha = 0.16f;
  fill (snapshot, &trough, GRAPHENE_RECT_INIT (0, y, width, BAR_HEIGHT));
  if (self->actual_bp > 0)
    fill (snapshot, &bar,
          GRAPHENE_RECT_INIT (0, y, width * (float) self->actual_bp / 10000, BAR_HEIGHT));
  if (self->due_bp >= 0)
    gtk_snapshot_append_color (
        snapshot, &fg,
        &GRAPHENE_RECT_INIT (CLAMP (width * (float) self->due_bp / 10000 - 1, 0, width - 2), y - 2,
                             2, BAR_HEIGHT + 4));
  if (self->figure)
    draw_figure (self, snapshot, &fg);
}

static void
suy_progress_cell_class_init (SuyProgressCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = suy_progress_cell_measure;
  widget_class->snapshot = suy_progress_cell_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
suy_progress_cell_init (SuyProgressCell *self)
{
  self->due_bp = -1;
  self->token = "state.work";
}

GtkWidget *
suy_progress_cell_new (void)
{
  return g_object_new (SUY_TYPE_PROGRESS_CELL, NULL);
}

static const char *
token_of (const char *lamp)
{
  if (g_strcmp0 (lamp, "red") == 0)
    return "lamp.red";
  if (g_strcmp0 (lamp, "yellow2") == 0)
    return "level.orange";
  if (g_strcmp0 (lamp, "yellow") == 0)
    return "lamp.yellow";

  return "state.work";
}

void
suy_progress_cell_set (SuyProgressCell *self,
                       int actual_bp,
                       int due_bp,
                       const char *lamp,
                       gboolean figure)
{
  g_autofree char *text = NULL;

  self->actual_bp = CLAMP (actual_bp, 0, 10000);
  self->due_bp = MIN (due_bp, 10000);
  self->token = token_of (lamp);
  self->figure = figure;
  text = due_bp < 0 ? g_strdup_printf (_ ("%d %%"), actual_bp / 100)
                    : g_strdup_printf (_ ("%d %%, %d %% due"), actual_bp / 100, due_bp / 100);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  actual_bp / 100.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
