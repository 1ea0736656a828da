/* suy-wkb.h: how is a geometry read from and written to well-known binary?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: OGC 06-103r4, part 8; the flag bits of extended WKB as PostGIS and OGR write them.  Used
 * by suy-geometry.c alone. */

#pragma once

#include "suy-runs.h"

G_BEGIN_DECLS

/* Fills @runs from all of @bytes.  Errors as suy_geometry_new_from_wkb(). */
gboolean suy_wkb_read (const guint8 *bytes, gsize size, SuyRuns *runs, GError **error);

/* How many parts @shape has: points, lines, or outer rings. */
guint32 suy_wkb_count_parts (const SuyShape *shape);

/* Adds @shape, which must fit @type, as little-endian ISO WKB. */
void suy_wkb_write (const SuyShape *shape, SuyGeometryType type, GByteArray *out);

/* Little-endian numbers at the end of @out. */
void suy_wkb_put_u32 (GByteArray *out, guint32 value);
void suy_wkb_put_double (GByteArray *out, double value);

G_END_DECLS
