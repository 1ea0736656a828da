/* demo-fixture.h: the whole demo of one seed, by register, for tests to look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "suy-demo.h"

typedef struct
{
  SuyCatalog *catalog;
  SuyDemo *demo;
  GHashTable *lists; /* name to GPtrArray of SuyRecord */
  GHashTable *by_id; /* gint64 to SuyRecord, borrowed */
} Fixture;

static inline Fixture *
fixture_new (guint64 seed, guint32 n_points)
{
  g_autoptr (GError) error = NULL;
  Fixture *self = g_new0 (Fixture, 1);
  SuyDemoOptions options = { seed, n_points, DEMO_DIR };
  const char *const *order;

  self->catalog = suy_catalog_new_builtin (&error);
  g_assert_no_error (error);
  self->demo = suy_demo_new (self->catalog, &options, &error);
  g_assert_no_error (error);
  self->lists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  order = suy_demo_get_order (self->demo);
  for (guint i = 0; order[i] != NULL; i++)
    {
      GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) suy_record_free);
      SuyRecord *record;

      while ((record = suy_demo_next (self->demo, order[i])) != NULL)
        {
          gint64 id = suy_record_get_id (record);

          g_ptr_array_add (list, record);
          g_assert_true (g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), record));
        }
      g_hash_table_insert (self->lists, g_strdup (order[i]), list);
    }

  return self;
}

static inline void
fixture_free (Fixture *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->lists);
  suy_demo_free (self->demo);
  suy_catalog_unref (self->catalog);
  g_free (self);
}

static inline GPtrArray *
fixture_list (Fixture *self, const char *reg)
{
  return g_hash_table_lookup (self->lists, reg);
}

static inline SuyRecord *
fixture_get (Fixture *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

/* How many records of @reg have @text in @field. */
static inline guint
fixture_count (Fixture *self, const char *reg, const char *field, const char *text)
{
  GPtrArray *list = fixture_list (self, reg);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += g_strcmp0 (suy_record_get_text (list->pdata[i], field), text) == 0;

  return n;
}
