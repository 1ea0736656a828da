/* suy-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-csv.h"
#include "suy-error.h"
#include "suy-wkb-walk.h"

/* Not translated: a report goes between offices whose windows may speak different languages. */
static const char *const headings[] = { "行号", "原因", "处理办法" };

guint
suy_report_count_columns (SuySource *source)
{
  guint n = suy_source_get_n_columns (source), own = G_N_ELEMENTS (headings);

  if (n < own)
    return 0;
  for (guint i = 0; i < own; i++)
    if (strcmp (suy_source_get_column (source, n - own + i), headings[i]) != 0)
      return 0;

  return own;
}

static void
append (GString *out, const char *text, gboolean first)
{
  g_autofree char *guarded = suy_csv_guard (text == NULL ? "" : text);

  if (!first)
    g_string_append_c (out, ',');
  suy_csv_append (out, guarded);
}

/* Geometry that came in no column. */
static gboolean
needs_geometry (SuySource *source)
{
  return suy_source_has_geometry (source) && suy_source_find_column (source, "WKT") < 0;
}

static gboolean
move_point (double *x, double *y, gpointer crs)
{
  return suy_crs_to_wgs84 (crs, *x, *y, x, y);
}

/* In the file's own numbers when the person names the system, who will name it again; else in
 * WGS 84, since a CSV file can't say what the source said. */
static char *
write_geometry (SuyImportPlan *plan, SuyCrs *crs, guint32 row)
{
  gsize size;
  const guint8 *wkb = suy_source_get_wkb (suy_import_plan_get_source (plan), row, &size);
  g_autofree guint8 *copy = wkb == NULL ? NULL : g_memdup2 (wkb, size);

  if (wkb == NULL)
    return NULL;
  if (crs == NULL || !suy_wkb_walk (copy, size, move_point, crs, NULL))
    return suy_wkb_to_text (wkb, size);

  return suy_wkb_to_text (copy, size);
}

static void
write_headings (GString *out, SuySource *source, guint n_columns)
{
  g_string_append (out, "\xef\xbb\xbf");
  for (guint i = 0; i < n_columns; i++)
    append (out, suy_source_get_column (source, i), i == 0);
  if (needs_geometry (source))
    append (out, "WKT", n_columns == 0);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    append (out, headings[i], FALSE);
  g_string_append (out, "\r\n");
}

/* The reasons of all doubtful values of one row, each once. */
static guint
gather (SuyImportPlan *plan, guint first, GString *reason, GString *remedy)
{
  guint32 source_row = suy_import_plan_get (plan, first)->source_row;
  guint i = first;

  g_string_truncate (reason, 0);
  g_string_truncate (remedy, 0);
  for (; i < suy_import_plan_get_n (plan); i++)
    {
      const SuyImportRow *row = suy_import_plan_get (plan, i);

      if (row->source_row != source_row)
        break;
      if (row->fate != SUY_FATE_FLAGGED && row->fate != SUY_FATE_REFUSED)
        continue;
      if (strstr (reason->str, row->reason) == NULL)
        g_string_append_printf (reason, "%s%s", reason->len > 0 ? "; " : "", row->reason);
      if (strstr (remedy->str, row->remedy) == NULL)
        g_string_append_printf (remedy, "%s%s", remedy->len > 0 ? "; " : "", row->remedy);
    }

  return i;
}

static void
write_row (GString *out,
           SuyImportPlan *plan,
           SuyCrs *crs,
           const SuyImportRow *row,
           guint n_columns,
           const char *reason,
           const char *remedy)
{
  SuySource *source = suy_import_plan_get_source (plan);
  g_autofree char *number = g_strdup_printf ("%u", row->row);

  for (guint i = 0; i < n_columns; i++)
    append (out, suy_import_plan_get_cell (plan, row->source_row, i), i == 0);
  if (needs_geometry (source))
    {
      g_autofree char *wkt = write_geometry (plan, crs, row->source_row);

      append (out, wkt, n_columns == 0);
    }
  append (out, number, FALSE);
  append (out, reason, FALSE);
  append (out, remedy, FALSE);
  g_string_append (out, "\r\n");
}

gboolean
suy_report_write (SuyImportPlan *plan, const char *path, guint *n_rows, GError **error)
{
  SuySource *source = suy_import_plan_get_source (plan);
  guint n_columns = suy_source_get_n_columns (source) - suy_report_count_columns (source);
  g_autoptr (SuyCrs) crs = suy_import_plan_crs_is_given (plan)
                               ? NULL
                               : suy_crs_new (suy_import_plan_get_crs (plan), NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) reason = g_string_new (NULL);
  g_autoptr (GString) remedy = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;
  guint n = 0;

  write_headings (out, source, n_columns);
  for (guint i = 0, next; i < suy_import_plan_get_n (plan); i = next)
    {
      next = gather (plan, i, reason, remedy);
      if (reason->len == 0)
        continue;
      write_row (out, plan, crs, suy_import_plan_get (plan, i), n_columns, reason->str,
                 remedy->str);
      n++;
    }

  if (n_rows != NULL)
    *n_rows = n;
  if (g_file_set_contents (path, out->str, (gssize) out->len, &cause))
    return TRUE;
  g_set_error (error, SUY_ERROR, SUY_ERROR_IO, _ ("The report %s can't be written: %s"), path,
               cause->message);

  return FALSE;
}
