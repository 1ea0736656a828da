/* suy-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-json.h"

#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-fold.h"

/* Writes the pointer from the root to @at.  Returns: the file's name */
static const char *
append_pointer (const SuyJsonPlace *at, GString *pointer)
{
  const char *file;

  if (at->parent == NULL)
    return at->name;

  file = append_pointer (at->parent, pointer);
  if (at->name == NULL)
    {
      g_string_append_printf (pointer, "/%u", at->index);
      return file;
    }

  g_string_append_c (pointer, '/');
  for (const char *p = at->name; *p != '\0'; p++)
    if (*p == '~')
      g_string_append (pointer, "~0");
    else if (*p == '/')
      g_string_append (pointer, "~1");
    else
      g_string_append_c (pointer, *p);

  return file;
}

gboolean
suy_json_fail (const SuyJsonPlace *at, GError **error, const char *format, ...)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  const char *file = append_pointer (at, pointer);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  if (pointer->len == 0)
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s: %s", file, what);
  else
    g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s: %s: %s", file, pointer->str, what);

  return FALSE;
}

gboolean
suy_json_fail_word (const SuyJsonPlace *at,
                    GError **error,
                    const char *what,
                    const char *word,
                    const char *const *known)
{
  const char *nearest = suy_fold_nearest (word, known);
  g_autofree char *all = NULL;

  if (nearest != NULL)
    return suy_json_fail (at, error, "%s “%s” is not known; did you mean “%s”?", what, word,
                          nearest);

  all = g_strjoinv (", ", (GStrv) known);

  return suy_json_fail (at, error, "%s “%s” is not known; known are: %s", what, word, all);
}

SuyJsonPlace
suy_json_member (const SuyJsonPlace *at, const char *key)
{
  JsonObject *object = json_node_get_object (at->node);

  return (SuyJsonPlace){ at, key, 0, json_object_get_member (object, key) };
}

SuyJsonPlace
suy_json_element (const SuyJsonPlace *at, guint index)
{
  JsonArray *array = json_node_get_array (at->node);

  return (SuyJsonPlace){ at, NULL, index, json_array_get_element (array, index) };
}

/* @key may end in "!". */
static gboolean
is_key (const char *key, const char *name)
{
  gsize n = strlen (name);

  return strncmp (key, name, n) == 0 && (key[n] == '\0' || strcmp (key + n, "!") == 0);
}

static gboolean
fail_unknown_key (const SuyJsonPlace *at, const char *name, const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (; *keys != NULL; keys++)
    g_ptr_array_add (names, g_strndup (*keys, strcspn (*keys, "!")));
  g_ptr_array_add (names, NULL);

  return suy_json_fail_word (at, error, "the key", name, (const char *const *) names->pdata);
}

gboolean
suy_json_check_keys (const SuyJsonPlace *at, const char *const *keys, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  if (!JSON_NODE_HOLDS_OBJECT (at->node))
    return suy_json_fail (at, error, "an object { } belongs here");

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_suffix (keys[i], "!"))
      {
        g_autofree char *wanted = g_strndup (keys[i], strlen (keys[i]) - 1);

        if (!json_object_has_member (json_node_get_object (at->node), wanted))
          return suy_json_fail (at, error, "the key “%s” is missing", wanted);
      }

  json_object_iter_init_ordered (&iter, json_node_get_object (at->node));
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      guint i = 0;

      while (keys[i] != NULL && !is_key (keys[i], name))
        i++;
      if (keys[i] == NULL)
        return fail_unknown_key (at, name, keys, error);
    }

  return TRUE;
}

gboolean
suy_json_check_array (const SuyJsonPlace *at, guint *length, GError **error)
{
  *length = 0;
  if (at->node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (at->node))
    return suy_json_fail (at, error, "an array [ ] belongs here");

  *length = json_array_get_length (json_node_get_array (at->node));

  return TRUE;
}

