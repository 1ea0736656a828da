/* suy-shape-painter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-shape-painter.h"

#define CHEVRON_EVERY 105.0 /* pixels; the guide, "Lines and areas" */
#define CHEVRON_ORDER 3     /* the least Strahler order with chevrons before zoom 13 */
#define DIM .35

typedef struct
{
  const SuyShapeJob *job;
  const SuyMapFrame *frame;
  cairo_t *cr;
} Painter;

/* The guide counts zooms in tiles of 256 px, one more than the map's. */
static double
zoom_factor (double zoom)
{
  return zoom < 10 ? 1 : zoom < 13 ? 1.35 : 1.9;
}

double
suy_river_width (const SuyItemStyle *style, double zoom)
{
  double assessed = style->level > 0 ? .5 : 0;

  return (.75 + .62 * MIN (style->rank, 12) + assessed) * zoom_factor (zoom);
}

static void
set_color (Painter *self, const char *token, double alpha, guint32 item)
{
  gboolean dim = self->job->dim != NULL && self->job->dim[item];
  GdkRGBA color = suy_palette_get_faded (token, self->job->theme, dim ? alpha * DIM : alpha);

  gdk_cairo_set_source_rgba (self->cr, &color);
}

void
suy_shape_painter_add_path (const SuyFlatShapes *shapes,
                            guint32 item,
                            const SuyMapFrame *frame,
                            cairo_t *cr)
{
  cairo_new_path (cr);
  for (guint32 run = shapes->first_run[item]; run < shapes->first_run[item + 1]; run++)
    {
      guint32 first = shapes->first_point[run], last = shapes->first_point[run + 1] - 1;
      double last_x = 0, last_y = 0;

      for (guint32 i = first; i <= last; i++)
        {
          double x, y;

          suy_map_frame_to_widget (frame, shapes->xy[2 * i], shapes->xy[2 * i + 1], &x, &y);
          if (i == first)
            cairo_move_to (cr, x, y);
          else if (i < last && fabs (x - last_x) < 1 && fabs (y - last_y) < 1)
            continue;
          else
            cairo_line_to (cr, x, y);
          last_x = x;
          last_y = y;
        }
      if (shapes->kind[item] == SUY_SHAPE_POLYGON)
        cairo_close_path (cr);
    }
}

static void
add_path (Painter *self, guint32 item)
{
  suy_shape_painter_add_path (self->job->shapes, item, self->frame, self->cr);
}

static void
stroke (Painter *self, double width, const double *dashes, int n_dashes)
{
  cairo_set_line_width (self->cr, width);
  cairo_set_dash (self->cr, dashes, n_dashes, 0);
  cairo_stroke (self->cr);
}

/* ---- rivers ---- */

static void
draw_river_halo (Painter *self, guint32 item)
{
  const SuyItemStyle *style = &self->job->styles[item];

  if (style->level == 0)
    return;
  add_path (self, item);
  set_color (self, "map.halo", .75, item);
  stroke (self, suy_river_width (style, self->frame->zoom) + 2, NULL, 0);
}

static void
draw_river (Painter *self, guint32 item)
{
  const SuyItemStyle *style = &self->job->styles[item];

  add_path (self, item);
  set_color (self, suy_water_class_get_token (style->level), 1, item);
  stroke (self, suy_river_width (style, self->frame->zoom), NULL, 0);
}

/* The second cue of the bad classes: dots, dashes, dense dots. */
static void
draw_river_pattern (Painter *self, guint32 item)
{
  static const double dashes[3][2] = { { 1, 5 }, { 6, 4 }, { 1.5, 2.5 } };
  const SuyItemStyle *style = &self->job->styles[item];
  gboolean dim = self->job->dim != NULL && self->job->dim[item];

  if (style->level < 4 || style->level > 6)
    return;
  add_path (self, item);
  cairo_save (self->cr);
  cairo_set_source_rgba (self->cr, .125, .1, 0, dim ? .62 * DIM : .62);
  cairo_set_line_cap (self->cr, style->level == 5 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  stroke (self, MAX (.9, suy_river_width (style, self->frame->zoom) * .3), dashes[style->level - 4],
          2);
  cairo_restore (self->cr);
}

static void
draw_chevron (Painter *self, double x, double y, double angle, double size)
{
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y);
  cairo_rotate (self->cr, angle);
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, -size, -size);
  cairo_line_to (self->cr, 0, 0);
  cairo_line_to (self->cr, -size, size);
  cairo_restore (self->cr);
  stroke (self, 1.5, NULL, 0);
}

static double
run_length (Painter *self, guint32 run)
{
  const SuyFlatShapes *shapes = self->job->shapes;
  double length = 0;

  for (guint32 i = shapes->first_point[run]; i + 1 < shapes->first_point[run + 1]; i++)
    length += hypot (shapes->xy[2 * i + 2] - shapes->xy[2 * i],
                     shapes->xy[2 * i + 3] - shapes->xy[2 * i + 1]);

  return length * self->frame->world;
}

/* Evenly along the reach; of reaches shorter than the spacing only some have one, the same ones
 * wherever the map is panned. */
