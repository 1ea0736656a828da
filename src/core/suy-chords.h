/* suy-chords.h: how far apart are two shapes, if it is not too far?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shape made ready for many distances: its corners in space, and blocks of edges with the spatial
 * boxes that hold them.  The inner work of suy-geodesic.h and suy-feature-set.h. */

#pragma once

#include "suy-geometry.h"

G_BEGIN_DECLS

typedef struct _SuyChords SuyChords;

SuyChords *suy_chords_new (void);
void suy_chords_free (SuyChords *self);

/* Makes @self stand for @shape, which is borrowed as long.  O(n); keeps its memory. */
void suy_chords_set (SuyChords *self, const SuyShape *shape);

/**
 * suy_chords_distance:
 * @limit: INFINITY for none; the edge belongs
 *
 * Returns: the distance as suy_shape_distance() says, or INFINITY if it is above @limit
 */
double suy_chords_distance (SuyChords *self, SuyChords *other, double limit);

/* The greatest straight distance that places within @metres along the ground can have. */
double suy_chords_of_metres (double metres);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyChords, suy_chords_free)

G_END_DECLS
