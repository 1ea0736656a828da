/* test-tile-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "suy-error.h"
#include "suy-tile-layer.h"
#include "suy-tile-reader.h"
#include "suy-wire.h"

/* Touches everything that a tile lets one ask for, so that a sanitizer sees what is out of bounds.
 */
static guint64
walk (SuyTileReader *reader)
{
  guint64 sum = 0;

  for (guint layer = 0; layer < suy_tile_reader_get_n_layers (reader); layer++)
    {
      g_assert_true (g_utf8_validate (suy_tile_reader_get_layer_name (reader, layer), -1, NULL));
      g_assert_cmpuint (suy_tile_reader_get_extent (reader, layer), >, 0);
      for (guint i = 0; i < suy_tile_reader_get_n_features (reader, layer); i++)
        {
          SuyTileFeature feature = suy_tile_reader_get_feature (reader, layer, i);
          guint32 start = 0;

          sum += feature.id + feature.geometry;
          for (guint run = 0; run < feature.n_runs; run++)
            {
              g_assert_cmpuint (feature.ends[run], >, start);
              for (; start < feature.ends[run]; start++)
                sum += (guint64) feature.points[start].x + (guint64) feature.points[start].y;
            }
          for (guint tag = 0; tag < suy_tile_reader_get_n_tags (reader, layer, i); tag++)
            {
              SuyTileValue value;
              const char *key = suy_tile_reader_get_tag (reader, layer, i, tag, &value);

              g_assert_true (g_utf8_validate (key, -1, NULL));
              if (value.type == SUY_TILE_VALUE_TEXT)
                g_assert_true (g_utf8_validate (value.text, -1, NULL));
              suy_tile_reader_get_value (reader, layer, i, key);
            }
        }
    }

  return sum;
}

/* Opens and walks, or sees a proper error.  Returns: whether it opened */
static gboolean
try_bytes (const guint8 *data, gsize size)
{
  /* A copy of its own, so that a sanitizer sees one byte too far. */
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, &error);

  if (reader == NULL)
    {
      g_assert_true (g_error_matches (error, SUY_ERROR, SUY_ERROR_CORRUPT) ||
                     g_error_matches (error, SUY_ERROR, SUY_ERROR_LIMIT));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }

  g_assert_no_error (error);
  walk (reader);

  return TRUE;
}

static void
append_layer (GByteArray *tile, const char *name, SuyFeatureSetBuilder *builder, SuyTileTags *tags)
{
  g_autoptr (SuyFeatureSet) set = suy_feature_set_builder_end (builder);
  g_autoptr (SuyTileLayer) layer = suy_tile_layer_new_tagged (name, set, NULL, tags);

  suy_tile_layer_write (layer, 0, 0, 0, NULL, tile);
}

static void
append_points (GByteArray *tile, const SuyPoint *points, const guint32 *ends)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  guint32 name = suy_tile_tags_add_key (tags, "name", SUY_TILE_TAG_SHARED);
  guint32 n = suy_tile_tags_add_key (tags, "n", SUY_TILE_TAG_OWN);
  guint32 share = suy_tile_tags_add_key (tags, "share", SUY_TILE_TAG_OWN);
  guint32 open = suy_tile_tags_add_key (tags, "open", SUY_TILE_TAG_SHARED);

  for (guint i = 0; i < 5; i++)
    {
      suy_feature_set_builder_add (builder, G_MAXINT64 - i,
                                   &(SuyShape){ SUY_SHAPE_POINT, 1, &ends[i / 3], points });
      suy_tile_tags_text (tags, name, i % 2 == 0 ? "溪" : "河");
      suy_tile_tags_integer (tags, n, (gint64) i - 2);
      suy_tile_tags_real (tags, share, 0.25 * i);
      suy_tile_tags_boolean (tags, open, i > 2);
      suy_tile_tags_end_feature (tags);
    }
  append_layer (tile, "点", builder, tags);
}

