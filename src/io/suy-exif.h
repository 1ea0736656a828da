/* suy-exif.h: when and where was this photograph taken, says the camera?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Exif 2.32 (CIPA DC-008-2019), TIFF 6.0.  Three directories are read, each once and none
 * by its link to the next, so that no file can send the reader round in a circle. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_EXIF_DATUM_SIZE 32

typedef enum
{
  SUY_EXIF_TIME_NONE,
  SUY_EXIF_TIME_LOCAL, /* what the clock of the camera showed, in a zone that it does not name */
  SUY_EXIF_TIME_UTC,
  SUY_EXIF_N_TIMES,
} SuyExifTime;

typedef struct
{
  guint orientation; /* 1 to 8; 1: upright, or not said */
  SuyExifTime time;
  gint64 taken; /* µs since 1970 of UTC; of the clock of the camera where the time is LOCAL */
  gboolean has_place;
  double lon, lat;                 /* degrees of the datum, east and north positive */
  char datum[SUY_EXIF_DATUM_SIZE]; /* "WGS-84"; "": not said */
  gboolean damaged;                /* something points outside, or is none of what it should be */
} SuyExif;

/**
 * suy_exif_read:
 * @bytes: from the byte order mark on ("II" or "MM")
 * @exif: (out): set whole, to nothing known where there is nothing
 *
 * A value that is damaged counts as not there.  A rational with the denominator 0, a direction that
 * is none of N, S, E and W, and 0°, 0° (which cameras write when they have no fix) are no place.
 *
 * Returns: FALSE if this is no Exif
 */
gboolean suy_exif_read (const guint8 *bytes, gsize size, SuyExif *exif);

G_END_DECLS
