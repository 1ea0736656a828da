/* suy-gpx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-gpx.h"

#define REPLACEMENT 0xFFFD

/* Char of XML 1.0, section 2.2; UTF-8 that is sound has no surrogates. */
static gboolean
is_xml (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static void
append_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '\r') /* a reader would make a line feed of it */
        g_string_append (out, "&#13;");
      else
        g_string_append_unichar (out, is_xml (c) ? c : REPLACEMENT);
    }
}

static void
append_element (GString *out, const char *indent, const char *name, const char *text)
{
  g_string_append_printf (out, "%s<%s>", indent, name);
  append_text (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

/* Exactly: a coordinate is a whole number of 1e-7 degree. */
static void
append_degrees (GString *out, const char *name, gint32 value)
{
  guint32 size = value < 0 ? -(guint32) value : (guint32) value;

  g_string_append_printf (out, " %s=\"%s%u.%07u\"", name, value < 0 ? "-" : "", size / 10000000,
                          size % 10000000);
}

char *
suy_gpx_write (const char *name, const SuyGpxStop *stops, guint n)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<gpx version=\"1.1\" creator=\"Suyuan\" "
                               "xmlns=\"http://www.topografix.com/GPX/1/1\">\n  <rte>\n");

  append_element (out, "    ", "name", name);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, "    <rtept");
      append_degrees (out, "lat", stops[i].at.y);
      append_degrees (out, "lon", stops[i].at.x);
      g_string_append (out, ">\n");
      append_element (out, "      ", "name", stops[i].name);
      if (stops[i].note != NULL)
        append_element (out, "      ", "desc", stops[i].note);
      g_string_append (out, "    </rtept>\n");
    }
  g_string_append (out, "  </rte>\n</gpx>\n");

  return g_string_free (out, FALSE);
}
