/* suy-codes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-codes.h"

#include <string.h>

#define MAX_DIGITS 18 /* of a number that fits */

typedef struct
{
  char *reg, *prefix;
  gint64 last;
} Entry;

struct _SuyCodes
{
  GPtrArray *entries; /* (element-type Entry): a few */
  guint n_seen, n_added;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->reg);
  g_free (entry->prefix);
  g_free (entry);
}

SuyCodes *
suy_codes_new (void)
{
  SuyCodes *self = g_new0 (SuyCodes, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

void
suy_codes_free (SuyCodes *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
suy_codes_forget (SuyCodes *self)
{
  g_ptr_array_set_size (self->entries, 0);
  self->n_seen = self->n_added = 0;
}

void
suy_codes_see_insert (SuyCodes *self)
{
  self->n_seen++;
}

/* The number behind @prefix; 0: the code is none of that form. */
static gint64
number_of (const char *code, const char *prefix)
{
  gsize length = strlen (prefix);
  const char *digits = code + length;

  if (!g_str_has_prefix (code, prefix) || strlen (digits) > MAX_DIGITS ||
      strspn (digits, "0123456789") != strlen (digits))
    return 0;

  return g_ascii_strtoll (digits, NULL, 10);
}

void
suy_codes_add (SuyCodes *self, const char *reg, const char *code)
{
  self->n_added++;
  for (guint i = 0; code != NULL && i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->reg, reg))
        entry->last = MAX (entry->last, number_of (code, entry->prefix));
    }
}

static Entry *
find (const SuyCodes *self, const char *reg, const char *prefix)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->reg, reg) && g_str_equal (entry->prefix, prefix))
        return entry;
    }

  return NULL;
}

gboolean
suy_codes_get (SuyCodes *self, const char *reg, const char *prefix, gint64 *last)
{
  const Entry *entry;

  if (self->n_seen != self->n_added)
    suy_codes_forget (self);
  entry = find (self, reg, prefix);
  if (entry != NULL)
    *last = entry->last;

  return entry != NULL;
}

void
suy_codes_set (SuyCodes *self, const char *reg, const char *prefix, gint64 last)
{
  Entry *entry = find (self, reg, prefix);

  if (entry == NULL)
    {
      entry = g_new (Entry, 1);
      *entry = (Entry){ .reg = g_strdup (reg), .prefix = g_strdup (prefix) };
      g_ptr_array_add (self->entries, entry);
    }
  entry->last = last;
}
