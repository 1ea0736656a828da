/* suy-record-tally.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-record-tally.h"

#include "suy-date.h"
#include "suy-facts-private.h"
#include "suy-items.h"
#include "suy-lookback-count.h"
#include "suy-workspace-private.h"

/* What one call has looked up. */
typedef struct
{
  SuyWorkspace *workspace;
  const SuyRegister *reg;
  SuyRecord *record;  /* (nullable): of the register as a whole */
  GArray *family;     /* ids of the record and of those below it */
  GPtrArray *tallies; /* (element-type SuyRecordTally) */
  gint64 now;
} Work;

static SuyTallies *
table (GError **error)
{
  static SuyTallies *builtin;

  if (builtin == NULL)
    builtin = suy_tallies_new_builtin (error);

  return builtin;
}

static void
figure_free (gpointer data)
{
  SuyRecordTally *self = data;

  g_free (self->text);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

gboolean
suy_tallies_are_there (const SuyRegister *reg, gboolean total)
{
  SuyTallies *tallies = table (NULL);
  const GPtrArray *all = tallies == NULL ? NULL : suy_tallies_get_all (tallies);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const SuyTallyRow *tally = all->pdata[i];

      if (tally->total == total && g_str_equal (tally->reg, reg->name))
        return TRUE;
    }

  return FALSE;
}

const SuyRecordTally *
suy_record_tallies_find (const GPtrArray *tallies, const char *name)
{
  for (guint i = 0; i < tallies->len; i++)
    if (g_str_equal (((SuyRecordTally *) tallies->pdata[i])->tally->name, name))
      return tallies->pdata[i];

  return NULL;
}

/* ---- the records that belong to one ---- */

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* The record and everything below it; who stands below himself is met once. */
static gboolean
find_family (Work *self, SuyTallies *tallies, GError **error)
{
  gint64 own = suy_record_get_id (self->record);

  g_array_append_val (self->family, own);
  for (guint i = 0; suy_tallies_is_tree (tallies, self->reg->name) && i < self->family->len; i++)
    {
      g_autoptr (GPtrArray) below = suy_workspace_get_linked (
          self->workspace, self->reg, "parent", g_array_index (self->family, gint64, i), error);

      if (below == NULL)
        return FALSE;
      for (guint k = 0; k < below->len; k++)
        {
          gint64 id = suy_record_get_id (below->pdata[k]);

          if (!has_id (self->family, id))
            g_array_append_val (self->family, id);
        }
    }

  return TRUE;
}

typedef void (*EachRecord) (const SuyRecord *record, gpointer data);

/* Records of @of whose @link leads to one of the family; of a total all of them. */
static gboolean
each_linked (Work *self,
             const char *of,
             const char *link,
             EachRecord each,
             gpointer data,
             GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self->workspace, of, error);

  if (reg == NULL)
    return FALSE;
  for (guint i = 0; i < (self->record == NULL ? 1 : self->family->len); i++)
    {
      g_autoptr (GArray) ids =
          self->record == NULL ? suy_store_select (self->workspace->store, reg, NULL, error) : NULL;
      g_autoptr (GPtrArray) rows =
          self->record != NULL
              ? suy_workspace_get_linked (self->workspace, reg, link,
                                          g_array_index (self->family, gint64, i), error)
          : ids != NULL
              ? suy_store_get_many (self->workspace->store, reg,
                                    (const gint64 *) (gpointer) ids->data, ids->len, error)
              : NULL;

      if (rows == NULL)
        return FALSE;
      for (guint k = 0; k < rows->len; k++)
        if (rows->pdata[k] != NULL)
          each (rows->pdata[k], data);
    }

  return TRUE;
}

/* ---- counting ---- */

typedef struct
{
  const Work *work;
  const SuyTallyRow *tally;
  SuyRecordTally *result;
  GHashTable *seen; /* texts of @distinct */
} Count;

