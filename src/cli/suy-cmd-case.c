/* suy-cmd-case.c: suyuanctl case: list, show, new, move, attach
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-book-verbs.h"

int
suy_cmd_case (int argc, char **argv)
{
  g_auto (SuyBookOptions) options = { .layer = "problem" };
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { SUY_BOOK_ENTRIES (&options), { NULL } };

  if (!suy_cli_parse (&argc, &argv,
                      "list|show|new|move|attach WORKSPACE [KEY] [MOVE|FILE] [FIELD=VALUE...]",
                      entries, (int[2]){ 2, 1000 }, &common))
    return SUY_EXIT_USAGE;

  return suy_book_run (argc, argv, &options, &common);
}
