/* test-symbols.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-cluster-symbol.h"
#include "suy-error.h"
#include "suy-lru.h"
#include "suy-map-input.h"
#include "suy-path-data.h"
#include "suy-scale-bar.h"
#include "suy-symbols.h"

#include <string.h>

static cairo_surface_t *
draw (SuySymbol symbol, SuyTheme theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 64);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, 32, 40);
  suy_symbol_draw (symbol, cr, theme, TRUE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 value;

  memcpy (&value,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) +
              4 * x,
          4);

  return value;
}

/* Something is drawn, and nothing outside of the bounds. */
static void
check_bounds (SuySymbol symbol, SuyTheme theme)
{
  cairo_surface_t *surface = draw (symbol, theme);
  graphene_rect_t bounds = suy_symbol_get_bounds (symbol);
  guint inside = 0;

  graphene_rect_offset (&bounds, 32, 40);
  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64; x++)
      if (pixel (surface, x, y) >> 24 > 8)
        {
          inside++;
          g_assert_true (graphene_rect_contains_point (
              &bounds, &GRAPHENE_POINT_INIT ((float) x + .5f, (float) y + .5f)));
        }
  g_assert_cmpuint (inside, >, 100);
  cairo_surface_destroy (surface);
}

static void
test_bounds (void)
{
  for (guint8 symbol = 0; symbol <= suy_symbols_find ("lamp"); symbol++)
    for (guint8 level = 0; level < 7; level++)
      for (guint theme = 0; theme < SUY_N_THEMES; theme++)
        check_bounds ((SuySymbol){ symbol, level, level > 3 }, (SuyTheme) theme);
}

/* The level's colour stands at the edge of its shape, beside the glyph. */
static void
test_levels (void)
{
  guint8 farm = (guint8) suy_symbols_find ("farm");
  cairo_surface_t *blue = draw ((SuySymbol){ farm, SUY_LEVEL_BLUE, 0 }, SUY_THEME_LIGHT);
  cairo_surface_t *red = draw ((SuySymbol){ farm, SUY_LEVEL_RED, 0 }, SUY_THEME_LIGHT);

  g_assert_cmphex (pixel (blue, 32, 46), ==, 0xff2468b4);
  g_assert_cmphex (pixel (red, 32, 47), ==, 0xffc01428);
  cairo_surface_destroy (blue);
  cairo_surface_destroy (red);
}

static void
test_names (void)
{
  g_assert_cmpint (suy_symbols_find ("nothing"), ==, -1);
  g_assert_cmpint (suy_symbols_find ("enterprise"), ==, 0);
  g_assert_true (suy_symbols_is_graded (0));
  g_assert_false (suy_symbols_is_graded ((guint8) suy_symbols_find ("section")));
  g_assert_cmpint (suy_level_from_name ("orange"), ==, SUY_LEVEL_ORANGE);
  g_assert_cmpint (suy_level_from_name (NULL), ==, SUY_LEVEL_NONE);
  g_assert_cmpuint (suy_water_class_from_name ("Ⅳ"), ==, 4);
  g_assert_cmpuint (suy_water_class_from_name ("VI"), ==, 6);
  g_assert_cmpuint (suy_water_class_from_name ("VII"), ==, 0);
}

static void
test_add (void)
{
  g_autoptr (GError) error = NULL;
  int found = suy_symbols_add ("wind", "M-5 5L0 -5L5 5Z", FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found, ==, suy_symbols_find ("wind"));
  g_assert_true (suy_symbols_is_graded ((guint8) found));
  g_assert_cmpint (suy_symbols_add ("bad", "M1 2 X", FALSE, &error), ==, -1);
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
}

static void
check_extents (const char *data, double x0, double y0, double x1, double y1)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double a, b, c, d;

  g_assert_true (suy_path_data_append (data, cr, NULL));
  cairo_path_extents (cr, &a, &b, &c, &d);
  g_assert_cmpfloat_with_epsilon (a, x0, .02);
  g_assert_cmpfloat_with_epsilon (b, y0, .02);
  g_assert_cmpfloat_with_epsilon (c, x1, .02);
  g_assert_cmpfloat_with_epsilon (d, y1, .02);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_path_data (void)
{
  check_extents ("M1 2H5V7Z", 1, 2, 5, 7);
  check_extents ("m1,2 h4 v5 z", 1, 2, 5, 7);
  check_extents ("M0 -5A5 5 0 1 1 0 5A5 5 0 1 1 0 -5Z", -5, -5, 5, 5);
  check_extents ("M0-5A5 5 0 01-0 5", 0, -5, 5, 5);
  check_extents ("M0 0Q5 10 10 0", 0, 0, 10, 5);
  check_extents ("M0 0Q5 10 10 0T20 0", 0, -5, 20, 5);
}

static void
test_scale_bar (void)
{
  g_assert_cmpfloat (suy_scale_bar_choose (1 / 62.0), ==, 1);
  g_assert_cmpfloat_with_epsilon (suy_scale_bar_choose (1.01 / 62.0), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_scale_bar_choose (2.01 / 62.0), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_scale_bar_choose (5.01 / 62.0), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (suy_scale_bar_choose (98), 10000, 1e-6);
}

static void
test_click (void)
{
  g_assert_true (suy_map_input_is_click (7.9, 0));
  g_assert_false (suy_map_input_is_click (8, 0));
  g_assert_false (suy_map_input_is_click (0, 1));
}

static void
test_lru (void)
{
  g_autoptr (SuyLru) lru = suy_lru_new (2, g_free);

  suy_lru_put (lru, 1, g_strdup ("a"));
  suy_lru_put (lru, 2, g_strdup ("b"));
  g_assert_cmpstr (suy_lru_get (lru, 1), ==, "a");
  suy_lru_put (lru, 3, g_strdup ("c"));
  g_assert_null (suy_lru_get (lru, 2));
  g_assert_cmpstr (suy_lru_get (lru, 1), ==, "a");
  suy_lru_put (lru, 1, g_strdup ("d"));
  g_assert_cmpstr (suy_lru_get (lru, 1), ==, "d");
  g_assert_cmpuint (suy_lru_get_n (lru), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/symbols/bounds", test_bounds);
  g_test_add_func ("/map/symbols/levels", test_levels);
  g_test_add_func ("/map/symbols/names", test_names);
  g_test_add_func ("/map/symbols/add", test_add);
  g_test_add_func ("/map/path-data/extents", test_path_data);
  g_test_add_func ("/map/scale-bar/choose", test_scale_bar);
  g_test_add_func ("/map/map-input/click", test_click);
  g_test_add_func ("/map/lru/order", test_lru);

  return g_test_run ();
}
