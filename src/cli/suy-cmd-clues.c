/* suy-cmd-clues.c: suyuanctl clues
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-clue-find.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-table.h"

#define SINCE_DAYS 30

static void
add_key (SuyTable *table, SuyWorkspace *workspace, const char *layer, gint64 id)
{
  const SuyRegister *reg = suy_catalog_find (suy_workspace_get_catalog (workspace), layer);
  g_autofree char *key = id == 0 ? NULL : suy_workspace_get_key (workspace, reg, id);

  suy_table_add_text (table, key);
}

static void
add_time (SuyTable *table, gint64 at)
{
  g_autofree char *time = suy_date_from_moment (at), *text = suy_date_format_time (time);

  suy_table_add_text (table, text);
}

static void
print (SuyWorkspace *workspace, const GArray *found, const char *format)
{
  g_autoptr (SuyTable) table =
      suy_table_new ("clues", "clue", SUY_COLUMN_TEXT, "rule", SUY_COLUMN_TEXT, "monitor",
                     SUY_COLUMN_TEXT, "enterprise", SUY_COLUMN_TEXT, "from", SUY_COLUMN_TEXT,
                     "until", SUY_COLUMN_TEXT, "readings", SUY_COLUMN_NUMBER, NULL);
  guint n_new = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const SuyFoundClue *clue = &g_array_index (found, SuyFoundClue, i);

      suy_table_add_row (table, NULL);
      add_key (table, workspace, "clue", clue->id);
      suy_table_add_text (table, clue->rule);
      add_key (table, workspace, "online_monitor", clue->monitor);
      add_key (table, workspace, "enterprise", clue->enterprise);
      add_time (table, clue->from);
      add_time (table, clue->until);
      suy_table_add_integer (table, clue->n);
      n_new += !clue->known;
    }
  suy_table_add_count (table, "found", _ ("Found"), found->len);
  suy_table_add_count (table, "new", _ ("Not in the book before"), n_new);
  suy_table_print (table, format);
}

int
suy_cmd_clues (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  g_autofree char *since = NULL;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since,
      N_ ("Only what lasted beyond this day, 30 days ago by default"), "DAY" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Write nothing"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GArray) found = NULL;
  gint64 day;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;
  if (since != NULL && !suy_date_is_date (since))
    return suy_cli_usage (_ ("%s is a day as 2026-11-20, not “%s”"), "--since", since);
  workspace = suy_cli_open (argv[1], dry_run ? SUY_STORE_READ : SUY_STORE_WRITE, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  day = since != NULL ? suy_date_get_day (since)
                      : suy_date_get_day (suy_workspace_get_today (workspace)) - SINCE_DAYS;
  found = suy_workspace_find_clues (workspace, suy_date_moment_of_day (day), !dry_run, &error);
  if (found == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  print (workspace, found, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
