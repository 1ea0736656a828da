/* suy-observe-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-observe-checks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-cell.h"
#include "suy-date.h"
#include "suy-error.h"
#include "suy-frequency.h"
#include "suy-id.h"

typedef struct
{
  const SuyFrequencyRule *rule;
  gint64 day, first, last; /* the window that is judged */
  GHashTable *names;       /* every text that a check borrows */
  GHashTable *members;     /* gint64: the objects of a share or of “each” */
  GHashTable *plans;       /* gint64 to const char: topics of plans */
  GArray *checks;          /* SuyCheck */
  const char *link;        /* of a look-back: the field that leads to the object */
} Gathering;

static void
gathering_clear (Gathering *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->plans, g_hash_table_unref);
  g_clear_pointer (&self->checks, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, gathering_clear)

static const SuyFrequencies *
get_rules (GError **error)
{
  static GMutex lock; /* threads observe too */
  static SuyFrequencies *builtin;

  g_mutex_lock (&lock);
  if (builtin == NULL)
    builtin = suy_frequencies_new_builtin (error);
  g_mutex_unlock (&lock);

  return builtin;
}

/* ---- what is gathered ---- */

static const char *
keep (Gathering *self, char *text)
{
  const char *kept = g_hash_table_lookup (self->names, text);

  if (kept == NULL)
    {
      g_hash_table_add (self->names, text);
      return text;
    }
  g_free (text);

  return kept;
}

static const char *
name_of (Gathering *self, const char *kind, gint64 id)
{
  return keep (self, g_strdup_printf ("%s%" G_GINT64_FORMAT, kind, id));
}

static gboolean
has_topic (const Gathering *self, const char *topic)
{
  return topic != NULL && g_strv_contains ((const char *const *) self->rule->topics, topic);
}

/* Days that are not known yet, or lie beside the window, are left out. */
static void
add_check (Gathering *self, gint64 day, const char *of)
{
  const SuyCheck check = { day, self->rule->topics[0], of };

  if (day != SUY_CELL_UNKNOWN && day >= self->first && day <= MIN (self->last, self->day))
    g_array_append_val (self->checks, check);
}

static void
add_member (Gathering *self, gint64 id)
{
  g_hash_table_add (self->members, g_memdup2 (&id, sizeof id));
}

static gboolean
is_member (const Gathering *self, gint64 id)
{
  return g_hash_table_contains (self->members, &id);
}

/* topic */
static void
on_plan (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;

  g_hash_table_insert (self->plans, g_memdup2 (&id, sizeof id),
                       (gpointer) keep (self, g_strdup (suy_cell_text (&values[0]))));
}

/* plan, topic, started_at, state, enterprise: what was cancelled did not take place.  The topic of
 * the plan goes before its own (Q-22: one campaign, one topic). */
static void
on_inspection (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;
  gint64 plan = suy_cell_integer (&values[0]), firm = suy_cell_integer (&values[4]);
  const char *of_plan = g_hash_table_lookup (self->plans, &plan);
  gint64 day = suy_cell_day_of_time (&values[2]);

  if (!has_topic (self, of_plan != NULL ? of_plan : suy_cell_text (&values[1])) ||
      g_strcmp0 (suy_cell_text (&values[3]), "cancelled") == 0)
    return;
  if (self->rule->count == SUY_COUNT_CAMPAIGNS && plan != 0)
    add_check (self, day, name_of (self, "plan", plan));
  else if (self->rule->count == SUY_COUNT_CHECKS)
    add_check (self, day, NULL);
  else if (self->rule->count == SUY_COUNT_SHARE && is_member (self, firm))
    add_check (self, day, name_of (self, "firm", firm));
}

/* topic, started_at */
static void
on_patrol (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;

  if (has_topic (self, suy_cell_text (&values[0])))
    add_check (self, suy_cell_day_of_time (&values[1]), NULL);
}

/* industry, operating */
static void
on_firm (gint64 id, const SuyValue *values, gpointer user_data)
{
  if (g_strcmp0 (suy_cell_text (&values[0]), "catering") == 0 &&
      g_strcmp0 (suy_cell_text (&values[1]), "closed") != 0)
    add_member (user_data, id);
}

