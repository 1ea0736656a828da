/* suy-reach-columns.h: how do the reaches of a workspace meet, and what is known of them?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "suy-network-check.h"
#include "suy-workspace.h"

G_BEGIN_DECLS

/* Row i is item i of the feature set of river_reach; start with { 0 }. */
typedef struct
{
  guint32 n;
  SuyMeet meet;
  gint64 *from_node, *to_node;
  gint64 *level_path, *name; /* equal ones share a number; 0: none */
  gint64 *order;             /* Strahler's; 0: unknown */
  double *length_m;
  double *travel_h, *elevation_up, *elevation_down; /* NAN: unknown */
} SuyReachColumns;

void suy_reach_columns_clear (SuyReachColumns *columns);

/* Fills @columns from one or two scans, without making records. */
gboolean suy_workspace_read_reaches (SuyWorkspace *self, SuyReachColumns *columns, GError **error);

/**
 * suy_workspace_scan_reaches:
 * @names: (array length=n_names): at most 16 fields of river_reach
 * @each: called by rising id with the cells in that order
 */
gboolean suy_workspace_scan_reaches (SuyWorkspace *self,
                                     const char *const *names,
                                     guint n_names,
                                     SuyStoreEachRow each,
                                     gpointer user_data,
                                     GError **error);

/* The row of @id, which is @next where ids come in the order of @set; steps @next on. */
gboolean suy_reach_find_row (SuyFeatureSet *set, gint64 id, guint32 *next, guint32 *row);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyReachColumns, suy_reach_columns_clear)

G_END_DECLS