static void
draw_run_chevrons (Painter *self, guint32 item, guint32 run, double size)
{
  const SuyFlatShapes *shapes = self->job->shapes;
  double length = run_length (self, run), step = length / ceil (length / CHEVRON_EVERY);
  double next = step / 2, at = 0;

  if (length < 12 ||
      (length < CHEVRON_EVERY && (item * 2654435761u >> 16) % 1000 > length / CHEVRON_EVERY * 1000))
    return;
  for (guint32 i = shapes->first_point[run]; i + 1 < shapes->first_point[run + 1]; i++)
    {
      double ax, ay, bx, by, d;

      suy_map_frame_to_widget (self->frame, shapes->xy[2 * i], shapes->xy[2 * i + 1], &ax, &ay);
      suy_map_frame_to_widget (self->frame, shapes->xy[2 * i + 2], shapes->xy[2 * i + 3], &bx, &by);
      d = hypot (bx - ax, by - ay);
      for (; d > 0 && next <= at + d; next += step)
        draw_chevron (self, ax + (bx - ax) * (next - at) / d, ay + (by - ay) * (next - at) / d,
                      atan2 (by - ay, bx - ax), size);
      at += d;
    }
}

static void
draw_chevrons (Painter *self, guint32 item)
{
  const SuyItemStyle *style = &self->job->styles[item];
  double size = MAX (2.3, suy_river_width (style, self->frame->zoom) * .62);
  gboolean dim = self->job->dim != NULL && self->job->dim[item];

  if (style->rank < CHEVRON_ORDER && self->frame->zoom < 13)
    return;
  cairo_set_source_rgba (self->cr, 1, 1, 1, dim ? DIM : 1);
  for (guint32 run = self->job->shapes->first_run[item];
       run < self->job->shapes->first_run[item + 1]; run++)
    draw_run_chevrons (self, item, run, size);
}

static int
compare_rivers (gconstpointer a, gconstpointer b, gpointer styles)
{
  const SuyItemStyle *p = &((const SuyItemStyle *) styles)[*(const guint32 *) a];
  const SuyItemStyle *q = &((const SuyItemStyle *) styles)[*(const guint32 *) b];

  if ((p->level > 0) != (q->level > 0))
    return p->level > 0 ? 1 : -1;

  return (int) p->rank - q->rank;
}

/* ---- areas ---- */

static void
draw_township (Painter *self, guint32 item)
{
  static const double dashes[] = { 5, 3 };

  add_path (self, item);
  set_color (self, "map.township", .8, item);
  stroke (self, 1, dashes, 2);
}

static void
draw_cell (Painter *self, guint32 item)
{
  static const char *const tokens[] = { "ui.link", "level.blue", "level.yellow", "level.orange",
                                        "level.red" };
  static const double dashes[] = { 2, 3 };
  const SuyItemStyle *style = &self->job->styles[item];

  add_path (self, item);
  if (style->rank > 0)
    {
      set_color (self, tokens[MIN (style->level, 4)], .18 + (.55 - .18) * style->rank / 255, item);
      cairo_fill_preserve (self->cr);
    }
  set_color (self, "map.grid", 1, item);
  stroke (self, .9, dashes, 2);
}

static void
draw_zone (Painter *self, guint32 item)
{
  static const double dashes[] = { 6, 2 };

  add_path (self, item);
  set_color (self, "map.receptor", .1, item);
  cairo_fill_preserve (self->cr);
  set_color (self, "map.receptor", .9, item);
  stroke (self, 1.4, dashes, 2);
}

/* ---- all ---- */

static void
draw_each (Painter *self, const GArray *items, void (*draw) (Painter *, guint32))
{
  for (guint i = 0; i < items->len; i++)
    draw (self, g_array_index (items, guint32, i));
}

static void
drop_hidden (const SuyShapeJob *job, GArray *items)
{
  guint kept = 0;

  for (guint i = 0; i < items->len; i++)
    {
      guint32 item = g_array_index (items, guint32, i);

      if ((job->mask == NULL || job->mask[item]) && job->shapes->kind[item] != SUY_SHAPE_NONE)
        g_array_index (items, guint32, kept++) = item;
    }
  g_array_set_size (items, kept);
}

void
suy_shape_painter_paint (const SuyShapeJob *job, const SuyMapFrame *frame, cairo_t *cr)
{
  Painter self = { job, frame, cr };
  g_autoptr (GArray) items =
      suy_feature_set_in_box (job->shapes->set, suy_map_frame_get_box (frame, 20));

  drop_hidden (job, items);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr,
                      job->kind == SUY_LAYER_RIVERS ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  switch (job->kind)
    {
    case SUY_LAYER_RIVERS:
      g_array_sort_with_data (items, compare_rivers, (gpointer) job->styles);
      draw_each (&self, items, draw_river_halo);
      draw_each (&self, items, draw_river);
      draw_each (&self, items, draw_river_pattern);
      draw_each (&self, items, draw_chevrons);
      break;
    case SUY_LAYER_TOWNSHIPS:
      draw_each (&self, items, draw_township);
      break;
    case SUY_LAYER_CELLS:
      draw_each (&self, items, draw_cell);
      break;
    case SUY_LAYER_ZONES:
      draw_each (&self, items, draw_zone);
      break;
    case SUY_LAYER_SYMBOLS:
    default:
      g_assert_not_reached ();
    }
}
