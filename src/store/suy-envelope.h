/* suy-envelope.h: which box does the geometry of a GeoPackage cell fill?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In degrees as they stand in the file, not on our grid: the RTree of the file has to hold for
 * geometries that other programs wrote. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double min_x, max_x, min_y, max_y; /* min_x > max_x: empty */
} SuyEnvelope;

/* Source: OGC 12-128r18, 2.1.3.  Returns: FALSE if @bytes are no GeoPackage geometry */
gboolean suy_envelope_read (const guint8 *bytes, gsize size, SuyEnvelope *envelope);

gboolean suy_envelope_is_empty (const SuyEnvelope *envelope);

G_END_DECLS
