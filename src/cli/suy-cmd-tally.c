/* suy-cmd-tally.c: suyuanctl tally
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "suy-error.h"
#include "suy-record-tally.h"
#include "suy-table.h"

static SuyTable *
figures_table (const GPtrArray *tallies)
{
  SuyTable *table = suy_table_new ("tallies", "name", SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT,
                                   "value", SUY_COLUMN_TEXT, "source", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < tallies->len; i++)
    {
      const SuyRecordTally *tally = tallies->pdata[i];

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, tally->tally->name);
      suy_table_add_text (table, suy_label_get (&tally->tally->label, g_get_language_names ()[0]));
      suy_table_add_text (table, *tally->text == '\0' ? NULL : tally->text);
      suy_table_add_text (table, tally->tally->source);
    }

  return table;
}

/* ---- a row a record ---- */

static gboolean
add_record (SuyTable *table,
            SuyWorkspace *workspace,
            const SuyRegister *reg,
            gint64 id,
            GError **error)
{
  g_autoptr (GPtrArray) tallies = suy_workspace_get_tallies (workspace, reg, id, error);
  g_autoptr (SuyRecord) record =
      tallies == NULL ? NULL : suy_store_get (suy_workspace_get_store (workspace), reg, id, error);
  g_autofree char *title = NULL;

  if (record == NULL)
    return FALSE;
  title = reg->title == NULL ? NULL : suy_value_to_string (suy_record_get (record, reg->title));
  suy_table_add_row (table, NULL);
  suy_table_add_text (table, suy_record_get_text (record, "code"));
  suy_table_add_text (table, title);
  for (guint i = 0; i < tallies->len; i++)
    suy_table_add_text (table, ((SuyRecordTally *) tallies->pdata[i])->text);

  return TRUE;
}

/* NULL with @error set. */
static SuyTable *
records_table (SuyWorkspace *workspace, const SuyRegister *reg, GError **error)
{
  g_autoptr (GArray) ids = suy_store_select (suy_workspace_get_store (workspace), reg, NULL, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("records", "code", SUY_COLUMN_TEXT, "title", SUY_COLUMN_TEXT, NULL);
  g_autoptr (GPtrArray) named = NULL;

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      if (i == 0)
        {
          named = suy_workspace_get_tallies (workspace, reg, g_array_index (ids, gint64, 0), error);
          if (named == NULL)
            return NULL;
          for (guint k = 0; k < named->len; k++)
            suy_table_add_column (table, ((SuyRecordTally *) named->pdata[k])->tally->name,
                                  SUY_COLUMN_TEXT);
        }
      if (!add_record (table, workspace, reg, g_array_index (ids, gint64, i), error))
        return NULL;
    }

  return g_steal_pointer (&table);
}

/* ---- the records behind a number ---- */

static gboolean
refuse_list (const GPtrArray *tallies, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < tallies->len; i++)
    {
      const SuyRecordTally *tally = tallies->pdata[i];

      if (tally->ids != NULL)
        g_string_append_printf (names, "%s%s", names->len == 0 ? "" : ", ", tally->tally->name);
    }
  g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
               _ ("No records stand behind a tally “%s”. Tallies with records: %s"), name,
               names->len == 0 ? "–" : names->str);

  return FALSE;
}

/* Items and petitions stand side by side in what a look-back counts. */
static const SuyRegister *
find_home (SuyWorkspace *workspace, const SuyRecordTally *tally, gint64 id)
{
  static const char *const mixed[] = { "rectification_item", "complaint" };
  SuyCatalog *catalog = suy_workspace_get_catalog (workspace);

  for (guint i = 0; tally->tally->of == NULL && i < G_N_ELEMENTS (mixed); i++)
    {
      const SuyRegister *reg = suy_catalog_find (catalog, mixed[i]);
      g_autoptr (SuyRecord) record =
          suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);

      if (record != NULL)
        return reg;
    }

  return tally->tally->of == NULL ? NULL : suy_catalog_find (catalog, tally->tally->of);
}

