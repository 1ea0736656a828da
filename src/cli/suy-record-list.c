/* suy-record-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-list.h"

#include <glib/gi18n.h>

#include "suy-error.h"
#include "suy-filter-text.h"
#include "suy-readers.h"
#include "suy-table.h"

GArray *
suy_record_list_select (SuyWorkspace *workspace,
                        const SuyRegister *reg,
                        const SuyListing *listing,
                        GError **error)
{
  g_autoptr (GArray) filters = suy_filter_parse (workspace, reg, listing->filters, error);
  g_autoptr (GArray) ids = NULL;
  SuySelection selection = { 0 };

  if (listing->ids != NULL)
    return g_array_copy ((GArray *) (gpointer) listing->ids);
  if (filters == NULL)
    return NULL;
  selection.filters = (const SuyFilter *) (const void *) filters->data;
  selection.n_filters = filters->len;
  selection.search = listing->search;
  selection.descending = listing->descending;
  if (listing->order != NULL)
    {
      selection.order = suy_register_find (reg, listing->order);
      if (selection.order == NULL)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND, _ ("%s has no field “%s”."),
                       reg->name, listing->order);
          return NULL;
        }
    }

  ids = suy_store_select (suy_workspace_get_store (workspace), reg, &selection, error);
  if (ids != NULL && listing->limit != NULL)
    g_array_set_size (ids, MIN (ids->len, (guint) g_ascii_strtoull (listing->limit, NULL, 10)));

  return g_steal_pointer (&ids);
}

/* Links are printed as the code of the record they lead to. */
static void
add_cell (SuyTable *table, SuyWorkspace *workspace, const SuyField *field, const SuyValue *value)
{
  g_autofree char *text = NULL;

  if (value->type == SUY_VALUE_NULL)
    {
      suy_table_add_text (table, NULL);
      return;
    }
  if (field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_REAL)
    {
      if (value->type == SUY_VALUE_INTEGER)
        suy_table_add_integer (table, value->integer);
      else
        suy_table_add_number (table, value->real);
      return;
    }
  if (field->type == SUY_FIELD_LINK)
    {
      const SuyRegister *to =
          suy_catalog_find (suy_workspace_get_catalog (workspace), field->target);

      text = suy_workspace_get_key (workspace, to, value->integer);
    }
  else
    text = suy_value_to_string (value);
  suy_table_add_text (table, text);
}

static gboolean
is_shown (const SuyRegister *reg, const SuyField *field, gboolean all)
{
  return field != reg->code && (all || field->listed);
}

static SuyTable *
new_table (const SuyRegister *reg, gboolean all)
{
  SuyTable *table = suy_table_new ("records", "code", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      if (is_shown (reg, field, all))
        suy_table_add_column (table, field->name,
                              field->type == SUY_FIELD_INTEGER || field->type == SUY_FIELD_REAL
                                  ? SUY_COLUMN_NUMBER
                                  : SUY_COLUMN_TEXT);
    }
  suy_table_add_column (table, "id", SUY_COLUMN_TEXT);

  return table;
}

static void
add_record (SuyTable *table, SuyWorkspace *workspace, const SuyRecord *record, gboolean all)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, suy_record_get_id (record));

  suy_table_add_row (table, suy_record_get_geometry (record));
  add_cell (table, workspace, reg->code, suy_record_get (record, reg->code));
  for (guint i = 0; i < reg->fields->len; i++)
    if (is_shown (reg, reg->fields->pdata[i], all))
      add_cell (table, workspace, reg->fields->pdata[i],
                suy_record_get (record, reg->fields->pdata[i]));
  suy_table_add_text (table, id);
}

gboolean
suy_record_list_print (SuyWorkspace *workspace,
                       const SuyListing *listing,
                       const char *format,
                       GError **error)
{
  const SuyRegister *reg = suy_workspace_lookup (workspace, listing->layer, error);
  g_autoptr (GArray) ids =
      reg == NULL ? NULL : suy_record_list_select (workspace, reg, listing, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SuyTable) table = NULL;
  gboolean all = strcmp (format, "table") != 0;

  if (ids == NULL)
    return FALSE;
  records = suy_store_get_many (suy_workspace_get_store (workspace), reg,
                                (const gint64 *) (const void *) ids->data, ids->len, error);
  if (records == NULL)
    return FALSE;

  table = new_table (reg, all);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      add_record (table, workspace, records->pdata[i], all);
  suy_table_print (table, format);

  return TRUE;
}

gboolean
suy_record_show_print (SuyWorkspace *workspace,
                       const char *text,
                       const char *format,
                       GError **error)
{
  const SuyRegister *reg;
  gint64 id;
  g_autoptr (SuyRecord) record = NULL;
  g_autoptr (SuyTable) table = NULL;

  if (!suy_workspace_resolve (workspace, text, &reg, &id, error))
    return FALSE;
  record = suy_store_get (suy_workspace_get_store (workspace), reg, id, error);
  if (record == NULL)
    return FALSE;

  if (strcmp (format, "table") != 0)
    {
      table = new_table (reg, TRUE);
      add_record (table, workspace, record, TRUE);
      suy_table_print (table, format);
      return TRUE;
    }

  table = suy_table_new ("fields", "field", SUY_COLUMN_TEXT, "label", SUY_COLUMN_TEXT, "value",
                         SUY_COLUMN_TEXT, NULL);
  for (guint i = 0; i < reg->fields->len; i++)
    {
      const SuyField *field = reg->fields->pdata[i];

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, field->name);
      suy_table_add_text (table, suy_label_get (&field->label, g_get_language_names ()[0]));
      add_cell (table, workspace, field, suy_record_get (record, field));
    }
  suy_table_print (table, format);

  return TRUE;
}

static gboolean
set_cells (SuyWorkspace *workspace, SuyRecord *record, char **words, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);

  for (; *words != NULL; words++)
    {
      const char *equals = strchr (*words, '=');
      g_autofree char *name = equals == NULL ? NULL : g_strndup (*words, (gsize) (equals - *words));
      const SuyField *field = name == NULL ? NULL : suy_register_find (reg, name);
      SuyValue value = SUY_VALUE_INIT_NULL;

      if (field == NULL)
        {
          g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                       _ ("“%s”: write FIELD=VALUE with a field of %s."), *words, reg->name);
          return FALSE;
        }
      if (!suy_workspace_parse_value (workspace, field, equals + 1, &value, error))
        return FALSE;
      suy_record_set (record, field, &value);
      suy_value_clear (&value);
    }

  return TRUE;
}

gboolean
suy_record_fill (SuyWorkspace *workspace,
                 SuyRecord *record,
                 char **words,
                 const char *at,
                 GError **error)
{
  SuyPoint point;

  if (!set_cells (workspace, record, words, error))
    return FALSE;
  if (at != NULL && suy_workspace_parse_coordinates (at, &point))
    {
      g_autoptr (SuyGeometry) geometry = suy_geometry_new_point (point);

      suy_record_set_geometry (record, geometry);
    }

  return TRUE;
}
