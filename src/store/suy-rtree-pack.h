/* suy-rtree-pack.h: how is an RTree of many boxes written at once?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  float min_x, max_x, min_y, max_y; /* rounded outward */
} SuyRtreeEntry;

/* Rounds outward.  Degrees. */
SuyRtreeEntry suy_rtree_entry (gint64 id, double min_x, double max_x, double min_y, double max_y);

/**
 * suy_rtree_pack:
 * @table: name of the feature table; its RTree is replaced
 * @entries: (element-type SuyRtreeEntry): all of them; sorted by id here
 *
 * Sorts along a Hilbert curve and fills nodes evenly from the leaves up.  The form of the nodes is
 * that of SQLite's rtree module.  Within the caller's transaction; O(n) where the entries come in
 * the order of ids.
 */
gboolean suy_rtree_pack (SuyConnection *connection,
                         const char *table,
                         GArray *entries,
                         GError **error);

/* Reads the table's geometries and packs their boxes. */
gboolean suy_rtree_rebuild (SuyConnection *connection, const char *table, GError **error);

G_END_DECLS
