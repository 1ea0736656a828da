/* suy-cmd-search.c: suyuanctl search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-table.h"

int
suy_cmd_search (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (SuyTable) table = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE TEXT", entries, (int[2]){ 2, 2 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  hits = suy_store_search (suy_workspace_get_store (workspace), argv[2], 100, &error);
  if (hits == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  table = suy_table_new ("hits", "layer", SUY_COLUMN_TEXT, "key", SUY_COLUMN_TEXT, "title",
                         SUY_COLUMN_TEXT, "id", SUY_COLUMN_TEXT, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      const SuySearchHit *hit = &g_array_index (hits, SuySearchHit, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, hit->id);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, hit->reg->name);
      suy_table_add_text (table, hit->code);
      suy_table_add_text (table, hit->title);
      suy_table_add_text (table, id);
    }
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
