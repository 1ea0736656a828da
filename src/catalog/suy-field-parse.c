/* suy-field-parse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "suy-date.h"
#include "suy-decimal.h"
#include "suy-error.h"
#include "suy-field.h"
#include "suy-fold.h"
#include "suy-json.h"
#include "suy-utf8.h"

#define NUMBER_PATTERN \
  "^[+-]?(\\d+|\\d{1,3}(,\\d{3})+|\\d{1,3}( \\d{3})+)?(\\.\\d*)?([eE][+-]?\\d+)?$"

/* Takes the field's unit off the end, if it stands there, and writes the minus sign as computers
 * do. Returns: (transfer full) */
static char *
clean_number (const SuyField *self, const char *text)
{
  g_autofree char *narrow = suy_fold_width (text);
  g_auto (GStrv) parts = g_strsplit (narrow, "−", -1);
  char *clean = g_strjoinv ("-", parts);
  g_autofree char *unit = self->unit == NULL ? NULL : suy_fold_width (self->unit);

  if (unit != NULL && g_str_has_suffix (clean, unit))
    {
      clean[strlen (clean) - strlen (unit)] = '\0';
      g_strchomp (clean);
    }

  return clean;
}

/* A number without thousands separators.  Returns: (transfer full): NULL with @error set */
static char *
read_number (const SuyField *self, const char *text, GError **error)
{
  g_autofree char *clean = clean_number (self, text);
  char *to = clean;

  if (!g_regex_match_simple (NUMBER_PATTERN, clean, G_REGEX_DEFAULT, 0) ||
      strpbrk (clean, "0123456789") == NULL)
    {
      suy_field_refuse (self, error, _ ("“%s” is not a number; write it as 1234.5"), text);
      return NULL;
    }

  for (const char *from = clean; *from != '\0'; from++)
    if (*from != ',' && *from != ' ')
      *to++ = *from;
  *to = '\0';

  return g_steal_pointer (&clean);
}

static gboolean
parse_integer (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  g_autofree char *number = NULL;
  char *point;

  number = read_number (self, text, error);
  if (number == NULL)
    return FALSE;

  /* Spreadsheets write 12 as 12.0. */
  point = strchr (number, '.');
  if (point != NULL && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  if (strpbrk (number, ".eE") != NULL)
    return suy_field_refuse (self, error, _ ("“%s” is not a whole number; write all its digits"),
                             text);

  errno = 0;
  *value = SUY_INTEGER (g_ascii_strtoll (number, NULL, 10));
  if (errno != 0)
    return suy_field_refuse (self, error, _ ("“%s” is too large a number"), text);

  return TRUE;
}

static gboolean
parse_real (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  g_autofree char *number = read_number (self, text, error);

  if (number == NULL)
    return FALSE;

  *value = SUY_REAL (g_ascii_strtod (number, NULL));
  if (!isfinite (value->real))
    return suy_field_refuse (self, error, _ ("“%s” is too large a number"), text);
  if (value->real == 0)
    value->real = 0; /* never minus nought, which compares unequal in the log */

  return TRUE;
}

static gboolean
parse_boolean (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  static const char *const yes[] = {
    "是", "有", "对", "true", "yes", "y", "1", "√", "✓", "✔", NULL
  };
  static const char *const no[] = {
    "否", "无", "错", "false", "no", "n", "0", "×", "✗", "✘", NULL
  };
  g_autofree char *folded = suy_fold (text);

  if (!g_strv_contains (yes, folded) && !g_strv_contains (no, folded))
    return suy_field_refuse (self, error, _ ("“%s” is neither yes nor no; write 是 or 否"), text);

  *value = SUY_INTEGER (g_strv_contains (yes, folded) ? 1 : 0);

  return TRUE;
}

static gboolean
refuse_choice (const SuyField *self, const char *text, GError **error)
{
  const char *language = g_get_language_names ()[0];
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *all = NULL;
  const char *nearest;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const SuyChoice *choice = self->choices->pdata[i];

      g_ptr_array_add (labels, (char *) suy_label_get (&choice->label, language));
    }
  g_ptr_array_add (labels, NULL);

  nearest = suy_fold_nearest (text, (const char *const *) labels->pdata);
  if (nearest != NULL)
    return suy_field_refuse (self, error, _ ("“%s” is not a choice; did you mean “%s”?"), text,
                             nearest);

  all = g_strjoinv (", ", (GStrv) labels->pdata);

  return suy_field_refuse (self, error, _ ("“%s” is not a choice; choices are: %s"), text, all);
}

static gboolean
parse_choice (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  const SuyChoice *choice = suy_field_match_choice (self, text);

  if (choice == NULL)
    return refuse_choice (self, text, error);

  *value = SUY_TEXT (g_strdup (choice->name));

  return TRUE;
}

