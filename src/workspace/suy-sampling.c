/* suy-sampling.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling.h"

#include <string.h>

#include "suy-facts-private.h"

#define OFFICERS_EACH \
  2 /* 6.7: two officers an object, as the law on administrative penalties asks */

static const SuySamplingKind kinds[] = {
  { "sampling_check", "objects", "object_pool", "seed", "objects", "sample_size", "enterprise" },
  { "lookback_sample", "sample", "population", "seed", "sample", "sample_size",
    "rectification_item" },
  { "station_patrol", "stations", "station_pool", "seed", "stations", "sample_size", "station" },
  { "station_patrol", SUY_SAMPLING_RECHECK, "stations", "recheck_seed", "recheck_stations", NULL,
    "station" },
};

const SuySamplingKind *
suy_sampling_find_kind (const char *reg, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].reg, reg) && (name == NULL || g_str_equal (kinds[i].name, name)))
      return &kinds[i];

  return NULL;
}

guint
suy_sampling_count (const SuyRecord *record, const char *list)
{
  g_auto (GStrv) lines = suy_look_list (record, list);

  return g_strv_length (lines);
}

SuyRecord *
suy_sampling_get_object (SuyWorkspace *workspace, const char *key, const char *means)
{
  const char *colon = strchr (key, ':');
  g_autofree char *name = colon == NULL ? g_strdup (means) : g_strndup (key, (gsize) (colon - key));
  const SuyRegister *reg = suy_workspace_register (workspace, name, NULL);
  gint64 id = reg == NULL
                  ? 0
                  : suy_store_find (workspace->store, reg, colon == NULL ? key : colon + 1, NULL);

  return id == 0 ? NULL : suy_store_get (workspace->store, reg, id, NULL);
}

/* ---- conflicts ---- */

/* Those among whom officers are dealt out. */
typedef struct
{
  const char *const *object_keys, *const *officer_keys;
  GPtrArray *objects, *officers;                /* (element-type SuyRecord), NULL: there is none */
  GArray *object_townships, *officer_townships; /* (element-type gint64) */
  GStrv recusals;
  gboolean across; /* townships */
} Cast;

static void
cast_clear (Cast *self)
{
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->object_townships, g_array_unref);
  g_clear_pointer (&self->officer_townships, g_array_unref);
  g_strfreev (self->recusals);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cast, cast_clear)

static void
free_record (gpointer data)
{
  if (data != NULL)
    suy_record_free (data);
}

static GPtrArray *
get_records (SuyWorkspace *workspace,
             const char *const *keys,
             guint n,
             const char *means,
             GArray **townships)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (free_record);

  *townships = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    {
      SuyRecord *record = suy_sampling_get_object (workspace, keys[i], means);
      gint64 township = record == NULL ? 0 : suy_interest_get_township (workspace, record);

      g_ptr_array_add (records, record);
      g_array_append_val (*townships, township);
    }

  return records;
}

static void
cast_fill (Cast *self,
           SuyWorkspace *workspace,
           const SuyRecord *record,
           guint n_objects,
           guint n_officers)
{
  self->objects =
      get_records (workspace, self->object_keys, n_objects,
                   suy_sampling_find_kind ("sampling_check", NULL)->means, &self->object_townships);
  self->officers =
      get_records (workspace, self->officer_keys, n_officers, "person", &self->officer_townships);
  self->recusals = suy_look_list (record, "recusals");
  self->across = suy_look_is (record, "kind", "cross");
}

static gboolean
has_word (GStrv words, const char *key)
{
  return g_strv_contains ((const char *const *) words, key);
}

