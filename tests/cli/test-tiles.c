/* test-tiles.c: the tiles of suyuanctl, read back by GDAL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cli-run.h"

/* A tile in the middle of the demo, found from 118.12, 27.33. */
#define TILE "11/1695/862"

static const char *const layers[] = { "risk_point", "outfall", "river_reach", "township",
                                      "enterprise" };

static void
add_id (GHashTable *ids, const char *text)
{
  g_hash_table_add (ids, g_strdup (text));
}

/* Identities of the records that have a place. */
static GHashTable *
ids_of_layer (const char *layer)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonNode) list =
      cli_json ("record", "list", cli_demo (), layer, "--format", "geojson", NULL);
  JsonArray *features = cli_members (list, "features");

  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);

      if (!json_object_get_null_member (feature, "geometry"))
        add_id (ids, json_object_get_string_member (
                         json_object_get_object_member (feature, "properties"), "id"));
    }

  return ids;
}

/* Identities that GDAL finds in a layer of tiles. */
static GHashTable *
ids_of_tiles (const char *path, const char *layer)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (CliRun) run =
      cli_tool ("ogr2ogr", "-f", "CSV", "-select", "mvt_id", "/vsistdout/", path, layer, NULL);
  g_auto (GStrv) lines = g_strsplit (run.out, "\n", -1);

  g_test_message ("%s", run.err);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_true (g_str_has_prefix (lines[0], "mvt_id"));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\"", -1);

      if (*lines[i] != '\0')
        add_id (ids, parts[1] != NULL ? parts[1] : lines[i]);
    }

  return ids;
}

static void
assert_same (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  g_assert_cmpuint (g_hash_table_size (a), ==, g_hash_table_size (b));
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (b, id));
}

/* Every record with a place is in the tiles of one zoom, and nothing else is. */
static void
test_mbtiles (void)
{
  g_autofree char *path = cli_path ("demo.mbtiles");
  g_autofree char *out = cli_ok ("tiles", cli_demo (), path, "--zoom", "12", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr (GHashTable) expected = ids_of_layer (layers[i]);
      g_autoptr (GHashTable) found = ids_of_tiles (path, layers[i]);

      g_test_message ("%s", layers[i]);
      assert_same (expected, found);
    }
}

/* One tile is the same whether it is asked for alone or written with the others. */
static void
test_tile (void)
{
  g_autofree char *alone = cli_path ("alone.pbf");
  g_autofree char *all = cli_path ("one.mbtiles");
  g_autofree char *a = cli_ok ("tile", cli_demo (), TILE, "--output", alone, NULL);
  g_autofree char *b = cli_ok ("tiles", cli_demo (), all, "--zoom", "11", NULL);
  g_autofree char *piped = NULL;
  g_auto (CliRun) run = { 0 };

  g_assert_cmpstr (a, ==, "");
  run =
      cli_tool ("sqlite3", "-readonly", all,
                "SELECT hex(tile_data) FROM tiles WHERE zoom_level = 11 AND tile_column = 1695 AND "
                "tile_row = 2047 - 862",
                NULL);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpuint (strlen (run.out), >, 1000);

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GHashTable) every = ids_of_layer (layers[i]);
      g_autoptr (GHashTable) some = ids_of_tiles (alone, layers[i]);
      GHashTableIter iter;
      gpointer id;

      g_assert_cmpuint (g_hash_table_size (some), >, 0);
      g_assert_cmpuint (g_hash_table_size (some), <, g_hash_table_size (every));
      g_hash_table_iter_init (&iter, some);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_assert_true (g_hash_table_contains (every, id));
    }
}

static void
test_layers (void)
{
  g_autofree char *path = cli_path ("some.pbf");
  g_autofree char *out =
      cli_ok ("tile", cli_demo (), TILE, "--layer", "outfall", "--output", path, NULL);
  g_auto (CliRun) run = cli_tool ("ogrinfo", "-q", path, NULL);
  g_auto (CliRun) unknown = cli_run ("tile", cli_demo (), TILE, "--layer", "nothing", NULL);

  g_assert_nonnull (strstr (run.out, "outfall"));
  g_assert_null (strstr (run.out, "risk_point"));
  cli_assert_says (&unknown, 1, "nothing");
}

static void
assert_sql (const char *path, const char *sql, const char *want)
{
  g_auto (CliRun) run = cli_tool ("sqlite3", "-readonly", path, sql, NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (g_strchomp (run.out), ==, want);
}

/* Uncompressed tiles have their bytes in the file; over the budget they are thinned, and the
 * metadata say so. */
static void
test_budget (void)
{
  g_autofree char *small = cli_path ("small.mbtiles");
  g_autofree char *all = cli_path ("all.mbtiles");
  g_autofree char *a =
      cli_ok ("tiles", cli_demo (), small, "--zoom", "8-12", "--no-compress", "--max-bytes", "9000",
              "--layer", "enterprise", "--layer", "township", "--layer", "river_reach", NULL);
  g_autofree char *b =
      cli_ok ("tiles", cli_demo (), all, "--zoom", "8-12", "--no-compress", "--max-bytes", "0",
              "--layer", "enterprise", "--layer", "township", "--layer", "river_reach", NULL);
  g_auto (CliRun) bad =
      cli_run ("tiles", cli_demo (), "/nowhere/x.mbtiles", "--max-bytes", "much", NULL);

  assert_sql (small, "SELECT max(length(tile_data)) BETWEEN 4000 AND 9000 FROM tiles", "1");
  assert_sql (small, "SELECT count(*) FROM metadata WHERE name = 'suyuan_thinned'", "1");
  assert_sql (all, "SELECT max(length(tile_data)) > 9000 FROM tiles", "1");
  assert_sql (all, "SELECT count(*) FROM metadata WHERE name = 'suyuan_thinned'", "0");
  assert_sql (all, "SELECT count(*) FROM tiles WHERE hex(substr(tile_data, 1, 2)) = '1F8B'", "0");
  cli_assert_says (&bad, 2, "much");
}

/* Without tags there are ids, and the same ones. */
static void
test_no_tags (void)
{
  g_autofree char *path = cli_path ("plain.mbtiles");
  g_autofree char *out = cli_ok ("tiles", cli_demo (), path, "--zoom", "12", "--no-tags", "--layer",
                                 "enterprise", NULL);
  g_autoptr (GHashTable) expected = ids_of_layer ("enterprise");
  g_autoptr (GHashTable) found = ids_of_tiles (path, "enterprise");
  g_auto (CliRun) run = cli_tool ("ogrinfo", "-so", path, "enterprise", NULL);

  assert_same (expected, found);
  g_assert_null (strstr (run.out, "industry"));
}

/* Far from everything there is a tile without layers, and that is no failure. */
static void
test_outside (void)
{
  g_autofree char *path = cli_path ("empty.pbf");
  g_autofree char *out = cli_ok ("tile", cli_demo (), "11/1/1", "--output", path, NULL);
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/tiles/mbtiles", test_mbtiles);
  g_test_add_func ("/cli/tiles/tile", test_tile);
  g_test_add_func ("/cli/tiles/layers", test_layers);
  g_test_add_func ("/cli/tiles/budget", test_budget);
  g_test_add_func ("/cli/tiles/no-tags", test_no_tags);
  g_test_add_func ("/cli/tiles/outside", test_outside);

  status = g_test_run ();
  cli_clean ();

  return status;
}
