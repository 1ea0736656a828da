/* suy-catalog-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of JSON, keys in the order below, what is absent or false left out, the choice lists by
 * name (their order means nothing); so equal catalogs give equal bytes. */

#include "suy-catalog-private.h"

#include "suy-json.h"

static void
key (GString *json, const char *name)
{
  char last = json->str[json->len - 1];

  if (last != '{')
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":", name);
}

static void
text (GString *json, const char *name, const char *value)
{
  if (value == NULL)
    return;

  key (json, name);
  suy_json_append_text (json, value);
}

static void
integer (GString *json, const char *name, gint64 value)
{
  key (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

static void
flag (GString *json, const char *name, gboolean value)
{
  if (!value)
    return;

  key (json, name);
  g_string_append (json, "true");
}

static void
texts (GString *json, const char *name, GStrv values)
{
  if (*values == NULL)
    return;

  key (json, name);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_string_append_c (json, i == 0 ? '[' : ',');
      suy_json_append_text (json, values[i]);
    }
  g_string_append_c (json, ']');
}

static void
label (GString *json, const SuyLabel *value)
{
  text (json, "en", value->en);
  text (json, "zh", value->zh);
}

static void
write_choice (GString *json, gconstpointer data)
{
  const SuyChoice *choice = data;

  text (json, "name", choice->name);
  label (json, &choice->label);
  text (json, "group", choice->group);
  texts (json, "aliases", choice->aliases);
}

static void
write_group (GString *json, gconstpointer data)
{
  const SuyGroup *group = data;

  text (json, "name", group->name);
  label (json, &group->label);
}

static void
write_field (GString *json, gconstpointer data)
{
  const SuyField *field = data;

  integer (json, "number", field->number);
  text (json, "name", field->name);
  text (json, "type", suy_field_type_names[field->type]);
  label (json, &field->label);
  text (json, "unit", field->unit);
  flag (json, "required", field->required);
  flag (json, "derived", field->derived);
  flag (json, "listed", field->listed);
  flag (json, "indexed", field->indexed);
  texts (json, "aliases", field->aliases);
  text (json, "choices", field->choices_name);
  text (json, "to", field->target);
  if (field->min != G_MININT64)
    integer (json, "min", field->min);
  flag (json, "above_min", field->above_min);
  if (field->max != G_MAXINT64)
    integer (json, "max", field->max);
}

static void
array (GString *json,
       const char *name,
       const GPtrArray *items,
       void (*write) (GString *json, gconstpointer item))
{
  key (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < items->len; i++)
    {
      g_string_append (json, i == 0 ? "{" : ",{");
      write (json, items->pdata[i]);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
write_register (GString *json, gconstpointer data)
{
  const SuyRegister *reg = data;

  integer (json, "number", reg->number);
  text (json, "name", reg->name);
  label (json, &reg->label);
  text (json, "en_one", reg->one.en);
  text (json, "zh_one", reg->one.zh);
  text (json, "group", reg->group);
  texts (json, "aliases", reg->aliases);
  if (reg->geometry != SUY_GEOMETRY_NONE)
    text (json, "geometry", suy_geometry_names[reg->geometry]);
  text (json, "symbol", reg->symbol);
  text (json, "title", reg->title->name);
  if (reg->place != NULL)
    text (json, "place", reg->place->name);
  flag (json, "append_only", reg->append_only);
  texts (json, "readers", reg->readers);
  texts (json, "writers", reg->writers);
  array (json, "fields", reg->fields, write_field);
}

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  const SuyChoiceList *const *l = a, *const *r = b;

  return g_strcmp0 ((*l)->name, (*r)->name);
}

char *
suy_catalog_write (SuyCatalog *self)
{
  GString *json = g_string_new ("{");
  g_autoptr (GPtrArray) lists = g_ptr_array_copy (self->lists, NULL, NULL);

  g_ptr_array_set_free_func (lists, NULL);
  g_ptr_array_sort (lists, compare_lists);

  integer (json, "version", self->version);
  array (json, "groups", self->groups, write_group);
  key (json, "choices");
  g_string_append_c (json, '{');
  for (guint i = 0; i < lists->len; i++)
    {
      const SuyChoiceList *list = lists->pdata[i];

      array (json, list->name, list->choices, write_choice);
    }
  g_string_append_c (json, '}');
  array (json, "registers", self->registers, write_register);
  g_string_append (json, "}\n");

  return g_string_free (json, FALSE);
}
