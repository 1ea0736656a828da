/* suy-workspace-warnings.c: warnings as they stand, and whose turn it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-workspace-warnings.h"

#include <math.h>
#include <string.h>

#include "suy-actor.h"
#include "suy-calendar.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-fold.h"
#include "suy-id.h"
#include "suy-warning-tell.h"

void
suy_warning_row_free (SuyWarningRow *row)
{
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
  GHashTable *back;       /* ids of warnings whose metric is back, as gint64 */
  GHashTable *indicators; /* gint64 to SuyRecord */
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

static void
fill_object (const Listing *self, SuyWarningRow *row, const SuyRecord *record)
{
  const char *name = suy_look_text (record, "object_register");

  row->township = suy_look_integer (record, "township");
  row->object_reg =
      name == NULL ? NULL : suy_catalog_find (suy_workspace_get_catalog (self->workspace), name);
  row->object = row->object_reg == NULL ? 0 : suy_look_integer (record, "object_id");
  if (row->object == 0)
    row->object_reg = NULL;
}

/* The record of its level is still to be made, and this is its last day or later. */
static gboolean
is_due (const SuyWarningRow *row, gint64 due, gint64 by)
{
  return due != SUY_DAY_UNKNOWN && due <= by && row->move != NULL &&
         (g_str_equal (row->move, "acknowledge") || g_str_equal (row->move, "act"));
}

/* Read once for each listing.  (nullable) */
static const SuyRecord *
get_indicator (const Listing *self, gint64 id)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "warning_indicator", NULL);
  SuyRecord *record = g_hash_table_lookup (self->indicators, &id);

  if (record != NULL || reg == NULL || id == 0)
    return record;
  record = suy_store_get (self->workspace->store, reg, id, NULL);
  if (record != NULL)
    g_hash_table_insert (self->indicators, g_memdup2 (&id, sizeof id), record);

  return record;
}

static SuyWarningRow *
make_row (const Listing *self, const SuyRecord *record)
{
  gint64 id = suy_record_get_id (record);
  const SuyRecord *of = get_indicator (self, suy_look_integer (record, "indicator"));
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
  row->is_late = is_due (row, due, self->today - 1);
  row->is_due = is_due (row, due, self->today);
  fill_object (self, row, record);
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

  if (x->level != y->level)
    return x->level < y->level ? 1 : -1;
  if (g_strcmp0 (x->due, y->due) != 0)
    return x->due == NULL ? 1 : y->due == NULL ? -1 : strcmp (x->due, y->due);

  return g_strcmp0 (x->code, y->code);
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
has_text (const SuyWarningRow *row, const char *text)
{
  const SuyIndicator *indicator =
      row->indicator == NULL
          ? NULL
          : suy_indicators_find (suy_workspace_get_indicators (NULL), row->indicator);
  g_autofree char *all = g_strjoin (
      "\n", row->title == NULL ? "" : row->title, row->code == NULL ? "" : row->code,
      row->indicator == NULL ? "" : row->indicator, indicator == NULL ? "" : indicator->label.zh,
      indicator == NULL ? "" : indicator->label.en, NULL);
  g_autofree char *folded = suy_fold (all), *wanted = suy_fold (text);

  return strstr (folded, wanted) != NULL;
}

static gboolean
is_wanted (const SuyWarningRow *row, const SuyWarningFilter *filter, const SuyActor *actor)
{
  return (filter->level == SUY_LEVEL_NONE || row->level == filter->level) &&
         (filter->closed || row->move != NULL) && (!filter->due || row->is_due) &&
         (filter->township == 0 || row->township == filter->township) &&
         (filter->indicator == NULL || g_strcmp0 (row->indicator, filter->indicator) == 0) &&
         (filter->person == NULL || is_turn_of (row, actor)) &&
         (filter->text == NULL || has_text (row, filter->text));
}

/* Those that have ended are left out unless @ended. */
static GPtrArray *
get_all (SuyWorkspace *self, gboolean ended, GError **error)
{
  static const char *const states[] = { "closed", "false_alarm", "escalated", "de_escalated" };
  const SuyRegister *reg = suy_workspace_register (self, "warning", error);
  SuyFilter filters[G_N_ELEMENTS (states)];
  const SuySelection open = { .filters = filters, .n_filters = G_N_ELEMENTS (states) };
  g_autoptr (GArray) ids = NULL;

  if (reg == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    filters[i] = (SuyFilter){ .field = suy_register_find (reg, "state"),
                              .kind = SUY_FILTER_NOT_EQUAL,
                              .value = SUY_TEXT (states[i]) };
  ids = suy_store_select (self->store, reg, ended ? NULL : &open, error);

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
  g_autoptr (GPtrArray) records = get_all (self->workspace, filter->closed, error);
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) suy_warning_row_free);

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      SuyWarningRow *row = make_row (self, records->pdata[i]);

      if (is_wanted (row, filter, actor))
        g_ptr_array_add (rows, row);
      else
        suy_warning_row_free (row);
    }
  g_ptr_array_sort (rows, compare_rows);

  return g_steal_pointer (&rows);
}

static gboolean
listing_init (Listing *self, SuyWorkspace *workspace, GError **error)
{
  *self = (Listing){ .workspace = workspace, .today = suy_date_get_day (workspace->today) };
  self->levels = suy_workspace_get_warning_levels (error);
  self->calendar = self->levels == NULL ? NULL : suy_calendar_new_builtin (error);
  self->back = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  self->indicators =
      g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, (GDestroyNotify) suy_record_free);

  return self->calendar != NULL && suy_workspace_get_indicators (error) != NULL &&
         read_back (self, error);
}

static void
listing_clear (Listing *self)
{
  g_clear_pointer (&self->calendar, suy_calendar_free);
  g_clear_pointer (&self->back, g_hash_table_unref);
  g_clear_pointer (&self->indicators, g_hash_table_unref);
}

GPtrArray *
suy_workspace_list_warnings (SuyWorkspace *self, const SuyWarningFilter *filter, GError **error)
{
  g_auto (SuyActor) actor = { 0 };
  GPtrArray *rows = NULL;
  Listing listing;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), NULL);

  if (listing_init (&listing, self, error) &&
      (filter->person == NULL || suy_actor_read_person (self, filter->person, &actor, error)))
    rows = list_rows (&listing, filter, &actor, error);
  listing_clear (&listing);

  return rows;
}

SuyWarningRow *
suy_workspace_get_warning (SuyWorkspace *self, gint64 id, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "warning", error);
  g_autoptr (SuyRecord) record = reg == NULL ? NULL : suy_store_get (self->store, reg, id, error);
  SuyWarningRow *row = NULL;
  Listing listing;

  if (record == NULL)
    return NULL;
  if (listing_init (&listing, self, error))
    row = make_row (&listing, record);
  listing_clear (&listing);

  return row;
}

gboolean
suy_workspace_count_warnings (SuyWorkspace *self, int year, SuyWarningYear *counts, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (SUY_IS_WORKSPACE (self), FALSE);

  *counts = (SuyWarningYear){ 0 };
  records = get_all (self, TRUE, error);
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
