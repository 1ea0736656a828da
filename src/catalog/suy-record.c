/* suy-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cell i belongs to the register's field i. */

#include "suy-record.h"

#include <math.h>

typedef struct
{
  gboolean set;
  SuyValue value;
} Cell;

struct _SuyRecord
{
  const SuyRegister *reg;
  gint64 id;
  gboolean has_geometry;
  SuyGeometry *geometry; /* (nullable) */
  Cell cells[];
};

SuyRecord *
suy_record_new (const SuyRegister *reg)
{
  SuyRecord *self;

  g_return_val_if_fail (reg != NULL, NULL);

  self = g_malloc0 (sizeof *self + reg->fields->len * sizeof *self->cells);
  self->reg = reg;

  return self;
}

SuyRecord *
suy_record_copy (const SuyRecord *self)
{
  SuyRecord *copy = suy_record_new (self->reg);

  copy->id = self->id;
  copy->has_geometry = self->has_geometry;
  copy->geometry = self->geometry == NULL ? NULL : suy_geometry_ref (self->geometry);
  for (guint i = 0; i < self->reg->fields->len; i++)
    copy->cells[i] = (Cell){ self->cells[i].set, suy_value_dup (&self->cells[i].value) };

  return copy;
}

void
suy_record_free (SuyRecord *self)
{
  for (guint i = 0; i < self->reg->fields->len; i++)
    suy_value_clear (&self->cells[i].value);
  g_clear_pointer (&self->geometry, suy_geometry_unref);
  g_free (self);
}

void
suy_record_clear (SuyRecord *self)
{
  for (guint i = 0; i < self->reg->fields->len; i++)
    {
      suy_value_clear (&self->cells[i].value);
      self->cells[i].set = FALSE;
    }
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
suy_record_set (SuyRecord *self, const SuyField *field, const SuyValue *value)
{
  Cell *cell = &self->cells[cell_of (self, field)];
  SuyValue copy = suy_value_dup (value);

  suy_value_clear (&cell->value);
  *cell = (Cell){ TRUE, copy };
}

void
suy_record_unset (SuyRecord *self, const SuyField *field)
{
  Cell *cell = &self->cells[cell_of (self, field)];

  suy_value_clear (&cell->value);
  cell->set = FALSE;
}

gboolean
suy_record_has (const SuyRecord *self, const SuyField *field)
{
  return self->cells[cell_of (self, field)].set;
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
  return &self->cells[cell_of (self, field)].value;
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
