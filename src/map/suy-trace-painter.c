/* suy-trace-painter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-trace-painter.h"

#include "suy-shape-painter.h"

#define ARROW_EVERY 62.0 /* pixels */

typedef struct
{
  const SuyTraceJob *job;
  const SuyMapFrame *frame;
  cairo_t *cr;
  const GArray *items;
  double k; /* wider from a nearer zoom on */
} Painter;

SuyTraceJob *
suy_trace_job_copy (const SuyTraceJob *self)
{
  SuyTraceJob *copy = g_memdup2 (self, sizeof *self);

  suy_flat_shapes_ref (copy->shapes);
  g_bytes_ref (copy->ranks);

  return copy;
}

void
suy_trace_job_free (SuyTraceJob *self)
{
  suy_flat_shapes_unref (self->shapes);
  g_bytes_unref (self->ranks);
  g_free (self);
}

static double
get_rank (const Painter *self, guint32 item)
{
  const guint8 *ranks = g_bytes_get_data (self->job->ranks, NULL);

  return MIN (ranks[item], 12);
}

/* One pass over all pieces: width = (base + slope * rank) * k + more. */
static void
pass (const Painter *self, GdkRGBA color, double base, double slope, double more)
{
  gdk_cairo_set_source_rgba (self->cr, &color);
  for (guint i = 0; i < self->items->len; i++)
    {
      guint32 item = g_array_index (self->items, guint32, i);

      suy_shape_painter_add_path (self->job->shapes, item, self->frame, self->cr);
      cairo_set_line_width (self->cr, (base + slope * get_rank (self, item)) * self->k + more);
      cairo_stroke (self->cr);
    }
}

/* As one picture, so that pieces that meet don't add up where they are half transparent. */
static void
pass_faded (const Painter *self, GdkRGBA color, double base, double slope, double alpha)
{
  cairo_push_group (self->cr);
  pass (self, color, base, slope, 0);
  cairo_pop_group_to_source (self->cr);
  cairo_paint_with_alpha (self->cr, alpha);
}

static void
draw_arrow (const Painter *self, double x, double y, double angle)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_rotate (self->cr, angle);
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, -2.6, -2.8);
  cairo_line_to (self->cr, 2.4, 0);
  cairo_line_to (self->cr, -2.6, 2.8);
  cairo_restore (self->cr);
  cairo_stroke (self->cr);
}

/* Along the flow; @run carries the pixels since the last arrow from piece to piece. */
static void
draw_arrows (const Painter *self, guint32 item, double *run)
{
  const SuyFlatShapes *shapes = self->job->shapes;

  for (guint32 r = shapes->first_run[item]; r < shapes->first_run[item + 1]; r++)
    for (guint32 i = shapes->first_point[r]; i + 1 < shapes->first_point[r + 1]; i++)
      {
        double ax, ay, bx, by, d;

        suy_map_frame_to_widget (self->frame, shapes->xy[2 * i], shapes->xy[2 * i + 1], &ax, &ay);
        suy_map_frame_to_widget (self->frame, shapes->xy[2 * i + 2], shapes->xy[2 * i + 3], &bx,
                                 &by);
        d = hypot (bx - ax, by - ay);
        *run += d;
        if (*run < ARROW_EVERY || d < 1.2)
          continue;
        *run = 0;
        draw_arrow (self, bx, by, atan2 (by - ay, bx - ax));
      }
}

const char *
suy_trace_painter_get_token (SuyTrack track)
{
  static const char *const tokens[] = { "map.up", "map.down", "map.response" };

  return tokens[track];
}

static void
paint_way (const Painter *self)
{
  static const double dashes[] = { 8, 5 };
  GdkRGBA color = suy_palette_get (suy_trace_painter_get_token (SUY_TRACK_WAY), self->job->theme);
  GdkRGBA halo = suy_palette_get ("map.halo", self->job->theme);

  pass (self, halo, 2.6, .85, 2);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0);
  pass (self, color, 1.8, .4, 0);
  cairo_set_dash (self->cr, NULL, 0, 0);
}

static void
paint_whole (const Painter *self)
{
  const char *token = suy_trace_painter_get_token (self->job->track);
  GdkRGBA color = suy_palette_get (token, self->job->theme);
  GdkRGBA halo = suy_palette_get ("map.halo", self->job->theme);
  double run = 40;

  pass_faded (self, color, 8.5, 1.3, .26);
  pass (self, halo, 2.6, .85, 2);
  pass (self, color, 2.2, .8, 0);
  if (self->job->track == SUY_TRACK_DOWN)
    pass (self, halo, .5, .25, 0);
  cairo_set_source_rgb (self->cr, 1, 1, 1);
  cairo_set_line_width (self->cr, 1.6);
  for (guint i = 0; i < self->items->len; i++)
    if (get_rank (self, g_array_index (self->items, guint32, i)) >= 2)
      draw_arrows (self, g_array_index (self->items, guint32, i), &run);
}

void
suy_trace_painter_paint (const SuyTraceJob *job, const SuyMapFrame *frame, cairo_t *cr)
{
  g_autoptr (GArray) items =
      suy_feature_set_in_box (job->shapes->set, suy_map_frame_get_box (frame, 30));
  Painter self = { job, frame, cr, items, frame->zoom < 10 ? 1 : 1.5 };

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (job->faint)
    pass_faded (&self, suy_palette_get ("map.up", job->theme), 8.5, 1.3, .14);
  else if (job->track == SUY_TRACK_WAY)
    paint_way (&self);
  else
    paint_whole (&self);
}
