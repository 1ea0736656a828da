/* suy-scan.c: cells of many rows without records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-cells.h"
#include "suy-store-private.h"

/* Ids go to SQLite as one JSON text, which json_each() turns into rows: 20 bytes an id, so that
 * this many stay far below the connection's limit of 64 MiB. */
#define MAX_IDS 1000000

static void
clear_value (gpointer value)
{
  suy_value_clear (value);
}

static char *
make_sql (const SuyRegister *reg, const SuyCellScan *scan, GArray *values)
{
  GString *sql = g_string_new ("SELECT fid");

  for (guint i = 0; i < scan->n_fields; i++)
    g_string_append_printf (sql, ", \"%s\"", scan->fields[i]->name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE 1", reg->name);
  if (scan->ids != NULL)
    g_string_append (sql, " AND fid IN (SELECT value FROM json_each(?))");
  for (guint i = 0; i < scan->n_filters; i++)
    suy_select_add_filter (sql, values, &scan->filters[i]);
  g_string_append (sql, " ORDER BY fid");

  return g_string_free (sql, FALSE);
}

static char *
make_ids (const gint64 *ids, guint n)
{
  GString *json = g_string_sized_new (20 * (gsize) n + 2);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n; i++)
    {
      char text[24];

      g_snprintf (text, sizeof text, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, ids[i]);
      g_string_append (json, text);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

static gboolean
scan_some (SuyStore *self,
           const SuyRegister *reg,
           const SuyCellScan *scan,
           SuyStoreEachRow each,
           gpointer user_data,
           GError **error)
{
  g_autoptr (GArray) bound = g_array_new (FALSE, FALSE, sizeof (SuyValue));
  g_autofree SuyValue *values = g_new (SuyValue, MAX (scan->n_fields, 1));
  g_autofree char *sql = NULL;
  g_autofree char *ids = scan->ids == NULL ? NULL : make_ids (scan->ids, scan->n_ids);
  g_autoptr (SuyStatement) statement = NULL;
  GError *own = NULL;
  int at = 1;

  g_array_set_clear_func (bound, clear_value);
  sql = make_sql (reg, scan, bound);
  statement = suy_connection_query (self->connection, error, sql, "");
  if (statement == NULL)
    return FALSE;
  if (ids != NULL)
    suy_statement_bind (statement, at++, &SUY_TEXT (ids));
  for (guint i = 0; i < bound->len; i++)
    suy_statement_bind (statement, at++, &g_array_index (bound, SuyValue, i));

  while (suy_connection_step (self->connection, statement, &own))
    {
      for (guint i = 0; i < scan->n_fields; i++)
        values[i] = suy_select_peek (statement, (int) i + 1);
      each (sqlite3_column_int64 (statement, 0), values, user_data);
    }
  if (own != NULL)
    g_propagate_error (error, own);

  return own == NULL;
}

static int
compare_ids (const void *a, const void *b)
{
  gint64 l = *(const gint64 *) a, r = *(const gint64 *) b;

  return l < r ? -1 : l > r;
}

gboolean
suy_store_scan_cells (SuyStore *self,
                      const SuyRegister *reg,
                      const SuyCellScan *scan,
                      SuyStoreEachRow each,
                      gpointer user_data,
                      GError **error)
{
  g_autofree gint64 *ids = NULL;
  SuyCellScan some = *scan;
  guint n = 0;

  if (scan->ids == NULL)
    return scan_some (self, reg, scan, each, user_data, error);

  ids = g_memdup2 (scan->ids, scan->n_ids * sizeof *ids);
  if (scan->n_ids > 1)
    qsort (ids, scan->n_ids, sizeof *ids, compare_ids);
  for (guint i = 0; i < scan->n_ids; i++)
    if (n == 0 || ids[i] != ids[n - 1])
      ids[n++] = ids[i];
  for (guint from = 0; from < n; from += MAX_IDS)
    {
      some.ids = ids + from;
      some.n_ids = MIN (n - from, MAX_IDS);
      if (!scan_some (self, reg, &some, each, user_data, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
suy_store_scan (SuyStore *self,
                const SuyField *field,
                const SuyRegister *reg,
                SuyStoreEach each,
                gpointer user_data,
                GError **error)
{
  const SuyCellScan scan = { .fields = &field, .n_fields = 1 };

  return scan_some (self, reg, &scan, each, user_data, error);
}
