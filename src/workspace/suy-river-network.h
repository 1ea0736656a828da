/* suy-river-network.h: the network of a workspace's rivers, and what it was made from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-reach-columns.h"
#include "suy-travel-time.h"

G_BEGIN_DECLS

typedef struct
{
  SuyFeatureSet *set; /* reach i is its item i */
  SuyNetwork *network;
  guint8 *hour_sources; /* of SuyTravelSource, by reach */
  gboolean estimated;   /* some are not their own */
  double default_m_s;   /* of reaches of which nothing is known */

  SuyReachColumns columns;
  double *hours;  /* as the network has them, estimates filled in */
  gint64 log_end; /* of the store, before the columns were read */
} SuyRiverNetwork;

/**
 * suy_river_network_new:
 * @store: of the calling thread
 * @set: the features of river_reach; kept
 *
 * 0.15 s for 200,000 reaches, most of it reading their cells.  Besides the network 90 bytes a reach
 * are kept for edits, 106 where they meet by keys.
 *
 * Returns: (transfer full): NULL with @error set
 */
SuyRiverNetwork *suy_river_network_new (SuyStore *store, SuyFeatureSet *set, GError **error);
void suy_river_network_free (SuyRiverNetwork *self);

/**
 * suy_river_network_edit:
 * @set: the features as they are now
 * @done: (out): FALSE: so much has changed that a new one is to be made; this one is spent then, as
 *   after an error
 *
 * Goes on to what the store says now, from the rows that its log names: columns are changed in
 * place and the network by suy_network_edit().  A new one is to be made where more than one row in
 * eight changed, or more was logged than suy_store_list_changed() looks through, and where reaches
 * meet in another way than before.
 */
gboolean suy_river_network_edit (SuyRiverNetwork *self,
                                 SuyStore *store,
                                 SuyFeatureSet *set,
                                 gboolean *done,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SuyRiverNetwork, suy_river_network_free)

G_END_DECLS
