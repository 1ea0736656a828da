/* test-tile-pyramid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oracle asks every tile of every zoom for its bytes. */

#include <glib.h>
#include <glib/gstdio.h>

#include "suy-error.h"
#include "suy-tile-pyramid.h"

#define MAX_ZOOM 7

typedef struct
{
  char *folder;
  SuyTilePart parts[2];
} Fixture;

static SuyTileLayer *
make_points (void)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  const guint32 one = 1;

  for (gint64 i = 0; i < 3000; i++)
    {
      SuyPoint point = { g_test_rand_int_range (900000000, 1200000000),
                         g_test_rand_int_range (200000000, 400000000) };

      suy_feature_set_builder_add (builder, i, &(SuyShape){ SUY_SHAPE_POINT, 1, &one, &point });
    }
  set = suy_feature_set_builder_end (builder);

  return suy_tile_layer_new ("points", set, NULL);
}

static SuyTileLayer *
make_lines (void)
{
  SuyFeatureSetBuilder *builder = suy_feature_set_builder_new ();
  g_autoptr (SuyFeatureSet) set = NULL;
  const guint32 three = 3;

  for (gint64 i = 0; i < 300; i++)
    {
      SuyPoint way[3];

      for (guint k = 0; k < 3; k++)
        way[k] = (SuyPoint){ g_test_rand_int_range (-1800000000, 1800000000),
                             g_test_rand_int_range (-800000000, 800000000) };
      suy_feature_set_builder_add (builder, i, &(SuyShape){ SUY_SHAPE_LINE, 1, &three, way });
    }
  set = suy_feature_set_builder_end (builder);

  return suy_tile_layer_new ("lines", set, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("suy-pyramid-XXXXXX", &error);
  g_assert_no_error (error);
  self->parts[0] = (SuyTilePart){ make_points (), 2, MAX_ZOOM, { 200, 0 } };
  self->parts[1] = (SuyTilePart){ make_lines (), 0, 5, { 0, 2000 } };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  suy_tile_layer_unref (self->parts[0].layer);
  suy_tile_layer_unref (self->parts[1].layer);
}

/* The path of a new file.  (transfer full) */
static char *
write_file (Fixture *self,
            const char *name,
            gboolean is_packed,
            guint n_threads,
            SuyTilePyramidReport *report)
{
  const SuyTilePyramidRule rule = { 1, MAX_ZOOM, is_packed, n_threads };
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (path, &error);

  g_assert_no_error (error);
  g_assert_true (suy_tile_pyramid_write (self->parts, 2, &rule, writer, report, &error));
  g_assert_no_error (error);
  g_assert_true (suy_mbtiles_writer_end (writer, &error));

  return path;
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_bytes_new_take (data, size);
}

static void
test_same_bytes (Fixture *self, gconstpointer data)
{
  gboolean is_packed = GPOINTER_TO_INT (data);
  SuyTilePyramidReport alone, together;
  g_autofree char *first = write_file (self, "first", is_packed, 1, &alone);
  g_autoptr (GBytes) want = read_file (first);

  for (guint n_threads = 2; n_threads <= 7; n_threads++)
    {
      g_autofree char *name = g_strdup_printf ("threads-%u", n_threads);
      g_autofree char *path = write_file (self, name, is_packed, n_threads, &together);
      g_autoptr (GBytes) bytes = read_file (path);

      g_assert_true (g_bytes_equal (want, bytes));
      g_assert_cmpuint (alone.n_tiles, ==, together.n_tiles);
      g_assert_cmpuint (alone.n_thinned, ==, together.n_thinned);
      g_assert_cmpuint (alone.thinned_zooms, ==, together.thinned_zooms);
    }
}

static void
append_plainly (const Fixture *self, guint zoom, guint32 x, guint32 y, GByteArray *bytes)
{
  for (guint i = 0; i < 2; i++)
    if (zoom >= self->parts[i].min_zoom && zoom <= self->parts[i].max_zoom)
      suy_tile_layer_write (self->parts[i].layer, zoom, x, y, &self->parts[i].budget, bytes);
}

/* Every tile that has bytes is there with these bytes, and no other. */
static void
test_every_tile (Fixture *self, gconstpointer data)
{
  SuyTilePyramidReport report;
  g_autofree char *path = write_file (self, "all", TRUE, 2, &report);
  g_autoptr (SuyMbtiles) tiles = suy_mbtiles_open (path, NULL);
  g_autoptr (GByteArray) want = g_byte_array_new ();
  guint64 n = 0;

  for (guint zoom = 0; zoom <= MAX_ZOOM; zoom++)
    for (guint32 x = 0; x < 1u << zoom; x++)
      for (guint32 y = 0; y < 1u << zoom; y++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) tile = suy_mbtiles_get_tile (tiles, zoom, x, y, &error);

          g_assert_no_error (error);
          g_byte_array_set_size (want, 0);
          if (zoom > 0)
            append_plainly (self, zoom, x, y, want);
          g_assert_cmpint (tile != NULL, ==, want->len > 0);
          if (tile != NULL)
            g_assert_cmpmem (g_bytes_get_data (tile, NULL), g_bytes_get_size (tile), want->data,
                             want->len);
          n += tile != NULL;
        }
  g_assert_cmpuint (report.n_tiles, ==, n);
  g_assert_cmpuint (report.n_thinned, >, 0);
  g_assert_cmpuint (report.thinned_zooms & 1 << MAX_ZOOM, ==, 0);
}

/* A tile that is there already stops all threads, and nothing is left. */
static void
test_failure (Fixture *self, gconstpointer data)
{
  const SuyTilePyramidRule rule = { 0, MAX_ZOOM, FALSE, 4 };
  g_autofree char *path = g_build_filename (self->folder, "twice", NULL);
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (path, NULL);
  SuyTilePyramidReport report;
  g_autoptr (GError) error = NULL;

  g_assert_true (suy_mbtiles_writer_put_as_is (writer, 5, 26, 13, (const guint8 *) "x", 1, NULL));
  g_assert_false (suy_tile_pyramid_write (self->parts, 2, &rule, writer, &report, &error));
  g_assert_error (error, SUY_ERROR, SUY_ERROR_INVALID);
  suy_mbtiles_writer_free (writer);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  const SuyTilePyramidRule rule = { 0, SUY_TILE_MAX_ZOOM, FALSE, 0 };
  g_autofree char *path = g_build_filename (self->folder, "empty", NULL);
  SuyMbtilesWriter *writer = suy_mbtiles_writer_new (path, NULL);
  SuyTilePyramidReport report;

  g_assert_true (suy_tile_pyramid_write (NULL, 0, &rule, writer, &report, NULL));
  g_assert_cmpuint (report.n_tiles, ==, 0);
  g_assert_true (suy_mbtiles_writer_end (writer, NULL));
}

#define ADD(path, data, test) \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/workspace/tile-pyramid/same-bytes/plain", FALSE, test_same_bytes);
  ADD ("/workspace/tile-pyramid/same-bytes/packed", TRUE, test_same_bytes);
  ADD ("/workspace/tile-pyramid/every-tile", 0, test_every_tile);
  ADD ("/workspace/tile-pyramid/failure", 0, test_failure);
  ADD ("/workspace/tile-pyramid/empty", 0, test_empty);

  return g_test_run ();
}