/* A line that names both. */
static gboolean
is_declared (const Cast *self, const char *object, const char *officer)
{
  for (guint i = 0; self->recusals[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (self->recusals[i], " ,;=|", -1);

      if (has_word (words, officer) && has_word (words, object))
        return TRUE;
    }

  return FALSE;
}

static SuyInterest
find_conflict (const Cast *self, guint object, guint officer)
{
  const SuyRecord *who = self->officers->pdata[officer], *what = self->objects->pdata[object];
  gint64 township = g_array_index (self->object_townships, gint64, object);
  SuyInterest interest = who == NULL ? SUY_INTEREST_NONE : suy_interest_find (who, what);

  if (interest == SUY_INTEREST_NONE && self->across && township != 0 &&
      township == g_array_index (self->officer_townships, gint64, officer))
    interest = SUY_INTEREST_TOWNSHIP;
  if (interest == SUY_INTEREST_NONE &&
      is_declared (self, self->object_keys[object], self->officer_keys[officer]))
    interest = SUY_INTEREST_DECLARED;

  return interest;
}

static gboolean
has_conflict (guint object, guint officer, gpointer user_data)
{
  return find_conflict (user_data, object, officer) != SUY_INTEREST_NONE;
}

guint
suy_sampling_count_conflicts (SuyWorkspace *workspace, const SuyRecord *record)
{
  g_auto (GStrv) lines = suy_look_list (record, "officers");
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strstr (lines[i], ": ");
      g_auto (GStrv) names = g_strsplit (colon == NULL ? "" : colon + 2, ", ", -1);
      const char *keys[] = { lines[i], NULL };
      g_auto (Cast) cast = { .object_keys = keys, .officer_keys = (const char *const *) names };

      if (colon != NULL)
        *colon = '\0';
      cast_fill (&cast, workspace, record, 1, g_strv_length (names));
      for (guint k = 0; names[k] != NULL; k++)
        n += cast.officers->pdata[k] == NULL || has_conflict (0, k, &cast);
      n += names[0] == NULL; /* a line that names nobody can be tested for nothing */
    }

  return n;
}

/* ---- drawing ---- */

/* The reasons, and how many officers the object with the fewest has. */
static void
look_at_deal (SuySampling *self, const Cast *cast)
{
  const SuyDrawDeal *deal = self->deal;

  self->why = g_array_new (FALSE, FALSE, sizeof (SuyInterest));
  for (guint i = 0; i < deal->passed->len; i++)
    {
      const SuyDrawPassed *passed = &g_array_index (deal->passed, SuyDrawPassed, i);
      SuyInterest why = find_conflict (cast, passed->object, passed->officer);

      g_array_append_val (self->why, why);
    }
  self->n_least = self->n_drawn == 0 ? 0 : deal->n_each;
  for (guint i = 0; i < self->n_drawn; i++)
    {
      guint n = 0;

      for (guint k = 0; k < deal->n_each; k++)
        n += g_array_index (deal->officers, guint, i * deal->n_each + k) != G_MAXUINT;
      self->n_least = MIN (self->n_least, n);
    }
}

/* Officers are drawn from their own list, whatever the draw of the objects gave. */
static gboolean
draw_officers (SuySampling *self, SuyWorkspace *workspace, const SuyRecord *record, GError **error)
{
  g_auto (GStrv) pool = suy_look_list (record, "officer_pool");
  gint64 n_each = suy_look_integer (record, "officers_each");
  g_auto (Cast) cast = { 0 };
  guint n_officers;

  self->officer_order = suy_draw_order ((const char *const *) pool, suy_look_text (record, "seed"),
                                        "officers", error);
  if (self->officer_order == NULL)
    return FALSE;
  n_officers = g_strv_length (self->officer_order);
  cast.object_keys = (const char *const *) self->order;
  cast.officer_keys = (const char *const *) self->officer_order;
  cast_fill (&cast, workspace, record, self->n_drawn, n_officers);
  self->deal = suy_draw_deal (self->n_drawn, n_officers, (guint) MAX (n_each, OFFICERS_EACH),
                              has_conflict, &cast);
  look_at_deal (self, &cast);

  return TRUE;
}

/* As many as the record says; the look-back of a year a tenth where it says nothing, and so the
 * recheck of stations that names none. */
static guint
count_to_draw (const SuySampling *self, const SuyRecord *record)
{
  guint n = g_strv_length (self->order);
  g_auto (GStrv) drawn = suy_look_list (record, self->kind->drawn);
  gint64 size = self->kind->size == NULL ? (gint64) g_strv_length (drawn)
                                         : suy_look_integer (record, self->kind->size);

  return size <= 0 ? suy_draw_tenth (n) : (guint) MIN (size, (gint64) n);
}

