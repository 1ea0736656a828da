/* test-tile-painter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-tile-painter.h"

#include <math.h>
#include <string.h>

#include "suy-map-label.h"
#include "suy-mercator.h"
#include "suy-tile-layer.h"

#define SIZE 256

static const char *const style_text =
    "{\"version\": 8, \"layers\": ["
    "{\"id\": \"g\", \"type\": \"background\", \"paint\": {\"background-color\": \"#0000ff\"}},"
    "{\"id\": \"l\", \"type\": \"fill\", \"source-layer\": \"land\", "
    "\"filter\": [\"==\", [\"get\", \"kind\"], \"wood\"], \"paint\": {\"fill-color\": "
    "\"#00ff00\"}},"
    "{\"id\": \"r\", \"type\": \"line\", \"source-layer\": \"road\", "
    "\"paint\": {\"line-color\": \"#ff0000\", \"line-width\": 12}},"
    "{\"id\": \"p\", \"type\": \"symbol\", \"source-layer\": \"road\", "
    "\"layout\": {\"text-field\": [\"get\", \"name\"], \"symbol-placement\": \"line\"}}]}";

/* A layer of one shape with one tag. */
static void
append_layer (GByteArray *tile,
              const char *name,
              const SuyShape *shape,
              const char *key,
              const char *value)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  g_autoptr (SuyTileLayer) layer = NULL;

  suy_feature_set_builder_add (builder, 1, shape);
  set = suy_feature_set_builder_end (builder);
  suy_tile_tags_text (tags, suy_tile_tags_add_key (tags, key, SUY_TILE_TAG_OWN), value);
  suy_tile_tags_end_feature (tags);
  layer = suy_tile_layer_new_tagged (name, set, NULL, tags);
  g_assert_cmpuint (suy_tile_layer_write (layer, 1, 1, 0, NULL, tile), ==, 1);
}

/* Tile 1/1/0 is the north-eastern quarter of the world: a wood over its western half, a road along
 * its middle from west to east. */
static GBytes *
make_tile (void)
{
  GByteArray *tile = g_byte_array_new ();
  double lon, lat, mid_lon, mid_lat;
  SuyPoint ring[5], line[2];
  guint32 five = 5, two = 2;
  SuyShape wood = { SUY_SHAPE_POLYGON, 1, &five, ring };
  SuyShape road = { SUY_SHAPE_LINE, 1, &two, line };

  suy_mercator_unproject (.75, .001, &lon, &lat);
  suy_mercator_unproject (.75, .25, &mid_lon, &mid_lat);
  suy_point_from_degrees (1, 1, &ring[0]);
  suy_point_from_degrees (lon, 1, &ring[1]);
  suy_point_from_degrees (lon, 84, &ring[2]);
  suy_point_from_degrees (1, 84, &ring[3]);
  ring[4] = ring[0];
  suy_point_from_degrees (1, mid_lat, &line[0]);
  suy_point_from_degrees (179, mid_lat, &line[1]);
  append_layer (tile, "road", &road, "name", "G237");
  append_layer (tile, "land", &wood, "kind", "wood");

  return g_byte_array_free_to_bytes (tile);
}

static SuyStyle *
make_style (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (style_text, strlen (style_text));
  g_autoptr (GError) error = NULL;
  SuyStyle *style = suy_style_new (bytes, &error);

  g_assert_no_error (error);

  return style;
}

static cairo_surface_t *
paint (GBytes *tile, const SuyTileWindow *window, GPtrArray *labels)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (SuyStyle) style = make_style ();
  g_autoptr (SuyTileReader) reader = tile == NULL ? NULL : suy_tile_reader_new (tile, NULL);

  suy_tile_painter_paint (style, reader, window, "zh", cr, labels);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 value;

  memcpy (&value, data + y * cairo_image_surface_get_stride (surface) + 4 * x, 4);

  return value;
}

static void
test_colors (void)
{
  g_autoptr (GBytes) tile = make_tile ();
  g_autoptr (GPtrArray) labels =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_map_label_free);
  SuyTileWindow window = suy_tile_window (1, 1, 0, SIZE, 1);
  cairo_surface_t *surface = paint (tile, &window, labels);
  const SuyMapLabel *label;

  g_assert_cmphex (pixel (surface, 60, 60), ==, 0xff00ff00);
  g_assert_cmphex (pixel (surface, 200, 60), ==, 0xff0000ff);
  g_assert_cmphex (pixel (surface, 60, 128), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 200, 128), ==, 0xffff0000);
  cairo_surface_destroy (surface);

  g_assert_cmpuint (labels->len, >, 0);
  label = labels->pdata[0];
  g_assert_cmpstr (label->text, ==, "G237");
  g_assert_cmpfloat_with_epsilon (label->y, .25, .001);
}

/* The south-eastern quarter of the same data, as tile 2/3/1: the wood is not in it, the road is its
 * north edge and twice as far in pixels. */
static void
test_deeper (void)
{
  g_autoptr (GBytes) tile = make_tile ();
  SuyTileWindow window = suy_tile_window (2, 3, 1, SIZE, 1);
  cairo_surface_t *surface = paint (tile, &window, NULL);

  g_assert_cmpfloat (window.part_x, ==, .5);
  g_assert_cmpfloat (window.part_y, ==, .5);
  g_assert_cmphex (pixel (surface, 128, 1), ==, 0xffff0000);
  g_assert_cmphex (pixel (surface, 128, 128), ==, 0xff0000ff);
  cairo_surface_destroy (surface);
}

static void
test_no_tile (void)
{
  SuyTileWindow window = suy_tile_window (3, 1, 2, SIZE, 3);
  cairo_surface_t *surface = paint (NULL, &window, NULL);

  g_assert_cmphex (pixel (surface, 0, 0), ==, 0xff0000ff);
  g_assert_cmphex (pixel (surface, SIZE - 1, SIZE - 1), ==, 0xff0000ff);
  cairo_surface_destroy (surface);
}

/* Tiles with changed, cut or made-up bytes: refused or drawn, never a fault. */
static void
test_malformed (void)
{
  g_autoptr (GBytes) tile = make_tile ();
  SuyTileWindow window = suy_tile_window (1, 1, 0, SIZE, 1);
  gsize size;
  const guint8 *good = g_bytes_get_data (tile, &size);

  for (guint k = 0; k < 400; k++)
    {
      g_autofree guint8 *bytes = g_memdup2 (good, size);
      g_autoptr (GBytes) bad = NULL;
      g_autoptr (GPtrArray) labels =
          g_ptr_array_new_with_free_func ((GDestroyNotify) suy_map_label_free);

      for (int i = g_test_rand_int_range (1, 6); i > 0; i--)
        bytes[g_test_rand_int_range (0, (int) size)] = (guint8) g_test_rand_int ();
      bad = g_bytes_new (bytes, (gsize) g_test_rand_int_range (0, (int) size + 1));
      cairo_surface_destroy (paint (bad, &window, labels));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tile-painter/colors", test_colors);
  g_test_add_func ("/map/tile-painter/deeper", test_deeper);
  g_test_add_func ("/map/tile-painter/no-tile", test_no_tile);
  g_test_add_func ("/map/tile-painter/malformed", test_malformed);

  return g_test_run ();
}