static gboolean
parse_link (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  g_autofree char *narrow = suy_fold_width (text);
  gint64 id = 0;

  if (!g_ascii_string_to_signed (narrow, 10, 1, G_MAXINT64, &id, NULL))
    return suy_field_refuse (self, error, _ ("“%s” is not the id of a record, a whole number"),
                             text);

  *value = SUY_INTEGER (id);

  return TRUE;
}

/* The date functions name the text alone; here the field comes before it. */
static gboolean
parse_date (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *date = self->type == SUY_FIELD_DATE ? suy_date_parse (text, &cause)
                                            : suy_date_parse_time (text, &cause);

  if (date == NULL)
    return suy_field_refuse (self, error, "%s", cause->message);

  *value = SUY_TEXT (date);

  return TRUE;
}

/* Either a JSON array of texts, as it is stored, or texts with ; ； 、 or line ends between them.
 */
static gboolean
parse_list (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  g_auto (GStrv) items = suy_field_split_list (text);
  g_autoptr (GString) json = g_string_new ("[");

  if (items == NULL)
    items = g_regex_split_simple ("[;；、\n]", text, G_REGEX_DEFAULT, 0);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_strstrip (items[i]);
      if (*items[i] == '\0')
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      suy_json_append_text (json, items[i]);
    }

  if (json->len == 1)
    return TRUE;

  g_string_append_c (json, ']');
  *value = SUY_TEXT (g_strdup (json->str));

  return TRUE;
}

static gboolean
is_code (const SuyField *self)
{
  return g_str_equal (self->name, "code");
}

/* Texts stay as they are written, brackets of names included; codes are narrowed, since people look
 * them up by keyboard. */
static gboolean
parse_text (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  *value = SUY_TEXT (is_code (self) ? suy_fold_width (text) : g_strdup (text));

  return TRUE;
}

static gboolean
check_parsed (const SuyField *self, SuyValue *value, GError **error)
{
  if (suy_field_check (self, value, error))
    return TRUE;
  suy_value_clear (value);

  return FALSE;
}

/* As nearly all numbers are written.  FALSE: to be looked at more closely. */
static gboolean
parse_plain (const SuyField *self, const char *text, SuyValue *value)
{
  double number;

  if ((self->type != SUY_FIELD_REAL && self->type != SUY_FIELD_INTEGER) ||
      !suy_decimal_parse (text, &number))
    return FALSE;
  if (self->type == SUY_FIELD_INTEGER && number != floor (number))
    return FALSE;

  if (self->type == SUY_FIELD_INTEGER)
    *value = SUY_INTEGER ((gint64) number);
  else
    *value = SUY_REAL (number == 0 ? 0 : number);

  return TRUE;
}

gboolean
suy_field_parse (const SuyField *self, const char *text, SuyValue *value, GError **error)
{
  static gboolean (*const parse[]) (const SuyField *, const char *, SuyValue *, GError **) = {
    [SUY_FIELD_TEXT] = parse_text,     [SUY_FIELD_INTEGER] = parse_integer,
    [SUY_FIELD_REAL] = parse_real,     [SUY_FIELD_BOOLEAN] = parse_boolean,
    [SUY_FIELD_DATE] = parse_date,     [SUY_FIELD_DATETIME] = parse_date,
    [SUY_FIELD_CHOICE] = parse_choice, [SUY_FIELD_LINK] = parse_link,
    [SUY_FIELD_LIST] = parse_list,
  };
  g_autofree char *copy = NULL;
  const char *trimmed = text;
  gsize length;

  g_return_val_if_fail (self != NULL && text != NULL && value != NULL, FALSE);

  *value = SUY_VALUE_INIT_NULL;
  if (parse_plain (self, text, value))
    return check_parsed (self, value, error);

  length = strlen (text);
  if (!suy_utf8_is_valid (text, length))
    return suy_field_refuse (self, error, _ ("the text is not UTF-8"));

  if (!suy_fold_is_trimmed (text, length))
    trimmed = copy = suy_fold_trim (text);
  if (*trimmed == '\0')
    return TRUE;
  if (!parse_plain (self, trimmed, value) && !parse[self->type](self, trimmed, value, error))
    {
      suy_value_clear (value);
      return FALSE;
    }

  return check_parsed (self, value, error);
}

gboolean
suy_field_keeps (const SuyField *self, const char *text)
{
  gsize length = strlen (text);

  return self->type == SUY_FIELD_TEXT && length > 0 &&
         (suy_fold_is_narrow (text) || (!is_code (self) && suy_utf8_is_valid (text, length))) &&
         suy_fold_is_trimmed (text, length);
}
