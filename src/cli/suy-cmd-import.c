/* suy-cmd-import.c: suyuanctl import and export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-import-outcome.h"
#include "suy-readers.h"

typedef struct
{
  char *layer_name, *crs, *encoding, *x, *y, *key, *where, *report;
  char **maps;
  gboolean dry_run, accept_flagged;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->layer_name);
  g_free (options->crs);
  g_free (options->encoding);
  g_free (options->x);
  g_free (options->y);
  g_free (options->key);
  g_free (options->where);
  g_free (options->report);
  g_strfreev (options->maps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static SuyImport *
plan_import (SuyWorkspace *workspace,
             const char *layer,
             const char *path,
             const Options *options,
             GError **error)
{
  const SuyRegister *reg = suy_workspace_lookup (workspace, layer, error);
  const SuySourceOptions source_options = { .layer = options->layer_name,
                                            .encoding = options->encoding,
                                            .where = options->where };
  const SuyImportOptions import_options = { .crs = options->crs,
                                            .x_column = options->x,
                                            .y_column = options->y,
                                            .maps = (const char *const *) options->maps,
                                            .key_column = options->key,
                                            .accept_flagged = options->accept_flagged };
  g_autoptr (SuySource) source =
      reg == NULL ? NULL : suy_source_open (path, &source_options, NULL, error);

  return source == NULL ? NULL : suy_import_new (workspace, source, reg, &import_options, error);
}

/* What is wrong with --map whatever the file holds. */
static gboolean
check_maps (char **maps)
{
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    if (strchr (maps[i], '=') == NULL || *maps[i] == '=')
      {
        suy_cli_usage (_ ("--map is FIELD=COLUMN or FIELD=COLUMN*FACTOR, not “%s”"), maps[i]);
        return FALSE;
      }

  return TRUE;
}

int
suy_cmd_import (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "layer-name", 0, 0, G_OPTION_ARG_STRING, &options.layer_name,
      N_ ("Layer or sheet of the file, the first by default"), "L" },
    { "crs", 0, 0, G_OPTION_ARG_STRING, &options.crs,
      N_ ("Coordinate system of the file: EPSG:n, GCJ-02 or BD-09"), "CRS" },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding, N_ ("Encoding of a text file"),
      "E" },
    { "x", 0, 0, G_OPTION_ARG_STRING, &options.x, N_ ("Column with longitudes or eastings"),
      "COL" },
    { "y", 0, 0, G_OPTION_ARG_STRING, &options.y, N_ ("Column with latitudes or northings"),
      "COL" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.maps,
      N_ ("Take a field from a column, times a factor"), "FIELD=COLUMN[*FACTOR]" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options.key,
      N_ ("Column by which records are known; they are updated, not doubled"), "COLUMN" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &options.where,
      N_ ("Only rows for which this holds, in the columns of the file"), "EXPR" },
    { "accept-flagged", 0, 0, G_OPTION_ARG_NONE, &options.accept_flagged,
      N_ ("Take doubtful rows too, with a mark"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Write nothing"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report,
      N_ ("Write the refused rows here, to be mended and imported again"), "FILE.csv" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyImport) import = NULL;
  int status;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER FILE", entries, (int[2]){ 3, 3 }, &common) ||
      !check_maps (options.maps))
    return SUY_EXIT_USAGE;

  workspace =
      suy_cli_open (argv[1], options.dry_run ? SUY_STORE_READ : SUY_STORE_WRITE, &common, &error);
  if (workspace == NULL ||
      (import = plan_import (workspace, argv[2], argv[3], &options, &error)) == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  status = suy_import_outcome_run (import, options.report, options.dry_run, &common, &error);

  return error != NULL ? suy_cli_fail (SUY_EXIT_FAILED, error) : suy_cli_close (workspace, status);
}

int
suy_cmd_export (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  const SuyRegister *reg;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER FILE", entries, (int[2]){ 3, 3 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  reg = suy_workspace_lookup (workspace, argv[2], &error);
  if (reg == NULL || !suy_workspace_export (workspace, reg, argv[3], NULL, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
