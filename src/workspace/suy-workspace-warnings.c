/* suy-workspace-warnings.c: warnings as they stand, and whose turn it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-warnings.h"

#include <math.h>

#include "suy-actor.h"
#include "suy-calendar.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-warning-tell.h"

static void
row_free (gpointer data)
{
  SuyWarningRow *row = data;

  g_free (row->code);
  g_free (row->title);
  g_free (row->indicator);
  g_free (row->state);
  g_free (row->unit);
  g_strfreev (row->turn);
  g_free (row->due);
  g_free (row);
}

static SuyLevel
level_of (const SuyRecord *record)
{
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    if (suy_look_is (record, "level", suy_lamp_get_level_name ((SuyLevel) i)))
      return (SuyLevel) i;

  return SUY_LEVEL_NONE;
}

/* ---- whose turn ---- */

typedef enum
{
  OF_RECIPIENTS,
  OF_LEVEL, /* who must act, the first that the level tells */
  OF_UNIT,
  OF_VERIFIERS,
} Turn;

static const struct
{
  const char *state, *move;
  Turn turn;
} turns[] = {
  { "triggered", "notify", OF_RECIPIENTS }, { "notified", "acknowledge", OF_RECIPIENTS },
  { "acknowledged", "act", OF_LEVEL },      { "acting", "claim", OF_UNIT },
  { "claimed", "verify", OF_VERIFIERS },    { "verified", "close", OF_VERIFIERS },
};

typedef struct
{
  SuyWorkspace *workspace;
  const SuyWarningLevels *levels;
  SuyCalendar *calendar;
  gint64 today;
  GHashTable *back; /* ids of warnings whose metric is back, as gint64 */
} Listing;

static void
add_all (GStrvBuilder *names, GStrv more)
{
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_strv_builder_add (names, more[i]);
}

/* The responsible unit by its code, else by its role. */
static void
add_unit (const Listing *self, GStrvBuilder *names, const SuyRecord *record)
{
  const SuyRegister *units = suy_workspace_register (self->workspace, "unit", NULL);
  gint64 unit = suy_look_integer (record, "responsible_unit");
  g_autofree char *key =
      unit == 0 || units == NULL ? NULL : suy_workspace_get_key (self->workspace, units, unit);

  g_strv_builder_add (names, key != NULL ? key : "responsible_unit");
}

/* Not acknowledged within its term: the people of the next level are told too. */
static gboolean
is_unanswered (const Listing *self, const SuyRecord *record)
{
  return suy_look_is (record, "state", "notified") &&
         suy_warning_is_unanswered (self->levels, self->calendar,
                                    suy_look_day (record, "triggered_at"), self->today);
}

static void
fill_turn (const Listing *self, SuyWarningRow *row, const SuyRecord *record)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const SuyWarningLevel *level =
      row->level == SUY_LEVEL_NONE ? NULL : suy_warning_levels_get (self->levels, row->level);
  g_auto (GStrv) recipients = suy_look_list (record, "recipients");

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      if (g_strcmp0 (turns[i].state, row->state) != 0)
        continue;
      row->move = turns[i].move;
      if (turns[i].turn == OF_RECIPIENTS)
        add_all (names, recipients);
      else if (turns[i].turn == OF_VERIFIERS && level != NULL)
        add_all (names, level->verify);
      else if (turns[i].turn == OF_UNIT || row->level <= SUY_LEVEL_YELLOW)
        add_unit (self, names, record);
      else
        g_strv_builder_add (names, level->told[0]);
    }
  if (row->is_unanswered && level != NULL && row->level < SUY_LEVEL_RED &&
      suy_look_text (record, "told_next") == NULL)
    g_strv_builder_add (names, suy_warning_levels_get (self->levels, row->level + 1)->told[0]);
  row->turn = g_strv_builder_end (names);
}

/* ---- one warning ---- */

