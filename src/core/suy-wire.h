/* suy-wire.h: how are the fields of a protobuf message read and written?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: "Encoding", in the Protocol Buffers documentation.  Groups, which nobody writes any more,
 * count as damage. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_WIRE_MAX_VARINT 10 /* bytes of the longest varint */

typedef enum
{
  SUY_WIRE_VARINT = 0,
  SUY_WIRE_FIXED64 = 1,
  SUY_WIRE_BYTES = 2,
  SUY_WIRE_FIXED32 = 5,
} SuyWireType;

typedef enum
{
  SUY_WIRE_END,
  SUY_WIRE_FIELD,
  SUY_WIRE_DAMAGED,
} SuyWireStep;

/* What is left to read of a message; it never owns the bytes. */
typedef struct
{
  const guint8 *at, *end;
} SuyWire;

typedef struct
{
  guint32 number;
  SuyWireType type;
  guint64 value; /* VARINT, FIXED64, FIXED32 */
  SuyWire bytes; /* BYTES */
} SuyWireField;

/* Reads one field.  When it is damaged, @self stands at the damage. */
SuyWireStep suy_wire_next (SuyWire *self, SuyWireField *field);

static inline gsize
suy_wire_left (const SuyWire *self)
{
  return (gsize) (self->end - self->at);
}

gboolean suy_wire_read_long_varint (SuyWire *self, guint64 *value);

/* FALSE, and nothing read, when the varint is cut off or has more than 64 bits. */
static inline gboolean
suy_wire_read_varint (SuyWire *self, guint64 *value)
{
  if (self->at == self->end || *self->at >= 0x80)
    return suy_wire_read_long_varint (self, value);

  *value = *self->at++;

  return TRUE;
}

static inline gint64
suy_wire_unzigzag (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

static inline guint64
suy_wire_zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (guint64) (value >> 63);
}

static inline guint
suy_wire_varint_size (guint64 value)
{
  guint size = 1;

  for (; value >= 0x80; value >>= 7)
    size++;

  return size;
}

/* Writes at @at, which has room for it.  Returns: behind it */
static inline guint8 *
suy_wire_put (guint8 *at, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;

  return at;
}

void suy_wire_append_varint (GByteArray *out, guint64 value);
void suy_wire_append_number (GByteArray *out, guint32 field, guint64 value);
void suy_wire_append_double (GByteArray *out, guint32 field, double value);
void suy_wire_append_bytes (GByteArray *out, guint32 field, gconstpointer data, gsize size);

G_END_DECLS
