/* suy-import-outcome.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-import-outcome.h"

#include <glib/gi18n.h>

#include "suy-report.h"
#include "suy-table.h"

/* By SuyFate: as JSON names them, and as people read them. */
static const char *const fates[SUY_FATE_N] = { "insert", "update",  "same",
                                               "empty",  "flagged", "refused" };
static const char *const fate_labels[SUY_FATE_N] = {
  N_ ("New"),           N_ ("Changed"),  N_ ("The same already"),
  N_ ("Without value"), N_ ("Doubtful"), N_ ("Refused"),
};

static void
add_row (SuyTable *table, SuyImportPlan *plan, const SuyImportRow *row)
{
  SuySource *source = suy_import_plan_get_source (plan);

  suy_table_add_row (table, NULL);
  suy_table_add_number (table, row->row);
  suy_table_add_text (table, fates[row->fate]);
  suy_table_add_text (table,
                      row->column < 0 ? NULL : suy_source_get_column (source, (guint) row->column));
  suy_table_add_text (table, row->reason);
  suy_table_add_text (table, row->remedy);
}

/* What is refused or doubtful, row by row, and the sums. */
static SuyTable *
outcome (SuyImport *import)
{
  SuyImportPlan *plan = suy_import_get_plan (import);
  SuyTable *table =
      suy_table_new ("rows", "row", SUY_COLUMN_NUMBER, "fate", SUY_COLUMN_TEXT, "column",
                     SUY_COLUMN_TEXT, "reason", SUY_COLUMN_TEXT, "remedy", SUY_COLUMN_TEXT, NULL);
  const GPtrArray *const notes[] = { suy_import_plan_get_notes (plan),
                                     suy_import_get_notes (import) };

  for (guint i = 0; i < suy_import_plan_get_n (plan); i++)
    {
      const SuyImportRow *row = suy_import_plan_get (plan, i);

      if (row->fate >= SUY_FATE_FLAGGED || row->flagged)
        add_row (table, plan, row);
    }
  for (guint fate = 0; fate < SUY_FATE_N; fate++)
    suy_table_add_count (table, fates[fate], _ (fate_labels[fate]),
                         suy_import_plan_count (plan, (SuyFate) fate));
  suy_table_add_note (table, "crs", suy_import_plan_get_crs (plan));
  for (guint list = 0, n = 0; list < G_N_ELEMENTS (notes); list++)
    for (guint i = 0; i < notes[list]->len; i++)
      {
        g_autofree char *name = g_strdup_printf ("note_%u", ++n);

        suy_table_add_note (table, name, notes[list]->pdata[i]);
      }

  return table;
}

int
suy_import_outcome_run (SuyImport *import,
                        const char *report,
                        gboolean dry_run,
                        const SuyCommon *common,
                        GError **error)
{
  SuyImportPlan *plan = suy_import_get_plan (import);
  g_autoptr (SuyTable) table = outcome (import);
  guint bad = suy_import_plan_count (plan, SUY_FATE_REFUSED) +
              suy_import_plan_count (plan, SUY_FATE_FLAGGED);

  if ((report != NULL && !suy_report_write (plan, report, NULL, error)) ||
      (!dry_run && !suy_import_run (import, common->reason, NULL, error)))
    return SUY_EXIT_FAILED;
  suy_table_print (table, common->format);

  return bad > 0 ? SUY_EXIT_PARTLY : SUY_EXIT_DONE;
}
