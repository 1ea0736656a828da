/* suy-evaluation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-evaluation.h"

#include <string.h>

#include "suy-date.h"
#include "suy-id.h"

#define DAY_NAME "day" /* the row that has the day and nothing else */
#define NO_DAY G_MININT64

/* ---- pairs ---- */

static guint
hash_pair (gconstpointer data)
{
  const SuyEvaluated *one = data;

  return suy_id_hash (&one->object) * 31u + one->indicator;
}

static gboolean
equal_pair (gconstpointer a, gconstpointer b)
{
  const SuyEvaluated *x = a, *y = b;

  return x->indicator == y->indicator && x->object == y->object;
}

static gint
compare_pair (gconstpointer a, gconstpointer b)
{
  const SuyEvaluated *x = *(SuyEvaluated *const *) a, *y = *(SuyEvaluated *const *) b;

  if (x->indicator != y->indicator)
    return x->indicator < y->indicator ? -1 : 1;

  return (x->object > y->object) - (x->object < y->object);
}

SuyEvaluated *
suy_evaluation_get (SuyEvaluation *self, guint indicator, gint64 object)
{
  const SuyEvaluated key = { .indicator = indicator, .object = object };
  SuyEvaluated *one = g_hash_table_lookup (self->all, &key);

  if (one == NULL)
    {
      one = g_new (SuyEvaluated, 1);
      *one = key;
      one->memory.evaluated = self->last_day;
      g_hash_table_add (self->all, one);
    }

  return one;
}

GPtrArray *
suy_evaluation_list (SuyEvaluation *self, GHashTable *objects)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (objects == NULL || g_hash_table_contains (objects, &((SuyEvaluated *) one)->object))
      g_ptr_array_add (list, one);
  g_ptr_array_sort (list, compare_pair);

  return list;
}

void
suy_evaluation_free (SuyEvaluation *self)
{
  g_hash_table_unref (self->all);
  g_free (self);
}

/* ---- cells ---- */

static const char *
text_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT ? value->text : NULL;
}

static gint64
integer_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

static gint64
day_of (const SuyValue *value)
{
  const char *text = text_of (value);

  return text != NULL && suy_date_is_date (text) ? suy_date_get_day (text) : NO_DAY;
}

static SuyLevel
level_of (const SuyValue *value)
{
  for (guint i = SUY_LEVEL_BLUE; i <= SUY_LEVEL_RED; i++)
    if (g_strcmp0 (text_of (value), suy_lamp_get_level_name ((SuyLevel) i)) == 0)
      return (SuyLevel) i;

  return SUY_LEVEL_NONE;
}

/* Levels as digits, 0 for none. */
static void
read_seen (SuyWarning *memory, const char *text)
{
  for (; text != NULL && *text >= '0' && *text <= '4' && memory->n_seen < 3; text++)
    memory->seen[memory->n_seen++] = (SuyLevel) (*text - '0');
}

/* The number of an indicator in the table; G_MAXUINT: the program does not know it. */
static guint
number_of (const SuyEvaluation *self, const char *name)
{
  const GPtrArray *all = suy_indicators_get_all (self->indicators);

  for (guint i = 0; name != NULL && i < all->len; i++)
    if (g_str_equal (((const SuyIndicator *) all->pdata[i])->name, name))
      return i;

  return G_MAXUINT;
}

/* @without: (nullable): states that are left out */
static gboolean
scan (SuyEvaluation *self,
      const char *name,
      const char *const *names,
      const char *const *without,
      SuyStoreEachRow each,
      gpointer data,
      GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, name, error);
  const SuyField *fields[16];
  SuyFilter filters[4];
  SuyCellScan what = { .fields = fields, .filters = filters };

  if (reg == NULL)
    return FALSE;
  for (; without != NULL && without[what.n_filters] != NULL; what.n_filters++)
    filters[what.n_filters] = (SuyFilter){ suy_register_find (reg, "state"), SUY_FILTER_NOT_EQUAL,
                                           SUY_TEXT (without[what.n_filters]) };
  for (; names[what.n_fields] != NULL; what.n_fields++)
    {
      fields[what.n_fields] = suy_register_find (reg, names[what.n_fields]);
      g_return_val_if_fail (fields[what.n_fields] != NULL, FALSE);
    }

  return suy_store_scan_cells (self->workspace->store, reg, &what, each, data, error);
}

/* ---- reading ---- */