/* Three layers with all kinds of shapes and values in the world's tile. */
static GBytes *
make_good (void)
{
  const SuyPoint line[] = { { -100000000, 0 }, { 100000000, 300000000 }, { 500000000, 200000000 } };
  const SuyPoint ring[] = { { 0, 0 }, { 400000000, 0 }, { 400000000, 400000000 }, { 0, 0 } };
  const guint32 ends[] = { 1, 3, 4 };
  SuyFeatureSetBuilder *lines = suy_feature_set_builder_new ();
  SuyFeatureSetBuilder *areas = suy_feature_set_builder_new ();
  g_autoptr (SuyTileTags) tags = suy_tile_tags_new ();
  GByteArray *tile = g_byte_array_new ();

  append_points (tile, line, ends);
  suy_feature_set_builder_add (lines, 1, &(SuyShape){ SUY_SHAPE_LINE, 1, &ends[1], line });
  append_layer (tile, "lines", lines, NULL);
  suy_feature_set_builder_add (areas, 2, &(SuyShape){ SUY_SHAPE_POLYGON, 1, &ends[2], ring });
  suy_tile_tags_text (tags, suy_tile_tags_add_key (tags, "empty", SUY_TILE_TAG_OWN), "");
  suy_tile_tags_end_feature (tags);
  append_layer (tile, "areas", areas, tags);

  return g_byte_array_free_to_bytes (tile);
}

static void
test_open_good (void)
{
  g_autoptr (GBytes) bytes = make_good ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, &error);
  SuyTileFeature feature;

  g_assert_no_error (error);
  g_assert_cmpuint (suy_tile_reader_get_n_layers (reader), ==, 3);
  g_assert_cmpint (suy_tile_reader_find_layer (reader, "lines"), ==, 1);
  g_assert_cmpint (suy_tile_reader_find_layer (reader, "line"), ==, -1);
  g_assert_cmpstr (suy_tile_reader_get_layer_name (reader, 0), ==, "点");
  g_assert_cmpuint (suy_tile_reader_get_extent (reader, 0), ==, 4096);
  g_assert_cmpuint (suy_tile_reader_get_n_features (reader, 0), ==, 5);
  g_assert_cmpstr (suy_tile_reader_get_value (reader, 0, 1, "name").text, ==, "河");
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 0, "n").number, ==, -2);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 4, "n").number, ==, 2);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 3, "share").number, ==, 0.75);
  g_assert_cmpint (suy_tile_reader_get_value (reader, 0, 3, "open").type, ==,
                   SUY_TILE_VALUE_BOOLEAN);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 2, "open").number, ==, 0);
  g_assert_cmpint (suy_tile_reader_get_value (reader, 0, 0, "none").type, ==, SUY_TILE_VALUE_NONE);
  g_assert_cmpstr (suy_tile_reader_get_value (reader, 2, 0, "empty").text, ==, "");

  feature = suy_tile_reader_get_feature (reader, 0, 4);
  g_assert_true (feature.has_id);
  g_assert_cmpuint (feature.id, ==, G_MAXINT64 - 4);
  g_assert_cmpint (feature.geometry, ==, SUY_TILE_POINT);

  feature = suy_tile_reader_get_feature (reader, 2, 0);
  g_assert_cmpint (feature.geometry, ==, SUY_TILE_POLYGON);
  g_assert_cmpuint (feature.n_runs, ==, 1);
  g_assert_cmpuint (feature.ends[0], ==, 4);
  g_assert_cmpint (feature.points[0].x, ==, feature.points[3].x);
  g_assert_cmpint (feature.points[0].y, ==, feature.points[3].y);
}

static void
test_open_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (suy_tile_reader_get_n_layers (reader), ==, 0);
}

static void
test_fuzz_truncated (void)
{
  g_autoptr (GBytes) bytes = make_good ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint n_open = 0;

  for (gsize cut = 0; cut <= size; cut++)
    n_open += try_bytes (data, cut);

  /* A tile may end behind each of its layers. */
  g_assert_cmpuint (n_open, ==, 4);
}

static void
test_fuzz_flips (void)
{
  g_autoptr (GBytes) bytes = make_good ();
  gsize size;
  g_autofree guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);

  for (gsize bit = 0; bit < size * 8; bit++)
    {
      data[bit / 8] ^= (guint8) (1 << bit % 8);
      try_bytes (data, size);
      data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
  g_assert_true (try_bytes (data, size));
}

