/* suy-reach-columns.h: how do the reaches of a workspace meet, and how long are they?
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
  gint64 *from_node, *to_node, *level_path;
  double *length_m, *travel_h;
} SuyReachColumns;

void suy_reach_columns_clear (SuyReachColumns *columns);

/* Fills @columns.  Returns: (transfer full) (element-type SuyRecord): the records, by row; or NULL
 */
GPtrArray *suy_workspace_read_reaches (SuyWorkspace *self,
                                       SuyReachColumns *columns,
                                       GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SuyReachColumns, suy_reach_columns_clear)

G_END_DECLS
