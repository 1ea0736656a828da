/* suy-network-search.h: which nodes does water come to, and how far are they?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dijkstra's search over the nodes where reaches meet; its memory grows with what it finds.
 * Between the files of the network; other rooms have no use for it. */

#pragma once

#include "suy-network-private.h"

G_BEGIN_DECLS

#define SUY_SEARCH_ALL G_MAXUINT32

typedef struct
{
  guint32 node;
  guint32 via; /* the reach of the shortest way in metres to this node */
  double mm;   /* whole, from the far end of the start reach; INFINITY: no way found */
  double h;    /* from the start; the same */
  gboolean belongs;
} Found;

typedef struct
{
  double cost;
  guint32 slot;
} Waiting;

typedef struct
{
  const SuyNetwork *net;
  gboolean up;
  guint32 start; /* label */
  double fraction;
  double offset_m; /* from the start to the far end of its reach */
  double limit_mm; /* from there; INFINITY: none */
  SuyTraceRule rule;
  guint32 *slots; /* a hash table of nodes: place in found + 1, or UNSEEN */
  guint32 mask;
  GArray *found; /* of Found */
  GArray *queue; /* of Waiting: a binary heap */
} SuySearch;

typedef enum
{
  SUY_SEARCH_BY_METRES,
  SUY_SEARCH_BY_HOURS,
} SuySearchColumn;

/* @self is not to be moved; free with clear. */
void suy_search_init (SuySearch *self,
                      const SuyNetwork *net,
                      gboolean up,
                      SuyPlace start,
                      const SuyTraceRule *rule);
void suy_search_clear (SuySearch *self);

/* How much of the start reach lies on the side searched. */
double suy_search_start_part (const SuySearch *self);

/* Finds nodes closer than the limit, nearest first; by hours only along reaches that lie within the
 * limit in metres, so with that limit the search by metres comes first.  @n_wanted: stop when so
 * many nodes that belong are settled; @target: or when this node is. */
void suy_search_run (SuySearch *self, SuySearchColumn column, guint32 n_wanted, guint32 target);

/* Finds the nodes of the answer and marks them. */
void suy_search_nodes (SuySearch *self);

/* What was found of @node, or NULL. */
const Found *suy_search_find (const SuySearch *self, guint32 node);

/* Hours through @part of a reach; a part of no length takes no time, known or not. */
static inline double
hours_through (const SuyNetwork *net, guint32 reach, double part)
{
  return part == 0.0 ? 0.0 : part * hours_of (net, reach);
}

static inline double
mm_through (const SuySearch *self, guint32 reach)
{
  return (double) length_of (self->net, reach);
}

G_END_DECLS
