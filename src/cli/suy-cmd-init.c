/* suy-cmd-init.c: suyuanctl init, today and info
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "suy-table.h"

int
suy_cmd_init (int argc, char **argv)
{
  g_autofree char *name = NULL, *district = NULL, *practice = NULL;
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Name of the workspace"), "NAME" },
    { "district", 0, 0, G_OPTION_ARG_STRING, &district, N_ ("Code of the district"), "CODE" },
    { "practice", 0, 0, G_OPTION_ARG_STRING, &practice,
      N_ ("To practise in: it goes by this day, not by the clock"), "DAY" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;

  workspace = practice == NULL
                  ? suy_workspace_create (argv[1], name, district, &error)
                  : suy_workspace_create_practice (argv[1], name, district, practice, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

int
suy_cmd_today (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  const char *day;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE [DAY]", entries, (int[2]){ 1, 2 }, &common))
    return SUY_EXIT_USAGE;

  day = argc > 2 ? argv[2] : NULL;
  workspace =
      suy_cli_open (argv[1], day == NULL ? SUY_STORE_READ : SUY_STORE_WRITE, &common, &error);
  if (workspace == NULL || (day != NULL && !suy_workspace_set_today (workspace, day, &error)))
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  g_print ("%s\n", suy_workspace_get_today (workspace));

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}

/* Warnings of the past and those that the rules raise now are different things. */
static void
add_warnings (SuyTable *table, SuyWorkspace *workspace)
{
  SuyStore *store = suy_workspace_get_store (workspace);
  const SuyRegister *warning = suy_catalog_find (suy_workspace_get_catalog (workspace), "warning");
  const SuyField *level = warning == NULL ? NULL : suy_register_find (warning, "level");
  g_autoptr (GArray) tally = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (level == NULL)
    return;

  tally = suy_store_tally (store, level, warning, NULL);
  for (guint i = 0; tally != NULL && i < tally->len; i++)
    {
      SuyTally *row = &g_array_index (tally, SuyTally, i);
      g_autofree char *value = suy_value_to_string (&row->value);

      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, i == 0 ? "" : ", ", value, row->n);
      suy_value_clear (&row->value);
    }
  if (text->len > 0)
    suy_table_add_note (table, "warnings", text->str);
}

int
suy_cmd_info (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyTable) table = NULL;
  const GPtrArray *registers;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE", entries, (int[2]){ 1, 1 }, &common))
    return SUY_EXIT_USAGE;

  workspace = suy_cli_open (argv[1], SUY_STORE_READ, &common, &error);
  if (workspace == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);

  table = suy_table_new ("layers", "layer", SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT, "geometry",
                         SUY_COLUMN_TEXT, "records", SUY_COLUMN_NUMBER, NULL);
  registers = suy_catalog_get_registers (suy_workspace_get_catalog (workspace));
  for (guint i = 0; i < registers->len; i++)
    {
      const SuyRegister *reg = registers->pdata[i];

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, reg->name);
      suy_table_add_text (table, suy_label_get (&reg->label, g_get_language_names ()[0]));
      suy_table_add_text (table, suy_geometry_type_get_name (reg->geometry));
      suy_table_add_number (table,
                            (double) suy_store_count (suy_workspace_get_store (workspace), reg));
    }
  suy_table_add_note (table, "name", suy_workspace_get_name (workspace));
  suy_table_add_note (table, "today", suy_workspace_get_today (workspace));
  add_warnings (table, workspace);
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
