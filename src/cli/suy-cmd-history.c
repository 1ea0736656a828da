/* suy-cmd-history.c: suyuanctl history, undo, verify
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-date.h"
#include "suy-table.h"

static const char *const kinds[] = { "insert", "update", "delete" };

static char *
iso_time (gint64 wall)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) china = g_time_zone_new_offset (SUY_DATE_CHINA_OFFSET * 60);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone (utc, china);

  return local == NULL ? NULL : g_date_time_format_iso8601 (local);
}

static void
add_change (SuyTable *table, const SuyChange *change)
{
  g_autofree char *when = iso_time (change->wall);
  g_autofree char *old_text = suy_value_to_string (&change->old_value);
  g_autofree char *new_text = suy_value_to_string (&change->new_value);
  const char *field = change->kind != SUY_CHANGE_UPDATE ? NULL
                      : change->field == NULL           ? "geom"
                                                        : change->field->name;

  suy_table_add_row (table, NULL);
  suy_table_add_text (table, when);
  suy_table_add_text (table, change->actor);
  suy_table_add_text (table, change->command_kind);
  suy_table_add_text (table, kinds[change->kind]);
  suy_table_add_text (table, field);
  suy_table_add_text (table, change->old_value.type == SUY_VALUE_NULL ? NULL : old_text);
  suy_table_add_text (table, change->new_value.type == SUY_VALUE_NULL ? NULL : new_text);
  suy_table_add_text (table, change->reason);
}

static SuyTable *
history_table (const GArray *changes)
{
  SuyTable *table =
      suy_table_new ("changes", "at", SUY_COLUMN_TEXT, "actor", SUY_COLUMN_TEXT, "command",
                     SUY_COLUMN_TEXT, "change", SUY_COLUMN_TEXT, "field", SUY_COLUMN_TEXT, "old",
                     SUY_COLUMN_TEXT, "new", SUY_COLUMN_TEXT, "reason", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < changes->len; i++)
    add_change (table, &g_array_index (changes, SuyChange, i));

  return table;
}

int
suy_cmd_history (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GArray) changes = NULL;
  g_autoptr (SuyTable) table = NULL;
  const SuyRegister *reg;
  gint64 id;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER:KEY", entries, (int[2]){ 2, 2 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open_sealed (argv[1], &common, &error);
  if (workspace == NULL || !suy_workspace_resolve (workspace, argv[2], &reg, &id, &error))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  changes = suy_store_history (suy_workspace_get_store (workspace), reg, id, &error);
  if (changes == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  table = history_table (changes);
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

int
suy_cmd_undo (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  gboolean redo = FALSE;
  const GOptionEntry entries[] = {
    { "redo", 0, 0, G_OPTION_ARG_NONE, &redo, N_ ("Take back the last undo"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_WRITE, &common, &error);
  if (workspace == NULL ||
      !(redo ? suy_workspace_redo (workspace, &error) : suy_workspace_undo (workspace, &error)))
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

int
suy_cmd_verify (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (SuyTable) table = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open_sealed (argv[1], &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  findings = suy_workspace_verify (workspace, &error);
  if (findings == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  table = suy_table_new ("findings", "name", SUY_COLUMN_TEXT, "text", SUY_COLUMN_TEXT, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const SuyFinding *finding = &g_array_index (findings, SuyFinding, i);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, finding->name);
      suy_table_add_text (table, finding->text);
    }
  if (findings->len == 0)
    suy_table_add_note (table, "result", _ ("Clean: nothing found."));
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, findings->len == 0 ? SUY_EXIT_DONE : SUY_EXIT_FAILED);
}