static void
test_fuzz_noise (void)
{
  g_autoptr (GBytes) bytes = make_good ();
  gsize size;
  const guint8 *good = g_bytes_get_data (bytes, &size);

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree guint8 *data = g_memdup2 (good, size);
      gint32 n_changes = g_test_rand_int_range (1, 8);

      for (gint32 i = 0; i < n_changes; i++)
        data[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int ();
      try_bytes (data, size);
    }

  for (guint round = 0; round < 20000; round++)
    {
      guint8 data[64];

      for (gsize i = 0; i < sizeof data; i++)
        data[i] = (guint8) g_test_rand_int ();
      data[0] = 0x1a;
      data[1] = sizeof data - 2;
      try_bytes (data, (gsize) g_test_rand_int_range (0, sizeof data + 1));
    }
}

/* A tile of one layer "l" with the given fields behind its name. */
static GBytes *
layer_with (const guint8 *fields, gsize size)
{
  g_autoptr (GByteArray) layer = g_byte_array_new ();
  GByteArray *tile = g_byte_array_new ();

  suy_wire_append_bytes (layer, 1, "l", 1);
  suy_wire_append_number (layer, 15, 2);
  g_byte_array_append (layer, fields, (guint) size);
  suy_wire_append_bytes (tile, 3, layer->data, layer->len);

  return g_byte_array_free_to_bytes (tile);
}

/* The same of one feature of @type with the given commands. */
static GBytes *
geometry_with (guint type, const guint32 *words, gsize n)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GByteArray) feature = g_byte_array_new ();
  g_autoptr (GByteArray) field = g_byte_array_new ();

  for (gsize i = 0; i < n; i++)
    suy_wire_append_varint (packed, words[i]);
  suy_wire_append_bytes (feature, 4, packed->data, packed->len);
  suy_wire_append_number (feature, 3, type);
  suy_wire_append_bytes (field, 2, feature->data, feature->len);

  return layer_with (field->data, field->len);
}

static void
assert_open (GBytes *bytes, gboolean is_good)
{
  g_autoptr (GBytes) owned = bytes;
  gsize size;
  const guint8 *data = g_bytes_get_data (owned, &size);

  g_assert_cmpint (try_bytes (data, size), ==, is_good);
}

#define GEOMETRY(type, ...)                              \
  geometry_with (type, (const guint32[]){ __VA_ARGS__ }, \
                 G_N_ELEMENTS (((const guint32[]){ __VA_ARGS__ })))
#define LAYER(...) \
  layer_with ((const guint8[]){ __VA_ARGS__ }, sizeof ((const guint8[]){ __VA_ARGS__ }))
#define COMMAND(id, count) ((id) | (guint32) (count) << 3)

static void
test_geometry_commands (void)
{
  /* point */
  assert_open (GEOMETRY (1, COMMAND (1, 1), 2, 2), TRUE);
  assert_open (GEOMETRY (1, COMMAND (1, 2), 2, 2, 4, 4), TRUE);
  assert_open (GEOMETRY (1, COMMAND (1, 3), 2, 2, 4, 4), FALSE);
  assert_open (GEOMETRY (1, COMMAND (1, 0)), FALSE);
  assert_open (GEOMETRY (1, COMMAND (1, 0x1fffffff), 2, 2), FALSE);
  assert_open (GEOMETRY (1, COMMAND (2, 1), 2, 2), FALSE);
  assert_open (GEOMETRY (1, COMMAND (7, 1)), FALSE);
  assert_open (GEOMETRY (1, COMMAND (3, 1), 2, 2), FALSE);

  /* line */
  assert_open (GEOMETRY (2, COMMAND (1, 1), 2, 2, COMMAND (2, 1), 2, 2), TRUE);
  assert_open (GEOMETRY (2, COMMAND (2, 1), 2, 2), FALSE);
  assert_open (GEOMETRY (2, COMMAND (1, 1), 2, 2, COMMAND (2, 1), 2, 2, COMMAND (7, 1)), FALSE);
  assert_open (GEOMETRY (2, COMMAND (1, 1), 2, 2, COMMAND (2, 2), 2, 2, 2), FALSE);

  /* polygon */
  assert_open (GEOMETRY (3, COMMAND (1, 1), 2, 2, COMMAND (2, 2), 2, 2, 3, 2, COMMAND (7, 1)),
               TRUE);
  assert_open (GEOMETRY (3, COMMAND (1, 1), 2, 2, COMMAND (2, 2), 2, 2, 3, 2, COMMAND (7, 2)),
               FALSE);
  assert_open (GEOMETRY (3, COMMAND (7, 1)), FALSE);
  assert_open (GEOMETRY (3, COMMAND (1, 1), 2, 2, COMMAND (2, 2), 2, 2, 3, 2, COMMAND (7, 1),
                         COMMAND (2, 1), 2, 2),
               FALSE);

  /* of a kind that nobody knows */
  assert_open (GEOMETRY (0, COMMAND (3, 9)), TRUE);
  assert_open (GEOMETRY (4, COMMAND (1, 1), 2, 2), FALSE);

  /* out of all bounds: 2^30 is the farthest */
  assert_open (GEOMETRY (1, COMMAND (1, 1), 0x7fffffff, 2), TRUE);
  assert_open (GEOMETRY (1, COMMAND (1, 2), 0x7fffffff, 2, 1, 2), FALSE);
}

