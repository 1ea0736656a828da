/* suy-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "suy-date.h"
#include "suy-error.h"
#include "suy-fold.h"
#include "suy-json.h"
#include "suy-utf8.h"

const SuyChoice *
suy_field_find_choice (const SuyField *self, const char *name)
{
  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      const SuyChoice *choice = self->choices->pdata[i];

      if (g_str_equal (choice->name, name))
        return choice;
    }

  return NULL;
}

/* Do name, label or alias say @folded, once @fold has been over them? */
static gboolean
says (const char *folded,
      char *(*fold) (const char *),
      const char *name,
      const SuyLabel *label,
      GStrv aliases)
{
  const char *const words[] = { name, label->en, label->zh };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = fold (words[i]);

      if (g_str_equal (word, folded))
        return TRUE;
    }
  for (; *aliases != NULL; aliases++)
    {
      g_autofree char *word = fold (*aliases);

      if (g_str_equal (word, folded))
        return TRUE;
    }

  return FALSE;
}

/* The only field that says @heading after @fold; NULL if there is none or more than one. */
static const SuyField *
match_with (const SuyRegister *self, const char *heading, char *(*fold) (const char *) )
{
  g_autofree char *folded = fold (heading);
  const SuyField *found = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const SuyField *field = self->fields->pdata[i];

      if (!says (folded, fold, field->name, &field->label, field->aliases))
        continue;
      if (found != NULL)
        return NULL;
      found = field;
    }

  return found;
}

const SuyField *
suy_register_match (const SuyRegister *self, const char *heading)
{
  const SuyField *field = match_with (self, heading, suy_fold);

  return field != NULL ? field : match_with (self, heading, suy_fold_heading);
}

const SuyChoice *
suy_field_match_choice (const SuyField *self, const char *text)
{
  g_autofree char *folded = suy_fold (text);

  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      const SuyChoice *choice = self->choices->pdata[i];

      if (says (folded, suy_fold, choice->name, &choice->label, choice->aliases))
        return choice;
    }

  return NULL;
}

gboolean
suy_field_refuse (const SuyField *self, GError **error, const char *format, ...)
{
  const char *label = suy_label_get (&self->label, g_get_language_names ()[0]);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: a field's label, then what is wrong with its value. */
  g_set_error (error, SUY_ERROR, SUY_ERROR_INVALID, _ ("%s: %s"), label, what);

  return FALSE;
}

/* The comparisons are the caller's: integers beyond 2^53 would lose their last digits as a double.
 */
static gboolean
check_bounds (const SuyField *self,
              gboolean below,
              gboolean above,
              const SuyValue *value,
              GError **error)
{
  g_autofree char *shown = below || above ? suy_value_to_string (value) : NULL;
  g_autofree char *min = below ? g_strdup_printf ("%" G_GINT64_FORMAT, self->min) : NULL;
  g_autofree char *max = above ? g_strdup_printf ("%" G_GINT64_FORMAT, self->max) : NULL;

  if (below)
    return suy_field_refuse (self, error, _ ("%s lies below the least value, %s"), shown, min);
  if (above)
    return suy_field_refuse (self, error, _ ("%s lies above the greatest value, %s"), shown, max);

  return TRUE;
}

static gboolean
check_integer (const SuyField *self, const SuyValue *value, GError **error)
{
  gint64 i = value->integer;

  if (self->type == SUY_FIELD_BOOLEAN && i != 0 && i != 1)
    return suy_field_refuse (self, error, _ ("yes is stored as 1 and no as 0, nothing else"));
  if (self->type == SUY_FIELD_LINK && i < 1)
    return suy_field_refuse (self, error, _ ("a link is the id of a record, above 0"));
  if (self->type == SUY_FIELD_INTEGER)
    return check_bounds (self, i<self->min, i> self->max, value, error);

  return TRUE;
}

static gboolean
check_real (const SuyField *self, const SuyValue *value, GError **error)
{
  double r = value->real;

  if (!isfinite (r))
    return suy_field_refuse (self, error, _ ("is not a finite number"));

  if (self->above_min && r == (double) self->min)
    {
      g_autofree char *min = g_strdup_printf ("%" G_GINT64_FORMAT, self->min);

      return suy_field_refuse (self, error, _ ("%s itself is not taken, only what is above it"),
                               min);
    }

  return check_bounds (self, self->min != G_MININT64 && r < (double) self->min,
                       self->max != G_MAXINT64 && r > (double) self->max, value, error);
}