static void
on_row (gint64 id, const SuyValue *values, gpointer user_data)
{
  SuyEvaluation *self = user_data;
  guint number = number_of (self, text_of (&values[0]));
  SuyEvaluated *one;

  if (number == G_MAXUINT && g_strcmp0 (text_of (&values[0]), DAY_NAME) == 0)
    {
      self->day_row = id;
      self->last_day = day_of (&values[11]);
    }
  if (number == G_MAXUINT)
    return;
  one = suy_evaluation_get (self, number, integer_of (&values[1]));
  one->row = id;
  one->memory = (SuyWarning){ .evaluated = self->last_day,
                              .before = level_of (&values[3]),
                              .last = level_of (&values[4]),
                              .is_open = integer_of (&values[2]) != 0,
                              .floor = level_of (&values[5]),
                              .floor_before = level_of (&values[6]),
                              .is_noted = integer_of (&values[8]) != 0,
                              .opened = day_of (&values[9]),
                              .since = day_of (&values[10]) };
  read_seen (&one->memory, text_of (&values[7]));
  one->kept = one->memory;
  one->kept_warning = integer_of (&values[2]);
}

/* All were evaluated on the day that its own row says, wherever that came. */
static void
date_all (SuyEvaluation *self)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    ((SuyEvaluated *) one)->memory.evaluated = ((SuyEvaluated *) one)->kept.evaluated =
        self->last_day;
}

typedef struct
{
  SuyEvaluation *self;
  GHashTable *numbers;
} Reading;

/* FALSE: no open state. */
static gboolean
read_stage (const char *state, SuyWarningStage *stage)
{
  static const char *const names[] = { "notified", "acknowledged", "acting", "claimed",
                                       "verified" };

  *stage = SUY_WARNING_TOLD;
  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (state, names[i]))
      {
        *stage = (SuyWarningStage) i;
        return TRUE;
      }

  return g_strcmp0 (state, "triggered") == 0;
}

/* As on_warning() takes them. */
static const char *const warning_fields[] = { "state", "indicator",    "object_id",
                                              "level", "triggered_at", "object_register",
                                              NULL };

/* A warning that a person raised, and that no evaluation knows, opened when it was triggered. */
static void
on_warning (gint64 id, const SuyValue *values, gpointer user_data)
{
  Reading *reading = user_data;
  gint64 indicator = integer_of (&values[1]);
  gpointer number;
  gboolean district = g_strcmp0 (text_of (&values[5]), "district") == 0;
  SuyWarningStage stage;
  SuyEvaluated *one;

  if (!read_stage (text_of (&values[0]), &stage) ||
      !g_hash_table_lookup_extended (reading->numbers, &indicator, NULL, &number))
    return;
  one = suy_evaluation_get (reading->self, GPOINTER_TO_UINT (number),
                            district ? 0 : integer_of (&values[2]));
  one->warning = id;
  if (!one->memory.is_open)
    {
      const char *at = text_of (&values[4]);

      one->memory.opened = at == NULL || !suy_date_is_time (at)
                               ? reading->self->last_day
                               : suy_date_day_of_moment (suy_date_get_moment (at));
      one->memory.since = one->memory.opened;
    }
  one->memory.is_open = TRUE;
  one->memory.level = level_of (&values[3]);
  one->memory.stage = stage;
}

/* What was open and is not any more, a person has closed or dismissed. */
static void
end_closed (SuyEvaluation *self)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (((SuyEvaluated *) one)->memory.is_open && ((SuyEvaluated *) one)->warning == 0)
      suy_warning_end (&((SuyEvaluated *) one)->memory);
}

SuyEvaluation *
suy_evaluation_load (SuyWorkspace *workspace, GHashTable *numbers, GError **error)
{
  static const char *const row_fields[] = { "indicator", "object_id", "warning",      "before",
                                            "last",      "floor",     "floor_before", "seen",
                                            "noted",     "opened",    "since",        "day",
                                            NULL };
  static const char *const ends[] = { "escalated", "de_escalated", "closed", "false_alarm", NULL };
  g_autoptr (SuyEvaluation) self = g_new0 (SuyEvaluation, 1);
  Reading reading = { self, numbers };

  self->workspace = workspace;
  self->all = g_hash_table_new_full (hash_pair, equal_pair, g_free, NULL);
  self->last_day = NO_DAY;
  self->indicators = suy_workspace_get_indicators (error);
  if (self->indicators == NULL || !scan (self, "evaluation", row_fields, NULL, on_row, self, error))
    return NULL;
  date_all (self);
  if (!scan (self, "warning", warning_fields, ends, on_warning, &reading, error))
    return NULL;
  end_closed (self);

  return g_steal_pointer (&self);
}

static void
collect (SuyEvaluation *self, const GArray *ids, GHashTable *objects, gboolean clear)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      SuyEvaluated *one = data;

      for (guint i = 0; one->warning != 0 && i < ids->len; i++)
        if (g_array_index (ids, gint64, i) == one->warning)
          {
            g_hash_table_add (objects, g_memdup2 (&one->object, sizeof one->object));
            if (clear)
              one->warning = 0;
          }
    }
}