static void
test_layer_fields (void)
{
  assert_open (LAYER (0x28, 1), TRUE);                       /* extent 1 */
  assert_open (LAYER (0x28, 0), FALSE);                      /* extent 0 */
  assert_open (LAYER (0x2a, 0), FALSE);                      /* extent as bytes */
  assert_open (LAYER (0x78, 1), TRUE);                       /* version 1 */
  assert_open (LAYER (0x78, 3), FALSE);                      /* version 3 */
  assert_open (LAYER (0x7a, 0), FALSE);                      /* version as bytes */
  assert_open (LAYER (0x72, 0), TRUE);                       /* unknown field 14 */
  assert_open (LAYER (0x08, 1), FALSE);                      /* name as number */
  assert_open (LAYER (0x32, 1, 7), TRUE);                    /* unknown field 6 */
  assert_open (LAYER (0x33), FALSE);                         /* group */
  assert_open (LAYER (0x00, 0), FALSE);                      /* field 0 */
  assert_open (LAYER (0x1a, 2, 0xff, 'k'), TRUE);            /* key not UTF-8 */
  assert_open (LAYER (0x1a, 3, 'a', 0, 'b'), TRUE);          /* key with NUL */
  assert_open (LAYER (0x1a, 3, 'a', 'b'), FALSE);            /* key cut off */
  assert_open (LAYER (0x22, 2, 0x08, 1), FALSE);             /* text as number */
  assert_open (LAYER (0x22, 5, 0x15, 0, 0, 0x80, 63), TRUE); /* float */
  assert_open (LAYER (0x22, 4, 0x15, 0, 0, 0x80), FALSE);    /* float cut off */
  assert_open (LAYER (0x12, 2, 0x18, 1), TRUE);              /* feature without geometry */
  assert_open (LAYER (0x12, 2, 0x1a, 0), FALSE);             /* type as bytes */
  assert_open (LAYER (0x12, 4, 0x12, 2, 0, 0), FALSE);       /* tag without keys */
  assert_open (LAYER (0x12, 4, 0x12, 2, 0, 0, 0x1a, 1, 'k', 0x22, 2, 0x38, 1), TRUE);
  assert_open (LAYER (0x12, 4, 0x12, 2, 0, 1, 0x1a, 1, 'k', 0x22, 2, 0x38, 1), FALSE);
  assert_open (LAYER (0x12, 4, 0x12, 2, 1, 0, 0x1a, 1, 'k', 0x22, 2, 0x38, 1), FALSE);
  assert_open (LAYER (0x12, 3, 0x12, 1, 0, 0x1a, 1, 'k', 0x22, 2, 0x38, 1), FALSE);
  assert_open (LAYER (0x12, 4, 0x22, 0, 0x22, 0), FALSE); /* two geometries */
  assert_open (LAYER (0x28, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), FALSE);
  assert_open (LAYER (0xa0, 6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), TRUE);
  assert_open (LAYER (0xa0, 6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2), FALSE);
  assert_open (LAYER (0xa2, 6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1), FALSE);
}

