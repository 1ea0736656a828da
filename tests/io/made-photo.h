/* made-photo.h: photographs whose Exif a test knows, made byte by byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Members that are NULL or 0 are left out of the Exif. */
typedef struct
{
  gboolean big; /* byte order */
  guint orientation;
  const char *time, *zone; /* DateTimeOriginal, OffsetTimeOriginal */
  const char *gps_date;
  const char *lat_ref, *lon_ref;
  guint32 lat[6], lon[6]; /* three rationals */
  guint32 clock[6];       /* of the satellites, with gps_date */
  const char *datum;
} MadeExif;

/* (transfer full) */
GByteArray *made_exif_new (const MadeExif *exif);

/* 16 x 8 pixels, the left half red, the right one blue.  @exif: (nullable).  (transfer full) */
GBytes *made_photo_new (const MadeExif *exif);
GBytes *made_webp_new (const MadeExif *exif);
GBytes *made_png_new (const MadeExif *exif);

/* Boxes of a HEIC without pixels. */
GBytes *made_heic_new (const MadeExif *exif);

G_END_DECLS
