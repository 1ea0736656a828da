/* suy-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cell i belongs to the register's field i.  Behind the cells lies which of them are set, a byte
 * each, then short texts of theirs, which cost no allocation each; a text that does not fit there
 * has one. */

#include "suy-record.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define TEXT_ROOM 256 /* bytes: a code, a name and some choices */

struct _SuyRecord
{
  const SuyRegister *reg;
  gint64 id;
  gboolean has_geometry;
  SuyGeometry *geometry; /* (nullable) */
  guint end;             /* cells from here on were never set */
  guint n_text;          /* bytes taken behind the cells */
  SuyValue cells[];
};

SuyRecord *
suy_record_new (const SuyRegister *reg)
{
  SuyRecord *self;

  g_return_val_if_fail (reg != NULL, NULL);

  self = g_malloc0 (sizeof *self + reg->fields->len * (sizeof *self->cells + sizeof (guint8)) +
                    TEXT_ROOM);
  self->reg = reg;

  return self;
}

static guint8 *
get_set (const SuyRecord *self)
{
  return (guint8 *) (self->cells + self->reg->fields->len);
}

static char *
get_room (const SuyRecord *self)
{
  return (char *) get_set (self) + self->reg->fields->len;
}

static void
clear_cell (SuyRecord *self, guint at)
{
  SuyValue *value = &self->cells[at];
  const char *room = get_room (self);

  if (value->type == SUY_VALUE_TEXT && (value->text < room || value->text >= room + TEXT_ROOM))
    g_free (value->text);
  *value = SUY_VALUE_INIT_NULL;
  get_set (self)[at] = FALSE;
}

/* A copy for a cell of this record. */
static SuyValue
copy_value (SuyRecord *self, const SuyValue *value)
{
  gsize size = value->type == SUY_VALUE_TEXT ? strlen (value->text) + 1 : 0;
  char *text = get_room (self) + self->n_text;

  if (size == 0 || size > TEXT_ROOM - self->n_text)
    return suy_value_dup (value);
  memcpy (text, value->text, size);
  self->n_text += (guint) size;

  return SUY_TEXT (text);
}

SuyRecord *
suy_record_copy (const SuyRecord *self)
{
  SuyRecord *copy = suy_record_new (self->reg);

  copy->id = self->id;
  copy->has_geometry = self->has_geometry;
  copy->geometry = self->geometry == NULL ? NULL : suy_geometry_ref (self->geometry);
  copy->end = self->end;
  for (guint i = 0; i < self->end; i++)
    {
      copy->cells[i] = copy_value (copy, &self->cells[i]);
      get_set (copy)[i] = get_set (self)[i];
    }

  return copy;
}

void
suy_record_free (SuyRecord *self)
{
  for (guint i = 0; i < self->end; i++)
    clear_cell (self, i);
  g_clear_pointer (&self->geometry, suy_geometry_unref);
  g_free (self);
}

void
suy_record_clear (SuyRecord *self)
{
  for (guint i = 0; i < self->end; i++)
    clear_cell (self, i);
  self->end = 0;
  self->n_text = 0;
  g_clear_pointer (&self->geometry, suy_geometry_unref);
  self->has_geometry = FALSE;
  self->id = 0;
}

const SuyRegister *
suy_record_get_register (const SuyRecord *self)
{
  return self->reg;
}

gint64
suy_record_get_id (const SuyRecord *self)
{
  return self->id;
}

void
suy_record_set_id (SuyRecord *self, gint64 id)
{
  self->id = id;
}

/* Returns: the number of @field's cell; a field of another register is the caller's mistake */
static guint
cell_of (const SuyRecord *self, const SuyField *field)
{
  if (field->position >= self->reg->fields->len ||
      self->reg->fields->pdata[field->position] != field)
    g_error ("The register %s has no such field", self->reg->name);

  return field->position;
}

void
suy_record_take (SuyRecord *self, const SuyField *field, SuyValue *value)
{
  guint at = cell_of (self, field);

  clear_cell (self, at);
  self->cells[at] = *value;
  get_set (self)[at] = TRUE;
  *value = SUY_VALUE_INIT_NULL;
  self->end = MAX (self->end, at + 1);
}

void
suy_record_set (SuyRecord *self, const SuyField *field, const SuyValue *value)
{
  SuyValue copy = copy_value (self, value);

  suy_record_take (self, field, &copy);
}

void
suy_record_unset (SuyRecord *self, const SuyField *field)
{
  clear_cell (self, cell_of (self, field));
}

gboolean
suy_record_has (const SuyRecord *self, const SuyField *field)
{
  return get_set (self)[cell_of (self, field)];
}

void
suy_record_lay_over (SuyRecord *self, const SuyRecord *changes)
{
  const SuyRegister *reg = suy_record_get_register (self);

  g_return_if_fail (suy_record_get_register (changes) == reg);

  for (guint i = 0; i < reg->fields->len; i++)
    if (suy_record_has (changes, reg->fields->pdata[i]))
      suy_record_set (self, reg->fields->pdata[i], suy_record_get (changes, reg->fields->pdata[i]));
}

const SuyValue *
suy_record_get (const SuyRecord *self, const SuyField *field)
{
  return &self->cells[cell_of (self, field)];
}

static const SuyField *
field_named (const SuyRecord *self, const char *name)
{
  const SuyField *field = suy_register_find (self->reg, name);

  if (field == NULL)
    g_error ("The register %s has no field %s", self->reg->name, name);

  return field;
}

void
suy_record_set_text (SuyRecord *self, const char *field, const char *text)
{
  SuyValue value = text == NULL ? SUY_VALUE_INIT_NULL : SUY_TEXT (text);

  suy_record_set (self, field_named (self, field), &value);
}

void
suy_record_set_integer (SuyRecord *self, const char *field, gint64 value)
{
  suy_record_set (self, field_named (self, field), &SUY_INTEGER (value));
}

void
suy_record_set_real (SuyRecord *self, const char *field, double value)
{
  suy_record_set (self, field_named (self, field), &SUY_REAL (value));
}

const char *
suy_record_get_text (const SuyRecord *self, const char *field)
{
  const SuyValue *value = suy_record_get (self, field_named (self, field));

  return value->type == SUY_VALUE_TEXT ? value->text : NULL;
}

GStrv
suy_record_get_list (const SuyRecord *self, const char *field)
{
  const char *json = suy_record_get_text (self, field);
  g_autoptr (JsonNode) root = json == NULL ? NULL : json_from_string (json, NULL);
  JsonArray *array =
      root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (node));
    }

  return g_strv_builder_end (texts);
}

gint64
suy_record_get_integer (const SuyRecord *self, const char *field)
{
  const SuyValue *value = suy_record_get (self, field_named (self, field));

  return value->type == SUY_VALUE_INTEGER ? value->integer : 0;
}

double
suy_record_get_real (const SuyRecord *self, const char *field)
{
  const SuyValue *value = suy_record_get (self, field_named (self, field));

  return value->type == SUY_VALUE_REAL ? value->real : NAN;
}

void
suy_record_set_geometry (SuyRecord *self, SuyGeometry *geometry)
{
  SuyGeometry *kept = geometry == NULL ? NULL : suy_geometry_ref (geometry);

  g_clear_pointer (&self->geometry, suy_geometry_unref);
  self->geometry = kept;
  self->has_geometry = TRUE;
}

gboolean
suy_record_has_geometry (const SuyRecord *self)
{
  return self->has_geometry;
}

SuyGeometry *
suy_record_get_geometry (const SuyRecord *self)
{
  return self->geometry;
}
