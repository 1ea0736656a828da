/* suy-print-lamp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-print-lamp.h"

#include <math.h>
#include <string.h>

/* Print column of data/styles/palette.json. */
#define GREEN 0x3A9E5C
#define YELLOW 0xFFE566
#define YELLOW2_EDGE 0xB85C00
#define RED 0xA00D20
#define BLACK 0x000000
#define WHITE 0xFFFFFF

static void
set_colour (cairo_t *cairo, guint32 rgb)
{
  cairo_set_source_rgb (cairo, (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

static void
fill_and_edge (cairo_t *cairo, guint32 ground, guint32 edge, double width)
{
  set_colour (cairo, ground);
  cairo_fill_preserve (cairo);
  set_colour (cairo, edge);
  cairo_set_line_width (cairo, width);
  cairo_stroke (cairo);
}

static void
draw_polygon (cairo_t *cairo, guint n, double turn, double radius)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cairo, radius * cos (turn + 2 * G_PI * i / n),
                   radius * sin (turn + 2 * G_PI * i / n));
  cairo_close_path (cairo);
}

static void
draw_lines (cairo_t *cairo, const double (*points)[2], guint n, guint32 colour)
{
  set_colour (cairo, colour);
  cairo_set_line_width (cairo, 0.2);
  for (guint i = 0; i < n; i++)
    {
      if (i % 2 == 0)
        cairo_move_to (cairo, points[i][0], points[i][1]);
      else
        cairo_line_to (cairo, points[i][0], points[i][1]);
    }
  cairo_stroke (cairo);
}

static void
draw_green (cairo_t *cairo)
{
  static const double tick[][2] = { { -0.45, 0.05 }, { -0.1, 0.4 }, { -0.1, 0.4 }, { 0.5, -0.35 } };

  cairo_arc (cairo, 0, 0, 0.92, 0, 2 * G_PI);
  fill_and_edge (cairo, GREEN, BLACK, 0.1);
  draw_lines (cairo, tick, G_N_ELEMENTS (tick), WHITE);
}

static void
draw_yellow (cairo_t *cairo)
{
  static const double mark[][2] = { { 0, -0.5 }, { 0, 0.15 }, { 0, 0.38 }, { 0, 0.52 } };

  cairo_rectangle (cairo, -0.8, -0.8, 1.6, 1.6);
  fill_and_edge (cairo, YELLOW, BLACK, 0.1);
  draw_lines (cairo, mark, G_N_ELEMENTS (mark), BLACK);
}

static void
draw_yellow2 (cairo_t *cairo)
{
  static const double two[][2] = { { -0.17, -0.38 },
                                   { -0.17, 0.38 },
                                   { 0.17, -0.38 },
                                   { 0.17, 0.38 } };

  draw_polygon (cairo, 4, 0, 0.98);
  fill_and_edge (cairo, YELLOW, YELLOW2_EDGE, 0.2);
  draw_lines (cairo, two, G_N_ELEMENTS (two), BLACK);
}

static void
draw_red (cairo_t *cairo)
{
  static const double cross[][2] = { { -0.35, -0.35 },
                                     { 0.35, 0.35 },
                                     { -0.35, 0.35 },
                                     { 0.35, -0.35 } };

  draw_polygon (cairo, 8, G_PI / 8, 0.98);
  fill_and_edge (cairo, RED, BLACK, 0.1);
  draw_lines (cairo, cross, G_N_ELEMENTS (cross), WHITE);
}

void
suy_print_lamp_draw (cairo_t *cairo, const char *lamp, double x, double y, double size)
{
  static const struct
  {
    const char *lamp;
    void (*draw) (cairo_t *cairo);
  } shapes[] = {
    { "green", draw_green },
    { "yellow", draw_yellow },
    { "yellow2", draw_yellow2 },
    { "red", draw_red },
  };

  cairo_save (cairo);
  cairo_translate (cairo, x + size / 2, y + size / 2);
  cairo_scale (cairo, size / 2, size / 2);
  cairo_new_path (cairo);
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (lamp, shapes[i].lamp) == 0)
      shapes[i].draw (cairo);
  cairo_restore (cairo);
}
