/* suy-tile-put.h: how is a feature written into a tile, with few branches?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever calls these has room for SUY_PUT_SLACK bytes more than what they write. */

#pragma once

#include <string.h>

#include "suy-tile-format.h"
#include "suy-wire.h"

G_BEGIN_DECLS

#define SUY_PUT_SLACK 16

/* Bytes of a feature's head at most: field, length, id, tags not counted, type, geometry's field
 * and length. */
#define SUY_PUT_HEAD (1 + 5 + 1 + SUY_WIRE_MAX_VARINT + 2 + 1 + 5)

/* The length of a varint of up to 63 bits. */
static inline guint
suy_put_size (guint64 value)
{
  return (guint) (70 - __builtin_clzll (value | 1)) / 7;
}

/* A varint; one under 2^56 is spread out in three steps without a loop. */
static inline guint8 *
suy_put_id (guint8 *at, guint64 id)
{
  guint size = suy_put_size (id);
  guint64 x = id;

  if (id >> 56 != 0)
    return suy_wire_put (at, id);

  x = (x & G_GUINT64_CONSTANT (0x000000000fffffff)) | (x & G_GUINT64_CONSTANT (0x00fffffff0000000))
                                                          << 4;
  x = (x & G_GUINT64_CONSTANT (0x00003fff00003fff)) | (x & G_GUINT64_CONSTANT (0x0fffc0000fffc000))
                                                          << 2;
  x = (x & G_GUINT64_CONSTANT (0x007f007f007f007f)) | (x & G_GUINT64_CONSTANT (0x3f803f803f803f80))
                                                          << 1;
  x |= G_GUINT64_CONSTANT (0x8080808080808080) & ((G_GUINT64_CONSTANT (1) << 8 * (size - 1)) - 1);
  x = GUINT64_TO_LE (x);
  memcpy (at, &x, sizeof x);

  return at + size;
}

static inline guint32
suy_put_zigzag (gint32 value)
{
  return (guint32) value << 1 ^ (guint32) (value >> 31);
}

/* A step between two places of a tile, margin included, is under 2^13, so two bytes will do. */
static inline guint8 *
suy_put_step (guint8 *at, gint32 step)
{
  guint32 value = suy_put_zigzag (step);
  guint32 more = value > 127;
  guint16 both = GUINT16_TO_LE ((guint16) ((value & 127) | more << 7 | value >> 7 << 8));

  memcpy (at, &both, sizeof both);

  return at + 1 + more;
}

G_END_DECLS
