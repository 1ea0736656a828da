/* suy-network-sweep.h: how far up the water is each reach?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between forks the labels say all: water comes to a reach one way, so one pass over a span of
 * labels finds what is nearer than a limit.  Between spans Dijkstra's search over forks decides;
 * each span is passed once, when its fork's distance is known for good.  So the work is the answer,
 * the reaches just beyond the limit, and a heap of the forks in it, whatever goes round or
 * overlaps. Source: Dijkstra, "A note on two problems in connexion with graphs", 1959.
 *
 * Between the files of the network; other rooms have no use for it. */

#pragma once

#include "suy-network-private.h"

G_BEGIN_DECLS

/* A reach above the start: mm and hours from the upstream end of the start reach to its downstream
 * end; hours NAN where no way of known times leads to it. */
typedef struct
{
  guint64 mm;
  double h;
  guint32 label, number;
} Visit;

/**
 * suy_sweep_up:
 * @start: label
 * @hours: from the place where the trace starts to the upstream end of @start; NAN: unknown
 * @limit: only reaches nearer than this many mm
 *
 * Returns: (transfer full) (element-type Visit): nearest first, equal ones by number; @start again
 *   where a cycle leads back to it
 */
GArray *suy_sweep_up (SuyNetwork *net, guint32 start, double hours, guint64 limit);

/* Nearest first, equal ones by number: a radix sort. */
void suy_visits_sort (GArray *visits);

G_END_DECLS
