/* suy-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-value.h"

#include <string.h>

SuyValue
suy_value_dup (const SuyValue *value)
{
  SuyValue copy = *value;

  if (copy.type == SUY_VALUE_TEXT)
    copy.text = g_strdup (value->text);

  return copy;
}

void
suy_value_clear (SuyValue *value)
{
  if (value->type == SUY_VALUE_TEXT)
    g_free (value->text);

  *value = SUY_VALUE_INIT_NULL;
}

gboolean
suy_value_equal (const SuyValue *a, const SuyValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case SUY_VALUE_INTEGER:
      return a->integer == b->integer;
    case SUY_VALUE_REAL:
      return memcmp (&a->real, &b->real, sizeof a->real) == 0;
    case SUY_VALUE_TEXT:
      return strcmp (a->text, b->text) == 0;
    case SUY_VALUE_NULL:
    default:
      return TRUE;
    }
}

char *
suy_value_to_string (const SuyValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value->type)
    {
    case SUY_VALUE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case SUY_VALUE_REAL:
      for (int digits = 1; digits < 17; digits++)
        {
          g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

          g_ascii_formatd (buffer, sizeof buffer, format, value->real);
          if (g_ascii_strtod (buffer, NULL) == value->real)
            return g_strdup (buffer);
        }
      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value->real));
    case SUY_VALUE_TEXT:
      return g_strdup (value->text);
    case SUY_VALUE_NULL:
    default:
      return g_strdup ("");
    }
}
