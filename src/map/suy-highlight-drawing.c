/* suy-highlight-drawing.c: what do marks, rings, cuts and suspects look like?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-highlight-layer-private.h"

#include "suy-mercator.h"

static void
set_color (SuyHighlightLayer *self, cairo_t *cr, const char *token, double alpha)
{
  GdkRGBA color = suy_palette_get_faded (token, self->theme, alpha);

  gdk_cairo_set_source_rgba (cr, &color);
}

static void
stroke (SuyHighlightLayer *self, cairo_t *cr, const char *token, double alpha, double width)
{
  set_color (self, cr, token, alpha);
  cairo_set_line_width (cr, width);
  cairo_stroke_preserve (cr);
}

/* A Cairo context for the part of the box that is in view, or NULL. */
static cairo_t *
begin (GtkSnapshot *snapshot, const SuyMapFrame *frame, graphene_rect_t box, float margin)
{
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height);

  graphene_rect_inset (&box, -margin, -margin);
  if (!graphene_rect_intersection (&box, &view, &box))
    return NULL;

  return gtk_snapshot_append_cairo (snapshot, &box);
}

/* ---- hover and selection ---- */

static void
add_path (const SuyFlatShapes *shapes, guint32 item, const SuyMapFrame *frame, cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint32 r = shapes->first_run[item]; r < shapes->first_run[item + 1]; r++)
    {
      for (guint32 i = shapes->first_point[r]; i < shapes->first_point[r + 1]; i++)
        {
          double x, y;

          suy_map_frame_to_widget (frame, shapes->xy[2 * i], shapes->xy[2 * i + 1], &x, &y);
          if (i == shapes->first_point[r])
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      if (shapes->kind[item] == SUY_SHAPE_POLYGON)
        cairo_close_path (cr);
    }
}

static void
draw_outline (SuyHighlightLayer *self,
              const SuyHighlightMark *mark,
              GtkSnapshot *snapshot,
              const SuyMapFrame *frame,
              const char *token)
{
  cairo_t *cr = begin (snapshot, frame,
                       GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height), 0);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  add_path (mark->shapes, 0, frame, cr);
  stroke (self, cr, "map.halo", .9, 6);
  stroke (self, cr, token, 1, 3);
  cairo_destroy (cr);
}

void
suy_highlight_layer_draw_hover (SuyHighlightLayer *self,
                                GtkSnapshot *snapshot,
                                const SuyMapFrame *frame)
{
  const SuyHighlightMark *mark = &self->hover;
  double x, y, r = mark->radius + 2;
  cairo_t *cr;

  if (mark->shapes == NULL)
    return;
  if (!suy_highlight_mark_get_spot (mark, frame, &x, &y))
    {
      draw_outline (self, mark, snapshot, frame, "map.hover");
      return;
    }
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), (float) r + 4);
  if (cr == NULL)
    return;
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  stroke (self, cr, "map.hover", 1, 3);
  cairo_destroy (cr);
}

void
suy_highlight_layer_draw_symbol (SuyHighlightLayer *self,
                                 GtkSnapshot *snapshot,
                                 const SuyMapFrame *frame)
{
  graphene_rect_t bounds;
  GdkTexture *texture;
  double x, y;

  if (self->symbol_size <= 0 || !suy_highlight_mark_get_spot (&self->selection, frame, &x, &y))
    return;
  texture = suy_symbol_get_texture (self->symbol, self->symbol_size,
                                    gtk_widget_get_scale_factor (GTK_WIDGET (self)), self->theme,
                                    &bounds);
  bounds.origin.x += (float) round (x - self->selection.dx);
  bounds.origin.y += (float) round (y - self->selection.dy);
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

void
suy_highlight_layer_draw_selection (SuyHighlightLayer *self,
                                    GtkSnapshot *snapshot,
                                    const SuyMapFrame *frame)
{
  const SuyHighlightMark *mark = &self->selection;
  double x, y, r = mark->radius + 3;
  cairo_t *cr;

  if (mark->shapes == NULL)
    return;
  if (!suy_highlight_mark_get_spot (mark, frame, &x, &y))
    {
      draw_outline (self, mark, snapshot, frame, "map.select");
      return;
    }
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), (float) r + 10);
  if (cr == NULL)
    return;
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  stroke (self, cr, "map.halo", .9, 5.5);
  stroke (self, cr, "map.select", 1, 2.2);
  cairo_new_path (cr);
  for (guint i = 0; i < 4; i++)
    {
      double c = cos (i * G_PI / 2), s = sin (i * G_PI / 2);

      cairo_move_to (cr, x + c * (r + 1), y + s * (r + 1));
      cairo_line_to (cr, x + c * (r + 7), y + s * (r + 7));
    }
  stroke (self, cr, "map.select", 1, 2.2);
  cairo_destroy (cr);
}