static SuyWarningRow *
make_row (const Listing *self, const SuyRecord *record)
{
  const SuyRegister *indicators =
      suy_workspace_register (self->workspace, "warning_indicator", NULL);
  gint64 indicator = suy_look_integer (record, "indicator"), id = suy_record_get_id (record);
  g_autoptr (SuyRecord) of =
      indicators == NULL || indicator == 0
          ? NULL
          : suy_store_get (self->workspace->store, indicators, indicator, NULL);
  gint64 due = suy_look_day (record, "action_due");
  SuyWarningRow *row = g_new0 (SuyWarningRow, 1);

  row->id = id;
  row->code = g_strdup (suy_look_text (record, "code"));
  row->title = g_strdup (suy_look_text (record, "title"));
  row->indicator = of == NULL ? NULL : g_strdup (suy_look_text (of, "code"));
  row->unit = of == NULL ? NULL : g_strdup (suy_look_text (of, "unit_text"));
  row->level = level_of (record);
  row->state = g_strdup (suy_look_text (record, "state"));
  row->value = suy_record_get_real (record, "value");
  row->threshold = suy_record_get_real (record, "threshold");
  row->due = g_strdup (suy_look_text (record, "action_due"));
  row->is_unanswered = is_unanswered (self, record);
  fill_turn (self, row, record);
  row->is_late = due != SUY_DAY_UNKNOWN && due < self->today && row->move != NULL &&
                 (g_str_equal (row->move, "acknowledge") || g_str_equal (row->move, "act"));
  row->is_back = g_hash_table_contains (self->back, &id);

  return row;
}

static void
on_evaluation (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 *key;

  if (values[0].type != SUY_VALUE_INTEGER || values[1].type != SUY_VALUE_INTEGER ||
      values[1].integer == 0)
    return;
  key = g_new (gint64, 1);
  *key = values[0].integer;
  g_hash_table_add (user_data, key);
}

static gboolean
read_back (Listing *self, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "evaluation", error);
  const SuyField *fields[2];
  const SuyCellScan scan = { .fields = fields, .n_fields = 2 };

  if (reg == NULL)
    return FALSE;
  fields[0] = suy_register_find (reg, "warning");
  fields[1] = suy_register_find (reg, "back");

  return suy_store_scan_cells (self->workspace->store, reg, &scan, on_evaluation, self->back,
                               error);
}

/* ---- all ---- */

static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const SuyWarningRow *x = *(SuyWarningRow *const *) a, *y = *(SuyWarningRow *const *) b;

  return x->level != y->level ? (x->level < y->level ? 1 : -1) : g_strcmp0 (x->code, y->code);
}

static gboolean
is_turn_of (const SuyWarningRow *row, const SuyActor *actor)
{
  const char *const names[] = { actor->code, actor->unit_code, actor->role };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && g_strv_contains ((const char *const *) row->turn, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_wanted (const SuyWarningRow *row, const SuyWarningFilter *filter, const SuyActor *actor)
{
  return (filter->level == SUY_LEVEL_NONE || row->level == filter->level) &&
         (filter->closed || row->move != NULL) &&
         (filter->person == NULL || is_turn_of (row, actor));
}

static GPtrArray *
get_all (SuyWorkspace *self, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "warning", error);
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (self->store, reg, NULL, error);

  return ids == NULL
             ? NULL
             : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                   ids->len, error);
}

static GPtrArray *
list_rows (const Listing *self,
           const SuyWarningFilter *filter,
           const SuyActor *actor,
           GError **error)
{
  g_autoptr (GPtrArray) records = get_all (self->workspace, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      SuyWarningRow *row = make_row (self, records->pdata[i]);

      if (is_wanted (row, filter, actor))
        g_ptr_array_add (rows, row);
      else
        row_free (row);
    }
  g_ptr_array_sort (rows, compare_rows);

  return g_steal_pointer (&rows);
}

GPtrArray *
suy_workspace_list_warnings (SuyWorkspace *self, const SuyWarningFilter *filter, GError **error)
{
  g_autoptr (GHashTable) back = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (SuyCalendar) calendar = suy_calendar_new_builtin (error);
  g_auto (SuyActor) actor = { 0 };
  Listing listing = { self, NULL, calendar, suy_date_get_day (self->today), back };

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), NULL);

  listing.levels = calendar == NULL ? NULL : suy_workspace_get_warning_levels (error);
  if (listing.levels == NULL || !read_back (&listing, error) ||
      (filter->person != NULL && !suy_actor_read_person (self, filter->person, &actor, error)))
    return NULL;

  return list_rows (&listing, filter, &actor, error);
}

gboolean
suy_workspace_count_warnings (SuyWorkspace *self, int year, SuyWarningYear *counts, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), FALSE);

  *counts = (SuyWarningYear){ 0 };
  records = get_all (self, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const SuyRecord *record = records->pdata[i];
      gint64 day = suy_look_day (record, "triggered_at");
      SuyLevel level = level_of (record);

      if (day == SUY_DAY_UNKNOWN || suy_date_split (day).year != year)
        continue;
      counts->n[level]++;
      counts->closed[level] += suy_look_is (record, "state", "closed");
      counts->on_time[level] +=
          suy_look_is (record, "state", "closed") && suy_look_integer (record, "on_time") != 0;
    }

  return TRUE;
}
