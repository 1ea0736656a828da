/* suy-catalog-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-catalog-private.h"

#define MAX_NUMBER 999

const char *const suy_field_type_names[] = {
  "text", "integer", "real", "boolean", "date", "datetime", "choice", "link", "list", NULL,
};

const char *const suy_geometry_names[] = {
  "", "POINT", "MULTIPOINT", "LINESTRING", "MULTILINESTRING", "POLYGON", "MULTIPOLYGON", NULL,
};

int
suy_catalog_find_word (const char *word, const char *const *words)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;

  return -1;
}

gboolean
suy_catalog_read_name (const SuyJsonPlace *at, gboolean table, char **name, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "name");
  const char *wrong;

  if (!suy_json_read_text (at, "name", name, error))
    return FALSE;

  wrong = suy_catalog_check_name (*name, table);

  return wrong == NULL || suy_json_fail (&place, error, "“%s” %s", *name, wrong);
}

gboolean
suy_catalog_read_number (const SuyJsonPlace *at, guint *number, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "number");
  gint64 i = 0;

  if (!suy_json_read_integer (at, "number", &i, error))
    return FALSE;
  if (i < 1 || i > MAX_NUMBER)
    return suy_json_fail (&place, error, "%" G_GINT64_FORMAT " lies outside 1 to %d", i,
                          MAX_NUMBER);

  *number = (guint) i;

  return TRUE;
}

static gboolean
read_type (const SuyJsonPlace *at, SuyField *field, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "type");
  g_autofree char *name = NULL;
  int type;

  if (!suy_json_read_text (at, "type", &name, error))
    return FALSE;

  type = suy_catalog_find_word (name, suy_field_type_names);
  if (type < 0)
    return suy_json_fail_word (&place, error, "the type", name, suy_field_type_names);

  field->type = (SuyFieldType) type;

  return TRUE;
}

/* The key @key belongs to fields of type @type and to no others. */
static gboolean
check_belongs (const SuyJsonPlace *at,
               const SuyField *field,
               const char *key,
               SuyFieldType type,
               GError **error)
{
  SuyJsonPlace place = suy_json_member (at, key);

  if (place.node != NULL && field->type != type)
    return suy_json_fail (&place, error, "only a field of type %s has “%s”; this one is %s",
                          suy_field_type_names[type], key, suy_field_type_names[field->type]);
  if (place.node == NULL && field->type == type)
    return suy_json_fail (at, error, "a field of type %s needs the key “%s”",
                          suy_field_type_names[type], key);

  return TRUE;
}

static gboolean
read_choices (GPtrArray *lists, const SuyJsonPlace *at, SuyField *field, GError **error)
{
  SuyJsonPlace place = suy_json_member (at, "choices");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *name = NULL;

  /* The members of a list may be choices; it need not have any. */
  if ((field->type != SUY_FIELD_LIST &&
       !check_belongs (at, field, "choices", SUY_FIELD_CHOICE, error)) ||
      !suy_json_read_text (at, "choices", &name, error))
    return FALSE;

  for (guint i = 0; name != NULL && i < lists->len; i++)
    {
      SuyChoiceList *list = lists->pdata[i];

      g_ptr_array_add (names, list->name);
      if (g_str_equal (list->name, name))
        {
          field->choices_name = list->name;
          field->choices = g_ptr_array_ref (list->choices);
        }
    }
  g_ptr_array_add (names, NULL);

  if (name != NULL && field->choices == NULL)
    return suy_json_fail_word (&place, error, "the list of choices", name,
                               (const char *const *) names->pdata);

  return TRUE;
}

static gboolean
read_target (GStrv registers, const SuyJsonPlace *at, SuyField *field, GError **error)
{
  const char *const *names = (const char *const *) registers;
  SuyJsonPlace place = suy_json_member (at, "to");

  if (!check_belongs (at, field, "to", SUY_FIELD_LINK, error) ||
      !suy_json_read_text (at, "to", &field->target, error))
    return FALSE;

  if (field->target != NULL && suy_catalog_find_word (field->target, names) < 0)
    return suy_json_fail_word (&place, error, "the register", field->target, names);

  return TRUE;
}

static gboolean
read_bounds (const SuyJsonPlace *at, SuyField *field, GError **error)
{
  SuyJsonPlace min = suy_json_member (at, "min"), max = suy_json_member (at, "max");

  field->min = G_MININT64;
  field->max = G_MAXINT64;
  if (!suy_json_read_integer (at, "min", &field->min, error) ||
      !suy_json_read_boolean (at, "above_min", &field->above_min, error) ||
      !suy_json_read_integer (at, "max", &field->max, error))
    return FALSE;
  if (field->above_min && (min.node == NULL || field->type != SUY_FIELD_REAL))
    return suy_json_fail (at, error, "“above_min” belongs to a real field with a “min”");

  if ((min.node != NULL || max.node != NULL) && field->type != SUY_FIELD_INTEGER &&
      field->type != SUY_FIELD_REAL)
    return suy_json_fail (min.node != NULL ? &min : &max, error,
                          "only integer and real fields have bounds; this one is %s",
                          suy_field_type_names[field->type]);
  if (field->min > field->max)
    return suy_json_fail (&max, error, "the maximum lies below the minimum, %" G_GINT64_FORMAT,
                          field->min);

  return TRUE;
}

gboolean
suy_catalog_read_field (GPtrArray *lists,
                        GStrv registers,
                        const SuyJsonPlace *at,
                        SuyField *field,
                        GError **error)
{
  static const char *const keys[] = {
    "number!", "name!",   "type!",   "en!", "zh!", "unit",      "required", "derived", "listed",
    "indexed", "aliases", "choices", "to",  "min", "above_min", "max",      NULL,
  };

  return suy_json_check_keys (at, keys, error) &&
         suy_catalog_read_number (at, &field->number, error) &&
         suy_catalog_read_name (at, FALSE, &field->name, error) && read_type (at, field, error) &&
         suy_json_read_label (at, &field->label, error) &&
         suy_json_read_text (at, "unit", &field->unit, error) &&
         suy_json_read_boolean (at, "required", &field->required, error) &&
         suy_json_read_boolean (at, "derived", &field->derived, error) &&
         suy_json_read_boolean (at, "listed", &field->listed, error) &&
         suy_json_read_boolean (at, "indexed", &field->indexed, error) &&
         suy_json_read_texts (at, "aliases", &field->aliases, error) &&
         read_choices (lists, at, field, error) && read_target (registers, at, field, error) &&
         read_bounds (at, field, error);
}