/* kind */
static void
on_outfall (gint64 id, const SuyValue *values, gpointer user_data)
{
  if (g_strcmp0 (suy_cell_text (&values[0]), "rural") == 0)
    add_member (user_data, id);
}

/* outfall, sampled_at, valid: however many factors a sample has, it is one. */
static void
on_sample (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;
  gint64 outfall = suy_cell_integer (&values[0]), day = suy_cell_day_of_time (&values[1]);
  gboolean valid = values[2].type == SUY_VALUE_NULL || suy_cell_integer (&values[2]) != 0;
  g_autofree char *once = g_strdup_printf ("%" G_GINT64_FORMAT "@%" G_GINT64_FORMAT, outfall, day);

  if (!is_member (self, outfall) || !valid || g_hash_table_contains (self->names, once))
    return;
  g_hash_table_add (self->names, g_steal_pointer (&once));
  add_check (self, day, name_of (self, "", outfall));
}

/* The day on which it was closed: those of the year before are to be looked back at. */
static void
on_closed (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;
  gint64 day = values[0].type == SUY_VALUE_TEXT && suy_date_is_date (values[0].text)
                   ? suy_cell_day (&values[0])
                   : suy_cell_day_of_time (&values[0]);

  if (day != SUY_CELL_UNKNOWN && day < self->first &&
      suy_date_split (day).year == suy_date_split (self->first).year - 1)
    add_member (self, id);
}

/* the object, kind, done_at */
static void
on_look_back (gint64 id, const SuyValue *values, gpointer user_data)
{
  Gathering *self = user_data;
  gint64 object = suy_cell_integer (&values[0]);
  const char *kind = g_strv_contains ((const char *const *) self->rule->topics, "lookback_full")
                         ? "full"
                         : "sample";

  if (is_member (self, object) && g_strcmp0 (suy_cell_text (&values[1]), kind) == 0)
    add_check (self, suy_cell_day (&values[2]), name_of (self, self->link, object));
}

/* ---- gathering ---- */

static gboolean
gather_checks (SuyWorkspace *workspace, Gathering *self, GError **error)
{
  static const char *const plan[] = { "topic", NULL };
  static const char *const inspection[] = { "plan",  "topic",      "started_at",
                                            "state", "enterprise", NULL };
  static const char *const patrol[] = { "topic", "started_at", NULL };

  return suy_cell_scan (workspace, "inspection_plan", plan, "topic", on_plan, self, error) &&
         suy_cell_scan (workspace, "inspection", inspection, "started_at", on_inspection, self,
                        error) &&
         (self->rule->count != SUY_COUNT_CHECKS ||
          suy_cell_scan (workspace, "patrol", patrol, "topic", on_patrol, self, error));
}

static gboolean
gather_samples (SuyWorkspace *workspace, Gathering *self, GError **error)
{
  static const char *const outfall[] = { "kind", NULL };
  static const char *const sample[] = { "outfall", "sampled_at", "valid", NULL };

  return suy_cell_scan (workspace, "outfall", outfall, "kind", on_outfall, self, error) &&
         suy_cell_scan (workspace, "measurement", sample, "outfall", on_sample, self, error);
}

