/* suy-ledger-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ledger-check.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "suy-field.h"
#include "suy-id.h"
#include "suy-ledger-table.h"
#include "suy-workspace-private.h"

#define WHOLE 10000 /* basis points */

static const char *const classes[SUY_LEDGER_N_CLASSES] = { "immediate", "phased", "long_term" };

/* domain.md S-052; plan and measures have checks of their own. */
static const char *const needed[] = {
  "title", "goal", "supervising_unit", "deadline", "responsible_unit", "responsible_person"
};

static const struct
{
  const char *name, *words;
} faults[SUY_LEDGER_N_FAULTS] = {
  [SUY_LEDGER_NO_PLAN] = { "no_plan", N_ ("no plan document") },
  [SUY_LEDGER_NO_MEASURE] = { "no_measure", N_ ("no measure") },
  [SUY_LEDGER_NO_RESULT] = { "no_result", N_ ("no result") },
  [SUY_LEDGER_EMPTY_FIELD] = { "empty_field", N_ ("empty field") },
  [SUY_LEDGER_NO_ACCEPTANCE] = { "no_acceptance", N_ ("closed without acceptance") },
  [SUY_LEDGER_NO_EVIDENCE] = { "no_evidence", N_ ("closed without evidence") },
  [SUY_LEDGER_NOT_CLOSED] = { "not_closed", N_ ("date of closing on an open item") },
  [SUY_LEDGER_WRONG_ORDER] = { "wrong_order", N_ ("closed before the acceptance") },
};

typedef struct
{
  SuyWorkspace *workspace;
  GHashTable *accepted; /* ids of items with an acceptance that passed */
  GHashTable *evident;  /* "register id" with a file */
  GHashTable *sums;     /* batch to SuyLedgerSum */
  SuyLedgerReport *report;
} Check;

const char *
suy_ledger_get_class (guint i)
{
  g_return_val_if_fail (i < SUY_LEDGER_N_CLASSES, NULL);

  return classes[i];
}

const char *
suy_ledger_fault_get_name (SuyLedgerFault fault)
{
  return faults[fault].name;
}

const char *
suy_ledger_fault_describe (SuyLedgerFault fault)
{
  return _ (faults[fault].words);
}

/* ---- what is looked up once ---- */

static GPtrArray *
get_all (SuyWorkspace *self, const char *layer, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, layer, error);
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (self->store, reg, NULL, error);

  return ids == NULL
             ? NULL
             : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                   ids->len, error);
}

static char *
name_object (const char *layer, gint64 id)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, layer, id);
}

static gboolean
look_up (Check *self, GError **error)
{
  g_autoptr (GPtrArray) acceptances = get_all (self->workspace, "acceptance", error);
  g_autoptr (GPtrArray) files =
      acceptances == NULL ? NULL : get_all (self->workspace, "attachment", error);

  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < acceptances->len; i++)
    {
      gint64 item = suy_record_get_integer (acceptances->pdata[i], "item");

      if (g_strcmp0 (suy_record_get_text (acceptances->pdata[i], "verdict"), "pass") == 0)
        g_hash_table_add (self->accepted, g_memdup2 (&item, sizeof item));
    }
  for (guint i = 0; i < files->len; i++)
    g_hash_table_add (self->evident,
                      name_object (suy_record_get_text (files->pdata[i], "object_register"),
                                   suy_record_get_integer (files->pdata[i], "object_id")));

  return TRUE;
}

/* ---- one item ---- */

static void
add_finding (Check *self,
             SuyLedgerSum *sum,
             const SuyRecord *item,
             SuyLedgerFault fault,
             const SuyField *field)
{
  const SuyLedgerFinding finding = { suy_record_get_id (item), fault, field };

  g_array_append_val (self->report->findings, finding);
  sum->n_faults[fault]++;
  self->report->all.n_faults[fault]++;
}

static gboolean
is_empty (const SuyRecord *item, const char *name)
{
  const SuyField *field = suy_register_find (suy_record_get_register (item), name);
  const SuyValue *value = suy_record_get (item, field);

  return value->type == SUY_VALUE_NULL || (value->type == SUY_VALUE_TEXT && *value->text == '\0');
}

static const char *
get_group (const SuyRecord *item)
{
  const SuyField *field = suy_register_find (suy_record_get_register (item), "state");
  const char *state = suy_record_get_text (item, "state");
  const SuyChoice *choice = state == NULL ? NULL : suy_field_find_choice (field, state);

  return choice == NULL || choice->group == NULL ? "" : choice->group;
}

static guint
count_measures (const SuyRecord *item)
{
  const char *json = suy_record_get_text (item, "measures");
  g_auto (GStrv) list = json == NULL ? NULL : suy_field_split_list (json);

  return list == NULL ? 0 : g_strv_length (list);
}

/* A plan that was approved is not at work yet. */
static gboolean
lacks_result (const SuyRecord *item, const char *group)
{
  gint64 actual = suy_record_get_integer (item, "actual_bp");

  if (strcmp (group, "done") == 0)
    return actual < WHOLE;

  return actual <= 0 && (strcmp (group, "check") == 0 ||
                         (strcmp (group, "work") == 0 &&
                          g_strcmp0 (suy_record_get_text (item, "state"), "planned") != 0));
}

static gboolean
has_evidence (const Check *self, const SuyRecord *item)
{
  g_autofree char *own = name_object (SUY_LEDGER_REGISTER, suy_record_get_id (item));
  g_autofree char *of_case = name_object ("problem", suy_record_get_integer (item, "problem"));

  return g_hash_table_contains (self->evident, own) ||
         g_hash_table_contains (self->evident, of_case);
}

