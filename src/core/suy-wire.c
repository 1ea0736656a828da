/* suy-wire.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-wire.h"

#include <string.h>

gboolean
suy_wire_read_long_varint (SuyWire *self, guint64 *value)
{
  const guint8 *at = self->at;
  guint64 sum = 0;

  for (guint shift = 0; shift < 64 && at < self->end; shift += 7)
    {
      guint8 byte = *at++;

      /* The tenth byte holds the 64th bit alone. */
      if (shift == 63 && byte > 1)
        return FALSE;

      sum |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        {
          *value = sum;
          self->at = at;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_fixed (SuyWire *self, gsize size, guint64 *value)
{
  guint64 sum = 0;

  if (suy_wire_left (self) < size)
    return FALSE;

  for (gsize i = size; i > 0; i--)
    sum = sum << 8 | self->at[i - 1];
  self->at += size;
  *value = sum;

  return TRUE;
}

static gboolean
read_bytes (SuyWire *self, SuyWire *bytes)
{
  SuyWire ahead = *self;
  guint64 size;

  if (!suy_wire_read_varint (&ahead, &size) || size > suy_wire_left (&ahead))
    return FALSE;

  *bytes = (SuyWire){ ahead.at, ahead.at + size };
  self->at = bytes->end;

  return TRUE;
}

static gboolean
read_content (SuyWire *self, SuyWireField *field)
{
  switch ((guint) field->type)
    {
    case SUY_WIRE_VARINT:
      return suy_wire_read_varint (self, &field->value);
    case SUY_WIRE_FIXED64:
      return read_fixed (self, 8, &field->value);
    case SUY_WIRE_FIXED32:
      return read_fixed (self, 4, &field->value);
    case SUY_WIRE_BYTES:
      return read_bytes (self, &field->bytes);
    default:
      return FALSE;
    }
}

SuyWireStep
suy_wire_next (SuyWire *self, SuyWireField *field)
{
  const guint8 *start = self->at;
  guint64 head;

  if (self->at == self->end)
    return SUY_WIRE_END;

  if (suy_wire_read_varint (self, &head) && head >> 3 >= 1 && head <= G_MAXUINT32)
    {
      *field = (SuyWireField){ .number = (guint32) (head >> 3), .type = (SuyWireType) (head & 7) };
      if (read_content (self, field))
        return SUY_WIRE_FIELD;
    }

  self->at = start;

  return SUY_WIRE_DAMAGED;
}

void
suy_wire_append_varint (GByteArray *out, guint64 value)
{
  guint8 bytes[SUY_WIRE_MAX_VARINT];

  g_byte_array_append (out, bytes, (guint) (suy_wire_put (bytes, value) - bytes));
}

void
suy_wire_append_number (GByteArray *out, guint32 field, guint64 value)
{
  suy_wire_append_varint (out, (guint64) field << 3 | SUY_WIRE_VARINT);
  suy_wire_append_varint (out, value);
}

void
suy_wire_append_double (GByteArray *out, guint32 field, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  suy_wire_append_varint (out, (guint64) field << 3 | SUY_WIRE_FIXED64);
  g_byte_array_append (out, (const guint8 *) &bits, sizeof bits);
}

void
suy_wire_append_bytes (GByteArray *out, guint32 field, gconstpointer data, gsize size)
{
  suy_wire_append_varint (out, (guint64) field << 3 | SUY_WIRE_BYTES);
  suy_wire_append_varint (out, size);
  g_byte_array_append (out, data, (guint) size);
}
