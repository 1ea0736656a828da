/* suy-case-verbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-case-verbs.h"

#include <glib/gi18n.h>
#include <math.h>

#include "suy-case-query.h"
#include "suy-case-stats.h"
#include "suy-duplicates.h"
#include "suy-record-list.h"
#include "suy-table.h"
#include "suy-workspace-moves.h"

#define REGISTER "problem"

static int
compare_ids (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Takes out of @ids what does not pass the filters, and leaves the order as it is. */
static gboolean
keep_filtered (SuyWorkspace *workspace, char **filters, GArray *ids, GError **error)
{
  const SuyListing listing = { .layer = REGISTER, .filters = filters };
  const SuyRegister *reg =
      suy_catalog_lookup (suy_workspace_get_catalog (workspace), REGISTER, error);
  g_autoptr (GArray) passed =
      reg == NULL ? NULL : suy_record_list_select (workspace, reg, &listing, error);
  guint n = 0;

  if (passed == NULL)
    return FALSE;
  g_array_sort (passed, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (g_array_binary_search (passed, &g_array_index (ids, gint64, i), compare_ids, NULL))
      g_array_index (ids, gint64, n++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, n);

  return TRUE;
}

gboolean
suy_case_list_print (SuyWorkspace *workspace,
                     const SuyCaseWish *wish,
                     const char *format,
                     GError **error)
{
  g_auto (SuyCaseQuery) query = { 0 };
  g_autoptr (GArray) ids = NULL;
  SuyListing listing = { .layer = REGISTER };

  if (wish->kept != NULL && !suy_case_query_load (&query, workspace, wish->kept, error))
    return FALSE;
  if (wish->state != NULL)
    {
      g_free (query.state);
      query.state = g_strdup (wish->state);
    }
  query.mine |= wish->mine;
  query.late |= wish->late;
  ids = suy_case_query_run (&query, workspace, error);
  if (ids == NULL ||
      (wish->filters != NULL && !keep_filtered (workspace, wish->filters, ids, error)))
    return FALSE;
  listing.ids = ids;

  return suy_record_list_print (workspace, &listing, format, error);
}

/* ---- the same ---- */

gboolean
suy_case_duplicates_print (SuyWorkspace *workspace,
                           const SuyRegister *reg,
                           gint64 id,
                           const char *format,
                           GError **error)
{
  SuyStore *store = suy_workspace_get_store (workspace);
  g_autoptr (SuyRecord) record = suy_store_get (store, reg, id, error);
  g_autoptr (GArray) found =
      record == NULL ? NULL : suy_workspace_find_duplicates (workspace, record, error);
  g_autoptr (SuyTable) table = suy_table_new (
      "duplicates", "key", SUY_COLUMN_TEXT, "title", SUY_COLUMN_TEXT, "state", SUY_COLUMN_TEXT,
      "distance_m", SUY_COLUMN_NUMBER, "age_days", SUY_COLUMN_NUMBER, NULL);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const SuyDuplicate *one = &g_array_index (found, SuyDuplicate, i);
      g_autoptr (SuyRecord) other = suy_store_get (store, reg, one->id, error);
      g_autofree char *key = suy_workspace_get_key (workspace, reg, one->id);

      if (other == NULL)
        return FALSE;
      suy_table_add_row (table, suy_record_get_geometry (other));
      suy_table_add_text (table, key);
      suy_table_add_text (table, suy_record_get_text (other, reg->title->name));
      suy_table_add_text (table, suy_record_get_text (other, "state"));
      suy_table_add_number (table, one->distance_m);
      suy_table_add_integer (table, one->age_days);
    }
  suy_table_print (table, format);

  return TRUE;
}

gboolean
suy_case_duplicates_warn (SuyWorkspace *workspace, const SuyRecord *record, GError **error)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autoptr (GArray) found = suy_workspace_find_duplicates (workspace, record, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const SuyDuplicate *one = &g_array_index (found, SuyDuplicate, i);
      g_autofree char *what = suy_workspace_describe (workspace, reg, one->id);

      g_printerr (_ ("It may be the same as %s: %.0f m away, %d days apart. Reporting it then asks "
                     "for duplicate_of.\n"),
                  what, one->distance_m, (int) one->age_days);
    }

  return TRUE;
}

/* ---- numbers ---- */

