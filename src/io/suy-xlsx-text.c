/* suy-xlsx-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-xlsx-text.h"

#include <string.h>

#define ESCAPE_LENGTH 7 /* of "_xHHHH_" */

/* Whether @text begins with "_xHHHH". */
static gboolean
is_escape_but_end (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* Whether @text begins with what a reader takes for an escape. */
static gboolean
is_escape (const char *text)
{
  return is_escape_but_end (text) && text[ESCAPE_LENGTH - 1] == '_';
}

/* XML 1.0, 2.2: the characters that a document may hold; a return would come back as a line feed.
 */
static gboolean
is_plain (gunichar c)
{
  return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n';
}

/* The same of what is yet to be written: an escaped character begins with _ too. */
static gboolean
becomes_escape (const char *text)
{
  const char *end = text + ESCAPE_LENGTH - 1;

  return is_escape_but_end (text) &&
         (*end == '_' || (*end != '\0' && !is_plain (g_utf8_get_char (end))));
}

void
suy_xlsx_text_append (GString *xml, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (xml, "&amp;");
      else if (c == '<')
        g_string_append (xml, "&lt;");
      else if (c == '>')
        g_string_append (xml, "&gt;");
      else if (c == '"')
        g_string_append (xml, "&quot;");
      else if (!is_plain (c) || becomes_escape (p))
        g_string_append_printf (xml, "_x%04X_", c);
      else
        g_string_append_len (xml, p, g_utf8_next_char (p) - p);
    }
}

char *
suy_xlsx_text_decode (const char *text)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      gboolean escaped = is_escape (text);
      gunichar c = escaped ? (gunichar) g_ascii_strtoull (text + 2, NULL, 16) : 0;

      if (escaped && c != 0 && (c < 0xd800 || c > 0xdfff))
        {
          g_string_append_unichar (out, c);
          text += ESCAPE_LENGTH;
        }
      else
        g_string_append_c (out, *text++);
    }

  return g_string_free (out, FALSE);
}

gsize
suy_xlsx_text_count_units (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_utf8_get_char (p) > 0xffff ? 2 : 1;

  return n;
}
