/* suy-tile-order.h: which features of a tile go when it would hold too many?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every feature of a layer has one place in line, the same in all tiles; a tile keeps those in
 * front.  A tile's margin is half as wide as that of its parent, so what a tile holds its parent
 * holds too, and who stays in the parent is in front of at least as many here. */

#pragma once

#include "suy-items.h"
#include "suy-tile-world.h"

G_BEGIN_DECLS

/* What decides between equals: one to one, so that two ids never tie.
 * Source: the finaliser of SplitMix64, Steele, Lea and Flood, OOPSLA 2014. */
static inline guint64
suy_tile_hash (guint64 id)
{
  id = (id ^ id >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  id = (id ^ id >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return id ^ id >> 31;
}

/**
 * suy_tile_order_points:
 * @keys: (array length=n): ascending
 * @ranks: (nullable) (array length=n): higher ones first
 *
 * Among equal ranks fair to all places: first the one that has the least hash in the whole world,
 * then the one with the least hash in each quarter of it, in each sixteenth, and so on.  So a dense
 * town shows as many as open country does before it shows more.  O(n).
 *
 * Returns: (transfer full) (array length=n): the place in line of each
 */
guint32 *suy_tile_order_points (const guint64 *keys,
                                const gint64 *ids,
                                const guint8 *ranks,
                                guint32 n);

/* By rank, then the larger ones first (@sizes), then by hash. */
guint32 *suy_tile_order_shapes (const guint32 *sizes,
                                const gint64 *ids,
                                const guint8 *ranks,
                                guint32 n);

/* What features may take: how many, and their bytes by their costs. */
typedef struct
{
  guint64 features, bytes;
} SuyTileRoom;

/**
 * suy_tile_order_cut:
 * @costs: (nullable): bytes of each position; NULL: all @cost
 *
 * Returns: how far in line the positions of @spans fit into @room: those with a lower order stay
 */
guint32 suy_tile_order_cut (const guint32 *order,
                            guint32 n,
                            const SuySpans *spans,
                            const guint32 *costs,
                            guint32 cost,
                            SuyTileRoom room);

G_END_DECLS
