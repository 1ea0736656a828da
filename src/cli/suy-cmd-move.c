/* suy-cmd-move.c: suyuanctl move, moves and attach: of any register
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-cli.h"
#include "suy-move-command.h"

/* Opens the file and finds the record. */
static gboolean
begin (char **argv, SuyStoreMode mode, const SuyCommon *common, SuyMoving *moving, GError **error)
{
  moving->path = argv[1];
  moving->workspace = suy_cli_open (argv[1], mode, common, error);

  return moving->workspace != NULL &&
         suy_workspace_resolve (moving->workspace, argv[2], &moving->reg, &moving->id, error);
}

static int
end (SuyMoving *moving, gboolean ok, const GError *error)
{
  g_autoptr (SuyWorkspace) workspace = moving->workspace;

  return ok ? suy_cli_close (workspace, SUY_EXIT_DONE) : suy_cli_fail (SUY_EXIT_FAILED, error);
}

int
suy_cmd_move (int argc, char **argv)
{
  g_autofree char *note = NULL;
  g_auto (GStrv) said = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("Note of a move"), "TEXT" },
    { "say", 0, 0, G_OPTION_ARG_STRING_ARRAY, &said,
      N_ ("What only you know, as reporter_told=yes"), "FACT=VALUE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  SuyMoving moving = { 0 };
  gboolean ok;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER:KEY MOVE [FIELD=VALUE...]", entries,
                      (int[2]){ 3, 1000 }, &common))
    return SUY_EXIT_USAGE;

  ok = begin (argv, SUY_STORE_WRITE, &common, &moving, &error) &&
       suy_move_command_run (&moving, argv + 3, note, said, &error);

  return end (&moving, ok, error);
}

int
suy_cmd_moves (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  SuyMoving moving = { 0 };
  gboolean ok;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER:KEY", entries, (int[2]){ 2, 2 }, &common))
    return SUY_EXIT_USAGE;

  ok = begin (argv, SUY_STORE_READ, &common, &moving, &error) &&
       suy_move_command_list (&moving, common.format, &error);

  return end (&moving, ok, error);
}

int
suy_cmd_attach (int argc, char **argv)
{
  g_autofree char *kind = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_ ("Kind of the file to attach"), "KIND" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  SuyMoving moving = { 0 };
  gboolean ok;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER:KEY FILE", entries, (int[2]){ 3, 3 }, &common))
    return SUY_EXIT_USAGE;

  ok = begin (argv, SUY_STORE_WRITE, &common, &moving, &error) &&
       suy_move_command_attach (&moving, argv[3], kind, common.reason, &error);

  return end (&moving, ok, error);
}
