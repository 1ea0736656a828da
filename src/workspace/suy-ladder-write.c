/* suy-ladder-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-ladder-write.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-id.h"
#include "suy-schedule.h"
#include "suy-workspace-moves.h"

#define UNKNOWN SUY_CELL_UNKNOWN

/* A record of action about an item or a problem. */
typedef struct
{
  SuyRung rung;
  gint64 day;
} Action;

typedef struct
{
  SuyWorkspace *workspace;
  gint64 day;
  const SuyLadderRules *rules;
  GHashTable *actions; /* gint64, an item or a problem, to GArray of Action */
  GHashTable *grave;   /* gint64: problems with serious consequences */
  GArray *work;        /* (element-type SuyLadderWork) */
} Ladders;

static void
ladders_clear (Ladders *self)
{
  g_clear_pointer (&self->actions, g_hash_table_unref);
  g_clear_pointer (&self->grave, g_hash_table_unref);
  g_clear_pointer (&self->work, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ladders, ladders_clear)

/* ---- reading ---- */

static SuyRung
rung_of_kind (const char *kind)
{
  static const char *const kinds[SUY_N_RUNGS] = {
    NULL, "remind", "supervise", "interview", "listed_supervision", "accountability",
  };

  for (guint i = 1; kind != NULL && i < SUY_N_RUNGS; i++)
    if (g_str_equal (kinds[i], kind))
      return (SuyRung) i;

  return SUY_RUNG_NONE;
}

static SuyRung
rung_of_cell (const SuyValue *value)
{
  for (guint i = 1; i < SUY_N_RUNGS; i++)
    if (g_strcmp0 (suy_cell_text (value), suy_rung_get_name ((SuyRung) i)) == 0)
      return (SuyRung) i;

  return SUY_RUNG_NONE;
}

static void
add_action (Ladders *self, gint64 object, const Action *action)
{
  GArray *list = object == 0 ? NULL : g_hash_table_lookup (self->actions, &object);

  if (object == 0)
    return;
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Action));
      g_hash_table_insert (self->actions, g_memdup2 (&object, sizeof object), list);
    }
  g_array_append_val (list, *action);
}

/* item, problem, kind, issued_on; one that names both is one */
static void
on_action (gint64 id, const SuyValue *values, gpointer user_data)
{
  const Action action = { rung_of_kind (suy_cell_text (&values[2])), suy_cell_day (&values[3]) };
  gint64 item = suy_cell_integer (&values[0]);

  if (action.rung != SUY_RUNG_NONE && action.day != UNKNOWN)
    add_action (user_data, item != 0 ? item : suy_cell_integer (&values[1]), &action);
}

/* serious_consequence */
static void
on_problem (gint64 id, const SuyValue *values, gpointer user_data)
{
  Ladders *self = user_data;

  if (suy_cell_integer (&values[0]) != 0)
    g_hash_table_add (self->grave, g_memdup2 (&id, sizeof id));
}

/* Those of this round alone. */
static void
count_actions (const Ladders *self, SuyLadderFacts *facts, gint64 object)
{
  const GArray *list = g_hash_table_lookup (self->actions, &object);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Action *action = &g_array_index (list, Action, i);

      if (action->day < facts->start || action->day > self->day)
        continue;
      facts->records[action->rung]++;
      if (action->rung == SUY_RUNG_LISTED)
        facts->listed_day =
            facts->listed_day == 0 ? action->day : MIN (facts->listed_day, action->day);
    }
}

static gboolean
has_something (const SuyLadderWork *work)
{
  const SuyLadder *ladder = &work->ladder;

  return work->stored != ladder->due ||
         (!ladder->overdue && ladder->reminders_due > work->facts.records[SUY_RUNG_REMINDED]) ||
         work->stands < ladder->due;
}

static gboolean
is_finished (const SuyValue *state)
{
  static const char *const final[] = { "closed", "consolidating", "lookback_passed", "cancelled",
                                       NULL };

  return suy_cell_text (state) != NULL && g_strv_contains (final, suy_cell_text (state));
}

/* state, problem, start, deadline_current, deadline, actual_bp, accepted_at, progress_on,
 * escalation, rung_due */
