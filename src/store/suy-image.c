/* suy-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-image.h"

#include <sqlite3.h>
#include <string.h>

#include "suy-schema.h"

static void
put_text (GString *image, const char *text)
{
  g_string_append_c (image, '\'');
  for (;;)
    {
      const char *quote = strchr (text, '\'');

      if (quote == NULL)
        break;
      g_string_append_len (image, text, quote - text + 1);
      g_string_append_c (image, '\'');
      text = quote + 1;
    }
  g_string_append (image, text);
  g_string_append_c (image, '\'');
}

static void
put_integer (GString *image, gint64 integer)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = integer < 0 ? 0 - (guint64) integer : (guint64) integer;

  do
    *--at = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (integer < 0)
    *--at = '-';
  g_string_append_len (image, at, digits + sizeof digits - at);
}

/* A number of hundredths, as most are: those digits are the same, since no more than 15 stand for
 * one double alone.  FALSE: it is another number */
static gboolean
put_hundredths (GString *image, double real)
{
  gint64 n;

  if (!(ABS (real) >= 0.01 && ABS (real) < 1e12))
    return FALSE;
  n = (gint64) (ABS (real) * 100 + 0.5);
  if ((double) n / 100 != ABS (real))
    return FALSE;

  if (real < 0)
    g_string_append_c (image, '-');
  put_integer (image, n / 100);
  g_string_append_c (image, '.');
  g_string_append_c (image, (char) ('0' + n / 10 % 10));
  if (n % 10 != 0)
    g_string_append_c (image, (char) ('0' + n % 10));

  return TRUE;
}

/* As quote() does: 15 digits, and more where they would not read back the same; quote() itself lets
 * a few pass that do not. */
static void
put_real (GString *image, double real)
{
  char digits[40];

  if (put_hundredths (image, real))
    return;
  sqlite3_snprintf (sizeof digits, digits, "%!.15g", real);
  if (g_ascii_strtod (digits, NULL) != real)
    sqlite3_snprintf (sizeof digits, digits, "%!.20e", real);
  g_string_append (image, digits);
}

void
suy_image_write (GString *image, const SuyRecord *record)
{
  const GPtrArray *fields = suy_record_get_register (record)->fields;

  g_string_truncate (image, 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const SuyField *field = g_ptr_array_index (fields, i);
      const SuyValue *value = suy_record_get (record, field);

      if (value->type == SUY_VALUE_NULL || !suy_schema_is_logged (field))
        continue;
      if (image->len > 0)
        g_string_append_c (image, ',');
      put_integer (image, field->number);
      g_string_append_c (image, '=');
      if (value->type == SUY_VALUE_TEXT)
        put_text (image, value->text);
      else if (value->type == SUY_VALUE_REAL)
        put_real (image, value->real);
      else
        put_integer (image, value->integer);
    }
}