gboolean
suy_json_read_rows (const SuyJsonPlace *at,
                    const char *key,
                    SuyJsonReadRow read,
                    gpointer table,
                    GError **error)
{
  SuyJsonPlace rows = suy_json_member (at, key);
  guint length;

  if (!suy_json_check_array (&rows, &length, error))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace row = suy_json_element (&rows, i);

      if (!read (table, &row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
holds (const SuyJsonPlace *at, GType type)
{
  return JSON_NODE_HOLDS_VALUE (at->node) && json_node_get_value_type (at->node) == type;
}

static gboolean
get_text (const SuyJsonPlace *at, char **text, GError **error)
{
  if (!holds (at, G_TYPE_STRING) || *json_node_get_string (at->node) == '\0')
    return suy_json_fail (at, error, "a text in quotes, not empty, belongs here");

  *text = json_node_dup_string (at->node);

  return TRUE;
}

gboolean
suy_json_read_text (const SuyJsonPlace *at, const char *key, char **text, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);

  return member.node == NULL || get_text (&member, text, error);
}

gboolean
suy_json_read_integer (const SuyJsonPlace *at, const char *key, gint64 *i, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);

  if (member.node == NULL)
    return TRUE;
  if (!holds (&member, G_TYPE_INT64))
    return suy_json_fail (&member, error, "a whole number belongs here");

  *i = json_node_get_int (member.node);

  return TRUE;
}

gboolean
suy_json_read_boolean (const SuyJsonPlace *at, const char *key, gboolean *b, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);

  if (member.node == NULL)
    return TRUE;
  if (!holds (&member, G_TYPE_BOOLEAN))
    return suy_json_fail (&member, error, "true or false belongs here");

  *b = json_node_get_boolean (member.node);

  return TRUE;
}

gboolean
suy_json_read_texts (const SuyJsonPlace *at, const char *key, GStrv *texts, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  SuyJsonPlace member = suy_json_member (at, key);
  guint length;

  if (!suy_json_check_array (&member, &length, error))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&member, i);
      g_autofree char *text = NULL;

      if (!get_text (&element, &text, error))
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  *texts = g_strv_builder_end (builder);

  return TRUE;
}

gboolean
suy_json_read_range (const SuyJsonPlace *at,
                     const char *key,
                     int min,
                     int max,
                     int *i,
                     GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  gint64 number = *i;

  if (!suy_json_read_integer (at, key, &number, error))
    return FALSE;
  if (member.node != NULL && (number < min || number > max))
    return suy_json_fail (&member, error, "a whole number from %d to %d belongs here", min, max);

  *i = (int) number;

  return TRUE;
}

gboolean
suy_json_read_word (const SuyJsonPlace *at,
                    const char *key,
                    const char *const *words,
                    guint *index,
                    GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  g_autofree char *what = g_strdup_printf ("the %s", key);
  g_autofree char *word = NULL;

  if (!suy_json_read_text (at, key, &word, error))
    return FALSE;

  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        *index = i;
        return TRUE;
      }

  return word == NULL || suy_json_fail_word (&member, error, what, word, words);
}

gboolean
suy_json_read_bits (const SuyJsonPlace *at,
                    const char *key,
                    int min,
                    int max,
                    guint32 *bits,
                    GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  guint32 read = 0;
  guint length;

  if (member.node == NULL)
    return TRUE;
  if (!suy_json_check_array (&member, &length, error))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      SuyJsonPlace element = suy_json_element (&member, i);

      if (!holds (&element, G_TYPE_INT64) || json_node_get_int (element.node) < min ||
          json_node_get_int (element.node) > max)
        return suy_json_fail (&element, error, "a whole number from %d to %d belongs here", min,
                              max);
      read |= 1u << json_node_get_int (element.node);
    }
  *bits = read;

  return TRUE;
}

gboolean
suy_json_read_day (const SuyJsonPlace *at, const char *key, gint64 *day, GError **error)
{
  SuyJsonPlace member = suy_json_member (at, key);
  g_autofree char *text = NULL;

  if (!suy_json_read_text (at, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (!suy_date_is_date (text))
    return suy_json_fail (&member, error, "“%s” is no day; write it as 2026-11-20", text);

  *day = suy_date_get_day (text);

  return TRUE;
}

gboolean
suy_json_read_label (const SuyJsonPlace *at, SuyLabel *label, GError **error)
{
  return suy_json_read_text (at, "en", &label->en, error) &&
         suy_json_read_text (at, "zh", &label->zh, error);
}

void
suy_json_append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}
