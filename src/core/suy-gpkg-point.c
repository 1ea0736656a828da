/* suy-gpkg-point.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suy-gpkg-point.h"

#include <string.h>

/* "GP", version 0, little-endian without envelope, EPSG:4326 as 4 bytes; then WKB: little-endian,
 * type 1 as 4 bytes.  Source: OGC 12-128r18, 2.1.3. */
static const guint8 head[13] = { 'G', 'P', 0, 1, 0xe6, 0x10, 0, 0, 1, 1, 0, 0, 0 };

static void
put_double (guint8 *at, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (at, &bits, sizeof bits);
}

static double
get_double (const guint8 *at)
{
  guint64 bits;
  double value;

  memcpy (&bits, at, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);

  return value;
}

void
suy_gpkg_point_write (SuyPoint point, guint8 bytes[SUY_GPKG_POINT_SIZE])
{
  memcpy (bytes, head, sizeof head);
  put_double (bytes + sizeof head, suy_degrees (point.x));
  put_double (bytes + sizeof head + 8, suy_degrees (point.y));
}

gboolean
suy_gpkg_point_read (const guint8 *bytes, gsize size, SuyPoint *point)
{
  return size == SUY_GPKG_POINT_SIZE && memcmp (bytes, head, sizeof head) == 0 &&
         suy_point_from_degrees (get_double (bytes + sizeof head),
                                 get_double (bytes + sizeof head + 8), point);
}