static gboolean
print_townships (SuyWorkspace *workspace, const char *format, GError **error)
{
  const SuyRegister *towns =
      suy_catalog_lookup (suy_workspace_get_catalog (workspace), "township", error);
  g_autoptr (GArray) all = towns == NULL ? NULL : suy_workspace_count_cases (workspace, error);
  g_autoptr (SuyTable) table = suy_table_new (
      "townships", "township", SUY_COLUMN_TEXT, "cases", SUY_COLUMN_NUMBER, "open",
      SUY_COLUMN_NUMBER, "late", SUY_COLUMN_NUMBER, "repeats", SUY_COLUMN_NUMBER, NULL);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const SuyTownshipCases *row = &g_array_index (all, SuyTownshipCases, i);
      g_autofree char *name =
          row->township == 0 ? NULL : suy_workspace_describe (workspace, towns, row->township);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, name);
      suy_table_add_integer (table, row->n);
      suy_table_add_integer (table, row->n_open);
      suy_table_add_integer (table, row->n_late);
      suy_table_add_integer (table, row->n_repeats);
    }
  suy_table_print (table, format);

  return TRUE;
}

static gboolean
print_stages (SuyWorkspace *workspace, const char *format, GError **error)
{
  g_autoptr (GPtrArray) stages = suy_workspace_get_stage_times (workspace, error);
  g_autoptr (SuyTable) table =
      suy_table_new ("states", "state", SUY_COLUMN_TEXT, "left", SUY_COLUMN_NUMBER, "mean_days",
                     SUY_COLUMN_NUMBER, "longest_days", SUY_COLUMN_NUMBER, NULL);

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      const SuyStageTime *stage = stages->pdata[i];
      double days = (double) stage->sum / G_TIME_SPAN_DAY;

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, stage->state);
      suy_table_add_integer (table, stage->n);
      suy_table_add_number (table, stage->n == 0 ? NAN : days / stage->n);
      suy_table_add_number (table, stage->n == 0 ? NAN : (double) stage->longest / G_TIME_SPAN_DAY);
    }
  suy_table_print (table, format);

  return TRUE;
}

gboolean
suy_case_stats_print (SuyWorkspace *workspace, const char *by, const char *format, GError **error)
{
  return g_strcmp0 (by, "state") == 0 ? print_stages (workspace, format, error)
                                      : print_townships (workspace, format, error);
}

/* ---- several ---- */

/* TRUE if it was assigned; else @fate says why not. */
static gboolean
assign_one (SuyWorkspace *workspace, const char *key, char **words, char **fate)
{
  g_autofree char *text =
      strchr (key, ':') != NULL ? g_strdup (key) : g_strconcat (REGISTER ":", key, NULL);
  g_autoptr (SuyRecord) changes = NULL;
  g_autoptr (GError) error = NULL;
  const SuyRegister *reg;
  gint64 id;

  if (suy_workspace_resolve (workspace, text, &reg, &id, &error))
    {
      changes = suy_record_new (reg);
      suy_record_set_id (changes, id);
      if (suy_record_fill (workspace, changes, words, NULL, &error))
        suy_workspace_move (workspace, changes, "assign", NULL, NULL, &error);
    }
  if (error != NULL)
    *fate = g_strdup (error->message);

  return error == NULL;
}

gboolean
suy_case_assign_all (SuyWorkspace *workspace,
                     char **words,
                     const char *format,
                     int *status,
                     GError **error)
{
  g_autoptr (SuyTable) table = suy_table_new ("cases", "key", SUY_COLUMN_TEXT, "fate",
                                              SUY_COLUMN_TEXT, "why", SUY_COLUMN_TEXT, NULL);
  guint n = 0, n_done = 0;

  while (words[n] != NULL && strchr (words[n], '=') == NULL)
    n++;
  if (n == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Name the cases first, then FIELD=VALUE."));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *why = NULL;
      gboolean done = assign_one (workspace, words[i], words + n, &why);

      n_done += done;
      suy_table_add_row (table, NULL);
      suy_table_add_text (table, words[i]);
      suy_table_add_text (table, done ? "assigned" : "refused");
      suy_table_add_text (table, why);
    }
  suy_table_add_count (table, "assigned", _ ("Assigned"), n_done);
  suy_table_print (table, format);
  *status = n_done == n ? SUY_EXIT_DONE : n_done == 0 ? SUY_EXIT_FAILED : SUY_EXIT_PARTLY;

  return TRUE;
}
