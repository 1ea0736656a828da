/* suy-cmd-demo.c: suyuanctl demo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-cli.h"
#include "suy-demo-run.h"

int
suy_cmd_demo (int argc, char **argv)
{
  g_autofree char *seed = NULL, *points = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, N_ ("The same number makes the same demo"), "N" },
    { "points", 0, 0, G_OPTION_ARG_STRING, &points, N_ ("Risk points, 236 and more"), "N" },
    { NULL },
  };
  double seed_number = 1.0, n_points = 0.0;
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common) ||
      (seed != NULL && !suy_cli_parse_number ("--seed", seed, 0, 9e15, &seed_number)) ||
      (points != NULL && !suy_cli_parse_number ("--points", points, 236, 1e7, &n_points)))
    return SUY_EXIT_USAGE;

  workspace =
      suy_workspace_create_demo (argv[1], (guint64) seed_number, (guint32) n_points, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