static gboolean
gather_look_backs (SuyWorkspace *workspace, Gathering *self, GError **error)
{
  static const struct
  {
    const char *reg, *closed[2], *link[4];
  } kinds[] = {
    { "rectification_item", { "closed_at" }, { "item", "kind", "done_at" } },
    { "complaint", { "settled_at" }, { "complaint", "kind", "done_at" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      self->link = kinds[i].link[0];
      if (!suy_cell_scan (workspace, kinds[i].reg, kinds[i].closed, kinds[i].closed[0], on_closed,
                          self, error) ||
          !suy_cell_scan (workspace, "lookback", kinds[i].link, self->link, on_look_back, self,
                          error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
gather (SuyWorkspace *workspace, Gathering *self, GError **error)
{
  static const char *const firm[] = { "industry", "operating", NULL };

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->members = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  self->plans = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  self->checks = g_array_new (FALSE, FALSE, sizeof (SuyCheck));
  if (self->rule->count == SUY_COUNT_EACH)
    return gather_samples (workspace, self, error);
  if (g_str_has_prefix (self->rule->topics[0], "lookback"))
    return gather_look_backs (workspace, self, error);

  return (self->rule->count != SUY_COUNT_SHARE ||
          suy_cell_scan (workspace, "enterprise", firm, "industry", on_firm, self, error)) &&
         gather_checks (workspace, self, error);
}

/* @object: of “each”, else 0 */
static gboolean
judge (const Gathering *self, gint64 object, SuyFrequency *found)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, object);
  const SuyFrequencyAsk ask = { .at = self->first,
                                .today = self->day,
                                .total = g_hash_table_size (self->members),
                                .object = name };

  return suy_frequency_judge (self->rule, &ask, (const SuyCheck *) (void *) self->checks->data,
                              self->checks->len, found);
}

/* ---- telling ---- */

/* While the window lasts, how many are missing to what is expected by now, from its middle on; once
 * it is over, to the minimum. */
static void
tell_one (const Gathering *self, gint64 object, SuyObserveEach each, gpointer user_data)
{
  SuyFrequency found;
  SuyObservation seen = { 0 };

  if (!judge (self, object, &found))
    return;
  if (self->day > found.last)
    seen = (SuyObservation){ .second = found.deficit, .has_second = TRUE };
  else
    seen =
        (SuyObservation){ .value = found.level == SUY_LEVEL_BLUE ? found.expected - found.done : 0,
                          .has_value = TRUE };
  each (object, &seen, user_data);
}

static void
tell_all (const Gathering *self, SuyObserveEach each, gpointer user_data)
{
  GHashTableIter iter;
  gpointer object;

  if (self->rule->count != SUY_COUNT_EACH)
    {
      tell_one (self, 0, each, user_data);
      return;
    }
  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, &object, NULL))
    tell_one (self, *(gint64 *) object, each, user_data);
}

/* ---- windows ---- */

static void
on_moved (gint64 id, const SuyValue *values, gpointer user_data)
{
  gint64 *first = user_data, day = suy_cell_day_of_time (&values[0]);

  if (day != SUY_CELL_UNKNOWN)
    *first = MIN (*first, day);
}

/* The journal is only ever added to, so that its first day is looked up once.  G_MAXINT64: nothing
 * has been moved yet. */
static gboolean
get_first_day (SuyWorkspace *workspace, gint64 *first, GError **error)
{
  static const char *const at[] = { "at", NULL };

  if (workspace->first_day == G_MAXINT64 &&
      !suy_cell_scan (workspace, "journal", at, NULL, on_moved, &workspace->first_day, error))
    return FALSE;
  *first = workspace->first_day;

  return TRUE;
}

/* The window that @day lies in, else the last one before it. */
static gboolean
find_window (Gathering *self, gint64 day)
{
  const gint64 year = 366;

  for (gint64 last = day - 2 * year; day > last; day--)
    if (suy_frequency_get_window (self->rule, day, &self->first, &self->last))
      return TRUE;

  return FALSE;
}

/* The last window that is past its middle, from which on it is judged itself; until then what is
 * missing of the one before stands.  Else a month's or a year's would never be told, since the next
 * one begins on the day after. */
static gboolean
find_judged (Gathering *self)
{
  return find_window (self, self->day) &&
         (2 * (self->day - self->first + 1) >= self->last - self->first + 1 ||
          find_window (self, self->first - 1));
}

gboolean
suy_observe_checks (SuyWorkspace *workspace,
                    const SuyIndicator *indicator,
                    gint64 day,
                    SuyObserveEach each,
                    gpointer user_data,
                    GError **error)
{
  const SuyFrequencies *rules = get_rules (error);
  g_auto (Gathering) self = { .day = day };
  gint64 began;

  if (rules == NULL)
    return FALSE;
  self.rule = suy_frequencies_find (rules, indicator->name);
  if (self.rule == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "The indicator “%s” counts checks, but frequencies.json has no such rule",
                   indicator->name);
      return FALSE;
    }
  if (!get_first_day (workspace, &began, error))
    return FALSE;
  if (!find_judged (&self) || self.first < began)
    return TRUE;

  if (!gather (workspace, &self, error))
    return FALSE;
  tell_all (&self, each, user_data);

  return TRUE;
}

/* ---- counting for people ---- */

const GPtrArray *
suy_workspace_list_frequencies (GError **error)
{
  const SuyFrequencies *rules = get_rules (error);

  return rules == NULL ? NULL : suy_frequencies_get_all (rules);
}

void
suy_frequency_count_free (SuyFrequencyCount *self)
{
  g_clear_pointer (&self->missing, g_array_unref);
  g_free (self);
}

/* How often each object was checked: checks name it by words that end in its id. */
static gint64
count_of (const Gathering *self, gint64 object)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object);
  gint64 n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += g_str_has_suffix (g_array_index (self->checks, SuyCheck, i).of, id);

  return n;
}

