/* suy-picture-scan.h: what kind of picture are these bytes, how large, and where is its Exif?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By content, never by name.  No pixel is decoded.  suy_picture_scan() runs in the import helper
 * alone. */

#pragma once

#include "suy-exif.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_PICTURE_NONE,
  SUY_PICTURE_JPEG,
  SUY_PICTURE_PNG,
  SUY_PICTURE_WEBP,
  SUY_PICTURE_HEIC,
  SUY_PICTURE_N_TYPES,
} SuyPictureType;

typedef struct
{
  SuyPictureType type;
  guint32 width, height; /* as stored, before it is turned upright; 0: not found */
  gboolean has_exif;
  SuyExif exif;
} SuyPictureScan;

/* Looks at no more than the first 12 bytes. */
SuyPictureType suy_picture_sniff (const guint8 *bytes, gsize size);

/* "image/jpeg"; NULL for NONE. */
const char *suy_picture_type_get_media_type (SuyPictureType type);

/**
 * suy_picture_scan:
 * @scan: (out): set whole
 *
 * Sources: JPEG, ITU-T T.81; PNG, ISO/IEC 15948; WebP, RFC 9649; HEIC, ISO/IEC 23008-12.
 *
 * Returns: FALSE if this is no picture that we know
 */
gboolean suy_picture_scan (const guint8 *bytes, gsize size, SuyPictureScan *scan);

G_END_DECLS
