/* suy-lookback-count.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-lookback-count.h"

#include "suy-facts-private.h"
#include "suy-id.h"
#include "suy-sampling.h"

#define ITEM "rectification_item"

enum
{
  FULL = 1 << 0,
  SAMPLE = 1 << 1,
  REBOUND = 1 << 2,
};

/* What the look-backs of the year say of items and petitions: their ids to flags. */
typedef struct
{
  gint64 year;
  GHashTable *seen;
} Year;

static void
add (Year *self, const SuyValue *link, guint flags)
{
  guint known;

  if (link->type != SUY_VALUE_INTEGER || link->integer == 0)
    return;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, &link->integer));
  g_hash_table_insert (self->seen, g_memdup2 (&link->integer, sizeof link->integer),
                       GUINT_TO_POINTER (known | flags));
}

/* item, complaint, kind, year, verdict; ids are those of the file, so that no item and no petition
 * share one. */
static void
take (gint64 id, const SuyValue *values, gpointer user_data)
{
  Year *self = user_data;
  guint flags;

  if (values[3].type != SUY_VALUE_INTEGER || values[3].integer != self->year ||
      values[2].type != SUY_VALUE_TEXT || values[4].type != SUY_VALUE_TEXT)
    return;
  flags = g_str_equal (values[2].text, "full")     ? FULL
          : g_str_equal (values[2].text, "sample") ? SAMPLE
                                                   : 0;
  if (g_str_equal (values[4].text, "rebound"))
    flags |= REBOUND;
  add (self, &values[0], flags);
  add (self, &values[1], flags);
}

static gboolean
read_year (SuyWorkspace *workspace, Year *year, GError **error)
{
  static const char *const names[] = { "item", "complaint", "kind", "year", "verdict" };
  const SuyRegister *reg = suy_workspace_register (workspace, "lookback", error);
  const SuyField *fields[G_N_ELEMENTS (names)];
  const SuyCellScan scan = { .fields = fields, .n_fields = G_N_ELEMENTS (names) };

  if (reg == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    fields[i] = suy_register_find (reg, names[i]);

  return suy_store_scan_cells (workspace->store, reg, &scan, take, year, error);
}

/* What is known of the object that @key names. */
static guint
flags_of (SuyWorkspace *workspace, const Year *year, const char *key)
{
  gint64 id = suy_sampling_find_object (workspace, key, ITEM);

  return GPOINTER_TO_UINT (g_hash_table_lookup (year->seen, &id));
}

gboolean
suy_lookback_count (SuyWorkspace *self,
                    const SuyRecord *record,
                    SuyLookbackCount *count,
                    GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (suy_id_hash, g_int64_equal, g_free, NULL);
  g_auto (GStrv) population = suy_look_list (record, "population");
  g_auto (GStrv) sample = suy_look_list (record, "sample");
  Year year = { suy_look_integer (record, "year"), seen };

  *count = (SuyLookbackCount){ 0 };
  if (!read_year (self, &year, error))
    return FALSE;
  for (guint i = 0; population[i] != NULL; i++, count->n++)
    {
      guint flags = flags_of (self, &year, population[i]);

      count->n_full += (flags & FULL) != 0;
      count->n_rebound += (flags & REBOUND) != 0;
    }
  for (guint i = 0; sample[i] != NULL; i++, count->n_sample++)
    count->n_checked += (flags_of (self, &year, sample[i]) & SAMPLE) != 0;

  return TRUE;
}

GArray *
suy_lookback_select (SuyWorkspace *self, const SuyRecord *record, const char *which, GError **error)
{
  static const struct
  {
    const char *name, *list;
    guint flag;
    gboolean is_set;
  } kinds[] = {
    { "waiting", "population", FULL, FALSE },
    { "full", "population", FULL, TRUE },
    { "rebound", "population", REBOUND, TRUE },
    { "checked", "sample", SAMPLE, TRUE },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Year year = { suy_look_integer (record, "year"), seen };

  if (!read_year (self, &year, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) keys = suy_look_list (record, kinds[i].list);

      for (guint k = 0; g_str_equal (kinds[i].name, which) && keys[k] != NULL; k++)
        {
          gint64 id = suy_sampling_find_object (self, keys[k], ITEM);

          if (((flags_of (self, &year, keys[k]) & kinds[i].flag) != 0) == kinds[i].is_set)
            g_array_append_val (ids, id);
        }
    }

  return g_steal_pointer (&ids);
}
