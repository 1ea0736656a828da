/* suy-card-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-card-write.h"

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-id.h"
#include "suy-schedule.h"
#include "suy-yellow-card.h"

/* Works: a project or a node of one. */
typedef struct
{
  gint64 id, project; /* of a project: itself; of a node without one: 0 */
  gint64 unit;
  int lag_bp;
  gboolean closed; /* done, or not to be pressed now */
} Works;

typedef struct
{
  gint64 id, project, milestone, issued;
  gboolean lifted; /* on this day */
} Card;

typedef struct
{
  gint64 project, milestone, day;
} Interview;

typedef struct
{
  SuyWarningRun *run;
  const SuyLadderRules *rules;
  GHashTable *works; /* gint64 to Works */
  GArray *cards;     /* (element-type Card): open ones */
  GArray *interviews;
} Cards;

static void
cards_clear (Cards *self)
{
  g_clear_pointer (&self->works, g_hash_table_unref);
  g_clear_pointer (&self->cards, g_array_unref);
  g_clear_pointer (&self->interviews, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cards, cards_clear)

/* ---- reading ---- */

static gboolean
is_one_of (const SuyValue *state, const char *const *names)
{
  return suy_cell_text (state) != NULL && g_strv_contains (names, suy_cell_text (state));
}

/* start, due, actual_bp, accepted_on; a lag that is not known gives no card. */
static void
add_works (Cards *self, Works works, const SuyValue *values, const char *checkpoints)
{
  const SuySchedule schedule = { .start = suy_cell_day (&values[0]),
                                 .due = suy_cell_day (&values[1]),
                                 .checkpoints = checkpoints,
                                 .actual_bp = suy_cell_integer (&values[2]),
                                 .accepted = suy_cell_day (&values[3]) != SUY_CELL_UNKNOWN };
  SuyLag lag = { 0 };

  works.closed |= schedule.accepted;
  if (suy_schedule_get_lag (&schedule, self->run->day, &lag))
    works.lag_bp = lag.lag_bp;
  g_hash_table_insert (self->works, g_memdup2 (&works.id, sizeof works.id),
                       g_memdup2 (&works, sizeof works));
}

/* start, due, actual_bp, accepted_on, state, responsible_unit */
static void
on_project (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const done[] = { "closed", "suspended", "adjusted", NULL };
  const Works works = { .id = id,
                        .project = id,
                        .unit = suy_cell_integer (&values[5]),
                        .closed = is_one_of (&values[4], done) ||
                                  suy_cell_day (&values[0]) == SUY_CELL_UNKNOWN };

  add_works (user_data, works, values, NULL);
}

/* start, due, actual_bp, accepted_on, state, responsible_unit, project, checkpoints */
static void
on_milestone (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const done[] = { "accepted", "closed", NULL };
  const Works works = { .id = id,
                        .project = suy_cell_integer (&values[6]),
                        .unit = suy_cell_integer (&values[5]),
                        .closed = is_one_of (&values[4], done) };

  add_works (user_data, works, values, suy_cell_text (&values[7]));
}

/* yellow_card, kind, project, milestone, issued_on, lifted_on */
static void
on_action (gint64 id, const SuyValue *values, gpointer user_data)
{
  Cards *self = user_data;
  gint64 project = suy_cell_integer (&values[2]), milestone = suy_cell_integer (&values[3]);
  gint64 day = suy_cell_day (&values[4]);

  if (day == SUY_CELL_UNKNOWN || day > self->run->day || (project == 0 && milestone == 0))
    return;
  if (g_strcmp0 (suy_cell_text (&values[1]), "interview") == 0)
    g_array_append_val (self->interviews, ((Interview){ project, milestone, day }));
  if (suy_cell_integer (&values[0]) != 0 && suy_cell_day (&values[5]) == SUY_CELL_UNKNOWN)
    g_array_append_val (self->cards, ((Card){ id, project, milestone, day, FALSE }));
}

static gboolean
read_all (Cards *self, GError **error)
{
  static const char *const project[] = { "start",       "due",   "actual_bp",
                                         "accepted_on", "state", "responsible_unit",
                                         NULL };
  static const char *const milestone[] = { "start",       "due",         "actual_bp",
                                           "accepted_on", "state",       "responsible_unit",
                                           "project",     "checkpoints", NULL };
  static const char *const action[] = { "yellow_card", "kind",      "project", "milestone",
                                        "issued_on",   "lifted_on", NULL };
  SuyWorkspace *workspace = self->run->workspace;

  return suy_cell_scan (workspace, "project", project, NULL, on_project, self, error) &&
         suy_cell_scan (workspace, "milestone", milestone, NULL, on_milestone, self, error) &&
         suy_cell_scan (workspace, "action_record", action, "kind", on_action, self, error);
}

/* ---- judging ---- */

/* Cards are one at a time for a project, or for a node without one. */
static gboolean
has_card (const Cards *self, const Works *works)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      const Card *card = &g_array_index (self->cards, Card, i);
      const Works *node = g_hash_table_lookup (self->works, &card->milestone);
      gint64 project = card->project != 0 ? card->project : node == NULL ? 0 : node->project;

      if (!card->lifted &&
          (works->project != 0 ? project == works->project : card->milestone == works->id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_interviewed (const Cards *self, const Card *card)
{
  for (guint i = 0; i < self->interviews->len; i++)
    {
      const Interview *interview = &g_array_index (self->interviews, Interview, i);

      if (interview->day >= card->issued &&
          (card->milestone != 0 ? interview->milestone == card->milestone
                                : interview->project == card->project))
        return TRUE;
    }

  return FALSE;
}

/* ---- writing ---- */

static const char *
register_of (const Works *works)
{
  return works->project == works->id ? "project" : "milestone";
}

static SuyRecord *
make_card (const Cards *self, const Works *works)
{
  SuyWorkspace *workspace = self->run->workspace;
  SuyRecord *record = suy_record_new (suy_workspace_register (workspace, "action_record", NULL));
  const SuyRegister *reg = suy_workspace_register (workspace, register_of (works), NULL);
  g_autofree char *name = suy_workspace_describe (workspace, reg, works->id);
  g_autofree char *title = g_strdup_printf ("黄牌警告：%s", name);
  g_autofree char *demands =
      g_strdup_printf ("进度滞后 %d.%02d 个百分点，由分管副区长约谈责任单位主要负责人",
                       works->lag_bp / 100, works->lag_bp % 100);
  g_autofree char *day = suy_date_from_day (self->run->day);

  suy_record_set_text (record, "title", title);
  suy_record_set_text (record, "kind", "warn");
  suy_record_set_integer (record, "yellow_card", 1);
  if (works->project != 0)
    suy_record_set_integer (record, "project", works->project);
  if (works->project != works->id)
    suy_record_set_integer (record, "milestone", works->id);
  if (works->unit != 0)
    suy_record_set_integer (record, "to_unit", works->unit);
  suy_record_set_text (record, "issued_on", day);
  suy_record_set_text (record, "demands", demands);

  return record;
}

static gboolean
issue (Cards *self, const Works *works, GError **error)
{
  g_autoptr (SuyRecord) record = make_card (self, works);
  Card card = { 0, works->project, works->project == works->id ? 0 : works->id, self->run->day,
                FALSE };

  suy_workspace_ensure_code (self->run->workspace, record);
  if (!suy_store_insert (self->run->workspace->store, record, error))
    return FALSE;
  card.id = suy_record_get_id (record);
  g_array_append_val (self->cards, card);

  return TRUE;
}

/* Clears it if it may be. */
static gboolean
clear_card (const Cards *self, Card *card, GError **error)
{
  gint64 id = card->milestone != 0 ? card->milestone : card->project;
  const Works *works = g_hash_table_lookup (self->works, &id);
  const SuyCardFacts facts = { .lag_bp = works == NULL ? 0 : works->lag_bp,
                               .closed = works == NULL || works->closed,
                               .open_card = TRUE,
                               .interviewed = is_interviewed (self, card) };
  SuyWorkspace *workspace = self->run->workspace;
  g_autoptr (SuyRecord) changes = NULL;
  g_autofree char *day = suy_date_from_day (self->run->day);

  if (!suy_yellow_card_check_clear (self->rules, &facts, NULL))
    return TRUE;
  changes = suy_record_new (suy_workspace_register (workspace, "action_record", NULL));
  suy_record_set_id (changes, card->id);
  suy_record_set_text (changes, "lifted_on", day);
  card->lifted = TRUE;

  return suy_store_update (workspace->store, changes, error);
}

/* The worst first, a node before its project, so that a project's one card names what lags. */
static gint
compare_works (gconstpointer a, gconstpointer b)
{
  const Works *x = *(Works *const *) a, *y = *(Works *const *) b;

  if (x->lag_bp != y->lag_bp)
    return x->lag_bp < y->lag_bp ? 1 : -1;
  if ((x->project == x->id) != (y->project == y->id))
    return x->project == x->id ? 1 : -1;

  return (x->id > y->id) - (x->id < y->id);
}

static gboolean
issue_all (Cards *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer works_of;

  g_hash_table_iter_init (&iter, self->works);
  while (g_hash_table_iter_next (&iter, NULL, &works_of))
    g_ptr_array_add (list, works_of);
  g_ptr_array_sort (list, compare_works);
  for (guint i = 0; i < list->len; i++)
    {
      const Works *works = list->pdata[i];
      const SuyCardFacts facts = { .lag_bp = works->lag_bp,
                                   .closed = works->closed,
                                   .open_card = has_card (self, works) };

      if (suy_yellow_card_is_due (self->rules, &facts) && !issue (self, works, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
suy_card_write (SuyWarningRun *run, GError **error)
{
  g_auto (Cards) self = { .run = run, .rules = suy_schedule_get_rules (error) };

  if (self.rules == NULL)
    return FALSE;
  self.works = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  self.cards = g_array_new (FALSE, FALSE, sizeof (Card));
  self.interviews = g_array_new (FALSE, FALSE, sizeof (Interview));
  if (!read_all (&self, error))
    return FALSE;
  for (guint i = 0; i < self.cards->len; i++)
    if (!clear_card (&self, &g_array_index (self.cards, Card, i), error))
      return FALSE;

  return issue_all (&self, error);
}
