/* suy-sampling-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-sampling-pool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-facts-private.h"
#include "suy-id.h"
#include "suy-sampling.h"

static void
add_id (GHashTable *set, gint64 id)
{
  if (id != 0)
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
}

static gint64
integer_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

static const char *
text_of (const SuyValue *value)
{
  return value->type == SUY_VALUE_TEXT ? value->text : NULL;
}

/* Several columns of all rows.  @names: end with NULL */
static gboolean
scan (SuyWorkspace *self,
      const char *name,
      const char *const *names,
      SuyStoreEachRow each,
      gpointer user_data,
      GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, name, error);
  const SuyField *fields[5];
  SuyCellScan wanted = { .fields = fields };

  if (reg == NULL)
    return FALSE;
  for (; names[wanted.n_fields] != NULL; wanted.n_fields++)
    fields[wanted.n_fields] = suy_register_find (reg, names[wanted.n_fields]);

  return suy_store_scan_cells (self->store, reg, &wanted, each, user_data, error);
}

/* ---- the positive list ---- */

typedef struct
{
  GHashTable *listed;
  gint64 today;
} Positive;

static void
take_entry (gint64 id, const SuyValue *values, gpointer user_data)
{
  Positive *self = user_data;
  gint64 from = suy_look_day_of (text_of (&values[2])), to = suy_look_day_of (text_of (&values[3]));

  if (g_strcmp0 (text_of (&values[1]), "positive") == 0 && integer_of (&values[4]) == 0 &&
      from <= self->today && (to == SUY_DAY_UNKNOWN || to >= self->today))
    add_id (self->listed, integer_of (&values[0]));
}

GHashTable *
suy_sampling_list_positive (SuyWorkspace *self, GError **error)
{
  static const char *const names[] = { "enterprise", "list_name", "from_date",
                                       "to_date",    "candidate", NULL };
  g_autoptr (GHashTable) listed = new_set ();
  Positive positive = { listed, suy_look_day_of (self->today) };

  return scan (self, "list_entry", names, take_entry, &positive, error) ? g_steal_pointer (&listed)
                                                                        : NULL;
}

/* ---- pools ---- */

/* The reason why it is no part of the pool, as it stands in the record; NULL: it is. */
static const char *
why_left_out (const SuyRecord *record, const SuyRecord *object, GHashTable *positive)
{
  gint64 id = suy_record_get_id (object);

  if (!g_str_equal (suy_record_get_register (object)->name, "enterprise"))
    return NULL;
  if (suy_look_is (object, "operating", "closed"))
    return "已关停";

  return suy_look_is (record, "kind", "routine") && g_hash_table_contains (positive, &id)
             ? "列入正面清单"
             : NULL;
}

/* Code of the record; of a register that the list does not mean, with its name. */
static char *
key_of (SuyWorkspace *self, const SuyRecord *record, const char *means)
{
  const SuyRegister *reg = suy_record_get_register (record);
  g_autofree char *key = suy_workspace_get_key (self, reg, suy_record_get_id (record));

  return g_str_equal (reg->name, means) ? g_steal_pointer (&key)
                                        : g_strdup_printf ("%s:%s", reg->name, key);
}

static void
set_list (SuyRecord *record, const char *field, GStrvBuilder *builder)
{
  g_auto (GStrv) lines = g_strv_builder_end (builder);
  g_autofree char *list = suy_look_format_list ((const char *const *) lines);

  if (suy_register_find (suy_record_get_register (record), field) != NULL)
    suy_record_set_text (record, field, list);
}

/* A list that can be drawn from, or why not. */
static gboolean
check_list (SuyRecord *record, const char *field, GError **error)
{
  g_auto (GStrv) lines = suy_look_list (record, field);
  g_autofree char *hash = suy_draw_hash ((const char *const *) lines, error);

  return hash != NULL;
}

gboolean
suy_sampling_fill_pool (SuyWorkspace *self,
                        SuyRecord *record,
                        const SuyRegister *objects,
                        const GArray *ids,
                        GError **error)
{
  const SuySamplingKind *kind =
      suy_sampling_find_kind (suy_record_get_register (record)->name, SUY_SAMPLING_MAIN);
  g_autoptr (GStrvBuilder) pool = g_strv_builder_new (), left_out = g_strv_builder_new ();
  g_autoptr (GHashTable) positive = suy_sampling_list_positive (self, error);
  g_autoptr (GPtrArray) rows =
      positive == NULL
          ? NULL
          : suy_store_get_many (self->store, objects, (const gint64 *) (const void *) ids->data,
                                ids->len, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *key =
          rows->pdata[i] == NULL ? NULL : key_of (self, rows->pdata[i], kind->means);
      const char *why = key == NULL ? NULL : why_left_out (record, rows->pdata[i], positive);
      g_autofree char *line = why == NULL ? NULL : g_strdup_printf ("%s: %s", key, why);

      if (key != NULL)
        g_strv_builder_add (why == NULL ? pool : left_out, why == NULL ? key : line);
    }
  set_list (record, kind->pool, pool);
  set_list (record, "left_out", left_out);

  return check_list (record, kind->pool, error);
}

