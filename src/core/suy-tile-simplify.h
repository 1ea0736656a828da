/* suy-tile-simplify.h: from which zoom on does a tile need this corner of a shape?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-tile-world.h"

G_BEGIN_DECLS

/* What is dropped at a zoom is within half a tile unit of the line that stays there. */
#define SUY_SIMPLIFY_NEVER 255

/**
 * suy_tile_simplify:
 * @spots: (array length=n): a line; a ring without its repeated end
 * @zooms: (array length=n): the least zoom that needs each; SUY_SIMPLIFY_NEVER: none does
 *
 * A line splits at the corner farthest from the chord between its ends, and each half again; a
 * corner stays at the zooms where the farthest of its stretch is beyond the tolerance, and goes
 * where a longer stretch around it went.  Deep down it splits in the middle instead, which costs
 * corners but keeps the bound and the time: O(n log n) for any line.  A ring is split in two at its
 * first corner and the farthest from it, which always stay.  A corner that one zoom shows all
 * deeper ones show, and the tiles beside each other agree.
 *
 * Source: Douglas and Peucker, Cartographica 10 (1973).
 */
void suy_tile_simplify (const SuySpot *spots, guint32 n, gboolean is_ring, guint8 *zooms);

G_END_DECLS
