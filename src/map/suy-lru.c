/* suy-lru.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-lru.h"

#include "suy-id.h"

typedef struct
{
  guint64 key;
  gpointer value;
  GList link; /* its place in the order, data is the entry itself */
} Entry;

struct _SuyLru
{
  GHashTable *entries;
  GQueue order; /* the one used last at the head */
  guint max;
  GDestroyNotify destroy;
};

SuyLru *
suy_lru_new (guint max, GDestroyNotify destroy)
{
  SuyLru *self = g_new0 (SuyLru, 1);

  g_return_val_if_fail (max > 0, self);

  self->entries = g_hash_table_new (suy_id_hash, g_int64_equal);
  g_queue_init (&self->order);
  self->max = max;
  self->destroy = destroy;

  return self;
}

static void
drop (SuyLru *self, Entry *entry)
{
  g_hash_table_remove (self->entries, &entry->key);
  g_queue_unlink (&self->order, &entry->link);
  self->destroy (entry->value);
  g_free (entry);
}

void
suy_lru_free (SuyLru *self)
{
  while (self->order.head != NULL)
    drop (self, self->order.head->data);
  g_hash_table_unref (self->entries);
  g_free (self);
}

gpointer
suy_lru_get (SuyLru *self, guint64 key)
{
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);

  return entry->value;
}

void
suy_lru_put (SuyLru *self, guint64 key, gpointer value)
{
  Entry *old = g_hash_table_lookup (self->entries, &key);
  Entry *entry = g_new0 (Entry, 1);

  if (old != NULL)
    drop (self, old);
  else if (self->order.length >= self->max)
    drop (self, self->order.tail->data);
  entry->key = key;
  entry->value = value;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, &entry->key, entry);
  g_queue_push_head_link (&self->order, &entry->link);
}

guint
suy_lru_get_n (SuyLru *self)
{
  return self->order.length;
}
