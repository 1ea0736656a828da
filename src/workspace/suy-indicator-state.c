/* suy-indicator-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-indicator-state.h"

#include <string.h>

#include "suy-date.h"
#include "suy-id.h"
#include "suy-warning-write.h"

#define NO_DAY G_MININT64

/* ---- values ---- */

static void
state_free (gpointer data)
{
  g_free (((SuyIndicatorState *) data)->last_fired);
  g_free (data);
}

static double
shown (const SuyIndicatorState *state, gint64 value)
{
  return (double) value / state->indicator->scale;
}

static SuyIndicatorState *
make_state (const SuyIndicator *indicator, const SuyIndicatorRecord *record)
{
  const SuyObservation nothing = { 0 };
  SuyIndicatorState *state = g_new0 (SuyIndicatorState, 1);
  gint64 limit = 0;

  *state = (SuyIndicatorState){ .indicator = indicator,
                                .thresholds = record->thresholds,
                                .is_defined = record->active };
  suy_indicator_judge (indicator, &state->thresholds, &nothing, &limit);
  state->threshold = shown (state, limit);

  return state;
}

GPtrArray *
suy_indicator_states_new (SuyWorkspace *self, gint64 day, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (state_free);
  g_autofree SuyIndicatorRecord *records = NULL;
  SuyWarningRun run = { .workspace = self, .day = day };
  const GPtrArray *all;

  run.indicators = suy_workspace_get_indicators (error);
  if (run.indicators == NULL)
    return NULL;
  all = suy_indicators_get_all (run.indicators);
  records = g_new0 (SuyIndicatorRecord, all->len);
  run.records = records;
  if (!suy_warning_look_up_indicators (&run, numbers, error))
    return NULL;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (states, make_state (all->pdata[i], &records[i]));

  return g_steal_pointer (&states);
}

/* What is not known is less than anything that is. */
static gboolean
is_graver (const SuyIndicatorState *state, SuyLevel level, double value)
{
  if (!state->is_known)
    return TRUE;

  return level != state->level ? level > state->level : value > state->value;
}

void
suy_indicator_states_take (GPtrArray *states,
                           guint number,
                           gint64 object,
                           const SuyObservation *seen)
{
  SuyIndicatorState *state = states->pdata[number];
  gint64 limit = 0;
  SuyLevel level = suy_indicator_judge (state->indicator, &state->thresholds, seen, &limit);
  double value = shown (state, seen->has_value ? seen->value : seen->second);

  state->n_seen++;
  if ((!seen->has_value && !seen->has_second) || !is_graver (state, level, value))
    return;
  state->is_known = TRUE;
  state->value = value;
  state->threshold = shown (state, limit);
  state->second = seen->has_second ? seen->second : 0;
  state->level = level;
  state->object = object;
}

/* ---- warnings ---- */

/* One record of the register of warnings. */
typedef struct
{
  gint64 indicator, previous;
  gint64 from, to; /* days; NO_DAY: not known, of `to`: it is open */
  SuyLevel level;
  gboolean is_open;
} Span;

static gint64
day_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT && suy_date_is_time (value->text)
             ? suy_date_day_of_moment (suy_date_get_moment (value->text))
             : NO_DAY;
}

static gint64
integer_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

/* indicator, previous, triggered_at, closed_at, level, state: a record that has ended without a
 * closing day ended when the next one began; a false alarm was none. */
static void
on_warning (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const ended[] = { "closed", "escalated", "de_escalated", "false_alarm", NULL };
  GHashTable *spans = user_data;
  const char *state = values[5].type == SUY_VALUE_TEXT ? values[5].text : "triggered";
  Span *span = g_new0 (Span, 1);

  *span =
      (Span){ integer_of (&values[0]), integer_of (&values[1]), day_of (&values[2]),
              day_of (&values[3]),     SUY_LEVEL_NONE,          !g_strv_contains (ended, state) };
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    if (values[4].type == SUY_VALUE_TEXT &&
        g_str_equal (values[4].text, suy_lamp_get_level_name ((SuyLevel) i)))
      span->level = (SuyLevel) i;
  if (strcmp (state, "false_alarm") == 0)
    span->from = NO_DAY;
  g_hash_table_insert (spans, g_memdup2 (&id, sizeof id), span);
}