static gboolean
check_text (const SuyField *self, const char *text, GError **error)
{
  g_auto (GStrv) items = NULL;

  if (!suy_utf8_is_valid (text, strlen (text)))
    return suy_field_refuse (self, error, _ ("the text is not UTF-8"));
  if (self->type == SUY_FIELD_DATE && !suy_date_is_date (text))
    return suy_field_refuse (self, error, _ ("“%s” is not a date as 2026-11-20"), text);
  if (self->type == SUY_FIELD_DATETIME && !suy_date_is_time (text))
    return suy_field_refuse (self, error, _ ("“%s” is not a time as 2026-11-20T02:00:00.000Z"),
                             text);
  if (self->type == SUY_FIELD_CHOICE && suy_field_find_choice (self, text) == NULL)
    return suy_field_refuse (self, error, _ ("“%s” is not one of the choices"), text);
  if (self->type != SUY_FIELD_LIST)
    return TRUE;

  items = suy_field_split_list (text);

  return items != NULL || suy_field_refuse (self, error, _ ("is not a JSON array of texts"));
}

gboolean
suy_field_check (const SuyField *self, const SuyValue *value, GError **error)
{
  static const SuyValueType stored[] = {
    [SUY_FIELD_TEXT] = SUY_VALUE_TEXT,   [SUY_FIELD_INTEGER] = SUY_VALUE_INTEGER,
    [SUY_FIELD_REAL] = SUY_VALUE_REAL,   [SUY_FIELD_BOOLEAN] = SUY_VALUE_INTEGER,
    [SUY_FIELD_DATE] = SUY_VALUE_TEXT,   [SUY_FIELD_DATETIME] = SUY_VALUE_TEXT,
    [SUY_FIELD_CHOICE] = SUY_VALUE_TEXT, [SUY_FIELD_LINK] = SUY_VALUE_INTEGER,
    [SUY_FIELD_LIST] = SUY_VALUE_TEXT,
  };

  if (value->type == SUY_VALUE_NULL)
    return TRUE;
  if (value->type != stored[self->type])
    return suy_field_refuse (self, error, _ ("the stored value is of another type than the field"));

  if (value->type == SUY_VALUE_INTEGER)
    return check_integer (self, value, error);
  if (value->type == SUY_VALUE_REAL)
    return check_real (self, value, error);

  return check_text (self, value->text, error);
}

GStrv
suy_field_split_list (const char *json)
{
  g_autoptr (JsonNode) root = suy_json_parse ("list", json, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (builder, json_node_get_string (item));
    }

  return g_strv_builder_end (builder);
}

/* Sets the digits before the point apart in threes, from five digits on, so that years stay whole.
 * Chinese takes a space that does not break, English a comma. */
static char *
group_thousands (const char *number, const char *language)
{
  const char *gap = g_str_has_prefix (language, "zh") ? "\u00a0" : ",";
  const char *digits = number + (*number == '-' ? 1 : 0);
  gsize n = strspn (digits, "0123456789");
  GString *grouped = g_string_new_len (number, digits - number);

  for (gsize i = 0; i < n; i++)
    {
      if (n >= 5 && i > 0 && (n - i) % 3 == 0)
        g_string_append (grouped, gap);
      g_string_append_c (grouped, digits[i]);
    }
  g_string_append (grouped, digits + n);

  return g_string_free (grouped, FALSE);
}

static char *
format_choice (const SuyField *self, const char *name, const char *language)
{
  const SuyChoice *choice = suy_field_find_choice (self, name);

  return g_strdup (choice == NULL ? name : suy_label_get (&choice->label, language));
}

static char *
format_list (const char *json, const char *language)
{
  g_auto (GStrv) items = suy_field_split_list (json);

  if (items == NULL)
    return g_strdup (json);

  return g_strjoinv (g_str_has_prefix (language, "zh") ? "；" : "; ", items);
}

char *
suy_field_format (const SuyField *self, const SuyValue *value, const char *language)
{
  g_autofree char *plain = suy_value_to_string (value);
  gboolean chinese = g_str_has_prefix (language, "zh");

  if (value->type == SUY_VALUE_NULL)
    return g_steal_pointer (&plain);

  switch (self->type)
    {
    case SUY_FIELD_INTEGER:
    case SUY_FIELD_REAL:
      return group_thousands (plain, language);
    case SUY_FIELD_BOOLEAN:
      if (g_str_equal (plain, "0"))
        return g_strdup (chinese ? "否" : "No");
      return g_strdup (chinese ? "是" : "Yes");
    case SUY_FIELD_DATETIME:
      return suy_date_is_time (plain) ? suy_date_format_time (plain) : g_steal_pointer (&plain);
    case SUY_FIELD_CHOICE:
      return format_choice (self, plain, language);
    case SUY_FIELD_LINK:
      return g_strconcat ("#", plain, NULL);
    case SUY_FIELD_LIST:
      return format_list (plain, language);
    case SUY_FIELD_TEXT:
    case SUY_FIELD_DATE:
    default:
      return g_steal_pointer (&plain);
    }
}
