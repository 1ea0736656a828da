/* suy-cmd-search.c: suyuanctl search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-readers.h"
#include "suy-table.h"

#define MAX_HITS 100
#define MAX_NEAR 20 /* records listed around a place */

static void
add_hit (SuyTable *table, const SuyRegister *reg, gint64 id, const char *code, const char *title)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  suy_table_add_row (table, NULL);
  suy_table_add_text (table, reg->name);
  suy_table_add_text (table, code);
  suy_table_add_text (table, title);
  suy_table_add_text (table, text);
}

static gboolean
search_words (SuyTable *table, SuyWorkspace *workspace, const char *words, GError **error)
{
  g_autoptr (GArray) hits =
      suy_store_search (suy_workspace_get_store (workspace), words, MAX_HITS, error);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const SuySearchHit *hit = &g_array_index (hits, SuySearchHit, i);

      if (suy_workspace_may_read (workspace, hit->reg, NULL))
        add_hit (table, hit->reg, hit->id, hit->code, hit->title);
    }

  return hits != NULL;
}

/* What lies at a place or nearest to it. */
static gboolean
search_place (SuyTable *table, SuyWorkspace *workspace, SuyPoint point, GError **error)
{
  const guint32 end = 1;
  const SuyShape shape = { SUY_SHAPE_POINT, 1, &end, &point };
  g_autoptr (GArray) found = suy_workspace_nearest (workspace, &shape, MAX_NEAR, NULL, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const SuyFound *near = &g_array_index (found, SuyFound, i);
      g_autofree char *key = suy_workspace_get_key (workspace, near->reg, near->id);
      g_autoptr (SuyRecord) record =
          suy_store_get (suy_workspace_get_store (workspace), near->reg, near->id, error);
      g_autofree char *title = NULL;

      if (record == NULL)
        return FALSE;
      if (near->reg->title != NULL)
        title = suy_value_to_string (suy_record_get (record, near->reg->title));
      add_hit (table, near->reg, near->id, key, title);
    }

  return found != NULL;
}

int
suy_cmd_search (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyTable) table = NULL;
  SuyPoint point;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE TEXT", entries, (int[2]){ 2, 2 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open_to_search (argv[1], &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  table = suy_table_new ("hits", "layer", SUY_COLUMN_TEXT, "key", SUY_COLUMN_TEXT, "title",
                         SUY_COLUMN_TEXT, "id", SUY_COLUMN_TEXT, NULL);
  if (!(suy_workspace_parse_coordinates (argv[2], &point)
            ? search_place (table, workspace, point, &error)
            : search_words (table, workspace, argv[2], &error)))
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