gboolean
suy_sampling_fill_officers (SuyWorkspace *self,
                            SuyRecord *record,
                            const GArray *ids,
                            GError **error)
{
  static const char *const roles[] = { "enforcement_officer", "info_check_officer", NULL };
  const SuyRegister *people = suy_workspace_register (self, "person", error);
  g_autoptr (GStrvBuilder) pool = g_strv_builder_new ();
  g_autoptr (GPtrArray) rows =
      people == NULL
          ? NULL
          : suy_store_get_many (self->store, people, (const gint64 *) (const void *) ids->data,
                                ids->len, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const SuyField *active = suy_register_find (people, "active");
      const SuyRecord *person = rows->pdata[i];
      const char *role = suy_look_text (person, "role");
      g_autofree char *key = NULL;

      if (person == NULL || role == NULL || !g_strv_contains (roles, role) ||
          (suy_record_get (person, active)->type == SUY_VALUE_INTEGER &&
           suy_record_get_integer (person, "active") == 0))
        continue;
      key = key_of (self, person, "person");
      g_strv_builder_add (pool, key);
    }
  set_list (record, "officer_pool", pool);

  return check_list (record, "officer_pool", error);
}

/* ---- the population of look-backs ---- */

typedef struct
{
  gint64 year; /* of the look-back: the year before is looked back at */
  GHashTable *items, *problems, *complaints; /* looked back at in the year */
  GArray *due_items, *due_complaints;        /* (element-type gint64) */
} Population;

static void
take_lookback (gint64 id, const SuyValue *values, gpointer user_data)
{
  Population *self = user_data;

  if (integer_of (&values[3]) != self->year || text_of (&values[4]) == NULL)
    return;
  add_id (self->items, integer_of (&values[0]));
  add_id (self->problems, integer_of (&values[1]));
  add_id (self->complaints, integer_of (&values[2]));
}

/* what was completed in the year before. */
static gboolean
is_of_year (const Population *self, const SuyValue *value)
{
  gint64 day = suy_look_day_of (text_of (value));

  return day != SUY_DAY_UNKNOWN && suy_date_split (day).year == self->year - 1;
}

static void
take_item (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const done[] = { "closed", "consolidating", "lookback_passed", NULL };
  Population *self = user_data;
  const char *state = text_of (&values[0]);
  gint64 problem = integer_of (&values[1]);

  if (state != NULL && g_strv_contains (done, state) && is_of_year (self, &values[2]) &&
      !g_hash_table_contains (self->items, &id) &&
      !g_hash_table_contains (self->problems, &problem))
    g_array_append_val (self->due_items, id);
}

static void
take_complaint (gint64 id, const SuyValue *values, gpointer user_data)
{
  static const char *const done[] = { "settled", "confirmed", NULL };
  Population *self = user_data;
  const char *state = text_of (&values[0]);

  if (state != NULL && g_strv_contains (done, state) && is_of_year (self, &values[1]) &&
      !g_hash_table_contains (self->complaints, &id))
    g_array_append_val (self->due_complaints, id);
}

static gboolean
scan_population (SuyWorkspace *self, Population *population, GError **error)
{
  static const char *const lookbacks[] = {
    "item", "problem", "complaint", "year", "verdict", NULL
  };
  static const char *const items[] = { "state", "problem", "closed_at", NULL };
  static const char *const complaints[] = { "state", "settled_at", NULL };

  return scan (self, "lookback", lookbacks, take_lookback, population, error) &&
         scan (self, "rectification_item", items, take_item, population, error) &&
         scan (self, "complaint", complaints, take_complaint, population, error);
}

static gboolean
add_keys (SuyWorkspace *self, const char *name, const GArray *ids, GPtrArray *keys, GError **error)
{
  const SuyRegister *reg = suy_workspace_register (self, name, error);
  g_autoptr (GPtrArray) rows =
      reg == NULL ? NULL
                  : suy_store_get_many (self->store, reg, (const gint64 *) (const void *) ids->data,
                                        ids->len, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      g_ptr_array_add (keys, key_of (self, rows->pdata[i], "rectification_item"));

  return rows != NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
suy_sampling_list_population (SuyWorkspace *self, gint64 year, GError **error)
{
  g_autoptr (GHashTable) items = new_set (), problems = new_set (), complaints = new_set ();
  g_autoptr (GArray) due_items = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) due_complaints = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Population population = { year, items, problems, complaints, due_items, due_complaints };

  if (!scan_population (self, &population, error) ||
      !add_keys (self, "rectification_item", due_items, keys, error) ||
      !add_keys (self, "complaint", due_complaints, keys, error))
    return NULL;
  g_ptr_array_sort (keys, compare_keys);
  g_ptr_array_add (keys, NULL);
  g_ptr_array_set_free_func (keys, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
