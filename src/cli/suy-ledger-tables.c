/* suy-ledger-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-tables.h"

#include <glib/gi18n.h>

#include "suy-ledger-table.h"

SuyTable *
suy_ledger_table_findings (SuyWorkspace *workspace, const SuyLedgerReport *report)
{
  const SuyRegister *reg =
      suy_catalog_find (suy_workspace_get_catalog (workspace), SUY_LEDGER_REGISTER);
  const char *language = g_get_language_names ()[0];
  SuyTable *table = suy_table_new ("findings", "item", SUY_COLUMN_TEXT, "title", SUY_COLUMN_TEXT,
                                   "fault", SUY_COLUMN_TEXT, "what", SUY_COLUMN_TEXT, NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const SuyLedgerFinding *finding = &g_array_index (report->findings, SuyLedgerFinding, i);
      g_autoptr (SuyRecord) item =
          suy_store_get (suy_workspace_get_store (workspace), reg, finding->id, NULL);
      g_autofree char *key = suy_workspace_get_key (workspace, reg, finding->id);

      suy_table_add_row (table, NULL);
      suy_table_add_text (table, key);
      suy_table_add_text (table, item == NULL ? NULL : suy_record_get_text (item, "title"));
      suy_table_add_text (table, suy_ledger_fault_get_name (finding->fault));
      suy_table_add_text (table, finding->field != NULL
                                     ? suy_label_get (&finding->field->label, language)
                                     : suy_ledger_fault_describe (finding->fault));
    }
  suy_table_add_count (table, "n_items", _ ("Items"), report->all.n_items);
  suy_table_add_count (table, "n_measures", _ ("Measures"), report->all.n_measures);
  for (guint fault = 0; fault < SUY_LEDGER_N_FAULTS; fault++)
    suy_table_add_count (table, suy_ledger_fault_get_name ((SuyLedgerFault) fault),
                         suy_ledger_fault_describe ((SuyLedgerFault) fault),
                         report->all.n_faults[fault]);

  return table;
}

static void
add_sum (SuyTable *table, const SuyLedgerSum *sum, const char *name)
{
  suy_table_add_row (table, NULL);
  suy_table_add_text (table, name);
  suy_table_add_integer (table, sum->n_items);
  suy_table_add_integer (table, sum->n_measures);
  for (guint fault = 0; fault < SUY_LEDGER_N_FAULTS; fault++)
    suy_table_add_integer (table, sum->n_faults[fault]);
}

SuyTable *
suy_ledger_table_batches (const SuyLedgerReport *report)
{
  SuyTable *table = suy_table_new ("batches", "batch", SUY_COLUMN_TEXT, "n_items",
                                   SUY_COLUMN_NUMBER, "n_measures", SUY_COLUMN_NUMBER, NULL);

  for (guint fault = 0; fault < SUY_LEDGER_N_FAULTS; fault++)
    suy_table_add_column (table, suy_ledger_fault_get_name ((SuyLedgerFault) fault),
                          SUY_COLUMN_NUMBER);
  for (guint i = 0; i < report->batches->len; i++)
    {
      const SuyLedgerSum *sum = report->batches->pdata[i];

      add_sum (table, sum, sum->batch == NULL ? "—" : sum->batch);
    }

  return table;
}

SuyTable *
suy_ledger_table_years (const SuyLedgerReport *report)
{
  SuyTable *table = suy_table_new ("years", "year", SUY_COLUMN_NUMBER, NULL);

  for (guint i = 0; i < SUY_LEDGER_N_CLASSES; i++)
    {
      g_autofree char *done = g_strconcat (suy_ledger_get_class (i), "_done", NULL);

      suy_table_add_column (table, suy_ledger_get_class (i), SUY_COLUMN_NUMBER);
      suy_table_add_column (table, done, SUY_COLUMN_NUMBER);
    }
  for (guint i = 0; i < report->years->len; i++)
    {
      const SuyLedgerYear *year = &g_array_index (report->years, SuyLedgerYear, i);

      suy_table_add_row (table, NULL);
      suy_table_add_integer (table, year->year);
      for (guint k = 0; k < SUY_LEDGER_N_CLASSES; k++)
        {
          suy_table_add_integer (table, year->planned[k]);
          suy_table_add_integer (table, year->done[k]);
        }
    }

  return table;
}
