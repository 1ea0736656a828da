/* suy-seen.c: open addressing over texts that lie one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-seen.h"

#include <string.h>

#define FIRST_SLOTS 1024u /* a power of two */

typedef struct
{
  gsize text; /* where in texts: the kind, then the text with its NUL */
  guint row;
} Entry;

/* A look at a slot that holds another text ends here, without one at the text. */
typedef struct
{
  guint32 hash;
  guint32 entry; /* + 1; 0: free */
} Slot;

struct _SuySeen
{
  guint64 seed;    /* so that nobody can make a file of texts that all fall on one slot */
  GArray *entries; /* of Entry */
  char *texts;
  gsize used, room;
  Slot *slots; /* at most half of them are taken */
  guint32 n_slots;
};

SuySeen *
suy_seen_new (void)
{
  SuySeen *self = g_new0 (SuySeen, 1);

  self->seed = (guint64) g_random_int () << 32 | g_random_int ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Slot, self->n_slots);

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

/* Both halves of the product, so that every bit of the word reaches the low bits. */
static guint64
stir (guint64 hash, guint64 word)
{
  unsigned __int128 product =
      (unsigned __int128) (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint64) product ^ (guint64) (product >> 64);
}

static guint32
hash_text (const SuySeen *self, char kind, const char *text, gsize length)
{
  guint64 hash = stir (self->seed, length << 8 | (guchar) kind), word = 0;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = stir (hash, word);
    }
  word = 0;
  memcpy (&word, text, length);
  hash = stir (hash, word);

  return (guint32) (hash ^ hash >> 32);
}

static void
put_slot (SuySeen *self, guint32 hash, guint32 entry)
{
  guint32 at = hash & (self->n_slots - 1);

  while (self->slots[at].entry != 0)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = (Slot){ hash, entry };
}

static void
grow_slots (SuySeen *self)
{
  g_autofree Slot *old = self->slots;
  guint32 n = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (guint32 i = 0; i < n; i++)
    if (old[i].entry != 0)
      put_slot (self, old[i].hash, old[i].entry);
}

/* @length: of @text without its NUL */
static gsize
keep_text (SuySeen *self, char kind, const char *text, gsize length)
{
  gsize size = length + 2, at = self->used;

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
  gsize length = strlen (text);
  guint32 hash = hash_text (self, kind, text, length);
  guint32 at = hash & (self->n_slots - 1);
  Entry entry = { 0, row };

  for (; self->slots[at].entry != 0; at = (at + 1) & (self->n_slots - 1))
    {
      const Entry *other;

      if (self->slots[at].hash != hash)
        continue;
      other = &g_array_index (self->entries, Entry, self->slots[at].entry - 1);
      if (self->texts[other->text] == kind && strcmp (self->texts + other->text + 1, text) == 0)
        return other->row;
    }

  entry.text = keep_text (self, kind, text, length);
  g_array_append_val (self->entries, entry);
  self->slots[at] = (Slot){ hash, self->entries->len };
  if (self->entries->len > self->n_slots / 2)
    grow_slots (self);

  return 0;
}

void
suy_seen_expect (SuySeen *self, char kind, const char *text)
{
  guint32 hash = hash_text (self, kind, text, strlen (text));

  __builtin_prefetch (&self->slots[hash & (self->n_slots - 1)], 1);
}
