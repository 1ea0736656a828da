/* suy-json-parse.c: from the text to the tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every opening of a workspace reads 130 kB of JSON.  The parser of json-glib announces each member
 * by a signal, which is where names that stand twice would have to be counted; that took four times
 * as long as this does.  The tree is json-glib's.  Source: RFC 8259. */

#include <string.h>

#include "suy-error.h"
#include "suy-json.h"

#define MAX_DEPTH 64

typedef struct
{
  const char *file, *text, *at;
  GString *scratch; /* the string that was read last */
  guint depth;
  GError **error;
} Parser;

static JsonNode *parse_value (Parser *self);

static gboolean fail (Parser *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (Parser *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  guint line = 1;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  for (const char *p = self->text; p < self->at; p++)
    line += *p == '\n';
  g_set_error (self->error, SUY_ERROR, SUY_ERROR_INVALID, "%s:%u: %s", self->file, line, what);

  return FALSE;
}

static gboolean
fail_here (Parser *self, const char *wanted)
{
  const char *end = g_utf8_next_char (self->at);

  if (*self->at == '\0')
    return fail (self, "the file ends where %s belongs", wanted);

  return fail (self, "“%.*s” stands where %s belongs", (int) (end - self->at), self->at, wanted);
}

/* Returns: what comes next, which is not passed over */
static char
skip_blanks (Parser *self)
{
  self->at += strspn (self->at, " \t\r\n");

  return *self->at;
}

static gboolean
take (Parser *self, char c, const char *wanted)
{
  if (skip_blanks (self) != c)
    return fail_here (self, wanted);
  self->at++;

  return TRUE;
}

/* Four hexadecimal digits behind \u. */
static gboolean
take_unit (Parser *self, gunichar *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (!g_ascii_isxdigit (*self->at))
        return fail_here (self, "a hexadecimal digit");
      *unit = *unit << 4 | (gunichar) g_ascii_xdigit_value (*self->at);
    }

  return TRUE;
}

static gboolean
take_escaped_character (Parser *self)
{
  gunichar c, low;

  if (!take_unit (self, &c))
    return FALSE;
  if (c >= 0xd800 && c < 0xdc00 && self->at[0] == '\\' && self->at[1] == 'u')
    {
      self->at += 2;
      if (!take_unit (self, &low))
        return FALSE;
      c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0;
    }
  if (c == 0 || !g_unichar_validate (c))
    return fail (self, "\\u names no character");
  g_string_append_unichar (self->scratch, c);

  return TRUE;
}

static gboolean
take_escape (Parser *self)
{
  static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *found = *self->at != '\0' ? strchr (names, *self->at) : NULL;

  if (found != NULL)
    {
      g_string_append_c (self->scratch, meant[found - names]);
      self->at++;
      return TRUE;
    }
  if (*self->at != 'u')
    return fail_here (self, "one of \" \\ / b f n r t u");
  self->at++;

  return take_escaped_character (self);
}

/* Into the scratch. */
static gboolean
take_string (Parser *self, const char *wanted)
{
  if (!take (self, '"', wanted))
    return FALSE;

  g_string_truncate (self->scratch, 0);
  while (*self->at != '"')
    {
      const char *from = self->at;

      while ((guchar) *self->at >= ' ' && *self->at != '"' && *self->at != '\\')
        self->at++;
      g_string_append_len (self->scratch, from, self->at - from);
      if (*self->at == '\\')
        {
          self->at++;
          if (!take_escape (self))
            return FALSE;
        }
      else if (*self->at != '"')
        return fail (self, "a text is not closed by a quote on its line");
    }
  self->at++;

  return TRUE;
}

static gboolean
take_digits (const char **at)
{
  const char *from = *at;

  while (g_ascii_isdigit (**at))
    (*at)++;

  return *at > from;
}