static void
end_previous (GHashTable *spans)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, spans);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Span *span = value;
      Span *before = g_hash_table_lookup (spans, &span->previous);

      if (before != NULL && !before->is_open && before->to == NO_DAY)
        before->to = span->from;
    }
}

/* A day counts up to the one on which it ended. */
static void
count_span (SuyIndicatorState *state, const Span *span, gint64 today)
{
  gint64 first = today - SUY_INDICATOR_DAYS + 1;

  if (span->from == NO_DAY)
    return;
  for (gint64 day = MAX (first, span->from); day <= today; day++)
    if (span->is_open || (span->to != NO_DAY && day < span->to))
      state->history[day - first]++;
  if (span->is_open)
    {
      state->n_open++;
      state->open_level = MAX (state->open_level, span->level);
    }
}

static SuyIndicatorState *
find_state (GPtrArray *states, const char *code)
{
  for (guint i = 0; i < states->len; i++)
    if (g_strcmp0 (((SuyIndicatorState *) states->pdata[i])->indicator->name, code) == 0)
      return states->pdata[i];

  return NULL;
}

/* Records of indicators to states.  (transfer full) */
static GHashTable *
read_codes (SuyWorkspace *self, GPtrArray *states, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, "warning_indicator", error);
  g_autoptr (GArray) ids = reg == NULL ? NULL : suy_store_select (self->store, reg, NULL, error);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SuyRecord) record = suy_store_get (self->store, reg, id, error);
      SuyIndicatorState *state =
          record == NULL ? NULL : find_state (states, suy_record_get_text (record, "code"));

      if (record == NULL)
        return NULL;
      if (state != NULL)
        g_hash_table_insert (codes, g_memdup2 (&id, sizeof id), state);
    }

  return ids == NULL ? NULL : g_steal_pointer (&codes);
}

static GHashTable *
read_spans (SuyWorkspace *self, GError **error)
{
  static const char *const names[] = { "indicator", "previous", "triggered_at",
                                       "closed_at", "level",    "state" };
  const SuyRegister *reg = suy_workspace_register (self, "warning", error);
  g_autoptr (GHashTable) spans = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, g_free);
  const SuyField *fields[G_N_ELEMENTS (names)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (names) };

  if (reg == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);
  if (!suy_store_scan_cells (self->store, reg, &scan, on_warning, spans, error))
    return NULL;
  end_previous (spans);

  return g_steal_pointer (&spans);
}

static void
reset (GPtrArray *states)
{
  for (guint i = 0; i < states->len; i++)
    {
      SuyIndicatorState *state = states->pdata[i];

      state->n_open = 0;
      state->open_level = SUY_LEVEL_NONE;
      g_clear_pointer (&state->last_fired, g_free);
      memset (state->history, 0, sizeof state->history);
    }
}

gboolean
suy_indicator_states_read (SuyWorkspace *self, GPtrArray *states, GError **error)
{
  g_autoptr (GHashTable) codes = read_codes (self, states, error);
  g_autoptr (GHashTable) spans = codes == NULL ? NULL : read_spans (self, error);
  gint64 today = suy_date_get_day (self->today);
  GHashTableIter iter;
  gpointer value;

  if (spans == NULL)
    return FALSE;
  reset (states);
  g_hash_table_iter_init (&iter, spans);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Span *span = value;
      SuyIndicatorState *state = g_hash_table_lookup (codes, &span->indicator);
      g_autofree char *day = span->from == NO_DAY ? NULL : suy_date_from_day (span->from);

      if (state == NULL)
        continue;
      count_span (state, span, today);
      if (day != NULL && g_strcmp0 (day, state->last_fired) > 0)
        {
          g_free (state->last_fired);
          state->last_fired = g_steal_pointer (&day);
        }
    }

  return TRUE;
}

GPtrArray *
suy_workspace_get_indicator_states (SuyWorkspace *self)
{
  g_return_val_if_fail (SUY_IS_WORKSPACE (self), NULL);

  return self->indicator_states;
}
