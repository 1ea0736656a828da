/* suy-ring.h: which way does this ring turn, and what does it hold?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edges are straight in longitude and latitude; all arithmetic is in whole numbers and exact. */

#pragma once

#include "suy-box.h"

G_BEGIN_DECLS

typedef enum
{
  SUY_RING_OUTSIDE,
  SUY_RING_INSIDE,
  SUY_RING_BOUNDARY,
} SuyRingPlace;

/* @ring: (array length=n): closed.  Returns: 1 counter-clockwise, -1 clockwise, 0 without area */
int suy_ring_turn (const SuyPoint *ring, guint32 n);

SuyRingPlace suy_ring_place (const SuyPoint *ring, guint32 n, SuyPoint point);

G_END_DECLS