SuySampling *
suy_sampling_new (SuyWorkspace *workspace,
                  const SuyRecord *record,
                  const char *name,
                  GError **error)
{
  const char *reg = suy_record_get_register (record)->name;
  g_autoptr (SuySampling) self = g_new0 (SuySampling, 1);
  g_auto (GStrv) pool = NULL;
  const char *seed;

  self->kind = suy_sampling_find_kind (reg, name);
  g_return_val_if_fail (self->kind != NULL, NULL);

  pool = suy_look_list (record, self->kind->pool);
  seed = suy_look_text (record, self->kind->seed);
  self->order = suy_draw_order ((const char *const *) pool, seed == NULL ? "" : seed,
                                self->kind->name, error);
  if (self->order == NULL)
    return NULL;
  self->n_drawn = count_to_draw (self, record);
  if (g_str_equal (reg, "sampling_check") && !draw_officers (self, workspace, record, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
suy_sampling_free (SuySampling *self)
{
  g_strfreev (self->order);
  g_strfreev (self->officer_order);
  g_clear_pointer (&self->deal, suy_draw_deal_free);
  g_clear_pointer (&self->why, g_array_unref);
  g_free (self);
}

/* ---- as records hold it ---- */

static char *
end_list (GStrvBuilder *lines)
{
  g_auto (GStrv) list = g_strv_builder_end (lines);

  return suy_look_format_list ((const char *const *) list);
}

char *
suy_sampling_get_drawn (const SuySampling *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < self->n_drawn; i++)
    g_strv_builder_add (lines, self->order[i]);

  return end_list (lines);
}

char *
suy_sampling_get_officers (const SuySampling *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; self->deal != NULL && i < self->n_drawn; i++)
    {
      g_autofree char *line = suy_draw_format_team (self->deal, i, self->order[i],
                                                    (const char *const *) self->officer_order);

      g_strv_builder_add (lines, line);
    }

  return end_list (lines);
}

char *
suy_sampling_get_replaced (const SuySampling *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; self->deal != NULL && i < self->deal->passed->len; i++)
    {
      const SuyDrawPassed *passed = &g_array_index (self->deal->passed, SuyDrawPassed, i);
      const char *why = suy_interest_get_word (g_array_index (self->why, SuyInterest, i));
      g_autofree char *line = suy_draw_format_passed (
          passed, self->order[passed->object], (const char *const *) self->officer_order, why);

      g_strv_builder_add (lines, line);
    }

  return end_list (lines);
}

char *
suy_sampling_hash (const SuyRecord *record, GError **error)
{
  const SuySamplingKind *kind =
      suy_sampling_find_kind (suy_record_get_register (record)->name, SUY_SAMPLING_MAIN);
  g_auto (GStrv) pool = suy_look_list (record, kind->pool);
  g_autofree char *objects = suy_draw_hash ((const char *const *) pool, error);
  g_auto (GStrv) people = NULL;
  g_autofree char *officers = NULL;

  if (objects == NULL ||
      suy_register_find (suy_record_get_register (record), "officer_pool") == NULL)
    return g_steal_pointer (&objects);
  people = suy_look_list (record, "officer_pool");
  officers = suy_draw_hash ((const char *const *) people, error);

  return officers == NULL ? NULL : g_strdup_printf ("%s %s", objects, officers);
}

/* ---- comparing ---- */

static gboolean
is_hash_right (const SuySampling *self, const SuyRecord *record)
{
  const char *kept = suy_look_text (
      record, suy_register_find (suy_record_get_register (record), "population_hash") != NULL
                  ? "population_hash"
                  : "pool_hash");
  g_autofree char *hash = suy_sampling_hash (record, NULL);

  return g_strcmp0 (self->kind->name, SUY_SAMPLING_RECHECK) == 0 ||
         (hash != NULL && g_strcmp0 (hash, kept) == 0);
}

static gboolean
is_list (const SuyRecord *record, const char *field, char *list)
{
  g_autofree char *expected = list;
  g_auto (GStrv) kept = suy_look_list (record, field);
  g_autofree char *found = suy_look_format_list ((const char *const *) kept);

  return g_strcmp0 (expected, found) == 0;
}

gboolean
suy_sampling_is_reproduced (const SuySampling *self, const SuyRecord *record)
{
  if (!is_hash_right (self, record) ||
      !is_list (record, self->kind->drawn, suy_sampling_get_drawn (self)))
    return FALSE;

  return self->deal == NULL ||
         (is_list (record, "officers", suy_sampling_get_officers (self)) &&
          is_list (record, "replaced_officers", suy_sampling_get_replaced (self)));
}
