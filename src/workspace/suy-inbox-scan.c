/* suy-inbox-scan.c: which records of one register ask something, and until when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-date.h"
#include "suy-id.h"
#include "suy-inbox-private.h"

typedef struct
{
  SuyInboxWork *work;
  const SuyRegister *reg;
  GPtrArray *duties;   /* (element-type SuyDuty) of the register, for the person's role */
  GPtrArray *fields;   /* (element-type SuyField) of the scan that runs */
  GArray *ids;         /* (element-type gint64): records that one of them may be about */
  GHashTable *entered; /* gint64 of a record to the moment at which it entered its state */
  GHashTable *actions; /* (nullable) */
  const char *state;   /* of the journal's scan */
  GError *error;
} Scan;

static gboolean
run_scan (Scan *scan, const SuyCellScan *what, SuyStoreEachRow each, GError **error)
{
  SuyCellScan full = *what;

  full.fields = (const SuyField *const *) (void *) scan->fields->pdata;
  full.n_fields = scan->fields->len;

  return suy_store_scan_cells (scan->work->store, scan->reg, &full, each, scan, error);
}

/* From the columns of state and person alone. */
static gboolean
is_candidate (const SuyInboxWork *work, const SuyDuty *duty, const SuyDutyFacts *facts)
{
  return work->everybody ? suy_duty_is_in_state (duty, facts)
                         : suy_duty_is_meant (duty, &work->person, facts);
}

/* First the columns that tell most records apart, since most are finished or another's. */
static void
on_candidate (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields, .values = values, .id = id };
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row, SUY_CLOCK_NEVER, scan->work->now };

  for (guint i = 0; i < scan->duties->len; i++)
    if (is_candidate (scan->work, scan->duties->pdata[i], &facts))
      {
        g_array_append_val (scan->ids, id);
        return;
      }
}

static gboolean
find_candidates (Scan *scan, GError **error)
{
  suy_inbox_add_field (scan->fields, scan->reg, "state");
  for (guint i = 0; i < scan->duties->len; i++)
    suy_inbox_add_field (scan->fields, scan->reg,
                         ((const SuyDuty *) scan->duties->pdata[i])->of_field);

  return run_scan (scan, &(SuyCellScan){ 0 }, on_candidate, error);
}

/* ---- when a state was entered ---- */

/* Rows come by rising id, which is by time, so that the last one stays. */
static void
on_journal (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  gint64 *moment = g_hash_table_lookup (scan->entered, &values[0].integer);
  const char *from = values[1].type == SUY_VALUE_TEXT ? values[1].text : "";

  if (moment == NULL || g_str_equal (from, scan->state) || values[2].type != SUY_VALUE_TEXT ||
      !suy_date_is_time (values[2].text))
    return;
  *moment = suy_date_get_moment (values[2].text);
}

static gboolean
read_entries (Scan *scan, const char *state, GError **error)
{
  const SuyRegister *journal = suy_catalog_lookup (scan->work->catalog, "journal", error);
  const SuyField *fields[3];
  SuyFilter filters[2];

  if (journal == NULL)
    return FALSE;
  fields[0] = suy_register_find (journal, "object_id");
  fields[1] = suy_register_find (journal, "from_state");
  fields[2] = suy_register_find (journal, "at");
  filters[0] = (SuyFilter){ suy_register_find (journal, "object_register"), SUY_FILTER_EQUAL,
                            SUY_TEXT (scan->reg->name) };
  filters[1] =
      (SuyFilter){ suy_register_find (journal, "to_state"), SUY_FILTER_EQUAL, SUY_TEXT (state) };
  scan->state = state;

  return suy_store_scan_cells (
      scan->work->store, journal,
      &(SuyCellScan){ .fields = fields, .n_fields = 3, .filters = filters, .n_filters = 2 },
      on_journal, scan, error);
}

