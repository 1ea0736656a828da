/* suy-key-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "suy-key-index.h"

struct _SuyKeyIndex
{
  SuyStore *store;
  const SuyRegister *reg;
  GHashTable *columns; /* field: text: id as gint64, -1 for several */
  gint64 log_end;      /* when they were read */
};

SuyKeyIndex *
suy_key_index_new (SuyStore *store, const SuyRegister *reg)
{
  SuyKeyIndex *self = g_new0 (SuyKeyIndex, 1);

  self->store = store;
  self->reg = reg;
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  return self;
}

void
suy_key_index_free (SuyKeyIndex *self)
{
  g_hash_table_unref (self->columns);
  g_free (self);
}

static void
add (gint64 id, const SuyValue *value, gpointer user_data)
{
  GHashTable *column = user_data;
  gint64 *known;

  if (value->type != SUY_VALUE_TEXT)
    return;
  known = g_hash_table_lookup (column, value->text);
  if (known != NULL)
    *known = -1;
  else
    g_hash_table_insert (column, g_strdup (value->text), g_memdup2 (&id, sizeof id));
}

static GHashTable *
get_column (SuyKeyIndex *self, const SuyField *field, GError **error)
{
  gint64 log_end = suy_store_get_log_end (self->store, error);
  GHashTable *column;

  if (log_end < 0)
    return NULL;
  if (log_end != self->log_end)
    g_hash_table_remove_all (self->columns);
  self->log_end = log_end;

  column = g_hash_table_lookup (self->columns, field);
  if (column != NULL)
    return column;
  column = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->columns, (gpointer) field, column);
  if (suy_store_scan (self->store, field, self->reg, add, column, error))
    return column;
  g_hash_table_remove (self->columns, field);

  return NULL;
}

gint64
suy_key_index_find (SuyKeyIndex *self, const SuyField *field, const char *text, GError **error)
{
  GHashTable *column = get_column (self, field, error);
  const gint64 *id = column == NULL ? NULL : g_hash_table_lookup (column, text);

  if (column == NULL)
    return -1;

  return id == NULL ? 0 : *id;
}
