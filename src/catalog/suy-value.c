/* suy-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-value.h"

#include <math.h>
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

/* %g would write 1000 as 1e+03, which reads back equal too, but no table has it so. */
static char *
real_to_string (double real)
{
  gboolean plain = fabs (real) < 1e15 && (fabs (real) >= 1e-4 || real == 0);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 1; digits < 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, real);
      if (g_ascii_strtod (buffer, NULL) == real && !(plain && strchr (buffer, 'e') != NULL))
        return g_strdup (buffer);
    }

  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, real));
}

char *
suy_value_to_string (const SuyValue *value)
{
  switch (value->type)
    {
    case SUY_VALUE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    case SUY_VALUE_REAL:
      return real_to_string (value->real);
    case SUY_VALUE_TEXT:
      return g_strdup (value->text);
    case SUY_VALUE_NULL:
    default:
      return g_strdup ("");
    }
}
