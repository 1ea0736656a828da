/* suy-inbox-ladder.c: which record of the overdue ladder is to be made next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: W-5 (004 #19; 001-5).  What only the case knows is looked up for the few items that it
 * can matter to: those that have been overdue for long. */

#include "config.h"

#include "suy-date.h"
#include "suy-id.h"
#include "suy-inbox-private.h"
#include "suy-schedule.h"

/* What there is of one item. */
typedef struct
{
  guint n[SUY_N_RUNGS];
  gint64 listed_day;
} Actions;

static const char *const kinds[SUY_N_RUNGS] = {
  NULL, "remind", "supervise", "interview", "listed_supervision", "accountability",
};

static const char *const needed[] = { "start",     "deadline_current", "deadline", "accepted_at",
                                      "actual_bp", "progress_on",      "problem" };

gboolean
suy_inbox_asks (const SuyDuty *duty, const char *cell)
{
  for (guint i = 0; i < duty->tests->len; i++)
    if (g_str_equal (g_array_index (duty->tests, SuyDutyTest, i).field, cell))
      return TRUE;

  return FALSE;
}

void
suy_inbox_add_ladder_fields (GPtrArray *fields, const SuyRegister *reg)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    suy_inbox_add_field (fields, reg, needed[i]);
}

static void
on_action (G_GNUC_UNUSED gint64 id, const SuyValue *values, gpointer data)
{
  const char *day = values[2].type == SUY_VALUE_TEXT ? values[2].text : "";
  Actions *actions;

  if (values[0].type != SUY_VALUE_INTEGER || values[1].type != SUY_VALUE_TEXT)
    return;
  actions = g_hash_table_lookup (data, &values[0].integer);
  if (actions == NULL)
    {
      actions = g_new0 (Actions, 1);
      g_hash_table_insert (data, g_memdup2 (&values[0].integer, sizeof (gint64)), actions);
    }
  for (guint i = 1; i < SUY_N_RUNGS; i++)
    if (g_str_equal (kinds[i], values[1].text))
      actions->n[i]++;
  if (g_str_equal (kinds[SUY_RUNG_LISTED], values[1].text) && actions->listed_day == 0 &&
      suy_date_is_date (day))
    actions->listed_day = suy_date_get_day (day);
}

GHashTable *
suy_inbox_read_actions (SuyInboxWork *work, GError **error)
{
  g_autoptr (GHashTable) actions =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  const SuyRegister *reg = suy_catalog_lookup (work->catalog, "action_record", error);
  const SuyField *fields[3];

  if (reg == NULL || suy_schedule_get_rules (error) == NULL)
    return NULL;
  fields[0] = suy_register_find (reg, "item");
  fields[1] = suy_register_find (reg, "kind");
  fields[2] = suy_register_find (reg, "issued_on");
  if (!suy_store_scan_cells (work->store, reg, &(SuyCellScan){ .fields = fields, .n_fields = 3 },
                             on_action, actions, error))
    return NULL;

  return g_steal_pointer (&actions);
}

/* @none if the cell has no day. */
static gint64
day_of (const SuyInboxRow *row, const char *field, gint64 none)
{
  const SuyValue *value = suy_inbox_row_cell (field, (gpointer) (const void *) row);
  const char *text = value != NULL && value->type == SUY_VALUE_TEXT ? value->text : "";

  return suy_date_is_date (text) ? suy_date_get_day (text) : none;
}

static gint64
integer_of (const SuyInboxRow *row, const char *field)
{
  const SuyValue *value = suy_inbox_row_cell (field, (gpointer) (const void *) row);

  return value != NULL && value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

/* A person has found serious consequences, in the case of the item. */
static gboolean
is_grave (const SuyInboxRow *row)
{
  const SuyRegister *reg = suy_catalog_find (row->work->catalog, "problem");
  gint64 id = integer_of (row, "problem");
  g_autoptr (SuyRecord) problem =
      reg == NULL || id == 0 ? NULL : suy_store_get (row->work->store, reg, id, NULL);

  return problem != NULL && suy_record_get_integer (problem, "serious_consequence") != 0;
}

const char *
suy_inbox_get_rung (const SuyInboxRow *row)
{
  const SuyLadderRules *rules = suy_schedule_get_rules (NULL);
  const Actions *actions = g_hash_table_lookup (row->actions, &row->id);
  gint64 today = suy_date_day_of_moment (row->now);
  gint64 first = day_of (row, "deadline", G_MAXINT64);
  SuyLadderFacts facts = { .due = day_of (row, "deadline_current", first) };
  SuyLadder ladder;
  SuySchedule schedule;
  SuyLag lag = { 0 };

  if (facts.due == G_MAXINT64)
    return suy_rung_get_name (SUY_RUNG_NONE);
  facts.start = MIN (day_of (row, "start", today), facts.due);
  facts.progress_day = MAX (day_of (row, "progress_on", facts.start), facts.start);
  facts.accepted = day_of (row, "accepted_at", G_MAXINT64) != G_MAXINT64;
  schedule = (SuySchedule){ .start = facts.start,
                            .due = facts.due,
                            .actual_bp = integer_of (row, "actual_bp"),
                            .accepted = facts.accepted };
  suy_schedule_get_lag (&schedule, today, &lag);
  facts.lag_bp = lag.lag_bp;
  facts.listed_day = actions == NULL || actions->listed_day == 0 ? today : actions->listed_day;
  for (guint i = 1; actions != NULL && i < SUY_N_RUNGS; i++)
    facts.records[i] = actions->n[i];
  if (today - facts.due > rules->accountability_days)
    facts.grave = is_grave (row);
  suy_ladder_read (rules, &facts, today, &ladder);

  return suy_rung_get_name (ladder.next);
}
