/* suy-cmd-tile.c: suyuanctl tile and tiles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "suy-cli.h"

#define MAX_ZOOM 20

/* "Z/X/Y" */
static gboolean
parse_tile (const char *text, guint *zoom, guint32 *x, guint32 *y)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  guint64 number[3] = { 0 };
  guint64 max = MAX_ZOOM;

  for (guint i = 0; i < 3 && g_strv_length (parts) == 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, max, &number[i], NULL))
      break;
    else if (i < 2)
      max = (G_GUINT64_CONSTANT (1) << number[0]) - 1;
    else
      {
        *zoom = (guint) number[0];
        *x = (guint32) number[1];
        *y = (guint32) number[2];
        return TRUE;
      }
  suy_cli_usage (_ ("“%s” is no tile Z/X/Y, as 10/848/431: zoom goes from 0 to %d, x and y to "
                    "2^zoom - 1"),
                 text, MAX_ZOOM);

  return FALSE;
}

static gboolean
write_out (GBytes *tile, const char *path, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (tile, &size);

  if (path != NULL)
    return g_file_set_contents (path, size > 0 ? data : "", (gssize) size, error);

  if (fwrite (data, 1, size, stdout) != size || fflush (stdout) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO, "%s", g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

int
suy_cmd_tile (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to, else standard output"),
      "FILE" },
    { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, N_ ("Only this layer"), "LAYER" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GBytes) tile = NULL;
  guint zoom;
  guint32 x, y;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE Z/X/Y", entries, (int[2]){ 2, 2 }, &common) ||
      !parse_tile (argv[2], &zoom, &x, &y))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (names != NULL && (layers = suy_cli_layers (workspace, names, &error)) == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  tile = suy_workspace_get_tile (workspace, zoom, x, y, layers, &error);
  if (tile == NULL || !write_out (tile, output, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

/* "A-B" or "A" */
static gboolean
parse_zooms (const char *text, guint *min, guint *max)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  guint64 a, b;

  if (g_ascii_string_to_unsigned (parts[0], 10, 0, 20, &a, NULL) &&
      g_ascii_string_to_unsigned (parts[1] == NULL ? parts[0] : parts[1], 10, a, 20, &b, NULL))
    {
      *min = (guint) a;
      *max = (guint) b;
      return TRUE;
    }
  suy_cli_usage (_ ("--zoom is A-B with 0 <= A <= B <= 20, not “%s”"), text);

  return FALSE;
}

/* "0" or as many bytes as a tile may have */
static gboolean
parse_bytes (const char *text, guint32 *bytes)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    {
      *bytes = (guint32) number;
      return TRUE;
    }
  suy_cli_usage (_ ("--max-bytes is a whole number, 0 for no bound, not “%s”"), text);

  return FALSE;
}

int
suy_cmd_tiles (int argc, char **argv)
{
  SuyTilesRule rule = { .min_zoom = 6, .max_zoom = 14, .max_bytes = SUY_TILE_MAX_BYTES };
  g_autofree char *zooms = NULL;
  g_autofree char *bytes = NULL;
  gboolean base = FALSE;
  g_auto (GStrv) names = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "zoom", 0, 0, G_OPTION_ARG_STRING, &zooms, N_ ("Which zooms, 6-14 by default"), "A-B" },
    { "layer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &names, N_ ("Only this layer"), "LAYER" },
    { "max-bytes", 0, 0, G_OPTION_ARG_STRING, &bytes,
      N_ ("The largest tile before compression, 500000 by default, 0 for no bound"), "N" },
    { "no-tags", 0, 0, G_OPTION_ARG_NONE, &rule.no_tags, N_ ("Features with their ids alone"),
      NULL },
    { "no-compress", 0, 0, G_OPTION_ARG_NONE, &rule.no_compress,
      N_ ("Store tiles as they are, not gzipped"), NULL },
    { "base", 0, 0, G_OPTION_ARG_NONE, &base,
      N_ ("Write the base map: land, borders, water, roads and names"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) layers = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE FILE.mbtiles", entries, (int[2]){ 2, 2 }, &common) ||
      (zooms != NULL && !parse_zooms (zooms, &rule.min_zoom, &rule.max_zoom)) ||
      (bytes != NULL && !parse_bytes (bytes, &rule.max_bytes)))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (names != NULL && (layers = suy_cli_layers (workspace, names, &error)) == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  if (base ? !suy_workspace_write_base_map (workspace, argv[2], &error)
           : !suy_workspace_write_tiles (workspace, argv[2], &rule, layers, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
