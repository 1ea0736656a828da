/* suy-seen.c: open addressing over texts that lie one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-seen.h"

#include <string.h>

#define FIRST_SLOTS 1024u /* a power of two */

typedef struct
{
  guint64 hash;
  gsize text; /* where in texts: the kind, then the text with its NUL */
  guint row;
} Entry;

struct _SuySeen
{
  GArray *entries; /* of Entry */
  char *texts;
  gsize used, room;
  guint32 *slots; /* entry + 1; 0: free.  At most half of them are taken */
  guint32 n_slots;
};

SuySeen *
suy_seen_new (void)
{
  SuySeen *self = g_new0 (SuySeen, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (guint32, self->n_slots);

  return self;
}

void
suy_seen_free (SuySeen *self)
{
  g_array_unref (self->entries);
  g_free (self->texts);
  g_free (self->slots);
  g_free (self);
}

void
suy_seen_clear (SuySeen *self)
{
  g_array_set_size (self->entries, 0);
  self->used = 0;
  memset (self->slots, 0, self->n_slots * sizeof *self->slots);
}

/* FNV-1a with a last stir, since only low bits choose the slot.  Source: Fowler, Noll and Vo. */
static guint64
hash_text (char kind, const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ (guchar) kind;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash ^ hash >> 32;
}

static void
grow_slots (SuySeen *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->entries->len; i++)
    {
      guint32 slot = (guint32) g_array_index (self->entries, Entry, i).hash & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = i + 1;
    }
}

static gsize
keep_text (SuySeen *self, char kind, const char *text)
{
  gsize size = strlen (text) + 2, at = self->used;

  if (size > self->room - at)
    {
      self->room = MAX (2 * self->room, at + size + 4096);
      self->texts = g_realloc (self->texts, self->room);
    }
  self->texts[at] = kind;
  memcpy (self->texts + at + 1, text, size - 1);
  self->used += size;

  return at;
}

guint
suy_seen_add (SuySeen *self, char kind, const char *text, guint row)
{
  guint64 hash = hash_text (kind, text);
  guint32 slot = (guint32) hash & (self->n_slots - 1);
  Entry entry = { hash, 0, row };

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1))
    {
      const Entry *other = &g_array_index (self->entries, Entry, self->slots[slot] - 1);

      if (other->hash == hash && self->texts[other->text] == kind &&
          strcmp (self->texts + other->text + 1, text) == 0)
        return other->row;
    }

  entry.text = keep_text (self, kind, text);
  g_array_append_val (self->entries, entry);
  self->slots[slot] = self->entries->len;
  if (self->entries->len * 2 > self->n_slots)
    grow_slots (self);

  return 0;
}