static void
on_counted (const SuyRecord *record, gpointer data)
{
  Count *self = data;
  const SuyTallyRow *tally = self->tally;
  gint64 id = suy_record_get_id (record);

  if (!suy_tally_counts (tally, record, self->work->now))
    return;
  if (tally->distinct != NULL)
    {
      const SuyField *field = suy_register_find (suy_record_get_register (record), tally->distinct);
      g_autofree char *text =
          field == NULL ? NULL : suy_value_to_string (suy_record_get (record, field));

      if (text == NULL || *text == '\0' || !g_hash_table_add (self->seen, g_steal_pointer (&text)))
        return;
    }
  self->result->value += tally->sum == NULL ? 1 : suy_look_integer (record, tally->sum);
  g_array_append_val (self->result->ids, id);
}

static gboolean
count (Work *self, SuyRecordTally *result, GError **error)
{
  const SuyTallyRow *tally = result->tally;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Count data = { self, tally, result, seen };

  result->ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return each_linked (self, tally->of, tally->link, on_counted, &data, error);
}

/* ---- hours that nothing covers ---- */

#define MINUTE (60 * G_USEC_PER_SEC)
#define DAY_MIN (24 * 60)

typedef struct
{
  const Work *work;
  const SuyTallyRow *tally;
  gboolean covered[DAY_MIN]; /* minutes of today, as clocks in China count them */
} Cover;

static void
on_span (const SuyRecord *record, gpointer data)
{
  Cover *self = data;
  gint64 from = suy_look_time (record, self->tally->field);
  gint64 until = suy_look_time (record, self->tally->until);

  if (from == SUY_DAY_UNKNOWN || until == SUY_DAY_UNKNOWN ||
      !suy_tally_counts (self->tally, record, self->work->now))
    return;
  for (gint64 i = 0; i < DAY_MIN; i++)
    self->covered[i] |=
        from <= self->work->now + i * MINUTE && self->work->now + i * MINUTE < until;
}

/* Whole hours, begun ones too: ten minutes without anybody are a gap. */
static gboolean
count_uncovered (Work *self, SuyRecordTally *result, GError **error)
{
  Cover cover = { self, result->tally, { FALSE } };
  gint64 minutes = 0;

  if (!each_linked (self, result->tally->of, result->tally->link, on_span, &cover, error))
    return FALSE;
  for (guint i = 0; i < DAY_MIN; i++)
    minutes += !cover.covered[i];
  result->value = (minutes + 59) / 60;

  return TRUE;
}

/* ---- places within the record's own ---- */

typedef struct
{
  const char *by;
  GHashTable *visited; /* ids */
} Visits;

static void
on_visit (const SuyRecord *record, gpointer data)
{
  Visits *self = data;
  gint64 id = suy_look_integer (record, self->by);

  g_hash_table_add (self->visited, g_memdup2 (&id, sizeof id));
}

/* Campaigns without an area have no tally: nobody has said what is to be covered. */
static gboolean
count_inside (Work *self, SuyRecordTally *result, GError **error)
{
  const SuyTallyRow *tally = result->tally;
  const SuyRegister *reg = suy_workspace_register (self->workspace, tally->of, error);
  SuyFeatureSet *set =
      reg == NULL ? NULL : suy_workspace_get_features (self->workspace, reg, error);
  SuyGeometry *place = suy_record_get_geometry (self->record);
  g_autoptr (GHashTable) visited =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Visits visits = { tally->by, visited };
  SuyItems items = { 0 };

  if (set == NULL)
    return FALSE;
  if (place == NULL)
    return TRUE;
  if (tally->without != NULL &&
      !each_linked (self, tally->without, tally->link, on_visit, &visits, error))
    return FALSE;
  result->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  suy_feature_set_items_within (set, suy_geometry_get_shape (place), 0, &items);
  for (gsize i = 0; i < items.n; i++)
    {
      gint64 id = suy_feature_set_get_id (set, items.at[i]);
      g_autoptr (SuyRecord) record = suy_store_get (self->workspace->store, reg, id, NULL);

      if (record != NULL && !g_hash_table_contains (visited, &id) &&
          suy_tally_counts (tally, record, self->now))
        g_array_append_val (result->ids, id);
    }
  suy_items_clear (&items);
  result->value = result->ids->len;

  return TRUE;
}

