/* suy-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-cell.h"

#include <glib/gi18n-lib.h>

#include "suy-date.h"
#include "suy-error.h"

#define MAX_FIELDS 16

const char *
suy_cell_text (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT ? value->text : NULL;
}

gint64
suy_cell_integer (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

gint64
suy_cell_day (const SuyValue *value)
{
  const char *text = suy_cell_text (value);

  return text != NULL && suy_date_is_date (text) ? suy_date_get_day (text) : SUY_CELL_UNKNOWN;
}

gint64
suy_cell_moment (const SuyValue *value)
{
  const char *text = suy_cell_text (value);

  return text != NULL && suy_date_is_time (text) ? suy_date_get_moment (text) : SUY_CELL_UNKNOWN;
}

gint64
suy_cell_day_of_time (const SuyValue *value)
{
  gint64 moment = suy_cell_moment (value);

  return moment == SUY_CELL_UNKNOWN ? moment : suy_date_day_of_moment (moment);
}

static const SuyField *
find_field (const SuyRegister *reg, const char *name, GError **error)
{
  const SuyField *field = suy_register_find (reg, name);

  if (field == NULL)
    g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                 _ ("The register “%s” of this file has no field “%s”: the file was made by an "
                    "older program. Import its records into a new file."),
                 reg->name, name);

  return field;
}

static gboolean
scan_columns (SuyWorkspace *workspace,
              const SuyRegister *reg,
              const char *const *fields,
              SuyCellScan *scan,
              SuyStoreEachRow each,
              gpointer user_data,
              GError **error)
{
  const SuyField *columns[MAX_FIELDS];

  scan->fields = columns;
  for (; fields[scan->n_fields] != NULL; scan->n_fields++)
    {
      g_assert (scan->n_fields < MAX_FIELDS);
      columns[scan->n_fields] = find_field (reg, fields[scan->n_fields], error);
      if (columns[scan->n_fields] == NULL)
        return FALSE;
    }

  return suy_store_scan_cells (workspace->store, reg, scan, each, user_data, error);
}

gboolean
suy_cell_scan_where (SuyWorkspace *workspace,
                     const char *reg,
                     const char *const *fields,
                     const char *where,
                     const char *text,
                     SuyStoreEachRow each,
                     gpointer user_data,
                     GError **error)
{
  const SuyRegister *found = suy_workspace_register (workspace, reg, error);
  SuyFilter filter = { .kind = text == NULL ? SUY_FILTER_NOT_NULL : SUY_FILTER_EQUAL };
  SuyCellScan scan = { .filters = &filter, .n_filters = where != NULL };

  if (found == NULL)
    return FALSE;
  if (where != NULL && (filter.field = find_field (found, where, error)) == NULL)
    return FALSE;
  if (text != NULL)
    filter.value = SUY_TEXT (text);

  return scan_columns (workspace, found, fields, &scan, each, user_data, error);
}

gboolean
suy_cell_scan (SuyWorkspace *workspace,
               const char *reg,
               const char *const *fields,
               const char *filter,
               SuyStoreEachRow each,
               gpointer user_data,
               GError **error)
{
  return suy_cell_scan_where (workspace, reg, fields, filter, NULL, each, user_data, error);
}

gboolean
suy_cell_scan_some (SuyWorkspace *workspace,
                    const char *reg,
                    const char *const *fields,
                    const GArray *ids,
                    SuyStoreEachRow each,
                    gpointer user_data,
                    GError **error)
{
  const SuyRegister *found = suy_workspace_register (workspace, reg, error);
  SuyCellScan scan = { .n_ids = ids == NULL ? 0 : ids->len };

  if (found == NULL)
    return FALSE;
  scan.ids = ids == NULL ? NULL : (const gint64 *) (const void *) ids->data;
  if (ids != NULL && ids->len == 0)
    return TRUE;

  return scan_columns (workspace, found, fields, &scan, each, user_data, error);
}
