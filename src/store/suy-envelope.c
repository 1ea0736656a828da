/* suy-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-envelope.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 8 /* collections in collections; GeoPackage needs 2 */

typedef struct
{
  const guint8 *at, *end;
  SuyEnvelope *envelope;
} Reader;

static const SuyEnvelope EMPTY = { INFINITY, -INFINITY, INFINITY, -INFINITY };

static gboolean
read_u32 (Reader *reader, gboolean little, guint32 *value)
{
  if (reader->end - reader->at < 4)
    return FALSE;

  memcpy (value, reader->at, 4);
  *value = little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  reader->at += 4;
  return TRUE;
}

static double
double_at (const guint8 *at, gboolean little)
{
  guint64 bits;
  double value;

  memcpy (&bits, at, 8);
  bits = little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&value, &bits, 8);
  return value;
}

static gboolean
read_points (Reader *reader, gboolean little, guint32 n, guint size)
{
  SuyEnvelope *envelope = reader->envelope;

  if ((guint64) (reader->end - reader->at) < (guint64) n * size)
    return FALSE;

  for (guint32 i = 0; i < n; i++, reader->at += size)
    {
      double x = double_at (reader->at, little);
      double y = double_at (reader->at + 8, little);

      if (isnan (x) || isnan (y))
        continue;
      envelope->min_x = fmin (envelope->min_x, x);
      envelope->max_x = fmax (envelope->max_x, x);
      envelope->min_y = fmin (envelope->min_y, y);
      envelope->max_y = fmax (envelope->max_y, y);
    }

  return TRUE;
}

static guint
point_size (guint32 type)
{
  guint dimension = type / 1000 % 10; /* ISO: 1 Z, 2 M, 3 both; extended: high bits */
  gboolean z = (type & 0x80000000u) != 0 || dimension == 1 || dimension == 3;
  gboolean m = (type & 0x40000000u) != 0 || dimension == 2 || dimension == 3;

  return 16 + (z ? 8 : 0) + (m ? 8 : 0);
}

/* 1 point, 2 line, 3 polygon, 4 to 7 collections. */
static gboolean
read_wkb (Reader *reader, guint depth)
{
  guint32 type, n = 1, srid;
  gboolean little, flagged;
  guint size;

  if (reader->at == reader->end || depth > MAX_DEPTH)
    return FALSE;
  little = *reader->at++ == 1;
  if (!read_u32 (reader, little, &type))
    return FALSE;
  flagged = (type & 0xe0000000u) != 0;
  if ((type & 0x20000000u) != 0 && !read_u32 (reader, little, &srid))
    return FALSE;
  size = flagged ? point_size (type & 0xc0000000u) : point_size (type);
  type = (type & 0x1fffffffu) % 1000;

  if (type < 1 || type > 7)
    return FALSE;
  if (type == 1)
    return read_points (reader, little, 1, size);
  if (!read_u32 (reader, little, &n))
    return FALSE;
  if (type == 2)
    return read_points (reader, little, n, size);

  for (guint32 i = 0; i < n; i++)
    {
      guint32 n_points;

      if (type == 3 ? !read_u32 (reader, little, &n_points) ||
                          !read_points (reader, little, n_points, size)
                    : !read_wkb (reader, depth + 1))
        return FALSE;
    }

  return TRUE;
}

gboolean
suy_envelope_read (const guint8 *bytes, gsize size, SuyEnvelope *envelope)
{
  static const guint doubles[8] = { 0, 4, 6, 6, 8, 0, 0, 0 };
  Reader reader = { bytes, bytes + size, envelope };
  gboolean little;
  guint n;

  *envelope = EMPTY;
  if (size < 8 || bytes[0] != 'G' || bytes[1] != 'P' || bytes[2] != 0 || (bytes[3] & 0x20) != 0)
    return FALSE;
  if ((bytes[3] & 0x10) != 0)
    return TRUE;

  little = (bytes[3] & 1) != 0;
  n = doubles[bytes[3] >> 1 & 7];
  if (size < 8 + n * 8)
    return FALSE;
  reader.at += 8 + n * 8;
  if (n == 0)
    return read_wkb (&reader, 0);

  envelope->min_x = double_at (bytes + 8, little);
  envelope->max_x = double_at (bytes + 16, little);
  envelope->min_y = double_at (bytes + 24, little);
  envelope->max_y = double_at (bytes + 32, little);
  return TRUE;
}

gboolean
suy_envelope_is_empty (const SuyEnvelope *envelope)
{
  return !(envelope->min_x <= envelope->max_x && envelope->min_y <= envelope->max_y);
}
