/* test-tiles.c: who stays when a tile of the workspace is thinned
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "made-rivers.h"
#include "suy-mbtiles.h"
#include "suy-tile-reader.h"

#define N_POINTS 600
#define N_RED 20
#define ZOOM 7 /* all points are in one tile */
#define TILE_X 105
#define TILE_Y 54

static const char *const levels[] = { "unrated", "blue", "yellow", "orange", "red" };

typedef struct
{
  Made made;
  GHashTable *ranks; /* of gint64 id: 1 + its place in levels */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  made_open (&self->made);
  made_begin (&self->made);
  for (guint i = 0; i < N_POINTS; i++)
    {
      g_autofree char *code = g_strdup_printf ("P%u", i);
      guint level = i < N_RED ? 4 : i % 4;
      gint64 id = made_add (&self->made, "risk_point", code, g_test_rand_int_range (0, 20),
                            g_test_rand_double_range (0, 1), "name", code, "kind", "hazard",
                            "control_measures", "none", "risk_level", levels[level], NULL);

      g_hash_table_insert (self->ranks, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (level + 1));
    }
  made_end (&self->made);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  made_close (&self->made);
  g_hash_table_unref (self->ranks);
}

/* Counts what the tile shows of each rank. */
static void
read_tile (Fixture *self, guint32 max_bytes, gboolean no_tags, guint *shown)
{
  const SuyTilesRule rule = { ZOOM, ZOOM, max_bytes, no_tags, FALSE, 1 };
  g_autofree char *name = g_strdup_printf ("%u-%d.mbtiles", max_bytes, no_tags);
  g_autofree char *path = g_build_filename (self->made.folder, name, NULL);
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyMbtiles) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SuyTileReader) reader = NULL;

  g_ptr_array_add (layers, (gpointer) made_register (&self->made, "risk_point"));
  suy_workspace_write_tiles (self->made.workspace, path, &rule, layers, &error);
  g_assert_no_error (error);
  file = suy_mbtiles_open (path, &error);
  g_assert_no_error (error);
  bytes = suy_mbtiles_get_tile (file, ZOOM, TILE_X, TILE_Y, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, max_bytes);
  reader = suy_tile_reader_new (bytes, &error);
  g_assert_no_error (error);

  memset (shown, 0, (G_N_ELEMENTS (levels) + 1) * sizeof *shown);
  for (guint i = 0; i < suy_tile_reader_get_n_features (reader, 0); i++)
    {
      gint64 id = (gint64) suy_tile_reader_get_feature (reader, 0, i).id;

      shown[GPOINTER_TO_UINT (g_hash_table_lookup (self->ranks, &id))]++;
    }
}

/* In ever smaller tiles nobody goes while one of a lower level is shown. */
static void
test_levels (Fixture *self, gconstpointer data)
{
  gboolean no_tags = GPOINTER_TO_INT (data);
  guint all[G_N_ELEMENTS (levels) + 1];

  read_tile (self, 400000, no_tags, all);
  g_assert_cmpuint (all[0], ==, 0);
  g_assert_cmpuint (all[5], ==, N_RED);
  for (guint32 max_bytes = 16000; max_bytes > 1500; max_bytes -= max_bytes / 4)
    {
      guint shown[G_N_ELEMENTS (levels) + 1];
      guint rank = G_N_ELEMENTS (levels);

      read_tile (self, max_bytes, no_tags, shown);
      while (rank > 0 && shown[rank] == all[rank])
        rank--;
      g_assert_cmpuint (rank, <, 5);
      while (rank-- > 1)
        g_assert_cmpuint (shown[rank], ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workspace/tiles/levels", Fixture, GINT_TO_POINTER (FALSE), set_up, test_levels,
              tear_down);
  g_test_add ("/workspace/tiles/levels/no-tags", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_levels, tear_down);

  return g_test_run ();
}
