/* suy-mbtiles.h: which tile lies in this MBTiles file?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiles are named as on the web, y from the north (the file counts from the south).  A file from
 * outside may be hostile: it is opened immutable, read-only, DEFENSIVE, with lowered limits and a
 * deadline for each read. */

#pragma once

#include <glib.h>

#include "suy-box.h"

G_BEGIN_DECLS

typedef struct _SuyMbtiles SuyMbtiles;             /* any thread; locks itself */
typedef struct _SuyMbtilesWriter SuyMbtilesWriter; /* one thread */

/* SUY_ERROR_NOT_FOUND, _FOREIGN (no MBTiles, or made of nested views), _CORRUPT, _LIMIT (too slow),
 * _LOCKED (a journal lies beside it: another program writes) */
SuyMbtiles *suy_mbtiles_open (const char *path, GError **error);
SuyMbtiles *suy_mbtiles_ref (SuyMbtiles *self);
void suy_mbtiles_unref (SuyMbtiles *self);

/* What its metadata says ("name", "format", "attribution", "json", ...).  Borrowed, nullable. */
const char *suy_mbtiles_get_metadata (SuyMbtiles *self, const char *key);
guint suy_mbtiles_get_min_zoom (SuyMbtiles *self);
guint suy_mbtiles_get_max_zoom (SuyMbtiles *self);
SuyBox suy_mbtiles_get_bounds (SuyMbtiles *self);

/* The tile unpacked (gzip is undone, at most 16 MiB).  Returns: (transfer full) (nullable): NULL
 * without error where there is no such tile */
GBytes *suy_mbtiles_get_tile (SuyMbtiles *self, guint zoom, guint32 x, guint32 y, GError **error);

/* Makes a new file, which must not exist; nothing is at @path until end() succeeds. */
SuyMbtilesWriter *suy_mbtiles_writer_new (const char *path, GError **error);
gboolean suy_mbtiles_writer_set_metadata (SuyMbtilesWriter *self,
                                          const char *key,
                                          const char *value,
                                          GError **error);
gboolean suy_mbtiles_writer_put (SuyMbtilesWriter *self,
                                 guint zoom,
                                 guint32 x,
                                 guint32 y,
                                 GBytes *tile, /* not compressed; it is gzipped here */
                                 GError **error);

/* The same with bytes that are stored as they are: gzipped already, or not to be. */
gboolean suy_mbtiles_writer_put_as_is (SuyMbtilesWriter *self,
                                       guint zoom,
                                       guint32 x,
                                       guint32 y,
                                       const guint8 *tile,
                                       gsize size,
                                       GError **error);
gboolean suy_mbtiles_writer_end (SuyMbtilesWriter *self,
                                 GError **error);      /* frees, also on failure */
void suy_mbtiles_writer_free (SuyMbtilesWriter *self); /* gives up; leaves nothing */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyMbtiles, suy_mbtiles_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyMbtilesWriter, suy_mbtiles_writer_free)

G_END_DECLS
