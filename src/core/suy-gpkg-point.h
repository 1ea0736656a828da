/* suy-gpkg-point.h: how is a single point written in a GeoPackage, without a geometry made for it?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The short way of suy_geometry_to_gpkg() and suy_geometry_new_from_gpkg() for the most frequent
 * geometry by far. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

#define SUY_GPKG_POINT_SIZE 29 /* a head of 8 bytes, no envelope, then WKB */

/* The same bytes as suy_geometry_to_gpkg() for a column of type POINT. */
void suy_gpkg_point_write (SuyPoint point, guint8 bytes[SUY_GPKG_POINT_SIZE]);

/**
 * suy_gpkg_point_read:
 * @point: (out): unset when FALSE
 *
 * Returns: FALSE for all but what suy_gpkg_point_write() writes, such as other byte orders, points
 *   with an envelope, Z, or out of range: suy_geometry_new_from_gpkg() knows what it is
 */
gboolean suy_gpkg_point_read (const guint8 *bytes, gsize size, SuyPoint *point);

G_END_DECLS