/* ---- all kinds ---- */

static void
count_entries (const Work *self, SuyRecordTally *result)
{
  g_auto (GStrv) entries = suy_look_list (self->record, result->tally->field);

  result->value = g_strv_length (entries);
}

/* Both days count; what has not begun has none. */
static void
count_days (const Work *self, SuyRecordTally *result)
{
  gint64 today = suy_look_day_of (self->workspace->today);
  gint64 from = suy_look_day (self->record, result->tally->field);
  gint64 until = suy_look_day (self->record, result->tally->until);

  if (until == SUY_DAY_UNKNOWN || until > today)
    until = today;
  if (from != SUY_DAY_UNKNOWN && from <= until)
    result->value = until - from + 1;
}

static void
join (const Work *self, SuyRecordTally *result)
{
  const SuyRecordTally *part = suy_record_tallies_find (self->tallies, result->tally->part);
  const SuyRecordTally *whole = suy_record_tallies_find (self->tallies, result->tally->whole);

  if (*part->text == '\0' || *whole->text == '\0')
    {
      result->text = g_strdup ("");
      return;
    }
  result->value = result->tally->kind == SUY_TALLY_REST ? whole->value - part->value : part->value;
  result->text = suy_tally_format (result->tally->kind, part->value, whole->value);
}

static gboolean
compute (Work *self, SuyRecordTally *result, GError **error)
{
  gboolean known = TRUE;

  switch (result->tally->kind)
    {
    case SUY_TALLY_COUNT:
      if (!count (self, result, error))
        return FALSE;
      break;
    case SUY_TALLY_INSIDE:
      if (!count_inside (self, result, error))
        return FALSE;
      known = result->ids != NULL;
      break;
    case SUY_TALLY_LOOK_BACK:
      result->ids =
          suy_lookback_select (self->workspace, self->record, result->tally->field, error);
      if (result->ids == NULL)
        return FALSE;
      result->value = result->ids->len;
      break;
    case SUY_TALLY_UNCOVERED:
      if (!count_uncovered (self, result, error))
        return FALSE;
      break;
    case SUY_TALLY_ENTRIES:
      count_entries (self, result);
      break;
    case SUY_TALLY_DAYS:
      count_days (self, result);
      break;
    case SUY_TALLY_PERCENT:
    case SUY_TALLY_QUOTIENT:
    case SUY_TALLY_REST:
    default:
      join (self, result);
      return TRUE;
    }
  result->text = known ? suy_tally_format (result->tally->kind, result->value, 0) : g_strdup ("");

  return TRUE;
}

static gboolean
compute_all (Work *self, SuyTallies *tallies, GError **error)
{
  const GPtrArray *all = suy_tallies_get_all (tallies);

  for (guint i = 0; i < all->len; i++)
    {
      const SuyTallyRow *tally = all->pdata[i];
      SuyRecordTally *result;

      if (tally->total != (self->record == NULL) || !g_str_equal (tally->reg, self->reg->name))
        continue;
      result = g_new0 (SuyRecordTally, 1);
      result->tally = tally;
      g_ptr_array_add (self->tallies, result);
      if (!compute (self, result, error))
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
suy_workspace_get_tallies (SuyWorkspace *self, const SuyRegister *reg, gint64 id, GError **error)
{
  SuyTallies *tallies = table (error);
  g_autoptr (SuyRecord) record =
      tallies == NULL || id == 0 ? NULL : suy_store_get (self->store, reg, id, error);
  g_autoptr (GArray) family = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (figure_free);
  Work work = { self,   reg,     record,
                family, results, suy_date_moment_of_day (suy_look_day_of (self->today)) };

  if (tallies == NULL || (id != 0 && record == NULL) ||
      (record != NULL && !find_family (&work, tallies, error)) ||
      !compute_all (&work, tallies, error))
    return NULL;

  return g_steal_pointer (&results);
}