/* Moves @at behind the number.  Returns: FALSE if it is none */
static gboolean
take_number (const char **at, gboolean *whole)
{
  *at += **at == '-';
  if (**at == '0' ? g_ascii_isdigit (*++*at) : !take_digits (at))
    return FALSE;

  *whole = TRUE;
  if (**at == '.')
    {
      *whole = FALSE;
      ++*at;
      if (!take_digits (at))
        return FALSE;
    }
  if (**at == 'e' || **at == 'E')
    {
      *whole = FALSE;
      ++*at;
      *at += **at == '+' || **at == '-';
      return take_digits (at);
    }

  return TRUE;
}

static JsonNode *
parse_number (Parser *self)
{
  const char *end = self->at;
  JsonNode *node = NULL;
  gboolean whole;

  if (!take_number (&end, &whole))
    {
      fail_here (self, "a value");
      return NULL;
    }

  if (whole)
    {
      g_autofree char *digits = g_strndup (self->at, (gsize) (end - self->at));
      gint64 value;

      if (g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &value, NULL))
        node = json_node_init_int (json_node_alloc (), value);
      else
        fail (self, "the number %s is too large", digits);
    }
  else
    node = json_node_init_double (json_node_alloc (), g_ascii_strtod (self->at, NULL));
  self->at = end;

  return node;
}

static JsonNode *
parse_word (Parser *self)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (self->at, words[i]))
      {
        self->at += strlen (words[i]);
        return i == 2 ? json_node_init_null (json_node_alloc ())
                      : json_node_init_boolean (json_node_alloc (), i == 0);
      }

  return parse_number (self);
}

static gboolean
take_member (Parser *self, JsonObject *object)
{
  g_autofree char *name = NULL;
  JsonNode *value;

  if (!take_string (self, "a key in quotes"))
    return FALSE;
  name = g_strndup (self->scratch->str, self->scratch->len);
  if (json_object_has_member (object, name))
    return fail (self, "the key “%s” stands twice in one object; keep one of them", name);
  if (!take (self, ':', "a colon"))
    return FALSE;
  value = parse_value (self);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);

  return TRUE;
}

static JsonNode *
parse_object (Parser *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  gboolean more;

  self->at++;
  for (more = skip_blanks (self) != '}'; more; self->at += more)
    {
      if (!take_member (self, object))
        return NULL;
      more = skip_blanks (self) == ',';
    }

  return take (self, '}', "a comma or “}”") ? json_node_init_object (json_node_alloc (), object)
                                            : NULL;
}

static JsonNode *
parse_array (Parser *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  gboolean more;

  self->at++;
  for (more = skip_blanks (self) != ']'; more; self->at += more)
    {
      JsonNode *element = parse_value (self);

      if (element == NULL)
        return NULL;
      json_array_add_element (array, element);
      more = skip_blanks (self) == ',';
    }

  return take (self, ']', "a comma or “]”") ? json_node_init_array (json_node_alloc (), array)
                                            : NULL;
}

static JsonNode *
parse_value (Parser *self)
{
  JsonNode *node;

  if (self->depth == MAX_DEPTH)
    {
      fail (self, "more than %u brackets stand in one another", MAX_DEPTH);
      return NULL;
    }

  self->depth++;
  switch (skip_blanks (self))
    {
    case '{':
      node = parse_object (self);
      break;
    case '[':
      node = parse_array (self);
      break;
    case '"':
      node = take_string (self, "a text")
                 ? json_node_init_string (json_node_alloc (), self->scratch->str)
                 : NULL;
      break;
    default:
      node = parse_word (self);
      break;
    }
  self->depth--;

  return node;
}

JsonNode *
suy_json_parse (const char *file, const char *text, GError **error)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  Parser parser = { file, text, text, scratch, 0, error };
  g_autoptr (JsonNode) root = NULL;
  const char *end;

  if (!g_utf8_validate (text, -1, &end))
    {
      parser.at = end;
      fail (&parser, "it is not UTF-8");
      return NULL;
    }
  if (skip_blanks (&parser) == '\0')
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s:1: the file is empty", file);
      return NULL;
    }

  root = parse_value (&parser);
  if (root != NULL && skip_blanks (&parser) != '\0')
    {
      fail_here (&parser, "the end");
      return NULL;
    }

  return g_steal_pointer (&root);
}