static void
test_layer_nameless (void)
{
  const guint8 tile[] = { 0x1a, 2, 0x78, 2 };

  g_assert_false (try_bytes (tile, sizeof tile));
}

static void
test_text_mended (void)
{
  g_autoptr (GBytes) bytes =
      LAYER (0x12, 4, 0x12, 2, 0, 0, 0x1a, 1, 'k', 0x22, 5, 0x0a, 3, 'a', 0xff, 'b');
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, NULL);

  g_assert_nonnull (reader);
  g_assert_cmpstr (suy_tile_reader_get_value (reader, 0, 0, "k").text, ==, "a\357\277\275b");
}

static void
test_values_numbers (void)
{
  /* -2 as int_value, as sint_value; 3 as uint_value; 0.5 as double_value */
  g_autoptr (GBytes) bytes =
      LAYER (0x12, 10, 0x12, 8, 0, 0, 1, 1, 2, 2, 3, 3, 0x1a, 1, 'a', 0x1a, 1, 'b', 0x1a, 1, 'c',
             0x1a, 1, 'd', 0x22, 11, 0x20, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1,
             0x22, 2, 0x30, 3, 0x22, 2, 0x28, 3, 0x22, 9, 0x19, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f);
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, NULL);

  g_assert_nonnull (reader);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 0, "a").number, ==, -2);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 0, "b").number, ==, -2);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 0, "c").number, ==, 3);
  g_assert_cmpfloat (suy_tile_reader_get_value (reader, 0, 0, "d").number, ==, 0.5);
}

/* A short line or ring is left out, an open ring closed. */
static void
test_geometry_mended (void)
{
  g_autoptr (GBytes) bytes =
      GEOMETRY (3, COMMAND (1, 1), 2, 2, COMMAND (2, 1), 2, 2, COMMAND (7, 1), COMMAND (1, 1), 0, 0,
                COMMAND (2, 2), 20, 0, 0, 20);
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, NULL);
  SuyTileFeature feature;

  g_assert_nonnull (reader);
  feature = suy_tile_reader_get_feature (reader, 0, 0);
  g_assert_cmpuint (feature.n_runs, ==, 1);
  g_assert_cmpuint (feature.ends[0], ==, 4);
  g_assert_cmpint (feature.points[0].x, ==, 2);
  g_assert_cmpint (feature.points[1].x, ==, 12);
  g_assert_cmpint (feature.points[3].x, ==, 2);
}

static void
test_limit_points (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autofree guint32 *words = g_new0 (guint32, 1 + 2 * n);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyTileReader) reader = NULL;

  words[0] = COMMAND (1, n);
  bytes = geometry_with (1, words, 1 + 2 * n);
  reader = suy_tile_reader_new (bytes, &error);
  if (n <= 2000000)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUY_ERROR, SUY_ERROR_LIMIT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tile-reader/open/good", test_open_good);
  g_test_add_func ("/core/tile-reader/open/empty", test_open_empty);
  g_test_add_func ("/core/tile-reader/fuzz/truncated", test_fuzz_truncated);
  g_test_add_func ("/core/tile-reader/fuzz/flips", test_fuzz_flips);
  g_test_add_func ("/core/tile-reader/fuzz/noise", test_fuzz_noise);
  g_test_add_func ("/core/tile-reader/geometry/commands", test_geometry_commands);
  g_test_add_func ("/core/tile-reader/geometry/mended", test_geometry_mended);
  g_test_add_func ("/core/tile-reader/layer/fields", test_layer_fields);
  g_test_add_func ("/core/tile-reader/layer/nameless", test_layer_nameless);
  g_test_add_func ("/core/tile-reader/text/mended", test_text_mended);
  g_test_add_func ("/core/tile-reader/values/numbers", test_values_numbers);
  g_test_add_data_func ("/core/tile-reader/limit/points", GUINT_TO_POINTER (2000000),
                        test_limit_points);
  g_test_add_data_func ("/core/tile-reader/limit/too-many", GUINT_TO_POINTER (2000001),
                        test_limit_points);

  return g_test_run ();
}