static void
on_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  Ladders *self = user_data;
  gint64 day = self->day, start = suy_cell_day (&values[2]);
  gint64 due = suy_cell_day (&values[suy_cell_day (&values[3]) == UNKNOWN ? 4 : 3]);
  gint64 progress = suy_cell_day (&values[7]);
  SuyLadderWork work = { .id = id,
                         .problem = suy_cell_integer (&values[1]),
                         .stands = rung_of_cell (&values[8]),
                         .stored = rung_of_cell (&values[9]) };
  SuySchedule schedule = { .due = due, .actual_bp = suy_cell_integer (&values[5]) };
  SuyLag lag = { 0 };

  if (due == UNKNOWN || is_finished (&values[0]))
    return;
  work.facts.due = due;
  work.facts.start = schedule.start = MIN (start == UNKNOWN ? due : start, due);
  work.facts.progress_day =
      progress == UNKNOWN ? work.facts.start : MAX (progress, work.facts.start);
  work.facts.accepted = suy_cell_day (&values[6]) != UNKNOWN;
  work.facts.grave = g_hash_table_contains (self->grave, &work.problem);
  if (!work.facts.accepted && suy_schedule_get_lag (&schedule, day, &lag))
    work.facts.lag_bp = lag.lag_bp;
  count_actions (self, &work.facts, id);
  if (work.problem != 0)
    count_actions (self, &work.facts, work.problem);
  suy_ladder_read (self->rules, &work.facts, day, &work.ladder);
  work.ladder.due = work.facts.accepted ? SUY_RUNG_NONE : MAX (work.ladder.due, work.stored);
  if (has_something (&work))
    g_array_append_val (self->work, work);
}

static const char *const action_fields[] = { "item", "problem", "kind", "issued_on", NULL };
static const char *const problem_fields[] = { "serious_consequence", NULL };
static const char *const item_fields[] = {
  "state",       "problem",     "start",      "deadline_current", "deadline", "actual_bp",
  "accepted_at", "progress_on", "escalation", "rung_due",         NULL
};

/* problem */
static void
on_problem_of (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 problem = suy_cell_integer (&values[0]);

  if (problem != 0)
    g_array_append_val ((GArray *) user_data, problem);
}

static gboolean
read_actions_of (Ladders *self, const char *link, const GArray *ids, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "action_record", error);
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; reg != NULL && i < ids->len; i++)
    {
      g_autoptr (GPtrArray) rows = suy_workspace_get_linked (self->workspace, reg, link,
                                                             g_array_index (ids, gint64, i), error);

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        {
          gint64 id = suy_record_get_id (rows->pdata[k]);

          g_array_append_val (actions, id);
        }
    }

  return reg != NULL && suy_cell_scan_some (self->workspace, "action_record", action_fields,
                                            actions, on_action, self, error);
}