/* 逐项对账: what is said to be closed, held against what proves it. */
static void
reconcile (Check *self, SuyLedgerSum *sum, const SuyRecord *item, const char *group)
{
  gint64 id = suy_record_get_id (item);
  const char *accepted = suy_record_get_text (item, "accepted_at");
  const char *closed = suy_record_get_text (item, "closed_at");

  if (strcmp (group, "done") != 0)
    {
      if (closed != NULL && suy_record_get_integer (item, "rebound_count") == 0)
        add_finding (self, sum, item, SUY_LEDGER_NOT_CLOSED, NULL);
      return;
    }
  if (!g_hash_table_contains (self->accepted, &id))
    add_finding (self, sum, item, SUY_LEDGER_NO_ACCEPTANCE, NULL);
  if (!has_evidence (self, item))
    add_finding (self, sum, item, SUY_LEDGER_NO_EVIDENCE, NULL);
  if (accepted != NULL && closed != NULL && strcmp (closed, accepted) < 0)
    add_finding (self, sum, item, SUY_LEDGER_WRONG_ORDER, NULL);
}

static void
check_item (Check *self, SuyLedgerSum *sum, const SuyRecord *item)
{
  const char *group = get_group (item);

  if (strcmp (group, "side") == 0)
    return;
  if (is_empty (item, "plan_document"))
    add_finding (self, sum, item, SUY_LEDGER_NO_PLAN, NULL);
  if (count_measures (item) == 0)
    add_finding (self, sum, item, SUY_LEDGER_NO_MEASURE, NULL);
  if (lacks_result (item, group))
    add_finding (self, sum, item, SUY_LEDGER_NO_RESULT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (is_empty (item, needed[i]))
      add_finding (self, sum, item, SUY_LEDGER_EMPTY_FIELD,
                   suy_register_find (suy_record_get_register (item), needed[i]));
  reconcile (self, sum, item, group);
}

/* ---- sums ---- */

static void
free_sum (gpointer sum)
{
  g_free (((SuyLedgerSum *) sum)->batch);
  g_free (sum);
}

static SuyLedgerSum *
find_sum (Check *self, const char *batch)
{
  const char *key = batch == NULL ? "" : batch;
  SuyLedgerSum *sum = g_hash_table_lookup (self->sums, key);

  if (sum != NULL)
    return sum;
  sum = g_new0 (SuyLedgerSum, 1);
  sum->batch = g_strdup (batch);
  g_ptr_array_add (self->report->batches, sum);
  g_hash_table_insert (self->sums, g_strdup (key), sum);

  return sum;
}

static SuyLedgerYear *
find_year (SuyLedgerReport *report, int year)
{
  const SuyLedgerYear fresh = { .year = year };
  guint i = 0;

  while (i < report->years->len && g_array_index (report->years, SuyLedgerYear, i).year < year)
    i++;
  if (i == report->years->len || g_array_index (report->years, SuyLedgerYear, i).year != year)
    g_array_insert_val (report->years, i, fresh);

  return &g_array_index (report->years, SuyLedgerYear, i);
}

static void
count_year (SuyLedgerReport *report, const SuyRecord *item)
{
  const char *first = suy_record_get_text (item, "deadline_original");
  const char *deadline = first != NULL ? first : suy_record_get_text (item, "deadline");
  const char *name = suy_record_get_text (item, "rect_class");
  const char *group = get_group (item);
  SuyLedgerYear *year;

  if (strcmp (group, "side") == 0)
    return;
  year = find_year (report, deadline == NULL ? 0 : atoi (deadline));
  for (guint i = 0; i < SUY_LEDGER_N_CLASSES; i++)
    if (g_strcmp0 (name, classes[i]) == 0)
      {
        year->planned[i]++;
        year->done[i] += strcmp (group, "done") == 0;
      }
}

static void
count_item (Check *self, const SuyRecord *item)
{
  SuyLedgerSum *sum = find_sum (self, suy_record_get_text (item, "batch"));
  guint n = count_measures (item);

  sum->n_items++;
  sum->n_measures += n;
  self->report->all.n_items++;
  self->report->all.n_measures += n;
  count_year (self->report, item);
  check_item (self, sum, item);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const SuyLedgerSum *const *) a)->batch,
                    (*(const SuyLedgerSum *const *) b)->batch);
}

static SuyLedgerReport *
report_new (void)
{
  SuyLedgerReport *report = g_new0 (SuyLedgerReport, 1);

  report->batches = g_ptr_array_new_with_free_func (free_sum);
  report->years = g_array_new (FALSE, FALSE, sizeof (SuyLedgerYear));
  report->findings = g_array_new (FALSE, FALSE, sizeof (SuyLedgerFinding));

  return report;
}

SuyLedgerReport *
suy_ledger_check (SuyWorkspace *self, const GArray *ids, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, SUY_LEDGER_REGISTER, error);
  g_autoptr (GPtrArray) items =
      reg == NULL ? NULL
                  : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                        ids->len, error);
  g_autoptr (SuyLedgerReport) report = report_new ();
  g_autoptr (GHashTable) accepted =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) evident = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Check check = { self, accepted, evident, sums, report };

  if (items == NULL || !look_up (&check, error))
    return NULL;
  for (guint i = 0; i < items->len; i++)
    if (items->pdata[i] != NULL)
      count_item (&check, items->pdata[i]);
  g_ptr_array_sort (report->batches, compare_sums);

  return g_steal_pointer (&report);
}

void
suy_ledger_report_free (SuyLedgerReport *self)
{
  g_ptr_array_unref (self->batches);
  g_array_unref (self->years);
  g_array_unref (self->findings);
  g_free (self);
}
