/* suy-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-json.h"

#include <string.h>

#include "suy-error.h"
#include "suy-fold.h"

/* While a file is parsed: json-glib lets a later member replace an earlier one of the same name, so
 * the names are counted here. */
typedef struct
{
  GHashTable *seen; /* "object/key" */
  char *twice;      /* the first key met again */
  guint line;
} Members;

static void
on_parser_object_member (JsonParser *parser, JsonObject *object, const char *name, Members *members)
{
  if (members->twice == NULL &&
      !g_hash_table_add (members->seen, g_strdup_printf ("%p/%s", (void *) object, name)))
    {
      members->twice = g_strdup (name);
      members->line = json_parser_get_current_line (parser);
    }
}

JsonNode *
suy_json_parse (const char *file, const char *text, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) cause = NULL;
  g_autofree char *twice = NULL;
  Members members = { seen, NULL, 0 };
  gboolean parsed;

  g_signal_connect (parser, "object-member", G_CALLBACK (on_parser_object_member), &members);
  parsed = json_parser_load_from_data (parser, text, -1, &cause);
  twice = members.twice;

  if (!parsed)
    {
      const char *what =
          g_str_has_prefix (cause->message, "<data>:") ? cause->message + 7 : cause->message;

      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s:%s", file, what);
      return NULL;
    }
  if (twice != NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID,
                   "%s:%u: the key “%s” stands twice in one object; keep one of them", file,
                   members.line, twice);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, "%s:1: the file is empty", file);
      return NULL;
    }

  return json_node_ref (json_parser_get_root (parser));
}

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

gboolean
suy_json_check_keys (const SuyJsonPlace *at, const char *const *keys, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (at->node))
    return suy_json_fail (at, error, "an object { } belongs here");

  for (; *keys != NULL; keys++)
    {
      gboolean required = g_str_has_suffix (*keys, "!");
      char *name = g_strndup (*keys, strlen (*keys) - (required ? 1 : 0));

      g_ptr_array_add (names, name);
      if (required && !json_object_has_member (json_node_get_object (at->node), name))
        return suy_json_fail (at, error, "the key “%s” is missing", name);
    }
  g_ptr_array_add (names, NULL);

  members = json_object_get_members (json_node_get_object (at->node));
  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *) names->pdata, l->data))
      return suy_json_fail_word (at, error, "the key", l->data, (const char *const *) names->pdata);

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