/* ---- buffer ---- */

static void
add_ring (SuyHighlightLayer *self, const SuyMapFrame *frame, cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint i = 0; i < SUY_HIGHLIGHT_RING_POINTS; i++)
    {
      double x, y;

      suy_map_frame_to_widget (frame, self->ring[2 * i], self->ring[2 * i + 1], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
}

void
suy_highlight_layer_draw_buffer (SuyHighlightLayer *self,
                                 GtkSnapshot *snapshot,
                                 const SuyMapFrame *frame)
{
  static const double dashes[] = { 8, 4 };
  double x, y, rim_x, rim_y;
  cairo_t *cr;

  if (self->metres <= 0)
    return;
  cr = begin (snapshot, frame,
              GRAPHENE_RECT_INIT (0, 0, (float) frame->width, (float) frame->height), 0);
  suy_map_frame_to_widget (frame, self->middle[0], self->middle[1], &x, &y);
  suy_map_frame_to_widget (frame, self->rim[0], self->rim[1], &rim_x, &rim_y);
  add_ring (self, frame, cr);
  set_color (self, cr, "map.buffer", .09);
  cairo_fill_preserve (cr);
  stroke (self, cr, "map.halo", .8, 4.5);
  cairo_set_dash (cr, dashes, 2, 0);
  stroke (self, cr, "map.buffer", 1, 2);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, rim_x, rim_y);
  stroke (self, cr, "map.buffer", 1, 1.6);
  cairo_new_path (cr);
  cairo_move_to (cr, x - 7, y);
  cairo_line_to (cr, x + 7, y);
  cairo_move_to (cr, x, y - 7);
  cairo_line_to (cr, x, y + 7);
  stroke (self, cr, "map.halo", 1, 5);
  stroke (self, cr, "map.buffer", 1, 2.2);
  cairo_destroy (cr);
}

/* ---- cuts and suspects ---- */

void
suy_highlight_layer_draw_cut (SuyHighlightLayer *self,
                              const SuyHighlightCut *cut,
                              GtkSnapshot *snapshot,
                              const SuyMapFrame *frame)
{
  double x, y, angle = cut->angle + atan2 (frame->sine, frame->cosine) + G_PI / 2;
  cairo_t *cr;

  suy_map_frame_to_widget (frame, cut->x, cut->y, &x, &y);
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), 10);
  if (cr == NULL)
    return;
  cairo_move_to (cr, x - 4.5 * cos (angle), y - 4.5 * sin (angle));
  cairo_line_to (cr, x + 4.5 * cos (angle), y + 4.5 * sin (angle));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  stroke (self, cr, "map.halo", .9, 6);
  stroke (self, cr, suy_highlight_layer_get_token (self), 1, 3);
  cairo_destroy (cr);
}

void
suy_highlight_layer_draw_suspect (SuyHighlightLayer *self,
                                  const SuySuspectMark *suspect,
                                  GtkSnapshot *snapshot,
                                  const SuyMapFrame *frame)
{
  g_autofree char *text = g_strdup_printf ("%u", suspect->rank);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoRectangle ink;
  double mx, my, x, y;
  cairo_t *cr;

  suy_mercator_project (suspect->at, &mx, &my);
  suy_map_frame_to_widget (frame, mx, my, &x, &y);
  x -= 12;
  y -= 11;
  cr = begin (snapshot, frame, GRAPHENE_RECT_INIT ((float) x, (float) y, 0, 0), 10);
  if (cr == NULL)
    return;
  pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_extents (layout, &ink, NULL);
  cairo_arc (cr, x, y, 7.5, 0, 2 * G_PI);
  stroke (self, cr, "map.halo", .9, 2);
  cairo_set_source_rgb (cr, .07, .07, .07);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x - ink.x - ink.width / 2.0, y - ink.y - ink.height / 2.0);
  pango_cairo_show_layout (cr, layout);
  cairo_destroy (cr);
}
