/* suy-base-map-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-base-map-file.h"

static char *
beside (SuyWorkspace *workspace)
{
  const char *path = suy_workspace_get_path (workspace);
  const char *dot = strrchr (path, '.'), *slash = strrchr (path, '/');
  gsize length =
      dot != NULL && (slash == NULL || dot > slash) ? (gsize) (dot - path) : strlen (path);

  return g_strdup_printf ("%.*s.mbtiles", (int) length, path);
}

/* A name without a directory lies beside the workspace. */
static char *
from_setting (SuyWorkspace *workspace)
{
  g_autofree char *name = suy_store_get_setting (suy_workspace_get_store (workspace), "base_map");
  g_autofree char *dir = g_path_get_dirname (suy_workspace_get_path (workspace));

  if (name == NULL || *name == '\0' || g_path_is_absolute (name))
    return name == NULL || *name == '\0' ? NULL : g_steal_pointer (&name);

  return g_build_filename (dir, name, NULL);
}

SuyMbtiles *
suy_base_map_file_open (SuyWorkspace *workspace, GError **error)
{
  g_autofree char *wanted = from_setting (workspace);
  char *found[] = {
    beside (workspace),
    g_build_filename (suy_workspace_get_data_dir (), "demo", "basemap.mbtiles", NULL),
    g_build_filename (SUY_BUILD_DATA_DIR, "demo", "basemap.mbtiles", NULL),
  };
  SuyMbtiles *tiles = NULL;

  if (wanted != NULL)
    tiles = suy_mbtiles_open (wanted, error);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      if (wanted == NULL && tiles == NULL && g_file_test (found[i], G_FILE_TEST_EXISTS))
        {
          tiles = suy_mbtiles_open (found[i], error);
          if (tiles == NULL)
            wanted = g_steal_pointer (&found[i]);
        }
      g_free (found[i]);
    }

  return tiles;
}