/* Ids are never used twice, in whatever register. */
static const SuyRegister *
find_register (SuyWorkspace *workspace, gint64 id)
{
  static const char *const names[] = { "enterprise", "outfall", "rectification_item", "complaint" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const SuyRegister *reg = suy_catalog_find (workspace->catalog, names[i]);
      g_autoptr (SuyRecord) record =
          reg == NULL ? NULL : suy_store_get (workspace->store, reg, id, NULL);

      if (record != NULL)
        return reg;
    }

  return NULL;
}

static int
compare_missing (gconstpointer a, gconstpointer b)
{
  const SuyFrequencyMissing *l = a, *r = b;

  return (l->id > r->id) - (l->id < r->id);
}

static void
list_missing (SuyWorkspace *workspace, const Gathering *self, SuyFrequencyCount *count)
{
  gint64 least = self->rule->count == SUY_COUNT_EACH ? self->rule->least : 1;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      SuyFrequencyMissing one = { NULL, *(gint64 *) id, count_of (self, *(gint64 *) id) };

      one.reg = one.done >= least ? NULL : find_register (workspace, one.id);
      if (one.reg != NULL)
        g_array_append_val (count->missing, one);
    }
  g_array_sort (count->missing, compare_missing);
}

static void
add_object (const Gathering *self, gint64 object, SuyFrequency *sum)
{
  SuyFrequency one;

  if (!judge (self, object, &one))
    return;
  sum->least += one.least;
  sum->done += MIN (one.done, one.least);
  sum->expected += one.expected;
  sum->deficit += one.deficit;
}

static void
count_window (const Gathering *self, SuyFrequencyCount *count)
{
  GHashTableIter iter;
  gpointer id;

  if (self->rule->count != SUY_COUNT_EACH)
    {
      judge (self, 0, &count->frequency);
      return;
    }
  count->frequency = (SuyFrequency){ .first = self->first, .last = self->last };
  g_hash_table_iter_init (&iter, self->members);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    add_object (self, *(gint64 *) id, &count->frequency);
}

SuyFrequencyCount *
suy_workspace_count_checks (SuyWorkspace *self, const char *rule, GError **error)
{
  g_autoptr (SuyFrequencyCount) count = g_new0 (SuyFrequencyCount, 1);
  const SuyFrequencies *rules = get_rules (error);
  g_auto (Gathering) gathering = { .day = suy_date_get_day (self->today) };

  count->missing = g_array_new (FALSE, FALSE, sizeof (SuyFrequencyMissing));
  if (rules == NULL)
    return NULL;
  count->rule = gathering.rule = suy_frequencies_find (rules, rule);
  if (count->rule == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_NOT_FOUND,
                   _ ("There is no rule “%s” of minimum numbers; they are M-1 to M-10."), rule);
      return NULL;
    }
  count->has_window = find_window (&gathering, gathering.day);
  if (!count->has_window)
    return g_steal_pointer (&count);
  if (!gather (self, &gathering, error))
    return NULL;
  count_window (&gathering, count);
  list_missing (self, &gathering, count);

  return g_steal_pointer (&count);
}
