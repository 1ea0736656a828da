/* suy-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-words.h"

/* Texts that are whole numbers stand for themselves; all others are counted from here on. */
#define FIRST_WORD (G_GINT64_CONSTANT (1) << 60)
#define MAX_DIGITS 17

void
suy_words_clear (SuyWords *self)
{
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
}

/* A number above 0 as it is usually written; "007" and "7" are two texts. */
static gboolean
is_plain_number (const char *text, gint64 *number)
{
  const char *at = text;

  *number = 0;
  if (*text < '1' || *text > '9')
    return FALSE;
  for (; *at >= '0' && *at <= '9' && at - text < MAX_DIGITS; at++)
    *number = *number * 10 + (*at - '0');

  return *at == '\0';
}

gint64
suy_words_number (SuyWords *self, const char *text)
{
  gint64 number;
  guint place;

  if (text == NULL || *text == '\0')
    return 0;
  if (is_plain_number (text, &number))
    return number;

  if (self->numbers == NULL)
    {
      self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
      self->texts = g_string_chunk_new (65536);
    }
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, text));
  if (place == 0)
    {
      place = g_hash_table_size (self->numbers) + 1;
      g_hash_table_insert (self->numbers, g_string_chunk_insert (self->texts, text),
                           GUINT_TO_POINTER (place));
    }

  return FIRST_WORD + place;
}