/* Only for duties that count from there. */
static gboolean
find_entries (Scan *scan, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scan->ids->len; i++)
    {
      gint64 *id = g_memdup2 (&g_array_index (scan->ids, gint64, i), sizeof (gint64));
      gint64 *never = g_new (gint64, 1);

      *never = SUY_CLOCK_NEVER;
      g_hash_table_insert (scan->entered, id, never);
    }
  for (guint i = 0; scan->ids->len > 0 && i < scan->duties->len; i++)
    {
      const SuyDuty *duty = scan->duties->pdata[i];

      if (duty->from == NULL || !g_strv_contains ((const char *const *) duty->from, "state"))
        continue;
      for (guint k = 0; duty->states != NULL && duty->states[k] != NULL; k++)
        if (g_hash_table_add (done, duty->states[k]) &&
            !read_entries (scan, duty->states[k], error))
          return FALSE;
    }

  return TRUE;
}

/* ---- what is due ---- */

static void
judge (Scan *scan, const SuyDuty *duty, const SuyInboxRow *row, const SuyDutyFacts *facts)
{
  SuyInboxItem *item;
  SuyClock clock;

  if (scan->error != NULL || !suy_inbox_falls_on (scan->work, duty, facts) ||
      !suy_duty_read_clock (scan->work->duties, duty, facts, &clock, &scan->error))
    return;
  item = suy_inbox_add_item (scan->work, duty, scan->reg, row);
  item->due = clock.due;
  item->left = clock.left;
  item->days_left = clock.days_left;
  item->state = clock.state;
  item->known = clock.known;
  item->owners = suy_inbox_find_owners (scan->work, duty, facts);
}

static void
on_row (gint64 id, const SuyValue *values, gpointer data)
{
  Scan *scan = data;
  SuyInboxRow row = { .fields = scan->fields,
                      .values = values,
                      .work = scan->work,
                      .actions = scan->actions,
                      .id = id,
                      .now = scan->work->now };
  const gint64 *entered = g_hash_table_lookup (scan->entered, &id);
  const SuyDutyFacts facts = { suy_inbox_row_cell, &row,
                               entered == NULL ? SUY_CLOCK_NEVER : *entered, scan->work->now };

  for (guint i = 0; i < scan->duties->len; i++)
    judge (scan, scan->duties->pdata[i], &row, &facts);
}

static gboolean
add_fields (Scan *scan, GError **error)
{
  suy_inbox_add_item_fields (scan->fields, scan->reg);
  for (guint i = 0; i < scan->duties->len; i++)
    {
      const SuyDuty *duty = scan->duties->pdata[i];

      suy_inbox_add_tests (scan->fields, scan->reg, duty->tests);
      suy_inbox_add_field (scan->fields, scan->reg, duty->level);
      suy_inbox_add_field (scan->fields, scan->reg, duty->move_of);
      for (guint k = 0; duty->from != NULL && duty->from[k] != NULL; k++)
        suy_inbox_add_field (scan->fields, scan->reg, duty->from[k]);
      if (suy_inbox_asks (duty, "approver_tier"))
        suy_inbox_add_approver_fields (scan->fields, scan->reg);
      if (!suy_inbox_asks (duty, "ladder") || scan->actions != NULL)
        continue;
      suy_inbox_add_ladder_fields (scan->fields, scan->reg);
      scan->actions = suy_inbox_read_actions (scan->work, error);
      if (scan->actions == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
judge_candidates (Scan *scan, GError **error)
{
  const SuyCellScan some = { .ids = (const gint64 *) (const void *) scan->ids->data,
                             .n_ids = scan->ids->len };

  if (scan->ids->len == 0)
    return TRUE;
  if (!add_fields (scan, error) || !run_scan (scan, &some, on_row, error))
    return FALSE;
  if (scan->error != NULL)
    g_propagate_error (error, g_steal_pointer (&scan->error));

  return error == NULL || *error == NULL;
}

gboolean
suy_inbox_add_register (SuyInboxWork *work, const char *name, GPtrArray *duties, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) entered =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  Scan scan = { work, suy_catalog_find (work->catalog, name), duties, fields, ids, entered };
  gboolean ok;

  if (scan.reg == NULL)
    return TRUE;
  ok = find_candidates (&scan, error) && find_entries (&scan, error) &&
       judge_candidates (&scan, error);
  g_clear_pointer (&scan.actions, g_hash_table_unref);

  return ok;
}