static SuyTable *
list_table (SuyWorkspace *workspace, const GPtrArray *tallies, const char *name, GError **error)
{
  const SuyRecordTally *tally = suy_record_tallies_find (tallies, name);
  SuyTable *table;

  if (tally == NULL || tally->ids == NULL)
    {
      refuse_list (tallies, name, error);
      return NULL;
    }
  table = suy_table_new ("records", "layer", SUY_COLUMN_TEXT, "code", SUY_COLUMN_TEXT, "title",
                         SUY_COLUMN_TEXT, NULL);
  for (guint i = 0; i < tally->ids->len; i++)
    {
      gint64 id = g_array_index (tally->ids, gint64, i);
      const SuyRegister *reg = find_home (workspace, tally, id);
      g_autoptr (SuyRecord) record =
          reg == NULL ? NULL : suy_store_get (suy_workspace_get_store (workspace), reg, id, NULL);
      g_autofree char *title = NULL;

      if (record == NULL)
        continue;
      title = reg->title == NULL ? NULL : suy_value_to_string (suy_record_get (record, reg->title));
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, reg->name);
      suy_table_add_text (table, suy_record_get_text (record, "code"));
      suy_table_add_text (table, title);
    }

  return table;
}

/* ---- the command ---- */

/* @total: of the register as a whole */
static gboolean
check_asked (const SuyRegister *reg, gboolean total, GError **error)
{
  if (suy_tallies_are_there (reg, total))
    return TRUE;
  if (!suy_tallies_are_there (reg, !total))
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, _ ("%s has no tallies."), reg->name);
  else if (total)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 _ ("%s has no tallies as a whole. Name a record as LAYER:KEY, or use --each."),
                 reg->name);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 _ ("%s has no tallies of single records. Name the layer alone."), reg->name);

  return FALSE;
}

static SuyTable *
make_table (SuyWorkspace *workspace,
            const char *what,
            const char *list,
            gboolean each,
            GError **error)
{
  const SuyRegister *reg;
  gint64 id = 0;
  g_autoptr (GPtrArray) tallies = NULL;

  if (strchr (what, ':') != NULL)
    {
      if (!suy_workspace_resolve (workspace, what, &reg, &id, error))
        return NULL;
    }
  else
    reg = suy_catalog_lookup (suy_workspace_get_catalog (workspace), what, error);
  if (reg == NULL)
    return NULL;
  if (!check_asked (reg, id == 0 && !each, error))
    return NULL;
  if (each)
    return records_table (workspace, reg, error);
  tallies = suy_workspace_get_tallies (workspace, reg, id, error);
  if (tallies == NULL)
    return NULL;

  return list != NULL ? list_table (workspace, tallies, list, error) : figures_table (tallies);
}

int
suy_cmd_tally (int argc, char **argv)
{
  g_auto (SuyCommon) common = { 0 };
  g_autofree char *list = NULL, *as_of = NULL;
  gboolean each = FALSE;
  const GOptionEntry entries[] = {
    { "each", 0, 0, G_OPTION_ARG_NONE, &each, N_ ("A row for each record of the layer"), NULL },
    { "list", 0, 0, G_OPTION_ARG_STRING, &list, N_ ("List the records behind this tally"), "NAME" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_ ("As of the end of a past day"), "DATE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SuyWorkspace) workspace = NULL;
  g_autoptr (SuyTable) table = NULL;

  if (!suy_cli_parse (&argc, &argv, "WORKSPACE LAYER[:KEY]", entries, (int[2]){ 2, 2 }, &common))
    return SUY_EXIT_USAGE;
  if (each && (list != NULL || strchr (argv[2], ':') != NULL))
    return suy_cli_usage (_ ("--each goes with a layer, without --list"));

  workspace = suy_cli_open_as_of (argv[1], as_of, &common, &error);
  if (workspace == NULL || (table = make_table (workspace, argv[2], list, each, &error)) == NULL)
    return suy_cli_fail (SUY_EXIT_FAILED, error);
  suy_table_print (table, common.format);

  return suy_cli_close (workspace, SUY_EXIT_DONE);
}