gboolean
suy_evaluation_read_warnings (SuyEvaluation *self,
                              GHashTable *numbers,
                              const GArray *ids,
                              GHashTable *objects,
                              GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "warning", error);
  Reading reading = { self, numbers };
  const SuyField *fields[G_N_ELEMENTS (warning_fields)];
  SuyCellScan what = { .fields = fields,
                       .ids = (const gint64 *) (const void *) ids->data,
                       .n_ids = ids->len };

  if (reg == NULL)
    return FALSE;
  for (; warning_fields[what.n_fields] != NULL; what.n_fields++)
    fields[what.n_fields] = suy_register_find (reg, warning_fields[what.n_fields]);
  collect (self, ids, objects, TRUE);
  if (ids->len > 0 &&
      !suy_store_scan_cells (self->workspace->store, reg, &what, on_warning, &reading, error))
    return FALSE;
  collect (self, ids, objects, FALSE);
  end_closed (self);

  return TRUE;
}

/* ---- writing ---- */

static void
set_level (SuyRecord *record, const char *field, SuyLevel level)
{
  suy_record_set_text (record, field,
                       level == SUY_LEVEL_NONE ? NULL : suy_lamp_get_level_name (level));
}

static void
set_day (SuyRecord *record, const char *field, gboolean is_set, gint64 day)
{
  g_autofree char *text = is_set && day != NO_DAY ? suy_date_from_day (day) : NULL;

  suy_record_set_text (record, field, text);
}

static void
fill (const SuyEvaluation *self, SuyRecord *record, const SuyEvaluated *one)
{
  const SuyIndicator *indicator = suy_indicators_get_all (self->indicators)->pdata[one->indicator];
  const SuyWarning *memory = &one->memory;
  char seen[4] = { 0 };

  for (guint i = 0; i < memory->n_seen; i++)
    seen[i] = (char) ('0' + memory->seen[i]);
  suy_record_set_text (record, "indicator", indicator->name);
  suy_record_set_text (record, "object_register", indicator->object);
  suy_record_set_integer (record, "object_id", one->object);
  suy_record_set (record, suy_register_find (suy_record_get_register (record), "warning"),
                  memory->is_open ? &SUY_INTEGER (one->warning) : &SUY_VALUE_INIT_NULL);
  set_level (record, "before", memory->before);
  set_level (record, "last", memory->last);
  set_level (record, "floor", memory->floor);
  set_level (record, "floor_before", memory->floor_before);
  suy_record_set_text (record, "seen", memory->n_seen == 0 ? NULL : seen);
  suy_record_set_integer (record, "noted", memory->is_noted);
  suy_record_set_integer (record, "back", suy_warning_is_back (memory));
  set_day (record, "opened", memory->is_open, memory->opened);
  set_day (record, "since", memory->is_open, memory->since);
}

static gboolean
write_row (SuyStore *store, SuyRecord *record, gint64 *row, GError **error)
{
  if (*row != 0)
    {
      suy_record_set_id (record, *row);
      return suy_store_update (store, record, error);
    }
  if (!suy_store_insert (store, record, error))
    return FALSE;
  *row = suy_record_get_id (record);

  return TRUE;
}

/* Whether the row says it already; level and stage stand in the warning.  Days on which nothing
 * happens are most days. */
static gboolean
is_written (const SuyEvaluated *one)
{
  const SuyWarning *a = &one->memory, *b = &one->kept;
  gboolean same = one->row != 0 && a->before == b->before && a->last == b->last &&
                  a->floor == b->floor && a->floor_before == b->floor_before &&
                  a->is_open == b->is_open && a->is_noted == b->is_noted && a->n_seen == b->n_seen;

  for (guint i = 0; same && i < a->n_seen; i++)
    same = a->seen[i] == b->seen[i];

  return same && (!a->is_open || (a->opened == b->opened && a->since == b->since &&
                                  one->warning == one->kept_warning));
}

gboolean
suy_evaluation_save (SuyEvaluation *self, SuyEvaluated *one, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "evaluation", error);
  SuyStore *store = self->workspace->store;
  g_autoptr (SuyRecord) record = NULL;
  gint64 row = one->row;

  if (reg == NULL)
    return FALSE;
  if (!suy_warning_is_kept (&one->memory))
    {
      one->row = 0;
      return row == 0 || suy_store_delete (store, reg, row, error);
    }
  if (is_written (one))
    return TRUE;
  record = suy_record_new (reg);
  fill (self, record, one);
  one->kept = one->memory;
  one->kept_warning = one->warning;

  return write_row (store, record, &one->row, error);
}

gboolean
suy_evaluation_save_day (SuyEvaluation *self, gint64 day, gboolean over, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, "evaluation", error);
  g_autoptr (SuyRecord) record = NULL;

  if (reg == NULL)
    return FALSE;
  record = suy_record_new (reg);
  suy_record_set_text (record, "indicator", DAY_NAME);
  set_day (record, "day", TRUE, day);
  if (suy_register_find (reg, "over") != NULL)
    suy_record_set_integer (record, "over", over);

  return write_row (self->workspace->store, record, &self->day_row, error);
}
