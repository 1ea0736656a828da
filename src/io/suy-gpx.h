/* suy-gpx.h: a way of named places, for the devices that lead people along it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GPX 1.1 (topografix.com/GPX/1/1): one route.  Any text may be handed in: what XML 1.0 cannot hold
 * is written as U+FFFD. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct
{
  SuyPoint at;
  const char *name;
  const char *note; /* (nullable) */
} SuyGpxStop;

/**
 * suy_gpx_write:
 * @name: of the route
 * @stops: (array length=n): in their order
 *
 * Returns: (transfer full): the file
 */
char *suy_gpx_write (const char *name, const SuyGpxStop *stops, guint n);

G_END_DECLS