/* A record that names item and problem is found by both, and counts by its item alone. */
static gboolean
read_some (Ladders *self, const GArray *items, GError **error)
{
  static const char *const link[] = { "problem", NULL };
  SuyWorkspace *workspace = self->workspace;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!suy_cell_scan_some (workspace, "rectification_item", link, items, on_problem_of, problems,
                           error) ||
      !read_actions_of (self, "problem", problems, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    g_hash_table_remove (self->actions, &g_array_index (items, gint64, i));

  return read_actions_of (self, "item", items, error) &&
         suy_cell_scan_some (workspace, "problem", problem_fields, problems, on_problem, self,
                             error) &&
         suy_cell_scan_some (workspace, "rectification_item", item_fields, items, on_item, self,
                             error);
}

static gboolean
read_all (Ladders *self, GError **error)
{
  SuyWorkspace *workspace = self->workspace;

  return suy_cell_scan (workspace, "action_record", action_fields, "kind", on_action, self,
                        error) &&
         suy_cell_scan (workspace, "problem", problem_fields, "serious_consequence", on_problem,
                        self, error) &&
         suy_cell_scan (workspace, "rectification_item", item_fields, NULL, on_item, self, error);
}

/* ---- writing ---- */

static SuyRecord *
changes_of (SuyWarningRun *run, const char *reg, gint64 id)
{
  SuyRecord *changes = suy_record_new (suy_workspace_register (run->workspace, reg, NULL));

  suy_record_set_id (changes, id);

  return changes;
}

static gboolean
write_due (SuyWarningRun *run, const SuyLadderWork *work, GError **error)
{
  g_autoptr (SuyRecord) changes = NULL;

  if (work->stored == work->ladder.due)
    return TRUE;
  changes = changes_of (run, "rectification_item", work->id);
  suy_record_set_text (changes, "rung_due",
                       work->ladder.due == SUY_RUNG_NONE ? NULL
                                                         : suy_rung_get_name (work->ladder.due));

  return suy_store_update (run->workspace->store, changes, error);
}

static void
copy_link (SuyRecord *to, const char *field, const SuyRecord *from, const char *source)
{
  gint64 id = suy_record_get_integer (from, source);

  if (id != 0)
    suy_record_set_integer (to, field, id);
}

static SuyRecord *
make_reminder (SuyWarningRun *run, const SuyLadderWork *work, const SuyRecord *item)
{
  SuyRecord *record = changes_of (run, "action_record", 0);
  g_autofree char *title =
      g_strdup_printf ("%s：%s", suy_schedule_get_rules (NULL)->label[SUY_RUNG_REMINDED].zh,
                       suy_record_get_text (item, "title"));
  g_autofree char *day = suy_date_from_day (run->day);
  g_autofree char *due = suy_date_from_day (work->facts.due);
  g_autofree char *demands =
      g_strdup_printf ("整改时限 %s，剩余 %d 天", due, work->ladder.days_left);

  suy_record_set_text (record, "title", title);
  suy_record_set_text (record, "kind", "remind");
  suy_record_set_integer (record, "item", work->id);
  copy_link (record, "problem", item, "problem");
  copy_link (record, "to_unit", item, "responsible_unit");
  copy_link (record, "to_person", item, "responsible_person");
  suy_record_set_text (record, "issued_on", day);
  suy_record_set_text (record, "demands", demands);

  return record;
}

/* Once it is late, the listing is due and no reminder any more. */
static gboolean
write_reminders (SuyWarningRun *run, SuyLadderWork *work, GError **error)
{
  SuyWorkspace *workspace = run->workspace;
  const SuyRegister *items = suy_workspace_register (workspace, "rectification_item", error);
  g_autoptr (SuyRecord) item = NULL;

  if (work->ladder.overdue || work->facts.records[SUY_RUNG_REMINDED] >= work->ladder.reminders_due)
    return TRUE;
  item = suy_store_get (workspace->store, items, work->id, error);
  if (item == NULL)
    return FALSE;
  while (work->facts.records[SUY_RUNG_REMINDED] < work->ladder.reminders_due)
    {
      g_autoptr (SuyRecord) record = make_reminder (run, work, item);

      suy_workspace_ensure_code (workspace, record);
      if (!suy_store_insert (workspace->store, record, error))
        return FALSE;
      work->facts.records[SUY_RUNG_REMINDED]++;
    }

  return TRUE;
}

/* The case leads where there is one; the item follows.  What stands in no state from which it can
 * climb is as good as missing. */
static gboolean
climb (SuyWarningRun *run, const SuyLadderWork *work, SuyRung to, gboolean *missing, GError **error)
{
  gboolean of_problem = work->problem != 0;
  g_autoptr (GError) why = NULL;
  g_autoptr (SuyRecord) changes = changes_of (run, of_problem ? "problem" : "rectification_item",
                                              of_problem ? work->problem : work->id);

  suy_record_set_text (changes, "escalation", suy_rung_get_name (to));
  if (suy_warning_run_move (run, changes, "escalate", NULL, NULL, missing, &why))
    return TRUE;
  *missing = g_error_matches (why, SUY_ERROR, SUY_ERROR_REFUSED);
  if (!*missing)
    g_propagate_error (error, g_steal_pointer (&why));

  return *missing;
}

/* Rung by rung, as far as records go; what the rules refuse is left to people. */
static gboolean
write_rungs (SuyWarningRun *run, const SuyLadderWork *work, GError **error)
{
  gboolean missing = FALSE;

  for (guint to = work->stands + 1; to <= (guint) work->ladder.due && !missing; to++)
    if (work->facts.records[to] > 0 && !climb (run, work, (SuyRung) to, &missing, error))
      return FALSE;

  return TRUE;
}

gboolean
suy_ladder_write_one (SuyWarningRun *run, SuyLadderWork *work, GError **error)
{
  return write_due (run, work, error) && write_reminders (run, work, error) &&
         write_rungs (run, work, error);
}

GArray *
suy_ladder_look (SuyWorkspace *workspace, gint64 day, const GArray *items, GError **error)
{
  g_auto (Ladders)
      self = { .workspace = workspace, .day = day, .rules = suy_schedule_get_rules (error) };

  if (self.rules == NULL)
    return NULL;
  self.actions =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self.grave = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  self.work = g_array_new (FALSE, FALSE, sizeof (SuyLadderWork));

  return (items == NULL ? read_all (&self, error) : read_some (&self, items, error))
             ? g_steal_pointer (&self.work)
             : NULL;
}

gboolean
suy_ladder_write (SuyWarningRun *run, const GArray *items, GError **error)
{
  g_autoptr (GArray) work = suy_ladder_look (run->workspace, run->day, items, error);

  for (guint i = 0; work != NULL && i < work->len; i++)
    if (!suy_ladder_write_one (run, &g_array_index (work, SuyLadderWork, i), error))
      return FALSE;

  return work != NULL;
}
