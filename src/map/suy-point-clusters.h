/* suy-point-clusters.h: which points stand too close to be drawn one by one?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The guide's rule: within 22 pixels, 4 or more; a red point never belongs to a cluster, and a
 * cluster is moved off a red point and off other clusters, never over them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SUY_CLUSTER_DISTANCE 22.0
#define SUY_CLUSTER_MIN 4
#define SUY_CLUSTER_LEVELS 5

typedef struct
{
  double x, y;                       /* Mercator, where it is drawn */
  guint32 count[SUY_CLUSTER_LEVELS]; /* by SuyLevel */
  guint first, n;                    /* its members in SuyClustering.members */
} SuyCluster;

typedef struct
{
  GArray *clusters; /* (element-type SuyCluster) */
  GArray *members;  /* (element-type guint32): items */
  GArray *singles;  /* (element-type guint32): items drawn one by one, the gravest last */
} SuyClustering;

/**
 * suy_point_clusters_new:
 * @xy: (array length=n): Mercator x, y of each point
 * @level: (array length=n): a SuyLevel
 * @item: (array length=n): what members and singles name a point by
 * @world: pixels of the map's width
 *
 * The same points in the same order give the same clusters.  O(n) times the points within 22 px.
 */
SuyClustering *suy_point_clusters_new (const double *xy,
                                       const guint8 *level,
                                       const guint32 *item,
                                       guint32 n,
                                       double world);
void suy_point_clusters_free (SuyClustering *self);

/* All points one by one. */
SuyClustering *suy_point_clusters_new_plain (const guint8 *level, const guint32 *item, guint32 n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyClustering, suy_point_clusters_free)

G_END_DECLS
