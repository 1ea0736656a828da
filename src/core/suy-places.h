/* suy-places.h: which features stand on the water that a trace found?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-network.h"

G_BEGIN_DECLS

typedef struct _SuyPlaces SuyPlaces; /* never changes, so threads share it without a lock */

typedef struct
{
  guint32 item;
  double river_m;  /* along the water from the start */
  double travel_h; /* NAN: unknown */
  guint32 piece;   /* that it stands on: its place among the pieces */
} SuyPlaceHit;

/**
 * suy_places_new:
 * @network: kept; who edits it makes the places anew, or relabels them
 * @items: (array length=n): the caller's numbers; one may stand at several places
 * @places: (array length=n): fractions 0 to 1
 *
 * O(n log n) time, 24 bytes a place.
 *
 * Returns: (transfer full): the list, sorted by the label of the reach and the fraction, so that
 *   what stands upstream of a reach stands together
 */
SuyPlaces *suy_places_new (SuyNetwork *network,
                           const guint32 *items,
                           const SuyPlace *places,
                           guint32 n);

/* The same places on another network of the same reach numbers.  O(n log n).  (transfer full) */
SuyPlaces *suy_places_relabel (SuyPlaces *self, SuyNetwork *network);

SuyPlaces *suy_places_ref (SuyPlaces *self);
void suy_places_unref (SuyPlaces *self);
guint32 suy_places_get_n (SuyPlaces *self);

/**
 * suy_places_on_trace:
 * @start, @rule: what the trace was asked
 * @pieces: (element-type SuyTracePiece): what suy_network_trace() answered; of suy_network_path()
 *   with a rule DOWN without limits
 *
 * The ends of a piece belong to it, but what stands exactly where a limit cuts does not: its
 * distance, or its hours where they are known, must be less than the limit.  Between the ends of a
 * piece metres and hours grow evenly.  O(log n) for each piece, and the hits.
 *
 * Returns: (transfer full) (element-type SuyPlaceHit): nearest first, equal ones by item
 */
GArray *suy_places_on_trace (SuyPlaces *self,
                             SuyPlace start,
                             const SuyTraceRule *rule,
                             const GArray *pieces);

/**
 * suy_places_in_spans:
 * @spans: of labels of the network, ascending and disjoint, as suy_network_upstream_spans() gives
 * @items: (out): what stands on these reaches, by label and fraction
 *
 * O(log n) for each span, and the hits.
 */
void suy_places_in_spans (SuyPlaces *self, const SuySpans *spans, SuyItems *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyPlaces, suy_places_unref)

G_END_DECLS
