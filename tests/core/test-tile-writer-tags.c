/* test-tile-writer-tags.c: the bytes around the geometry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "suy-tile-reader.h"
#include "suy-tile-writer.h"

static void
add_point (SuyTileWriter *writer, guint64 id, SuyPoint point, gboolean is_left)
{
  const guint32 ends[] = { 1 };

  g_assert_cmpint (
      suy_tile_writer_add (writer, id, &(SuyShape){ SUY_SHAPE_POINT, 1, ends, &point }), ==,
      is_left);
}

static GBytes *
make_tagged (void)
{
  SuyTileWriter *writer = suy_tile_writer_new (1, 0, 0);

  suy_tile_writer_begin_layer (writer, "none");
  suy_tile_writer_tag_text (writer, "lost", "with its layer");
  suy_tile_writer_begin_layer (writer, "ab");
  for (guint i = 0; i < 3; i++)
    {
      suy_tile_writer_tag_text (writer, "k", i < 2 ? "v" : "w");
      suy_tile_writer_tag_integer (writer, "n", 1);
      add_point (writer, i, (SuyPoint){ -900000000, 450000000 }, TRUE);
      suy_tile_writer_tag_text (writer, "outside", "x");
      add_point (writer, 99, (SuyPoint){ 900000000, 450000000 }, FALSE);
    }
  add_point (writer, G_MAXUINT64, (SuyPoint){ -900000000, 450000000 }, TRUE);

  return suy_tile_writer_end (writer);
}

/* A walk over the bytes that shares no code with the reader: how often does each field stand in the
 * first layer?  Good for lengths under 128 alone. */
static void
count_fields (GBytes *bytes, guint count[16])
{
  gsize size;
  const guint8 *at = g_bytes_get_data (bytes, &size);
  const guint8 *end = at + size;

  g_assert_cmpuint (at[0], ==, 3 << 3 | 2);
  g_assert_cmpuint (at[1], <, 128);
  g_assert_cmpuint (at[1], ==, size - 2);
  for (at += 2; at < end;)
    {
      guint8 head = *at++;

      count[head >> 3]++;
      g_assert_true ((head & 7) == 2 || (head & 7) == 0);
      if ((head & 7) == 2)
        at += 1 + *at;
      else
        while (*at++ >= 128)
          ;
    }
  g_assert_true (at == end);
}

static void
test_tags_once (void)
{
  g_autoptr (GBytes) bytes = make_tagged ();
  guint count[16] = { 0 };

  count_fields (bytes, count);
  g_assert_cmpuint (count[1], ==, 1);  /* name */
  g_assert_cmpuint (count[2], ==, 4);  /* features */
  g_assert_cmpuint (count[3], ==, 2);  /* keys: k, n */
  g_assert_cmpuint (count[4], ==, 3);  /* values: v, 1, w */
  g_assert_cmpuint (count[5], ==, 1);  /* extent */
  g_assert_cmpuint (count[15], ==, 1); /* version */
}

/* Worked out by hand from the specification: a point at 2048, 2048 with id 5 and a tag. */
static void
test_known_bytes (void)
{
  const guint8 want[] = {
    0x1a, 32,                                 /* layer */
    0x78, 2,                                  /* version 2 */
    0x0a, 1,    'l',                          /* name */
    0x28, 0x80, 0x20,                         /* extent 4096 */
    0x12, 15,   0x08, 5,                      /* feature, id */
    0x12, 2,    0,    0,                      /* tags */
    0x18, 1,                                  /* point */
    0x22, 5,    9,    0x80, 0x20, 0x80, 0x20, /* move to 2048, 2048 */
    0x1a, 1,    'k',                          /* key */
    0x22, 2,    0x38, 1,                      /* value: true */
  };
  SuyTileWriter *writer = suy_tile_writer_new (0, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  suy_tile_writer_begin_layer (writer, "l");
  suy_tile_writer_tag_boolean (writer, "k", TRUE);
  add_point (writer, 5, (SuyPoint){ 0, 0 }, TRUE);
  bytes = suy_tile_writer_end (writer);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, size, want, sizeof want);
}

static void
test_tags_read_back (void)
{
  g_autoptr (GBytes) bytes = make_tagged ();
  g_autoptr (GBytes) again = make_tagged ();
  g_autoptr (SuyTileReader) reader = suy_tile_reader_new (bytes, NULL);

  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_nonnull (reader);
  g_assert_cmpstr (suy_tile_reader_get_layer_name (reader, 0), ==, "ab");
  g_assert_cmpstr (suy_tile_reader_get_value (reader, 0, 1, "k").text, ==, "v");
  g_assert_cmpstr (suy_tile_reader_get_value (reader, 0, 2, "k").text, ==, "w");
  g_assert_cmpuint (suy_tile_reader_get_n_tags (reader, 0, 2), ==, 2);
  g_assert_cmpuint (suy_tile_reader_get_n_tags (reader, 0, 3), ==, 0);
  g_assert_true (suy_tile_reader_get_feature (reader, 0, 3).id == G_MAXUINT64);
}

static void
test_empty (void)
{
  SuyTileWriter *writer = suy_tile_writer_new (24, (1u << 24) - 1, 0);
  g_autoptr (GBytes) bytes = NULL;

  suy_tile_writer_begin_layer (writer, "a");
  add_point (writer, 1, (SuyPoint){ 0, 0 }, FALSE);
  for (SuyShapeKind kind = SUY_SHAPE_NONE; kind <= SUY_SHAPE_POLYGON; kind++)
    g_assert_false (suy_tile_writer_add (writer, 1, &(SuyShape){ kind, 0, NULL, NULL }));
  bytes = suy_tile_writer_end (writer);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/core/tile-writer/tags/once", test_tags_once);
  g_test_add_func ("/core/tile-writer/tags/read-back", test_tags_read_back);
  g_test_add_func ("/core/tile-writer/known-bytes", test_known_bytes);
  g_test_add_func ("/core/tile-writer/empty", test_empty);

  return g_test_run ();
}
